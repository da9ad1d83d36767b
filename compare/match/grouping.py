"""Claims to questions: what is counted, whose, in which state, where, about which event.

Claims with the same fields make a cell. Cells, the most specific first, join the cluster that fits
best, or open one: fields that both fill must be equal, a field left open is filled by the cluster
that the claim's article has most in common with. Claims without fields are joined by their words.
The order of the claims given makes no difference.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from compare.match import lanes
from compare.match.blocking import Contexts, Postings, pairs_by_words
from compare.match.labels import label
from compare.match.lanes import Lane
from compare.match.recall import earlier
from compare.match.replies import answers
from compare.match.score import likenesses, match
from compare.match.weights import weight
from compare.model import Claim, Group

# What an open field needs before a cluster fills it: names shared by the articles.
_EVIDENCE = 1.0


@dataclass(slots=True)
class _Cluster:
    """A question in the making. `lane` is that of its most specific cell."""

    lane: Lane
    members: list[int] = field(default_factory=list)
    articles: dict[str, list[int]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    first: int | None = None
    last: int | None = None

    def gap(self, day: int | None) -> int:
        """Days from `day` to the nearest end of the cluster's time, 0 inside it."""
        if day is None or self.first is None or self.last is None:
            return 0
        return max(0, self.first - day, day - self.last)


def group(claims: Sequence[Claim]) -> list[Group]:
    """The questions that `claims` answer, earliest first; every claim is in exactly one."""
    known = {c.id: c for c in sorted(claims, key=_order)}
    rows = list(known.values())
    clusters = _Grouping(rows).clusters()
    groups = []
    for members in sorted(sorted(m) for m in clusters):
        inside = [rows[i] for i in members]
        groups.append(Group(_id(inside[0]), label(inside), tuple(c.id for c in inside)))
    return groups


def _order(claim: Claim) -> tuple[object, ...]:
    at = claim.quantity.start if claim.quantity else claim.start
    return (claim.published or "", claim.article_id, claim.start, at, claim.id)


def _id(claim: Claim) -> str:
    return "q" + hashlib.sha256(claim.id.encode()).hexdigest()[:12]


