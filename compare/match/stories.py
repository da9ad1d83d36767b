"""Articles on one running story, together.

Word vectors, cosine, average-link clustering: the method of topic detection and tracking (Allan,
ed., *Topic Detection and Tracking*, 2002) in its batch form. Texts on a broad story share few
words, so little is asked for at first; dense groups that fall in two once their words are weighed
among themselves (two quakes in one country) then part. Published months apart, texts must be more
alike to count as one story.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from compare.match.average_link import clusters, halves
from compare.match.story_label import label
from compare.match.story_terms import Terms
from compare.model import Article, Story

# The mean cosine from which two groups are one story. The mean of a few pairs may be high by
# chance, hence counts as if UNSEEN more pairs had none: a pair of articles needs twice as much.
THRESHOLD, UNSEEN = 0.12, 1.0
# A group parts where its normalised cut, 1 or so for texts that are alike by chance alone, is
# below CUT, into parts of PART articles or more. Texts of fewer terms than MEAN_TERMS on average
# show but one side of a story each, so their sides look like events; groups above LARGEST are left
# alone, as no event that others resemble runs for so long.
CUT, PART, MEAN_TERMS, LARGEST = 0.65, 5, 70, 400
# Within a group hardly a term is unseen elsewhere; days between texts halve a tie at most.
PRIOR_WITHIN, DAYS_WITHIN = 2, 4.0
# A story runs for months: days between groups up to which nothing is lost, and from which most is.
NEAR_DAYS, FAR_DAYS = 90, 730
FAR_LOSS = 0.75


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
    days = np.array([np.nan if (d := _moment(a.published)) is None else d for a in rows])
    groups = clusters(terms.vectors(), THRESHOLD, UNSEEN, days, _nearness)
    parts = sorted(part for group in groups for part in _parted(terms, days, group))
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


def _nearness(apart: np.ndarray) -> np.ndarray:
    """A factor for days apart: 1 within months, 1 - FAR_LOSS over years."""
    return 1.0 - FAR_LOSS * np.clip((apart - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS), 0.0, 1.0)


def _parted(terms: Terms, days: np.ndarray, group: list[int]) -> list[list[int]]:
    """The events that `group` tells of: itself, or its parts."""
    if not 2 * PART <= len(group) <= LARGEST:
        return [group]
    if np.mean([len(terms.ids[row]) for row in group]) < MEAN_TERMS:
        return [group]
    own = days[group]
    apart = np.nan_to_num(np.abs(own[:, None] - own[None, :]), nan=0.0)
    close = terms.cosines_among(group, PRIOR_WITHIN) * (0.5 + 0.5 * np.exp(-apart / DAYS_WITHIN))
    cut, left, right = halves(close)
    if min(len(left), len(right)) < PART or cut > CUT:
        return [group]
    return [
        part for half in (left, right) for part in _parted(terms, days, [group[i] for i in half])
    ]
