"""A whole corpus compared: questions, the judgements inside each, and a verdict for every claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from compare.judge import intervals, summaries
from compare.judge.pairs import judge_readings
from compare.judge.reading import Reading, read
from compare.judge.verdicts import STRENGTH, pairs_of_live, verdicts
from compare.match.grouping import group
from compare.match.stories import stories
from compare.match.weights import weight
from compare.model import (
    Article,
    Claim,
    Comparison,
    Group,
    Judgement,
    Question,
    Story,
    Verdict,
)  # fmt: skip


def compare(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    groups: Sequence[Group] | None = None,
    told: Sequence[Story] | None = None,
) -> Comparison:
    """The comparison of a corpus, its most disputed questions first.

    `groups` and `told` (stories) are worked out here unless given, as after corrections by hand.
    """
    known = {c.id: c for c in claims}
    groups = group(claims) if groups is None else groups
    told = stories(articles) if told is None else told
    topic = {a: s.label for s in told for a in s.article_ids}
    readings = {c.id: read(c) for c in claims}
    questions: list[Question] = []
    judgements: dict[tuple[str, str], Judgement] = {}
    every: dict[str, Verdict] = {}
    for g in groups:
        inside = [readings[i] for i in g.claim_ids if i in readings]
        if not inside:
            continue
        table = _table(inside)
        found = _judged(inside, table)
        questions.append(_question(g, inside, found, table, topic))
        every |= {v.claim_id: v for v in found}
        judgements |= {
            (inside[i].claim.id, inside[j].claim.id): one for (i, j), one in table.items()
        }
    return Comparison(
        articles={a.id: a for a in articles},
        claims=known,
        questions=tuple(sorted(questions, key=_most_disputed)),
        verdicts=every,
        judgements=judgements,
        stories=tuple(told),
    )


def _table(inside: Sequence[Reading]) -> dict[tuple[int, int], Judgement]:
    """The judgements inside a question: of all pairs, or of representatives where it is large."""
    rows = list(range(len(inside)))
    if len(rows) > weight("blocking", "pairs"):
        rows = _representatives(inside)
    return {
        (i, j): judge_readings(inside[i], inside[j]) for n, j in enumerate(rows) for i in rows[:n]
    }


def _representatives(inside: Sequence[Reading]) -> list[int]:
    """The first claim of each origin, figure, lane and day, the latest ones where too many."""
    first: dict[tuple[object, ...], int] = {}
    for i, x in enumerate(inside):
        first.setdefault(_likeness(x), i)
    return sorted(sorted(first.values())[-int(weight("blocking", "pairs")) :])


def _likeness(x: Reading) -> tuple[object, ...]:
    figure = x.figure and (x.figure.low, x.figure.high, x.figure.said)
    return (x.voices[0], figure, x.claim.polarity, x.lane.scope, x.lane.places, x.lane.days)


def _judged(inside: Sequence[Reading], table: Mapping[tuple[int, int], Judgement]) -> list[Verdict]:
    """Verdicts for all claims; those that nobody judged share their representative's."""
    if len(inside) <= weight("blocking", "pairs"):
        return verdicts(inside, lambda i, j: table.get((i, j)))
    rows = sorted({i for pair in table for i in pair})
    at = {i: n for n, i in enumerate(rows)}
    back = {n: i for i, n in at.items()}
    found = verdicts([inside[i] for i in rows], lambda i, j: table.get((back[i], back[j])))
    stands = {_likeness(inside[i]): found[at[i]] for i in rows}
    every = []
    for i, x in enumerate(inside):
        same = stands.get(_likeness(x))
        if i in at:
            every.append(found[at[i]])
        elif same is None:
            every.append(Verdict(x.claim.id, "only source", None, None, x.voices[0]))
        else:
            every.append(
                Verdict(x.claim.id, same.verdict, same.reason, same.against, same.origin,
                        same.claim_id, False, same.superseded_by)
            )  # fmt: skip
    return every


def _question(
    g: Group,
    inside: Sequence[Reading],
    found: Sequence[Verdict],
    table: Mapping[tuple[int, int], Judgement],
    topic: Mapping[str, str],
) -> Question:
    pairs = pairs_of_live(found, lambda i, j: table.get((i, j)))
    live = [i for i, v in enumerate(found) if v.live]
    strongest = max(
        (found[i].verdict for i in live), key=lambda v: STRENGTH.get(v, 0), default="only source"
    )
    unit = _most(x.lane.unit for x in inside)
    said = [
        e for x in inside if x.figure and x.lane.unit == unit and (e := intervals.ends(x.figure))
    ]
    verdict = strongest if STRENGTH.get(strongest) else "only source"
    return Question(
        id=g.id,
        label=g.label,
        claim_ids=tuple(x.claim.id for x in inside),
        verdict=verdict,
        origins=len({found[i].origin for i in live}),
        outlets=len({x.claim.outlet for x in inside if x.claim.outlet}),
        conflicts=len(pairs.get("conflict", ())),
        differs=len(pairs.get("differ", ())),
        factor=_factor([inside[i] for i in live]),
        low=min((low for low, _ in said), default=None),
        high=max((high for _, high in said), default=None),
        unit=unit,
        updated=max((x.claim.published for x in inside if x.claim.published), default=None),
        topic=_most(topic.get(x.claim.article_id) for x in inside),
        summary=summaries.summary(inside, found, pairs, table),
    )


def _most(values) -> str | None:
    found = Counter(v for v in values if v)
    return found.most_common(1)[0][0] if found else None


def _factor(live: Sequence[Reading]) -> Decimal | None:
    """The highest over the lowest figure said, of one unit."""
    unit = _most(x.lane.unit for x in live if x.figure)
    said = [e for x in live if x.figure and x.lane.unit == unit and (e := intervals.ends(x.figure))]
    low = min((low for low, _ in said if low > 0), default=None)
    return max(high for _, high in said) / low if low else None


def _most_disputed(q: Question) -> tuple[object, ...]:
    rank = 2 if q.verdict == "conflict" else 1 if q.verdict == "differ" else 0
    origins = q.origins if rank == 2 else 0
    return (-rank, -origins, -(q.factor or 0) if rank else 0, -q.origins, q.label, q.id)
