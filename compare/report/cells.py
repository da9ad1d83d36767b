"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import re

# The characters that start a formula, in ASCII and in their full-width forms.
_STARTERS = "=+-@\t\r\n＝＋－＠"
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?")


def csv_safe(value: object) -> str:
    """A value as the text of one cell.

    Text that a spreadsheet would read as a formula gets a leading apostrophe, unless the whole
    cell is a plain number (CWE-1236).
    """
    if value is None:
        return ""
    text = str(value)
    # Spreadsheets trim blanks and invisible marks before they look for a formula.
    bare = text.lstrip(" \u00a0\u200b\ufeff\v\f\x00")
    if bare and bare[0] in _STARTERS and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
