"""Amounts: numerals with their units, before any bound is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from compare.extract import units
from compare.extract.lookalikes import Masks, is_code
from compare.extract.numbers import Numeral, Reader
from compare.extract.pieces import DASHES, Piece
from compare.lexicon import load


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
        return False
    if first < 2:
        return True
    before = run[first - 2]
    if before.kind == "number":
        return first + 1 < len(run) and run[first + 1].text == "%"
    return before.end < sign.start or before.lower == "minus" or before.text in "$€£("
