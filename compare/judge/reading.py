"""A claim read once for all the pairs that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

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
    umbrella: bool
    governments: frozenset[str]
    on_the_spot: bool
    recalled: bool


_THOUSAND = Decimal(1000)


def _figure(claim: Claim, counts: Lane) -> Interval | None:
    """What the figure allows. People come whole: "29.605 dead" groups its digits as much of Europe
    does, and is 29,605."""
    if claim.quantity is None:
        return None
    found = interval(claim.quantity)
    said = found.said
    if counts.people and found.unit is None and said is not None:
        exponent = said.as_tuple().exponent
        if exponent == -3 and said > 1:
            whole = found.times(_THOUSAND)
            return replace(whole, scaled=False)
    return found


def read(claim: Claim) -> Reading:
    """The reading of a claim."""
    counts = lane(claim)
    return Reading(
        claim=claim,
        lane=counts,
        figure=_figure(claim, counts),
        voices=origins.voices(claim),
        umbrella=origins.umbrella(claim),
        parents=origins.parents(claim),
        persons=origins.persons(claim),
        governments=origins.governments(claim),
        on_the_spot=origins.on_the_spot(claim),
        recalled=earlier(claim),
    )
