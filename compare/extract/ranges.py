"""Ranges: amounts joined where two numbers say one thing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from compare.extract import bounds, units
from compare.extract.amounts import Amount
from compare.extract.pieces import DASHES, Piece
from compare.lexicon import load

# How far before a range its verb of change may stand, in pieces.
_CHANGE_REACH = 8
# Falling numbers with a dash are the score of a match below this ("3-1"), a code above.
_SCORE = 100


def joined(run: list[Piece], found: list[Amount]) -> list[Amount]:
    """Amounts with those joined that make one range, fraction or sum of money."""
    done: list[Amount] = []
    i = 0
    while i < len(found):
        one = found[i]
        if i + 1 < len(found) and _suspended(run, one, found[i + 1]):
            one = replace(one, unit=found[i + 1].unit)
        while i + 1 < len(found):
            merged = _merge(run, one, found[i + 1])
            if merged is None:
                break
            one = merged
            i += 1
        done.append(one)
        i += 1
    return done


def _suspended(run: list[Piece], one: Amount, two: Amount) -> bool:
    """True for "five- or six-inch": the unit is written once, behind a hyphen left hanging."""
    gap = [p.lower for p in run[one.last + 1 : two.first]]
    return one.unit is None and len(gap) == 2 and gap[0] in DASHES and gap[1] in ("or", "and", "to")


def _merge(run: list[Piece], one: Amount, two: Amount) -> Amount | None:
    if one.form in ("order", "times", "part") or two.form in ("order", "times", "part"):
        return None
    gap = [p.lower for p in run[one.last + 1 : two.first]]
    if len(gap) > 4:
        return None
    return (
        _one_in(one, two, gap)
        or _coins(one, two, gap)
        or (None if one.is_range else _range(run, one, two, gap))
    )


def _one_in(one: Amount, two: Amount, gap: list[str]) -> Amount | None:
    """The share that "one in five" or "9 out of every 10" says."""
    if gap not in (["in"], ["in", "every"], ["out", "of"], ["out", "of", "every"], ["of", "every"]):
        return None
    whole = one.low == int(one.low) and two.low == int(two.low) and not one.is_range
    if one.unit or (two.unit and units.is_time(two.unit)) or not whole or two.unit:
        return None
    if not 0 < one.low < two.low or two.low > 1_000_000 or (gap == ["in"] and one.low > 10):
        return None
    value = one.low / two.low
    core = replace(one.core, value=value, low=value, high=value, form="part")
    return replace(
        one, last=two.last, core=core, low=value, high=value, unit="fraction", end=two.core
    )


def _coins(one: Amount, two: Amount, gap: list[str]) -> Amount | None:
    """The sum that "3 dollars 50 cents" or "thirteen dollars and forty-five" says."""
    if gap not in ([], ["and"]) or not units.is_money(one.unit) or " per " in (one.unit or ""):
        return None
    if one.unit in ("cent", "penny") or one.last == one.number_end or two.core.scale != 1:
        return None
    if two.unit not in ("cent", "penny", None) or not 0 < two.high < 100:
        return None
    if one.low != int(one.low) or one.core.scale != 1 or two.low != int(two.low):
        return None
    total = one.low + two.low / 100
    core = replace(one.core, value=total, low=total, high=total)
    return replace(one, last=two.last, core=core, low=total, high=total, end=two.core)


def _range(run: list[Piece], one: Amount, two: Amount, gap: list[str]) -> Amount | None:
    """The range of "8,000 to 10,000", "between $40m and $60m", "10-12,000", "two or three"."""
    link = _link(gap)
    before = _words_before(run, one.first)
    if link is None or (link == "and" and "between" not in before):
        return None
    if link == "or" and not _neighbours(one, two):
        return None
    agreed, unit = _unit(one, two)
    if not agreed:
        return None
    spelt = link == "to" and gap[0] == "to"
    if spelt and _changes(run, one.first) and ("from" in before[-3:] or (one.unit and two.unit)):
        return None
    low, high = _shared(one, two)
    if link == "dash":
        negated = one.low != one.core.low
        code = one.core.scale == 1 and low > 0 and high > low * 100 and not unit
        if negated or code:
            return None
    if low > high:
        if link != "dash" or low >= _SCORE or unit:
            return None
        low, high = high, low
    return replace(one, last=two.last, low=low, high=high, unit=unit, is_range=True, end=two.core)


def _link(gap: list[str]) -> str | None:
    """What joins two numbers: "to", "dash", "and", "or"; None for anything else."""
    words = [w for w in gap if w not in load("bounds")["between"]["ends"]]
    if words in (["and"], ["or"], ["-", "or"]):
        return words[-1]
    if words and all(w in DASHES for w in words):
        return "dash"
    return "to" if words in (["to"], ["-", "to"]) else None


def _neighbours(one: Amount, two: Amount) -> bool:
    """True for "two or three" and "two or three hundred", which guess, not for "20 or 30"."""
    if not one.core.form == two.core.form == "words" or one.unit is not None:
        return False
    following = two.core.mantissa if two.core.scale > 1 else two.low
    return following == one.low + 1


def _unit(one: Amount, two: Amount) -> tuple[bool, str | None]:
    """Whether two numbers can be the ends of one range by their units, and the unit of it."""
    if one.unit is None or one.unit == two.unit:
        return True, two.unit
    if two.unit is not None:
        rate = units.is_money(one.unit) and two.unit.startswith(one.unit + " per ")
        return rate, two.unit
    prefixed = units.is_money(one.unit) and one.last == one.number_end
    return prefixed, one.unit


def _shared(one: Amount, two: Amount) -> tuple[Decimal, Decimal]:
    """The ends, with the scale of the second shared by the first where it has none."""
    low, high = one.low, two.high
    mantissa, scale = two.core.mantissa, two.core.scale
    if one.core.scale == 1 and scale > 1 and mantissa is not None and abs(low) < mantissa:
        return low * scale, high
    thousands = scale == 1 and high % 1000 == 0 and one.core.form == "digits"
    if thousands and one.core.scale == 1 and low < 1000 and low * 1000 < high:
        return low * 1000, high
    return low, high


def _words_before(run: list[Piece], first: int) -> list[str]:
    return [p.lower for p in run[max(0, first - 5) : first]]


def _changes(run: list[Piece], first: int) -> bool:
    """True where a verb of change stands shortly before piece `first`."""
    near = [p.lower for p in run[max(0, first - _CHANGE_REACH) : first]]
    for stop in (";", "."):
        if stop in near:
            near = near[len(near) - near[::-1].index(stop) :]
    return not bounds.changing().isdisjoint(near) or not {"up", "down"}.isdisjoint(near[-2:])
