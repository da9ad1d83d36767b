"""Amounts: numerals with their units, joined to ranges, before any bound is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from compare.extract import bounds, units
from compare.extract.lookalikes import Masks, is_code
from compare.extract.numbers import DASHES, Numeral, Piece, Reader
from compare.lexicon import load

# How far before a range its verb of change may stand, in pieces.
_CHANGE_REACH = 8


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range with its unit: pieces `first` to `last`, the number itself `core`."""

    first: int
    last: int
    core: Numeral
    low: Decimal
    high: Decimal
    unit: str | None = None
    is_range: bool = False
    end: Numeral | None = None

    @property
    def form(self) -> str:
        return self.core.form

    @property
    def number_end(self) -> int:
        """The last piece of the number itself."""
        return (self.end or self.core).last


def amounts(run: list[Piece], masks: Masks) -> list[Amount]:
    """Every amount that can be read off the pieces, ranges not yet joined."""
    reader = Reader(run)
    found: list[Amount] = []
    i = 0
    while i < len(run):
        piece = run[i]
        if piece.kind not in ("number", "word") or masks.covers(piece):
            i += 1
            continue
        currency = _currency(run, i, found[-1].last if found else -1)
        if is_code(run, i, currency is not None):
            i += 1
            continue
        numeral = reader.at(i, money=currency is not None)
        if numeral is None:
            i += 1
            continue
        amount = _measured(run, numeral, currency)
        if amount is not None:
            found.append(amount)
            i = amount.last + 1
        else:
            i = numeral.last + 1
    return found


def _currency(run: list[Piece], i: int, taken: int) -> units.Unit | None:
    """The currency before the number at piece `i`, unless piece `taken` needs it as its unit."""
    if run[i].kind != "number":
        return None
    signed = i > 1 and run[i - 1].text in "-−" and run[i - 1].end == run[i].start
    currency = units.before(run, i - 1 if signed else i)
    if signed and (currency is None or run[i - 2].end != run[i - 1].start):
        return None
    return currency if currency is not None and currency.edge > taken else None


def _measured(run: list[Piece], numeral: Numeral, currency: units.Unit | None) -> Amount | None:
    """A numeral with the unit around it; None where letters hang on it that are no unit."""
    scaled = numeral.scale >= 1000 or (numeral.form == "order" and numeral.low >= 1000)
    unit = units.after(run, numeral.last, currency is not None, scaled)
    first, last = numeral.first, numeral.last
    low, high = numeral.low, numeral.high
    name: str | None = None
    if numeral.form == "order" and run[last + 1 : last + 2] and run[last + 1].lower == "of":
        unit = units.after(run, last + 1, False, scaled) or unit
    if currency is not None:
        name, first = currency.name, currency.edge
    if unit is not None:
        if currency is not None:
            name += unit.name.removeprefix(name) if " per " in unit.name else ""
        else:
            name = unit.name
        last = max(last, unit.edge)
    if last == numeral.last and _glued(run, last):
        return None
    if numeral.form == "order" and not numeral.low >= 10 and name is not None:
        return None
    if units.is_money(name) and run[last + 1 : last + 2] and " per " not in (name or ""):
        times = load("numbers")["scale"].get(run[last + 1].lower)
        if times is not None and numeral.scale == 1:
            low, high, last = low * times, high * times, last + 1
    text = run[numeral.first].text
    if len(text) == 4 and text[:2] in ("19", "20") and run[last].text.istitle():
        return None
    if numeral.form == "digits" and _negative(run, first):
        first, low, high = first - 1, -high, -low
        if run[first].text in DASHES and run[first - 1 : first] and first:
            first -= run[first - 1].lower == "minus" and run[first - 1].end == run[first].start
    elif numeral.form == "digits" and currency is not None and _negative(run, numeral.first):
        low, high = -high, -low
    if numeral.form == "times":
        name = "time"
    elif numeral.form == "part" and name is None:
        name = "fraction"
    return Amount(first, last, numeral, low, high, name)


