"""Average-link clustering of a similarity matrix (UPGMA; Sokal and Michener 1958)."""

from __future__ import annotations

import numpy as np


def clusters(similarity: np.ndarray, threshold: float) -> list[list[int]]:
    """Groups of row numbers whose mean similarity is at least `threshold` whenever two are joined.

    `similarity` is symmetric, n × n. Nearest-neighbour chains (Murtagh 1983) find in O(n²) the joins
    that always taking the closest pair would; of equals the lower row number wins. Groups and their
    members come in ascending order.
    """
    n = len(similarity)
    near = np.array(similarity, dtype=np.float64)
    np.fill_diagonal(near, -np.inf)
    size = np.ones(n)
    members = {i: [i] for i in range(n)}
    open_ = set(range(n))
    chain: list[int] = []
    while open_:
        if not chain:
            chain.append(min(open_))
        top = chain[-1]
        best = int(np.argmax(near[top]))
        if near[top, best] < threshold:
            # Nothing is near enough to `top`, nor will be: a mean never exceeds its parts.
            chain.pop()
            open_.discard(top)
            near[top, :] = near[:, top] = -np.inf
            continue
        if len(chain) > 1 and near[top, chain[-2]] >= near[top, best]:
            other = chain[-2]
            del chain[-2:]
            keep, gone = min(top, other), max(top, other)
            mean = (size[keep] * near[keep] + size[gone] * near[gone]) / (size[keep] + size[gone])
            near[keep, :] = near[:, keep] = mean
            near[gone, :] = near[:, gone] = -np.inf
            near[keep, keep] = -np.inf
            size[keep] += size[gone]
            members[keep] += members.pop(gone)
            open_.discard(gone)
        else:
            chain.append(best)
    return sorted(sorted(group) for group in members.values())
