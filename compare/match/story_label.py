"""A story's label, cut out of its own titles and texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from compare.match.story_terms import Terms, Word

LONGEST = 7
UNNAMED = "Untitled"


def label(terms: Terms, group: Sequence[int]) -> str:
    """The stretch of at most LONGEST words whose terms the articles of `group` share most."""
    share = Counter(t for i in group for t in terms.counts[i])
    tell = {t: terms.weights[t] * (n / len(group)) ** 2 for t, n in share.items()}
    best: tuple[float, str] = (0.0, UNNAMED)
    for text, words in _passages(terms, group):
        for stretch in _stretches(text, words):
            distinct = {w.term for w in stretch if w.term}
            score = sum(tell.get(t, 0.0) for t in distinct) / (2 + len(stretch)) ** 0.6
            phrase = " ".join(text[stretch[0].start : stretch[-1].end].split())
            best = max(best, (round(score, 6), phrase), key=lambda p: (p[0], -len(p[1]), p[1]))
    return best[1]


def _passages(terms: Terms, group: Iterable[int]) -> Iterator[tuple[str, list[Word]]]:
    for i in group:
        (title, body), (title_words, body_words) = terms.heads[i], terms.parsed[i]
        yield title, title_words
        yield body, body_words[:150]


def _stretches(text: str, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Runs of words with only spaces, hyphens and apostrophes between, telling at both ends."""
    for first, word in enumerate(words):
        if not word.term:
            continue
        for last in range(first, min(first + LONGEST, len(words))):
            if last > first and text[words[last - 1].end : words[last].start].strip(" -'’."):
                break
            if words[last].term:
                yield words[first : last + 1]
