"""Uploaded files and pasted text on their way to the store: read, corrected by hand, told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from compare.model import Article
from compare.read import Reading, content_id, read_bytes
from compare.read.build import build
from compare.read.reading import Unreadable

PASTED = "Pasted text"


def pasted(text: str, fields: Mapping[str, str]) -> Reading:
    """The pasted text as one article; fields that were filled in go before what it says itself."""
    reading = read_bytes(f"{PASTED}.txt", text.encode())
    if not reading.articles:
        return Reading.refused(PASTED, "; ".join(reason for _, reason in reading.refusals))
    try:
        article, warnings = corrected(reading.articles[0], fields)
    except Unreadable as error:
        return Reading.refused(PASTED, str(error))
    told = [reason for _, reason in reading.warnings] + warnings
    return Reading((article,), warnings=tuple((PASTED, w) for w in told), name=PASTED)


def corrected(article: Article, changes: Mapping[str, Any]) -> tuple[Article, list[str]]:
    """The article with the fields of `changes` that say something; what was guessed in doing so.

    An id made from the content is made anew. Raises Unreadable as reading does.
    """
    fields = {**asdict(article), **{k: v for k, v in changes.items() if v}}
    if all(fields[k] == getattr(article, k) for k in changes if k in fields):
        return article, []
    if article.id == content_id(article):
        fields["id"] = None
    return build(fields)


def edits(article: Article, row: Mapping[str, Any]) -> dict[str, str]:
    """What a person changed in the preview's row: title, outlet, day of publication (ISO)."""
    found = {}
    for name in ("title", "outlet"):
        value = row.get(name)
        if isinstance(value, str) and value.strip() and value != (getattr(article, name) or ""):
            found[name] = value
    day = row.get("date")
    if isinstance(day, str) and day.strip() and day != (article.published or "")[:10]:
        found["published"] = day
    return found
