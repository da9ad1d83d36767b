"""Dates and times in a text, as TIMEX3 (TimeML 1.2.1) types and values.

A grammar finds candidate spans (`date_grammar`); their surroundings settle which of them are dates
(`date_filters`) and what these mean (`date_readers`).
"""

from __future__ import annotations

import re
from datetime import date, datetime

from compare.extract import date_grammar as grammar
from compare.extract.date_filters import readable
from compare.extract.date_readers import READERS
from compare.extract.date_tense import Reading
from compare.extract.timex_values import interval
from compare.model import DateMention

__all__ = ["dates", "interval"]

# A dateline's own day anchors its text; further from publication than this it is no dateline.
DATELINE = re.compile(r"\s*[A-Z][A-Za-z .,'’()-]{2,60}?[,(]\s?$")
DATELINE_END = re.compile(r"\s?(?:\([^()\n]{2,40}\)\s?)?[-–—(:]")
DATELINE_DAYS = 4
OPEN_DAY = re.compile(r"XXXX-(?:\d\d-\d\d|WXX-[1-7])")


def dates(text: str, published: str | None = None) -> list[DateMention]:
    """Every date, time, duration and set in `text`, in order, none overlapping.

    `published` (ISO 8601) is the day from which relative ones are read; without it they keep what
    they say by themselves (`XXXX-WXX-3` for "on Wednesday"). Never raises.
    """
    reading = Reading(text, _day(published))
    found: list[DateMention] = []
    for name, match in _spans(text):
        try:
            answer = READERS[name](match, reading)
        except (ValueError, OverflowError):
            continue
        if answer is None:
            continue
        kind, value = answer
        raw = match.group()
        end = match.start() + len(raw.rstrip())
        if found and not found[-1].end <= match.start():
            continue
        found.append(DateMention(text[match.start() : end], match.start(), end, kind, value))
        if kind in ("DATE", "TIME") and (days := interval(value)) and days[0] == days[1]:
            day = date.fromisoformat(days[0])
            if name == "full" and reading.anchor and _is_dateline(text, match, day, reading.anchor):
                reading.anchor = day
            reading.last = day
    return _with_days(text, found)


def _spans(text: str) -> list[tuple[str, re.Match[str]]]:
    """Candidate spans: leftmost first, of those the longest, of those the pattern named first."""
    candidates = [
        (match.start(), -match.end(), rank, name, match)
        for rank, (name, pattern) in enumerate(grammar.patterns())
        for match in pattern.finditer(text)
        if readable(name, text, match)
    ]
    chosen, end = [], 0
    for start, minus_end, _, name, match in sorted(candidates, key=lambda c: c[:3]):
        if start >= end and -minus_end > start:
            chosen.append((name, match))
            end = -minus_end
    return chosen


def _day(published: str | None) -> date | None:
    try:
        return datetime.fromisoformat((published or "")[:10]).date()
    except ValueError:
        return None


def _is_dateline(text: str, match: re.Match[str], day: date, anchor: date) -> bool:
    return (
        match.start() < 90
        and abs((day - anchor).days) <= DATELINE_DAYS
        and DATELINE.fullmatch(text[: match.start()].rsplit("\n", 1)[-1]) is not None
        and DATELINE_END.match(text, match.end()) is not None
    )


def _with_days(text: str, found: list[DateMention]) -> list[DateMention]:
    """Clock times with the day named beside them: just after, or earlier in the sentence."""
    settled = list(found)
    for i, mention in enumerate(found):
        if not re.search(r"T\d\d:\d\d$", mention.value) or mention.text[:4].isdigit():
            continue
        # "10 a.m. (0735 GMT) Friday": a day after the clock stands close, with no comma between.
        for other, reach in ((i + 1, 25), (i + 2, 30), (i - 1, 60), (i - 2, 60)):
            if not 0 <= other < len(found) or found[other].type not in ("DATE", "TIME"):
                continue
            near = found[other]
            low, high = sorted((mention, near), key=lambda m: m.start)
            between = text[low.end : high.start]
            if re.search(r"T\d\d:\d\d$", near.value) and near.text[0].isdigit():
                continue
            day = near.value.split("T")[0]
            one = interval(day)
            open_ = OPEN_DAY.fullmatch(day)
            if (
                len(between) <= reach
                and not re.search(r"[!?\n]|\.\s+[A-Z]", between)
                and ((one and one[0] == one[1]) or open_)
            ):
                value = day + mention.value[mention.value.rindex("T") :]
                settled[i] = DateMention(mention.text, mention.start, mention.end, "TIME", value)
                break
    return settled
