"""The rows of a chart, kept apart from its layers.

Altair copies a layer with its rows each time it is combined; rows under a name are told once, are
never copied, and layers may share them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

Rows = Sequence[dict[str, Any]]


class Datasets:
    """The named rows of one chart."""

    def __init__(self) -> None:
        self._rows: dict[str, Rows] = {}

    def chart(self, rows: Rows) -> alt.Chart:
        """A layer on these rows; the same list given again is the same data."""
        name = next((n for n, known in self._rows.items() if known is rows), None)
        if name is None:
            name = f"rows_{len(self._rows)}"
            self._rows[name] = rows
        return alt.Chart(alt.NamedData(name=name))

    def layered(self, layers: Sequence[alt.Chart | alt.LayerChart], height: int) -> alt.LayerChart:
        """The layers as one chart as wide as its container, with all rows named so far."""
        told = {name: list(rows) for name, rows in self._rows.items()}
        return alt.layer(*layers, height=height, width="container", datasets=told)
