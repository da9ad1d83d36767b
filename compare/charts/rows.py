"""A comparison as flat rows for charts: one row a claim, every word already as it will be read."""

from __future__ import annotations

from typing import NamedTuple

from compare.charts.intervals import interval
from compare.charts.palette import SYMBOLS
from compare.charts.wording import day, said, source_name, verdict_words, voice
from compare.model import Claim, Comparison


class Row(NamedTuple):
    """One claim as a chart needs it. `kind`, `low`, `middle`, `high` are None without a figure."""

    claim: str
    article: str
    question: str
    verdict: str
    symbol: str
    echo: bool
    origin: str
    kind: str | None
    low: float | None
    middle: float | None
    high: float | None
    published: str | None
    said: str
    outlet: str
    speaker: str
    agency: str
    voice: str
    source: str
    stated: str
    verdict_words: str

    @property
    def sentence(self) -> str:
        """What a screen reader says of the mark."""
        return f"{self.outlet}, {self.stated}, {self.voice}: {self.said}; {self.verdict_words}" + (
            " (echo)" if self.echo else ""
        )


def row(comparison: Comparison, claim: Claim, question: str) -> Row:
    """The chart row of one claim."""
    verdict = comparison.verdicts[claim.id]
    # A figure that is denied or only asked about is told in words; a mark would assert it.
    drawn = interval(claim.quantity) if claim.polarity == "affirms" else None
    return Row(
        claim=claim.id,
        article=claim.article_id,
        question=question,
        verdict=verdict.verdict,
        symbol=SYMBOLS[verdict.verdict],
        echo=verdict.echo_of is not None,
        origin=verdict.origin,
        kind=drawn and drawn.kind,
        low=drawn and drawn.low,
        middle=drawn and drawn.middle,
        high=drawn and drawn.high,
        published=claim.published,
        said=said(claim),
        outlet=claim.outlet or "unknown outlet",
        speaker=claim.speaker or claim.role or "–",
        agency=claim.agency or "–",
        voice=voice(claim),
        source=source_name(claim),
        stated=day(claim.published),
        verdict_words=verdict_words(verdict),
    )
