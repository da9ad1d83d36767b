"""Overview: one strip a question, every claim a mark on one shared axis, coloured by verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

import altair as alt

from compare.charts.datasets import Datasets
from compare.charts.marks import interval_layers, record
from compare.charts.palette import ORDER, Palette
from compare.charts.rows import Row
from compare.charts.scales import Axis, axis

STRIP, GAP, LANE = 108, 8, 9
AXIS_HEIGHT = 28
PICK = "pick"
SILENT = "statements without a figure"
_FIRST_LANE = 47


class Strip(NamedTuple):
    """A question's title and the line under it."""

    id: str
    label: str
    note: str


def strips(
    questions: Sequence[Strip],
    rows: Sequence[Row],
    middles: Mapping[str, float],
    scale: str,
    palette: Palette,
) -> alt.LayerChart:
    """The strips of `questions`, in their order; `rows` are the claims that are shown.

    `middles` (see `middle_values`) are those of all claims, so that what is shown never moves what
    it is measured against. A click anywhere in a strip gives `{"pick": [{"q": id}]}`.
    """
    figured = [r for r in rows if r.kind is not None and r.middle is not None]
    relative = dict(middles) if scale == "Relative" else {}
    positions = [
        value / relative.get(r.question, 1.0)
        for r in figured
        for value in (r.low, r.middle, r.high)
        if value is not None
    ]
    shared = axis(scale, positions)
    seen = {r.question for r in figured}
    tops = {q.id: i * STRIP for i, q in enumerate(questions)}
    total = len(questions) * STRIP
    x = alt.X("x:Q", scale=shared.scale(), axis=_x_axis(shared, palette), title=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[total, 0], nice=False, zero=False), axis=None)
    frames = [
        {"q": q.id, "label": q.label, "note": q.note, "y": tops[q.id],
         "y2": tops[q.id] + STRIP - GAP, "title": tops[q.id] + 17, "line": tops[q.id] + 34}
        for q in questions
    ]  # fmt: skip
    records = [
        record(r, tops[r.question] + _FIRST_LANE + LANE * _lane(r), shared, palette,
               relative.get(r.question, 1.0))
        for r in figured
    ]  # fmt: skip
    data = Datasets()
    layers = [
        _frames(data, frames, y, palette),
        *_middle_rules(data, [f for f in frames if f["q"] in seen], x, y, shared, palette),
        *interval_layers(data, records, x, y, palette),
        _titles(data, frames, y, "title", "label", palette.ink, 13, 600),
        _titles(data, frames, y, "line", "note", palette.muted, 12, 400),
        *_silent(data, [f for f in frames if f["q"] not in seen], y, palette),
    ]
    return data.layered(layers, total + AXIS_HEIGHT)


def middle_values(rows: Sequence[Row]) -> dict[str, float]:
    """Each question's middle figure: the median of its claims, echoes left out."""
    said: dict[str, list[float]] = {}
    for r in sorted(rows, key=lambda r: r.echo):
        if r.middle and (not r.echo or r.question not in said):
            said.setdefault(r.question, []).append(r.middle)
    return {q: abs(median(values)) or 1.0 for q, values in said.items()}


def _lane(row: Row) -> int:
    return len(ORDER) if row.echo else ORDER.index(row.verdict)


def _x_axis(shared: Axis, palette: Palette) -> alt.Axis:
    return alt.Axis(
        orient="top",
        values=list(shared.ticks),
        labelExpr=shared.labels(),
        labelColor=palette.muted,
        gridColor=palette.grid,
        domain=False,
        ticks=False,
        labelOverlap=True,
        labelFlush=True,
    )


def _frames(data: Datasets, frames: Sequence[dict], y: alt.Y, palette: Palette) -> alt.Chart:
    pick = alt.selection_point(name=PICK, fields=["q"], on="click", clear=False, toggle=False)
    return (
        data.chart(frames)
        .mark_rect(cornerRadius=6, opacity=0.07, color=palette.muted, cursor="pointer")
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=y,
            y2="y2:Q",
            description=alt.Description("label:N"),
        )
        .add_params(pick)
    )


def _middle_rules(
    data: Datasets, frames: Sequence[dict], x: alt.X, y: alt.Y, shared: Axis, palette: Palette
) -> list[alt.Chart]:
    if shared.kind != "Relative" or not frames:
        return []
    rules = [{**f, "x": 1.0, "y": f["y"] + _FIRST_LANE - 8} for f in frames]
    return [
        data.chart(rules)
        .mark_rule(color=palette.muted, opacity=0.7, strokeWidth=1.2)
        .encode(x=x, y=y, y2="y2:Q")
    ]


def _silent(
    data: Datasets, frames: Sequence[dict], y: alt.Y, palette: Palette
) -> list[alt.LayerChart]:
    told = [{**f, "silent": SILENT, "at": f["line"] + 30} for f in frames]
    return [_titles(data, told, y, "at", "silent", palette.muted, 12, 400)] if told else []


def _titles(
    data: Datasets,
    frames: Sequence[dict],
    y: alt.Y,
    at: str,
    text: str,
    colour: str,
    size: int,
    weight: int,
) -> alt.Chart:
    placed = [{"q": f["q"], "y": f[at], "text": f[text]} for f in frames]
    return (
        data.chart(placed)
        .mark_text(
            align="left",
            baseline="middle",
            fontSize=size,
            fontWeight=weight,
            color=colour,
            limit=alt.ExprRef("width - 20"),
            cursor="pointer",
        )
        .encode(x=alt.value(10), y=y, text="text:N")
    )
