"""Backup, restore, check: the whole store moved or looked through, on any database."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from sqlalchemy import URL, Connection, Row, Table, delete, func, insert, inspect, select, update

from compare.model import Article
from compare.read.identity import content_hash
from compare.store import schema
from compare.store.engine import engine_of, reading
from compare.store.errors import StoreError, told

_CHUNK = 500
# In the order in which rows can be inserted; the other way round they can be deleted.
_TABLES = (schema.batches, schema.articles, schema.claims, schema.seeds)


def _address(database: str, **query: str) -> URL:
    return URL.create("sqlite", database=database, query=query)


def start_meta(connection: Connection) -> None:
    """The one row of a new store."""
    row = {"id": 1, "schema_version": schema.SCHEMA_VERSION, "store_id": uuid4().hex}
    connection.execute(insert(schema.meta), {**row, "data_version": 0})


def _copy(source: Connection, target: Connection, table: Table) -> int:
    # What the database counts up by itself it counts anew: the rows come in its order.
    own = table.autoincrement_column
    names = [c.name for c in table.columns if c is not own or table is schema.meta]
    count = 0
    query = select(table).order_by(*table.primary_key.columns)
    for rows in source.execute(query).partitions(_CHUNK):
        target.execute(insert(table), [{n: row._mapping[n] for n in names} for row in rows])
        count += len(rows)
    return count


def _counted(connection: Connection) -> str:
    def count(table: Table) -> int:
        return connection.execute(select(func.count()).select_from(table)).scalar() or 0

    articles, claims = count(schema.articles), count(schema.claims)
    return f"{articles} articles, {claims} claims, {count(schema.batches)} batches"


def backup(source: Connection, path: Path) -> str:
    """Copies all tables into a new SQLite file, put in place once it is whole."""
    partial = path.with_name(f".{path.name}.{uuid4().hex[:8]}.partial")
    engine = engine_of(_address(str(partial)), wal=False)
    try:
        with engine.begin() as target:
            schema.metadata.create_all(target)
            _copy(source, target, schema.meta)
            for table in _TABLES:
                _copy(source, target, table)
            counted = _counted(target)
        engine.dispose()
        os.replace(partial, path)
    finally:
        engine.dispose()
        partial.unlink(missing_ok=True)
    return f"backed up {counted}"


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """A backup, open for reading. Raises StoreError where it is none or not whole."""
    if not path.is_file():
        raise StoreError(f"no backup at {path}")
    engine = engine_of(
        _address(f"file:{quote(str(path.resolve()))}", mode="ro", uri="true"), wal=False
    )
    with contextlib.ExitStack() as stack:
        stack.callback(engine.dispose)
        try:
            with told():
                connection = stack.enter_context(reading(engine))
                if not inspect(connection).has_table("meta"):
                    raise StoreError("it holds no store")
                version = connection.execute(select(schema.meta.c.schema_version)).scalar()
                if version != schema.SCHEMA_VERSION:
                    raise StoreError("another version of Crosscheck made it")
                check(connection)
        except StoreError as error:
            raise StoreError(f"{path.name} cannot be restored: {error}") from error
        yield connection


def restore(source: Connection, target: Connection) -> str:
    """Replaces all rows of `target`, within the transaction that it has begun."""
    for table in reversed(_TABLES):
        target.execute(delete(table))
    for table in _TABLES:
        _copy(source, target, table)
    target.execute(update(schema.meta).values(store_id=uuid4().hex))
    return f"restored {_counted(target)}"


def _sound(row: Row, text: str) -> bool:
    payload = json.loads(row.payload)
    return payload.get("text") == text[row.start : row.end] and payload.get("id") == row.id


def check(connection: Connection) -> str:
    """Counts what is here. Raises StoreError with the first thing that is not whole."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        if found != "ok":
            raise StoreError("the database file is damaged: restore a backup")
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise StoreError("a claim or an article hangs on something that is gone")
    names = [f for f in Article.__dataclass_fields__]
    c = schema.claims.c
    for row in connection.execute(select(schema.articles)).all():
        article = Article(*(getattr(row, name) for name in names))
        if content_hash(article) != row.hash:
            raise StoreError(f"article {article.id!r} is not as it was added")
        query = select(c.id, c.start, c.end, c.payload).where(c.article_id == article.id)
        for claim in connection.execute(query):
            if not _sound(claim, article.text):
                raise StoreError(f"claim {claim.id!r} does not stand in its article: run rebuild")
    return f"ok: {_counted(connection)}"
