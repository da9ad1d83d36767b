"""Claims that name a place, put to questions: by shared place and measure or state alone.

Claims with the same fields make a cell. Cells, the most specific first, join the cluster that fits
best, or open one. What becomes of a cell depends only on claims that it shares a key with, directly
or through others: so a part of the claims, complete in this sense, is grouped as it is among all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from compare.match import lanes
from compare.match.shapes import Shape, Shapes
from compare.match.weights import weight
from compare.model import Claim

Key = tuple[str, str | None, str | None]
_Entry = tuple[str, str, str | None, str | None]
_ANY = "*"


class Rows:
    """Claims with what matching reads off them, by position."""

    def __init__(self) -> None:
        self.shapes = Shapes()
        self.claims: list[Claim] = []
        self.shape: list[Shape] = []
        self.day: list[int | None] = []
        self._placed: dict[Shape, list[int]] = {}
        self._sharing: defaultdict[Key, list[Shape]] = defaultdict(list)

    def add(self, claims: Sequence[Claim]) -> range:
        """Appends claims; returns their positions."""
        first = len(self.claims)
        shapes = self.shapes.of(claims)
        self.claims += claims
        self.shape += shapes
        self.day += [lanes.ordinal(c.published) for c in claims]
        placed = self._placed
        for i, x in enumerate(shapes, first):
            if x in placed:
                placed[x].append(i)
            elif x.placed and x.places:
                placed[x] = [i]
                for key in keys(x):
                    self._sharing[key].append(x)
        return range(first, len(self.claims))

    def drop(self, i: int) -> None:
        """Leaves a claim out of what `around` finds; its position stays taken."""
        if i in self._placed.get(self.shape[i], ()):
            self._placed[self.shape[i]].remove(i)

    def around(self, shapes: Iterable[Shape]) -> list[int]:
        """The placed claims that share a key with one of `shapes`, directly or through others."""
        seen = {x for x in shapes if x in self._placed}
        if len(seen) < len(self._placed):
            todo, followed = list(seen), set()
            while todo:
                for key in keys(todo.pop()):
                    if key not in followed:
                        followed.add(key)
                        fresh = [x for x in self._sharing[key] if x not in seen]
                        seen.update(fresh)
                        todo += fresh
        return [i for x in seen for i in self._placed[x]]


class Cluster:
    """A question in the making. `shape` is that of its most specific cell."""

    __slots__ = ("_articles", "_names", "_read", "first", "last", "members", "shape")

    def __init__(self, shape: Shape, members: Iterable[int] = ()) -> None:
        self.shape = shape
        self.members: list[int] = list(members)
        self.first: int | None = None
        self.last: int | None = None
        self._articles: dict[str, list[int]] | None = None
        self._names: set[str] = set()
        self._read = 0

    def join(self, run: Sequence[int], rows: Rows) -> None:
        """Takes in claims."""
        self.members += run
        for i in run:
            if (day := rows.day[i]) is not None:
                if self.first is None:
                    self.first = self.last = day
                elif day < self.first:
                    self.first = day
                elif day > self.last:
                    self.last = day

    def copy(self) -> Cluster:
        """The same cluster, to be changed on its own."""
        twin = Cluster(self.shape, self.members)
        twin.first, twin.last = self.first, self.last
        return twin

    def gap(self, day: int | None) -> int:
        """Days from `day` to the nearest end of the cluster's time, 0 inside it."""
        if day is None or self.first is None:
            return 0
        return max(0, self.first - day, day - self.last)

    def articles(self, rows: Rows) -> dict[str, list[int]]:
        """The cluster's claims by article."""
        self._catch_up(rows)
        return self._articles

    def names(self, rows: Rows) -> set[str]:
        """What the cluster's claims name."""
        self._catch_up(rows)
        return self._names

    def _catch_up(self, rows: Rows) -> None:
        if self._articles is None:
            self._articles = {}
        for i in self.members[self._read :]:
            claim = rows.claims[i]
            self._articles.setdefault(claim.article_id, []).append(i)
            self._names.update(claim.entities)
        self._read = len(self.members)


def keys(shape: Shape) -> list[Key]:
    """What two shapes must have one of in common to be looked at together."""
    head = shape.head
    bases = [] if head.family is None else [(head.family, None)]
    if head.lane.question:
        bases.append((None, head.lane.question))
    return [(place, *base) for place in sorted(shape.places) for base in bases]


def settle(rows: Rows, chosen: Iterable[int]) -> list[Cluster]:
    """Clusters of the claims `chosen`, which stand in order and name places."""
    return _Settling(rows).clusters(chosen)


