"""What makes two articles the same article: their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from compare.model import Article


def content_hash(article: Article) -> str:
    """SHA-256 (hex) of outlet, title, time of publication and text."""
    parts = [article.outlet, article.title, article.published, article.text]
    packed = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("ascii")).hexdigest()


def content_id(article: Article) -> str:
    """A short id that the same content always gets."""
    return content_hash(article)[:16]


class Distinct:
    """Gives articles of several inputs ids of their own.

    Two exports may both count from 1: an id that other content came under first gives way to the
    content's own.
    """

    def __init__(self) -> None:
        self._content: dict[str, str] = {}

    def of(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """The articles, each under an id that no other content of earlier ones has."""
        settled = []
        for article in articles:
            content = content_hash(article)
            if self._content.setdefault(article.id, content) != content:
                article = replace(article, id=content_id(article))
                self._content[article.id] = content
            settled.append(article)
        return tuple(settled)
