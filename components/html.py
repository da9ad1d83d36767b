"""The one door through which HTML reaches the page: built of escaped values only."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

VOID = {"br", "hr"}


class Html(str):
    """Markup built by `tag`, `join` or `safe`: safe to place inside other markup."""

    __slots__ = ()


def safe(value: object) -> Html:
    """Any value as markup: its text escaped, unless it is markup of ours already."""
    return value if isinstance(value, Html) else Html(escape(str(value), quote=True))


def join(parts: object, between: str = "") -> Html:
    """Parts one after the other, each escaped unless it is markup of ours."""
    return Html(escape(between).join(safe(p) for p in parts if p is not None))  # type: ignore[union-attr]


def tag(name: str, *children: object, **attributes: object) -> Html:
    """`<name …>children</name>`; `None` leaves an attribute or child out.

    `class_` is `class`, `aria_label` is `aria-label`. An `href` that is neither a page of ours nor
    http(s) is left out.
    """
    words = []
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if value is None or (attribute == "href" and not _goes_somewhere_safe(str(value))):
            continue
        words.append(f' {attribute}="{escape(str(value), quote=True)}"')
    if name in VOID:
        return Html(f"<{name}{''.join(words)}>")
    return Html(f"<{name}{''.join(words)}>{join(children)}</{name}>")


def _goes_somewhere_safe(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") or not (parts.scheme or parts.netloc)


def page_url(page: str, filters: dict[str, list[str]] | None = None, **query: str) -> str:
    """The address of one of our pages, with the filters that stand in the present address."""
    pairs = [(k, v) for k, v in query.items() if v]
    pairs += [(k, v) for k, values in (filters or {}).items() for v in values]
    return f"./{page}" + (f"?{urlencode(pairs)}" if pairs else "")


def show(markup: Html) -> None:
    """Put markup on the page. Raises TypeError on a bare string: it may hold anybody's words."""
    if not isinstance(markup, Html):
        raise TypeError("only markup built here is shown")
    st.html(str(markup))
