"""What newly saved claims did to the questions: pure, from the comparison before and after."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from compare.charts.wording import plural
from compare.model import Question
from components.index import Index


@dataclass(frozen=True, slots=True)
class Change:
    """`words` read before the question's label: `Adds a conflict to`."""

    question: str
    label: str
    words: str
    claims: int


def changes(before: Index, after: Index, articles: Collection[str]) -> list[Change]:
    """The questions that the claims of `articles` joined, most disputed first."""
    joined: dict[str, list[str]] = {}
    for claim, entry in after.entries.items():
        if entry.claim.article_id in articles:
            joined.setdefault(after.question_of[claim].id, []).append(claim)
    return [
        Change(q.id, q.label, _words(before, after, q, joined[q.id]), len(joined[q.id]))
        for q in after.comparison.questions
        if q.id in joined
    ]


def _words(before: Index, after: Index, question: Question, new: list[str]) -> str:
    old = [c for c in question.claim_ids if c not in new]
    earlier = {q.id: q for c in old if (q := before.question_of.get(c))}.values()
    if not earlier:
        return "Opens a new question:"
    verdicts = [after.comparison.verdicts[c] for c in new]
    own = [v.verdict for v in verdicts if v.echo_of is None]
    if not own:
        return f"Adds {_count(len(new), 'echo', 'echoes')} to"
    if conflicts := own.count("conflict"):
        return f"Adds {_count(conflicts, 'conflict')} to"
    if any(after.comparison.verdicts[c].superseded_by in new for c in old):
        return "Brings a new figure of the same source to"
    if differs := own.count("differ"):
        return f"Adds {_count(differs, 'difference')} to"
    if "agree" in own:
        return "Adds agreement to"
    return f"Adds {_count(len(new), 'claim')} to"


def _count(number: int, one: str, many: str | None = None) -> str:
    article = "an" if one[0] in "aeiou" else "a"
    return f"{article} {one}" if number == 1 else plural(number, one, many)
