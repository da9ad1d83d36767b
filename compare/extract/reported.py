"""What a text reports without quoting: clauses, objects and phrases that a cue governs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.clauses import AUXILIARIES, Reading
from compare.extract.cues import cue

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Found:
    """Offsets of one attribution."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int]


def cue_span(reading: Reading, head: Token) -> tuple[int, int]:
    """The offsets of a cue with its auxiliaries and what stands between them."""
    first = last = head.i
    for child in reading.children[head.i]:
        if child.dep_ in AUXILIARIES and child.i < head.i and head.i - child.i <= 4:
            first = min(first, child.i)
        elif child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return reading.chars(first, last)


def _complement(reading: Reading, verb: Token, takes: frozenset[str]) -> Token | None:
    for child in reading.children[verb.i]:
        if child.dep_ == "ccomp" and "clause" in takes:
            return child
        if child.dep_ == "xcomp" and "to" in takes:
            return child
        if child.dep_ == "dobj" and "object" in takes:
            return child
        if child.dep_ == "prep" and child.lower_ in takes:
            return reading.child(child, "pobj", "pcomp")
    return None


def _source(reading: Reading, verb: Token) -> tuple[int, int] | None:
    subject = reading.subject(verb)
    if subject is None or subject.i == verb.i:
        return None
    if verb.dep_ == "relcl":
        subject = reading.child(verb, "nsubj") or subject
    first, last = reading.edges(subject, verb)
    return reading.chars(first, last)


def reported(reading: Reading, used: set[int]) -> Iterator[Found]:
    """Attributions of the narrator's own sentences; `used` are cue tokens already spoken for."""
    for token in reading.doc:
        if token.lower_ == "according" and token.i + 1 < len(reading.doc):
            found = _according(reading, token)
            if found:
                yield found
            continue
        if token.i in used or token.pos_ not in ("VERB", "AUX") or reading.quoted[token.i]:
            continue
        entry = cue(token)
        if entry is None:
            continue
        head = _complement(reading, token, entry.takes)
        if head is None:
            continue
        content = reading.chars(*reading.edges(head, token))
        yield Found(_source(reading, token), cue_span(reading, token), content)


def _according(reading: Reading, token: Token) -> Found | None:
    to = reading.doc[token.i + 1]
    source = reading.child(to, "pobj") or reading.child(token, "pobj")
    if to.lower_ != "to" or source is None:
        return None
    span = reading.chars(*reading.edges(source, to))
    sentence = token.sent
    first, last = sentence[0], sentence[-1]
    if token.i - first.i > last.i - source.right_edge.i:
        content = first.idx, token.idx
    else:
        content = span[1], last.idx + len(last)
    return Found(span, reading.chars(token.i, to.i), content)
