"""What a text is about, as a weighted vector of its words.

Vectors are TF-IDF (Spärck Jones 1972; sub-linear term counts after Manning, Raghavan, Schütze,
*Introduction to Information Retrieval*, 2008, ch. 6). Words of the title, and words that are
written as names, count for more; words that any news text may use count for less.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from anyascii import anyascii

from compare import lexicon
from compare.match.sparse import Vectors
from compare.model import Article

# News tells the most important first; a long text's far end adds chance likeness and time.
READ = 2_500
# Terms that stand for a text, its heaviest: long and short texts thus compare, and fast.
TERMS = 64
TITLE_COUNT = 3
NAME_WEIGHT = 1.3
COMMON_WEIGHT = 0.35
# Of a word's mid-sentence uses, the share in capitals from which it is taken for a name.
NAME_SHARE = 0.6
# So many unseen texts are reckoned in, that a corpus on one story does not weigh its words down.
PRIOR_TEXTS = 1_000
# Two texts of half the terms, telling of one thing, have cosines lower by this power (pivoted
# normalisation; Singhal, Buckley, Mitra 1996); PIVOT terms are the measure, FEWEST the least that
# a text is taken to have.
LENGTH_POWER, PIVOT, FEWEST = 0.5, 60, 40

WORD = r"[^\W_]+(?:[.,]\d+)?"
WORDS = re.compile(WORD)
SENTENCE_END = ".!?:\n\"“”'‘’*|–—(-"
TOKENS = re.compile(f"{WORD}|[{re.escape(SENTENCE_END)}]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands: its term ('' for a grammar word) and its place."""

    term: str
    start: int
    end: int
    capital: bool


@cache
def stop_words() -> tuple[frozenset[str], frozenset[str]]:
    """Grammar words, and words common in any news."""
    table = lexicon.load("stop_words")
    return frozenset(table["function"].split()), frozenset(map(stem, table["common"].split()))


def stem(word: str) -> str:
    """The word without a plural or third-person ending (Harman's S stemmer, 1991)."""
    if len(word) > 4 and word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("es") and word[-3] in "sxz":
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "us":
        return word[:-1]
    return word


@lru_cache(maxsize=65_536)
def term_of(raw: str) -> str:
    """The term of a word as written; '' for a grammar word or a lone letter."""
    plain = (raw if raw.isascii() else anyascii(raw)).lower()
    if plain in stop_words()[0] or (len(plain) < 2 and not plain.isdigit()):
        return ""
    return stem(plain)


def words(text: str) -> list[Word]:
    """Every word of `text` with its offsets, in order."""
    return [
        Word(term_of(m.group()), m.start(), m.end(), m.group()[0].isupper())
        for m in WORDS.finditer(text)
    ]


def head(article: Article) -> tuple[str, str]:
    """The title, or the first line where there is none, and the text without it."""
    text = article.text[:READ]
    first, _, rest = text.strip().partition("\n")
    title = (article.title or "").strip() or (first if len(first) <= 200 else "")
    return title, rest if first.strip() == title else text


class Terms:
    """The terms of a corpus: counts by article, and each term's weight.

    A term is known by its number, an index of `names` and `weights`.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self.number: dict[str, int] = {}
        self.ids: list[np.ndarray] = []
        self.counts: list[np.ndarray] = []
        upper, inner = array("l"), array("l")
        for article in articles:
            count: Counter[int] = Counter()
            title, body = head(article)
            for raw in WORDS.findall(title):
                if term := term_of(raw):
                    count[self._numbered(term, upper, inner)] += TITLE_COUNT
            opens = True
            for raw in TOKENS.findall(body):
                if raw in SENTENCE_END:
                    opens = True
                    continue
                if term := term_of(raw):
                    at = self._numbered(term, upper, inner)
                    count[at] += 1
                    if not opens:
                        inner[at] += 1
                        upper[at] += raw[0].isupper()
                opens = False
            chosen = sorted(count)
            self.ids.append(np.array(chosen, dtype=np.int32))
            self.counts.append(np.array([count[at] for at in chosen], dtype=np.float32))
        _, common = stop_words()
        within, capital = np.asarray(inner), np.asarray(upper)
        self.names = (within > 0) & (capital >= NAME_SHARE * within)
        kind = np.where(self.names, NAME_WEIGHT, 1.0)
        kind[[at for term, at in self.number.items() if term in common]] = COMMON_WEIGHT
        self.kind = kind
        self.weights = self._weights(range(len(articles)), PRIOR_TEXTS)

    def _numbered(self, term: str, upper: array[int], inner: array[int]) -> int:
        at = self.number.setdefault(term, len(upper))
        if at == len(upper):
            upper.append(0)
            inner.append(0)
        return at

    def _weights(self, rows: Sequence[int], prior: int) -> np.ndarray:
        """Each term's weight among the articles `rows`, the rarest there the heaviest."""
        spread = np.zeros(len(self.kind))
        for row in rows:
            spread[self.ids[row]] += 1
        return np.log((prior + len(rows)) / (1 + spread)) * self.kind

    def vectors(self) -> Vectors:
        """One vector an article, of its heaviest terms, such that products are cosines.

        Save that the lengths of the texts are made up for: products of short texts are raised.
        """
        columns, values = [], []
        for ids, counts in zip(self.ids, self.counts, strict=True):
            value = (1 + np.log(counts)) * self.weights[ids]
            # The term's number settles ties, so that the choice does not hang on the sort.
            chosen = np.sort(np.lexsort((ids, -value))[:TERMS])
            value = value[chosen]
            size = (PIVOT / max(FEWEST, len(value))) ** (LENGTH_POWER / 2)
            columns.append(ids[chosen])
            values.append(value * (size / (np.sqrt(value @ value) or 1.0)))
        return Vectors(columns, values)

    def cosines_among(self, rows: Sequence[int], prior: int) -> np.ndarray:
        """Cosines of the articles `rows`, n × n, terms weighed by how rare they are among those."""
        weights = self._weights(rows, prior)
        known = np.unique(np.concatenate([self.ids[row] for row in rows]))
        block = np.zeros((len(rows), len(known)))
        for at, row in enumerate(rows):
            ids = self.ids[row]
            block[at, np.searchsorted(known, ids)] = (1 + np.log(self.counts[row])) * weights[ids]
        norm = np.sqrt((block * block).sum(axis=1, keepdims=True))
        block /= np.where(norm > 0, norm, 1.0)
        return block @ block.T
