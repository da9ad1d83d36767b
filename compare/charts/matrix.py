"""Source against source: what the latest words of two voices are to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from compare.charts.datasets import Datasets
from compare.charts.palette import ECHO_SYMBOL, SYMBOLS, Palette
from compare.charts.wording import day, said, source_name
from compare.model import Claim, Comparison

CELL = 44
LABEL = 170
MOST_SOURCES = 12
BY = ("Agencies", "Outlets")
UNRELATED = "–"


class Cell(NamedTuple):
    """One pair of sources: `row` and `column` count from 0, `relation` as the judge says it."""

    row: int
    column: int
    relation: str
    echo: bool
    one: str
    other: str


def latest_words(comparison: Comparison, claims: Sequence[Claim], by: str) -> dict[str, Claim]:
    """Each source's latest claim that still counts, its echoes only where it has nothing else."""
    words: dict[str, Claim] = {}
    ordered = sorted(
        claims, key=lambda c: (comparison.verdicts[c.id].live, c.published or "", c.start)
    )
    for claim in ordered:
        words[voice_of(claim, by)] = claim
    return dict(sorted(words.items(), key=lambda item: item[1].published or ""))


def voice_of(claim: Claim, by: str) -> str:
    """A claim's source: its outlet, or the body or person that speaks in it."""
    return claim.outlet or "unknown outlet" if by == "Outlets" else source_name(claim)


def cells(comparison: Comparison, words: dict[str, Claim]) -> list[Cell]:
    """The lower triangle over `words`, in their order."""
    found = []
    names = list(words)
    for row, one in enumerate(names):
        for column, other in enumerate(names[:row]):
            a, b = words[one], words[other]
            judged = comparison.judgement(a.id, b.id)
            if judged is None:
                continue
            found.append(
                Cell(
                    row,
                    column,
                    judged.relation,
                    judged.same_origin,
                    f"{one}: {said(a)} ({day(a.published)})",
                    f"{other}: {said(b)} ({day(b.published)})",
                )
            )
    return found


def matrix_width(names: Sequence[str]) -> int:
    """The width in pixels at which the cells are square."""
    label = min(max(7 * len(name) for name in names) + 20, LABEL)
    return label + 14 + CELL * len(names)


def matrix(names: Sequence[str], pairs: Sequence[Cell], palette: Palette) -> alt.LayerChart:
    """Names down the left with their number, numbers along the bottom, a symbol in each cell."""
    numbered = [f"{i} · {name}" for i, name in enumerate(names, 1)]
    values = [
        {
            "row": numbered[c.row],
            "column": str(c.column + 1),
            "symbol": ECHO_SYMBOL if c.echo else SYMBOLS.get(c.relation, UNRELATED),
            "colour": _colour(c, palette),
            "text": palette.ink if _pale(c, palette) else palette.page,
            "relation": f"{c.relation.capitalize()}, one origin" if c.echo
            else c.relation.capitalize(),
            "one": c.one,
            "other": c.other,
        }
        for c in pairs
    ]  # fmt: skip
    y = alt.Y(
        "row:N",
        sort=None,
        scale=alt.Scale(domain=numbered, paddingInner=0.08),
        title=None,
        axis=alt.Axis(
            domain=False, ticks=False, labelLimit=LABEL, labelPadding=6, labelColor=palette.ink
        ),
    )
    x = alt.X(
        "column:N",
        sort=None,
        scale=alt.Scale(
            domain=[str(i) for i in range(1, len(names) + 1)], paddingInner=0.08
        ),
        title=None,
        axis=alt.Axis(
            domain=False, ticks=False, labelAngle=0, labelOverlap=False, labelColor=palette.muted
        ),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip("relation:N", title="Relation"),
        alt.Tooltip("one:N", title="One"),
        alt.Tooltip("other:N", title="Other"),
    ]
    data = Datasets()
    base = data.chart(values).encode(x=x, y=y, tooltip=tooltip)
    squares = base.mark_rect(cornerRadius=4).encode(
        color=alt.Color("colour:N", scale=None, legend=None),
        description=alt.Description("relation:N"),
    )
    symbols = base.mark_text(
        fontSize=alt.ExprRef("min(19, bandwidth('x'))"), fontWeight=700
    ).encode(text="symbol:N", color=alt.Color("text:N", scale=None, legend=None))
    return data.layered([squares, symbols], CELL * len(names) + 24)


def _colour(cell: Cell, palette: Palette) -> str:
    if cell.echo or cell.relation == "unrelated":
        return palette.only_source
    return palette.of(cell.relation)


def _pale(cell: Cell, palette: Palette) -> bool:
    return palette.name == "light" and cell.relation == "revised" and not cell.echo