class _Settling:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.all: list[Cluster] = []
        self.at: defaultdict[_Entry, list[int]] = defaultdict(list)
        self.rest = int(weight("blocking", "gap"))
        self.news = int(weight("blocking", "news"))

    def clusters(self, chosen: Iterable[int]) -> list[Cluster]:
        cells: dict[int, list[int]] = {}
        shape = self.rows.shape
        for i in chosen:
            x = shape[i]
            # Whose it is being open, two claims may speak of two things: each looks for itself.
            cell = ~i if x.subject is None else x.cell
            if cell in cells:
                cells[cell].append(i)
            else:
                cells[cell] = [i]
        for members in sorted(cells.values(), key=lambda m: shape[m[0]].rank):
            self._settle(members)
        return self.all

    def _settle(self, members: list[int]) -> None:
        x = self.rows.shape[members[0]]
        if found := self._found(x):
            members = [i for i in members if not self._joins(i, x, found)]
        for run in self._runs(members):
            cluster = Cluster(x)
            cluster.join(run, self.rows)
            for key in _entries(x):
                self.at[key].append(len(self.all))
            self.all.append(cluster)

    def _joins(self, i: int, x: Shape, found: list[tuple[Cluster, float]]) -> bool:
        best = self._best(i, x, found)
        if best is not None:
            best.join((i,), self.rows)
        return best is not None

    def _found(self, x: Shape) -> list[tuple[Cluster, float]]:
        """The clusters that no field forbids to a shape, each with how well the fields fit."""
        found: set[int] = set()
        for key in _wanted(x):
            if key in self.at:
                found.update(self.at[key])
        fits = ((at, self._fit(x, self.all[at].shape)) for at in sorted(found))
        return [(self.all[at], fit) for at, fit in fits if fit is not None]

    def _fit(self, x: Shape, y: Shape) -> float | None:
        if x.event != y.event and x.event and y.event:
            return None
        if x.subject != y.subject and x.subject and y.subject:
            return None
        head = self.rows.shapes.fit(x.head, y.head)
        if head is None:
            return None
        if x.head.befalls and y.head.befalls and (x.places < y.places or y.places < x.places):
            return None  # "Italy" is part of "Italy and France"
        return head + 2 * (x.subject is not None and x.subject == y.subject)

    def _best(self, i: int, x: Shape, found: list[tuple[Cluster, float]]) -> Cluster | None:
        """The cluster that a claim fits best, None where none fits."""
        day, claim = self.rows.day[i], self.rows.claims[i]
        best, most = None, -1.0
        for cluster, fit in found:
            gap = cluster.gap(day)
            # A claim that does not date its event is taken to speak of one in the news.
            loose = (x.event is None) != (cluster.shape.event is None)
            if gap > (self.news if loose else self.rest):
                continue
            if x.head.vague and contradicts_itself(i, cluster, self.rows):
                continue
            if len(found) > 1:
                shared = len(cluster.names(self.rows).intersection(claim.entities))
                own = claim.article_id in cluster.articles(self.rows)
                fit += 2 / (1 + gap / 3) + min(shared, 3) / 2 + own
            if fit > most:
                best, most = cluster, fit
        return best

    def _runs(self, members: list[int]) -> list[list[int]]:
        """Claims of one cell, split where the question rests for too long."""
        if len(members) < 2:
            return [members] if members else []
        runs: list[list[int]] = []
        last = None
        for i in members:
            day = self.rows.day[i]
            if not runs or (day and last and day - last > self.rest):
                runs.append([])
            runs[-1].append(i)
            last = day
        return runs


def _entries(x: Shape) -> Iterator[_Entry]:
    """Where a cluster of this shape is found."""
    family, question = x.head.family, x.head.lane.question
    for place in x.places:
        for event in (x.event, _ANY):
            if question is not None:
                yield "state", place, question, event
            elif family is not None:
                yield "stateless", place, family, event
        if family is not None:
            yield "measure", place, family, _ANY


def _wanted(x: Shape) -> Iterator[_Entry]:
    """Where clusters that this shape may join are looked for."""
    family, question = x.head.family, x.head.lane.question
    for place in x.places:
        if question is None:
            yield "measure", place, family, _ANY
            continue
        for event in (x.event, None) if x.event else (_ANY,):
            yield "state", place, question, event
            if family is not None:
                yield "stateless", place, family, event


def contradicts_itself(i: int, cluster: Cluster, rows: Rows) -> bool:
    """True where a claim that says little would join another figure of the same voice in the same
    article: these are two counts."""
    claim = rows.claims[i]
    for j in cluster.articles(rows).get(claim.article_id, ()):
        other = rows.claims[j]
        if other.quantity is None or other.as_of != claim.as_of or voice(other) != voice(claim):
            continue
        if claim.quantity.value != other.quantity.value:
            return True
    return False


def voice(claim: Claim) -> str | None:
    """Who states a claim, as far as one article's voices are told apart by it."""
    return claim.agency or claim.speaker or claim.role
