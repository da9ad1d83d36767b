"""Articles on one running story, together.

Word vectors, cosine, average-link clustering: the method of topic detection and tracking (Allan,
ed., *Topic Detection and Tracking*, 2002) in its batch form. Published months apart, two texts must be
more alike to count as one story.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from compare.match.average_link import clusters
from compare.match.story_label import label
from compare.match.story_terms import Terms
from compare.model import Article, Story

THRESHOLD = 0.16
# A story runs for weeks: days apart up to which nothing is lost, and from which the most is.
NEAR_DAYS, FAR_DAYS = 21, 150
FAR_LOSS = 0.5


def stories(articles: Sequence[Article]) -> list[Story]:
    """The stories that `articles` tell, earliest first; each article is in exactly one.

    The order of `articles` makes no difference. A story's id is made of the id of its earliest
    article; of articles with one id the first in time stands for all.
    """
    known: dict[str, Article] = {}
    for article in sorted(articles, key=_order):
        known.setdefault(article.id, article)
    rows = list(known.values())
    if not rows:
        return []
    terms = Terms(rows)
    tie = terms.cosines() * _nearness(rows)
    return [
        Story(f"story-{rows[group[0]].id}", label(terms, group), tuple(rows[i].id for i in group))
        for group in clusters(tie, THRESHOLD)
    ]


def _order(article: Article) -> tuple[object, ...]:
    """Earliest first, undated last; what is left over settles ties."""
    moment = _moment(article.published)
    return (
        moment is None, moment or 0.0, article.id, article.title or "", article.text,
        article.outlet or "",
    )  # fmt: skip


def _moment(published: str | None) -> float | None:
    """Days since 1970 of an ISO 8601 date or time; None where it is none."""
    for text in (published or "", (published or "")[:10]):
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            continue
        return when.replace(tzinfo=when.tzinfo or UTC).timestamp() / 86_400
    return None


def _nearness(rows: Sequence[Article]) -> np.ndarray:
    """A factor for each pair: 1 within weeks, 1 - FAR_LOSS over months, 1 where a day is unknown."""
    days = np.array([np.nan if (d := _moment(a.published)) is None else d for a in rows])
    apart = np.nan_to_num(np.abs(days[:, None] - days[None, :]), nan=0.0)
    far = np.clip((apart - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS), 0.0, 1.0)
    return (1.0 - FAR_LOSS * far).astype(np.float32)
