"""Figures in a text as intervals: how many, of what, and how surely that is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Figure:
    """A quantity and the head of the noun phrase that it counts, where there is one."""

    quantity: Quantity
    noun: Token | None


def figures(doc: Doc) -> list[Figure]:
    """Every quantity of `doc` in reading order, each with the noun that it counts."""
    found = []
    for match in re.finditer(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?!\w)", doc.text):
        value = Decimal(match[0].replace(",", ""))
        span = doc.char_span(match.start(), match.end())
        head = span.root.head if span is not None and span.root.dep_ == "nummod" else None
        found.append(
            Figure(
                Quantity(
                    match[0], match.start(), match.end(), value, value, value, "exact",
                    measure=head.lemma_.lower() if head is not None else None,
                ),
                head,
            )
        )  # fmt: skip
    return found


def quantities(doc: Doc) -> list[Quantity]:
    """Every quantity of `doc` in reading order."""
    return [figure.quantity for figure in figures(doc)]
