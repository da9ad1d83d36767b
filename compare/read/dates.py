"""Publication dates as inputs spell them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_FORMATS = (
    "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y.%m.%d",
    "%A %d %B %Y", "%A %B %d %Y", "%a %d %b %Y", "%a %b %d %Y",
    "%d %B %Y %H:%M", "%B %d %Y %H:%M", "%B %d %Y %I:%M %p", "%d %b %Y %H:%M", "%b %d %Y %H:%M",
    "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S", "%a %b %d %H:%M:%S %Y",
)  # fmt: skip
_IN_NAME = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)([-_. ]?)([01]\d)\2([0-3]\d)(?!\d)")


def _spelt(when: datetime) -> str:
    if when.tzinfo is None and (when.hour, when.minute, when.second) == (0, 0, 0):
        return when.date().isoformat()
    return when.replace(microsecond=0).isoformat()


def iso(words: str) -> str | None:
    """`2024-10-23` or `2024-10-23T14:05:00+02:00` for a date in one of the usual spellings.

    None for anything else, and for what can be read two ways (03/04/2024).
    """
    words = " ".join(words.split())
    if not 6 <= len(words) <= 64:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    try:
        return _spelt(datetime.fromisoformat(words))
    except ValueError:
        pass
    try:
        return _spelt(parsedate_to_datetime(words))
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    plain = words.replace(",", " ").replace("Sept.", "Sep").replace("Sept ", "Sep ")
    plain = " ".join(re.sub(r"(?<=[A-Za-z])\.", "", plain).split())
    for form in _FORMATS:
        try:
            return _spelt(datetime.strptime(plain, form))
        except ValueError:
            continue
    return None


def in_name(name: str) -> str | None:
    """The first day in a file's name: `wire_2024-10-23.txt`, `20241023 wire.md`."""
    for match in _IN_NAME.finditer(name):
        try:
            return date(int(match[1]), int(match[3]), int(match[4])).isoformat()
        except ValueError:
            continue
    return None
