"""Grouping and judging alone: claims as perfect extraction would give them, on annotated stories.

A story holds `articles.jsonl` and `gold.jsonl`: gold claims (words of the article, figure, speaker,
agency, polarity, and the question that they answer) and gold pairs (relation, same_origin). The
claim of a gold line is what the article's words give, with the gold's own fields put over it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.fields import fields
from bench.reading import read
from compare.extract.claims import extract_all
from compare.judge.pairs import judge
from compare.lexicon import load
from compare.match.grouping import group
from compare.model import Article, Claim, Quantity, Source, decimal, polarity_of

Row = dict[str, Any]
_STANCES = {"affirms": "affirms", "denies": "denies", "uncertain": "not_aware"}


def claim(gold: Row, article: Article, found: Sequence[Claim]) -> Claim:
    """The claim of a gold line; `found` are those that the product read in its article."""
    start = article.text.find(gold["contains"])
    end = start + len(gold["contains"])
    near = [c for c in found if c.start <= start and end <= c.end]
    near.sort(key=lambda c: (_apart(c, gold, start, end), len(c.text)))
    read = near[0] if near else Claim(
        "", article.id, article.outlet, article.published, gold["contains"], start, end,
        as_of=article.published,
    )  # fmt: skip
    lane = fields(gold["question"].replace("_", " ").title())
    stance = _STANCES[gold.get("polarity") or "affirms"]
    if polarity_of(read.stance) == polarity_of(stance):
        stance = read.stance
    if stance == "affirms" and lane.scope == "planned":
        stance = "forecast"
    speaker, agency = _named(gold, "speaker", read.speaker), _named(gold, "agency", read.agency)
    first = Source(speaker, read.role, agency)
    others = [s for s in read.sources[1:] if s.agency != agency] if agency or speaker else []
    return replace(
        read,
        id=f"{article.id}:{gold['key']}",
        speaker=speaker,
        agency=agency,
        role=read.role if speaker or agency else None,
        sources=(first, *others) if speaker or agency else (),
        stance=stance,
        polarity=polarity_of(stance),
        quantity=_quantity(gold, read, start, end),
        measure=lane.measure if _known(lane.measure) else read.measure or lane.measure,
        scope=lane.scope or read.scope,
        subject=read.subject or lane.subject,
        places=lane.places or read.places,
        period=read.period or lane.period,
    )


def _known(measure: str | None) -> bool:
    return measure in load("measures")


def _apart(c: Claim, gold: Row, start: int, end: int) -> int:
    """0 where a claim has the figure of a gold line, more the less it fits."""
    counted = gold.get("value") is not None or bool(gold.get("bound"))
    if counted != (c.quantity is not None):
        return 2
    if c.quantity is None:
        return 0
    return 0 if c.quantity.start < end and start < c.quantity.end else 1


def _quantity(gold: Row, read: Claim, start: int, end: int) -> Quantity | None:
    if not gold.get("bound"):
        return None
    q = read.quantity
    mine = q is not None and q.start < end and start < q.end
    if mine and q.bound == gold["bound"] and gold.get("value") in (None, q.value):
        return q
    value = decimal(gold.get("value"))
    unit, derived = (q.unit, q.derived) if mine else (None, None)
    low, high = (q.low, q.high) if mine and value is None else (None, None)
    return Quantity(gold["contains"], start, end, value, low, high, gold["bound"], unit=unit,
                    derived=derived)  # fmt: skip


def _named(gold: Row, name: str, found: str | None) -> str | None:
    """The gold's name, as the product writes it where it read the same one."""
    if name not in gold:
        return found
    if any(w.lower() in (found or "").lower() for w in gold[name]):
        return found
    return next(iter(gold[name]), None)


def stories(sets: Path) -> tuple[dict[str, float], list[Row]]:
    """Share of pairs with the right relation, mean accuracy over origins told and untold, B-cubed
    F1 of the questions; and the pairs judged wrong."""
    right: list[bool] = []
    origin: dict[bool, list[bool]] = {True: [], False: []}
    told: dict[str, str] = {}
    ours: dict[str, str] = {}
    missed: list[Row] = []
    for folder in sorted(p for p in (sets / "stories").iterdir() if p.is_dir()):
        articles = {a["id"]: Article.from_json(a) for a in read(folder / "articles.jsonl")}
        found = dict(zip(articles, extract_all(articles.values()), strict=True))
        lines = read(folder / "gold.jsonl")
        claims = {
            g["key"]: claim(g, articles[g["article_id"]], found[g["article_id"]])
            for g in lines if g["type"] == "claim"
        }  # fmt: skip
        told |= {
            claims[g["key"]].id: f"{folder.name} {g['question']}"
            for g in lines if g["type"] == "claim"
        }  # fmt: skip
        ours |= {c: f"{folder.name} {g.id}" for g in group(list(claims.values()))
                 for c in g.claim_ids}  # fmt: skip
        for pair in (g for g in lines if g["type"] == "pair"):
            a, b = claims[pair["a"]], claims[pair["b"]]
            judged = judge(a, b)
            good = judged.relation in pair["relation"]
            right.append(good)
            wanted = pair.get("same_origin")
            if wanted is not None:
                origin[wanted].append(judged.same_origin is wanted)
                good = good and judged.same_origin is wanted
            if not good:
                missed.append({**pair, "found": judged.to_json(), "because": judged.because,
                               "a": a.to_json(), "b": b.to_json()})  # fmt: skip
    shares = [sum(v) / len(v) for v in origin.values() if v]
    figures = {
        "relation": sum(right) / max(1, len(right)),
        "same_origin": sum(shares) / max(1, len(shares)),
        "group_f1": b_cubed(told, ours),
    }
    return figures, missed


def b_cubed(told: dict[str, str], ours: dict[str, str]) -> float:
    """B-cubed F1 of two groupings of the same items (Bagga and Baldwin 1998)."""
    inside: defaultdict[str, set[str]] = defaultdict(set)
    for names in (told, ours):
        for item, name in names.items():
            inside[name + (" told" if names is told else " ours")].add(item)
    precision = recall = 0.0
    for item in told:
        mine, right = inside[ours[item] + " ours"], inside[told[item] + " told"]
        precision += len(mine & right) / len(mine)
        recall += len(mine & right) / len(right)
    if not told or not precision:
        return 0.0
    precision, recall = precision / len(told), recall / len(told)
    return 2 * precision * recall / (precision + recall)
