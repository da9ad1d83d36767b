"""The parse of a text as the attribution rules read it: children, subjects, sentences, stretches.

Children are listed once for the whole text (walking a tree again for each cue would make a long
sentence quadratic), sentences end with their paragraph whatever the parser says, and no stretch
reaches further than `settings.MAX_SENTENCE` from its cue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from compare import settings
from compare.extract.cues import cue
from compare.extract.quotes import quotations
from compare.extract.tree import text_of
from compare.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
DASHES = (",", "–", "—", "--")
FINITE = frozenset(("VBZ", "VBD", "VBP"))
AUXILIARIES = ("aux", "auxpass", "neg")
_PAPERS = frozenset(
    ("statement", "letter", "tweet", "email", "memo", "note", "post", "release", "message")
)
_FUNCTION_WORDS = frozenset(("DET", "PRON", "SCONJ", "CCONJ"))
_SHARED = frozenset(("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "prep"))
_BACK = 40
_EDGE = " \t\r\n\xa0,;:—–"
_OPENING, _CLOSING = "([", ")]"


class Reading:
    """One parsed text: its quotations, children lists and sentence bounds.

    `quoted[i]` is the number of the quotation that token `i` is in, or None; `sentence[i]` is the
    pair of first and last token of its sentence.
    """

    def __init__(self, doc: Doc) -> None:
        self.tokens = list(doc)
        self.text = text_of(doc)
        self.quotations = quotations(self.text)
        self._starts = [q.start for q in self.quotations]
        self._ends = [q.end for q in self.quotations]
        self.offsets = [token.idx for token in self.tokens]
        self.children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head.i != token.i:
                self.children[token.head.i].append(token)
        self.quoted: list[int | None] = [None] * len(self.tokens)
        number = 0
        for token in self.tokens:
            while number < len(self.quotations) and token.idx >= self._ends[number]:
                number += 1
            if number < len(self.quotations) and token.idx + len(token) > self._starts[number]:
                self.quoted[token.i] = number
        self.sentence = self._sentences()
        self.goes_on = [t.i - 1 for t in self.tokens if self._goes_on(t)]

    def _sentences(self) -> list[tuple[int, int]]:
        """Bounds of the sentence of each token.

        Cut at blank tokens that break a line, and where the tokenizer took a full stop for part of
        an abbreviation ("$85m. The …") and the parser went on.
        """
        bounds: list[tuple[int, int]] = []
        first = 0
        for token in self.tokens:
            breaks = "\n" in token.text
            begins = token.is_sent_start or breaks or self._restarts(token)
            if begins and token.i > first:
                bounds += [(first, token.i - 1)] * (token.i - first)
                first = token.i
            if breaks:
                bounds.append((token.i, token.i))
                first = token.i + 1
        return bounds + [(first, len(self.tokens) - 1)] * (len(self.tokens) - first)

    def _restarts(self, token: Token) -> bool:
        if not token.i or token.pos_ not in _FUNCTION_WORDS or not token.text[:1].isupper():
            return False
        before = self.tokens[token.i - 1].text
        return len(before) > 1 and before.endswith(".")

    def _goes_on(self, token: Token) -> bool:
        """True of the cue of ", saying …", with or without an adverb after the comma."""
        if token.tag_ != "VBG" or token.i < 2 or cue(token) is None:
            return False
        before = self.tokens[token.i - 1]
        if before.pos_ == "ADV":
            before = self.tokens[token.i - 2]
        return before.text in DASHES and self.quoted[before.i] is None

    def touching(self, start: int, end: int) -> range:
        """The numbers of the quotations that overlap `start:end`."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after `offset`."""
        return bisect_left(self.offsets, offset)

    def span(self, start: int, end: int) -> Span | None:
        """The text `start:end` without white space, commas and lone brackets at its edges."""
        text = self.text
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        inner = text[start:end]
        for mark, other in zip(_OPENING, _CLOSING, strict=True):
            if inner.endswith(other) and inner.count(other) > inner.count(mark):
                return self.span(start, end - 1)
            if inner.startswith(mark) and inner.count(mark) > inner.count(other):
                return self.span(start + 1, end)
            if inner.count(mark) == inner.count(other) + 1 and text[end : end + 1] == other:
                end += 1
        return Span(text[start:end], start, end) if end > start else None

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of the tokens `first` to `last`, both included."""
        tail = self.tokens[last]
        return self.tokens[first].idx, tail.idx + len(tail)

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first child with one of these dependencies."""
        return next((c for c in self.children[token.i] if c.dep_ in deps), None)

    def clip(self, first: int, last: int, around: int) -> tuple[int, int]:
        """`first` and `last` within the sentence of token `around` and the longest stretch."""
        low, high = self.sentence[around]
        first, last, here = max(first, low), min(last, high), self.offsets[around]
        reach = settings.MAX_SENTENCE
        first = max(first, bisect_left(self.offsets, here - reach))
        return first, min(last, bisect_right(self.offsets, here + reach) - 1)

    def edges(self, head: Token, around: Token) -> tuple[int, int]:
        """First and last token of what hangs on `head`, on its own side of `around`."""
        first, last = head.left_edge.i, head.right_edge.i
        if head.i < around.i:
            last = min(last, around.i - 1)
        elif head.i > around.i:
            first = max(first, around.i + 1)
        return self.clip(first, last, head.i)

    def subject(self, verb: Token) -> Token | None:
        """The head of the subject of `verb`: its own, or one that it shares with a verb above."""
        if verb.tag_ == "VBG" and (said := self._sayer(verb)) is not None:
            return said
        for _ in range(6):
            if (own := self.child(verb, *SUBJECTS)) is not None:
                return own
            if verb.dep_ in ("acl", "relcl"):
                noun = verb.head
                if noun.lemma_.lower() not in _PAPERS or noun.dep_ != "dobj":
                    return noun
                verb = noun.head
                continue
            if verb.dep_ not in _SHARED:
                return None
            verb = verb.head
        return None

    def _sayer(self, participle: Token) -> Token | None:
        """The subject of the cue before ", adding …", which goes on with the same speaker."""
        if not self._goes_on(participle):
            return None
        low, at = self.sentence[participle.i][0], participle.i - 1
        for i in range(at - 1, max(low - 1, at - _BACK), -1):
            token = self.tokens[i]
            if token.pos_ == "VERB" and self.quoted[i] is None and cue(token) is not None:
                own = self.child(token, *SUBJECTS)
                if own is not None and low <= own.i and token.dep_ != "relcl":
                    return own
        return None

    def verb_group(self, head: Token) -> tuple[int, int]:
        """The offsets of a cue with its auxiliaries, negation and particle."""
        first = last = head.i
        while head.dep_ == "conj" and head.head.pos_ == "VERB" and head.i - head.head.i <= 2:
            head = head.head
            first = head.i
        for child in self.children[head.i]:
            if child.dep_ in AUXILIARIES and head.i - 4 <= child.i < head.i:
                first = min(first, child.i)
            elif child.dep_ == "prt" and child.i == last + 1:
                last = child.i
        for child in self.children[head.i]:
            if child.dep_ == "advmod" and child.i == first - 1:
                first = child.i
        return self.chars(first, last)
