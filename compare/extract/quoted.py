"""Who speaks a quotation: read off the marks and the order of the words beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.clauses import AUXILIARIES, Reading
from compare.extract.cues import cue
from compare.extract.quotes import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 60
_STOPS = (".", "!", "?", ";")


@dataclass(slots=True)
class Line:
    """A quotation with what introduces it; offsets, `cue_token` the index of the cue's head."""

    start: int
    end: int
    source: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    cue_token: int | None = None


def _token_at(reading: Reading, offset: int) -> int:
    """Index of the first token that starts at or after `offset`."""
    tokens, low, high = reading.doc, 0, len(reading.doc)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return low


def set_off(text: str, quotation: Quotation, paragraph_start: int) -> bool:
    """True where the quotation stands as a sentence of its own, not as words in a sentence."""
    inner = text[quotation.start : quotation.end].strip("“”\"'`‘’«»„ ")
    if not inner:
        return False
    before = text[paragraph_start : quotation.start].rstrip()[-1:]
    after = text[quotation.end : quotation.end + 2].lstrip()[:1]
    ends = inner[-1] in ",.?!…—-" or after in tuple(",.?!") or not quotation.closed
    return bool(ends and (not before or before in ".?!:,;—–-(”\"'’"))


def _after(reading: Reading, quotation: Quotation) -> list[Token]:
    """The narrator's words after a quotation, to the end of their sentence."""
    found = []
    first = _token_at(reading, quotation.end)
    for token in reading.doc[first : first + _WINDOW]:
        if reading.quoted[token.i] is not None or token.text in _STOPS or "\n" in token.text:
            break
        found.append(token)
    return found


def _before(reading: Reading, quotation: Quotation) -> list[Token]:
    """The narrator's words before a quotation, from the start of their sentence, in order."""
    found: list[Token] = []
    last = _token_at(reading, quotation.start) - 1
    for i in range(last, max(-1, last - _WINDOW), -1):
        token = reading.doc[i]
        if reading.quoted[i] is not None or token.text in _STOPS or "\n" in token.text:
            break
        found.append(token)
    return found[::-1]


def _verb_group(reading: Reading, verb: Token) -> tuple[int, int]:
    """The offsets of a cue verb with its auxiliaries, negation and adverbs between them."""
    first = last = verb.i
    for child in reading.children[verb.i]:
        if child.dep_ in AUXILIARIES and child.i < verb.i and verb.i - child.i <= 4:
            first = min(first, child.i)
        elif child.dep_ == "advmod" and child.i == first - 1:
            first = child.i
        elif child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return reading.chars(first, last)


def _source_beside(reading: Reading, verb: Token, words: list[Token]) -> tuple[int, int] | None:
    """The subject of a cue verb within the narrator's words beside a quotation."""
    low, high = words[0].i, words[-1].i
    subject = reading.subject(verb)
    if subject is not None and low <= subject.i <= high:
        first, last = reading.edges(subject, verb)
        return reading.chars(max(first, low), min(last, high))
    before = [t for t in words if t.i < verb.i and t.pos_ not in ("PUNCT", "ADV", "AUX", "SPACE")]
    if before and before[-1].pos_ in ("NOUN", "PROPN", "PRON"):
        return reading.chars(before[0].i, before[-1].i)
    after = next((t for t in words if t.i > verb.i and t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if after is not None and after.i - verb.i <= 4:
        return reading.chars(verb.i + 1, max(after.i, min(after.right_edge.i, high)))
    return None


def _cue_in(words: list[Token]) -> list[Token]:
    found = []
    for token in words:
        entry = cue(token)
        if entry and token.pos_ in ("VERB", "AUX") and "quote" in entry.takes:
            found.append(token)
    return found


def lines(reading: Reading) -> list[Line]:
    """Every quotation that stands on its own, with its speaker where one can be told."""
    text = reading.text
    found: list[Line] = []
    starts: dict[int, int] = {}
    previous: tuple[Line, Quotation] | None = None
    for quotation in reading.quotations:
        if quotation.single:
            continue
        start = text.rfind("\n", 0, quotation.start) + 1
        starts.setdefault(quotation.paragraph, start)
        before = _before(reading, quotation)
        if not set_off(text, quotation, start) and not (before and _cue_in(before[-1:])):
            continue
        line = Line(quotation.start, quotation.end)
        after = _after(reading, quotation)
        inner = text[quotation.start : quotation.end].rstrip("“”\"'`‘’ ")
        if after and inner[-1:] != ".":
            for verb in _cue_in(after):
                line.source = _source_beside(reading, verb, after)
                line.cue, line.cue_token = _verb_group(reading, verb), verb.i
                break
        if line.cue is None and before:
            for verb in reversed(_cue_in(before)):
                line.source = _source_beside(reading, verb, before)
                line.cue, line.cue_token = _verb_group(reading, verb), verb.i
                break
        if line.cue is None and previous is not None:
            last, other = previous
            gap = text[other.end : quotation.start]
            if quotation.paragraph == other.paragraph and other.start != quotation.start:
                if "\n" not in gap and (not gap.strip() or last.cue and last.cue[0] >= other.end):
                    last.end = quotation.end
                    previous = (last, quotation)
                    continue
            elif not before:
                line.source = last.source
        found.append(line)
        previous = (line, quotation)
    return found
