"""Units: how a figure's measure is written, and what it is called everywhere else.

Currencies are called by their ISO 4217 code, other units by their English singular name
("kilometre"), rates by both ("USD per barrel").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from compare.extract.pieces import DASHES, Piece, pieces
from compare.lexicon import load

# Forms as short as these are read as written: "MW" is not "mW".
_EXACT_BELOW = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit and the last piece (or, before the number, the first) that names it."""

    name: str
    edge: int


@cache
def _table() -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str], int]:
    """Forms written after and before a number, as runs of pieces, and the longest run."""
    after: dict[tuple[str, ...], str] = {}
    before: dict[tuple[str, ...], str] = {}
    lexicon = load("units")
    for unit in lexicon["unit"]:
        for form in unit["forms"]:
            after[_key(form)] = unit["name"]
    for code, sides in lexicon["currency"].items():
        for form in sides["after"]:
            after[_key(form.lstrip("-"))] = code
        for form in sides["before"]:
            before[_key(form)] = code
    return after, before, max(len(k) for k in (*after, *before))


def _key(form: str) -> tuple[str, ...]:
    """A form as the pieces that it is matched by; hyphens and spaces are one."""
    return tuple(_fold(p.text) for p in pieces(form) if p.text not in DASHES)


def _fold(text: str) -> str:
    return text if len(text) < _EXACT_BELOW else text.lower()


def convertible(name: str | None, other: str | None) -> Decimal | None:
    """How many `other` one `name` is, where both measure one dimension; else None."""
    one, two = _factors().get(name or ""), _factors().get(other or "")
    if one is None or two is None or one[0] != two[0]:
        return None
    return one[1] / two[1]


@cache
def _factors() -> dict[str, tuple[str, Decimal]]:
    return {
        unit["name"]: (unit["kind"], Decimal(unit["factor"]))
        for unit in load("units")["unit"]
        if "factor" in unit
    }


@cache
def _currencies() -> frozenset[str]:
    return frozenset(load("units")["currency"]) | {"cent", "penny"}


def is_money(name: str | None) -> bool:
    """True for a currency, its subunits and rates of them."""
    return bool(name) and name.split(" per ")[0] in _currencies()


@cache
def _times() -> frozenset[str]:
    return frozenset(u["name"] for u in load("units")["unit"] if u.get("kind") == "time")


def is_time(name: str | None) -> bool:
    """True for a bare duration ("day", "year")."""
    return name in _times()


def before(run: list[Piece], i: int) -> Unit | None:
    """The currency written right before the number at piece `i` ("US$", "Rs.", "EUR")."""
    _, table, longest = _table()
    for length in range(min(longest, i), 0, -1):
        first = i - length
        key = tuple(_fold(p.text) for p in run[first:i])
        name = table.get(key)
        if name is None or not _stands_alone(run, first, i):
            continue
        return Unit(name, first)
    return None


def _stands_alone(run: list[Piece], first: int, i: int) -> bool:
    """False where letters of the sign are the end of another word, or a lone letter is none."""
    if first and run[first - 1].end == run[first].start and run[first - 1].kind != "sign":
        return False
    lone = run[first].kind == "word" and len(run[first].text) == 1
    if lone and i - first == 1:
        return run[i - 1].end == run[i].start
    if lone and run[first].text.islower() and run[first].text != "c":
        return run[first].end == run[first + 1].start
    return run[i - 1].kind != "word" or run[i].start - run[i - 1].end <= 1


def after(run: list[Piece], last: int, money: bool, scaled: bool) -> Unit | None:
    """The unit written behind the number that ends at piece `last`, with what it is by.

    `money`: a currency stood before; then only a rate can follow. `scaled`: the number has a
    scale word, which makes "pounds" money.
    """
    found = _own(run, last, scaled)
    if money:
        own = found is not None and is_money(found.name)
        follow = found.edge if own else _country(run, last)
        rate = _rate(run, follow)
        return (rate and Unit(rate.name, rate.edge)) or Unit("", follow)
    if found is None:
        return None
    rate = _rate(run, found.edge)
    return Unit(f"{found.name}{rate.name}", rate.edge) if rate else found


