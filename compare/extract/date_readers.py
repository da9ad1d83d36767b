"""What a date says: from the words of a span to its TIMEX3 type and value.

Relative dates are read from the day of publication as news writes them: a bare weekday is the
latest one up to and including that day, unless the words before it speak of what is to come.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from compare.extract import date_grammar as grammar
from compare.extract.date_filters import word_before
from compare.extract.date_tense import Reading, ahead_of, closest
from compare.extract.timex_values import SEASON_START, moved, nth_weekday, week_value


def _year(match: re.Match[str], anchor: date | None) -> int | None:
    """The year that the words give: outright, or as this, last or next year."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("rel") and anchor:
        return anchor.year + {"this": 0, "next": 1, "last": -1}[groups["rel"].lower()]
    return None


def _full(match: re.Match[str], reading: Reading) -> tuple[str, str] | None:
    month = grammar.codes("months")[match["month"].rstrip(".").lower()]
    day = int(match["day"])
    year = _year(match, reading.anchor)
    if year is not None:
        return "DATE", date(year, month, day).isoformat()
    date(2024, month, day)
    if reading.anchor is None:
        return "DATE", f"XXXX-{month:02d}-{day:02d}"
    candidates = []
    for y in (reading.anchor.year - 1, reading.anchor.year, reading.anchor.year + 1):
        try:
            candidates.append(date(y, month, day))
        except ValueError:
            continue
    weekday = match["weekday"] and grammar.codes("weekdays")[match["weekday"].rstrip(".").lower()]
    fitting = [c for c in candidates if c.isoweekday() == weekday] or candidates
    near = closest(fitting, reading.anchor, ahead_of(reading, match.start()))
    if abs((near - reading.anchor).days) > 270:
        near = closest(fitting, reading.anchor, None)
    return "DATE", near.isoformat()


def _iso(match: re.Match[str], _: Reading) -> tuple[str, str]:
    day = date(int(match["year"]), int(match["m"]), int(match["day"])).isoformat()
    clock = match.groupdict().get("clock")
    return ("TIME", f"{day}T{clock}") if clock else ("DATE", day)


def _slashed(match: re.Match[str], _: Reading) -> tuple[str, str]:
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 0 if year > 99 else 1900 if year > 68 else 2000
    month, day = (b, a) if a > 12 else (a, b)
    return "DATE", date(year, month, day).isoformat()


def _month(match: re.Match[str], reading: Reading) -> tuple[str, str]:
    groups, anchor = match.groupdict(), reading.anchor
    month = grammar.codes("months")[groups["month"].rstrip(".").lower()]
    year = _year(match, anchor)
    if year is None and anchor is None:
        return "DATE", f"XXXX-{month:02d}"
    if year is None:
        which = (groups.get("which") or "").lower()
        if which == "this":
            year = anchor.year
        elif which in ("next", "this coming"):
            year = anchor.year + (month <= anchor.month)
        elif which:
            year = anchor.year - (month >= anchor.month)
        elif word_before(reading.text, match.start()) == "since":
            year = anchor.year - (month > anchor.month)
        else:
            firsts = [date(anchor.year + y, month, 1) for y in (-1, 0, 1)]
            here = anchor.replace(day=1)
            ahead = ahead_of(reading, match.start())
            year = closest(firsts, here, ahead and month != anchor.month).year
    return "DATE", f"{year:04d}-{month:02d}"


def _quarter(match: re.Match[str], reading: Reading) -> tuple[str, str] | None:
    groups = match.groupdict()
    if groups.get("code"):
        code = groups["code"]
    else:
        code = groups["what"][0].upper().replace("F", "H")
        code += str(grammar.table()["ordinals"][groups["nth"].lower()])
    if code in ("H3", "H4"):
        return None
    year = _year(match, reading.anchor)
    if year is None and reading.anchor:
        length = 3 if code[0] == "Q" else 6
        begun = (int(code[1]) - 1) * length < reading.anchor.month
        year = reading.anchor.year - (not begun)
    return "DATE", f"{year:04d}-{code}" if year is not None else f"XXXX-{code}"


def _season(match: re.Match[str], reading: Reading) -> tuple[str, str]:
    groups, anchor = match.groupdict(), reading.anchor
    code = grammar.table()["seasons"][groups["season"].lower()]
    year = _year(match, anchor)
    if year is None and anchor:
        start = SEASON_START[code]
        which = (groups.get("which") or "").lower().split()[-1:]
        begun = start <= anchor.month
        # A winter carries the year in which it begins; in January it is last year's.
        if which in (["last"], ["past"], ["previous"]):
            year = anchor.year - (anchor.month < start + 3)
        elif which in (["next"], ["coming"]):
            year = anchor.year + begun
        else:
            year = anchor.year - (code == "WI" and anchor.month < 6)
    return "DATE", f"{year:04d}-{code}" if year is not None else f"XXXX-{code}"


