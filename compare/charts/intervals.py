"""A figure's words as something to draw: which kind of mark, and where it starts and ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from compare.model import Quantity

KINDS = ("exact", "about", "range", "at least", "at most")
_KIND_OF = {
    "at_least": "at least", "more_than": "at least", "at_most": "at most", "less_than": "at most",
    "about": "about", "nearly": "about", "range": "range", "order": "range", "exact": "exact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Interval:
    """`low <= middle <= high`, all finite; an open side repeats the bound that was said."""

    kind: str
    low: float
    middle: float
    high: float


def interval(quantity: Quantity | None) -> Interval | None:
    """The interval to draw for `quantity`; None where it names no number at all."""
    if quantity is None:
        return None
    low, value, high = quantity.low, quantity.value, quantity.high
    numbers = [float(n) for n in (low, value, high) if isinstance(n, Decimal) and n.is_finite()]
    if not numbers:
        return None
    kind = _KIND_OF.get(quantity.bound, "exact")
    bottom, top = min(numbers), max(numbers)
    if kind == "at least":
        said = float(value if value is not None else bottom)
        return Interval(kind, said, said, said)
    if kind == "at most":
        said = float(value if value is not None else top)
        return Interval(kind, said, said, said)
    middle = float(value) if value is not None else (bottom + top) / 2
    if kind == "exact":
        return Interval(kind, middle, middle, middle)
    return Interval(kind, bottom, middle, top)
