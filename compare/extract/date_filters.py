"""Which of the spans that look like a date are one, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Callable

from compare.extract import date_grammar as grammar

WORD = re.compile(r"[A-Za-z'’]+")
NOT_COUNTED_AFTER = re.compile(
    r"\s(?:per\s?cent|percent|million|billion|people|troops|soldiers|men|women|dead|metres|miles|km|"
    r"dollars|euros|pounds|[a-z]+(?:ers|ists|ies|ents|ants))\b|\s?%|-(?:strong|seat|member)"
)


def readable(name: str, text: str, match: re.Match[str]) -> bool:
    """Whether the match of the pattern `name` is a date, time, duration or set."""
    check = CHECKS.get(name)
    return check is None or check(text, match)


def word_before(text: str, start: int) -> str:
    """The word just before `start`, in lower case; empty where other signs stand between."""
    words = WORD.findall(text[max(0, start - 24) : start])
    gap = text[max(0, start - 3) : start].strip(" \n\t-")
    return words[-1].lower() if words and (not gap or gap[-1].isalpha()) else ""


def _may_be_month(text: str, match: re.Match[str]) -> bool:
    """Whether a lone month name is one: "May" may be a verb, "March" a walk, "April" a woman."""
    groups = match.groupdict()
    if any(groups.get(g) for g in ("year", "rel", "which", "mod")):
        return True
    name = groups["month"].rstrip(".").lower()
    if text[match.end() : match.end() + 1] in ("-", "'", "’") and name in grammar.context(
        "ambiguous_months"
    ):
        return False
    return name not in grammar.context("ambiguous_months") or word_before(
        text, match.start()
    ) in grammar.context("before_month")


def _may_be_year(text: str, match: re.Match[str]) -> bool:
    """Whether four digits are a year and not a count."""
    before = word_before(text, match.start())
    if match.groupdict().get("mod"):
        return True
    if text[match.end() : match.end() + 1] in ("-", "–") and text[match.end() + 1 :][:1].isalpha():
        return False
    if before != "the" and NOT_COUNTED_AFTER.match(text, match.end()):
        return False
    near = text[max(0, match.start() - 2) : match.start()].strip()
    return before in grammar.context("before_year") or near[-1:] in ("(", ",", "–")


def _may_be_season(_: str, match: re.Match[str]) -> bool:
    """A bare "fall" or "spring" is mostly none."""
    return any(match.groupdict().get(g) for g in ("which", "mod", "year", "rel"))


def _may_be_set(text: str, match: re.Match[str]) -> bool:
    """ "$40 a day" is a rate, "a day of talks" a duration."""
    if not match.group().lower().startswith(("a ", "an ")):
        return True
    head = text[max(0, match.start() - 40) : match.start()].rstrip()
    word = word_before(text, match.start())
    if len(word) > 3 and word.endswith("s") and word not in grammar.context("verbs_of_time"):
        return True
    recent = re.split(r"[.,;:!?\n]\s", head)[-1].split()[-3:]
    return any(w.strip("$£€(").replace(",", "")[:1].isdigit() for w in recent) and (
        not recent[-1:] or recent[-1].lower() not in {"for", "in", "than", "of", "within", "over"}
    )


def _may_be_quarter(_: str, match: re.Match[str]) -> bool:
    """A "first half" is often one of a match."""
    groups = match.groupdict()
    return bool(
        groups.get("year") or groups.get("rel") or groups.get("code") or groups["what"] == "quarter"
    )


def _may_be_span(text: str, match: re.Match[str]) -> bool:
    """ "60 Minutes" is a name; "a day" alone is no duration unless a word before makes it one."""
    groups = match.groupdict()
    if groups["unit"][0].isupper() and not match.group().isupper():
        return match.start() == match.start("unit") if groups["unit"] else False
    if (groups.get("count") or "").lower() not in ("a", "an"):
        return True
    after = WORD.match(text, match.end() + 1)
    return word_before(text, match.start()) in grammar.context("before_span") or bool(
        after and after.group().lower() in ("after", "before")
    )


def _may_be_weekday(text: str, match: re.Match[str]) -> bool:
    """ "Black Friday" names a day of the year."""
    return word_before(text, match.start()) not in grammar.context("named_weekdays")


CHECKS: dict[str, Callable[[str, re.Match[str]], bool]] = {
    "month": _may_be_month,
    "year": _may_be_year,
    "years": _may_be_year,
    "season": _may_be_season,
    "set": _may_be_set,
    "quarter": _may_be_quarter,
    "span": _may_be_span,
    "weekday": _may_be_weekday,
}
