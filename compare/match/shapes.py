"""The fields that claims share, each combination worked out once.

Among many claims few combinations of fields occur. A `Head` is what is counted and how, a `Shape`
adds whose, where and of which event; claims hold a reference to theirs, and what two heads are to
each other is looked up, not worked out again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from compare.match import lanes
from compare.match.lanes import Lane
from compare.model import Claim
from compare.normalize import places
from compare.normalize.names import fold

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What is counted, in which state and unit. `lane` leaves all else open.

    `openings` counts the fields left open. `befalls` tells a count of people by what befell them;
    `vague` heads count something, yet say too little to tell two counts of one voice apart.
    """

    number: int
    lane: Lane
    family: str | None
    openings: int
    befalls: bool
    vague: bool


@dataclass(slots=True, eq=False)
class Shape:
    """The fields of a claim that decide its question.

    `cell` is equal where all of them are, whatever their spelling; `rank` orders shapes, the most
    specific first. `placed`: the fields say enough to look for a question by them.
    """

    head: Head
    subject: str | None
    places: frozenset[str]
    event: str | None
    cell: int
    rank: tuple[int, bool, bool]
    placed: bool


class Shapes:
    """The shapes and heads met so far."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[object, ...], Shape] = {}
        self._heads: dict[tuple[object, ...], Head] = {}
        self._cells: dict[tuple[object, ...], int] = {}
        self._fits: dict[tuple[int, int], float | None] = {}

    def of(self, claims: Iterable[Claim]) -> list[Shape]:
        """The shape of each claim."""
        found, known = [], self._shapes
        for c in claims:
            q = c.quantity
            key = (
                c.measure, c.scope, c.stance, q is None, q and q.unit, c.period, c.subject,
                c.places, c.event_date,
            )  # fmt: skip
            shape = known.get(key)
            if shape is None:
                shape = known[key] = self._make(c, key)
            found.append(shape)
        return found

    def _make(self, claim: Claim, key: tuple[object, ...]) -> Shape:
        head = self._heads.get(key[:6])
        if head is None:
            head = self._heads[key[:6]] = self._head(claim)
        x = head.lane
        subject = fold(claim.subject) if claim.subject else None
        where = spots(claim.places) if claim.places else frozenset()
        event = claim.event_date or None
        same = (head.family, x.measure, x.question, x.dimension, x.period, x.counted,
                subject, where, event)  # fmt: skip
        openings = head.openings + (subject is None) + (not where)
        asked = x.question is not None and (x.counted or subject is not None)
        return Shape(
            head, subject, where, event,
            self._cells.setdefault(same, len(self._cells)),
            (openings, event is None, not x.counted),
            x.measure is not None or asked,
        )  # fmt: skip

    def _head(self, claim: Claim) -> Head:
        bare = replace(claim, subject=None, places=(), event_date=None, as_of=None, published=None)
        x = lanes.lane(bare)
        return Head(
            number=len(self._heads),
            lane=x,
            family="people" if x.people and not x.part else x.measure,
            openings=(x.question is None) + (x.measure is None or x.general),
            befalls=lanes.befalls(x.question),
            vague=x.counted
            and (x.measure is None or x.people)
            and (x.question is None or x.measure is None),
        )

    def fit(self, a: Head, b: Head) -> float | None:
        """How well two heads go together, None where a field that both fill differs."""
        key = (a.number, b.number)
        if key not in self._fits:
            self._fits[key] = _fit(a.lane, b.lane)
        return self._fits[key]


@lru_cache(maxsize=65_536)
def spots(names: tuple[str, ...]) -> frozenset[str]:
    """The narrowest places of a claim. The one country named beside places of which it is not known
    where they lie holds them: "Newtown, Kenya" is Newtown."""
    found = lanes.narrowest(names)
    lands = [p for p in found if lanes.is_country(p)]
    if len(lands) != 1 or len(found) == 1:
        return found
    rest = found - set(lands)
    known = (places.place(p) for p in rest)
    elsewhere = any(p and p.country and p.country != lands[0] for p in known)
    return found if elsewhere else rest


def _fit(x: Lane, y: Lane) -> float | None:
    if x.question != y.question and x.question and y.question:
        return None
    if x.period != y.period or (x.counted and y.counted and x.dimension != y.dimension):
        return None
    if x.counted != y.counted and (lanes.measured(x) or lanes.measured(y)):
        return None
    measure = lanes.same_measure(x, y)
    same_question = x.question is not None and x.question == y.question
    if measure == 0.0 or not ((x.measure and y.measure) or same_question):
        return None
    return (measure or 0.0) + same_question
