"""Persons: who is known by which names and posts, and when two names are one person's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from compare.lexicon import load
from compare.normalize.folding import Lookup, fold


@dataclass(frozen=True, slots=True)
class Person:
    """A person under one name, with the post held on the day asked about."""

    name: str
    agency: str | None = None
    country: str | None = None
    role: str | None = None


@cache
def _lookup() -> Lookup[str]:
    rows = load("people").items()
    own = [(name, name) for name, _ in rows]
    return Lookup(own + [(w, name) for name, row in rows for w in row.get("also", ())])


def person(name: str, on: str | None = None) -> Person | None:
    """The well-known person of that name, by any of its spellings.

    `on` is an ISO day: agency and role are those of the post held then (None where none is known
    to be); without it, those of the latest post.
    """
    known = _lookup().get(name)
    if known is None:
        return None
    row = load("people")[known]
    post = _post(row.get("posts") or [row], on)
    return Person(known, post.get("agency"), row.get("country"), post.get("role"))


def _post(posts: list[dict[str, str]], on: str | None) -> dict[str, str]:
    if on is None:
        return posts[-1]
    held = (p for p in posts if p.get("from", "") <= on[:10] <= p.get("until", "9999"))
    return next(held, {})


def same_person(a: str, b: str) -> bool:
    """Whether two full names are spellings of one person's name."""
    known_a, known_b = _lookup().get(a), _lookup().get(b)
    if known_a and known_b:
        return known_a == known_b
    return fold(a) == fold(b) or (min(len(a), len(b)) > 4 and fuzz.ratio(fold(a), fold(b)) >= 92)
