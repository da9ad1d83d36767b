"""Clustering of articles by average link, and the cut of a cluster in two."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import numpy as np

from compare.match.sparse import Vectors

# Rows of products kept, for the clusters asked about last: bounds memory, not results.
KEPT_ROWS = 128


def clusters(
    vectors: Vectors,
    threshold: float,
    unseen: float = 0.0,
    days: np.ndarray | None = None,
    nearness: Callable[[np.ndarray], np.ndarray] | None = None,
) -> list[list[int]]:
    """Groups of row numbers, of which no two have a tie of `threshold` or more.

    The tie of two groups is the mean product of their rows (average link, UPGMA; Sokal and Michener
    1958), reckoned as if `unseen` more pairs of rows had a product of 0, times `nearness` of the
    days between their spans, 0 where a day is NaN. Joined by nearest-neighbour chains (Murtagh
    1983); of equals the lower row number wins. Groups and members ascend. O(n²) time, O(n) memory.
    """
    return _Chains(vectors, threshold, unseen, days, nearness).run()


class _Chains:
    """The state of one clustering; a cluster is known by its lowest row."""

    def __init__(
        self,
        vectors: Vectors,
        threshold: float,
        unseen: float,
        days: np.ndarray | None,
        nearness: Callable[[np.ndarray], np.ndarray] | None,
    ) -> None:
        n = len(vectors)
        self.vectors, self.threshold, self.unseen = vectors, threshold, unseen
        self.nearness = nearness
        self.first = np.full(n, np.nan) if days is None else np.array(days, dtype=float)
        self.last = self.first.copy()
        self.of = np.arange(n)
        self.size = np.ones(n)
        self.alive = np.ones(n, dtype=bool)
        self.members = {i: [i] for i in range(n)}
        self.rows: OrderedDict[int, np.ndarray] = OrderedDict()

    def run(self) -> list[list[int]]:
        todo = list(range(len(self.vectors)))[::-1]
        while todo:
            # A cluster that has grown may find a partner, or be found by one, hence is asked anew.
            start = todo.pop()
            chain = [start] if start in self.members else []
            while chain:
                top = chain[-1]
                near = self._ties(top)
                best = int(np.argmax(near))
                if near[best] < self.threshold:
                    chain.pop()
                elif best in chain or (len(chain) > 1 and near[chain[-2]] >= near[best]):
                    # Further down the chain only where growth of another brought the two nearer.
                    other = chain[-2] if near[chain[-2]] >= near[best] else best
                    at = chain.index(other)
                    todo += chain[at + 1 : -1]
                    del chain[at:]
                    todo.append(self._join(min(top, other), max(top, other)))
                else:
                    chain.append(best)
        return sorted(self.members.values())

    def _row(self, cluster: int) -> np.ndarray:
        """The sum of products of the cluster's rows with every row."""
        row = self.rows.pop(cluster, None)
        if row is None:
            row = sum(self.vectors.products(i) for i in self.members[cluster])
        self.rows[cluster] = row
        if len(self.rows) > KEPT_ROWS:
            self.rows.popitem(last=False)
        return row

    def _ties(self, cluster: int) -> np.ndarray:
        total = np.bincount(self.of, weights=self._row(cluster), minlength=len(self.of))
        tie = total / (self.size * self.size[cluster] + self.unseen)
        if self.nearness is not None:
            gap = np.maximum(self.first - self.last[cluster], self.first[cluster] - self.last)
            tie *= self.nearness(np.nan_to_num(np.maximum(gap, 0.0), nan=0.0))
        # Rounding makes ties equal that are so but for the order of summing.
        tie = np.where(self.alive, np.round(tie, 9), -np.inf)
        tie[cluster] = -np.inf
        return tie

    def _join(self, keep: int, gone: int) -> int:
        row = self._row(keep) + self._row(gone)
        self.rows.pop(gone, None)
        self.rows[keep] = row
        self.of[self.members[gone]] = keep
        self.members[keep] = sorted(self.members[keep] + self.members.pop(gone))
        self.size[keep] += self.size[gone]
        self.alive[gone] = False
        self.first[keep] = np.fmin(self.first[keep], self.first[gone])
        self.last[keep] = np.fmax(self.last[keep], self.last[gone])
        return keep


def halves(similarity: np.ndarray) -> tuple[float, list[int], list[int]]:
    """The two parts of least normalised cut (Shi and Malik 2000), and that cut, 0 to 2.

    The parts are the best of those that cutting the second eigenvector anywhere gives. Needs two
    rows or more.
    """
    near = np.array(similarity, dtype=np.float64)
    np.fill_diagonal(near, 0.0)
    degree = near.sum(axis=1) + 1e-12
    scale = np.sqrt(degree)
    vector = np.linalg.eigh(near / np.outer(scale, scale))[1][:, -2] / scale
    # Rounding settles ties, and the sign is the solver's whim: let the first row be on the left.
    vector = np.round(vector if vector[0] < 0 else -vector, 9)
    order = np.argsort(vector, kind="stable")
    near, degree = near[np.ix_(order, order)], degree[order]
    cut = np.cumsum(degree - 2 * np.tril(near).sum(axis=1))[:-1]
    left = np.cumsum(degree)[:-1]
    costs = cut / left + cut / (degree.sum() - left)
    at = int(np.argmin(costs))
    return float(costs[at]), sorted(order[: at + 1].tolist()), sorted(order[at + 1 :].tolist())
