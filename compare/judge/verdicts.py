"""What one question's claims amount to: echoes, superseded figures, and a verdict for each claim.

Only live claims (no echo, not superseded) of another independent origin count against a claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from compare.judge.reading import Reading
from compare.judge.rules import moment
from compare.model import Judgement, Verdict

STRENGTH = {"conflict": 3, "differ": 2, "agree": 1}
Judge = Callable[[int, int], Judgement | None]


def origins(readings: Sequence[Reading], judge: Judge) -> list[str]:
    """The key of the voice that each claim counts for, shared by all that go back to it."""
    parent = list(range(len(readings)))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = x = parent[parent[x]]
        return x

    first: dict[str, int] = {}
    for i, reading in enumerate(readings):
        low, high = sorted((root(i), root(first.setdefault(reading.voices[0], i))))
        parent[high] = low
    for i in range(len(readings)):
        for j in range(i):
            found = judge(j, i)
            if found is not None and found.same_origin:
                low, high = sorted((root(i), root(j)))
                parent[high] = low
    return [readings[root(i)].voices[0] for i in range(len(readings))]


def verdicts(readings: Sequence[Reading], judge: Judge) -> list[Verdict]:
    """A verdict for each claim of a question; `readings` stand oldest first."""
    voice = origins(readings, judge)
    echo_of: dict[int, int] = {}
    drift: set[int] = set()
    superseded: dict[int, int] = {}
    for i in range(len(readings)):
        for j in range(i):
            found = judge(j, i)
            if found is None:
                continue
            if found.same_origin and i not in echo_of and j not in echo_of:
                echo_of[i] = j
                if "drift" in found.reasons:
                    drift.add(i)
            elif found.relation == "revised":
                _supersede(readings, j, i, superseded)
    for i, j in echo_of.items():  # an echo of a figure since replaced is replaced as well
        if j in superseded:
            superseded.setdefault(i, superseded[j])
    live = [i for i in range(len(readings)) if i not in echo_of and i not in superseded]
    return [
        _verdict(i, readings, judge, voice, live, echo_of, drift, superseded)
        for i in range(len(readings))
    ]


def _supersede(readings: Sequence[Reading], j: int, i: int, superseded: dict[int, int]) -> None:
    old, new = (j, i) if moment(readings[j], readings[i]) <= 0 else (i, j)
    now = superseded.get(old)
    if now is None or moment(readings[now], readings[new]) < 0:
        superseded[old] = new


def _verdict(
    i: int,
    readings: Sequence[Reading],
    judge: Judge,
    voice: Sequence[str],
    live: Sequence[int],
    echo_of: dict[int, int],
    drift: set[int],
    superseded: dict[int, int],
) -> Verdict:
    against: tuple[int, int, Judgement] | None = None
    for j in live:
        if voice[j] == voice[i]:
            continue
        found = judge(min(i, j), max(i, j))
        strength = STRENGTH.get(found.relation, 0) if found else 0
        if strength and (against is None or strength > against[0]):
            against = (strength, j, found)
    name, reason, other = "only source", None, None
    if i in superseded:
        name, reason, other = "revised", "revision", superseded[i]
    elif against is not None:
        name, other = against[2].relation, against[1]
        reason = next(iter(against[2].reasons), None)
    return Verdict(
        claim_id=readings[i].claim.id,
        verdict=name,
        reason=reason,
        against=None if other is None else readings[other].claim.id,
        origin=voice[i],
        echo_of=readings[echo_of[i]].claim.id if i in echo_of else None,
        drift=i in drift,
        superseded_by=readings[superseded[i]].claim.id if i in superseded else None,
    )


def pairs_of_live(verdict: Sequence[Verdict], judge: Judge) -> dict[str, list[tuple[int, int]]]:
    """Pairs of live claims of independent origins, by their relation."""
    live = [i for i, v in enumerate(verdict) if v.live]
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, i in enumerate(live):
        for j in live[:n]:
            if verdict[i].origin != verdict[j].origin and (one := judge(j, i)) is not None:
                found[one.relation].append((j, i))
    return found
