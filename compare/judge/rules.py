"""What two claims are to each other, as a row of small rules: the first that applies decides.

Each rule takes a `Pair` and returns a `Finding` (relation and reasons) or None where it has nothing
to say. All are symmetric in the two claims; `RULES` is their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from compare.judge import intervals
from compare.judge.intervals import AGREE, APART, OVERLAP
from compare.judge.reading import Reading
from compare.match import lanes
from compare.match.score import Match
from compare.match.weights import weight


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation and the reasons behind it (both of the model's value sets)."""

    relation: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings, how they match, how their figures lie, and what parts their lanes.

    `figures` is a relation of intervals, None unless both have a figure. `parted` holds those of
    `scope`, `place`, `period` and `date` in which the lanes differ; `whole` is the reading whose
    count includes the other's, None where neither does. `echo` is true where both repeat one
    source's statement.
    """

    a: Reading
    b: Reading
    match: Match
    figures: str | None
    parted: frozenset[str]
    place: str
    whole: Reading | None
    same_voice: bool


def pair(a: Reading, b: Reading, match: Match, same_voice: bool) -> Pair:
    """The pair of two readings."""
    figures = intervals.relation(a.figure, b.figure) if a.figure and b.figure else None
    place = lanes.place_tie(a.lane, b.lane)
    parted = set()
    if _scopes_differ(a, b):
        parted.add("scope")
    if place in ("within", "around", "apart") and not _on_the_way(a, b, place):
        parted.add("place")
    if (a.lane.period or b.lane.period) and a.lane.period != b.lane.period:
        parted.add("period")
    apart = lanes.days_apart(a.lane, b.lane)
    if apart is not None and apart > weight("figures", "same_days"):
        parted.add("date")
    if a.lane.event and b.lane.event and a.lane.event != b.lane.event:
        parted.add("date")
    return Pair(a, b, match, figures, frozenset(parted), place, _whole(a, b, place), same_voice)


def _scopes_differ(a: Reading, b: Reading) -> bool:
    x, y = a.lane, b.lane
    if x.planned != y.planned:
        return True
    if x.question and y.question and x.question != y.question:
        return True
    return bool(x.scope and y.scope and x.scope != y.scope and x.question == y.question == "there")


def _on_the_way(a: Reading, b: Reading, place: str) -> bool:
    """True where the smaller place is only a stop of those who were sent."""
    inner = a if place == "within" else b
    return (
        place != "apart"
        and lanes.moving(inner.lane.scope)
        and (a.lane.scope is None or lanes.moving(a.lane.scope))
        and (b.lane.scope is None or lanes.moving(b.lane.scope))
    )


def _whole(a: Reading, b: Reading, place: str) -> Reading | None:
    """The reading whose count includes the other's: by question or by place, not both ways."""
    outer_place = {"within": b, "around": a}.get(place)
    if lanes.whole_of(a.lane.question, b.lane.question):
        return a if outer_place in (None, a) and place != "apart" else None
    if lanes.whole_of(b.lane.question, a.lane.question):
        return b if outer_place in (None, b) and place != "apart" else None
    return outer_place


def converted(p: Pair) -> Finding | None:
    """One figure is given as the conversion of the other."""
    x, y = p.a.claim, p.b.claim
    if x.article_id != y.article_id or x.quantity is None or y.quantity is None:
        return None
    for one, other in ((x.quantity, y.quantity), (y.quantity, x.quantity)):
        if one.conversion_of and one.conversion_of == (other.start, other.end):
            return Finding("agree", ("unit",))
    return None


def unrelated(p: Pair) -> Finding | None:
    """Another measure, subject, unit or state: nothing to compare."""
    return Finding("unrelated") if p.match.vetoes else None


def denied(p: Pair) -> Finding | None:
    """One side denies what the other affirms; a denial of the whole denies its parts."""
    kinds = {p.a.claim.polarity: p.a, p.b.claim.polarity: p.b}
    if set(kinds) != {"affirms", "denies"}:
        return None
    no, yes = kinds["denies"], kinds["affirms"]
    none = no.figure is not None and no.figure.said == 0  # "there were no bodies"
    if p.figures == APART and not none:  # another figure was denied
        return Finding("differ", ("figure", "polarity"))
    if _long_since(p):
        return Finding("differ", ("date", "polarity"))
    narrower = p.place == ("within" if no is p.a else "around")
    if narrower or p.place == "apart" or "period" in p.parted:
        return Finding("differ", _reasons(p, "polarity"))
    if yes.lane.planned != no.lane.planned or not _same_question(p, no):
        return Finding("differ", ("scope", "polarity"))
    return Finding("conflict", ("polarity",))


