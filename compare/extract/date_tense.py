"""Which way a date looks from the day of publication, and how far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from compare.extract import date_grammar as grammar
from compare.extract.date_filters import WORD

# How far back in its sentence a date is read for tense.
CONTEXT = 90
# A stop after one or two letters ("p.m.", "Mr.") ends no sentence.
SENTENCE_BREAK = re.compile(r"(?<=[\w'\"”’)]{3})[.!?]['\"”’]{0,3}\s+(?=[A-Z\"“])|\n")
EARLIEST = re.compile(r"\b(?:as (?:early|soon|late) as|no (?:later|sooner) than|until) ?$")
# The days ahead count this much against those gone by, where nothing tells which are meant.
AHEAD = 3


@dataclass
class Reading:
    """What the dates read so far give to the next one."""

    text: str
    anchor: date | None
    last: date | None = None


def ahead_of(reading: Reading, start: int) -> bool | None:
    """Whether the words before speak of what is to come (True) or has been (False), if either."""
    context = reading.text[max(0, start - CONTEXT) : start]
    context = SENTENCE_BREAK.split(context)[-1]
    if EARLIEST.search(context):
        return True
    future, past = grammar.tense("future"), grammar.tense("past")
    for word in reversed(WORD.findall(context.replace("’", "'").lower())):
        if word in future:
            return True
        if word in past or (word.endswith("ed") and len(word) > 4):
            return False
    return None


def closest(candidates: list[date], anchor: date, ahead: bool | None) -> date:
    """The candidate ahead of `anchor` where told so, else the nearer, the past preferred."""

    def far(day: date) -> float:
        days = (day - anchor).days
        if ahead is True:
            return days if days > 0 else 400 - days
        return days * AHEAD if days > 0 else -days

    return min(candidates, key=far)