def _country(run: list[Piece], last: int) -> int:
    """Past "US" or "U.S." in "$75 U.S. per barrel"."""
    words = [p.text for p in run[last + 1 : last + 5]]
    if words[:4] == ["U", ".", "S", "."]:
        return last + 4
    if words[:1] == ["US"] and words[1:2] != ["dollars"]:
        following = run[last + 2] if last + 2 < len(run) else None
        if following is None or following.lower in ("per", "a", "bail", "and", "in", ".", ",", ")"):
            return last + 1
    return last


def _own(run: list[Piece], last: int, scaled: bool) -> Unit | None:
    """The longest unit form behind piece `last`, across a hyphen or a bracket sign."""
    table, _, longest = _table()
    lexicon = load("units")
    start = last + 1
    if start >= len(run):
        return None
    touching = run[last].end == run[start].start
    if run[start].text in DASHES and start + 1 < len(run):
        start += 1
        touching = False
    elif run[start].text in ("[", "<") and start + 2 < len(run):
        inner = table.get((_fold(run[start + 1].text),))
        closed = run[start + 2].text in ("]", ">")
        return Unit(inner, start + 2) if inner and closed else None
    key: list[str] = []
    found = None
    here = start
    while here < len(run) and len(key) < longest:
        piece = run[here]
        if piece.text in DASHES and key and here + 1 < len(run):
            here += 1
            continue
        if piece.start - run[here - 1].end > 2:
            break
        if key and piece.kind == "number" and piece.start != run[here - 1].end:
            break
        key.append(_fold(piece.text))
        if (name := table.get(tuple(key))) and _readable(run, start, here, touching):
            found = Unit(name, here)
        here += 1
    word = run[start].lower
    if word in lexicon["pounds"]["forms"] and (found is None or found.edge == start):
        near = {p.lower for p in run[max(0, last - lexicon["pounds"]["reach"]) : last]}
        money = scaled or near & set(lexicon["pounds"]["money"])
        return Unit("GBP" if money else "pound-mass", start)
    return found


def _readable(run: list[Piece], start: int, here: int, touching: bool) -> bool:
    """Guards the shortest forms: they must not be the start of a word or another word's work."""
    end = run[here]
    glued = here + 1 < len(run) and run[here + 1].start == end.end
    if glued and end.kind == "sign" and run[here + 1].kind == "number" and end.text != "%":
        return False
    if glued and run[here + 1].kind in ("word", "number") and end.kind != "sign":
        return False
    if here > start:
        return True
    text = end.text
    if text in ("h", "b", "t", "l", "p", "x", "×", "ms", "mt", "pp", "min", "R"):
        return touching or text in ("min", "ms", "pp", "mt") or (text == "R" and _ends(run, here))
    if text in ("C", "F", "J", "V", "W", "m", "g", "L"):
        follows = run[here + 1].text if here + 1 < len(run) else ""
        return touching or not (follows in DASHES or follows.istitle())
    if text == "s":
        return "." in run[start - 1].text
    if text in ("times", "time"):
        return here + 1 >= len(run) or run[here + 1].text not in DASHES
    return True


def _ends(run: list[Piece], here: int) -> bool:
    return here + 1 >= len(run) or run[here + 1].lower in (".", ",", "per", "a", ")", ";")


def _rate(run: list[Piece], edge: int) -> Unit | None:
    """What a unit is by, behind piece `edge`: "per share", "a barrel", "/litre", "-a-year".

    The name begins with " per ".
    """
    here = edge + 1
    while here < len(run) and run[here].text in DASHES:
        here += 1
    if here >= len(run):
        return None
    sign = run[here].text == "/"
    if not sign and run[here].lower not in ("per", "a", "an", "each", "every"):
        return None
    here += 1
    while here < len(run) and run[here].text in DASHES:
        here += 1
    if here >= len(run):
        return None
    lexicon = load("units")["rate"]
    for length in (2, 1):
        words = " ".join(p.lower for p in run[here : here + length])
        if here + length <= len(run) and words in lexicon["by"]:
            name = lexicon["named"].get(words, words)
            then = here + length
            if then < len(run) and run[then].lower in lexicon["unless"]:
                return None
            return Unit(f" per {name}", here + length - 1)
    if run[here - 1].lower == "per" and run[here].kind == "word" and run[here].lower != "cent":
        return Unit(f" per {run[here].lower}", here)
    return None
