"""Bounds: what the words around a figure make of it, and whether it tells a change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from compare.extract.pieces import Piece
from compare.lexicon import load
from compare.model import BOUNDS

# How far the words of one figure reach before it, in pieces.
_REACH = 8
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of the claim model and the first or last piece that is part of its words."""

    name: str
    edge: int


@cache
def _phrases(side: str) -> tuple[dict[tuple[str, ...], str], int]:
    lexicon = load("bounds")
    table = {
        tuple(phrase.split()): name
        for name in BOUNDS
        for phrase in lexicon.get(name, {}).get(side, ())
    }
    return table, max(len(k) for k in table)


def before(run: list[Piece], first: int, last: int, duration: bool) -> Bound | None:
    """The bound said right before a figure of pieces `first` to `last`.

    Where several are said, an open one wins over a hedge ("at least about 3,000"). `duration`: the
    figure is a bare time, before which "over" may mean "during".
    """
    found = None
    edge = first
    skipped = 0
    fillers = load("bounds")["between"]["words"]
    while edge and first - edge <= _REACH:
        match = _ending(run, edge)
        if match and not (duration and _during(run, match, edge, last)):
            hedged = found is not None and found.name in ("about", "exact")
            if found is None or match.name == found.name or (hedged and match.name != "about"):
                found = match
            edge, skipped = match.edge, 0
        elif run[edge - 1].lower in fillers and skipped < 3:
            edge, skipped = edge - 1, skipped + 1
        else:
            break
    return found


def _during(run: list[Piece], match: Bound, edge: int, last: int) -> bool:
    """True where "over" is no bound of a time: "repaid over three years"."""
    lexicon = load("bounds")["spanning"]
    if edge - match.edge != 1 or run[match.edge].lower != lexicon["word"]:
        return False
    led = run[match.edge - 1].lower if match.edge else ""
    follow = run[last + 1].lower if last + 1 < len(run) else ""
    return led not in lexicon["before"] and follow not in lexicon["behind"]


def _ending(run: list[Piece], edge: int) -> Bound | None:
    """The longest phrase that ends right before piece `edge`."""
    table, longest = _phrases("before")
    for length in range(min(longest, edge), 0, -1):
        first = edge - length
        name = table.get(tuple(p.lower for p in run[first:edge]))
        if name:
            return Bound(name, first)
    return None


def behind(run: list[Piece], last: int) -> Bound | None:
    """The bound said right behind piece `last` ("or more", "-plus", "+")."""
    table, longest = _phrases("behind")
    for length in range(longest, 0, -1):
        key = tuple(p.lower for p in run[last + 1 : last + 1 + length])
        if len(key) != length or key not in table:
            continue
        if key == ("odd",) and run[last + 1].text != "odd":
            continue
        if key == ("+",) and last + 2 < len(run) and run[last + 2].kind == "number":
            continue
        return Bound(table[key], last + length)
    return None


def interval(bound: str, low: Decimal, high: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """The ends of the interval that a bound leaves of a figure (or of a range `low` to `high`)."""
    if bound in ("at_least", "more_than"):
        return low, None
    if bound in ("at_most", "less_than"):
        return None, high
    if bound == "about":
        return low - abs(low) * _TENTH, high + abs(high) * _TENTH
    if bound == "nearly":
        return low - abs(low) * _TENTH, high
    return low, high


@cache
def changing() -> frozenset[str]:
    """Verbs after which a figure led to another: "rose from 5 to 7" is no range."""
    lexicon = load("bounds")
    verbs = (lexicon[side][group] for side in ("up", "down") for group in ("own", "scaled"))
    return frozenset(lexicon["change"]["moving"]).union(*verbs)


def sides(verb: str) -> str | None:
    """The way, "up" or "down", where `verb` tells a change by itself."""
    lexicon = load("bounds")
    for side in ("up", "down"):
        if verb in lexicon[side]["own"] or verb in lexicon[side]["scaled"]:
            return side
    return None


def direction(run: list[Piece], first: int, scaled: bool) -> str | None:
    """The way, "up" or "down", where the words before piece `first` make the figure a change."""
    lexicon = load("bounds")
    between, level = lexicon["change"]["between"], lexicon["change"]["level"]
    here, levelled = first - 1, False
    for _ in range(4):
        if here < 0:
            return None
        word = run[here].lower
        for side in ("up", "down"):
            verbs = lexicon[side]
            if word in verbs["own"] or (scaled and word in verbs["scaled"]):
                return None if levelled else side
            if word == verbs["adverb"]:
                beyond = run[here - 1].lower if here else ""
                if any(beyond in lexicon[s]["own"] for s in ("up", "down")):
                    continue
                if beyond and beyond not in lexicon["change"]["led"]:
                    return None
                return None if levelled else side
        if word not in between:
            return None
        levelled = levelled or word in level
        here -= 1
    return None
