"""Claims of an article, whatever the article does to the extractor."""

from __future__ import annotations

from functools import lru_cache

from compare.lines import why
from compare.model import Article, Claim


class ExtractionError(Exception):
    """An article whose claims cannot be read; the message says why in one line."""


# A preview and the saving after it ask for the same articles.
@lru_cache(maxsize=256)
def claims_of(article: Article) -> tuple[Claim, ...]:
    """The article's claims. Raises ExtractionError for whatever reading it raises."""
    from compare.extract.claims import extract

    try:
        return tuple(extract(article))
    except Exception as error:
        raise ExtractionError(f"its claims cannot be read: {why(error)}") from error
