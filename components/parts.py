"""Pieces of markup that several pages share: badges, legends, tags, marked sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compare.charts.palette import ECHO_SYMBOL, ORDER, SYMBOLS, Palette
from compare.charts.wording import VERDICT_HELP, plural, verdict_words
from compare.model import Article, Claim, Comparison, Verdict
from components.html import Html, join, tag

DIGEST = "digest, not the outlet's words"


def css_class(verdict: str) -> str:
    """The class that carries a verdict's colour and underline."""
    return f"cx-{verdict.replace(' ', '-')}"


def symbol(verdict: str) -> Html:
    """The verdict's symbol on its colour; the word always stands beside it."""
    return tag("span", SYMBOLS[verdict], class_="cx-sym", aria_hidden="true")


def badge(verdict: Verdict) -> Html:
    """`≈ Differ: open bound`, with what the word means as its title."""
    return tag(
        "span",
        symbol(verdict.verdict),
        verdict_words(verdict),
        class_=f"cx-badge {css_class(verdict.verdict)}",
        title=VERDICT_HELP[verdict.verdict],
    )


def legend(comparison: Comparison, claims: Iterable[str]) -> Html:
    """The verdicts of these claims with their counts; echoes are told apart, not left out."""
    verdicts = [comparison.verdicts[c] for c in claims]
    counts = Counter(v.verdict for v in verdicts)
    echoes = sum(v.echo_of is not None for v in verdicts)
    chips = [
        tag("span", symbol(v), f"{v} ", tag("b", f"{counts[v]:,}"),
            class_=f"cx-chip {css_class(v)}", title=VERDICT_HELP[v])
        for v in ORDER
    ]  # fmt: skip
    chips.append(
        tag("span", tag("span", ECHO_SYMBOL, class_="cx-sym cx-echo-sym", aria_hidden="true"),
            "of these echoes ", tag("b", f"{echoes:,}"), class_="cx-chip",
            title="they repeat a source that is counted already; drawn hollow")
    )  # fmt: skip
    return tag("div", *chips, class_="cx cx-legend")


def line_legend(shades: dict[str, str], palette: Palette) -> Html:
    """Names with the colour of their line; those that share the last, grey one are counted."""
    rest = [name for name, colour in shades.items() if colour == palette.muted]
    shades = {name: colour for name, colour in shades.items() if name not in rest}
    if rest:
        shades[plural(len(rest), "other source")] = palette.muted
    chips = [
        tag("span", tag("span", class_="cx-swatch", style=f"background:{colour}"), name,
            class_="cx-chip")
        for name, colour in shades.items()
    ]  # fmt: skip
    return tag("div", *chips, class_="cx cx-legend")


def figure_at(claim: Claim) -> tuple[int, int] | None:
    """Where the figure stands in the claim's own text, or None."""
    quantity = claim.quantity
    if quantity is None or not quantity.text:
        return None
    for start in (quantity.start - claim.start, quantity.start):
        if start >= 0 and claim.text[start : start + len(quantity.text)] == quantity.text:
            return start, start + len(quantity.text)
    start = claim.text.find(quantity.text)
    return (start, start + len(quantity.text)) if start >= 0 else None


def sentence(claim: Claim, verdict: Verdict) -> Html:
    """The exact words with the figure marked."""
    place = figure_at(claim)
    if place is None:
        return join(["“", claim.text, "”"])
    start, end = place
    marked = tag("mark", claim.text[start:end], class_=css_class(verdict.verdict))
    return join(["“", claim.text[:start], marked, claim.text[end:], "”"])


def origin_tag(article: Article | None) -> Html | None:
    """Marks words that are ours about an outlet's report, with the way to the original."""
    if article is None or article.kind != "digest":
        return None
    link = (
        tag("a", "original", href=article.url, rel="noopener noreferrer") if article.url else None
    )
    return join([tag("span", DIGEST, class_="cx-tag"), link], " ")


def echoes_words(count: int) -> str:
    """`3 echoes`."""
    return plural(count, "echo", "echoes")
