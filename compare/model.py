"""The nouns of Crosscheck: frozen records that flow from one station to the next.

Field names and value sets are those of the JSON Lines that the command line speaks, so `to_json`
and `from_json` are the only translation there is. Offsets are Unicode code points. Figures are
`Decimal` inside (8.2 million must not become 8199999.999…) and JSON numbers outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

BOUNDS = (
    "exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly", "range", "order",
)  # fmt: skip
STANCES = (
    "affirms", "denies", "doubts", "no_comment", "not_aware", "conditional", "question", "forecast",
)  # fmt: skip
POLARITY_OF = {"affirms": "affirms", "forecast": "affirms", "denies": "denies"}
QUOTES = ("direct", "indirect", "mixed")
RELATIONS = ("unrelated", "agree", "differ", "conflict", "revised")
REASONS = (
    "figure", "open_bound", "hedge", "range", "scope", "place", "period", "date", "unit",
    "polarity", "unconfirmed", "revision", "part_of", "wording", "echo", "drift",
)  # fmt: skip
VERDICTS = ("conflict", "differ", "agree", "revised", "only source")


def polarity_of(stance: str) -> str:
    """`affirms`, `denies` or `uncertain`: what a stance amounts to when two claims are compared."""
    return POLARITY_OF.get(stance, "uncertain")


def number(value: Decimal | None) -> int | float | None:
    """A Decimal as the JSON number that reads best: 3000, not 3000.0."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def decimal(value: Any) -> Decimal | None:
    """A JSON number as a Decimal, by its shortest spelling (0.1 is 0.1)."""
    return None if value is None else Decimal(str(value))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text; `text` is `whole[start:end]`."""

    text: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one outlet. `kind`: `article`, or `digest` (our words about an outlet)."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    author: str | None
    text: str
    kind: str = "article"

    def to_json(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Article:
        known = {f.name: row.get(f.name) for f in fields(cls)}
        return cls(**{**known, "id": str(row["id"]), "kind": row.get("kind") or "article"})


@dataclass(frozen=True, slots=True)
class Derived:
    """What a figure amounts to once multiplied or added up; `working` shows how."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    working: str

    def to_json(self) -> dict[str, Any]:
        return {
            "value": number(self.value), "low": number(self.low), "high": number(self.high),
            "working": self.working,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as an interval. `low` or `high` is None where the words leave that side open."""

    text: str
    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    direction: str | None = None
    unit: str | None = None
    measure: str | None = None
    conversion_of: tuple[int, int] | None = None
    derived: Derived | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text, "start": self.start, "end": self.end,
            "value": number(self.value), "low": number(self.low), "high": number(self.high),
            "bound": self.bound, "direction": self.direction, "unit": self.unit,
            "measure": self.measure,
            "conversion_of": self.conversion_of
            and {"start": self.conversion_of[0], "end": self.conversion_of[1]},
            "derived": self.derived and self.derived.to_json(),
        }  # fmt: skip

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Quantity:
        conversion, derived = row.get("conversion_of"), row.get("derived")
        return cls(
            text=row.get("text") or "",
            start=row.get("start") or 0,
            end=row.get("end") or 0,
            value=decimal(row.get("value")),
            low=decimal(row.get("low")),
            high=decimal(row.get("high")),
            bound=row.get("bound") or "exact",
            direction=row.get("direction"),
            unit=row.get("unit"),
            measure=row.get("measure"),
            conversion_of=(conversion["start"], conversion["end"]) if conversion else None,
            derived=derived
            and Derived(
                decimal(derived.get("value")),
                decimal(derived.get("low")),
                decimal(derived.get("high")),
                derived.get("working") or "",
            ),
        )

    def moved(self, by: int) -> Quantity:
        """The same figure where its text starts `by` code points later."""
        conversion = self.conversion_of
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            conversion_of=conversion and (conversion[0] + by, conversion[1] + by),
        )


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: three spans of the text. `kind` is one of QUOTES."""

    source: Span | None
    cue: Span | None
    content: Span
    kind: str

    def to_json(self) -> dict[str, Any]:
        return {
            "source": self.source and self.source.to_json(),
            "cue": self.cue and self.cue.to_json(),
            "content": self.content.to_json(),
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or time in a text: TIMEX3 `type` (DATE, TIME, DURATION, SET) and `value`."""

    text: str
    start: int
    end: int
    type: str
    value: str

    def to_json(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, slots=True)
class Source:
    """One voice: a person's full name, their role, the canonical body they speak for."""

    speaker: str | None = None
    role: str | None = None
    agency: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one voice (or several at once), read off one place in one article."""

    id: str
    article_id: str
    outlet: str | None
    published: str | None
    text: str
    start: int
    end: int
    speaker: str | None = None
    role: str | None = None
    agency: str | None = None
    cue: str | None = None
    quote: str | None = None
    polarity: str = "affirms"
    stance: str = "affirms"
    quantity: Quantity | None = None
    measure: str | None = None
    scope: str | None = None
    subject: str | None = None
    places: tuple[str, ...] = ()
    period: str | None = None
    as_of: str | None = None
    event_date: str | None = None
    entities: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    via: tuple[str, ...] = ()
    confidence: float = 0.5

    def to_json(self) -> dict[str, Any]:
        row = {f.name: getattr(self, f.name) for f in fields(self)}
        row["quantity"] = self.quantity and self.quantity.to_json()
        row["sources"] = [s.to_json() for s in self.sources]
        for name in ("places", "entities", "via"):
            row[name] = list(row[name])
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Claim:
        known = {f.name: row[f.name] for f in fields(cls) if row.get(f.name) is not None}
        known["id"] = str(row["id"])
        known.setdefault("article_id", "")
        for name, empty in (("outlet", None), ("published", None), ("text", ""), ("start", 0)):
            known.setdefault(name, empty)
        known.setdefault("end", known["start"] + len(known["text"]))
        if "quantity" in known:
            known["quantity"] = Quantity.from_json(known["quantity"])
        known["sources"] = tuple(
            Source(s.get("speaker"), s.get("role"), s.get("agency"))
            for s in known.get("sources", ())
        )
        for name in ("places", "entities", "via"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What two claims are to each other, and why.

    `score` (0–1) is how sure it is that both speak of one thing; `components` are its named parts
    (each 0–1), in the order in which they are shown. `because` holds one English sentence a
    reason, for a reader; `reasons` the machine's names of them (REASONS).
    """

    relation: str
    same_origin: bool
    a_implies_b: bool
    b_implies_a: bool
    score: float
    reasons: tuple[str, ...] = ()
    components: tuple[tuple[str, float], ...] = ()
    because: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "relation": self.relation, "same_origin": self.same_origin,
            "a_implies_b": self.a_implies_b, "b_implies_a": self.b_implies_a,
            "score": self.score, "reasons": list(self.reasons),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that answer one question."""

    id: str
    label: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one running story; `label` is made of their own words."""

    id: str
    label: str
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the dashboard says of one claim; the same object feeds legend, table, filter, export.

    `verdict` is one of VERDICTS, `reason` the main reason of the relation behind it (REASONS) and
    `against` the claim on its other side; both None where no other origin speaks. `origin` is the
    key of the voice that it counts for, shared by all claims that go back to it.
    """

    claim_id: str
    verdict: str
    reason: str | None
    against: str | None
    origin: str
    echo_of: str | None = None
    drift: bool = False
    superseded_by: str | None = None

    @property
    def live(self) -> bool:
        """True where the claim still counts: no echo, not superseded."""
        return self.echo_of is None and self.superseded_by is None


@dataclass(frozen=True, slots=True)
class Question:
    """A group with what its claims, taken together, amount to.

    `claim_ids` oldest first. `origins` and `outlets` are counts of independent voices and of
    outlets; `conflicts` counts pairs of live claims of independent origins that conflict, `differs`
    those that differ; `factor` is the highest over the lowest figure among those claims (1 or more;
    None without figures). `low` and `high` span all figures said. `topic` is the story's label.
    """

    id: str
    label: str
    claim_ids: tuple[str, ...]
    verdict: str
    origins: int
    outlets: int
    conflicts: int
    differs: int
    factor: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    updated: str | None
    topic: str | None
    summary: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A whole corpus, compared. `questions` stand most disputed first.

    `judgements` holds the pairs of claims of one question, keyed `(earlier id, later id)` in the
    order of the question's `claim_ids`; ask through `judgement`, which takes either order.
    """

    articles: Mapping[str, Article]
    claims: Mapping[str, Claim]
    questions: tuple[Question, ...]
    verdicts: Mapping[str, Verdict]
    judgements: Mapping[tuple[str, str], Judgement]
    stories: tuple[Story, ...]

    def judgement(self, a: str, b: str) -> Judgement | None:
        """The judgement of two claims of one question, with `a` and `b` as asked for."""
        if (found := self.judgements.get((a, b))) is not None:
            return found
        if (found := self.judgements.get((b, a))) is None:
            return None
        return replace(found, a_implies_b=found.b_implies_a, b_implies_a=found.a_implies_b)

    def question_of(self, claim_id: str) -> Question | None:
        """The question that a claim answers."""
        return next((q for q in self.questions if claim_id in q.claim_ids), None)
