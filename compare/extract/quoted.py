"""Who speaks a quotation: read off the marks and the order of the words beside them.

A parse of a sentence that holds a long quotation is often wrong, so the marks come first, the
words beside them second, and the parse only tells how far a noun phrase goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.clauses import Reading
from compare.extract.cues import cue
from compare.extract.quotes import MARKS, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 60
_STOPS = frozenset(".!?;")
_NAMES = ("NOUN", "PROPN", "PRON", "NUM")
_LINKS = frozenset(("that", "how", "why", "whether"))
_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))


@dataclass(slots=True)
class Line:
    """A quotation that stands on its own, as offsets, with its source and cue where found.

    `cue_token` is the index of the cue's head; `kind` is `mixed` where words of the narrator are
    part of the statement.
    """

    start: int
    end: int
    source: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    cue_token: int | None = None
    kind: str = "direct"


def inner(text: str, quotation: Quotation) -> str:
    """The words of a quotation without its marks."""
    return text[quotation.start : quotation.end].strip(MARKS + " \n\xa0")


def set_off(reading: Reading, quotation: Quotation) -> bool:
    """True where the quotation stands as a sentence of its own, not as words in a sentence."""
    text = reading.text
    words = inner(text, quotation)
    if not words:
        return False
    before = text[max(0, quotation.start - 40) : quotation.start]
    before = before[before.rfind("\n") + 1 :].rstrip()[-1:]
    after = text[quotation.end : quotation.end + 2].lstrip()[:1]
    ends = words[-1] in ",.?!…—-" or after in tuple(",.?!") or not quotation.closed
    if not ends:
        return False
    if not before or before in ".?!:;—–-(" + MARKS:
        return True
    if before == ",":
        return True
    last = reading.token_at(quotation.start) - 1
    return bool(last >= 0 and (_speaks(reading.doc[last]) or reading.doc[last].lower_ in _LINKS))


def _speaks(token: Token) -> bool:
    entry = cue(token)
    return bool(entry and token.pos_ in ("VERB", "AUX") and "quote" in entry.takes)


class _Speakers:
    """Finds the speaker of each quotation of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.alone = [not q.single and set_off(reading, q) for q in reading.quotations]

    def _narrated(self, token: Token) -> bool:
        number = self.reading.quoted[token.i]
        return number is None or not self.alone[number]

    def after(self, quotation: Quotation) -> list[Token]:
        """The narrator's words after a quotation, to the end of their sentence."""
        found: list[Token] = []
        first = self.reading.token_at(quotation.end)
        for token in self.reading.doc[first : first + _WINDOW]:
            if not self._narrated(token) or token.text in _STOPS or "\n" in token.text:
                break
            found.append(token)
        return found

    def before(self, quotation: Quotation) -> list[Token]:
        """The narrator's words before a quotation, from the start of their sentence."""
        found: list[Token] = []
        doc = self.reading.doc
        last = self.reading.token_at(quotation.start) - 1
        if last > 0 and "\n" in doc[last].text and doc[last - 1].text == ":":
            last -= 1
        for i in range(last, max(-1, last - _WINDOW), -1):
            token = doc[i]
            if not self._narrated(token) or token.text in _STOPS or "\n" in token.text:
                break
            found.append(token)
        return found[::-1]

    def source_after(self, verb: Token, words: list[Token]) -> tuple[int, int] | None:
        """The source beside a cue that follows its quotation: "he said", "said the man, 32"."""
        ahead = [t for t in words if t.i < verb.i]
        while ahead and (ahead[-1].pos_ in ("ADV", "AUX", "PART") or ahead[-1].dep_ == "neg"):
            ahead.pop()
        while ahead and ahead[0].pos_ in ("PUNCT", "CCONJ", "SPACE"):
            ahead.pop(0)
        if any(t.pos_ in _NAMES or t.pos_ == "DET" for t in ahead):
            return self.reading.chars(ahead[0].i, ahead[-1].i)
        high = words[-1].i
        subject = self.reading.subject(verb)
        if subject is None or not verb.i < subject.i <= high:
            near = (t for t in words if verb.i < t.i <= verb.i + 5 and t.pos_ in _NAMES)
            subject = next(near, None)
            while subject is not None and verb.i < subject.head.i <= high:
                if subject.head.pos_ not in _NAMES or subject.head.i < subject.i:
                    break
                subject = subject.head
        if subject is None:
            return None
        return self.reading.chars(verb.i + 1, min(max(subject.right_edge.i, subject.i), high))

    def source_before(self, verb: Token, words: list[Token]) -> tuple[int, int] | None:
        """The source of a cue that precedes its quotation: the subject of the cue."""
        low = words[0].i
        subject = self.reading.subject(verb)
        if subject is not None and subject.i >= low and subject.i != verb.i:
            first, last = self.reading.edges(subject, verb)
            if subject.i > verb.i:
                first, last = verb.i + 1, min(last, words[-1].i)
            return self.reading.chars(max(first, low), last)
        names = [t for t in words if t.i < verb.i and t.pos_ in _NAMES]
        if not names:
            return None
        first = max(low, names[-1].left_edge.i)
        return self.reading.chars(min(first, names[-1].i), names[-1].i)

    def cued(self, line: Line, quotation: Quotation, used: int | None) -> bool:
        """Fills in the cue of `line` from the words beside it; False where there is none."""
        reading = self.reading
        after, before = self.after(quotation), self.before(quotation)
        words = inner(reading.text, quotation)
        if after and words[-1:] != ".":
            verb = next((t for t in after if _speaks(t) and t.dep_ != "relcl"), None)
            verb = verb or next((t for t in after if _speaks(t)), None)
            if verb is not None:
                line.source = self.source_after(verb, after)
                line.cue, line.cue_token = reading.verb_group(verb), verb.i
                self._widen(line, verb, before, after, words)
                return True
        if not before:
            return False
        verbs = [t for t in before if _speaks(t)]
        if verbs and verbs[-1].i == used:
            return False
        verb = verbs[-1] if verbs else None
        if verb is None and before[-1].text == ":":
            verb = next((t for t in before if t.dep_ == "ROOT" and t.pos_ == "VERB"), None)
            if verb is None:
                names = [t for t in before if t.pos_ in _NAMES]
                if names:
                    line.source = reading.chars(before[0].i, before[-2].i)
                    line.cue = reading.chars(before[-1].i, before[-1].i)
                return bool(names)
        if verb is None:
            return False
        line.source = self.source_before(verb, before)
        line.cue, line.cue_token = reading.verb_group(verb), verb.i
        if before[-1].lower_ in _LINKS:
            line.start = before[-1].idx
        return True

    def _widen(
        self, line: Line, verb: Token, before: list[Token], after: list[Token], words: str
    ) -> None:
        """Takes in the narrator's share of a sentence that is quoted only in part."""
        if before and words[:1].islower() and not any(_speaks(t) for t in before):
            line.start, line.kind = before[0].idx, "mixed"
        comma = next((n for n, t in enumerate(after) if t.i > verb.i and t.text == ","), None)
        if comma is not None and after[comma].i <= verb.i + 2 and words.endswith(","):
            rest = after[comma + 1 :]
            if rest and rest[0].tag_ in _FINITE:
                line.end = self.reading.chars(rest[0].i, rest[-1].i)[1]
                line.kind = "mixed"


