"""A story's label, cut out of its own titles and texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2

from compare.match.story_terms import Terms, Word

LONGEST = 7
# How dearly a further word must be paid for by what it tells: 0 not at all, 1 in full.
LENGTH_COST = 0.5
# Words of each text that a label may come from, besides its title.
READ_WORDS = 60
# Articles of one story that are read for a label; all count towards what its words tell.
READ_ARTICLES = 40
UNNAMED = "Untitled"
# What may stand between two words of a label; a stop only after an initial ("U.S.", "St.").
BETWEEN = re.compile(r" |-|['’]|['’]? ")
AFTER_INITIAL = re.compile(r"\. ?")


def label(terms: Terms, group: Sequence[int]) -> str:
    """The stretch of at most LONGEST words whose terms the articles of `group` share most.

    As it stands in one of them, with a capital at its start; words of their titles, and a stretch
    that several use, are preferred.
    """
    share = Counter(t for i in group for t in terms.counts[i])
    titled = Counter(t for i in group for t in {w.term for w in terms.parsed[i][0]})
    many = len(group)
    tell = {t: terms.weights[t] * (n / many) * (1 + titled[t] / many) for t, n in share.items()}
    scores: dict[str, float] = {}
    users: Counter[str] = Counter()
    for i in group[:READ_ARTICLES]:
        own = {}
        for text, words in _passages(terms, i):
            for stretch in _stretches(text, words):
                phrase = text[stretch[0].start : stretch[-1].end]
                if phrase not in own:
                    distinct = {w.term for w in stretch if w.term}
                    own[phrase] = sum(tell[t] for t in distinct) / (2 + len(stretch)) ** LENGTH_COST
        scores.update(own)
        users.update(own.keys())
    if not scores:
        return UNNAMED
    best = min(scores, key=lambda p: (-round(scores[p] * (1 + log2(users[p]) / 8), 6), len(p), p))
    return best[0].upper() + best[1:]


def _passages(terms: Terms, row: int) -> Iterator[tuple[str, Sequence[Word]]]:
    (title, body), (title_words, body_words) = terms.heads[row], terms.parsed[row]
    yield title, title_words
    yield body, body_words[:READ_WORDS]


def _stretches(text: str, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Runs of words with no stop between, telling at both ends."""
    for first, word in enumerate(words):
        if not word.term or text[word.start].isdigit():
            continue
        for last in range(first, min(first + LONGEST, len(words))):
            if last > first and not _runs_on(text, words[last - 1], words[last]):
                break
            if words[last].term:
                yield words[first : last + 1]


def _runs_on(text: str, before: Word, after: Word) -> bool:
    between = text[before.end : after.start]
    short = before.end - before.start <= 2 and before.capital
    return bool(BETWEEN.fullmatch(between) or (short and AFTER_INITIAL.fullmatch(between)))