class _Grouping:
    """One run over claims in their order."""

    def __init__(self, rows: Sequence[Claim]) -> None:
        self.rows = rows
        self.lanes = [lanes.lane(c) for c in rows]
        self.contexts = Contexts(rows)
        self.all: list[_Cluster] = []
        self.postings = Postings()
        self.of_article: defaultdict[tuple[str, str | None], dict[int, None]] = defaultdict(dict)

    def clusters(self) -> list[list[int]]:
        cells: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        loose: list[int] = []
        for i, lane in enumerate(self.lanes):
            if _placed(lane):
                cells[self._cell(i)].append(i)
            else:
                loose.append(i)
        ordered = sorted(cells.values(), key=lambda m: (_openness(self.lanes[m[0]]), m))
        for members in ordered:
            self._settle(members)
        self._waypoints()
        self._parts()
        rest = self._replies(loose)
        return [c.members for c in self.all if c.members] + self._by_words(rest)

    def _cell(self, i: int) -> tuple[object, ...]:
        """Claims that share this are of one question, whatever else they say."""
        x = self.lanes[i]
        key = (_family(x), x.measure, x.question, x.dimension, x.period, x.subject,
               tuple(sorted(x.places)), x.event, x.counted)  # fmt: skip
        return key if x.subject and x.places else (*key, self.rows[i].article_id, i)

    def _settle(self, members: list[int]) -> None:
        """Puts a cell's claims into clusters, split where the question rests for too long."""
        for run in self._runs(members):
            at = self._best(run)
            if at is None:
                at = len(self.all)
                self.all.append(_Cluster(self.lanes[run[0]]))
            self._join(at, run)

    def _runs(self, members: list[int]) -> list[list[int]]:
        runs: list[list[int]] = []
        for i in members:
            day = self.lanes[i].published
            last = self.lanes[runs[-1][-1]].published if runs else None
            if not runs or (day and last and day - last > weight("blocking", "gap")):
                runs.append([])
            runs[-1].append(i)
        return runs

    def _join(self, at: int, run: Iterable[int]) -> None:
        cluster = self.all[at]
        for i in run:
            lane, claim = self.lanes[i], self.rows[i]
            cluster.members.append(i)
            cluster.articles.setdefault(claim.article_id, []).append(i)
            cluster.names |= self.contexts.names(claim.article_id)
            if lane.published is not None:
                cluster.first = min(cluster.first or lane.published, lane.published)
                cluster.last = max(cluster.last or lane.published, lane.published)
            for question in (lane.question, "*"):
                self.of_article[claim.article_id, question][at] = None
            self.postings.add(self._keys(i), at)

    def _keys(self, i: int) -> list[tuple[object, ...]]:
        """Where a claim's cluster is looked for, and found by claims that leave a field open."""
        x = self.lanes[i]
        bases = [(_family(x), x.question), (_family(x), "*")]
        if x.question:
            bases.append(("*", x.question))
        keys = [(*base, "place", p) for base in bases for p in x.places]
        if x.subject:
            keys += [(*base, "subject", x.subject) for base in bases]
        return keys

    def _best(self, run: list[int]) -> int | None:
        """The cluster that a cell fits best, None where none fits."""
        i = run[0]
        found = self.postings.rare(self._keys(i))
        question = self.lanes[i].question
        for article in self.contexts.near(self.rows[i].article_id):
            for wanted in (question, None) if question else ("*",):
                found.update(self.of_article.get((article, wanted), ()))
        fits = [(fit, -at) for at in found if (fit := self._fit(i, self.all[at])) is not None]
        return -max(fits)[1] if fits else None

    def _fit(self, i: int, cluster: _Cluster) -> float | None:
        """How well a claim fits a cluster, None where a field forbids it."""
        x, y = self.lanes[i], cluster.lane
        if not _compatible(x, y) or cluster.gap(x.published) > weight("blocking", "gap"):
            return None
        measure, place = lanes.same_measure(x, y), lanes.place_tie(x, y)
        same_place = place == "same"
        same_subject = x.subject is not None and x.subject == y.subject
        own = self.rows[i].article_id in cluster.articles
        tie = self.contexts.tie(self.contexts.names(self.rows[i].article_id), cluster.names)
        if not (same_subject or same_place) and tie < _EVIDENCE and not own:
            return None
        if own and self._contradicts_itself(i, cluster):
            return None
        whole = not x.places and all(lanes.is_country(p) for p in y.places)
        near = 2 / (1 + cluster.gap(x.published) / 3)
        same_question = x.question is not None and x.question == y.question
        return (
            min(tie, 5.0) + near + 2 * same_subject + 2 * same_place + same_question
            + (measure or 0) + own + whole
        )  # fmt: skip

    def _contradicts_itself(self, i: int, cluster: _Cluster) -> bool:
        """True where a claim that says little would join another figure of the same voice in the
        same article: these are two counts."""
        x, claim = self.lanes[i], self.rows[i]
        if (x.measure and not x.people) or (x.question and x.measure) or claim.quantity is None:
            return False
        for j in cluster.articles.get(claim.article_id, ()):
            other = self.rows[j]
            if other.quantity is None:
                continue
            same_time = _voice(other) == _voice(claim) and other.as_of == claim.as_of
            if same_time and claim.quantity.value != other.quantity.value:
                return True
        return False

    def _waypoints(self) -> None:
        """A lone stop on the way of those who were sent joins the question of where they are."""
        for cluster in self.all:
            if cluster.lane.question != "there" or len(cluster.articles) != 1:
                continue
            inside = [self.lanes[i] for i in cluster.members if self.lanes[i].counted]
            if not inside or not all(lanes.moving(x.scope) and x.places for x in inside):
                continue
            x = inside[0]
            for at, other in enumerate(self.all):
                if (
                    other is not cluster
                    and other.members
                    and other.lane.subject == x.subject
                    and other.lane.question == "there"
                    and lanes.place_tie(x, other.lane) == "within"
                    and lanes.same_measure(x, other.lane)
                ):
                    self._join(at, cluster.members)
                    cluster.members = []
                    break

    def _parts(self) -> None:
        """Of several counts that one voice gives of one state in one article, as of one time, the
        largest is the whole; each other one is a question of its own."""
        for cluster in list(self.all):
            if not lanes.befalls(cluster.lane.question):
                continue
            said: defaultdict[tuple[str | None, ...], list[int]] = defaultdict(list)
            for i in cluster.members:
                claim = self.rows[i]
                if claim.quantity and claim.quantity.value is not None and not earlier(claim):
                    said[claim.article_id, _voice(claim), claim.as_of].append(i)
            for counts in said.values():
                values = {i: self.rows[i].quantity.value for i in counts}
                for i in counts:
                    if 2 * values[i] <= max(values.values()) != values[i]:
                        cluster.members.remove(i)
                        self.all.append(_Cluster(self.lanes[i], [i]))

    def _replies(self, loose: list[int]) -> list[int]:
        """Puts replies to the largest question that they answer; returns the other claims."""
        rest = []
        for i in loose:
            x = self.lanes[i]
            found = self._answered(i) if x.reply else {}
            if found:
                main = max(found, key=lambda at: (found[at], len(self.all[at].members), -at))
                self.all[main].members.append(i)
            else:
                rest.append(i)
        return rest

    def _answered(self, i: int) -> dict[int, bool]:
        """The clusters that a reply may answer, true for those of what it is about."""
        x = self.lanes[i]
        found: dict[int, bool] = {}
        for article in self.contexts.near(self.rows[i].article_id):
            for at in self.of_article.get((article, "*"), ()):
                cluster = self.all[at]
                inside = cluster.articles.get(article, ())
                if at not in found and any(answers(x, self.lanes[j]) for j in inside):
                    found[at] = cluster.lane.subject in x.about
        return {at: about for at, about in found.items() if self.all[at].members}

    def _by_words(self, rest: list[int]) -> list[list[int]]:
        """Claims without fields, joined where their words say the same."""
        texts = [self.rows[i].text for i in rest]
        found = pairs_by_words(texts, [self.lanes[i].published for i in rest])
        ratios = likenesses([(texts[a], texts[b]) for a, b in found], weight("words", "related"))
        parent = list(range(len(rest)))

        def root(x: int) -> int:
            while parent[x] != x:
                parent[x] = x = parent[parent[x]]
            return x

        for (a, b), ratio in zip(found, ratios, strict=True):
            x, y = rest[a], rest[b]
            if not ratio or self.rows[x].article_id == self.rows[y].article_id:
                continue
            if not match(self.lanes[x], self.lanes[y], texts[a], texts[b]).vetoes:
                low, high = sorted((root(a), root(b)))
                parent[high] = low
        joined: defaultdict[int, list[int]] = defaultdict(list)
        for n, i in enumerate(rest):
            joined[root(n)].append(i)
        return list(joined.values())


