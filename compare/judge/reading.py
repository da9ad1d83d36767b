"""A claim read once for all the pairs that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from compare.judge import origins
from compare.judge.intervals import Interval, interval
from compare.match.lanes import Lane, lane
from compare.match.recall import earlier
from compare.model import Claim


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
        recalled=earlier(claim),
    )
