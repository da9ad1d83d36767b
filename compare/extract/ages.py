"""Ages: numbers that are years of age by where they stand, without the word "old"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.extract.pieces import Piece
from compare.lexicon import load

if TYPE_CHECKING:
    from compare.extract.amounts import Amount

_OLDEST = 120
_YEAR = "year of age"


def unit(run: list[Piece], amount: Amount) -> str | None:
    """The unit "year of age" for "aged 43", "under the age of 5 years", "Piet Anders, 43, said"."""
    if amount.high > _OLDEST or amount.core.scale != 1 or amount.low != int(amount.low):
        return None
    before = [p.lower for p in run[max(0, amount.first - 6) : amount.first]]
    if amount.unit == "year":
        return _YEAR if before[-2:] == ["age", "of"] or before[-1:] == ["aged"] else None
    if amount.unit is not None:
        return None
    words = load("ages")
    stripped = [w for w in before if w not in words["skip"]["words"]]
    if stripped and (stripped[-1] in words["led"]["words"] or stripped[-2:] == ["age", "of"]):
        return _YEAR
    told = before[-2:-1] == ["who"] and before[-1] in words["told"]["words"]
    if told and (amount.last + 1 >= len(run) or run[amount.last + 1].kind == "sign"):
        return _YEAR
    return _YEAR if _apposed(run, amount) else None


def _apposed(run: list[Piece], amount: Amount) -> bool:
    """A number between commas or brackets behind a name: "Anders, 43,", "Anders (43)"."""
    first, last = amount.first, amount.last
    if first != last or run[first].kind != "number" or first < 2 or last + 1 >= len(run):
        return False
    if not amount.low >= 1 or not run[first].text.isdecimal():
        return False
    name, opening, closing = run[first - 2], run[first - 1].text, run[last + 1].text
    if not (name.kind == "word" and name.text[0].isupper()) or run[first].start - name.end > 2:
        return False
    if (opening, closing) == (",", ",") and last + 2 < len(run):
        return run[last + 2].text[0].islower()
    named = run[first - 3].text[:1].isupper() if first >= 3 else False
    return named and (opening, closing) in (("(", ")"), (",", "."))
