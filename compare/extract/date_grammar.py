"""The shapes that dates, times, durations and sets take in English news text.

Every pattern is a bounded sequence of words out of `lexicon/dates.toml`: no pattern has a gap of
open length, so a text is read in linear time.
"""

# ruff: noqa: E501  (a pattern reads better on one line than cut up)

from __future__ import annotations

import re
from functools import cache
from typing import Any

from compare import lexicon


def table() -> dict[str, Any]:
    """The words of dates."""
    return lexicon.load("dates")


@cache
def context(name: str) -> frozenset[str]:
    """A list of words that settle what stands beside them."""
    return frozenset(table()["context"][name].split())


@cache
def tense(name: str) -> frozenset[str]:
    """The cues of `future` or `past`."""
    return frozenset(table()["tense"][name].split())


@cache
def codes(name: str) -> dict[str, int]:
    """`months` or `weekdays`: number of each spelling, in lower case and without a full stop."""
    return {s.rstrip(".").lower(): int(n) for n, all_ in table()[name].items() for s in all_}


def _either(words: Any) -> str:
    """An alternation, the longest first; spaces stand for any blanks, an end stop is optional."""
    parts = sorted(words, key=lambda w: (-len(w), w))
    return (
        "(?:"
        + "|".join(
            re.escape(w.rstrip(".")).replace(r"\ ", r"\s{1,3}").replace("'", "['’]")
            + (r"\b\.?" if w.endswith(".") else r"\b")
            for w in parts
        )
        + ")"
    )


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each shape's name and pattern, in order of preference where two begin and end alike."""
    t = table()
    full_months = [s for all_ in t["months"].values() for s in all_ if not s.endswith(".")]
    months = [s for all_ in t["months"].values() for s in all_]
    weekdays = [all_[0] for all_ in t["weekdays"].values()]
    any_weekday = [s for all_ in t["weekdays"].values() for s in all_]
    units = _either([*t["units"], *(_plural(u) for u in t["units"])])
    plural = _either([_plural(u) for u in t["units"]])
    tens = _either([w for w in t["numbers"] if w.endswith("ty")])
    count = (
        rf"(?:\d{{1,3}}(?:\.\d)?|{tens}[- ](?:one|two|three|four|five|six|seven|eight|nine)\b"
        rf"|(?i:{_either(t['numbers'])}))"
    )
    fixed = (
        rf"(?:\d{{1,3}}(?:\.\d)?|{tens}[- ](?:one|two|three|four|five|six|seven|eight|nine)\b"
        rf"|(?i:{_either([w for w, v in t['numbers'].items() if v != 'X' and w not in 'an'])}))"
    )
    mon = "(?P<month>" + _cased(months) + ")"
    day = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?(?![\d/%]|[.,:]\d)"
    year = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
    front = rf"(?:(?P<weekday>{_cased(any_weekday)}),?\s{{1,3}}(?:the\s)?)?"
    modifier = (
        r"(?:(?P<mod>(?:(?:the\s)?(?:very\s)?(?:early|late|mid(?:dle)?|beginning|start|end|"
        r"first\shalf|second\shalf)(?:\spart)?)(?:\s(?:of|in)(?:\sthe)?)?)[-\s])?"
    )
    which = (
        r"(?P<which>(?:(?:the|this|that)\s)?(?:last|past|next|coming|previous|preceding|following)"
        r"|this\spast|this\scoming|this|that|the\ssame|that\ssame|current|the\scurrent)"
    )
    part = _either(t["parts_of_day"])
    seasons = _either(t["seasons"])
    when = r"(?P<when>ago|earlier|before\snow|later|from\snow|hence)\b"
    rows: list[tuple[str, str, int]] = [
        ("iso", r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<day>\d\d)(?:T(?P<clock>\d\d:\d\d)[\d:.Z+-]{0,16})?", 0),
        ("slashed", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)(?!\d|/)", 0),
        ("dotted", r"(?P<day>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>\d{4})(?!\d)", 0),
        ("nine_eleven", r"9/11(?![\d/])", 0),
        ("full", rf"{front}{mon}\s{{1,3}}{day}(?:(?:,|\sof)?\s{{1,3}}{year})?", 0),
        (
            "full",
            rf"{front}{day}(?:\s{{1,3}}|\sday\sof\s|-)(?:of\s{{1,3}})?{mon}(?:,?(?:\sof)?[\s-]{{1,3}}{year})?",
            0,
        ),
        ("month", rf"(?i:{modifier}){mon}(?:,?\s{{1,3}}(?:of\s)?{year}|\s(?P<rel>this|next|last)\syear\b)", 0),
        ("month", rf"(?P<which>(?i:this|last|next|this\spast|this\scoming))\s{mon}", 0),
        (
            "month",
            rf"(?P<mod>(?i:(?:the\s)?(?:early|late|mid|middle|beginning|start|end)(?:\s(?:of|in))?))[-\s]{mon}",
            0,
        ),
        ("month", rf"(?P<month>{_cased(full_months)})", 0),
        ("month", rf"(?P<month>{_cased(m[:-1] for m in months if m.endswith('.'))})\.", 0),
        (
            "quarter",
            rf"(?:the\s)?(?P<nth>{_either(t['ordinals'])})[\s-](?P<what>quarter|half)(?:(?:\sof)?(?:\sthe)?\s(?:{year}|(?P<rel>this|next|last)\syear\b|year\b))?",
            re.I,
        ),
        ("quarter", rf"(?P<code>[QH][1-4])(?:\s{{1,2}}(?:of\s)?{year})?", 0),
        (
            "season",
            rf"(?:(?:{which}\s)?{modifier}(?P<season>{seasons})(?:\s(?:of\s)?{year}|\s(?:of\s)?(?P<rel>this|next|last)\syear\b)?)",
            re.I,
        ),
        ("decade", rf"(?:the\s)?{modifier}(?P<decade>1[5-9]\d0|20\d0)['’]?s\b", re.I),
        ("decade", rf"(?:the\s)?{modifier}['’](?P<decade>[2-9]0)s\b", re.I),
        ("century", r"(?:the\s)?(?P<nth>1[3-9]|2[01])(?:th|st)[\s-]century\b", re.I),
        ("year", rf"{modifier}{year}", re.I),
        ("years", r"(?P<year>1[89]\d\d|20\d\d)[-–/]\d\d(?!\d)", 0),
        (
            "weekday",
            rf"(?:(?i:{which})\s)?(?P<weekday>{_cased(weekdays)})(?:['’]s)?(?:\s(?P<part>{part}))?(?!\s(?:Times|Mail|Telegraph|Night\sLive|Mirror|Express|Herald|Sun\b))",
            0,
        ),
        ("weekdays", rf"(?:(?i:every|each)\s(?:other\s)?(?P<weekday>{_cased(weekdays)})|(?P<plural>{_cased([w + 's' for w in weekdays])}))", 0),
        ("today", rf"(?:the\sday\s(?P<hop>before\syesterday|after\stomorrow)|(?P<word>yesterday|today|tomorrow|tonight|last\snight))\b(?:\s(?P<part>{part}))?", re.I),
        ("today", rf"(?P<word>this|that)\s(?P<part>{part})", re.I),
        ("ago", rf"(?:(?:about|around|nearly|almost|more\sthan|less\sthan|over|just|some|at\sleast)\s)?(?P<count>{count})[\s-](?P<unit>{units})\s{when}", re.I),
        ("ago", rf"(?P<unit>{plural})\s{when}", re.I),
        ("relative", rf"(?:(?:earlier|later)\s)?{which}\s(?P<unit>{_either(t['units'])})", re.I),
        ("relative", r"(?P<which>(?:the\s)?(?:beginning|start|end|middle)\sof\sthe)\s(?P<unit>week|month|year)\b", re.I),
        ("weekend", rf"(?:{which}|the|over\sthe)\sweekend\b", re.I),
        ("holiday", rf"(?:(?P<which>(?i:this|last|next))\s)?(?P<holiday>{_either(t['holidays'])})", 0),
        ("set", rf"(?P<word>{_either(t['sets'])})", re.I),
        ("set", rf"(?:every|each|per)\s(?:(?P<count>{count})\s)?(?P<other>other\s)?(?P<unit>{units})", re.I),
        ("set", rf"(?:once|twice|thrice|(?:{count})\stimes)\s(?:an?|per|every)\s(?P<unit>{units})", re.I),
        ("set", r"an?\s(?P<unit>hour|day|night|week|month|quarter|year)\b", re.I),
        ("span", rf"(?:(?:the\s)?(?:last|past|next|coming|previous|first)\s)(?P<count>{count})[\s-](?P<unit>{units})", re.I),
        ("span", rf"(?:the\s)?(?:recent|past|coming|last)\s(?P<unit>{plural})", re.I),
        ("span", r"the\s(?:past|last)\s(?P<unit>decade|century)\b", re.I),
        ("span", r"(?P<half>half\san?\s|half-)(?P<unit>hour|day|year|century|decade)\b", re.I),
        ("span", rf"(?:(?:at\sleast|more\sthan|less\sthan|up\sto|about|around|nearly|almost|over)\s)?(?P<count>{fixed})[\s-](?P<unit>{units})(?![\s-](?:old|olds)\b)", re.I),
        ("span", rf"(?:a\sfew|few|several|many|some|recent|coming|a\scouple\sof|dozens\sof|a\sdozen)\s(?P<unit>{plural})", re.I),
        ("span", rf"(?<=\b(?:for|ver)\s)(?P<unit>{plural})", re.I),
        ("span", rf"(?P<count>an?)\s(?P<unit>{_either(u for u in t['units'] if u not in ('second', 'quarter'))})", re.I),
        ("span", r"(?P<unit>day|week|month|year|hour)-?long\b", re.I),
        (
            "clock",
            r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?(?P<zone>\s\(?(?:E[DS]?T|C[DS]?T|P[DS]?T|GMT|UTC|BST|CET|local\stime)\b)?",
            re.I,
        ),
        ("clock", r"(?P<hour>[01]?\d|2[0-3])[:.h]?(?P<minute>[0-5]\d)(?P<zone>\s(?:GMT|UTC|BST|CET|CEST|EST|EDT|hours\b|local\stime\b))", 0),
        ("clock", r"(?<=\b(?:at|by)\s)(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])", 0),
        ("clock", r"(?P<named>noon|midday|midnight)\b", re.I),
        ("reference", rf"(?P<word>{_either(t['references'])})", re.I),
    ]  # fmt: skip
    return tuple((name, re.compile(r"(?<![\w/$£€-])" + body, flags)) for name, body, flags in rows)


def _plural(unit: str) -> str:
    return unit[:-1] + "ies" if unit.endswith("y") and unit != "day" else unit + "s"


def _cased(words: Any) -> str:
    """Proper names: as written, or in capitals throughout."""
    words = list(words)
    return _either([*words, *(w.upper() for w in words)])
