"""The comparison as Markdown that reads as it was written: nothing from outside formats it."""

from __future__ import annotations

import re

from compare.model import Claim, Comparison, Question
from compare.report.content import claims_of, is_digest, kind_note
from compare.text import clean_text

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|www|mailto)(?=[:.])")


def escaped(text: str) -> str:
    """One line of text in which no mark formats, links or loads anything.

    Every ASCII punctuation mark is escaped (CommonMark 0.31, 2.4) and addresses are broken by a
    word joiner (U+2060), so that no viewer makes links of them.
    """
    line = " ".join(clean_text(text).split())
    return _MARKS.sub(r"\\\1", _AUTOLINK.sub("\\1\u2060", line))


def _day(published: str | None) -> str:
    return (published or "undated")[:10]


def _link(comparison: Comparison, claim: Claim) -> str:
    """The article's address, where it is one that is safe to follow."""
    article = comparison.articles.get(claim.article_id)
    url = article.url if article else None
    if not url or not re.fullmatch(r"https?://[^\s<>\"'`\\()\[\]]{1,2000}", url):
        return ""
    return f" (<{url}>)"


def _claim(comparison: Comparison, claim: Claim) -> str:
    verdict = comparison.verdicts.get(claim.id)
    who = ", ".join(escaped(w) for w in (claim.speaker, claim.role, claim.agency) if w)
    tags = [verdict.verdict if verdict else ""]
    if verdict and verdict.reason:
        tags.append(verdict.reason.replace("_", " "))
    if verdict and verdict.echo_of:
        tags.append("echo")
    where = escaped(claim.outlet or "unnamed outlet")
    note = kind_note(comparison, claim)
    return (
        f"- **{': '.join(t for t in tags[:2] if t)}**{', echo' if 'echo' in tags else ''} · "
        f"{_day(claim.published)} · {where}{_link(comparison, claim)} · "
        f"{who or 'in its own voice'}  \n  “{escaped(claim.text)}”"
        + (f"  \n  *({escaped(note)})*" if note else "")
    )


def _question(comparison: Comparison, question: Question) -> str:
    lines = [f"## {escaped(question.label)}", "", f"{escaped(question.summary)}", ""]
    lines += [_claim(comparison, claim) for claim in claims_of(comparison, question)]
    return "\n".join(lines) + "\n"


def write(comparison: Comparison) -> str:
    """A heading, a count, then each question with its claims, most disputed first."""
    digests = sum(is_digest(a) for a in comparison.articles.values())
    counts = (
        f"{len(comparison.claims)} claims on {len(comparison.questions)} questions "
        f"in {len(comparison.articles)} articles"
    )
    if digests:
        counts += f", {digests} of them digests: words about an outlet's report, not its own"
    parts = ["# What the sources say\n", counts + ".\n"]
    parts += [_question(comparison, question) for question in comparison.questions]
    return "\n".join(parts)
