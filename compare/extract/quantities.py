"""Figures in a text as intervals: how many, of what, and how surely that is said.

The bounds follow the qualifiers of Almasian et al., "CQE: A Comprehensive Quantity Extractor"
(EMNLP 2023), carried further to intervals.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare import settings
from compare.extract import ages, bounds, counted, lookalikes, units
from compare.extract.amounts import Amount, amounts
from compare.extract.pieces import DASHES, Piece, pieces
from compare.extract.ranges import joined
from compare.extract.tree import text_of
from compare.extract.workings import completed, converted, multiplied, scaled
from compare.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True)
class Figure:
    """A quantity and the head of the noun phrase that it counts, where there is one."""

    quantity: Quantity
    noun: Token | None


def figures(doc: Doc) -> list[Figure]:
    """Every quantity of `doc` in reading order, each with the noun that it counts.

    Only the first `settings.MAX_READ` code points are read.
    """
    text = text_of(doc)[: settings.MAX_READ]
    run = pieces(text)
    masks = lookalikes.Masks(text)
    kept = _kept(doc, run, amounts(run, masks))
    found = [_figure(doc, text, run, amount) for amount in joined(run, kept)]
    return scaled(multiplied(completed(converted(found, text), text), text), text)


def quantities(doc: Doc) -> list[Quantity]:
    """Every quantity of `doc` in reading order."""
    return [figure.quantity for figure in figures(doc)]


def _span(doc: Doc, start: int, end: int) -> Span | None:
    return doc.char_span(start, end, alignment_mode="expand")


class _Sentences:
    """Where the sentences of a text begin, and which of them are headlines."""

    def __init__(self, doc: Doc) -> None:
        spans = [(s.start, s.end) for s in doc.sents] if doc.has_annotation("SENT_START") else []
        self.starts = [start for start, _ in spans] or [0]
        self.headlines = [lookalikes.is_headline(doc, *span) for span in spans] or [False]

    def around(self, i: int) -> tuple[int, bool]:
        """The first token of the sentence around token `i`, and whether it is a headline."""
        at = max(0, bisect_right(self.starts, i) - 1)
        return self.starts[at], self.headlines[at]


def _kept(doc: Doc, run: list[Piece], found: list[Amount]) -> list[Amount]:
    """The amounts that count or measure; ages among them get their unit."""
    kept = []
    dropped = -2
    sentences = _Sentences(doc)
    for amount in found:
        hangs = amount.first - 2 == dropped and run[amount.first - 1].text in DASHES
        if hangs or not _counts(doc, run, amount, sentences):
            dropped = amount.last
            continue
        kept.append(replace(amount, unit=ages.unit(run, amount) or amount.unit))
    return kept


def _counts(doc: Doc, run: list[Piece], amount: Amount, sentences: _Sentences) -> bool:
    """False where the number is a year, belongs to a name or is a pronoun."""
    if amount.unit is not None or amount.first != amount.core.first:
        return True
    numeral = amount.core
    start, end = run[numeral.first].start, run[numeral.last].end
    span = _span(doc, start, end)
    token = span[-1] if span is not None and len(span) else None
    if lookalikes.is_pronoun(run, numeral, token):
        return False
    if numeral.form == "order" and numeral.low == 2 and numeral.scale == 1:
        following = run[numeral.last + 1].lower if numeral.last + 1 < len(run) else ""
        return following.isalpha()
    if lookalikes.is_year(run, numeral, token):
        return False
    opens, headline = False, False
    if token is not None:
        begins, headline = sentences.around(token.i)
        opens = doc[begins].idx >= start - 1
    return not lookalikes.is_name(run, numeral, span[0] if span else None, opens, headline)


def _figure(doc: Doc, text: str, run: list[Piece], amount: Amount) -> Figure:
    """An amount with its bound, its direction and what it counts."""
    unit = amount.unit
    bound = "range" if amount.is_range else amount.form if amount.form == "order" else "exact"
    first, last = amount.first, amount.last
    said = bounds.before(run, first, last, units.is_time(unit))
    trailing = bounds.behind(run, last) or bounds.behind(run, amount.number_end)
    if said is not None and (not amount.is_range or said.name in ("about", "nearly", "exact")):
        first = said.edge
    if amount.is_range and first and run[first - 1].lower == "between":
        first -= 1
    if trailing is not None:
        last = max(last, trailing.edge)
    name = said.name if said else "exact"
    if trailing is not None and trailing.name != "exact" and name in ("exact", "about"):
        name = trailing.name
    if amount.core.vague and name == "exact":
        name = "about"
    if bound == "exact":
        bound = name
        low, high = bounds.interval(bound, amount.low, amount.high)
    else:
        low, high = amount.low, amount.high
    value = amount.low if amount.low == amount.high and bound not in ("range", "order") else None
    by = first > 0 and run[first - 1].lower == "by"
    scaled = unit in _SHARES or (by and units.is_money(unit))
    way = bounds.direction(run, first, scaled)
    way = way or _signed(run, amount) or _by(doc, run, first, scaled)
    start, end = run[first].start, run[last].end
    span = _span(doc, run[amount.first].start, run[max(amount.last, last)].end)
    head = phrase = None
    if span is not None and len(span):
        head = counted.noun(doc, span.start, span.end - 1, unit)
        if head is not None:
            phrase = counted.measure(doc, span.end, head)
    if unit is None and head is not None and not by and head.lemma_.lower() not in _STEPS:
        way = None
    if head is not None and unit is None and _dotted(run[amount.core.first].text, amount, head):
        value, low, high = (n and n * 1000 for n in (value, low, high))
    quantity = Quantity(
        text[start:end], start, end, value, low, high, bound, direction=way, unit=unit,
        measure=phrase,
    )  # fmt: skip
    return Figure(quantity, head)


def _dotted(text: str, amount: Amount, head: Token) -> bool:
    """True for "29.605 dead": nobody counts people to a thousandth, so the dot groups digits."""
    whole, dot, rest = text.partition(".")
    if not dot or len(rest) != 3 or not 1 <= len(whole) <= 3 or whole.startswith("0"):
        return False
    whole_things = head.tag_ in ("NNS", "NNPS") or counted.is_nominal(head)
    return whole_things and amount.core.scale == 1 and head.lemma_.lower() not in _STEPS


def _signed(run: list[Piece], amount: Amount) -> str | None:
    """A sign on a share or on money tells a change: "-1.3%", "+0.4%"."""
    sign = run[amount.core.first - 1].text if amount.core.first else ""
    if amount.unit is None or not (amount.unit in _SHARES or units.is_money(amount.unit)):
        return None
    if sign in ("-", "−") and amount.low < 0:
        return "down"
    return "up" if sign == "+" else None


def _by(doc: Doc, run: list[Piece], first: int, scaled: bool) -> str | None:
    """A change told behind its object: "grow sales by 35 per cent"."""
    if not scaled or run[first - 1].lower != "by":
        return None
    span = _span(doc, run[first - 1].start, run[first - 1].end)
    return bounds.sides(span[0].head.lower_) if span is not None and len(span) else None


# Counted nouns of which a change is told without "by" ("fell 200 points").
_STEPS = ("point", "place", "position", "pip", "toll", "number", "total")
_SHARES = ("percent", "percentage point", "basis point")
