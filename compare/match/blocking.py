"""Which claims and clusters are looked at together: inverted indices instead of all pairs.

A posting that more than a set number share says nothing and is not followed; what is left keeps
the work near linear in the number of claims.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

from compare.match.score import content
from compare.match.weights import weight
from compare.model import Claim
from compare.normalize.names import fold


class Postings:
    """Positions by key; `rare` gives those of keys that few share."""

    def __init__(self) -> None:
        self._rows: defaultdict[Hashable, dict[int, None]] = defaultdict(dict)
        self._common = int(weight("blocking", "common"))

    def add(self, keys: Iterable[Hashable], at: int) -> None:
        for key in keys:
            self._rows[key][at] = None

    def rare(self, keys: Iterable[Hashable]) -> set[int]:
        found: set[int] = set()
        for key in keys:
            rows = self._rows.get(key, {})
            if len(rows) <= self._common:
                found.update(rows)
        return found


class Contexts:
    """What each article names, and which other articles name the same."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        named: defaultdict[str, set[str]] = defaultdict(set)
        for c in claims:
            names = (*c.entities, *c.places, c.subject, c.speaker, c.agency)
            named[c.article_id].update(fold(n) for n in names if n)
        self._named = {a: frozenset(n) for a, n in named.items()}
        self._articles: defaultdict[str, list[str]] = defaultdict(list)
        for article, names in self._named.items():
            for name in names:
                self._articles[name].append(article)
        total = len(self._named)
        self._weight = {n: math.log(1 + total / len(a)) for n, a in self._articles.items()}
        self._near: dict[str, tuple[str, ...]] = {}

    def names(self, article_id: str) -> frozenset[str]:
        """The folded names of an article's claims."""
        return self._named[article_id]

    def near(self, article_id: str) -> tuple[str, ...]:
        """The article itself, then those that share most telling names with it."""
        if article_id not in self._near:
            few, most = weight("blocking", "names"), int(weight("blocking", "articles"))
            ties: defaultdict[str, float] = defaultdict(float)
            for name in sorted(self._named[article_id]):
                if len(self._articles[name]) <= few:
                    for other in self._articles[name]:
                        ties[other] += self._weight[name]
            ties.pop(article_id, None)
            best = heapq.nsmallest(most, ties.items(), key=lambda tie: (-tie[1], tie[0]))
            self._near[article_id] = (article_id, *(a for a, _ in best))
        return self._near[article_id]

    def tie(self, names: frozenset[str], others: set[str]) -> float:
        """How much two sets of names have in common, rare ones counting most."""
        return sum(sorted(self._weight[n] for n in names & others))


def pairs_by_words(texts: Sequence[str], days: Sequence[int | None]) -> list[tuple[int, int]]:
    """Pairs of texts that share two telling words and lie near in time, each once, in order."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for word in content(text):
            postings[word].append(i)
    common, near = weight("blocking", "common"), weight("blocking", "days")
    shared: Counter[tuple[int, int]] = Counter()
    for word in sorted(postings):
        rows = postings[word]
        if 1 < len(rows) <= common / 4:
            shared.update((i, j) for n, i in enumerate(rows) for j in rows[n + 1 :])
    return sorted(
        (i, j)
        for (i, j), words in shared.items()
        if words >= 2 and (days[i] is None or days[j] is None or abs(days[i] - days[j]) <= near)
    )
