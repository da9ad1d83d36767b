"""Where a text is cut before it is parsed, so that no stretch costs more than its length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from compare.settings import MAX_SENTENCE

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Characters parsed as one, at most: memory grows with them.
MAX_PIECE = 30_000

# Characters of a word, at most; the longest web addresses are about as long.
MAX_WORD = 500

_LONG_WORD = re.compile(rf"\S{{{MAX_WORD + 1},}}")
_STOPS = frozenset(".?!…")
_CLOSING = frozenset("\"'”’»)]")


def pieces(text: str) -> list[str]:
    """The text in pieces of at most MAX_PIECE characters, cut between paragraphs where there are
    any, else between lines, sentences or words, else anywhere. Joined they are the text."""
    found = []
    start = 0
    while len(text) - start > MAX_PIECE:
        limit = start + MAX_PIECE
        for gap in ("\n\n", "\n", ". ", " "):
            # Not in the first half: a text of short paragraphs and one endless one stays cheap.
            if (at := text.rfind(gap, start + MAX_PIECE // 2, limit)) != -1:
                limit = at + len(gap)
                break
        found.append(text[start:limit])
        start = limit
    return [*found, text[start:]]


def words(text: str) -> list[str]:
    """The text in parts none of which holds a word above MAX_WORD; mostly the text alone."""
    found = []
    start = 0
    for word in _LONG_WORD.finditer(text):
        for at in range(word.start() + MAX_WORD, word.end(), MAX_WORD):
            found.append(text[start:at])
            start = at
    return [*found, text[start:]]


def boundaries(doc: Doc) -> Doc:
    """Sentence starts that the parser must keep to: the token after a new line, since headlines
    and datelines must not run into what follows, and a cut in sentences above MAX_SENTENCE."""
    from spacy.attrs import IDX, IS_SPACE

    if not len(doc):
        return doc
    starts = {
        i + 1
        for i in np.flatnonzero(doc.to_array([IS_SPACE])).tolist()
        if i + 1 < len(doc) and "\n" in doc[i].text
    }
    for i in starts:
        doc[i].is_sent_start = True
    offsets = doc.to_array([IDX]).tolist()
    if offsets[-1] > MAX_SENTENCE // 2:
        _cut_long(doc, offsets, starts)
    return doc


def _cut_long(doc: Doc, offsets: list[int], starts: set[int]) -> None:
    """Cuts stretches without a new line: after half of what is allowed where a sentence seems to
    end, which the parser would mostly have found too; else where the limit is reached."""
    last = 0
    for i, offset in enumerate(offsets):
        if i in starts:
            last = offset
            continue
        end = offsets[i + 1] if i + 1 < len(offsets) else offset + len(doc[i])
        too_long = end - last > MAX_SENTENCE
        if i and (too_long or (offset - last > MAX_SENTENCE // 2 and _opens(doc, i))):
            doc[i].is_sent_start = True
            last = offset


def _opens(doc: Doc, i: int) -> bool:
    """True where a sentence seems to start: a capital after a full stop, closing marks between."""
    if not doc[i].text[0].isupper():
        return False
    before = doc[i - 1].text
    if before in _CLOSING and i > 1:
        before = doc[i - 2].text
    return before in _STOPS
