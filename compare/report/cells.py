"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import re

# The characters that start a formula, in ASCII and in their full-width forms; a tab or a line end
# at the start of a cell would let one slip past.
_STARTERS = set("=+-@＝＋－＠")
_SLIPS = ("\t", "\n")
# Spreadsheets trim blanks and invisible marks before they look for a formula.
_TRIMMED = re.compile(r"[\s\x00\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*")
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?", re.ASCII)


def csv_safe(value: object) -> str:
    """A value as the text of one cell, line ends as LF.

    Text that a spreadsheet would read as a formula gets a leading apostrophe, unless the whole
    cell is a plain number (CWE-1236).
    """
    if value is None:
        return ""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    first = text[_TRIMMED.match(text).end() :][:1]
    if (text.startswith(_SLIPS) or first in _STARTERS) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