def _gap_is_cue(reading: Reading, start: int, end: int) -> bool:
    """True where the text between two quotations is no more than one clause."""
    gap = reading.text[start:end]
    if "\n" in gap:
        return False
    first, last = reading.token_at(start), reading.token_at(end)
    stops = [t for t in reading.doc[first:last] if t.text in _STOPS]
    return len(stops) <= 1 and (not stops or stops[0].i >= last - 2)


def lines(reading: Reading) -> list[Line]:
    """Every quotation that stands on its own, with its speaker where one can be told.

    Quotations parted by nothing but a cue are one line. One without a cue goes on with the speaker
    before it, where its paragraph holds nothing else.
    """
    speakers = _Speakers(reading)
    found: list[Line] = []
    last: Line | None = None
    other: Quotation | None = None
    for number, quotation in enumerate(reading.quotations):
        if not speakers.alone[number]:
            continue
        line = Line(quotation.start, quotation.end)
        near = last is not None and other is not None and other.paragraph == quotation.paragraph
        used = last.cue_token if near and last is not None else None
        if not speakers.cued(line, quotation, used) and last is not None and other is not None:
            if near and _gap_is_cue(reading, last.end, quotation.start):
                last.end = max(last.end, quotation.end)
                other = quotation
                continue
            before = speakers.before(quotation)
            if near or not before:
                line.source = last.source
        found.append(line)
        last, other = line, quotation
    return found
