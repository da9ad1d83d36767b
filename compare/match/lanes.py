"""A claim's fields as matching reads them: canonical, and told apart where they are left open.

The question table of the lexicon says which scopes are lanes of one question; measures of people
are one where it counts human beings by what befell them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from compare.lexicon import load
from compare.match import replies
from compare.model import Claim
from compare.normalize import places
from compare.normalize.names import fold

# Scopes that say no more than that something is there: they part no lanes.
_PLAIN = "present"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Lane:
    """What a claim is about. None and the empty set are fields left open.

    `general` measures stand for any group of people, `part` ones for a named part of a whole.
    `days` are the first and last ordinal of `as_of`, `published` the ordinal of its day. A `reply`
    says nothing but that what others say is so or not; `about` holds the countries that a reply
    names or speaks for, `article` and `at` where a claim stands (no article where a reply does not
    point at what was said just before).
    """

    measure: str | None
    people: bool
    general: bool
    part: bool
    question: str | None
    scope: str | None
    planned: bool
    subject: str | None
    places: frozenset[str]
    period: str | None
    unit: str | None
    dimension: str | None
    counted: bool
    direction: str | None
    event: str | None
    days: tuple[int, int] | None
    published: int | None
    article: str = ""
    at: int = 0
    reply: bool = False
    about: frozenset[str] = frozenset()


@cache
def question_table() -> dict[str, dict[str, Any]]:
    """The questions of the lexicon by name."""
    return load("lanes")["questions"]


@cache
def _question_of_scope() -> dict[str, str]:
    return {s: name for name, row in question_table().items() for s in row["scopes"]}


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {u: (kind, f) for kind, row in load("conversions").items() for u, f in row.items()}


def dimension(unit: str | None) -> str | None:
    """What a unit measures ("length"); an unknown unit measures itself, None stays None."""
    return _units()[unit][0] if unit in _units() else unit


def measured(x: Lane) -> bool:
    """True where a figure measures a property (a length, a share) instead of counting or paying."""
    return x.unit in _units() or x.unit == "percent"


def factor(unit: str | None) -> float:
    """How many base units a unit holds; 1 for units that do not convert."""
    return _units()[unit][1] if unit in _units() else 1


@cache
def _compass() -> frozenset[str]:
    return frozenset(w for words in load("lanes")["compass"]["words"] for w in words.split())


@cache
def _kinds() -> frozenset[str]:
    return frozenset(load("lanes")["compass"]["kinds"])


@lru_cache(maxsize=65_536)
def core(name: str) -> str:
    """A place's canonical name; a part of a country by the compass is that country, and a region,
    province or area of a name is that name's."""
    found = places.place(name)
    if found is None:
        words = [w for w in name.split() if fold(w) not in _kinds()]
        found = places.place(" ".join(words)) if words else None
        name = " ".join(words) or name
    if found is None:
        rest = [w for w in name.split() if fold(w) not in _compass()]
        return places.country(" ".join(rest)) or name if rest else name
    if found.country and found.country != found.name:
        own = set(fold(found.name).split()) - set(fold(found.country).split())
        if own and own - {"russian", "of", "the"} <= _compass():
            return found.country
    return found.name


@lru_cache(maxsize=65_536)
def inside(outer: str, inner: str) -> bool:
    """True where `inner` lies in `outer` and is not the same place."""
    return outer != inner and places.contains(outer, inner)


def is_country(name: str) -> bool:
    """True where a canonical place is a whole country."""
    return name in places.countries()


@lru_cache(maxsize=65_536)
def narrowest(names: tuple[str, ...]) -> frozenset[str]:
    found = {core(n) for n in names}
    return frozenset(p for p in found if not any(inside(p, q) for q in found))


@lru_cache(maxsize=65_536)
def ordinal(text: str | None) -> int | None:
    """The day of an ISO date or time, as an ordinal."""
    if text and (found := _DAY.match(text)):
        try:
            return date.fromisoformat(found[0]).toordinal()
        except ValueError:
            return None
    return None


@lru_cache(maxsize=65_536)
def days(text: str | None) -> tuple[int, int] | None:
    """First and last day of an ISO day or interval."""
    if not text:
        return None
    first, _, last = text.partition("/")
    start = ordinal(first)
    end = ordinal(last) if last else start
    return (min(start, end), max(start, end)) if start and end else None


@cache
def _measures() -> dict[str, tuple[bool, bool, bool]]:
    """Each canonical measure as (people, general, part)."""
    table = {}
    for name, row in load("measures").items():
        people = row.get("family") == "people"
        general = name == "people" or bool(row.get("weak"))
        table[name] = (people, people and general, "part_of" in row)
    return table


