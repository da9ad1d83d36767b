"""Spelling differences that carry no meaning, and the tables that are looked up without them.

`fold` is the one form in which names of any kind are compared. A `Lookup` finds a lexicon entry by
any of its spellings: words by their folded form, acronyms by their capitals, since "WHO" is a body
where "who" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from anyascii import anyascii

_HYPHENS = re.compile(r"[-_/\u2010-\u2015\u2212]")
_PUNCTUATION = re.compile(r"[^a-z0-9' ]")
_ARTICLES = frozenset(("the", "a", "an"))
# One language, two spellings: the British one is the key.
_SPELLINGS = {
    "defense": "defence", "center": "centre", "centers": "centres", "labor": "labour",
    "program": "programme", "organization": "organisation", "organizations": "organisations",
    "adviser": "advisor", "adviser's": "advisor's", "saint": "st", "defenses": "defences",
}  # fmt: skip

# Longer than any name: what is longer is no name and is not looked at.
MAX_NAME = 160

Value = TypeVar("Value")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """`text` in ASCII, lower case, hyphens as spaces, single spaces."""
    return " ".join(_HYPHENS.sub(" ", anyascii(_HYPHENS.sub(" ", text))).lower().split())


@lru_cache(maxsize=16_384)
def key(text: str) -> str:
    """The folded words of a name: no article before it, no possessive after it, no dots."""
    plain = fold(text).replace(".", "").replace("&", " and ").replace("`", "'")
    words = _PUNCTUATION.sub(" ", plain).split()
    while words and words[0] in _ARTICLES:
        words.pop(0)
    if words:
        words[-1] = without_possessive(words[-1])
    return " ".join(_SPELLINGS.get(w, w) for w in words if w.strip("'"))


def without_possessive(words: str) -> str:
    """`words` less a closing 's or apostrophe: "Seoul's" and "Paris'"."""
    for ending in ("'s", "’s"):
        if words.endswith(ending):
            return words[: -len(ending)]
    return words.rstrip("'’")


def is_acronym(words: str) -> bool:
    """True of "NATO", "U.N." and "MI6", not of "Pentagon" or "DoD"."""
    plain = words.replace(".", "")
    return 1 < len(plain) < 9 and plain.isalnum() and plain.isupper()


class Lookup(Generic[Value]):
    """Values by any spelling of their names. The first entry of a spelling keeps it."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._words: dict[str, Value] = {}
        self._acronyms: dict[str, Value] = {}
        for spelling, value in entries:
            if is_acronym(spelling):
                self._acronyms.setdefault(spelling.replace(".", ""), value)
            else:
                self._words.setdefault(key(spelling), value)

    def get(self, words: str) -> Value | None:
        if len(words) > MAX_NAME:
            return None
        if (found := self._words.get(key(words))) is not None:
            return found
        bare = words.split()
        while bare and bare[0].lower() in _ARTICLES:
            bare.pop(0)
        if len(bare) != 1:
            return None
        plain = without_possessive(bare[0].strip(',;:()"“”')).replace(".", "")
        if len(plain) > 3 and plain.istitle():  # the British "Nato", "Unicef"
            plain = plain.upper()
        return self._acronyms.get(plain)
