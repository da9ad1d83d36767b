"""Pages saved from a browser: what the publisher marked up first, then what the page looks like.

Parsing takes the time and memory that a hostile page asks for, so `read` leaves it to a child
process with limits (`compare.read.child`); `fields` is what runs there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compare.read import child
from compare.read.build import build
from compare.read.dates import in_name, iso
from compare.read.reading import Reading, Unreadable

# An honest page is far smaller; parsing time grows faster than the page.
MAX_PAGE = 2_000_000


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Each object of JSON-LD, `@graph` and nested ones too."""
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        value = [v for v in value.values() if isinstance(v, dict | list)]
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and k.endswith(("Article", "Posting", "Report")) for k in kinds)


def _name(value: Any) -> str | None:
    """The name of a schema.org person or organisation; several, joined by commas."""
    if isinstance(value, list):
        return ", ".join(n for v in value if (n := _name(v))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None


def _marked_up(page: str) -> dict[str, str | None]:
    """What JSON-LD (schema.org) and Open Graph say of the article."""
    import extruct

    found = extruct.extract(page, syntaxes=["json-ld", "opengraph"], errors="ignore")
    node = next((n for n in _nodes(found.get("json-ld")) if _is_article(n)), {})
    graph: dict[str, str] = {}
    for block in found.get("opengraph") or ():
        for key, value in block.get("properties") or ():
            if isinstance(value, str):
                graph.setdefault(key, value)
    published = node.get("datePublished")
    return {
        "outlet": _name(node.get("publisher")) or graph.get("og:site_name"),
        "title": _name(node.get("headline")) or graph.get("og:title"),
        "published": (published if isinstance(published, str) else None)
        or graph.get("article:published_time"),
        "author": _name(node.get("author")),
        "url": graph.get("og:url"),
    }


def fields(page: str) -> dict[str, Any]:
    """The fields of an article in a page, and `warning` where its text had to be guessed."""
    import trafilatura

    marked = _marked_up(page) if page.strip() else {}
    body = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    seen = body.as_dict() if body is not None else {}
    text, warning = seen.get("text"), None
    if not text:
        text = trafilatura.html2txt(page)
        warning = "the article could not be told from its page: all the text was taken"
    found = {
        name: marked.get(name) or seen.get(other)
        for name, other in (("title", "title"), ("author", "author"), ("url", "url"))
    }
    found["outlet"] = marked.get("outlet")
    found["published"] = marked.get("published") or seen.get("date")
    return {**found, "text": text, "warning": warning}


def read(name: str, text: str) -> Reading:
    """One article. Raises Unreadable."""
    warnings = []
    if len(text) > MAX_PAGE:
        warnings.append(f"only the first {MAX_PAGE:,} characters of the page were read")
    found = child.run("compare.read.html", text[:MAX_PAGE])
    warning = found.pop("warning", None)
    if not (found.get("text") or "").strip():
        raise Unreadable("no article text found in the page")
    if iso(found.get("published") or "") is None and (day := in_name(name)):
        found["published"] = day
    article, said = build(found)
    warnings += [warning] if warning else []
    return Reading((article,), warnings=tuple((name, w) for w in warnings + said))
