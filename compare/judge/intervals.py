"""The algebra of what figures allow: intervals, and when two of them say the same.

A figure is read as the interval of values that its words leave open. Two figures agree where each
figure said lies in the other's interval, or where one is the other rounded or converted; they
overlap where some value satisfies both; else they stand apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from compare.match.lanes import factor
from compare.match.weights import weight
from compare.model import Quantity

AGREE, OVERLAP, APART = "agree", "overlap", "apart"
_OPEN = frozenset(("at_least", "more_than", "at_most", "less_than"))
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from `low` to `high`, ends included, None where that side is open.

    `said` is the figure itself, None where only a span was said ("dozens", "8 to 10"). `bound` is
    the quantity's; `scaled` is true where values were brought to a base unit.
    """

    low: Decimal | None
    high: Decimal | None
    said: Decimal | None
    bound: str
    unit: str | None = None
    scaled: bool = False

    @property
    def open(self) -> bool:
        """True where the words leave one side open."""
        return self.low is None or self.high is None

    @property
    def about(self) -> bool:
        """True where the figure is a rough one."""
        return self.bound in ("about", "nearly")

    def holds(self, value: Decimal) -> bool:
        """True where `value` is allowed."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def overlaps(self, other: Interval) -> bool:
        """True where some value is allowed by both."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )

    def inside(self, other: Interval) -> bool:
        """True where every value allowed here is allowed there."""
        low = other.low is None or (self.low is not None and other.low <= self.low)
        high = other.high is None or (self.high is not None and self.high <= other.high)
        return low and high

    def times(self, scale: Decimal) -> Interval:
        """The same figure in a unit `scale` times smaller."""
        low, high, said = (
            None if v is None else v * scale for v in (self.low, self.high, self.said)
        )
        return Interval(low, high, said, self.bound, self.unit, True)


def interval(quantity: Quantity) -> Interval:
    """What a quantity allows; of a derived one, what the product or sum allows."""
    if (derived := quantity.derived) is not None:
        bound = "exact" if derived.value is not None else "range"
        low, high, said = derived.low, derived.high, derived.value
    else:
        bound, low, high, said = quantity.bound, quantity.low, quantity.high, quantity.value
    if said is not None and low is None and high is None:
        low, high = _ends(said, bound)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high, said, bound, quantity.unit)


def _ends(said: Decimal, bound: str) -> tuple[Decimal | None, Decimal | None]:
    stray = abs(said) * _TENTH
    match bound:
        case "at_least" | "more_than":
            return said, None
        case "at_most" | "less_than":
            return None, said
        case "about":
            return said - stray, said + stray
        case "nearly":
            return said - stray, said
    return said, said


def relation(a: Interval, b: Interval) -> str:
    """`agree`, `overlap` or `apart`. Symmetric; an interval agrees with itself."""
    a, b = alike(a, b)
    if _agree(a, b) or _rounded(a, b) or _rounded(b, a):
        return AGREE
    return OVERLAP if a.overlaps(b) else APART


def same_figure(a: Interval, b: Interval) -> bool:
    """True where both say one figure, however hedged: the same number, rounded or converted."""
    a, b = alike(a, b)
    if a.said is None or b.said is None:
        return a.said is b.said and a.overlaps(b)
    return a.said == b.said or _rounded(a, b) or _rounded(b, a)


def alike(a: Interval, b: Interval) -> tuple[Interval, Interval]:
    """Both in one unit, where they convert."""
    if a.unit == b.unit:
        return a, b
    return a.times(Decimal(str(factor(a.unit)))), b.times(Decimal(str(factor(b.unit))))


def _agree(a: Interval, b: Interval) -> bool:
    if a.said is not None and b.said is not None:
        return a.holds(b.said) and b.holds(a.said)
    for x, y in ((a, b), (b, a)):
        if x.bound == "about" and x.said is not None and not y.holds(x.said):
            return False
    return a.overlaps(b)


def _rounded(coarse: Interval, fine: Interval) -> bool:
    """True where one figure is the other rounded, or cut to fewer significant digits."""
    x, y = coarse.said, fine.said
    if x is None or y is None or x * y <= 0:
        return False
    if coarse.bound in _OPEN and not coarse.holds(y):
        return False
    if fine.bound in _OPEN and not fine.holds(x):
        return False
    stray = abs(x - y) / max(abs(x), abs(y))
    if coarse.scaled:
        return stray <= Decimal(str(weight("figures", "conversion")))
    digits, finer = significant(x), significant(y)
    if digits >= finer:
        return False
    name = "one_digit" if digits == 1 else "rounding"
    if stray > Decimal(str(weight("figures", name))):
        return False
    step = Decimal(1).scaleb(x.normalize().as_tuple().exponent)
    return abs(x - y) < step


@lru_cache(maxsize=16_384)
def significant(value: Decimal) -> int:
    """How many significant digits a figure has, trailing zeros not counted: 3,400 has two."""
    return len(value.normalize().as_tuple().digits)


def factor_between(a: Interval, b: Interval) -> Decimal | None:
    """The larger figure over the smaller, 1 or more; None without two positive figures."""
    a, b = alike(a, b)
    x, y = figure(a), figure(b)
    if x is None or y is None or x <= 0 or y <= 0:
        return None
    return max(x, y) / min(x, y)


def figure(x: Interval) -> Decimal | None:
    """The one figure that stands for an interval: the one said, else its middle or closed end."""
    if x.said is not None:
        return x.said
    if x.low is not None and x.high is not None:
        return (x.low + x.high) / 2
    return x.low if x.low is not None else x.high


def ends(x: Interval) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest figure said: twice the one figure, or the ends of a span."""
    if x.said is not None:
        return x.said, x.said
    low, high = x.low if x.low is not None else x.high, x.high if x.high is not None else x.low
    return None if low is None or high is None else (low, high)
