"""One door for every format: loose fields to an Article that all stations can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from compare.model import Article
from compare.read.dates import iso
from compare.read.identity import content_id
from compare.read.reading import Unreadable
from compare.text import MAX_TEXT, clean_label, clean_text

KINDS = ("article", "digest")

# Other names under which exports of feeds and archives keep the same fields.
_ALIASES = {
    "outlet": ("source", "publisher", "publication", "site_name"),
    "title": ("headline",),
    "published": ("date", "published_at", "date_published", "datepublished", "pubdate"),
    "url": ("link",),
    "author": ("byline",),
    "text": ("body", "content", "articlebody"),
}
FIELDS = ("id", "outlet", "title", "published", "url", "author", "text", "kind")
# Beyond these a title or an address is an attack, not a title or an address.
_MAX_TITLE, _MAX_URL = 1_000, 2_000
_WORD = re.compile(r"[^\W\d_]+")


def named(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields under the names of an article, whatever of the usual names they came under."""
    low = {str(k).strip().lower(): v for k, v in fields.items() if k is not None}
    for name, others in _ALIASES.items():
        if low.get(name) in (None, ""):
            low[name] = next((low[o] for o in others if low.get(o) not in (None, "")), None)
    return {name: low.get(name) for name in FIELDS}


def _label(value: Any, limit: int) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if not isinstance(value, str):
        return None
    return " ".join(clean_text(value).split())[:limit] or None


def _published(value: Any, warnings: list[str]) -> str | None:
    if value in (None, ""):
        return None
    found = iso(clean_text(value)) if isinstance(value, str) else None
    if found is None:
        warnings.append(f"the date {clean_label(str(value)[:60])!r} cannot be read: left open")
    elif found[:10] > (date.today() + timedelta(days=1)).isoformat():
        warnings.append(f"published {found[:10]} lies in the future")
    return found


def _url(value: Any, warnings: list[str]) -> str | None:
    address = _label(value, _MAX_URL)
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and parts.hostname and " " not in address:
            return address
    except ValueError:
        pass
    warnings.append("the address is no http(s) link: left out")
    return None


def build(fields: Mapping[str, Any]) -> tuple[Article, list[str]]:
    """An article and what was guessed or cut in making it.

    `fields` are those of an article, any of them absent but `text`. Raises Unreadable where the
    text is missing or holds fewer than two words.
    """
    warnings: list[str] = []
    raw = fields.get("text")
    if not isinstance(raw, str):
        raise Unreadable("no text" if raw is None else "the text is no string")
    cut = raw[: MAX_TEXT + 1]
    text = clean_text(cut)[:MAX_TEXT]
    if len(cut) > MAX_TEXT:
        warnings.append(f"cut to its first {MAX_TEXT:,} characters")
    words = _WORD.finditer(text)
    if next(words, None) is None or next(words, None) is None:
        raise Unreadable("holds no text" if not text.strip() else "holds no words to read")
    kind = _label(fields.get("kind"), 20) or "article"
    if kind not in KINDS:
        warnings.append(f"unknown kind {kind!r}: taken as an article")
        kind = "article"
    given = fields.get("id")
    article = Article(
        id=clean_label(str(given)) if isinstance(given, str | int) else "",
        outlet=clean_label(_label(fields.get("outlet"), _MAX_TITLE) or "") or None,
        title=_label(fields.get("title"), _MAX_TITLE),
        published=_published(fields.get("published"), warnings),
        url=_url(fields.get("url"), warnings),
        author=_label(fields.get("author"), _MAX_TITLE),
        text=text,
        kind=kind,
    )
    return (article if article.id else replace(article, id=content_id(article))), warnings
