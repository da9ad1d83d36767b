"""The seed corpus: loaded at first start, kept up with, never forced back."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import delete, insert, select

from compare.read import read_bytes
from compare.read.registry import files_in
from compare.store import schema
from compare.store.errors import StoreError
from compare.store.extraction import ExtractionError, claims_of
from compare.store.store import Batch, Progress, Store, new_batch

Refusals = list[tuple[str, str]]


def load_seeds(store: Store, folder: Path | None, progress: Progress | None = None) -> Refusals:
    """Adds what the folder holds and the store has not had yet; returns (name, reason) of refusals.

    A file that changed takes the place of its earlier content, unless that has been removed by
    hand: what a person took out stays out.
    """
    if folder is None:
        return []
    try:
        files = {f.relative_to(folder).as_posix(): f.read_bytes() for f in files_in(folder)}
    except OSError as error:
        raise StoreError(f"the seeds in {folder} cannot be read: {error.strerror}") from error
    had = _had(store)
    batch = new_batch("seeds")
    refusals: Refusals = []
    for done, (name, data) in enumerate(files.items(), 1):
        digest = hashlib.sha256(data).hexdigest()
        before, ids = had.get(name, ("", set()))
        if before != digest:
            refusals += _load(store, name, data, digest, ids, batch)
        if progress:
            progress(done, len(files), name)
    return refusals


def _had(store: Store) -> dict[str, tuple[str, set[str]]]:
    """Each file loaded before, with its hash and the articles that it gave."""
    had: dict[str, tuple[str, set[str]]] = {}
    with store.reading() as connection:
        for row in connection.execute(select(schema.seeds)):
            had.setdefault(row.path, (row.hash, set()))[1].add(row.article_id)
    return had


def _load(
    store: Store, name: str, data: bytes, digest: str, before: set[str], batch: Batch
) -> Refusals:
    ids = {key for key in before if store.article(key) is not None}
    if before and not ids:
        _remember(store, name, digest, before)
        return []
    reading = read_bytes(name, data)
    if reading.refusals:
        return list(reading.refusals)
    now = set()
    for article in reading.articles:
        article, known = store.settled(article)
        if not known:
            try:
                store.add(article, claims_of(article), batch)
            except ExtractionError as error:
                # Not remembered, so that the next start tries again.
                return [(name, str(error))]
        now.add(article.id)
    store.remove(ids - now)
    _remember(store, name, digest, now)
    return []


def _remember(store: Store, name: str, digest: str, ids: set[str]) -> None:
    rows = [{"path": name, "hash": digest, "article_id": key} for key in sorted(ids)]
    with store.writing() as connection:
        connection.execute(delete(schema.seeds).where(schema.seeds.c.path == name))
        if rows:
            connection.execute(insert(schema.seeds), rows)