def _decade(match: re.Match[str], _: Reading) -> tuple[str, str]:
    digits = match["decade"]
    return "DATE", (digits[:3] if len(digits) == 4 else f"19{digits[0]}") + "X"


def _century(match: re.Match[str], _: Reading) -> tuple[str, str]:
    return "DATE", f"{int(match['nth']) - 1}XX"


def _plain_year(match: re.Match[str], _: Reading) -> tuple[str, str]:
    return "DATE", f"{int(match['year']):04d}"


def _part(match: re.Match[str], day: str) -> tuple[str, str]:
    part = match.groupdict().get("part")
    code = part and grammar.table()["parts_of_day"][part.lower()]
    return ("TIME", f"{day}T{code}") if code else ("DATE", day)


def _weekday(match: re.Match[str], reading: Reading) -> tuple[str, str]:
    number = grammar.codes("weekdays")[match["weekday"].lower()]
    anchor, which = reading.anchor, (match["which"] or "").lower().split()[-1:]
    if anchor is None:
        return _part(match, f"XXXX-WXX-{number}")
    back = (anchor.isoweekday() - number) % 7
    owner = "'" in match.group() or "’" in match.group()
    if which in (["last"], ["past"], ["previous"]):
        day = anchor - timedelta(days=back or 7)
    elif which in (["next"], ["coming"], ["following"]):
        day = anchor + timedelta(days=7 - back)
    elif which == ["this"]:
        ahead = ahead_of(reading, match.start()) is not False
        day = anchor + timedelta(days=(7 - back) % 7 if ahead else -back)
    elif back and not owner and ahead_of(reading, match.start()):
        day = anchor + timedelta(days=7 - back)
    else:
        day = anchor - timedelta(days=back)
    return _part(match, day.isoformat())


def _weekdays(match: re.Match[str], _: Reading) -> tuple[str, str]:
    name = match["weekday"] or match["plural"][:-1]
    return "SET", f"XXXX-WXX-{grammar.codes('weekdays')[name.lower()]}"


def _today(match: re.Match[str], reading: Reading) -> tuple[str, str]:
    groups = match.groupdict()
    word = (groups.get("word") or "").lower()
    hop = groups.get("hop")
    days = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    days = days or (-1 if word.startswith("last") else 0)
    if hop:
        days = -2 if hop.lower().startswith("before") else 2
    if word == "that" and reading.last:
        return _part(match, reading.last.isoformat())
    day = (reading.anchor + timedelta(days=days)).isoformat() if reading.anchor else "XXXX-XX-XX"
    if word == "tonight" or word.startswith("last"):
        return "TIME", f"{day}TNI"
    return _part(match, day)


def _unit(match: re.Match[str]) -> str:
    """The TIMEX3 designator of the unit named."""
    word, units = match["unit"].lower(), grammar.table()["units"]
    return units.get(word) or units.get(word[:-1]) or units[word[:-3] + "y"]


def _count(match: re.Match[str]) -> str:
    """How many units: digits, or X where that is open."""
    words = " ".join((match.groupdict().get("count") or "X").lower().split())
    if words == "X" or words[0].isdigit():
        return words
    numbers = grammar.table()["numbers"]
    if words in numbers:
        return numbers[words]
    tens, _, ones = words.replace("-", " ").partition(" ")
    return str(int(numbers[tens]) + int(numbers[ones])) if ones in numbers else "X"


def _ago(match: re.Match[str], reading: Reading) -> tuple[str, str]:
    count, unit, when = _count(match), _unit(match), match["when"].lower()
    past = when.split()[0] in ("ago", "earlier", "before")
    start = reading.anchor
    if when in ("earlier", "later"):
        start = reading.last or reading.anchor
    if start is None or not count.replace(".", "").isdigit() or "." in count:
        return "DATE", "PAST_REF" if past else "FUTURE_REF"
    if unit.startswith("T"):
        return "DATE", start.isoformat()
    scale = int(unit[:-1] or 1)
    return "DATE", moved(start, (-1 if past else 1) * int(count) * scale, unit[-1])


def _relative(match: re.Match[str], reading: Reading) -> tuple[str, str] | None:
    which, unit = match["which"].lower(), _unit(match)
    anchor = reading.anchor
    last = which.split()[-1]
    if unit.startswith("T") or (unit == "D" and last == "the"):
        return None
    if unit in ("10Y", "100Y") or which in ("the past",):
        return "DURATION", f"P{unit if unit[0].isdigit() else '1' + unit}"
    step = {"last": -1, "past": -1, "previous": -1, "preceding": -1}.get(last, 0)
    step = 1 if last in ("next", "coming", "following") else step
    if unit == "D":
        if last in ("same", "that") or last in ("following", "next", "previous", "preceding"):
            base = reading.last or anchor
            return ("DATE", moved(base, step, "D")) if base else ("DATE", "XXXX-XX-XX")
        return None
    if anchor is None:
        return "DATE", {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "3M": "XXXX-QX"}.get(
            unit, "X"
        )
    if last in ("that", "same", "following", "previous", "preceding") and reading.last:
        anchor = reading.last
    if unit == "3M":
        quarter = anchor.year * 4 + (anchor.month - 1) // 3 + step
        return "DATE", f"{quarter // 4:04d}-Q{quarter % 4 + 1}"
    return "DATE", moved(anchor, step * int(unit[:-1] or 1), unit[-1])


