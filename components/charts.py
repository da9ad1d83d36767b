"""Chart specifications, kept so that a view seen before is drawn at once."""

from __future__ import annotations

from typing import Any

import streamlit as st

from compare.charts.claim_rows import claim_rows
from compare.charts.consensus import Consensus
from compare.charts.matrix import Cell, matrix
from compare.charts.palette import DARK, LIGHT, Palette
from compare.charts.rows import Row
from compare.charts.strips import Strip, strips
from compare.charts.timeline import timeline

Spec = dict[str, Any]
_kept = st.cache_data(show_spinner=False, max_entries=100)


def _palette(name: str) -> Palette:
    return DARK if name == "dark" else LIGHT


@_kept
def strips_spec(
    questions: list[Strip], rows: list[Row], middles: dict[str, float], scale: str, theme: str
) -> Spec:
    """The strips of one page of questions."""
    return strips(questions, rows, middles, scale, _palette(theme)).to_dict(validate=False)


@_kept
def claim_rows_spec(rows: list[Row], scale: str, band: Consensus | None, theme: str) -> Spec:
    """The rows of one page of a question's claims."""
    return claim_rows(rows, scale, band, _palette(theme)).to_dict(validate=False)


@_kept
def matrix_spec(names: list[str], cells: list[Cell], theme: str) -> Spec:
    """Source against source."""
    return matrix(names, cells, _palette(theme)).to_dict(validate=False)


@_kept
def timeline_spec(rows: list[Row], scale: str, theme: str) -> Spec:
    """How each agency moved."""
    return timeline(rows, scale, _palette(theme)).to_dict(validate=False)


def picked(event: Any, name: str) -> dict[str, Any]:
    """The first datum of a point selection, empty where nothing is selected."""
    selection = (event or {}).get("selection", {}) if hasattr(event, "get") else {}
    chosen = selection.get(name) or [{}]
    return dict(chosen[0]) if isinstance(chosen, list) and chosen else {}
