"""Sparse vectors with an inverted index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class Vectors:
    """Rows of few values each, and for each column the rows that have it (its postings)."""

    def __init__(self, columns: Sequence[np.ndarray], values: Sequence[np.ndarray]) -> None:
        self.columns, self.values = columns, values
        sizes = [len(c) for c in columns]
        flat = np.concatenate([*columns, np.zeros(0, dtype=np.int32)])
        row = np.repeat(np.arange(len(columns)), sizes)
        order = np.argsort(flat, kind="stable")
        self.row = row[order]
        self.value = np.concatenate([*values, np.zeros(0)])[order]
        self.first = np.searchsorted(flat[order], np.arange(flat.max(initial=-1) + 2))

    def __len__(self) -> int:
        return len(self.columns)

    def products(self, row: int) -> np.ndarray:
        """The inner product of a row with every row, by the postings of its columns."""
        columns, values = self.columns[row], self.values[row]
        low = self.first[columns]
        many = self.first[columns + 1] - low
        ends = np.cumsum(many)
        total = int(ends[-1]) if len(ends) else 0
        at = np.arange(total) + np.repeat(low - ends + many, many)
        parts = self.value[at] * np.repeat(values, many)
        return np.bincount(self.row[at], weights=parts, minlength=len(self))
