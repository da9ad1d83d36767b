"""What the reading of a file gives: articles, and what is to be said about the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compare.model import Article

Note = tuple[str, str]


class Unreadable(ValueError):
    """A file, or a record in one, that gives no article; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles of one file (or of several), in order.

    `refusals` and `warnings` are pairs of a name and a reason: the name is the file's, or
    `FILE > line 7`, `FILE > row 3` for a record inside it. A refusal is for what gave no article,
    a warning for what was guessed, cut or left out.
    """

    articles: tuple[Article, ...] = ()
    refusals: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    name: str = ""

    @classmethod
    def refused(cls, name: str, reason: str) -> Reading:
        return cls(refusals=((name, reason),), name=name)

    @classmethod
    def joined(cls, readings: Iterable[Reading], name: str = "") -> Reading:
        """Several readings as one, in their order."""
        parts = list(readings)
        return cls(
            tuple(a for r in parts for a in r.articles),
            tuple(n for r in parts for n in r.refusals),
            tuple(n for r in parts for n in r.warnings),
            name,
        )
