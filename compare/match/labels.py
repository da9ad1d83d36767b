"""Questions in words: "How many North Korean troops are in Kursk?" """

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from compare.match import lanes
from compare.model import Claim
from compare.normalize import places

MAX_LABEL = 80


def label(claims: Sequence[Claim]) -> str:
    """A question that all of `claims` answer, in a reader's words; the earliest claim's own words
    where the fields say too little."""
    read = [lanes.lane(c) for c in claims]
    measure = _most(
        c.measure for c, x in zip(claims, read, strict=True) if x.measure and not x.general
    )
    measure = measure or _most(x.measure for x in read)
    question = _most(x.question for x in read)
    unit = _most(x.unit for x in read)
    if measure is None and not lanes.befalls(question):
        return _words(claims[0])
    subject = _most(c.subject for c in claims)
    where = _where(read, subject)
    counted = any(x.counted for x in read)
    who = _who(measure or "people", subject)
    period = _most(x.period for x in read)
    if not counted:
        return f"Are there {who}{where}?"
    if unit is not None:
        act = f" {question}" if question not in (None, measure, "there", "planned") else ""
        return _amount(f"{who}{act}{where}", unit)
    ask = lanes.question_table().get(question or "there", {}).get("ask")
    if ask is None:
        return f"How many {who}{where} ({question})?"
    if "are{where}" in ask:
        where = where or " there"
    return ask.format(who=who, where=where).removesuffix("?") + (f", {period}?" if period else "?")


def _amount(matter: str, unit: str) -> str:
    if unit == "percent":
        return f"{_cased(matter)}: what percentage?"
    if lanes.dimension(unit) == unit:  # no physical unit: money
        return f"{_cased(matter)}: how much money?"
    return f"{_cased(matter)}: how many {unit}s?"


def _cased(words: str) -> str:
    return words[:1].upper() + words[1:]


def _most(values: Iterable[Hashable]) -> str | None:
    """The value that stands most often, the first of equals; None where there is none."""
    found = Counter(v for v in values if v)
    return found.most_common(1)[0][0] if found else None


def _who(measure: str, subject: str | None) -> str:
    known = places.countries().get(subject or "")
    owner = known.adjective if known else subject
    return f"{owner} {measure}" if owner else measure


def _where(read: Sequence[lanes.Lane], subject: str | None) -> str:
    spot = _most(p for x in read for p in sorted(x.places))
    if spot is None or spot == subject:
        return ""
    known = places.countries().get(spot)
    if known is None and spot.split()[-1] in ("region", "province", "district", "area", "oblast"):
        spot = f"the {spot}"
    return f" in {known.with_article if known else spot}"


def _words(claim: Claim) -> str:
    words = " ".join(claim.text.split())
    if len(words) <= MAX_LABEL:
        return words
    return words[:MAX_LABEL].rsplit(" ", 1)[0].rstrip(",;:") + " …"
