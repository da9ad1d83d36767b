"""Pairs of fact rows with the verdict that a person gave: how often `judge` gives the same.

A folder holds tables of facts (one row a claim) and `pairs.csv` (`pair_id, claim_a, claim_b,
expected, why`). Pairs whose `why` calls them a judgement call are left out.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from bench.fields import fields, figure, where
from compare.judge.pairs import judge
from compare.model import Claim, Judgement, Source, polarity_of
from compare.normalize import names

# A scope of "as announced" and the like is told by the stance, not by a word of the measure.
_STANCES = {"affirms": "affirms", "denies": "denies", "uncertain": "not_aware"}
_CALLS = re.compile(r"\b(?:mild|soft|weak)\b")
_UNNAMED = re.compile(r"\(none\)|unnamed|^$")
_NAME = re.compile(r"[A-Z]\S+ (?:\S+ )?[A-Z]\S+$")
_RELATIONS = {
    "AGREE": {"agree"},
    "COMPATIBLE": {"agree", "differ"},
    "CONTRADICT": {"conflict"},
    "REVISION": {"revised"},
    "DIFFERENT SCOPE": {"differ", "unrelated"},
}


def claim(row: dict[str, str]) -> Claim:
    """The claim that a row of a table of facts states."""
    lane = fields(row["unit_measure"])
    said = figure(row["quantity_text_form"], (row["low"], row["high"]), lane.unit)
    stance = _STANCES[row["polarity"]]
    if stance == "affirms" and lane.scope == "planned":
        stance = "forecast"
    body = names.agency(re.sub(r"\s*\(.*", "", row["agency"]))
    agency = body.name if body else None if _UNNAMED.search(row["agency"]) else row["agency"]
    person = row["speaker"] if _NAME.match(row["speaker"]) else None
    if person and (names.agency(person) or person in row["agency"]):
        person = None
    role = None if row["speaker"] == "outlet" else row["role"]
    told = any((person, agency, role))
    return Claim(
        id=row["claim_id"],
        article_id=row["source_url_or_ref"] or row["claim_id"],
        outlet=row["outlet"],
        published=row["date_published"],
        text=row["statement_in_own_words"],
        start=0,
        end=len(row["statement_in_own_words"]),
        speaker=person,
        role=role,
        agency=agency,
        polarity=polarity_of(stance),
        stance=stance,
        quantity=said,
        measure=lane.measure or ("aid" if lane.unit and lane.unit != "percent" else None),
        scope=lane.scope,
        subject=lane.subject,
        places=where(row["place"]),
        period=lane.period or fields(row["quantity_text_form"]).period,
        as_of=row["as_of_date"] or None,
        sources=(Source(person, role, agency),) if told else (),
    )


def right(expected: str, found: Judgement) -> bool:
    """True where a judgement is what a person expected of the pair."""
    if expected == "ECHO":
        return found.same_origin
    if expected == "DISTORTION":
        return found.same_origin and "drift" in found.reasons
    return found.relation in _RELATIONS[expected]


def pairs(folder: Path) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """The share of pairs judged right, and those judged wrong, with their rows."""
    known = {
        row["claim_id"]: row
        for path in sorted(folder.glob("*.csv"))
        if path.name != "pairs.csv"
        for row in _rows(path)
    }
    asked, missed = 0, []
    for pair in _rows(folder / "pairs.csv"):
        rows = known.get(pair["claim_a"]), known.get(pair["claim_b"])
        if None in rows or pair["expected"] == "INTERNAL" or _CALLS.search(pair["why"]):
            continue
        asked += 1
        a, b = (claim(row) for row in rows)
        found = judge(a, b)
        if not right(pair["expected"], found):
            missed.append({**pair, "found": found.to_json(), "because": found.because,
                           "a": a.to_json(), "b": b.to_json()})  # fmt: skip
    return {"accuracy": 1 - len(missed) / max(1, asked)}, missed


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
