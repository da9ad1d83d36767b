"""The weights and thresholds of matching, as the lexicon of numbers in weights.toml gives them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _tables() -> dict[str, dict[str, float]]:
    return tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))


def weight(table: str, name: str) -> float:
    """One number, e.g. weight("weights", "measure")."""
    return _tables()[table][name]


@cache
def weights() -> tuple[tuple[str, float], ...]:
    """The components of the match score and their weights, in the order in which they are shown."""
    return tuple(_tables()["weights"].items())
