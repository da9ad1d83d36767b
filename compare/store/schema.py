"""The tables, as SQLite and PostgreSQL both can hold them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

# Counts up whenever a table changes shape; a store of a later count is not opened.
SCHEMA_VERSION = 1

metadata = MetaData()

# One row. `store_id` changes on restore, `data_version` counts every write: together they tell a
# cache whether what it holds still stands.
meta = Table(
    "meta",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schema_version", Integer, nullable=False),
    Column("store_id", String(32), nullable=False),
    Column("data_version", Integer, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("added_at", String(32), nullable=False),
)

# `extractor` is the version that the article's claims were read with.
articles = Table(
    "articles",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", String(40)),
    Column("url", Text),
    Column("author", Text),
    Column("text", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("batch_id", ForeignKey("batches.id"), nullable=False, index=True),
    Column("added_at", String(32), nullable=False),
    Column("extractor", String(20), nullable=False),
)

# `payload` is the claim as the command line writes it; `position` its place among its article's.
claims = Table(
    "claims",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("payload", Text, nullable=False),
)

# Files of the seed corpus that were loaded once, each with the articles that it gave, so that a
# seed removed since is not loaded again.
seeds = Table(
    "seeds",
    metadata,
    Column("path", Text, primary_key=True),
    Column("article_id", Text, primary_key=True),
    Column("hash", String(64), nullable=False),
)
