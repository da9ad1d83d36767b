"""Axes: where they begin and end, which ticks they carry, and how those are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import altair as alt

from compare.charts.wording import short

SCALES = ("Relative", "Log", "Linear")
# A figure a hundred times the middle one is drawn at the edge rather than squashing the others.
RELATIVE_LIMIT = 100.0
# A log axis spans no more than this; what is smaller stands at its edge.
WIDEST = 1e12
# No figure of a news text is finer; below it floating point itself gives out.
LEAST = 1e-9
MOST_TICKS = 7
_LOG_STEPS = ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7), (1, 1.5, 2, 3, 4, 5, 6, 8))
# Few enough that the one at the middle keeps its label on a phone: reach below which, ticks.
_RELATIVE_STEPS = (
    (5, (1, 2)),
    (20, (1, 5)),
    (50, (1, 5, 20)),
    (100, (1, 10, 50)),
    (math.inf, (1, 10, 100)),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """A domain with its ticks. `kind` is one of SCALES; `at` puts a value inside the domain."""

    kind: str
    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """`value` where it can be drawn: zero and less stand at the left edge of a log axis."""
        return min(max(value, self.low), self.high)

    def scale(self) -> alt.Scale:
        """The Vega-Lite scale; ends are ours, so nothing is rounded or stretched to zero."""
        domain = [self.low, self.high]
        if self.kind == "Linear":
            return alt.Scale(type="linear", domain=domain, nice=False, zero=False, clamp=True)
        return alt.Scale(type="log", domain=domain, nice=False, clamp=True)

    def labels(self) -> str:
        """A Vega expression for the label of a tick: looked up, as every tick is ours."""
        words = [f"'{self._word(tick)}'" for tick in self.ticks]
        places = [f"abs(datum.value - {tick!r}) <= {abs(tick) * 1e-6!r}" for tick in self.ticks]
        expression = "''"
        for place, word in reversed(list(zip(places, words, strict=True))):
            expression = f"{place} ? {word} : {expression}"
        return expression

    def _word(self, tick: float) -> str:
        if self.kind != "Relative":
            return short(tick)
        if math.isclose(tick, 1):
            return "middle value"
        return f"×{tick:g}" if tick > 1 else f"÷{1 / tick:g}"


def axis(kind: str, values: Iterable[float]) -> Axis:
    """The axis of `kind` on which all `values` fit. Negative figures force a linear one."""
    numbers = [v for v in values if math.isfinite(v)] or [1.0]
    if kind == "Relative":
        return _relative(numbers)
    if kind == "Log" and min(numbers) >= 0 and max(numbers) > 0:
        return _log(numbers)
    return _linear(numbers)


def _relative(ratios: Sequence[float]) -> Axis:
    reach = max([r if r >= 1 else 1 / r for r in ratios if r > 0], default=1)
    reach = min(max(reach * 1.2, 2.4), RELATIVE_LIMIT * 1.2)
    steps = next(steps for limit, steps in _RELATIVE_STEPS if reach < limit)
    ticks = sorted({1 / s for s in steps} | {float(s) for s in steps})
    return Axis("Relative", 1 / reach, reach, tuple(ticks))


def _log(numbers: Sequence[float]) -> Axis:
    positive = [n for n in numbers if n > 0]
    high = max(*positive, LEAST)
    low = max(min(positive), high / WIDEST)
    if len(positive) < len(numbers):
        low /= 3
    pad = max((high / low) ** 0.08, 1.25)
    low, high = low / pad, high * pad
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    tries = [
        [m * 10.0**e for e in powers for m in steps if low <= m * 10.0**e <= high]
        for steps in _LOG_STEPS
    ]
    tens = tries[0][:: max(1, math.ceil(len(tries[0]) / MOST_TICKS))]
    ticks = max((t for t in tries if len(t) <= MOST_TICKS), key=len, default=tens)
    if len(ticks) < 3:
        ticks = [t for t in _even(low, high) if t >= low]
    return Axis("Log", low, high, tuple(ticks))


def _linear(numbers: Sequence[float]) -> Axis:
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    if high - low < LEAST:
        high = low + 1.0
    ticks = _even(low, high)
    pad = (high - low) * 0.04
    low, high = low - pad, high + pad * 2
    return Axis("Linear", low, high, tuple(t for t in ticks if low <= t <= high))


def _even(low: float, high: float) -> list[float]:
    """Round numbers at one distance from `low` or a step under it up to `high`."""
    raw = (high - low) / 5
    size = 10.0 ** math.floor(math.log10(raw))
    step = next((m * size for m in (1, 2, 5) if m * size >= raw), 10 * size)
    first, last = math.floor(low / step), math.floor(high / step)
    return [step * i for i in range(first, last + 1)]
