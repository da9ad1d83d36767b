"""What kind of thing a noun phrase names: a person's role, a body, and which sort of body."""

from __future__ import annotations

from functools import cache

from compare.lexicon import load
from compare.normalize.agencies import agency
from compare.normalize.folding import fold


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load("role_words")[table])


def is_role(words: str) -> bool:
    """True where one of `words` says what a person is or does ("the Kremlin spokesman")."""
    folded = fold(words).split()
    return any(word in _words("roles") for word in folded)


def is_body(words: str) -> bool:
    """True where `words` name a body and not a person's role."""
    folded = fold(words).split()
    return bool(folded) and folded[-1] not in _words("roles") and agency(words) is not None


def leads_company(role: str) -> bool:
    """True for roles that only private bodies have: "chief executive"."""
    folded = f" {fold(role)} "
    return any(f" {word} " in folded for word in _words("executives"))


def is_company(words: str) -> bool:
    """True where `words` point at a private body: "the company", "the insurer"."""
    return any(word in _words("companies") for word in fold(words).split())


def is_media(words: str) -> bool:
    """True where `words` name one who passes on what others said ("the newspaper Jang")."""
    folded = f" {fold(words)} "
    return any(f" {word} " in folded for word in _words("media"))
