"""Compare: one row a claim, oldest first, with its words at the right and the overlap behind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import altair as alt

from compare.charts.consensus import Consensus
from compare.charts.datasets import Datasets
from compare.charts.marks import interval_layers, record
from compare.charts.palette import Palette
from compare.charts.rows import Row
from compare.charts.scales import Axis, axis
from compare.charts.wording import figure, plural

ROW, SILENT_ROW = 48, 28
AXIS_HEIGHT = 28
PICK = "pick"


def overlap_words(band: Consensus, unit: str | None = None) -> str:
    """`4 of 6 independent sources with a figure allow 10,000 – 11,000`."""
    low, high = band.low, band.high
    if low is None:
        where = f"up to {figure(high, unit)}"
    elif high is None:
        where = f"{figure(low, unit)} and more"
    else:
        where = figure(low, unit) if low == high else f"{figure(low, unit)} – {figure(high, unit)}"
    return f"{band.origins} of {plural(band.of, 'independent source')} with a figure allow {where}"


def claim_rows(
    rows: Sequence[Row], scale: str, band: Consensus | None, palette: Palette
) -> alt.LayerChart:
    """The rows in the order given. A click in a row gives `{"pick": [{"c": …, "a": …}]}`."""
    figured = [r for r in rows if r.kind is not None]
    ends = [float(e) for e in (band.low, band.high) if e is not None] if band else []
    values = [v for r in figured for v in (r.low, r.middle, r.high) if v is not None]
    shared = axis(scale, values + ends)
    heights = [ROW if r.kind else SILENT_ROW for r in rows]
    tops = list(accumulate(heights, initial=0))
    total = tops.pop()
    x = alt.X("x:Q", scale=shared.scale(), axis=_x_axis(shared, palette), title=None)
    y = _y("y", total)
    frames = [
        {
            "c": r.claim, "a": r.article, "y": top, "y2": top + height, "text_y": top + 14,
            "who": f"{r.stated} · {r.outlet} · {r.voice}",
            "said": f"{r.said} {r.symbol}" + (" »" if r.echo else ""),
            "sentence": r.sentence,
        }
        for r, top, height in zip(rows, tops, heights, strict=True)
    ]  # fmt: skip
    records = [
        record(r, top + 33, shared, palette)
        for r, top in zip(rows, tops, strict=True)
        if r.kind is not None
    ]
    data = Datasets()
    layers = [
        *_band(data, band, shared, x, y, total, palette),
        _frames(data, frames, total, palette),
        *interval_layers(data, records, x, y, palette),
        *_words(data, frames, total, palette),
    ]
    if not records:  # No mark carries the axis: the rows alone are drawn.
        layers = [_frames(data, frames, total, palette), *_words(data, frames, total, palette)]
    return data.layered(layers, total + AXIS_HEIGHT)


def _y(field: str, total: int) -> alt.Y:
    scale = alt.Scale(domain=[total, 0], nice=False, zero=False)
    return alt.Y(f"{field}:Q", scale=scale, axis=None)


def _x_axis(shared: Axis, palette: Palette) -> alt.Axis:
    return alt.Axis(
        orient="top", values=list(shared.ticks), labelExpr=shared.labels(),
        labelColor=palette.muted, gridColor=palette.grid, domain=False, ticks=False,
        labelOverlap=True, labelFlush=True,
    )  # fmt: skip


def _band(
    data: Datasets,
    band: Consensus | None,
    shared: Axis,
    x: alt.X,
    y: alt.Y,
    total: int,
    palette: Palette,
) -> list[alt.Chart]:
    if band is None:
        return []
    low = shared.low if band.low is None else shared.at(float(band.low))
    high = shared.high if band.high is None else shared.at(float(band.high))
    shade = [{"x": low, "x2": high, "y": 0, "y2": total, "w": overlap_words(band)}]
    return [
        data.chart(shade)
        .mark_rect(
            color=palette.agree, opacity=0.14, cornerRadius=6, stroke=palette.agree, strokeWidth=4
        )
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", tooltip=alt.Tooltip("w:N", title="Overlap"))
    ]


def _frames(data: Datasets, frames: Sequence[dict], total: int, palette: Palette) -> alt.LayerChart:
    pick = alt.selection_point(name=PICK, fields=["c", "a"], on="click", clear=False, toggle=False)
    base = data.chart(frames)
    rows = (
        base.mark_rect(color=palette.muted, opacity=0.001, cursor="pointer")
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=_y("y", total),
            y2="y2:Q",
            description=alt.Description("sentence:N"),
        )
        .add_params(pick)
    )
    lines = base.mark_rule(color=palette.grid).encode(
        x=alt.value(0), x2=alt.value("width"), y=_y("y2", total)
    )
    return rows + lines


def _words(data: Datasets, frames: Sequence[dict], total: int, palette: Palette) -> list[alt.Chart]:
    base = data.chart(frames).encode(y=_y("text_y", total))
    common = {"baseline": "middle", "fontSize": 12, "cursor": "pointer"}
    who = {"align": "left", "limit": alt.ExprRef("width * 0.6 - 6"), **common}
    said = {"align": "right", "limit": alt.ExprRef("width * 0.4 - 6"), "fontWeight": 600, **common}
    left, right = alt.value(2), alt.value("width")
    halo = {"stroke": palette.page, "strokeWidth": 5, "strokeJoin": "round"}
    return [
        base.mark_text(**who, **halo).encode(x=left, text="who:N"),
        base.mark_text(**who, color=palette.muted).encode(x=left, text="who:N"),
        base.mark_text(**said, **halo).encode(x=right, text="said:N"),
        base.mark_text(**said, color=palette.ink).encode(x=right, text="said:N"),
    ]
