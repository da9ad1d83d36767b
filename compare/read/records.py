"""Many articles in one file: JSON, JSON Lines, CSV. A record that is none is named and left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from compare.lines import loads
from compare.model import Article
from compare.read.build import build, named
from compare.read.reading import Note, Reading, Unreadable
from compare.text import MAX_TEXT

MAX_RECORDS = 100_000


def _articles(name: str, records: Iterable[tuple[str, Any]]) -> Reading:
    """Records to articles; each record comes with its place in the file ("line 7")."""
    articles: list[Article] = []
    refusals: list[Note] = []
    warnings: list[Note] = []
    for count, (place, record) in enumerate(records):
        where = f"{name} > {place}" if place else name
        if count == MAX_RECORDS:
            warnings.append((name, f"only the first {MAX_RECORDS:,} records were read"))
            break
        try:
            if isinstance(record, Exception):
                raise record
            if not isinstance(record, dict):
                raise Unreadable("no JSON object")
            article, said = build(named(record))
        except ValueError as error:
            refusals.append((where, f"no article: {error}"))
            continue
        articles.append(article)
        warnings.extend((where, w) for w in said)
    if not articles and not refusals:
        refusals.append((name, "holds no articles"))
    return Reading(tuple(articles), tuple(refusals), tuple(warnings))


def read_json(name: str, text: str) -> Reading:
    """An article, a list of articles, or an object whose `articles` are such a list.

    Raises ValueError where the text is no JSON.
    """
    value = loads(text)
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if isinstance(value, list):
        return _articles(name, ((f"item {i}", v) for i, v in enumerate(value, 1)))
    return _articles(name, [("", value)])


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {number}", loads(line)
            except ValueError as error:
                yield f"line {number}", error


def read_jsonl(name: str, text: str) -> Reading:
    """An article a line."""
    return _articles(name, _lines(text))


def delimiter(head: str) -> str:
    """What parts the cells of a first line: the most frequent of tab, semicolon and comma."""
    return max(",;\t", key=head.count)


def _rows(text: str) -> Iterator[tuple[str, Any]]:
    first = text.partition("\n")[0]
    # One cell may hold a whole article, and no more than that.
    csv.field_size_limit(MAX_TEXT + 1)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter(first))
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"row {number}", Unreadable(str(error))
            return
        if row.pop(None, None):
            yield f"row {number}", Unreadable("more cells than columns")
        else:
            yield f"row {number}", row


def read_csv(name: str, text: str) -> Reading:
    """An article a row, under a row of column names. Raises Unreadable without a text column."""
    head = text.partition("\n")[0]
    cells = next(csv.reader([head], delimiter=delimiter(head)), [])
    if named(dict.fromkeys(cells, "x"))["text"] is None:
        raise Unreadable("no column 'text'")
    return _articles(name, _rows(text.replace("\x00", "")))
