"""Claims made up for speed and scale, with the question that each one answers.

A question is a measure, a place and a day; several outlets answer it in words of their own, with
fields left open, figures rounded or disputed, and slips of the pen. Many questions differ from the
one before in one field only. Places grow with the number of claims as in a real corpus, so that
look-alikes for each claim grow slowly. News is worded more freely: these claims compare methods
and costs, and say little about accuracy.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from compare.model import Claim, Quantity, Source

LANDS = (
    "Austria", "Bolivia", "Canada", "Denmark", "Egypt", "Finland", "Ghana", "Hungary", "India",
    "Jordan", "Kenya", "Latvia", "Malawi", "Nepal", "Oman", "Peru", "Qatar", "Romania", "Senegal",
    "Thailand", "Uruguay", "Vietnam", "Yemen", "Zambia", "Chile", "Brazil", "Norway", "Turkey",
)  # fmt: skip
FIRST = ("Al", "Bren", "Cor", "Dun", "Esk", "Fal", "Gor", "Har", "Ist", "Kel", "Lor", "Mon")
MIDDLE = ("a", "be", "ci", "du", "e", "fo", "ga", "hi", "lu", "ma", "ne", "o", "ri", "sa", "ti")
LAST = ("bridge", "cott", "dam", "fell", "garth", "haven", "kirk", "loch", "mere", "ness", "thorpe")
BODIES = (
    "police", "fire brigade", "ministry of health", "coast guard", "statistics bureau", "Red Cross",
    "treasury", "weather bureau", "border agency", "electricity board",
)  # fmt: skip
# measure, scope, unit, highest figure, wordings
MATTERS = (
    ("people", "killed", None, 900, ("{n} dead", "{n} people lost their lives", "killed {n}")),
    ("people", "wounded", None, 4_000, ("{n} hurt", "{n} people needed treatment", "injured {n}")),
    ("people", "missing", None, 400, ("{n} missing", "no trace of {n} people")),
    ("people", "evacuated", None, 90_000, ("{n} moved out", "{n} residents left home")),
    ("people", "detained", None, 2_000, ("{n} held", "{n} people taken into custody")),
    ("troops", "deployed", None, 30_000, ("{n} troops sent", "a force of {n} soldiers")),
    ("houses", "destroyed", None, 9_000, ("{n} houses lost", "{n} houses beyond repair")),
    ("households", "without power", None, 500_000, ("{n} households in the dark", "cut off {n}")),
    ("exports", None, "USD", 80_000, ("exports worth ${n} million", "${n} million sold abroad")),
    ("inflation", None, "percent", 90, ("prices up {n} percent", "inflation of {n} percent")),
    ("turnout", None, "percent", 99, ("{n} percent voted", "turnout of {n} percent")),
    ("land", "burned", "hectare", 70_000, ("{n} hectares gone", "fire took {n} hectares")),
)
FRAMES = (
    "{body} in {where}: {what} {when}", "{what} in {where} {when}, {body} said",
    "{when} brought news from {where}: {what}, by the count of the {body}",
    "According to the {body}, {what} {when} near {where}", "{where}: {what} ({body}) {when}",
)  # fmt: skip
ASIDES = ("", "", "", ", with more expected", ", a count that some dispute", " after a long night")
BOUNDS = (("", "exact"), ("", "exact"), ("about ", "about"), ("at least ", "at_least"))


def claims(count: int, seed: int = 1) -> tuple[list[Claim], dict[str, str]]:
    """`count` claims, and the name of the question that each answers, by claim id."""
    rng = random.Random(seed)
    made, gold = [], {}
    places = _places(rng, max(40, int(2 * count**0.75)))
    outlets = [f"Outlet {n}" for n in range(max(12, int(count**0.4)))]
    shelf = {o: _Articles(o) for o in outlets}
    question, number = None, 0
    while len(made) < count:
        question = _question(rng, places, question)
        answers = min(count - len(made), 12, 1 + int(rng.expovariate(0.45)))
        figure = max(2, int(question[0][3] ** rng.random()))
        for outlet in rng.sample(outlets, answers):
            one = _claim(rng, f"c{len(made)}", question, figure, shelf[outlet].next(number))
            gold[one.id] = f"q{number}"
            made.append(one)
        number += 1
    return made, gold


def read(path: Path) -> tuple[list[Claim], dict[str, str]]:
    """Claims of a file of JSON Lines, each with its question as `gold`."""
    made, gold = [], {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line, object_pairs_hook=_shared)
            made.append(Claim.from_json(row))
            gold[made[-1].id] = row["gold"]
    return made, gold


def _shared(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose short strings are held once, however often they stand in the file."""
    return {k: sys.intern(v) if type(v) is str and len(v) < 40 else v for k, v in pairs}


