"""From articles to stored claims: the one way that the command line and the dashboard share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from compare.model import Article, Claim
from compare.store import Batch, Store, new_batch
from compare.store.extraction import ExtractionError, claims_of
from compare.store.store import Progress


@dataclass(frozen=True, slots=True)
class Preview:
    """An article as it would be saved. `reason` says why its claims could not be read, if so.

    `known` is true where the store given holds this content already.
    """

    article: Article
    claims: tuple[Claim, ...] = ()
    reason: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an article: `status` is `new`, `known` or `failed`, `reason` says why."""

    article_id: str
    title: str | None
    status: str
    claims: int = 0
    reason: str | None = None


def preview(
    articles: Sequence[Article], store: Store | None = None, progress: Progress | None = None
) -> list[Preview]:
    """Reads the claims of each article and saves nothing; one that fails is told, not raised."""
    rows = []
    for done, article in enumerate(articles, 1):
        known = False
        if store is not None:
            article, known = store.settled(article)
        try:
            rows.append(Preview(article, claims_of(article), known=known))
        except ExtractionError as error:
            rows.append(Preview(article, reason=str(error), known=known))
        if progress:
            progress(done, len(articles), article.title or article.id)
    return rows


def save_each(store: Store, articles: Iterable[Article], batch: Batch) -> Iterator[Saved]:
    """Saves article by article; a row comes once its article is committed."""
    for article in articles:
        article, known = store.settled(article)
        if known:
            yield Saved(article.id, article.title, "known")
            continue
        try:
            claims = claims_of(article)
        except ExtractionError as error:
            yield Saved(article.id, article.title, "failed", reason=str(error))
            continue
        status = store.add(article, claims, batch)
        yield Saved(article.id, article.title, status, len(claims))


def save(
    store: Store,
    articles: Sequence[Article],
    progress: Progress | None = None,
    batch: Batch | None = None,
) -> list[Saved]:
    """Saves all articles in one batch, which `Store.remove_batch` takes out again.

    Raises StoreError where the store fails; what came before is then saved, the rest is not.
    """
    rows = []
    batch = batch or new_batch(", ".join(a.title or a.id for a in articles[:3]))
    for done, row in enumerate(save_each(store, articles, batch), 1):
        rows.append(row)
        if progress:
            progress(done, len(articles), row.title or row.article_id)
    return rows
