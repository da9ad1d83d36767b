"""Whether two claims repeat one source's statement, and whether an outlet changed it on the way."""

from __future__ import annotations

from decimal import Decimal

from compare.judge import intervals, origins
from compare.judge.intervals import AGREE
from compare.judge.reading import Reading
from compare.judge.rules import Finding, Pair
from compare.match import lanes
from compare.match.weights import weight

# From this figure on it is no chance that one source says the same number of two things.
_TELLING = 20
# Scales that a figure can lose: thousand, million, billion, trillion.
_SCALES = frozenset(Decimal(10) ** n for n in (3, 6, 9, 12))


def same_voice(a: Reading, b: Reading) -> bool:
    """True where one body (or a body and the one that it belongs to), person or outlet stands
    behind both."""
    if set(a.voices) & set(b.voices) or set(a.persons) & set(b.persons):
        return True
    if set(a.parents) & set(b.voices) or set(b.parents) & set(a.voices):
        return True
    return any(origins.one_person(x, y) for x in a.persons for y in b.persons)


def same_origin(p: Pair, finding: Finding) -> bool:
    """True where both go back to one source's same figure or statement.

    One outlet's sentence copied by another counts too. A new figure of one source does not.
    """
    if p.a.claim.id == p.b.claim.id and p.a.claim == p.b.claim:
        return True
    if finding.reasons == ("unit",) and finding.relation == "agree":
        return p.same_voice
    alike = dict(p.match.components)["words"]
    if _slipped(p):
        return True
    if not p.same_voice and _under_one_roof(p, finding):
        return True
    if not p.same_voice:
        copied = alike >= weight("words", "copy") and p.a.voices[0] == p.a.claim.outlet
        return copied and finding.relation == "agree"
    if set(p.match.vetoes) & {"measure", "subject", "unit"}:
        return False
    if p.figures is not None:
        if finding.relation == "agree":
            return intervals.same_figure(p.a.figure, p.b.figure)
        return _told_otherwise(p)
    if p.a.figure or p.b.figure or finding.relation not in ("agree", "differ"):
        return False
    same_stance = p.a.claim.polarity == p.b.claim.polarity
    if not same_stance and "unconfirmed" in finding.reasons:
        return _hardened(p)
    return same_stance and (finding.relation == "agree" or alike >= weight("words", "related"))


def _slipped(p: Pair) -> bool:
    """One voice's figure whose scale was lost on the way: "$61" for "$61 billion"."""
    x, y = p.a.figure, p.b.figure
    if not p.same_voice or p.figures != intervals.APART or set(p.match.vetoes):
        return False
    if x.said is None or y.said is None or x.unit != y.unit or min(x.said, y.said) <= 0:
        return False
    ratio = max(x.said, y.said) / min(x.said, y.said)
    apart = lanes.days_apart(p.a.lane, p.b.lane)
    return ratio in _SCALES and not apart and not p.parted


def _under_one_roof(p: Pair, finding: Finding) -> bool:
    """A body's figure told as that of its government as a whole."""
    if not (p.a.umbrella or p.b.umbrella) or not p.a.governments & p.b.governments:
        return False
    if p.figures != AGREE or finding.relation != "agree" or lanes.days_apart(p.a.lane, p.b.lane):
        return False
    return intervals.same_figure(p.a.figure, p.b.figure) and not p.parted


def _hardened(p: Pair) -> bool:
    """One voice's guarded answer of one day, told elsewhere as a plain statement."""
    if p.a.claim.article_id == p.b.claim.article_id or p.parted:
        return False
    x, y = p.a.lane, p.b.lane
    return x.measure == y.measure is not None and lanes.days_apart(x, y) == 0


def _told_otherwise(p: Pair) -> bool:
    """One voice's very figure at one time, said of another place, scope or state: a slip in
    retelling rather than another statement."""
    x, y = p.a.figure, p.b.figure
    if x.said is None or y.said is None or min(x.said, y.said) < _TELLING:
        return False
    if not (p.figures == AGREE and intervals.same_figure(x, y)):
        return False
    if p.a.claim.article_id == p.b.claim.article_id or p.a.claim.outlet == p.b.claim.outlet:
        return False
    apart = lanes.days_apart(p.a.lane, p.b.lane)
    return apart is None or apart <= weight("figures", "same_days")


def drifted(p: Pair) -> bool:
    """True where the bound, figure, measure, unit, tense or speaker is not that of the other."""
    x, y = p.a, p.b
    if (
        x.figure
        and y.figure
        and (x.figure.bound != y.figure.bound or x.figure.said != y.figure.said)
    ):
        return True
    if x.claim.polarity != y.claim.polarity:
        return True
    if x.lane.unit != y.lane.unit or x.lane.planned != y.lane.planned:
        return True
    if x.lane.measure and y.lane.measure and x.lane.measure != y.lane.measure:
        return not (x.lane.general or y.lane.general)
    if x.lane.question and y.lane.question and x.lane.question != y.lane.question:
        return True
    if "place" in p.parted:
        return True
    if not x.persons or not y.persons:
        return False
    return not any(origins.one_person(m, n) for m in x.persons for n in y.persons)
