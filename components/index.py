"""Which claims a choice of filters shows. Pure: what is judged never depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property

from compare.charts.wording import to_date
from compare.model import Claim, Comparison, Question
from compare.normalize import names, outlets

VERDICT_LABELS = {
    "conflict": "Conflict",
    "differ": "Differ",
    "agree": "Agree",
    "revised": "Revised",
    "only source": "Only source",
}
NAMED = ("speaker", "agency", "outlet", "topic", "verdict")


@dataclass(frozen=True)
class Selection:
    """What the sidebar says. Empty means all; within a filter any value will do."""

    speaker: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    # The first and last day; the first alone while the second is still to be picked.
    dates: tuple[date, ...] = ()
    search: str = ""

    @property
    def active(self) -> bool:
        """True where anything at all is chosen."""
        return any(getattr(self, f.name) for f in fields(self))


@dataclass(frozen=True, slots=True)
class Entry:
    """What one claim can be found by."""

    claim: Claim
    speaker: frozenset[str]
    agency: frozenset[str]
    outlet: frozenset[str]
    topic: frozenset[str]
    verdict: frozenset[str]
    stated: date | None
    text: str = field(repr=False)


def canonical_person(name: str) -> str:
    """A person under the one name that the filter offers."""
    known = names.person(name)
    return known.name if known else name


class Index:
    """A comparison made ready for filtering: built once a corpus, asked at every run."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.question_of: dict[str, Question] = {
            c: q for q in comparison.questions for c in q.claim_ids
        }
        self.questions = {q.id: q for q in comparison.questions}
        topics: dict[str, set[str]] = {}
        for story in comparison.stories:
            for article in story.article_ids:
                topics.setdefault(article, set()).add(story.label)
        claims = [c for c in comparison.claims.values() if c.id in self.question_of]
        agencies = {s.agency for c in claims for s in _voices(c) if s.agency}
        speakers = {s.speaker for c in claims for s in _voices(c) if s.speaker}
        self.entries = {
            c.id: self._entry(c, topics.get(c.article_id, set()), speakers, agencies)
            for c in claims
        }

    def _entry(
        self, claim: Claim, topics: set[str], speakers: set[str], agencies: set[str]
    ) -> Entry:
        people = {s.speaker for s in _voices(claim) if s.speaker}
        bodies = {s.agency for s in _voices(claim) if s.agency}
        printed = {claim.outlet} if claim.outlet else set()
        for name in claim.via:
            if name in speakers:
                people.add(name)
            elif name in agencies:
                bodies.add(name)
            elif (paper := outlets.outlet(name)) is not None:
                printed.add(paper)
            elif names.agency(name) is not None:
                bodies.add(name)
            else:
                people.add(name)
        article = self.comparison.articles.get(claim.article_id)
        said = (
            claim.text, article.title if article else None, claim.outlet, claim.role,
            self.question_of[claim.id].label, *people, *bodies, *claim.via,
        )  # fmt: skip
        verdict = self.comparison.verdicts[claim.id].verdict
        return Entry(
            claim=claim,
            speaker=frozenset(map(canonical_person, people)),
            agency=frozenset(bodies),
            outlet=frozenset(printed),
            topic=frozenset(topics),
            verdict=frozenset({VERDICT_LABELS[verdict]}),
            stated=to_date(claim.published),
            text=names.fold(" ".join(w for w in said if w)),
        )

    @cached_property
    def options(self) -> dict[str, list[str]]:
        """What each multiselect offers, in the order of the alphabet; verdicts in their own."""
        offered = {}
        for name in NAMED[:-1]:
            values = {v for e in self.entries.values() for v in getattr(e, name)}
            offered[name] = sorted(values, key=str.casefold)
        offered["verdict"] = list(VERDICT_LABELS.values())
        return offered

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which anything was stated."""
        days = [e.stated for e in self.entries.values() if e.stated]
        return (min(days), max(days)) if days else None

    def shown(self, selection: Selection) -> frozenset[str]:
        """The ids of the claims that `selection` shows."""
        words = names.fold(selection.search).split()
        return frozenset(i for i, e in self.entries.items() if _matches(e, selection, words))

    def article_matches(self, article_id: str, selection: Selection) -> bool:
        """True where a search finds the article by its own title, outlet or text."""
        article = self.comparison.articles[article_id]
        whole = names.fold(" ".join(filter(None, (article.title, article.outlet, article.text))))
        return all(word in whole for word in names.fold(selection.search).split())


def _voices(claim: Claim) -> Iterable:
    return (claim, *claim.sources)


def _matches(entry: Entry, selection: Selection, words: list[str]) -> bool:
    for name in NAMED:
        wanted = getattr(selection, name)
        if wanted and not getattr(entry, name).intersection(wanted):
            return False
    if selection.dates:
        first, last = (*selection.dates, date.max)[:2]
        if entry.stated is None or not first <= entry.stated <= last:
            return False
    return all(word in entry.text for word in words)
