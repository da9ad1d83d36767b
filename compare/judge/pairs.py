"""The judgement of two claims: relation, origin, implication, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.judge import intervals, rules, wording
from compare.judge.echoes import drifted, same_origin, same_voice
from compare.judge.reading import Reading, read
from compare.match.score import content, likeness, match
from compare.match.weights import weight
from compare.model import REASONS, Claim, Judgement

_ORDER = {r: i for i, r in enumerate(REASONS)}
# Of equally sure pairs the one that says most decides.
_STRENGTH = {"agree": 4, "conflict": 3, "revised": 2, "differ": 1, "unrelated": 0}


def judge(a: Claim, b: Claim) -> Judgement:
    """What two claims are to each other; `judge(b, a)` is the same with implications swapped."""
    return judge_readings(read(a), read(b))


def judge_readings(a: Reading, b: Reading) -> Judgement:
    """`judge` for claims that were read before."""
    if _first(b) < _first(a):
        return mirrored(_judge(b, a))
    return _judge(a, b)


def mirrored(found: Judgement) -> Judgement:
    """The same judgement with the two claims named the other way round."""
    return replace(found, a_implies_b=found.b_implies_a, b_implies_a=found.a_implies_b)


def _first(x: Reading) -> tuple[object, ...]:
    c = x.claim
    at = c.quantity.start if c.quantity else -1
    said = str(c.quantity.value) if c.quantity else ""
    return (c.published or "", c.article_id, c.start, at, c.id, c.text, said)


def _judge(a: Reading, b: Reading) -> Judgement:
    one = same_voice(a, b)
    found = match(a.lane, b.lane, a.claim.text, b.claim.text, one)
    pair = rules.pair(a, b, found, one)
    finding = rules.decide(pair)
    echo = same_origin(pair, finding)
    reasons = set(finding.reasons)
    if echo:
        reasons.add("echo")
        if drifted(pair):
            reasons.add("drift")
    ordered = tuple(sorted(reasons, key=_ORDER.__getitem__))
    related = finding.relation != "unrelated"
    return Judgement(
        relation=finding.relation,
        same_origin=echo,
        a_implies_b=related and implies(pair, a, b),
        b_implies_a=related and implies(pair, b, a),
        score=found.score if related or echo else min(found.score, weight("score", "veto")),
        reasons=ordered,
        components=found.components,
        because=wording.because(pair, finding, ordered),
    )


def implies(pair: rules.Pair, a: Reading, b: Reading) -> bool:
    """True where whoever accepts `a` must accept `b`: every value that a allows, b allows."""
    if a.claim.polarity != b.claim.polarity or a.claim.polarity == "uncertain":
        return a.claim == b.claim
    if pair.parted - {"place"} or (b.lane.scope and a.lane.scope != b.lane.scope):
        return False
    inner = "within" if a is pair.a else "around"
    if "place" in pair.parted and not (pair.place == inner and _at_least(b)):
        return False
    if b.lane.places and not a.lane.places:
        return False
    if b.figure is None:
        return a.figure is not None or dict(pair.match.components)["words"] >= weight(
            "words", "same"
        )
    if a.figure is None or a.claim.polarity == "denies":
        return a.figure == b.figure
    x, y = intervals.alike(a.figure, b.figure)
    return x.inside(y)


def _at_least(x: Reading) -> bool:
    return x.figure is None or x.figure.high is None


def best(
    claims_a: Sequence[Claim],
    claims_b: Sequence[Claim],
    text_a: str = "",
    text_b: str = "",
) -> Judgement:
    """The judgement of two texts: that of their best-matching pair of claims.

    Where no pair has to do with each other, the texts' own words and figures decide whether both
    say the same.
    """
    readings_a, readings_b = [read(a) for a in claims_a], [read(b) for b in claims_b]
    found = [judge_readings(x, y) for x in readings_a for y in readings_b]
    top = max(found, key=_telling, default=None)
    if top is not None and top.relation != "unrelated":
        return top
    return _by_words(text_a, text_b, readings_a, readings_b) or top or _NOTHING


_NOTHING = Judgement("unrelated", False, False, False, 0.0)


def _telling(found: Judgement) -> tuple[bool, float, int]:
    return found.relation != "unrelated", found.score, _STRENGTH[found.relation]


def _by_words(
    text_a: str, text_b: str, a: Sequence[Reading], b: Sequence[Reading]
) -> Judgement | None:
    """Agreement where the words and all figures of one text stand in the other, else None."""
    if not text_a or not text_b:
        return None
    a_has_b = _covered(text_b, text_a) and _figures_in(b, a)
    b_has_a = _covered(text_a, text_b) and _figures_in(a, b)
    if not a_has_b and not b_has_a:
        return None
    alike = likeness(text_a, text_b)
    copy = alike >= weight("words", "copy")
    return Judgement(
        relation="agree",
        same_origin=copy,
        a_implies_b=a_has_b,
        b_implies_a=b_has_a,
        score=round(alike, 4),
        reasons=("wording", "echo") if copy else ("wording",),
        components=(("words", round(alike, 3)),),
        because=("The words and figures of one text stand in the other.",),
    )


def _covered(part: str, whole: str) -> bool:
    words = content(part)
    shared = set(words) & set(content(whole))
    return len(shared) > 1 and len(shared) >= weight("words", "covered") * len(words)


def _figures_in(part: Sequence[Reading], whole: Sequence[Reading]) -> bool:
    known = [x.figure for x in whole if x.figure]
    return all(
        any(intervals.relation(x.figure, y) == intervals.AGREE for y in known)
        for x in part
        if x.figure
    )
