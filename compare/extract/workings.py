"""Figures that hang on others: conversions in brackets, and products that the words imply."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.extract import units
from compare.lexicon import load
from compare.model import Derived, Quantity, number

if TYPE_CHECKING:
    from compare.extract.quantities import Figure

# How far from the figure that it multiplies an inner figure may stand, in code points.
_REACH = 80
# A restatement follows within so many.
_NEXT = 20
# A sum has lost its scale where it is below the one and stands beside one above the other.
_SMALL, _SCALED = 1000, 1_000_000
# A conversion is rounded: it is one where it lies this near the exact one.
_NEAR = Decimal("0.25")


def converted(found: list[Figure], text: str) -> list[Figure]:
    """Figures with `conversion_of` set on those that restate the figure before them.

    A conversion takes over the bound of its original, since it says the same.
    """
    done: list[Figure] = []
    for figure in found:
        if done and _restates(done[-1].quantity, figure.quantity, text):
            way = done[-1].quantity.direction
            figure = replace(figure, quantity=replace(figure.quantity, direction=way))
        original = _original(done, figure, text)
        if original is not None:
            figure = replace(figure, quantity=_conversion(figure.quantity, original))
        done.append(figure)
    return done


def _restates(before: Quantity, here: Quantity, text: str) -> bool:
    """True where a change is told once more in another measure: "up 5 points, or 0.2%"."""
    gap = text[before.end : here.start].lower()
    told = before.direction is not None and here.direction is None
    return told and len(gap) < _NEXT and gap.rstrip().endswith((", or", " or", "("))


def _original(done: list[Figure], figure: Figure, text: str) -> Quantity | None:
    """The figure that `figure` converts: right before it, in another unit of one kind."""
    if not done or figure.quantity.unit is None:
        return None
    before, here = done[-1].quantity, figure.quantity
    if before.unit is None or before.unit == here.unit:
        return None
    gap = text[before.end : here.start]
    linked = gap.strip().lower() in ("(", "or", ", or", "/", "(or", "(about", "[")
    if not linked and not (gap.lstrip().startswith("(") and len(gap) < 12):
        return None
    if units.is_money(before.unit) and units.is_money(here.unit):
        return before if "(" in gap else None
    times = units.convertible(before.unit, here.unit)
    if times is None:
        both = {before.unit, here.unit} == {"celsius", "fahrenheit"}
        return before if both and "(" in gap else None
    pairs = ((before.low, here.low), (before.high, here.high), (before.value, here.value))
    for one, two in pairs:
        if one is not None and two is not None:
            expected = one * times
            return before if abs(expected - two) <= abs(expected) * _NEAR else None
    one = before.value if before.value is not None else before.low or before.high
    two = here.value if here.value is not None else here.low or here.high
    if one is None or two is None:
        return None
    return before if abs(one * times - two) <= abs(one * times) * _NEAR else None


def _conversion(quantity: Quantity, original: Quantity) -> Quantity:
    moved = replace(quantity, conversion_of=(original.start, original.end))
    if quantity.bound != "exact" or original.bound in ("range", "order"):
        return replace(moved, direction=quantity.direction or original.direction)
    from compare.extract.bounds import interval

    value = quantity.value or Decimal(0)
    low, high = interval(original.bound, value, value)
    return replace(
        moved, bound=original.bound, low=low, high=high,
        direction=quantity.direction or original.direction,
    )  # fmt: skip


def completed(found: list[Figure], text: str) -> list[Figure]:
    """Figures whose unit or noun was left out, with that of the figure that they are set against.

    "3.9 million headsets, up from 2.4 million"; "84 cents, compared with 74".
    """
    done: list[Figure] = []
    for figure in found:
        if done and _elliptical(done[-1].quantity, figure, text):
            model = done[-1]
            figure = replace(
                figure,
                noun=model.noun,
                quantity=replace(
                    figure.quantity, unit=model.quantity.unit, measure=model.quantity.measure
                ),
            )
        done.append(figure)
    return done


def _elliptical(model: Quantity, figure: Figure, text: str) -> bool:
    """True where `figure` stands alone behind a word that sets it against `model`."""
    here = figure.quantity
    if here.unit is not None or figure.noun is not None or here.bound == "order":
        return False
    if (model.unit is None and model.measure is None) or here.start - model.end > 2 * _REACH:
        return False
    gap = text[model.end : here.start]
    if any(stop in gap for stop in (". ", "; ", "\n")):
        return False
    words = gap.lower().split()
    lexicon = load("counted")["against"]
    if not words:
        return False
    led = text[max(0, model.start - 12) : model.start].lower().split()
    if words[-1] == "to":
        votes = len(words) == 2 and model.measure is not None and words[0].startswith(model.measure)
        return led[-1:] == ["from"] or votes  # "by 79 votes to 18"
    if model.unit == "percent" and model.direction is not None:
        return False
    return words[-1] in lexicon["words"]


def scaled(found: list[Figure], text: str) -> list[Figure]:
    """Figures with `derived` set on sums that lost their scale: "of $95 billion, $61 went"."""
    done: list[Figure] = []
    for figure in found:
        model = done[-1].quantity if done else None
        if model is not None and _lost_scale(model, figure.quantity, text):
            digits = text[model.start : model.end]
            spoken = Decimal("".join(c for c in digits if c.isdigit() or c == ".").strip(".") or 0)
            times = model.value / spoken if model.value and spoken else Decimal(1)
            inner = figure.quantity
            if times >= _SCALED and inner.value < _SMALL:
                value, low, high = (n and n * times for n in (inner.value, inner.low, inner.high))
                working = f"{inner.text} beside {model.text} = {number(value):,}"
                derived = Derived(value, low, high, working)
                figure = replace(figure, quantity=replace(inner, derived=derived))
        done.append(figure)
    return done


def _lost_scale(model: Quantity, here: Quantity, text: str) -> bool:
    """True for a small sum told in one sentence with a large one of its currency."""
    if here.value is None or model.value is None or here.unit != model.unit or here.unit is None:
        return False
    gap, behind = text[model.end : here.start], text[here.end : here.end + 12].lower().split()
    one = not any(stop in gap for stop in (". ", "; ", "\n")) and len(gap) <= _REACH
    rate = bool(behind) and behind[0].strip(",.") in load("counted")["rates"]["words"]
    return one and not rate and units.is_money(here.unit) and model.value >= _SCALED


def multiplied(found: list[Figure], text: str) -> list[Figure]:
    """Figures with `derived` set on those said of each of several ("two crews of 60 each")."""
    done: list[Figure] = []
    for figure in found:
        outer = _outer(done, figure, text)
        if outer is not None:
            figure = replace(figure, quantity=_product(outer, figure.quantity))
        done.append(figure)
    return done


def _outer(done: list[Figure], figure: Figure, text: str) -> Quantity | None:
    """The count of things of which each has `figure`."""
    inner = figure.quantity
    if not done or inner.unit in ("percent", "fraction", "time"):
        return None
    outer = done[-1].quantity
    if outer.unit is not None or outer.conversion_of or inner.start - outer.end > _REACH:
        return None
    between = text[outer.end : inner.start].lower()
    behind = text[inner.end : inner.end + 40].lower()
    if any(sign in between for sign in ".;:!?\n"):
        return None
    words = between.replace(",", " ").split()
    shared = set(load("counted")["each"]["words"])
    ahead = text[max(0, outer.start - 16) : outer.start].lower().split()
    if ahead[-3:] == ["each", "of", "the"] or ahead[-2:] == ["each", "of"]:
        return outer if figure.noun is not None or inner.unit is not None else None
    behind = behind.split(".")[0].split(",")[0]
    apiece = [w.strip(" ;:!?)") for w in behind.split()[:4]]
    if shared & set(words[-4:]) or ("of" in words[-2:] and shared & set(apiece)):
        return outer
    return outer if shared & set(apiece) and len(words) <= 6 else None


def _product(outer: Quantity, inner: Quantity) -> Quantity:
    def times(one: Decimal | None, two: Decimal | None) -> Decimal | None:
        return None if one is None or two is None else one * two

    value, low, high = (
        times(outer.value, inner.value), times(outer.low, inner.low), times(outer.high, inner.high)
    )  # fmt: skip
    if value is not None:
        result = f"{number(value):,}"
    else:
        result = " to ".join(f"{number(end):,}" if end is not None else "?" for end in (low, high))
    working = f"{_said(outer)} × {_said(inner)} = {result}"
    return replace(inner, derived=Derived(value, low, high, working))


def _said(quantity: Quantity) -> str:
    if quantity.value is not None:
        return f"{number(quantity.value):,}"
    return " to ".join(
        f"{number(end):,}" if end is not None else "?" for end in (quantity.low, quantity.high)
    )
