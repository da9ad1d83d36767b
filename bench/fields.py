"""Claims from tables and keys of annotated sets, by the product's own lexicon and normaliser.

What an annotator wrote in a few words ("troops in training", "casualties in one week") becomes the
fields of a claim by looking each word up where extraction looks it up; no set has words of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from compare.extract.lanes import is_people
from compare.extract.parse import parse
from compare.extract.quantities import quantities
from compare.lexicon import load
from compare.model import Quantity
from compare.normalize import names, places

_WORD = re.compile(r"[^\W\d_]+")
_CURRENCY = re.compile(r"\b(?:USD|EUR|GBP)\b")


@dataclass(frozen=True)
class Fields:
    """The lane that a few words name; None where they are silent."""

    measure: str | None
    scope: str | None
    subject: str | None
    places: tuple[str, ...]
    period: str | None
    unit: str | None


@cache
def _measures() -> dict[str, str]:
    return {w: name for name, row in load("measures").items() for w in row["words"]}


@cache
def _scopes() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, row in load("scopes").items():
        for word in (*row.get("nouns", ()), *row.get("verbs", ()), name):
            table.setdefault(word, name)
    for row in load("lanes")["questions"].values():
        for name in row["scopes"]:
            table.setdefault(name, name)
    return table


def fields(words: str) -> Fields:
    """The lane that `words` name: the first word known as a measure, the most telling scope."""
    doc = parse(words.replace("_", " "))
    said = [(t.lower_, t.lemma_.lower()) for t in doc if t.is_alpha]
    forms = [f for pair in said for f in dict.fromkeys(pair)]
    at, measure = next(((t.idx, _measures()[f]) for t in doc for f in (t.lower_, t.lemma_.lower())
                        if f in _measures()), (len(doc.text), None))  # fmt: skip
    unit = _CURRENCY.search(words)
    if measure is None and not unit and said:
        measure = next((t.lemma_.lower() for t in doc if t.pos_ == "NOUN"), None)
    scopes = [_scopes()[f] for f in forms if f in _scopes()]
    if {"killed", "wounded"} <= set(scopes) or "killed and wounded" in scopes:
        scopes = ["killed and wounded"]
    if any(s in load("lanes")["questions"]["planned"]["scopes"] for s in scopes):
        scopes = ["planned"]
    plain = [s for s in scopes if s != "present"]
    if any(s in _befalling() for s in plain) and not is_people(measure):
        measure = "people"
    money = unit[0] if unit else "percent" if "%" in words else None
    return Fields(
        measure if not (money and is_people(measure)) else None,
        next(iter(plain), None),
        next((c for w in _spans(words[:at]) if (c := places.country(w, metonym=False))), None),
        tuple(dict.fromkeys(p.name for w in _spans(words) if (p := places.place(w)))),
        period(words),
        money,
    )


@cache
def _befalling() -> frozenset[str]:
    table = load("lanes")["questions"]
    return frozenset(s for row in table.values() if row.get("people") for s in row["scopes"])


def _spans(words: str) -> list[str]:
    """Pairs of words, then words: "South Korea" before "Korea"."""
    found = [m for m in _WORD.findall(words) if m[:1].isupper()]
    return [" ".join(found[i : i + 2]) for i in range(len(found) - 1)] + found


def period(words: str) -> str | None:
    """The window of a rate or part-count that words name."""
    plain = f" {names.fold(words)} "
    table = load("plans")["period"]
    return next((table[w] for w in sorted(table, key=len, reverse=True) if f" {w} " in plain), None)


def where(words: str) -> tuple[str, ...]:
    """Canonical places of a cell: "Turkey and Syria", "Syria (north-west)"."""
    found = []
    for part in re.split(r" and |/|;|,", re.sub(r"\(.*?\)", "", words)):
        known = places.place(part.strip())
        found.append(known.name if known else part.strip())
    return tuple(dict.fromkeys(p for p in found if p))


def figure(words: str, ends: tuple[str, str], unit: str | None) -> Quantity | None:
    """The figure of a cell as the product reads it; of several the one with the ends told."""
    told = {Decimal(e) for e in ends if e}
    read = quantities(parse(words))
    if not read or not told:
        return None
    best = next((q for q in read if q.derived and told & {q.derived.low, q.derived.high}), None)
    best = best or next((q for q in read if told & {q.value, q.low, q.high}), read[0])
    if best.unit is None and unit:
        best = replace(best, unit=unit)
    return best