def _long_since(p: Pair) -> bool:
    """True where an answer and what it would answer lie too far apart in time."""
    apart = lanes.days_apart(p.a.lane, p.b.lane)
    return apart is not None and apart > lanes.reply_days()


def _same_question(p: Pair, no: Reading) -> bool:
    x, y = p.a.lane.question, p.b.lane.question
    return x is None or y is None or x == y or p.whole is no


def unconfirmed(p: Pair) -> Finding | None:
    """One side neither affirms nor denies."""
    if "uncertain" not in (p.a.claim.polarity, p.b.claim.polarity):
        return None
    if _repeats(p):
        return Finding("agree", ("wording",))
    return Finding("differ", _reasons(p, "unconfirmed"))


def both_deny(p: Pair) -> Finding | None:
    """Both deny."""
    if not p.a.claim.polarity == p.b.claim.polarity == "denies":
        return None
    if p.figures in (None, AGREE):
        return Finding("agree", ("wording",))
    return Finding("differ", _reasons(p, "figure"))


def without_figure(p: Pair) -> Finding | None:
    """Both affirm, at least one without a figure: that it is so, whatever its number."""
    if p.figures is not None:
        return None
    parted = p.parted - {"date"}
    if "scope" in parted and p.a.lane.question == p.b.lane.question:
        parted -= {"scope"}
    apart = lanes.befalls(p.a.lane.question) != lanes.befalls(p.b.lane.question)
    if parted - {"place"} or p.place == "apart" or apart:
        return Finding("differ", _reasons(p, *(["scope"] if apart else ())))
    if p.a.figure or p.b.figure or _repeats(p):  # what is so in a part is so in the whole
        return Finding("agree", ("wording", "place") if "place" in parted else ("wording",))
    said_alike = dict(p.match.components)["words"] >= weight("words", "related")
    fields = dict(p.match.components)
    known = fields["measure"] >= 0.9 and fields["scope"] >= 0.8
    return Finding("agree" if said_alike or known else "differ", ("wording",))


def part_over_whole(p: Pair) -> Finding | None:
    """A part exceeds its whole: both cannot be true."""
    if p.whole is None or p.figures is None or p.parted & {"date", "period"}:
        return None
    part = p.b if p.whole is p.a else p.a
    if p.a.lane.planned != p.b.lane.planned or not _one_count(p):
        return None
    low, high = part.figure.low, p.whole.figure.high
    if low is None or high is None or low <= high or p.figures == AGREE:
        return None
    return Finding("conflict", ("figure", "part_of"))


def _one_count(p: Pair) -> bool:
    """True where only the place, or only the question, makes one a part of the other."""
    x, y = p.a.lane, p.b.lane
    if x.question != y.question:
        return p.place in ("same", "open", "within", "around")
    return not (x.scope and y.scope and x.scope != y.scope)


def same_figure(p: Pair) -> Finding | None:
    """The figures say the same."""
    if p.figures != AGREE:
        return None
    x, y = p.a.lane, p.b.lane
    another = x.planned != y.planned or (x.question and y.question and x.question != y.question)
    if p.parted & {"place", "period"} or another or p.a.lane.direction != p.b.lane.direction:
        return Finding("differ", _reasons(p))
    if p.same_voice and "date" in p.parted and not intervals.same_figure(p.a.figure, p.b.figure):
        return None  # "about 183", then "about 185": near each other, yet moved on
    reasons = {r for r in ("scope", "date") if r in p.parted}
    if x.unit != y.unit:
        reasons.add("unit")
    return Finding("agree", tuple(reasons))


def moved_on(p: Pair) -> Finding | None:
    """The same origin, government or authority on the spot has another figure later."""
    if p.figures is None or not _movable(p):
        return None
    old = older(p)
    if old is None:
        return None
    new = p.b if old is p.a else p.a
    if old.figure.said is not None and new.figure.open and new.figure.holds(old.figure.said):
        return None  # "more than 3,000" after 4,000 takes nothing back
    if _reprinted(old, new):
        return None
    if p.same_voice or _one_toll(p):
        return Finding("revised", ("revision",))
    if p.a.governments & p.b.governments and not _beside(p, old, new):
        return Finding("revised", ("revision",))
    return None


def _reprinted(old: Reading, new: Reading) -> bool:
    """True where an old open figure is printed again after the new one, which it allows."""
    later = (old.lane.published or 0) > (new.lane.published or 0)
    return later and old.figure.open and new.figure.said is not None and old.figure.holds(
        new.figure.said
    )  # fmt: skip


def _beside(p: Pair, old: Reading, new: Reading) -> bool:
    """True where two bodies of one government need not mean one count: a sum whose state is left
    open, a hedge that allows both figures, or a later figure so small that it counts a part."""
    x, y = intervals.alike(old.figure, new.figure)
    if p.a.lane.unit and p.a.lane.question != p.b.lane.question:
        return True  # sums set aside and sums in all
    if x.said is None or y.said is None:
        return False
    hedged = (x.about and x.holds(y.said)) or (y.about and y.holds(x.said))
    return hedged or 2 * y.said < x.said


