"""The parse of a text as the attribution rules read it: children, subjects, stretches of tokens.

Children are listed once for the whole text (walking a tree again for each cue would make a long
sentence quadratic), and no stretch reaches further than `settings.MAX_SENTENCE` from its cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare import settings
from compare.extract.quotes import Quotation, quotations
from compare.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
AUXILIARIES = ("aux", "auxpass", "neg")
_EDGE = " \t\r\n\xa0,;:—–"


class Reading:
    """One parsed text: its children lists, its quotations, and which quotation a token is in."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.quotations = quotations(doc.text)
        self.children: list[list[Token]] = [[] for _ in doc]
        for token in doc:
            if token.head.i != token.i:
                self.children[token.head.i].append(token)
        self.quoted: list[Quotation | None] = [None] * len(doc)
        marks = iter(self.quotations)
        quotation = next(marks, None)
        for token in doc:
            while quotation and token.idx >= quotation.end:
                quotation = next(marks, None)
            if quotation and token.idx + len(token) > quotation.start:
                self.quoted[token.i] = quotation

    def span(self, start: int, end: int) -> Span | None:
        """The text `start:end` without white space and commas at its edges, None if empty."""
        text = self.text
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        return Span(text[start:end], start, end) if end > start else None

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of the tokens `first` to `last`, both included."""
        tail = self.doc[last]
        return self.doc[first].idx, tail.idx + len(tail)

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first child with one of these dependencies."""
        return next((c for c in self.children[token.i] if c.dep_ in deps), None)

    def edges(self, head: Token, around: Token) -> tuple[int, int]:
        """First and last token of what hangs on `head`, on its own side of `around`."""
        first, last = head.left_edge.i, head.right_edge.i
        if head.i < around.i:
            last = min(last, around.i - 1)
        elif head.i > around.i:
            first = max(first, around.i + 1)
        while first < head.i and around.idx - self.doc[first].idx > settings.MAX_SENTENCE:
            first += 1
        while last > head.i and self.doc[last].idx - around.idx > settings.MAX_SENTENCE:
            last -= 1
        return first, last

    def subject(self, verb: Token) -> Token | None:
        """The head of the subject of `verb`, its own or the one that it shares."""
        for _ in range(6):
            if (own := self.child(verb, *SUBJECTS)) is not None:
                return own
            if verb.dep_ in ("acl", "relcl"):
                return verb.head
            if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "prep"):
                return None
            verb = verb.head
        return None
