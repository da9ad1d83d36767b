"""What every report says alike, whatever its format."""

from __future__ import annotations

import hashlib

from compare.model import Article, Claim, Comparison, Question

# Where an article is our digest of what an outlet reported, its words must not pass for theirs.
DIGEST_NOTE = "digest, not the outlet's words"


def is_digest(article: Article | None) -> bool:
    """True where the article's words are ours, about what an outlet reported."""
    return article is not None and article.kind == "digest"


def kind_note(comparison: Comparison, claim: Claim) -> str:
    """What must stand beside a claim's words; empty for an outlet's own."""
    return DIGEST_NOTE if is_digest(comparison.articles.get(claim.article_id)) else ""


def claims_of(comparison: Comparison, question: Question) -> list[Claim]:
    """The claims of a question, in its order."""
    return [comparison.claims[key] for key in question.claim_ids if key in comparison.claims]


def corpus_hash(comparison: Comparison) -> str:
    """SHA-256 (hex) over the articles compared, whatever their order: equal for equal corpora."""
    digest = hashlib.sha256()
    for article in sorted(comparison.articles.values(), key=lambda a: a.id):
        for part in (article.id, article.outlet, article.published, article.text):
            data = (part or "").encode("utf-8", "replace")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