def _weekend(match: re.Match[str], reading: Reading) -> tuple[str, str]:
    anchor = reading.anchor
    if anchor is None:
        return "DATE", "XXXX-WXX-WE"
    which = (match["which"] or "").lower().split()[-1:]
    resting = anchor.isoweekday() >= 6
    weeks = 0
    if which in (["last"], ["past"], ["previous"]):
        weeks = -1
    elif which in (["next"], ["coming"]):
        weeks = 1 if resting else 0
    elif which != ["this"] and not resting and not ahead_of(reading, match.start()):
        weeks = -1
    return "DATE", week_value(anchor + timedelta(weeks=weeks)) + "-WE"


def _holiday(match: re.Match[str], reading: Reading) -> tuple[str, str]:
    name = " ".join(match["holiday"].replace("’", "'").split())
    rule, anchor = grammar.table()["holidays"][name], reading.anchor
    if anchor is None:
        return "DATE", f"XXXX-{rule}" if ":" not in rule else f"XXXX-{rule[:2]}"
    found = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        if ":" in rule:
            month, nth, weekday = map(int, rule.split(":"))
            found.append(nth_weekday(year, month, nth, weekday))
        else:
            found.append(date(year, int(rule[:2]), int(rule[3:])))
    which = (match["which"] or "").lower()
    if which == "last":
        return "DATE", max(d for d in found if d < anchor).isoformat()
    ahead = True if which == "next" else ahead_of(reading, match.start())
    near = closest(found, anchor, ahead)
    return "DATE", (
        near if abs((near - anchor).days) < 200 else closest(found, anchor, None)
    ).isoformat()


def _span(match: re.Match[str], _: Reading) -> tuple[str, str]:
    unit = _unit(match)
    groups = match.groupdict()
    if groups.get("half"):
        return "DURATION", {"TH": "PT30M", "D": "PT12H", "Y": "P6M", "10Y": "P5Y"}.get(unit, "P50Y")
    count = "1" if match.group().lower().endswith("long") else _count(match)
    if (
        "count" not in groups
        and unit in ("10Y", "100Y")
        and not match["unit"].lower().endswith("s")
    ):
        count = "1"
    return "DURATION", _duration(count, unit)


def _duration(count: str, unit: str) -> str:
    clock, letter, scale = "T" if unit[0] == "T" else "", unit[-1], unit[:-1].strip("T")
    if scale:
        count = str(int(float(count) * int(scale))) if count[0].isdigit() else count
    return f"P{clock}{count}{letter}"


def _set(match: re.Match[str], _: Reading) -> tuple[str, str]:
    groups = match.groupdict()
    if groups.get("word"):
        return "SET", grammar.table()["sets"][groups["word"].lower()]
    count = _count(match) if groups.get("count") else "2" if groups.get("other") else "1"
    return "SET", _duration(count, _unit(match))


def _clock(match: re.Match[str], reading: Reading) -> tuple[str, str] | None:
    groups = match.groupdict()
    if groups.get("named"):
        clock = "24:00" if groups["named"].lower() == "midnight" else "12:00"
    else:
        hour = int(groups["hour"])
        if groups.get("half"):
            if hour > 12:
                return None
            hour = hour % 12 + (12 if groups["half"].lower() == "p" else 0)
        clock = f"{hour:02d}:{groups.get('minute') or '00'}"
    day = reading.anchor.isoformat() if reading.anchor else "XXXX-XX-XX"
    return "TIME", f"{day}T{clock}"


def _reference(match: re.Match[str], _: Reading) -> tuple[str, str]:
    return "DATE", grammar.table()["references"][" ".join(match["word"].lower().split())]


READERS: dict[str, Callable[[re.Match[str], Reading], tuple[str, str] | None]] = {
    "iso": _iso,
    "dotted": _iso,
    "slashed": _slashed,
    "nine_eleven": lambda _match, _reading: ("DATE", "2001-09-11"),
    "full": _full,
    "month": _month,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "year": _plain_year,
    "years": _plain_year,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "today": _today,
    "ago": _ago,
    "relative": _relative,
    "weekend": _weekend,
    "holiday": _holiday,
    "span": _span,
    "set": _set,
    "clock": _clock,
    "reference": _reference,
}
