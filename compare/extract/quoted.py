"""Who speaks a quotation: read off the marks and the order of the words beside them.

A parse of a sentence that holds a long quotation is often wrong, so the marks come first, the
words beside them second, and the parse only tells how far a noun phrase goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.clauses import FINITE, Reading
from compare.extract.cues import cue
from compare.extract.quotes import MARKS, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 60
_STOPS = frozenset(".!?;")
_NAMES = ("NOUN", "PROPN", "PRON", "NUM")
_LINKS = frozenset(("that", "how", "why", "whether"))
_BOUNDARIES = frozenset((":", ",", "—", "–", "-", "--", "and", "but"))
_CLEFT = re.compile(r"(?:is|was) (?:how|what) ")
_NEAR = 8


@dataclass(slots=True)
class Line:
    """A quotation that stands on its own, as offsets, with its source and cue where found.

    `cue_token` is the index of the cue's head; `kind` is `mixed` where words of the narrator are
    part of the statement, and a line without a cue `goes_on` where it has the speaker before it.
    """

    start: int
    end: int
    source: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    cue_token: int | None = None
    kind: str = "direct"
    goes_on: bool = False


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
    after = text[quotation.end : quotation.end + 10].lstrip()
    ends = words[-1] in ",.?!…—-" or after[:1] in tuple(",.?!") or not quotation.closed
    if not ends and not _CLEFT.match(after):
        return False
    if not before or before in ".?!:;—–-(":
        return True
    last = reading.token_at(quotation.start) - 1
    if before == "," or before in MARKS:
        if not words[0].islower():
            return True
        while last > 0 and reading.tokens[last].is_punct:
            last -= 1
        return last >= 0 and _speaks(reading.tokens[last])
    return last >= 0 and (_speaks(reading.tokens[last]) or reading.tokens[last].lower_ in _LINKS)


def _speaks(token: Token) -> bool:
    entry = cue(token)
    return bool(entry and token.pos_ in ("VERB", "AUX") and "quote" in entry.takes)


class _Speakers:
    """Finds the speaker of each quotation of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.alone = [
            not q.single and (set_off(reading, q) or self._handed_over(q))
            for q in reading.quotations
        ]

    def _handed_over(self, quotation: Quotation) -> bool:
        """True of the end of a sentence, quoted in part, that its cue follows: …,” he said."""
        if not inner(self.reading.text, quotation).endswith(","):
            return False
        first = self.reading.token_at(quotation.end)
        for token in self.reading.tokens[first : first + _NEAR]:
            if token.is_punct or token.is_space:
                return False
            if token.pos_ in ("VERB", "AUX"):
                return _speaks(token) and token.tag_ in FINITE
        return False

    def _narrated(self, token: Token) -> bool:
        number = self.reading.quoted[token.i]
        return number is None or not self.alone[number]

    def after(self, quotation: Quotation) -> list[Token]:
        """The narrator's words after a quotation, to the end of their sentence."""
        found: list[Token] = []
        first = self.reading.token_at(quotation.end)
        for token in self.reading.tokens[first : first + _WINDOW]:
            if not self._narrated(token) or token.text in _STOPS or "\n" in token.text:
                break
            found.append(token)
        return found

    def before(self, quotation: Quotation) -> list[Token]:
        """The narrator's words before a quotation, from the start of their sentence."""
        found: list[Token] = []
        doc = self.reading.tokens
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
        if ahead and ahead[0].pos_ in ("ADP", "SCONJ"):
            ahead = []
        while ahead and (ahead[-1].pos_ in ("ADV", "AUX", "PART") or ahead[-1].dep_ == "neg"):
            ahead.pop()
        while ahead and ahead[0].pos_ in ("PUNCT", "CCONJ", "SPACE", "AUX", "SCONJ"):
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
            return self._colon(line, before)
        if verb is None:
            return False
        line.source = self.source_before(verb, before)
        line.cue, line.cue_token = reading.verb_group(verb), verb.i
        if before[-1].lower_ in _LINKS:
            line.start = before[-1].idx
        return True

    def _colon(self, line: Line, before: list[Token]) -> bool:
        """The cue is the colon of "X fired off a letter: …" or "More from the report: …"."""
        reading, low = self.reading, before[0].i
        line.cue = reading.chars(before[-1].i, before[-1].i)
        doers = [t for t in before if t.dep_ == "nsubj" and t.head.pos_ in ("VERB", "AUX")]
        if doers:
            first, last = reading.edges(doers[0], doers[0].head)
            line.source = reading.chars(max(first, low), last)
            return True
        names = [t for t in before if t.pos_ in _NAMES]
        if names:
            first = min(max(low, names[-1].left_edge.i), names[-1].i)
            line.source = reading.chars(first, names[-1].i)
        return bool(names)

    def _widen(
        self, line: Line, verb: Token, before: list[Token], after: list[Token], words: str
    ) -> None:
        """Takes in the narrator's share of a sentence that is quoted only in part."""
        partly = words[:1].islower() or (before and before[-1].text not in _BOUNDARIES)
        if before and partly and not any(_speaks(t) for t in before):
            line.start, line.kind = before[0].idx, "mixed"
        comma = next((n for n, t in enumerate(after) if t.i > verb.i and t.text == ","), None)
        if comma is not None and after[comma].i <= verb.i + 2 and words.endswith(","):
            rest = after[comma + 1 :]
            if rest and (rest[0].tag_ in FINITE or rest[0].tag_ == "MD"):
                line.end = self.reading.chars(rest[0].i, rest[-1].i)[1]
                line.kind = "mixed"


def _gap_is_cue(reading: Reading, line: Line, end: int) -> bool:
    """True where the text from a line to the next quotation is no more than its cue's clause."""
    if "\n" in reading.text[line.end : end]:
        return False
    first, last = reading.token_at(line.end), reading.token_at(end)
    tokens = reading.tokens[first:last]
    if any(t.i != line.cue_token and t.dep_ != "relcl" and _speaks(t) for t in tokens):
        return False
    stops = [t for t in tokens if t.text in _STOPS]
    return len(stops) <= 1 and (not stops or stops[0].i >= last - 2)


def lines(reading: Reading) -> list[Line]:
    """Every quotation that stands on its own, with its speaker where one can be told.

    Quotations parted by nothing but a cue are one line, and so are paragraphs of one quotation of
    which only the last is closed. A line without a cue has no source yet.
    """
    speakers = _Speakers(reading)
    found: list[Line] = []
    last: Line | None = None
    other: Quotation | None = None
    for number, quotation in enumerate(reading.quotations):
        if not speakers.alone[number]:
            continue
        if last is not None and other is not None and _runs_on(reading.text, other, quotation):
            last.end, other = quotation.end, quotation
            continue
        line = Line(quotation.start, quotation.end)
        near = last is not None and other is not None and other.paragraph == quotation.paragraph
        used = last.cue_token if near and last is not None else None
        cued = speakers.cued(line, quotation, used)
        if last is not None and near and not cued and _gap_is_cue(reading, last, quotation.start):
            last.end, other = max(last.end, quotation.end), quotation
            continue
        line.goes_on = line.cue is None and (near or not speakers.before(quotation))
        found.append(line)
        last, other = line, quotation
    return found


def _runs_on(text: str, first: Quotation, second: Quotation) -> bool:
    """True where the first was left open at the end of its paragraph and the second goes on."""
    if first.closed or first.end > second.start or second.paragraph != first.paragraph + 1:
        return False
    return not text[first.end : second.start].strip()
