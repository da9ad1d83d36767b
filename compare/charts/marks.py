"""Interval marks, the same in every chart.

exact: a dot. about: a diamond on a soft bar. range: a bar between two ticks. at least, at most: a
tick with an arrow of fixed length in pixels, so that an open bound looks the same on every axis and
never stretches it. An echo is hollow. Each kind is a small layer of its own with its own data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from compare.charts.datasets import Datasets
from compare.charts.palette import Palette
from compare.charts.rows import Row
from compare.charts.scales import Axis

ARROW = 24
Record = dict[str, Any]

TOOLTIP = [
    alt.Tooltip("said:N", title="Claim"),
    alt.Tooltip("outlet:N", title="Outlet"),
    alt.Tooltip("speaker:N", title="Speaker"),
    alt.Tooltip("agency:N", title="Agency"),
    alt.Tooltip("stated:N", title="Stated"),
    alt.Tooltip("verdict:N", title="Verdict"),
]


def record(row: Row, y: float, axis: Axis, palette: Palette, middle: float = 1.0) -> Record:
    """One row as chart data: where it stands (figures divided by `middle`) and what it says."""
    colour = palette.of(row.verdict)
    return {
        "q": row.question,
        "c": row.claim,
        "a": row.article,
        "kind": row.kind,
        "y": y,
        "low": axis.at((row.low or 0.0) / middle),
        "x": axis.at((row.middle or 0.0) / middle),
        "high": axis.at((row.high or 0.0) / middle),
        "colour": colour,
        "fill": palette.page if row.echo else colour,
        "said": row.said,
        "outlet": row.outlet,
        "speaker": row.speaker,
        "agency": row.agency,
        "stated": row.stated,
        "verdict": f"{row.verdict_words} {row.symbol}" + (" · echo" if row.echo else ""),
        "sentence": row.sentence,
    }


def interval_layers(
    data: Datasets, records: Sequence[Record], x: alt.X, y: alt.Y, palette: Palette
) -> list[alt.Chart]:
    """The layers that draw `records`; `x` and `y` carry the scales and axes."""
    by_kind: dict[str, list[Record]] = {}
    for one in records:
        by_kind.setdefault(one["kind"], []).append(one)
    layers: list[alt.Chart] = []
    bars = by_kind.get("about", []) + by_kind.get("range", [])
    if bars:
        layers.append(_base(data, bars, x, y, "low").mark_rule(
            strokeWidth=8, opacity=0.35, strokeCap="round").encode(x2="high:Q"))  # fmt: skip
    if ranges := by_kind.get("range"):
        for end in ("low", "high"):
            layers.append(_tick(data, ranges, x, y, end))
    for kind, sign, shape in (("at least", 1, "triangle-right"), ("at most", -1, "triangle-left")):
        if open_ended := by_kind.get(kind):
            layers += [
                _base(data, open_ended, x, y, "x")
                .mark_rule(strokeWidth=2.5, x2Offset=sign * (ARROW - 4))
                .encode(x2="x:Q"),
                _tick(data, open_ended, x, y, "x"),
                _points(data, open_ended, x, y, palette, shape, 70, sign * (ARROW - 3)),
            ]
    if about := by_kind.get("about"):
        layers.append(_points(data, about, x, y, palette, "diamond", 75))
    if exact := by_kind.get("exact"):
        layers.append(_points(data, exact, x, y, palette, "circle", 75))
    return layers


def _base(data: Datasets, records: Sequence[Record], x: alt.X, y: alt.Y, field: str) -> alt.Chart:
    return data.chart(records).encode(
        x=_on(x, field),
        y=y,
        color=alt.Color("colour:N", scale=None, legend=None),
        tooltip=TOOLTIP,
        description=alt.Description("sentence:N"),
    )


def _on(x: alt.X, field: str) -> alt.X:
    moved = x.copy(deep=False)
    moved.shorthand = f"{field}:Q"
    return moved


def _tick(data: Datasets, records: Sequence[Record], x: alt.X, y: alt.Y, field: str) -> alt.Chart:
    return _base(data, records, x, y, field).mark_tick(thickness=2.5, size=13, orient="vertical")


def _points(
    data: Datasets, records: Sequence[Record], x: alt.X, y: alt.Y, palette: Palette, shape: str,
    size: int, offset: int = 0,
) -> alt.Chart:  # fmt: skip
    solid = [r for r in records if r["fill"] == r["colour"]]
    hollow = [r for r in records if r["fill"] != r["colour"]]
    layers = []
    for group, line in ((solid, alt.Stroke(value=palette.page)),
                        (hollow, alt.Stroke("colour:N", scale=None, legend=None))):  # fmt: skip
        if group:
            layers.append(
                data.chart(group)
                .mark_point(
                    shape=shape,
                    size=size if group is solid else size - 15,
                    filled=True,
                    opacity=1,
                    strokeWidth=1.2 if group is solid else 1.8,
                    xOffset=offset,
                )
                .encode(
                    x=_on(x, "x"),
                    y=y,
                    fill=alt.Fill("fill:N", scale=None, legend=None),
                    stroke=line,
                    tooltip=TOOLTIP,
                    description=alt.Description("sentence:N"),
                )
            )
    return alt.layer(*layers) if len(layers) > 1 else layers[0]
