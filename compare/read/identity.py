"""What makes two articles the same article: their content."""

from __future__ import annotations

import hashlib
import json

from compare.model import Article


def content_hash(article: Article) -> str:
    """SHA-256 (hex) of outlet, title, time of publication and text."""
    parts = [article.outlet, article.title, article.published, article.text]
    packed = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("ascii")).hexdigest()


def content_id(article: Article) -> str:
    """A short id that the same content always gets."""
    return content_hash(article)[:16]
