"""Where the most independent origins overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from compare.model import Quantity

LEAST_ORIGINS = 3


@dataclass(frozen=True, slots=True)
class Consensus:
    """`origins` of `of` independent origins allow every value from `low` to `high` (None: open)."""

    low: Decimal | None
    high: Decimal | None
    origins: int
    of: int


def consensus(stated: Iterable[tuple[str, Quantity]]) -> Consensus | None:
    """The narrowest stretch allowed by the most origins; None under three origins.

    `stated` holds (origin, quantity). The best stretch always starts at some interval's low end, so
    only those are tried: n² at worst over the live claims of one question.
    """
    spans = [(origin, q.low, q.high) for origin, q in stated if not (q.low is q.high is None)]
    of = len({origin for origin, _, _ in spans})
    if of < LEAST_ORIGINS:
        return None
    best: Consensus | None = None
    for start in {low for _, low, _ in spans}:
        over = [
            span
            for span in spans
            if (span[1] is None or (start is not None and span[1] <= start))
            and (span[2] is None or start is None or start <= span[2])
        ]
        count = len({origin for origin, _, _ in over})
        if best is None or count > best.origins:
            ends = [high for _, _, high in over if high is not None]
            best = Consensus(start, min(ends, default=None), count, of)
    return best if best and best.origins >= LEAST_ORIGINS else None
