"""TIMEX3 values and the days they cover (TimeML 1.2.1, Pustejovsky et al. 2005; ISO 8601 weeks)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# Meteorological seasons of the north; winter runs into the next year.
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?")
YEAR = re.compile(r"(\d{4})(?:-XX){0,2}")
DECADES = re.compile(r"(\d{2,3})(X{1,2}|)")
WEEK = re.compile(r"(\d{4})-W(\d{1,2})(?:-(WE|[1-7]))?")
SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
PART = re.compile(r"(\d{4})-([QH])([1-4])")


def interval(value: str) -> tuple[str, str] | None:
    """The first and the last ISO day of a TIMEX3 `value`; None where it names no days.

    None for durations, sets, references (`PRESENT_REF`), values that leave the year open, and text
    that is no value at all.
    """
    plain = value.split("T", 1)[0] if value[:1].isdigit() else ""
    try:
        days = _days(plain)
    except (ValueError, OverflowError):
        return None
    return days and (days[0].isoformat(), days[1].isoformat())


def _days(value: str) -> tuple[date, date] | None:
    if found := DAY.fullmatch(value):
        day = date(*map(int, found.groups()))
        return day, day
    if found := MONTH.fullmatch(value):
        return _months(int(found[1]), int(found[2]), 1)
    if found := YEAR.fullmatch(value):
        return _months(int(found[1]), 1, 12)
    if (found := DECADES.fullmatch(value)) and len(found[1]) + len(found[2]) in (3, 4):
        span = 10 ** (4 - len(found[1]))
        first = int(found[1]) * span
        return date(max(first, 1), 1, 1), date(first + span - 1, 12, 31)
    if found := WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]), found[3])
    if found := SEASON.fullmatch(value):
        return _months(int(found[1]), SEASON_START[found[2]], 3)
    if found := PART.fullmatch(value):
        length = 3 if found[2] == "Q" else 6
        first = (int(found[3]) - 1) * length + 1
        return _months(int(found[1]), first, length) if first <= 12 else None
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 2
    end_year, end_month = year + last // 12, last % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def _week(year: int, week: int, part: str | None) -> tuple[date, date]:
    if part == "WE":
        return date.fromisocalendar(year, week, 6), date.fromisocalendar(year, week, 7)
    if part:
        day = date.fromisocalendar(year, week, int(part))
        return day, day
    return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)


def week_value(day: date) -> str:
    """The ISO week of `day`, as `2024-W43`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def moved(day: date, count: int, unit: str) -> str:
    """The value `count` units away from `day`, as exact as the unit: a day, week, month or year.

    `unit` is D, W, M or Y. Raises OverflowError outside the years 1 to 9999.
    """
    if unit == "D":
        return (day + timedelta(days=count)).isoformat()
    if unit == "W":
        return week_value(day + timedelta(weeks=count))
    months = day.year * 12 + day.month - 1 + (count if unit == "M" else 12 * count)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("outside the calendar")
    return f"{year:04d}-{month + 1:02d}" if unit == "M" else f"{year:04d}"


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The `nth` (from 1; -1 the last) `weekday` (Monday 1) of a month."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
