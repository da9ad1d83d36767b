"""Pieces: a text cut once into runs of letters, numbers and single signs.

Every later step reads pieces, never the text again, so the whole is linear in its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# No count, sum or measurement of the world needs more digits; longer runs are codes.
MAX_DIGITS = 30

_PIECE = re.compile(
    r"(?P<vulgar>[½⅓⅔¼¾⅕⅛])|(?P<number>(?<!\w)\.\d+|\d+(?:[,.'’·\u00a0\u202f\u2009]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<sign>[^\s\w]|_)|(?P<other>\S)"
)
VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅛": (1, 8),
}
DASHES = frozenset("-‐‑‒–—−")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters, a number or one sign, with where it stands; `kind` tells which."""

    text: str
    lower: str
    start: int
    end: int
    kind: str


def pieces(text: str) -> list[Piece]:
    """The pieces of a text in order; `text[p.start:p.end] == p.text`."""
    found = []
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or "sign"
        if kind in ("vulgar", "other"):
            kind = "number" if kind == "vulgar" else "sign"
        found.append(Piece(match[0], match[0].lower(), match.start(), match.end(), kind))
    return found


def digits(text: str) -> Decimal | None:
    """The value of a number in digits with any thousands separator; None where it is none.

    "1,000", "1'000", "1.000.000" and "12,34,567" are whole numbers, "3.5" and "3,5" decimals.
    """
    if text in VULGAR:
        over, under = VULGAR[text]
        return Decimal(over) / under
    if sum(c.isdigit() for c in text) > MAX_DIGITS or (not text.isascii() and _odd(text)):
        return None
    groups = re.split(r"\D", text)
    signs = re.findall(r"\D", text)
    if not signs:
        return Decimal(text)
    if len(signs) == 1 and signs[0] in ".·":
        return Decimal(f"{groups[0] or 0}.{groups[1]}")
    if len(signs) == 1 and signs[0] == "," and len(groups[1]) < 3 and len(groups[0]) < 4:
        return Decimal(f"{groups[0]}.{groups[1]}")
    fraction = ""
    if len(signs) > 1 and signs[-1] in ".," and signs[-1] != signs[-2]:
        fraction = groups.pop()
        signs.pop()
    if len(set(signs)) > 1 or not 1 <= len(groups[0]) <= 3 or len(groups[-1]) != 3:
        return None
    inner = {len(g) for g in groups[1:-1]}
    if inner - {3} and (inner != {2} or signs[0] != ","):
        return None
    return Decimal("".join(groups) + (f".{fraction}" if fraction else ""))


def _odd(text: str) -> bool:
    """True where digits of another script stand in the number."""
    return any(c.isdigit() and not c.isascii() for c in text)