def _movable(p: Pair) -> bool:
    x, y = p.a.lane, p.b.lane
    if p.parted & {"place", "period"} or x.planned != y.planned or x.direction != y.direction:
        return False
    if x.event and y.event and x.event != y.event:
        return False
    return x.question is None or y.question is None or x.question == y.question


def _one_toll(p: Pair) -> bool:
    return (
        p.a.on_the_spot and p.b.on_the_spot
        and (lanes.befalls(p.a.lane.question) or lanes.befalls(p.b.lane.question))
    )  # fmt: skip


def older(p: Pair) -> Reading | None:
    """The reading that the other one supersedes, None where time does not tell."""
    order = moment(p.a, p.b)
    return None if order == 0 else p.a if order < 0 else p.b


def moment(a: Reading, b: Reading) -> int:
    """Below 0 where the figure of `a` is the earlier one, above 0 where `b`'s is, 0 where time
    does not tell. In one article the words tell ("its earlier count of 23")."""
    if a.claim.article_id == b.claim.article_id and a.recalled != b.recalled:
        return -1 if a.recalled else 1
    x, y = lanes.day(a.lane), lanes.day(b.lane)
    if x is None or y is None:
        x, y = a.lane.published, b.lane.published
    return 0 if x is None or y is None else (x > y) - (x < y)


def excluded(p: Pair) -> Finding | None:
    """In one lane at one time no value satisfies both."""
    if p.figures == APART and not p.parted and p.whole is None:
        if _one_side(p) and one_breath(p.a, p.b):
            return Finding("differ", ("part_of",))
        if not _sure_of_measure(p):
            return None
        if p.a.lane.direction == p.b.lane.direction or (p.a.lane.direction and p.b.lane.direction):
            return Finding("conflict", ("figure",))
        return Finding("differ", ("scope",))
    return None


def _one_side(p: Pair) -> bool:
    return p.same_voice or bool(p.a.governments & p.b.governments)


def one_breath(a: Reading, b: Reading) -> bool:
    """True where one text gives both figures as of one time: the smaller counts a part."""
    same = a.claim.article_id == b.claim.article_id and a.claim.as_of == b.claim.as_of
    return same and not (a.recalled or b.recalled)


def _sure_of_measure(p: Pair) -> bool:
    same_question = p.a.lane.question == p.b.lane.question
    return bool(lanes.same_measure(p.a.lane, p.b.lane)) or (
        same_question and lanes.befalls(p.a.lane.question)
    )


def both_possible(p: Pair) -> Finding | None:
    """The figures stand apart, yet both can be true."""
    return Finding("differ", _reasons(p) or ("figure",))


def _reasons(p: Pair, *more: str) -> tuple[str, ...]:
    """What makes both possible: the lanes' differences, and how loosely the figures were said."""
    found = set(more) | p.parted
    if p.whole is not None:
        found.add("part_of")
    if p.figures == OVERLAP:
        found |= _looseness(p)
    elif p.figures == APART:
        found.add("figure")
    return tuple(found)


def _looseness(p: Pair) -> set[str]:
    bounds = {p.a.figure.bound, p.b.figure.bound}
    found = set()
    if p.a.figure.open != p.b.figure.open or (p.a.figure.open and p.figures != AGREE):
        found.add("open_bound")
    if bounds & {"about", "nearly"}:
        found.add("hedge")
    if bounds & {"range", "order"}:
        found.add("range")
    return found


def _repeats(p: Pair) -> bool:
    """True where both are one statement: the same words, or one voice's figure or answer."""
    if p.a.claim.polarity != p.b.claim.polarity:
        return False
    if p.a.figure or p.b.figure:
        return p.figures == AGREE and p.same_voice
    if set(p.a.persons) & set(p.b.persons) and p.a.lane.measure == p.b.lane.measure is not None:
        days = lanes.days_apart(p.a.lane, p.b.lane)
        if days is not None and days <= 1:  # one person's answer, as two outlets tell it
            return True
    alike = dict(p.match.components)["words"]
    return alike >= weight("words", "related" if p.same_voice else "same")


RULES: tuple[Callable[[Pair], Finding | None], ...] = (
    converted, unrelated, denied, unconfirmed, both_deny, without_figure, part_over_whole,
    same_figure, moved_on, excluded, both_possible,
)  # fmt: skip


def decide(p: Pair) -> Finding:
    """The finding of the first rule that applies."""
    return next(found for rule in RULES if (found := rule(p)) is not None)
