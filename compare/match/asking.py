"""How a question reads: "How many North Korean troops are in Kursk?", "How much US aid has been
allocated to Ukraine?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from compare.lexicon import load
from compare.normalize import places

_WITH_ARTICLE = ("region", "district", "area", "oblast", "prefecture", "community")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a question is about, as far as its claims tell.

    `named` is true where those counted are the country's own ("Russian casualties") and it is not
    only the place of what befell them. `whole` is false where a figure has a fraction.
    """

    measure: str
    general: bool
    question: str | None
    subject: str | None
    place: str | None
    unit: str | None
    period: str | None
    counted: bool
    named: bool
    whole: bool


def asked(x: Matter) -> str | None:
    """The question in words; None where the fields say too little to ask one."""
    found = _asked(x)
    if found is None:
        return None
    return f"{found.removesuffix('?')}, {x.period}?" if x.period else found


def _asked(x: Matter) -> str | None:
    who, where = _who(x), _where(x)
    if not x.counted:
        known = x.measure in load("measures") and not (x.general and not x.subject)
        return f"Are there {who}{where}?" if known and (x.subject or where) else None
    if x.unit is not None:
        return _amount(x, who, where)
    if not x.whole and x.measure not in load("measures"):
        return f"What is the {x.measure}{where}?"
    if x.question not in (None, "there") and x.question not in _scopes():
        return None
    ask = _template(x.question)
    if "are{where}" in ask:
        where = where or " there"
    return ask.format(who=who, where=where)


def _template(question: str | None) -> str:
    """How a count in a state is asked for."""
    found = load("lanes")["questions"].get(question or "there", {}).get("ask")
    return found or f"How many {{who}} were {question}{{where}}?"


@cache
def _scopes() -> frozenset[str]:
    """The states that the lexicon knows; any other word of a claim makes no good question."""
    return frozenset(load("scopes")) | frozenset(load("lanes")["questions"])


def _amount(x: Matter, who: str, where: str) -> str:
    if x.unit in ("percent", "fraction"):
        if x.question in load("lanes")["questions"] and x.question != "there":
            share = _template(x.question).replace("How many {who}", "What share of {who}")
            return share.format(who=who, where=where)
        return f"{_cased(who)}{where}: what share?"
    if not is_currency(x.unit):
        return f"{_cased(_owned(x))}{where}: how many {_plural(x.unit)}?"
    money: dict[str, Any] = load("lanes")["money"]
    act = x.question if x.question in money["acts"] else None
    of = "" if x.unit == money["plain"] else f" ({x.unit})"
    if x.measure in money["given"]:
        goal = where.replace(" in ", " to " if act else " for ", 1)
        state = f"has been {act}" if act else "is there"
        return f"How much {_owned(x)} {state}{goal}{of}?"
    if x.measure in money["mass"]:
        return f"How much {x.measure} was there{where}{of}?"
    state = f" {act}" if act else ""
    return f"How much is the {_owned(x)}{state}{where} worth{of}?"


def is_currency(unit: str | None) -> bool:
    """True for the code of a currency (ISO 4217: three capitals)."""
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()


def _cased(words: str) -> str:
    return words[:1].upper() + words[1:]


def _who(x: Matter) -> str:
    counted = x.measure if x.measure in load("measures") else _plural(x.measure)
    known = places.countries().get(x.subject or "")
    if known is not None and x.general:
        if not x.named:
            return counted
        return next((p for p in known.people if p.endswith("s")), f"{known.adjective} {counted}")
    owner = known.adjective if known else x.subject
    return f"{owner} {counted}" if owner else counted


def _owned(x: Matter) -> str:
    """The thing that is paid or worth, with whose it is."""
    known = places.countries().get(x.subject or "")
    owner = known.adjective if known else x.subject
    return f"{owner} {x.measure}" if owner else x.measure


def _where(x: Matter) -> str:
    spot = x.place
    if x.general and not x.named and x.subject in places.countries():
        spot = spot or x.subject
    elif spot == x.subject:
        return ""
    if spot is None:
        return ""
    known = places.countries().get(spot)
    words = known.with_article if known else spot
    if known is None and words.split()[-1].lower() in _WITH_ARTICLE:
        words = f"the {words}"
    return f" in {words}"


def _plural(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(x|z|ch|sh)$", noun) else f"{noun}s"
