"""A story's label, cut out of its own titles and texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log2

from compare.match.story_terms import Terms, Word, head, words
from compare.normalize.places import is_demonym

# Telling words in a label; grammar words between them come for nothing.
LONGEST = 5
# How dearly a further word must be paid for by what it tells: 0 not at all, 1 in full.
LENGTH_COST = 0.4
# What a capital at the start is worth: "Valencia floods" rather than "floods in Valencia".
CAPITAL_START = 1.1
# Both ends of a label tell at least this share of what the story's most telling word tells.
END_SHARE = 0.2
# Words of each text that are read for a label.
READ_WORDS = 40
# Articles from which on a story's label may come from the texts too, not from titles alone.
READ_BODIES = 4
# Articles of one story that are read for a label; all count towards what its words tell.
READ_ARTICLES = 30
# From this share of words in capitals on, capitals do not show where a name ends.
HEADLINE_CASE = 0.75
UNNAMED = "Untitled"
# What may stand between two words of a label; a stop only after an initial ("U.S.", "St.").
BETWEEN = re.compile(r" |[-–]|['’]|['’]? ")
AFTER_INITIAL = re.compile(r"\. ?")


def label(terms: Terms, group: Sequence[int]) -> str:
    """The stretch of at most LONGEST telling words that the articles of `group` share most.

    As it stands in one of them, with a capital at its start; words of their titles, and words that
    several put together, are preferred.
    """
    tell = _telling(terms, group)
    least = END_SHARE * max(tell.values(), default=0.0)
    phrases: dict[str, tuple[int, ...]] = {}
    users: Counter[tuple[int, ...]] = Counter()
    writers: Counter[str] = Counter()
    for row in group[:READ_ARTICLES]:
        own: set[str] = set()
        for text, found in _passages(terms, row, len(group)):
            tells = [tell.get(terms.number[w.term], 0.0) if w.term else 0.0 for w in found]
            for first, last in _stretches(text, found, [t >= least > 0 for t in tells]):
                phrase = text[found[first].start : found[last].end]
                if phrase not in phrases:
                    inside = {terms.number[w.term] for w in found[first : last + 1] if w.term}
                    phrases[phrase] = tuple(sorted(inside))
                own.add(phrase)
        writers.update(own)
        users.update({phrases[phrase] for phrase in own})

    def score(phrase: str) -> float:
        key = phrases[phrase]
        worth = sum(tell.get(t, 0.0) for t in key) / (1 + len(key)) ** LENGTH_COST
        worth *= CAPITAL_START if phrase[0].isupper() else 1.0
        return round(worth * (1 + log2(users[key]) / 8), 6)

    if not phrases:
        return UNNAMED
    best = min(phrases, key=lambda p: (-score(p), -writers[p], len(p), p))
    return best[0].upper() + best[1:]


def _telling(terms: Terms, group: Sequence[int]) -> dict[int, float]:
    """What each term tells of the story: its weight, the more the more articles have it."""
    many = len(group)
    share: Counter[int] = Counter()
    titled: Counter[int] = Counter()
    for row in group:
        share.update(terms.ids[row].tolist())
        title, _ = head(terms.articles[row])
        titled.update({terms.number[w.term] for w in words(title) if w.term})
    # Of many, only what a tenth share can be in the label.
    return {
        t: float(terms.weights[t]) * (n / many) * (1 + titled[t] / many)
        for t, n in share.items()
        if 10 * n >= many
    }


def _passages(terms: Terms, row: int, many: int) -> Iterator[tuple[str, Sequence[Word]]]:
    title, body = head(terms.articles[row])
    yield title, words(title)
    # Of a few articles a title says best what they tell of.
    if many >= READ_BODIES or not title:
        yield body, words(body[: READ_WORDS * 12])[:READ_WORDS]


def _stretches(text: str, found: Sequence[Word], ends: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last word of each run with no stop between, telling at both ends.

    Neither end is in the middle of a name, the first is not behind a figure, the last is none.
    """
    size = len(found)
    runs = [*(_runs_on(text, a, b) for a, b in pairwise(found)), False]
    capital = [w.capital and bool(w.term) for w in found]
    cased = sum(capital) < HEADLINE_CASE * sum(1 for w in found if w.term)
    for first, word in enumerate(found):
        if not ends[first] or text[word.start].isdigit():
            continue
        if first and runs[first - 1]:
            before = found[first - 1]
            if text[before.start].isdigit() or (cased and capital[first - 1] and capital[first]):
                continue
        used = 0
        for last in range(first, size):
            used += bool(found[last].term)
            if used > LONGEST:
                break
            within = runs[last]
            name = within and cased and capital[last] and capital[last + 1]
            # A demonym at the end wants its noun: "North Korean".
            closed = ends[last] and not name and not text[found[last].start].isdigit()
            if closed and not (capital[last] and _a_demonym(text[word.start : found[last].end])):
                yield first, last
            if not within:
                break


@lru_cache(maxsize=4_096)
def _a_demonym(phrase: str) -> bool:
    # No demonym is longer: spares most look-ups.
    return len(phrase) <= 30 and is_demonym(phrase)


def _runs_on(text: str, before: Word, after: Word) -> bool:
    between = text[before.end : after.start]
    if between == " ":
        return True
    short = before.end - before.start <= 2 and before.capital
    return bool(BETWEEN.fullmatch(between) or (short and AFTER_INITIAL.fullmatch(between)))
