"""How dates, figures, verdicts and voices are written wherever a person reads them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from compare.model import Claim, Question, Verdict

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
REASON_WORDS = {
    "figure": "figures",
    "open_bound": "open bound",
    "hedge": "hedged figure",
    "range": "range",
    "scope": "other scope",
    "place": "other place",
    "period": "other period",
    "date": "other date",
    "unit": "other unit",
    "polarity": "denied",
    "unconfirmed": "not confirmed",
    "revision": "new figure",
    "part_of": "part of a whole",
    "wording": "other words",
    "echo": "echo",
    "drift": "drift",
}
STANCE_WORDS = {
    "affirms": "says so",
    "denies": "denies it",
    "doubts": "doubts it",
    "no_comment": "would not comment",
    "not_aware": "is not aware of it",
    "conditional": "only if",
    "question": "asks",
    "forecast": "expects it",
}
# Before a figure that is named without being vouched for.
STANCE_LEADS = {
    "denies": "denies",
    "doubts": "doubts",
    "no_comment": "no comment on",
    "not_aware": "not aware of",
    "conditional": "if",
    "question": "asks about",
    "forecast": "expects",
}
VERDICT_HELP = {
    "conflict": "both cannot be true",
    "differ": "the figures stand apart, yet both can be true",
    "agree": "another independent source says the same",
    "revised": "the same source has since moved on to another figure",
    "only source": "no other independent source speaks",
}
UNIT_SIGNS = {"percent": "%", "USD": "US$", "EUR": "€", "GBP": "£"}


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `2 claims`, `1,200 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def to_date(iso: str | None) -> date | None:
    """The first day of an ISO date, date-time or interval; None where there is none to read."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def day(iso: str | None, missing: str = "no date") -> str:
    """`23 Oct 2024`; an interval as `1 Oct 2024 – 31 Oct 2024`."""
    first, _, last = (iso or "").partition("/")
    if (start := to_date(first)) is None:
        return missing
    words = f"{start.day} {MONTHS[start.month - 1]} {start.year}"
    end = to_date(last)
    return f"{words} – {day(last)}" if end and end != start else words


def figure(value: Decimal | float | None, unit: str | None = None) -> str:
    """`12,000`, `8.2 million`, `12.5%`, `US$3,000`, `620 kilometre`: as said."""
    if value is None:
        return "–"
    text = _large(Decimal(str(value)).normalize())
    sign = UNIT_SIGNS.get(unit or "", "")
    if sign == "%":
        return f"{text}%"
    return f"{sign}{text}" if sign or not unit else f"{text} {unit}"


def _large(exact: Decimal) -> str:
    """Thousands separators; from a million on in words where four digits say all of it."""
    for size, word in ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"),
                       (Decimal(10**6), "million")):  # fmt: skip
        if abs(exact) >= size:
            scaled = (exact / size).normalize()
            if len(scaled.as_tuple().digits) <= 4:
                return f"{scaled:,f} {word}"
            break
    return f"{exact:,f}"


def short(value: float) -> str:
    """A figure for an axis: `500`, `20k`, `1.5M`, `3bn`."""
    for size, sign in ((1e12, "tn"), (1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{sign}"
    return f"{value:.3g}"


def times(factor: Decimal | None) -> str:
    """`×3.3`; nothing where all figures are the same or there are none."""
    if factor is None or not math.isfinite(factor) or factor < Decimal("1.05"):
        return ""
    return f"×{factor:,.0f}" if factor >= 10 else f"×{factor:.1f}".removesuffix(".0")


def finding(question: Question, verdicts: Mapping[str, Verdict]) -> str:
    """A question's outcome in a few words: `2 conflicts · ×3.3`.

    Counts the claims that carry the verdict, as every legend does; `verdicts` are by claim id.
    """
    count = sum(verdicts[c].verdict == question.verdict for c in question.claim_ids)
    lead = {
        "conflict": plural(count, "conflict"),
        "differ": plural(count, "difference"),
        "agree": "agree",
        "only source": "only one source",
    }.get(question.verdict, question.verdict)
    ratio = times(question.factor)
    return f"{lead} · {ratio}" if ratio else lead


def span(question: Question) -> str:
    """`3,000 – 12,000`, one figure where lowest and highest are the same."""
    low, high = question.low, question.high
    if low is None and high is None:
        return "no figure"
    if low is None or high is None or low == high:
        return figure(low if high is None else high, question.unit)
    return f"{figure(low, question.unit)} – {figure(high, question.unit)}"


def verdict_words(verdict: Verdict) -> str:
    """`Differ: open bound`, `Conflict: figures`, `Agree`."""
    word = verdict.verdict.capitalize()
    reason = REASON_WORDS.get(verdict.reason or "")
    return f"{word}: {reason}" if reason and verdict.verdict in ("conflict", "differ") else word


def said(claim: Claim) -> str:
    """The figure in its own words, or what is said instead of one."""
    if claim.quantity:
        words = " ".join(claim.quantity.text.split())
        return f"{STANCE_LEADS[claim.stance]} {words}" if claim.stance in STANCE_LEADS else words
    return STANCE_WORDS.get(claim.stance, claim.stance)


def voice(claim: Claim) -> str:
    """Who speaks: the body, else the person, else the role, else the outlet itself."""
    return claim.agency or claim.speaker or claim.role or "own words"


def source_name(claim: Claim) -> str:
    """The source as one name across outlets: an unnamed one is only known within its outlet."""
    named = claim.agency or claim.speaker
    return named or f"{claim.outlet or 'unknown outlet'}, {claim.role or 'own words'}"
