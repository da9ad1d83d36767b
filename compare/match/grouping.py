"""Claims to questions: what is counted, whose, in which state, where, about which event.

Claims that name a place settle first, among those of the same places; then those that leave it
open, and those without fields. The order of the claims given makes no difference, nor does it
whether they are given at once or added to an `Index` one article at a time.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from compare.match import cells
from compare.match.cells import Cluster, Rows, voice
from compare.match.labels import label
from compare.match.recall import earlier
from compare.match.shapes import Shape
from compare.match.unplaced import Unplaced, lone_stop
from compare.model import Claim, Group


def group(claims: Sequence[Claim]) -> list[Group]:
    """The questions that `claims` answer, earliest first; every claim is in exactly one."""
    index = Index()
    index.add(claims)
    return index.groups()


class Index:
    """Claims and the questions that they answer, to which more can be added.

    Adding costs time in proportion to the claims that share a place and a measure or state with
    those added. Claims that name no place look for their question everywhere: while there are any,
    they are settled anew, all of them.
    """

    def __init__(self) -> None:
        self._rows = Rows()
        self._at: dict[str, int] = {}
        self._in_order = True
        self._unplaced: set[int] = set()
        self._home: dict[int, Cluster] = {}
        self._stops: set[Cluster] = set()
        self._finished = False
        self._groups: dict[tuple[str, ...], Group] = {}

    def groups(self) -> list[Group]:
        """All questions, earliest first."""
        if self._in_order:
            return sorted(self._groups.values(), key=lambda g: self._at[g.claim_ids[0]])
        rows, at = self._rows.claims, self._at
        return sorted(self._groups.values(), key=lambda g: _order(rows[at[g.claim_ids[0]]]))

    def add(self, claims: Sequence[Claim]) -> list[Group]:
        """Takes in claims, in place of those with their ids; returns the questions that are new or
        changed, earliest first. A question that is gone has given its claims to these."""
        seeds, stale = self._take(list({c.id: c for c in sorted(claims, key=_order)}.values()))
        touched = self._sorted(self._rows.around(seeds))
        stale.update(self._home.pop(i) for i in touched if i in self._home)
        fresh = cells.settle(self._rows, touched)
        for cluster in fresh:
            self._home.update(dict.fromkeys(cluster.members, cluster))
        self._stops -= stale
        self._stops.update(c for c in fresh if lone_stop(c, self._rows))
        finished, self._finished = self._finished, bool(self._unplaced or self._stops)
        if self._finished:
            return self._replace(list(self._groups), self._finish())
        if finished:
            return self._replace(list(self._groups), set(self._home.values()))
        return self._replace([self._ids(m) for c in stale for m in self._split(c)], fresh)

    def _take(self, claims: Sequence[Claim]) -> tuple[set[Shape], set[Cluster]]:
        """Notes claims; returns the shapes of what came and went, and the clusters that lost."""
        rows, seeds, stale = self._rows, set(), set()
        for claim in claims:
            if (old := self._at.get(claim.id)) is not None:
                rows.drop(old)
                seeds.add(rows.shape[old])
                self._unplaced.discard(old)
                if old in self._home:
                    stale.add(self._home.pop(old))
        if rows.claims and claims:
            self._in_order &= _order(rows.claims[-1]) < _order(claims[0])
        for i in rows.add(claims):
            shape = rows.shape[i]
            self._at[rows.claims[i].id] = i
            if shape.placed and shape.places:
                seeds.add(shape)
            else:
                self._unplaced.add(i)
        return seeds, stale

    def _finish(self) -> list[Cluster]:
        """All clusters, once the claims without a place have joined them."""
        rows = self._rows
        standing = list(dict.fromkeys(self._home[i] for i in self._sorted(self._home)))
        standing.sort(key=lambda c: c.shape.rank)
        rest = self._sorted(self._unplaced)
        run = Unplaced(rows, [c.copy() for c in standing], self._sorted([*self._home, *rest]))
        asking = [i for i in rest if rows.shape[i].placed]
        return run.settle(asking, [i for i in rest if not rows.shape[i].placed])

    def _replace(self, before: Iterable[tuple[str, ...]], after: Iterable[Cluster]) -> list[Group]:
        """Puts the questions of the clusters `after` where those of `before` stood."""
        old = {ids: self._groups.pop(ids) for ids in before}
        fresh = []
        for cluster in after:
            for members in self._split(cluster):
                inside = [self._rows.claims[i] for i in members]
                ids = tuple([c.id for c in inside])
                known = old.get(ids)
                if known is None:
                    shapes = [self._rows.shape[i] for i in members]
                    known = Group(_id(ids[0]), label(inside, shapes), ids)
                    fresh.append(known)
                self._groups[ids] = known
        return self._earliest(fresh)

    def _earliest(self, groups: Iterable[Group]) -> list[Group]:
        at = {g.claim_ids[0]: g for g in groups}
        return [at[self._rows.claims[i].id] for i in self._sorted(self._at[c] for c in at)]

    def _sorted(self, positions: Iterable[int]) -> list[int]:
        if self._in_order:
            return sorted(positions)
        return sorted(positions, key=lambda i: _order(self._rows.claims[i]))

    def _ids(self, members: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._rows.claims[i].id for i in members)

    def _split(self, cluster: Cluster) -> list[list[int]]:
        """The cluster's claims in order, each of its questions for itself."""
        return _questions(self._sorted(cluster.members), cluster.shape.head.befalls, self._rows)


def _questions(members: list[int], toll: bool, rows: Rows) -> list[list[int]]:
    """`members`, and apart from them counts of parts: of several counts that one voice gives of one
    toll in one article, as of one time, the largest is the whole; each other one is a question of
    its own."""
    claims = rows.claims
    if not toll or len({claims[i].article_id for i in members}) == len(members):
        return [members]
    said: defaultdict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for i in members:
        claim = claims[i]
        if claim.quantity and claim.quantity.value is not None:
            said[claim.article_id, voice(claim), claim.as_of].append(i)
    lone = []
    for counts in said.values():
        values = {i: claims[i].quantity.value for i in counts}
        if len(counts) > 1:
            values = {i: v for i, v in values.items() if not earlier(claims[i])}
        most = max(values.values(), default=0)
        lone += [i for i, value in values.items() if 2 * value <= most != value]
    apart = set(lone)
    return [[i for i in members if i not in apart], *([i] for i in lone)]


def _order(claim: Claim) -> tuple[object, ...]:
    at = claim.quantity.start if claim.quantity else claim.start
    return (claim.published or "", claim.article_id, claim.start, at, claim.id)


def _id(claim_id: str) -> str:
    return "q" + hashlib.sha256(claim_id.encode()).hexdigest()[:12]
