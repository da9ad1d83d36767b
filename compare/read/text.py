"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

import re

from compare.read.build import FIELDS, build
from compare.read.dates import in_name
from compare.read.reading import Reading
from compare.text import MAX_TEXT, clean_text

_FENCE = "---"
# Front matter is short; a rule drawn at the top of a long text is not the start of one.
_MAX_LINES = 60
_ENTRY = re.compile(r"([A-Za-z_]+)[ \t]*:(.*)")
_HEADING = re.compile(r"#{1,6}[ \t]+")


def _front_matter(text: str) -> tuple[dict[str, str], str] | None:
    """The entries between two `---` lines at the top and all that follows, or None."""
    lines = text.split("\n", _MAX_LINES)
    if lines[0].rstrip() != _FENCE:
        return None
    entries: dict[str, str] = {}
    at = len(lines[0]) + 1
    for line in lines[1:_MAX_LINES]:
        at += len(line) + 1
        if line.rstrip() == _FENCE:
            return entries, text[at:]
        if match := _ENTRY.match(line):
            value = match[2].strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            entries[match[1].lower()] = value
    return None


def read(name: str, text: str) -> Reading:
    """One article. Raises Unreadable."""
    # Beyond this nothing is kept, whatever front matter comes before it.
    text = clean_text(text[: 2 * MAX_TEXT])
    front = _front_matter(text)
    if front is None:
        first = next((line.strip() for line in text.split("\n") if line.strip()), "")
        fields = {"title": _HEADING.sub("", first, count=1), "text": text}
    else:
        entries, body = front
        fields = {**{k: v for k, v in entries.items() if k in FIELDS and v}, "text": body}
    fields.setdefault("published", in_name(name) or "")
    article, warnings = build(fields)
    if front is None and text.startswith(_FENCE + "\n"):
        warnings.append("the front matter is not closed: read as text")
    return Reading((article,), warnings=tuple((name, w) for w in warnings))
