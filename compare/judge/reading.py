"""A claim read once for all the pairs that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from compare.judge import origins
from compare.judge.intervals import Interval, interval
from compare.lexicon import load
from compare.match.lanes import Lane, lane
from compare.model import Claim
from compare.normalize.names import fold

_FIGURE = re.compile(r"[\d;.]")
# How far before a figure a word may stand that takes it for an earlier one.
_BEFORE = 45


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim with what its fields come to. `figure` is None without a quantity."""

    claim: Claim
    lane: Lane
    figure: Interval | None
    voices: tuple[str, ...]
    parents: tuple[str, ...]
    persons: tuple[str, ...]
    governments: frozenset[str]
    on_the_spot: bool
    recalled: bool


def read(claim: Claim) -> Reading:
    """The reading of a claim."""
    return Reading(
        claim=claim,
        lane=lane(claim),
        figure=interval(claim.quantity) if claim.quantity else None,
        voices=origins.voices(claim),
        parents=origins.parents(claim),
        persons=origins.persons(claim),
        governments=origins.governments(claim),
        on_the_spot=origins.on_the_spot(claim),
        recalled=_recalled(claim),
    )


@cache
def _earlier() -> tuple[str, ...]:
    return tuple(load("lanes")["earlier"]["words"])


def _recalled(claim: Claim) -> bool:
    """True where the words right before the figure take it for an earlier one."""
    if claim.quantity is None:
        return False
    at = claim.quantity.start - claim.start
    if not 0 <= at <= len(claim.text):
        at = claim.text.find(claim.quantity.text)
    before = f" {fold(_FIGURE.split(claim.text[max(0, at - _BEFORE) : max(0, at)])[-1])} "
    return any(f" {w} " in before for w in _earlier())
