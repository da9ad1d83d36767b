"""The comparison as a table: one row a claim, the rows of a question together."""

from __future__ import annotations

import csv
import io
from typing import Any

from compare.model import Claim, Comparison, Question, number
from compare.report.cells import csv_safe
from compare.report.content import claims_of, kind_note

COLUMNS = (
    "speaker", "role", "agency", "outlet", "published", "question", "verdict", "reason",
    "exact_words", "figure", "low", "high", "bound", "unit", "measure", "scope", "subject",
    "places", "as_of", "url", "note", "claim_id", "article_id", "question_id",
)  # fmt: skip


def row_of(comparison: Comparison, question: Question, claim: Claim) -> dict[str, Any]:
    """The cells of one claim, by COLUMNS; `figure` is the words, `low` and `high` numbers."""
    article = comparison.articles.get(claim.article_id)
    verdict = comparison.verdicts.get(claim.id)
    quantity = claim.quantity
    return {
        "speaker": claim.speaker,
        "role": claim.role,
        "agency": claim.agency,
        "outlet": claim.outlet,
        "published": claim.published,
        "question": question.label,
        "verdict": verdict and verdict.verdict,
        "reason": verdict and verdict.reason,
        "exact_words": claim.text,
        "figure": quantity and quantity.text,
        "low": quantity and number(quantity.low),
        "high": quantity and number(quantity.high),
        "bound": quantity and quantity.bound,
        "unit": quantity and quantity.unit,
        "measure": claim.measure,
        "scope": claim.scope,
        "subject": claim.subject,
        "places": "; ".join(claim.places),
        "as_of": claim.as_of,
        "url": article and article.url,
        "note": kind_note(comparison, claim),
        "claim_id": claim.id,
        "article_id": claim.article_id,
        "question_id": question.id,
    }


def write(comparison: Comparison) -> str:
    """CSV as of RFC 4180 with LF line ends: a row of names, then one row a claim."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for question in comparison.questions:
        for claim in claims_of(comparison, question):
            row = row_of(comparison, question, claim)
            writer.writerow([csv_safe(row[name]) for name in COLUMNS])
    return out.getvalue()