@lru_cache(maxsize=65_536)
def _measure(name: str | None) -> tuple[str | None, bool, bool, bool]:
    if not name or not any(c.isalpha() for c in name):
        return None, False, False, False
    people, general, part = _measures().get(name, (False, False, False))
    return ("people" if general else fold(name)), people, general, part


def lane(claim: Claim) -> Lane:
    """The lane of a claim."""
    measure, people, general, part = _measure(claim.measure)
    scope = fold(claim.scope) if claim.scope else None
    question = _question_of_scope().get(scope, scope) if scope else None
    planned = claim.stance == "forecast" or question == "planned"
    if planned and question in (None, "there"):
        question = "planned"
    unit = claim.quantity.unit if claim.quantity else None
    if unit and general:  # money and distances count no people
        measure, people, general = None, False, False
    if measure and not people and befalls(question):  # "hikers": whoever was killed
        measure, people, general = "people", True, True
    if general and not (claim.quantity or claim.subject) and scope in (None, _PLAIN):
        measure, people, general = None, False, False  # "people" of whom nothing is said
    reply = replies.is_reply(claim)
    return Lane(
        measure=measure,
        people=people,
        general=general,
        part=part,
        question=question,
        scope=None if scope == _PLAIN else scope,
        planned=planned,
        subject=fold(claim.subject) if claim.subject else None,
        places=narrowest(claim.places) if claim.places else frozenset(),
        period=claim.period,
        unit=unit,
        dimension=dimension(unit),
        counted=claim.quantity is not None,
        direction=claim.quantity.direction if claim.quantity else None,
        event=claim.event_date,
        days=days(claim.as_of),
        published=ordinal(claim.published),
        article=claim.article_id if not reply or replies.points(claim) else "",
        at=claim.start,
        reply=reply,
        about=replies.about(claim) if reply else frozenset(),
    )


def reply_days() -> int:
    """How many days after what was said an answer still speaks of it."""
    return load("lanes")["replies"]["days"]


def befalls(question: str | None) -> bool:
    """True for questions that count human beings by what befell them."""
    return bool(question_table().get(question or "", {}).get("people"))


def moving(scope: str | None) -> bool:
    """True for scopes in which a place is a stop on the way."""
    return scope in question_table()["there"]["moving"]


def same_measure(a: Lane, b: Lane) -> float | None:
    """How well the measures go together: 1 the same, 0 not at all, None where one is open."""
    if a.measure is None or b.measure is None:
        return None
    if a.measure == b.measure:
        return 1.0
    if a.people and b.people and not a.part and not b.part:
        if a.general or b.general:
            return 0.9
        return 0.9 if befalls(a.question) and befalls(b.question) else 0.0
    mine, other = set(a.measure.split()), set(b.measure.split())
    return 0.9 if mine <= other or other <= mine else 0.0


@cache
def _ties() -> tuple[dict[tuple[str, str], int], frozenset[frozenset[str]]]:
    wholes = {(w, p): 1 for w, parts in load("lanes")["whole"].items() for p in parts}
    kin = frozenset(
        frozenset((x, y)) for row in load("lanes")["kin"].values() for x in row for y in row
    )
    return wholes, kin


def whole_of(a: str | None, b: str | None) -> bool:
    """True where the count of question `b` is a part of that of question `a`."""
    return (a, b) in _ties()[0]


def kin(a: str | None, b: str | None) -> bool:
    """True where two questions are told apart, yet asked of one thing."""
    return a is not None and b is not None and frozenset((a, b)) in _ties()[1]


def place_tie(a: Lane, b: Lane) -> str:
    """How the places of two lanes lie: `same`, `open`, `within` (a in b), `around`, `apart`."""
    if not a.places or not b.places:
        return "open"
    if a.places & b.places:
        if befalls(a.question) and befalls(b.question):  # "Italy" is part of "Italy and France"
            if a.places < b.places:
                return "within"
            if b.places < a.places:
                return "around"
        return "same"
    if any(inside(q, p) for p in a.places for q in b.places):
        return "within"
    if any(inside(p, q) for p in a.places for q in b.places):
        return "around"
    return "apart"


def days_apart(a: Lane, b: Lane) -> int | None:
    """Days between the `as_of` of two lanes, 0 where they overlap; None where one is open."""
    if a.days is None or b.days is None:
        return None
    return max(0, a.days[0] - b.days[1], b.days[0] - a.days[1])


def day(x: Lane) -> int | None:
    """The day that a claim speaks for: its `as_of`, else its publication."""
    return x.days[1] if x.days else x.published
