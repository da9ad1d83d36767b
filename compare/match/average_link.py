"""Clustering of a similarity matrix: average link, joining by relative tie, normalised cut."""

from __future__ import annotations

import numpy as np


def clusters(similarity: np.ndarray, threshold: float) -> list[list[int]]:
    """Groups of row numbers whose mean similarity is at least `threshold` whenever two are joined.

    `similarity` is symmetric, n × n. Average link (UPGMA; Sokal and Michener 1958), by
    nearest-neighbour chains (Murtagh 1983), which find in O(n²) the joins that always taking the
    closest pair would; of equals the lower row number wins. Groups and members ascend.
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


def joined(
    similarity: np.ndarray,
    groups: list[list[int]],
    share: float,
    floor: float,
    usual: tuple[float, float],
) -> list[list[int]]:
    """`groups`, with those joined whose tie is near the ties inside them.

    Two groups join, the nearest first, while their mean similarity is at least `floor` and at least
    `share` of the geometric mean of their inner mean similarities. `usual` is the inner similarity
    that a small group is taken to have, and by how many pairs' weight.
    """
    member = np.zeros((len(similarity), len(groups)))
    for number, group in enumerate(groups):
        member[group, number] = 1.0
    apart = np.array(similarity, dtype=np.float64)
    np.fill_diagonal(apart, 0.0)
    total = member.T @ apart @ member
    size = member.sum(axis=0)
    alive = np.ones(len(groups), dtype=bool)
    value, weight = usual

    def inner() -> np.ndarray:
        return (np.diag(total) + value * weight) / (size * (size - 1) + weight)

    def ratios(row: int | slice) -> np.ndarray:
        sizes = size[row] * size if isinstance(row, int) else np.outer(size, size)
        own = inner()
        scale = own[row] * own if isinstance(row, int) else np.outer(own, own)
        mean = total[row] / sizes
        return np.where(mean >= floor, mean / np.sqrt(scale), 0.0)

    near = ratios(slice(None))
    np.fill_diagonal(near, 0.0)
    result = [list(group) for group in groups]
    while len(groups) > 1:
        first, second = divmod(int(np.argmax(near)), len(groups))
        if near[first, second] < share:
            break
        keep, gone = sorted((first, second))
        total[keep] += total[gone]
        total[:, keep] += total[:, gone]
        size[keep] += size[gone]
        alive[gone] = False
        result[keep] += result[gone]
        near[gone, :] = near[:, gone] = 0.0
        fresh = np.where(alive, ratios(keep), 0.0)
        fresh[keep] = 0.0
        near[keep, :] = near[:, keep] = fresh
    return sorted(sorted(g) for g, here in zip(result, alive, strict=True) if here)


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
