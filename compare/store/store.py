"""The store: articles with their claims, each added whole or not at all, taken out by batch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError

from compare import settings
from compare.model import Article, Claim
from compare.read.identity import content_hash, content_id
from compare.store import schema, transfer
from compare.store.engine import engine_of, reading
from compare.store.errors import StoreError, told
from compare.store.extraction import ExtractionError, claims_of

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles that came in together; `articles` counts those still there."""

    id: str
    name: str
    added_at: str
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a re-reading did; `failures` are pairs of an article's id and the reason."""

    articles: int
    claims: int
    failures: tuple[tuple[str, str], ...]


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def new_batch(name: str) -> Batch:
    """A batch to add articles under; it is stored with its first article."""
    return Batch(uuid4().hex, name[:200], _now())


def _article(row: Any) -> Article:
    return Article(
        row.id, row.outlet, row.title, row.published, row.url, row.author, row.text, row.kind
    )


class Store:
    """Articles and claims in a database.

    Each method is one transaction and may be called from any thread. All raise StoreError, with
    one sentence, where the database cannot do what is asked; then nothing has changed.
    """

    def __init__(self, url: str) -> None:
        with told():
            self._engine = engine_of(url)
            self._prepare()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()

    def _prepare(self) -> None:
        with reading(self._engine) as connection:
            there = inspect(connection).has_table("meta")
        if not there:
            with self._engine.begin() as connection:
                schema.metadata.create_all(connection)
                if connection.execute(select(schema.meta.c.id)).first() is None:
                    transfer.start_meta(connection)
        with self.reading() as connection:
            found = connection.execute(select(schema.meta.c.schema_version)).scalar()
        if found != schema.SCHEMA_VERSION:
            raise StoreError("the store was made by another version of Crosscheck")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, of one moment."""
        with (
            told(),
            reading(self._engine) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing."""
        with told(), self._engine.begin() as connection:
            yield connection

    @staticmethod
    def _changed(connection: Connection) -> None:
        version = schema.meta.c.data_version
        connection.execute(update(schema.meta).values(data_version=version + 1))

    def version(self) -> str:
        """A token that is another after each write; asking costs one row."""
        with self.reading() as connection:
            row = connection.execute(
                select(schema.meta.c.store_id, schema.meta.c.data_version)
            ).one()
        return f"{row.store_id}-{row.data_version}"

    def articles(self) -> list[Article]:
        """All articles, in the order in which they came."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.articles).order_by(schema.articles.c.seq))
            return [_article(row) for row in rows]

    def claims(self) -> list[Claim]:
        """All claims, in the order of their articles and of their places in them."""
        c = schema.claims.c
        joined = schema.claims.join(schema.articles, schema.articles.c.id == c.article_id)
        query = select(c.payload).select_from(joined).order_by(schema.articles.c.seq, c.position)
        with self.reading() as connection:
            payloads = connection.execute(query).scalars().all()
        return [Claim.from_json(json.loads(payload)) for payload in payloads]

    def article(self, article_id: str) -> Article | None:
        """One article, None where there is none of that id."""
        query = select(schema.articles).where(schema.articles.c.id == article_id)
        with self.reading() as connection:
            row = connection.execute(query).first()
        return row and _article(row)

    def settled(self, article: Article) -> tuple[Article, bool]:
        """The article under the id that it has or would get here, and whether it is known.

        The same content keeps its stored id; an id that other content holds already (two exports
        that both count from 1) gives way to the content's own.
        """
        c = schema.articles.c
        with self.reading() as connection:
            stored = connection.execute(
                select(c.id).where(c.hash == content_hash(article))
            ).scalar()
            if stored is not None:
                return replace(article, id=stored), True
            taken = connection.execute(select(c.id).where(c.id == article.id)).first()
        return (replace(article, id=content_id(article)) if taken else article), False

    def add(self, article: Article, claims: Sequence[Claim], batch: Batch) -> str:
        """Adds an article with all its claims: `new`, or `known` where its content is here."""
        c = schema.articles.c
        row = {**article.to_json(), "hash": content_hash(article), "batch_id": batch.id}
        row |= {"added_at": _now(), "extractor": settings.EXTRACTOR_VERSION}
        same = select(c.id).where(c.hash == row["hash"])
        try:
            with told(), self._engine.begin() as connection:
                if connection.execute(same).first() is not None:
                    return "known"
                known = select(schema.batches.c.id).where(schema.batches.c.id == batch.id)
                if connection.execute(known).first() is None:
                    entry = {"id": batch.id, "name": batch.name, "added_at": batch.added_at}
                    connection.execute(insert(schema.batches), entry)
                connection.execute(insert(schema.articles), row)
                self._put(connection, article.id, claims)
                self._changed(connection)
                return "new"
        except StoreError as error:
            # Another writer may have added the same between our look and our insert.
            if isinstance(error.__cause__, IntegrityError):
                with self.reading() as connection:
                    if connection.execute(same).first() is not None:
                        return "known"
                raise StoreError(f"another article has the id {article.id!r}") from error
            raise

    @staticmethod
    def _put(connection: Connection, article_id: str, claims: Sequence[Claim]) -> None:
        rows = [
            {
                "article_id": article_id,
                "position": position,
                "id": claim.id,
                "start": claim.start,
                "end": claim.end,
                "payload": json.dumps(claim.to_json(), ensure_ascii=False),
            }
            for position, claim in enumerate(claims)
        ]
        if rows:
            connection.execute(insert(schema.claims), rows)

    def batches(self) -> list[Batch]:
        """All batches, newest first."""
        b, a = schema.batches.c, schema.articles.c
        query = (
            select(b.id, b.name, b.added_at, func.count(a.id).label("articles"))
            .select_from(schema.batches.join(schema.articles, a.batch_id == b.id))
            .group_by(b.id, b.name, b.added_at)
            .order_by(func.max(a.seq).desc())
        )
        with self.reading() as connection:
            return [Batch(*row) for row in connection.execute(query)]

    def remove_batch(self, batch: Batch | str) -> int:
        """Takes out all articles of a batch; returns how many there were."""
        key = batch if isinstance(batch, str) else batch.id
        ids = select(schema.articles.c.id).where(schema.articles.c.batch_id == key)
        with self.writing() as connection:
            removed = self._remove(connection, connection.execute(ids).scalars().all())
            connection.execute(delete(schema.batches).where(schema.batches.c.id == key))
        return removed

    def remove(self, article_ids: Iterable[str]) -> int:
        """Takes out articles with their claims; returns how many there were."""
        with self.writing() as connection:
            return self._remove(connection, list(article_ids))

    def _remove(self, connection: Connection, ids: Sequence[str]) -> int:
        removed = 0
        for key in ids:
            connection.execute(delete(schema.claims).where(schema.claims.c.article_id == key))
            gone = connection.execute(delete(schema.articles).where(schema.articles.c.id == key))
            removed += gone.rowcount
        if removed:
            self._changed(connection)
        return removed

    def refresh(self, progress: Progress | None = None) -> Rebuilt:
        """Re-reads the articles whose claims an earlier extractor made."""
        old = schema.articles.c.extractor != settings.EXTRACTOR_VERSION
        query = select(schema.articles).where(old).order_by(schema.articles.c.seq)
        with self.reading() as connection:
            found = [_article(row) for row in connection.execute(query)]
        return self._reread(found, progress)

    def rebuild(self, progress: Progress | None = None) -> Rebuilt:
        """Derives all claims anew from the stored articles."""
        return self._reread(self.articles(), progress)

    def _reread(self, found: Sequence[Article], progress: Progress | None) -> Rebuilt:
        count, failures = 0, []
        for done, article in enumerate(found, 1):
            try:
                claims = claims_of(article)
            except ExtractionError as error:
                failures.append((article.id, str(error)))
            else:
                self._replace(article, claims)
                count += len(claims)
            if progress:
                progress(done, len(found), article.title or article.id)
        return Rebuilt(len(found) - len(failures), count, tuple(failures))

    def _replace(self, article: Article, claims: Sequence[Claim]) -> None:
        a = schema.articles.c
        with self.writing() as connection:
            marked = connection.execute(
                update(schema.articles)
                .where(a.id == article.id)
                .values(extractor=settings.EXTRACTOR_VERSION)
            )
            # Taken out by someone else since it was listed.
            if not marked.rowcount:
                return
            connection.execute(
                delete(schema.claims).where(schema.claims.c.article_id == article.id)
            )
            self._put(connection, article.id, claims)
            self._changed(connection)

    def check(self) -> str:
        """One line that says what is here. Raises StoreError where something is not whole."""
        with self.reading() as connection:
            return transfer.check(connection)

    def backup(self, path: str | Path) -> str:
        """Writes all into one SQLite file, as it stands at this moment; one line of what it is."""
        path = Path(path)
        database = self._engine.url.database or ""
        if self._engine.dialect.name == "sqlite" and path.resolve() == Path(database).resolve():
            raise StoreError("the backup would overwrite the store itself: name another file")
        with self.reading() as connection:
            return transfer.backup(connection, path)

    def restore(self, path: str | Path) -> str:
        """Puts a backup in the place of all that is here; all or nothing."""
        with told(), transfer.opened(Path(path)) as source, self._engine.begin() as connection:
            return transfer.restore(source, connection)


def open_store(url: str | None = None) -> Store:
    """The store of the settings, or of an address; made where there is none yet."""
    return Store(url or settings.database_url())
