"""A question's state in one honest sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from compare.judge import intervals
from compare.judge.reading import Reading
from compare.model import Judgement, Verdict

_WORDS = {
    "figure": "other figures", "open_bound": "open bounds", "hedge": "rough figures",
    "range": "spans", "scope": "another scope", "place": "another place",
    "period": "another period", "date": "another date", "unit": "another unit",
    "unconfirmed": "not confirmed", "part_of": "a part of the whole", "polarity": "a denial",
    "wording": "other words", "revision": "a revision",
}  # fmt: skip


def plural(count: int, word: str) -> str:
    """ "1 source", "2 sources"."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def summary(
    inside: Sequence[Reading],
    found: Sequence[Verdict],
    pairs: Mapping[str, Sequence[tuple[int, int]]],
    table: Mapping[tuple[int, int], Judgement],
) -> str:
    """Who says what, and whether it can all be true; counts live claims alone."""
    live = [i for i, v in enumerate(found) if v.live]
    origins = len({found[i].origin for i in live})
    span = _span([inside[i] for i in live])
    if origins <= 1:
        head = "Only one source speaks" + (f": {span}" if span else "")
        return head + _moved(found) + "."
    sources = plural(origins, "independent source")
    counting = {found[i].origin for i in live if inside[i].figure is not None}
    if span and len(counting) == origins:
        head = f"{sources} say {span}"
    else:
        head = f"{sources} speak of it" + (f", with figures of {span}" if span else "")
    every = "both" if origins == 2 else "all"
    if pairs.get("conflict"):
        clash = len(pairs["conflict"])
        return f"{head}; {plural(clash, 'pair')} of claims cannot both be true{_moved(found)}."
    if pairs.get("differ"):
        why = Counter(r for pair in pairs["differ"] for r in table[pair].reasons if r in _WORDS)
        if len(why) > 1:
            del why["figure"]
        names = [_WORDS[r] for r, _ in sorted(why.items(), key=lambda x: (-x[1], x[0]))][:2]
        reason = f": {' and '.join(names)}" if names else ""
        return f"{head}; {every} can be true{reason}{_moved(found)}."
    if pairs.get("agree"):
        return f"{head}; they agree{_moved(found)}."
    return f"{head}{_moved(found)}."


def _moved(found: Sequence[Verdict]) -> str:
    count = sum(v.superseded_by is not None for v in found)
    return (
        f"; {plural(count, 'earlier figure')} {'has' if count == 1 else 'have'} been replaced"
        if count
        else ""
    )


def _span(live: Sequence[Reading]) -> str:
    said = [x for x in live if x.figure is not None]
    if not said:
        return ""
    units = Counter(x.lane.unit for x in said)
    unit = units.most_common(1)[0][0]
    told = [e for x in said if x.lane.unit == unit and (e := intervals.ends(x.figure))]
    if not told:
        return ""
    low, high = min(low for low, _ in told), max(high for _, high in told)
    text = shown(low) if low == high else f"{shown(low)} to {shown(high)}"
    return f"{text} {_UNITS.get(unit, unit)}" if unit else text


_UNITS = {"percent": "per cent"}


def shown(value: Decimal) -> str:
    """A figure with thousands separators, millions and more in words."""
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(value) >= size:
            return f"{(value / size).normalize():f} {word}"
    return f"{value.normalize():,f}"
