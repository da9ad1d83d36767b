"""Articles on one running story, together.

Word vectors, cosine, average-link clustering: the method of topic detection and tracking (Allan,
ed., *Topic Detection and Tracking*, 2002) in its batch form. Short texts on a broad story share few
words, so groups whose tie is near the ties inside them join; dense groups that fall in two once
their words are weighed among themselves (two quakes in one country) part. Published months apart,
two texts must be more alike to count as one story.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from compare.match.average_link import clusters, halves, joined
from compare.match.story_label import label
from compare.match.story_terms import Terms
from compare.model import Article, Story

# The mean cosine from which two groups are one story whatever else.
THRESHOLD = 0.18
# Less will do where it is this share of the cosines inside the groups, and no less than FLOOR.
SHARE, FLOOR = 0.38, 0.04
# A group of few is taken to have this inner cosine, with the weight of six pairs.
USUAL = (0.15, 6.0)
# Only groups with as high an inner cosine show by their words that they tell of two events; each
# needs PART articles, and the cut plus the cosine across it must stay below PARTING.
DENSE, PART, PARTING = 0.18, 5, 0.86
# Within a group hardly a term is unseen elsewhere; days between texts halve a tie at most.
PRIOR_WITHIN, DAYS_WITHIN = 2, 4.0
# A story runs for weeks: days apart up to which nothing is lost, and from which the most is.
NEAR_DAYS, FAR_DAYS = 21, 150
FAR_LOSS = 0.7


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
    apart = _days_apart(rows)
    tie = terms.cosines() * _nearness(apart)
    groups = joined(tie, clusters(tie, THRESHOLD), SHARE, FLOOR, USUAL)
    parts = sorted(part for group in groups for part in _parted(terms, tie, apart, group))
    return [
        Story(f"story-{rows[group[0]].id}", label(terms, group), tuple(rows[i].id for i in group))
        for group in parts
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


def _days_apart(rows: Sequence[Article]) -> np.ndarray:
    """Days between every two articles; 0 where a day is unknown."""
    days = np.array([np.nan if (d := _moment(a.published)) is None else d for a in rows])
    return np.nan_to_num(np.abs(days[:, None] - days[None, :]), nan=0.0)


def _nearness(apart: np.ndarray) -> np.ndarray:
    """A factor for each pair: 1 within weeks, 1 - FAR_LOSS over months."""
    far = np.clip((apart - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS), 0.0, 1.0)
    return (1.0 - FAR_LOSS * far).astype(np.float32)


def _parted(terms: Terms, tie: np.ndarray, apart: np.ndarray, group: list[int]) -> list[list[int]]:
    """The events that `group` tells of: itself, or its parts."""
    size = len(group)
    if size < 2 * PART:
        return [group]
    own = tie[np.ix_(group, group)]
    if (own.sum() - np.trace(own)) / (size * (size - 1)) < DENSE:
        return [group]
    days = apart[np.ix_(group, group)]
    close = terms.cosines(group, PRIOR_WITHIN) * (0.5 + 0.5 * np.exp(-days / DAYS_WITHIN))
    cut, left, right = halves(close)
    across = float(own[np.ix_(left, right)].mean())
    if min(len(left), len(right)) < PART or cut + across > PARTING:
        return [group]
    return [
        part
        for half in (left, right)
        for part in _parted(terms, tie, apart, [group[i] for i in half])
    ]
