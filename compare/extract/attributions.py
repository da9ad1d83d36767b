"""Attributions: who said what, as spans of the text.

`attributions(doc)` finds direct, indirect and mixed quotation: the speaker's words (content), the
noun phrase that they are credited to (source) and the words that credit them (cue).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from compare.extract.clauses import Reading
from compare.extract.phrases import phrases
from compare.extract.quoted import Line, lines
from compare.extract.reported import Found, reported
from compare.model import Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def _kind(reading: Reading, content: Span, inside: list[Span]) -> str:
    """`direct` where all words but those of `inside` stand in quote marks, `mixed` where some."""
    numbers = reading.touching(content.start, content.end)
    if not numbers:
        return "indirect"
    marks = [reading.quotations[n] for n in numbers]
    covered = sorted([(q.start, q.end) for q in marks] + [(s.start, s.end) for s in inside])
    at = content.start
    for start, end in [*covered, (content.end, content.end)]:
        if any(c.isalnum() for c in reading.text[at : min(start, content.end)]):
            return "mixed"
        at = max(at, end)
    return "direct"


# How deep speech within speech is followed: "A said that B said that C had said …".
_DEPTH = 3
_RELATIVES = frozenset(("who", "that", "which", "whom"))


class _Collector:
    """Puts quotations and reported speech together so that nothing is told twice."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.found: list[Attribution] = []
        self.lines: list[Line] = lines(reading)
        self.starts = [line.start for line in self.lines]
        self.used = {line.cue_token for line in self.lines if line.cue_token is not None}

    def add(
        self,
        source: tuple[int, int] | None,
        cue: tuple[int, int] | None,
        content: tuple[int, int],
        kind: str | None = None,
    ) -> None:
        said = self.reading.span(*content)
        if said is None:
            return
        by = self.reading.span(*source) if source else None
        words = self.reading.span(*cue) if cue else None
        if words is None and cue:
            words = Span(self.reading.text[slice(*cue)], *cue)
        kind = kind or _kind(self.reading, said, [s for s in (by, words) if s])
        self.found.append(Attribution(by, words, said, kind))

    def line_at(self, offset: int) -> Line | None:
        """The line that holds `offset`."""
        at = bisect_right(self.starts, offset) - 1
        return self.lines[at] if at >= 0 and offset < self.lines[at].end else None

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """`start:end` stretched so that it cuts no quotation in two, and no line's words."""
        for number in self.reading.touching(start, end):
            quotation = self.reading.quotations[number]
            line = self.line_at(quotation.start)
            if line is not None and line.cue is not None:
                if quotation.start > start:
                    end = min(end, max(start, line.start))
                continue
            if quotation.end - quotation.start <= 4 * (end - start) + 40:
                start, end = min(start, quotation.start), max(end, quotation.end)
        return start, end

    def collect(self) -> None:
        """Fills `found`: first what has a cue, then the quotations that only go on."""
        voices: list[tuple[int, tuple[int, int]]] = []
        for line in self.lines:
            if line.source is not None:
                self.add(line.source, line.cue, (line.start, line.end), line.kind)
                voices.append((_spoken_at(line.source, line.cue), line.source))
        for item, content in self._reported():
            self.add(item.source, item.cue, content)
            if item.spoken and item.source is not None:
                voices.append((_spoken_at(item.source, item.cue), item.source))
        voices = sorted(v for v in voices if self._named(v[1]))
        places = [at for at, _ in voices]
        for line in self.lines:
            at = bisect_right(places, line.start) - 1
            if line.goes_on and at >= 0:
                self.add(voices[at][1], None, (line.start, line.end), line.kind)

    def _named(self, source: tuple[int, int]) -> bool:
        return self.reading.text[slice(*source)].lower() not in _RELATIVES

    def _reported(self) -> list[tuple[Found, tuple[int, int]]]:
        items = [
            item
            for item in sorted([*reported(self.reading), *phrases(self.reading)], key=_cue_start)
            if item.cue_token not in self.used and not self._covered(item)
        ]
        contents = [self.whole(*item.content) for item in items]
        kept: list[tuple[Found, tuple[int, int]]] = []
        open_ends: list[int] = []
        for item, content, within in zip(items, contents, _inside(items, contents), strict=True):
            open_ends = [end for end in open_ends if end > item.cue[0]]
            if not within or (item.nested and len(open_ends) <= _DEPTH):
                kept.append((item, content))
                open_ends.append(content[1])
        return kept

    def _covered(self, item: Found) -> bool:
        """True where the cue, or the first word of the content, is part of a quoted line."""
        if self.reading.quoted[item.cue_token] is not None:
            return True
        line = self.line_at(item.content[0])
        return line is not None and (line.source is not None or line.goes_on)


def _spoken_at(source: tuple[int, int], cue: tuple[int, int] | None) -> int:
    """Where in the text a source has the word: the later of its name and its cue."""
    return max(source[1], cue[1] if cue else 0)


def _cue_start(item: Found) -> int:
    return item.cue[0]


def _inside(items: list[Found], contents: list[tuple[int, int]]) -> list[bool]:
    """For each item, in the order of their cues: is its cue within the content of another?"""
    order = sorted(range(len(items)), key=lambda n: contents[n])
    found, ends, at = [], [(-1, -1), (-1, -1)], 0
    for number, item in enumerate(items):
        while at < len(order) and contents[order[at]][0] <= item.cue[0]:
            ends = sorted([*ends, (contents[order[at]][1], order[at])], reverse=True)[:2]
            at += 1
        found.append(any(end > item.cue[0] and owner != number for end, owner in ends))
    return found


def attributions(doc: Doc) -> list[Attribution]:
    """All attributions of `doc` in the order of their content; spans are slices of `doc.text`.

    `source` is None where none is named, and may lie in an earlier sentence where a quotation goes
    on without a cue; `content` of a quotation broken by its own cue runs over the break.
    """
    collector = _Collector(Reading(doc))
    collector.collect()
    return sorted(collector.found, key=lambda a: (a.content.start, a.content.end))
