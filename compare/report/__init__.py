"""A whole comparison as one document: `write(comparison, "json" | "csv" | "markdown")`."""

from __future__ import annotations

from compare.model import Comparison
from compare.report import as_csv, as_json, as_markdown

WRITERS = {"json": as_json.write, "csv": as_csv.write, "markdown": as_markdown.write}


def write(comparison: Comparison, form: str) -> str:
    """The document, line ends LF. Raises KeyError for a format that is not in WRITERS."""
    return WRITERS[form](comparison)