def _placed(x: Lane) -> bool:
    """True where the fields say enough to look for a question by them."""
    return x.measure is not None or (x.question is not None and (x.counted or bool(x.subject)))


def _family(x: Lane) -> str | None:
    """The measure, all groups of people being one family; named parts are their own."""
    return "people" if x.people and not x.part else x.measure


def _openness(x: Lane) -> tuple[int, int]:
    """How many fields are open; a claim without a figure comes after those with one."""
    openings = (x.question is None) + (x.measure is None or x.general) + (x.subject is None)
    return (openings + (not x.places), not x.counted)


def _voice(claim: Claim) -> str | None:
    return claim.agency or claim.speaker or claim.role


def _compatible(x: Lane, y: Lane) -> bool:
    """True where no field that both fill differs."""
    if x.question != y.question and x.question and y.question:
        return False
    if x.subject != y.subject and x.subject and y.subject:
        return False
    if x.period != y.period or (x.counted and y.counted and x.dimension != y.dimension):
        return False
    if x.counted != y.counted and (lanes.measured(x) or lanes.measured(y)):
        return False
    if x.event != y.event and x.event and y.event:
        return False
    if lanes.same_measure(x, y) == 0.0 or lanes.place_tie(x, y) not in ("same", "open"):
        return False
    return bool((x.measure and y.measure) or (x.question and x.question == y.question))