def _glued(run: list[Piece], last: int) -> bool:
    """True for "5G" or "787B": letters right on the digits that nothing explains."""
    if last + 1 >= len(run) or run[last].kind != "number":
        return False
    return run[last + 1].start == run[last].end and run[last + 1].kind in ("word", "number")


def _negative(run: list[Piece], first: int) -> bool:
    """True where a minus stands right before piece `first` and joins nothing."""
    if not first:
        return False
    sign = run[first - 1]
    if sign.lower == "minus":
        return True
    if sign.text not in "-−" or sign.end != run[first].start:
        return sign.text in "-−" and first >= 2 and run[first - 2].lower == "convert"
    if first < 2:
        return True
    before = run[first - 2]
    if before.kind == "number":
        return first + 1 < len(run) and run[first + 1].text == "%"
    return before.end < sign.start or before.lower == "minus" or before.text in "$€£("


def joined(run: list[Piece], found: list[Amount]) -> list[Amount]:
    """Amounts with those joined that make one range, fraction or sum of money."""
    done: list[Amount] = []
    i = 0
    while i < len(found):
        one = found[i]
        while i + 1 < len(found):
            merged = _merge(run, one, found[i + 1])
            if merged is None:
                break
            one = merged
            i += 1
        done.append(one)
        i += 1
    return done


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
    """ "one in five", "9 out of every 10"."""
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
    """ "3 dollars 50 cents", "thirteen dollars and forty-five"."""
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


_TO = {"to", "-", "–", "—", "‑", "‐", "−"}


def _range(run: list[Piece], one: Amount, two: Amount, gap: list[str]) -> Amount | None:
    """ "8,000 to 10,000", "between $40m and $60m", "10-12,000", "two or three"."""
    words = [w for w in gap if w not in ("about", "around", "some", "perhaps", "as", "much")]
    link = "to" if words and set(words) <= _TO else "".join(words)
    before = _words_before(run, one.first)
    if link == "and":
        if "between" not in before:
            return None
    elif link == "or":
        if not (
            one.core.form == "words"
            and two.low == one.low + 1
            and not one.unit
            and two.core.form == "words"
        ):
            if not (
                one.core.form == two.core.form == "words"
                and one.unit is None
                and two.core.mantissa == one.low + 1
                and two.core.scale > 1
            ):
                return None
    elif link != "to":
        return None
    unit = one.unit if one.unit is not None else two.unit
    if one.unit is not None and two.unit is not None and one.unit != two.unit:
        if units.is_money(one.unit) and two.unit.startswith(one.unit + " per "):
            unit = two.unit
        else:
            return None
    if one.unit is not None and two.unit is None:
        if not units.is_money(one.unit) or one.last != one.number_end:
            return None
    changed = _changes(run, one.first)
    if link == "to" and gap[0] == "to" and changed and "from" in before[-3:]:
        return None
    if link == "to" and gap[0] == "to" and changed and one.unit and two.unit:
        return None
    low, high = _shared(one, two)
    dashed = link == "to" and gap[0] != "to"
    if low > high:
        score = dashed and low < 100 and one.unit is None and two.unit is None
        if not score:
            return None
        low, high = high, low
    if dashed and (
        one.low != one.core.low
        or (one.core.scale == 1 and low > 0 and high > low * 100 and not unit)
    ):
        return None
    return replace(one, last=two.last, low=low, high=high, unit=unit, is_range=True, end=two.core)


def _shared(one: Amount, two: Amount) -> tuple[Decimal, Decimal]:
    """The ends, with the scale of the second shared by the first where it has none."""
    low, high = one.low, two.high
    mantissa, scale = two.core.mantissa, two.core.scale
    if one.core.scale == 1 and scale > 1 and mantissa is not None and abs(low) < mantissa:
        return low * scale, high
    if one.core.scale == 1 and scale == 1 and low < 1000 <= high and high % 1000 == 0:
        if one.core.form == "digits" and low * 1000 < high and one.core.first == one.core.last:
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
