"""How each agency's figure moved: one step line an agency, an open bound as a triangle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import altair as alt

from compare.charts.datasets import Datasets
from compare.charts.palette import Palette
from compare.charts.rows import Row
from compare.charts.scales import Axis, axis

HEIGHT = 300
_SHAPES = {
    "exact": "circle",
    "about": "diamond",
    "range": "square",
    "at least": "triangle-up",
    "at most": "triangle-down",
}


def colours(rows: Sequence[Row], palette: Palette) -> dict[str, str]:
    """A colour for each voice that stated a figure, the most vocal first; past six, grey."""
    spoken = Counter(r.source for r in sorted(rows, key=lambda r: r.published or ""))
    ranked = [name for name, _ in spoken.most_common()]
    spare = [palette.muted] * max(len(ranked) - len(palette.lines), 0)
    return dict(zip(ranked, [*palette.lines, *spare], strict=False))


def timeline(rows: Sequence[Row], scale: str, palette: Palette) -> alt.LayerChart:
    """`rows` must have a figure and a date; `scale` is Log or Linear."""
    shades = colours(rows, palette)
    values = [v for r in rows for v in (r.low, r.middle, r.high) if v is not None]
    shared = axis(scale, values)
    points = [
        {
            "voice": r.source, "date": (r.published or "")[:10], "y": shared.at(r.middle or 0.0),
            "low": shared.at(r.low or 0.0), "high": shared.at(r.high or 0.0),
            "kind": r.kind, "colour": shades[r.source], "said": r.said, "stated": r.stated,
            "outlet": r.outlet, "sentence": r.sentence,
        }
        for r in sorted(rows, key=lambda r: r.published or "")
    ]  # fmt: skip
    last = max((d["date"] for d in points), default="")
    final = {d["voice"]: d for d in points}
    tails = [
        {"voice": v, "date": d["date"], "end": last, "y": d["y"], "colour": d["colour"]}
        for v, d in final.items()
        if d["date"] < last
    ]
    x = alt.X(
        "date:T",
        title=None,
        scale=alt.Scale(padding=12),
        axis=alt.Axis(format="%-d %b %Y", grid=False, labelColor=palette.muted, tickCount=4,
                      labelOverlap=True, labelFlush=True),
    )  # fmt: skip
    colour = alt.Color("colour:N", scale=None, legend=None)
    data = Datasets()
    base = data.chart(points).encode(x=x, color=colour)
    tooltip = [
        alt.Tooltip("voice:N", title="Source"),
        alt.Tooltip("said:N", title="Claim"),
        alt.Tooltip("outlet:N", title="Outlet"),
        alt.Tooltip("stated:N", title="Stated"),
    ]
    layers = [
        base.mark_rule(strokeWidth=6, opacity=0.25, strokeCap="round").encode(
            y=_y("low", shared, palette), y2="high:Q"
        ),
        base.mark_line(interpolate="step-after", strokeWidth=2).encode(
            y=_y("y", shared, palette), detail="voice:N"
        ),
        base.mark_point(filled=True, size=80, opacity=1, stroke=palette.page, strokeWidth=1).encode(
            y=_y("y", shared, palette),
            tooltip=tooltip,
            shape=alt.Shape(
                "kind:N",
                scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())),
                legend=None,
            ),
            description=alt.Description("sentence:N"),
        ),
    ]
    if tails:
        layers.insert(
            0,
            data.chart(tails)
            .mark_rule(strokeDash=[3, 4], opacity=0.6)
            .encode(x=x, x2="end:T", y=_y("y", shared, palette), color=colour),
        )
    return data.layered(layers, HEIGHT)


def _y(field: str, shared: Axis, palette: Palette) -> alt.Y:
    return alt.Y(
        f"{field}:Q",
        title=None,
        scale=shared.scale(),
        axis=alt.Axis(
            values=list(shared.ticks),
            labelExpr=shared.labels(),
            gridColor=palette.grid,
            labelColor=palette.muted,
            domain=False,
            ticks=False,
        ),
    )
