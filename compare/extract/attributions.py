"""Attributions: who said what, as spans of the text.

`attributions(doc)` finds direct, indirect and mixed quotation: the speaker's words (content), the
noun phrase that they are credited to (source) and the words that credit them (cue).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.extract.clauses import Reading
from compare.extract.quoted import lines
from compare.extract.reported import reported
from compare.model import Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def _kind(reading: Reading, content: Span, inside: list[Span]) -> str:
    """`direct` where all words but those of `inside` stand in quote marks, `mixed` where some."""
    marks = [q for q in reading.quotations if q.start < content.end and q.end > content.start]
    if not marks:
        return "indirect"
    covered = [(q.start, q.end) for q in marks] + [(s.start, s.end) for s in inside]
    at, rest = content.start, ""
    for start, end in sorted(covered):
        rest += reading.text[at:start]
        at = max(at, end)
    rest += reading.text[at : content.end]
    return "mixed" if any(c.isalnum() for c in rest) else "direct"


def attributions(doc: Doc) -> list[Attribution]:
    """All attributions of `doc` in the order of their content; spans are slices of `doc.text`.

    `source` is None where none is named, and may lie in an earlier sentence where a quotation goes
    on without a cue; `content` of a quotation broken by its own cue runs over the break.
    """
    reading = Reading(doc)
    found: list[Attribution] = []
    used: set[int] = set()

    def add(
        source: tuple[int, int] | None, cue: tuple[int, int] | None, content: tuple[int, int]
    ) -> None:
        said = reading.span(*content)
        if said is None:
            return
        by = reading.span(*source) if source else None
        words = reading.span(*cue) if cue else None
        inside = [s for s in (by, words) if s]
        found.append(Attribution(by, words, said, _kind(reading, said, inside)))

    for line in lines(reading):
        if line.cue_token is not None:
            used.add(line.cue_token)
        if line.source is not None:
            add(line.source, line.cue, (line.start, line.end))
    for item in reported(reading, used):
        add(item.source, item.cue, item.content)
    return sorted(found, key=lambda a: (a.content.start, a.content.end))
