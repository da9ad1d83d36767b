"""An article's text with its claims highlighted: cut into pieces, every piece escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from compare.charts.palette import SYMBOLS
from compare.charts.wording import said, verdict_words
from compare.model import Article, Claim, Comparison
from components.html import Html, safe, tag
from components.parts import css_class, figure_at


@dataclass(frozen=True, slots=True)
class Highlight:
    """A figure (or a whole claim without one) at `start`–`end` of the article's text."""

    claim: Claim
    start: int
    end: int


def highlights(article: Article, claims: Sequence[Claim]) -> list[Highlight]:
    """What to mark, in the order of the text and never overlapping; the first claim of a place."""
    found = []
    size = len(article.text)
    for claim in claims:
        start, end = claim.start, claim.end
        if (place := figure_at(claim)) is not None:
            start, end = claim.start + place[0], claim.start + place[1]
        if 0 <= start < end <= size:
            found.append(Highlight(claim, start, end))
    found.sort(key=lambda h: (h.start, h.end))
    kept: list[Highlight] = []
    for highlight in found:
        if not kept or highlight.start >= kept[-1].end:
            kept.append(highlight)
    return kept


def reader(
    article: Article, claims: Sequence[Claim], comparison: Comparison, chosen: str | None
) -> Html:
    """The whole text; the sentence of the claim `chosen` is tinted, its figure outlined."""
    picked = next((c for c in claims if c.id == chosen), None)
    # The chosen claim comes first, so that it is never the one that gives way.
    ordered = sorted(claims, key=lambda c: c is not picked)
    marks = highlights(article, _without_overlap(article, ordered))
    sentence = (picked.start, picked.end) if picked else (0, 0)
    cuts = sorted(
        {0, len(article.text), *sentence, *(h.start for h in marks), *(h.end for h in marks)}
    )
    pieces: list[Html] = []
    for start, end in pairwise(cuts):
        words = safe(article.text[start:end])
        inside = next((h for h in marks if h.start <= start and end <= h.end), None)
        if inside is not None:
            words = _mark(words, inside, end == inside.end, comparison, chosen)
        if picked and sentence[0] <= start and end <= sentence[1]:
            verdict = comparison.verdicts[picked.id].verdict
            words = tag("span", words, class_=f"cx-chosen {css_class(verdict)}")
        pieces.append(words)
    return tag("div", *pieces, class_="cx cx-read")


def _without_overlap(article: Article, claims: Sequence[Claim]) -> list[Claim]:
    kept: list[Highlight] = []
    for claim in claims:
        for highlight in highlights(article, [claim]):
            if all(highlight.end <= k.start or k.end <= highlight.start for k in kept):
                kept.append(highlight)
    return [h.claim for h in kept]


def _mark(
    words: Html, highlight: Highlight, last: bool, comparison: Comparison, chosen: str | None
) -> Html:
    claim = highlight.claim
    verdict = comparison.verdicts[claim.id]
    now = claim.id == chosen
    sign = tag("sup", SYMBOLS[verdict.verdict], aria_hidden="true") if last else None
    return tag(
        "mark",
        words,
        sign,
        class_=css_class(verdict.verdict) + (" cx-now" if now else ""),
        tabindex="0",
        aria_label=f"{said(claim)}, {verdict_words(verdict)}",
        title=verdict_words(verdict),
    )
