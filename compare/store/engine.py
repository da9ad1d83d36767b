"""Connections: SQLite so that many writers wait for each other, PostgreSQL as it comes."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

BUSY_SECONDS = 30


def reading(engine: Engine) -> Connection:
    """A connection that only reads, and of one moment: it waits for no writer, nor they for it."""
    if engine.dialect.name == "sqlite":
        return engine.connect().execution_options(crosscheck_reading=True)
    return engine.connect().execution_options(isolation_level="REPEATABLE READ")


def _on_connect(connection: Any, wal: bool) -> None:
    # The driver's own BEGIN comes too late and too weak: `_on_begin` sends one instead, as
    # SQLAlchemy's chapter on pysqlite and transactions lays out.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    if wal:
        # A store that may not be written can still be read.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")


def _on_begin(connection: Connection) -> None:
    # A transaction that reads first and writes then must hold the write lock from its start:
    # an upgrade on the way fails at once, whatever the time-out.
    only_reads = connection.get_execution_options().get("crosscheck_reading")
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def engine_of(url: str | URL, *, wal: bool = True) -> Engine:
    """An engine for a database address; the folder of a SQLite file is made where it is missing."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True)
    if address.database and not address.database.startswith("file:"):
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    event.listen(engine, "connect", lambda connection, _: _on_connect(connection, wal))
    event.listen(engine, "begin", _on_begin)
    return engine
