"""The comparison as one JSON document, complete enough to be checked without the corpus."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

from compare import settings
from compare.model import Comparison, Question, Verdict, number
from compare.report.content import claims_of, corpus_hash, kind_note


def _verdict(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "verdict": verdict.verdict, "reason": verdict.reason, "against": verdict.against,
        "origin": verdict.origin, "echo_of": verdict.echo_of, "drift": verdict.drift,
        "superseded_by": verdict.superseded_by,
    }  # fmt: skip


def _relations(comparison: Comparison, question: Question) -> list[dict[str, Any]]:
    rows = []
    for a, b in combinations(question.claim_ids, 2):
        if (found := comparison.judgement(a, b)) is not None:
            rows.append({"a": a, "b": b, **found.to_json(), "because": list(found.because)})
    return rows


def _question(comparison: Comparison, question: Question) -> dict[str, Any]:
    claims = []
    for claim in claims_of(comparison, question):
        article = comparison.articles.get(claim.article_id)
        extra = {
            "verdict": _verdict(comparison.verdicts.get(claim.id)),
            "url": article and article.url,
            "note": kind_note(comparison, claim) or None,
        }
        claims.append(claim.to_json() | extra)
    return {
        "id": question.id, "label": question.label, "topic": question.topic,
        "verdict": question.verdict, "summary": question.summary, "origins": question.origins,
        "outlets": question.outlets, "conflicts": question.conflicts, "differs": question.differs,
        "factor": number(question.factor), "low": number(question.low),
        "high": number(question.high), "unit": question.unit, "updated": question.updated,
        "claims": claims, "relations": _relations(comparison, question),
    }  # fmt: skip


def write(comparison: Comparison) -> str:
    """One object: `generated_from` and `questions`, most disputed first."""
    document = {
        "generated_from": {
            "articles": len(comparison.articles),
            "claims": len(comparison.claims),
            "corpus_hash": corpus_hash(comparison),
            "extractor": settings.EXTRACTOR_VERSION,
        },
        "questions": [_question(comparison, q) for q in comparison.questions],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