class _Articles:
    """The articles of an outlet, about twenty claims each, no two on one question."""

    def __init__(self, outlet: str) -> None:
        self.outlet, self.number, self.seen = outlet, 0, set()

    def next(self, question: int) -> tuple[str, str]:
        """The outlet, and the id of the article that the next claim stands in."""
        if question in self.seen or len(self.seen) == 20:
            self.number, self.seen = self.number + 1, set()
        self.seen.add(question)
        return self.outlet, f"{self.outlet}/{self.number}"


def _places(rng: random.Random, count: int) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    while len(found) < count:
        name = rng.choice(FIRST) + "".join(rng.choices(MIDDLE, k=rng.randint(1, 4)))
        found.setdefault(name + rng.choice(LAST), rng.choice(LANDS))
    return list(found.items())


def _question(rng, places, before):
    """Another matter, place and day; mostly like `before` but in one."""
    matter, day = rng.choice(MATTERS), date(2031, 1, 1) + timedelta(rng.randrange(365))
    # A few places make most of the news.
    where = places[int(len(places) * rng.random() ** 1.6)]
    if rng.random() < 0.12:
        where = (None, where[1])
    if before and rng.random() < 0.6:
        kept = rng.randrange(3)
        matter = matter if kept == 0 else before[0]
        where = where if kept == 1 else before[1]
        apart = timedelta(rng.choice((-1, 1)) * rng.randint(9, 60))
        day = before[2] + apart if kept == 2 else before[2]
    return matter, where, day


def _claim(rng, name: str, question, figure: int, home: tuple[str, str]) -> Claim:
    (measure, scope, unit, _, wordings), (town, land), day = question
    chance = rng.random()
    if chance < 0.12:
        figure = max(2, int(figure * rng.uniform(0.6, 1.6)))
    elif chance < 0.3 and figure > 100:
        figure = round(figure, 1 - len(str(figure)) + 1)
    hedge, bound = rng.choice(BOUNDS)
    said, body = f"{hedge}{figure:,}", rng.choice(BODIES)
    dated = rng.random() < 0.8
    where = land if town is None else rng.choice((town, f"{town}, {land}", f"{town} in {land}"))
    text = rng.choice(FRAMES).format(
        body=body, where=where, what=rng.choice(wordings).format(n=said),
        when=f"on {day:%A}" if dated else "lately",
    )  # fmt: skip
    text = _slip(rng, text[0].upper() + text[1:] + rng.choice(ASIDES) + ".")
    value, at = Decimal(figure), max(0, text.find(said))
    low, high = {
        "exact": (value, value),
        "about": (value * 9 / 10, value * 11 / 10),
        "at_least": (value, None),
    }[bound]
    event = day.isoformat() if dated else None
    return Claim(
        id=name, article_id=home[1], outlet=home[0],
        published=(day + timedelta(rng.choice((0, 0, 0, 1, 1, 2)))).isoformat(),
        text=text, start=0, end=len(text), agency=body, cue="said", quote="indirect",
        quantity=Quantity(said, at, at + len(said), value, low, high, bound, unit=unit),
        measure=measure, scope=scope if rng.random() > 0.08 else None, subject=land,
        places=(town, land) if town else (land,), as_of=event, event_date=event,
        entities=tuple(x for x in (town, land, body) if x), sources=(Source(agency=body),),
        confidence=1.0,
    )  # fmt: skip


def _slip(rng: random.Random, text: str) -> str:
    """`text`, now and then with two letters the wrong way round."""
    at = rng.randrange(1, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :] if rng.random() < 0.1 else text
