"""Claims that name no place, put to questions by what else is said around them.

They follow those that do: the field left open is filled by the cluster that the claim's article has
most in common with. Lone stops on the way, and replies to what others have said, find their
question here too; what is left is joined by its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from compare.match import lanes
from compare.match.blocking import Contexts, Postings, pairs_by_words
from compare.match.cells import Cluster, Rows, contradicts_itself
from compare.match.lanes import Lane
from compare.match.replies import answers
from compare.match.score import likenesses, match
from compare.match.shapes import Shape
from compare.match.weights import weight

# What an open field needs before a cluster fills it: names shared by the articles.
_EVIDENCE = 1.0
_ANY = "*"


@dataclass(slots=True)
class _Question:
    """A cluster, with what its articles name."""

    cluster: Cluster
    names: set[str] = field(default_factory=set)


class Unplaced:
    """One run over the claims without a place, once all others stand in `clusters`.

    The clusters are changed: hand in copies.
    """

    def __init__(self, rows: Rows, clusters: Sequence[Cluster], order: Sequence[int]) -> None:
        self.rows = rows
        self.all: list[_Question] = []
        self.contexts = Contexts([rows.claims[i] for i in order])
        self.postings = Postings()
        self.of_article: defaultdict[tuple[str, str | None], dict[int, None]] = defaultdict(dict)
        self._lanes: dict[int, Lane] = {}
        for cluster in clusters:
            self.all.append(_Question(cluster))
            self._note(len(self.all) - 1, cluster.members)

    def settle(self, chosen: Sequence[int], loose: Sequence[int]) -> list[Cluster]:
        """All clusters, those of `chosen` (with fields) and `loose` (without) among them; both
        stand in order."""
        for i in sorted(chosen, key=lambda i: self.rows.shape[i].rank):
            self._settle(i)
        self._waypoints()
        rest = self._replies(loose)
        return [q.cluster for q in self.all if q.cluster.members] + self._by_words(rest)

    def _lane(self, i: int) -> Lane:
        if i not in self._lanes:
            self._lanes[i] = lanes.lane(self.rows.claims[i])
        return self._lanes[i]

    def _settle(self, i: int) -> None:
        at = self._best(i)
        if at is None:
            at = len(self.all)
            self.all.append(_Question(Cluster(self.rows.shape[i])))
        self._join(at, (i,))

    def _join(self, at: int, run: Sequence[int]) -> None:
        self.all[at].cluster.join(run, self.rows)
        self._note(at, run)

    def _note(self, at: int, run: Iterable[int]) -> None:
        names = self.all[at].names
        for i in run:
            article, question = (
                self.rows.claims[i].article_id,
                self.rows.shape[i].head.lane.question,
            )
            if at not in self.of_article[article, _ANY]:
                names |= self.contexts.names(article)
            self.of_article[article, question][at] = None
            self.of_article[article, _ANY][at] = None
            self.postings.add(_keys(self.rows.shape[i]), at)

    def _best(self, i: int) -> int | None:
        """The cluster that a claim fits best, None where none fits."""
        x = self.rows.shape[i]
        question = x.head.lane.question
        found = self.postings.rare(_keys(x))
        for article in self.contexts.near(self.rows.claims[i].article_id):
            for wanted in (question, None) if question else (_ANY,):
                found.update(self.of_article.get((article, wanted), ()))
        fits = [(fit, -at) for at in found if (fit := self._fit(i, self.all[at])) is not None]
        return -max(fits)[1] if fits else None

    def _fit(self, i: int, q: _Question) -> float | None:
        """How well a claim fits a cluster, None where a field forbids it."""
        x, y, claim = self.rows.shape[i], q.cluster.shape, self.rows.claims[i]
        head = self.rows.shapes.fit(x.head, y.head)
        same_subject = x.subject is not None and x.subject == y.subject
        if head is None or (x.subject and y.subject and not same_subject):
            return None
        if x.event != y.event and x.event and y.event:
            return None
        gap = q.cluster.gap(self.rows.day[i])
        if gap > weight("blocking", "gap"):
            return None
        own = claim.article_id in q.cluster.articles(self.rows)
        tie = self.contexts.tie(self.contexts.names(claim.article_id), q.names)
        if not same_subject and tie < _EVIDENCE and not own:
            return None
        if own and x.head.vague and contradicts_itself(i, q.cluster, self.rows):
            return None
        whole = all(lanes.is_country(p) for p in y.places)
        return min(tie, 5.0) + 2 / (1 + gap / 3) + 2 * same_subject + head + own + whole

    def _waypoints(self) -> None:
        """A lone stop on the way of those who were sent joins the question of where they are."""
        there: defaultdict[str | None, list[int]] = defaultdict(list)
        for at, q in enumerate(self.all):
            if q.cluster.shape.head.lane.question == "there":
                there[q.cluster.shape.subject].append(at)
        for found in there.values():
            for at in found:
                stop = self.all[at].cluster
                if not lone_stop(stop, self.rows):
                    continue
                counted = (i for i in stop.members if self.rows.shape[i].head.lane.counted)
                x = self._lane(next(counted))
                for whole in found:
                    other = self.all[whole].cluster
                    if other is stop or not other.members:
                        continue
                    y = self._lane(other.members[0])
                    if lanes.place_tie(x, y) == "within" and lanes.same_measure(x, y):
                        self._join(whole, stop.members)
                        stop.members = []
                        break

    def _replies(self, loose: Iterable[int]) -> list[int]:
        """Puts replies to the largest question that they answer; returns the other claims."""
        rest = []
        for i in loose:
            found = self._answered(i) if self._lane(i).reply else {}
            if found:
                size = {at: len(self.all[at].cluster.members) for at in found}
                main = max(found, key=lambda at: (found[at], size[at], -at))
                self.all[main].cluster.members.append(i)
            else:
                rest.append(i)
        return rest

    def _answered(self, i: int) -> dict[int, bool]:
        """The clusters that a reply may answer, true for those of what it is about."""
        x = self._lane(i)
        found: dict[int, bool] = {}
        for article in self.contexts.near(self.rows.claims[i].article_id):
            for at in self.of_article.get((article, _ANY), ()):
                cluster = self.all[at].cluster
                inside = cluster.articles(self.rows).get(article, ())
                if at not in found and any(answers(x, self._lane(j)) for j in inside):
                    found[at] = cluster.shape.subject in x.about
        return {at: about for at, about in found.items() if self.all[at].cluster.members}

    def _by_words(self, rest: list[int]) -> list[Cluster]:
        """Claims without fields, joined where their words say the same."""
        claims = [self.rows.claims[i] for i in rest]
        found = pairs_by_words([c.text for c in claims], [self.rows.day[i] for i in rest])
        texts = [(claims[a].text, claims[b].text) for a, b in found]
        ratios = likenesses(texts, weight("words", "related"))
        parent = list(range(len(rest)))

        def root(x: int) -> int:
            while parent[x] != x:
                parent[x] = x = parent[parent[x]]
            return x

        for (a, b), pair, ratio in zip(found, texts, ratios, strict=True):
            if not ratio or claims[a].article_id == claims[b].article_id:
                continue
            if not match(self._lane(rest[a]), self._lane(rest[b]), *pair).vetoes:
                low, high = sorted((root(a), root(b)))
                parent[high] = low
        joined: defaultdict[int, list[int]] = defaultdict(list)
        for n, i in enumerate(rest):
            joined[root(n)].append(i)
        return [Cluster(self.rows.shape[m[0]], m) for m in joined.values()]


def lone_stop(cluster: Cluster, rows: Rows) -> bool:
    """True where one article alone counts those who pass through a place."""
    if cluster.shape.head.lane.question != "there":
        return False
    counted = [x for i in cluster.members if (x := rows.shape[i]).head.lane.counted]
    moving = counted and all(lanes.moving(x.head.lane.scope) and x.places for x in counted)
    return bool(moving) and len(cluster.articles(rows)) == 1


def _keys(x: Shape) -> list[Hashable]:
    """Where a claim's cluster is looked for, and found by claims that leave a field open."""
    if not x.subject:
        return []
    family, question = x.head.family, x.head.lane.question
    keys = [(family, question, x.subject), (family, _ANY, x.subject)]
    return [*keys, (_ANY, question, x.subject)] if question else keys
