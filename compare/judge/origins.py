"""Whose statement it is: the voices that a claim goes back to, and who is one with whom."""

from __future__ import annotations

from functools import cache, lru_cache

from compare.lexicon import load
from compare.model import Claim
from compare.normalize import names


@lru_cache(maxsize=65_536)
def _key(name: str) -> str:
    return names.fold(name).removeprefix("the ")


def voices(claim: Claim) -> tuple[str, ...]:
    """The keys of the bodies (else persons, else outlet) that a claim goes back to, first first.

    The last of a chain is its origin; an unnamed source whose words say little is one of that
    outlet's own ("officials" here are not "officials" there).
    """
    found: list[str] = []
    if claim.via:
        found.append(_key(claim.via[-1]))
    for speaker, role, agency in _sources(claim):
        if agency:
            found.append(_key(agency))
        elif speaker:
            found.append(_person(speaker))
        elif role:
            found.append(f"{_key(role)} @{_key(claim.outlet or '')}")
    if not found:
        found.append(_key(claim.outlet) if claim.outlet else f"article {claim.article_id}")
    return tuple(dict.fromkeys(found))


def _sources(claim: Claim) -> list[tuple[str | None, str | None, str | None]]:
    if claim.sources:
        return [(s.speaker, s.role, s.agency) for s in claim.sources]
    return [(claim.speaker, claim.role, claim.agency)]


@lru_cache(maxsize=16_384)
def _person(name: str) -> str:
    """A person's key; the lexicon's name where it knows the person."""
    known = names.person(name)
    return _key(known.name if known else name)


def parents(claim: Claim) -> tuple[str, ...]:
    """The keys of the bodies that a claim's bodies belong to."""
    found = (_parent(agency) for _, _, agency in _sources(claim) if agency)
    return tuple(dict.fromkeys(p for p in found if p))


@lru_cache(maxsize=16_384)
def _parent(agency: str) -> str | None:
    known = names.agency(agency)
    return _key(known.parent) if known and known.parent else None


@lru_cache(maxsize=65_536)
def one_person(a: str, b: str) -> bool:
    """True where two persons' keys are spellings of one name, or one is the other's surname."""
    if a == b:
        return True
    x, y = a.split(), b.split()
    if len(x) == 1 or len(y) == 1:
        return x[-1] == y[-1] and len(x[-1]) > 3
    return names.same_person(a, b)


def persons(claim: Claim) -> tuple[str, ...]:
    """The keys of the named persons behind a claim."""
    return tuple(dict.fromkeys(_person(s) for s, _, _ in _sources(claim) if s))


@lru_cache(maxsize=65_536)
def government(agency: str) -> str | None:
    """The country whose government a body belongs to."""
    return names.government_of(agency)


def governments(claim: Claim) -> frozenset[str]:
    """The countries whose governments speak in a claim."""
    found = (government(a) for _, _, a in _sources(claim) if a)
    return frozenset(c for c in found if c)


@lru_cache(maxsize=16_384)
def _speaks_for_all(agency: str) -> bool:
    country = government(agency)
    known = names.agency(agency)
    if country is None or known is None:
        return False
    whole = (names.agency(kind, country) for kind in ("government", "administration"))
    return any(body and body.name == known.name for body in whole)


def umbrella(claim: Claim) -> bool:
    """True where a government as a whole is named ("the White House") and no person of it."""
    return bool(claim.agency) and not persons(claim) and _speaks_for_all(claim.agency)


@cache
def _spot() -> tuple[str, ...]:
    return tuple(load("lanes")["spot"]["words"])


@lru_cache(maxsize=65_536)
def _on_the_spot(words: str) -> bool:
    plain = f" {names.fold(words)} "
    return any(f" {w} " in plain for w in _spot())


def on_the_spot(claim: Claim) -> bool:
    """True where an authority of the place of a disaster speaks: police, a mayor, a ministry. An
    outlet that counts in its own voice gives the authorities' count."""
    if not claim.via and not any(any(s) for s in _sources(claim)):
        return True
    return any(
        _on_the_spot(words)
        for _, role, agency in _sources(claim)
        for words in (agency, role)
        if words
    )
