"""What a text is about, as a weighted vector of its words.

Vectors are TF-IDF (Spärck Jones 1972; sub-linear term counts after Manning, Raghavan, Schütze,
*Introduction to Information Retrieval*, 2008, ch. 6). Words of the title, and words that are
written as names, count for more; words that any news text may use count for less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
from anyascii import anyascii

from compare import lexicon
from compare.model import Article

# A story shows itself early; a long text's far end adds chance likeness and time.
READ = 6_000
TITLE_COUNT = 3.0
NAME_WEIGHT = 1.3
COMMON_WEIGHT = 0.35
# Of a word's mid-sentence uses, the share in capitals from which it is taken for a name.
NAME_SHARE = 0.6
# So many unseen texts are reckoned in, that a corpus of three does not make chance words telling.
PRIOR_TEXTS = 50
# Columns multiplied at a time: bounds memory, not results.
CHUNK = 2_048

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")
SENTENCE_END = frozenset(".!?:\n\"“”'‘*|-–—(")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands: its term, its place, and whether it opens a sentence."""

    term: str
    start: int
    end: int
    opens: bool
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


def words(text: str) -> list[Word]:
    """Every word of `text` with its offsets, in order; `term` is '' for a grammar word."""
    function, _ = stop_words()
    found, after = [], 0
    for match in WORD.finditer(text):
        raw = match.group()
        between = text[after : match.start()].strip(" ")
        opens = not found or not between.isascii() or any(c in SENTENCE_END for c in between)
        after = match.end()
        plain = anyascii(raw).lower()
        skip = plain in function or (len(plain) < 2 and not plain.isdigit())
        found.append(
            Word("" if skip else stem(plain), match.start(), after, opens, raw[0].isupper())
        )
    return found


def head(article: Article) -> tuple[str, str]:
    """The title, or the first line where there is none, and the text without it."""
    text = article.text[:READ]
    first, _, rest = text.strip().partition("\n")
    title = (article.title or "").strip() or (first if len(first) <= 200 else "")
    return title, rest if first.strip() == title else text


class Terms:
    """The terms of a corpus: counts by article, and each term's weight."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.heads = [head(a) for a in articles]
        self.parsed = [(words(t), words(b)) for t, b in self.heads]
        self.counts: list[dict[str, float]] = []
        upper: Counter[str] = Counter()
        inner: Counter[str] = Counter()
        for title, body in self.parsed:
            count: Counter[str] = Counter()
            for word in title:
                count[word.term] += TITLE_COUNT
            for word in body:
                count[word.term] += 1
                if not word.opens:
                    inner[word.term] += 1
                    upper[word.term] += word.capital
            count.pop("", None)
            self.counts.append(count)
        self.names = {t for t, n in inner.items() if t and upper[t] >= NAME_SHARE * n}
        self.weights = self._weights(range(len(articles)), PRIOR_TEXTS)

    def _weights(self, rows: Sequence[int], prior: int) -> dict[str, float]:
        """Each term's weight among the articles `rows`, the rarest there the heaviest."""
        _, common = stop_words()
        spread = Counter(term for row in rows for term in self.counts[row])
        total = prior + len(rows)
        return {
            term: log(total / (1 + n))
            * (COMMON_WEIGHT if term in common else NAME_WEIGHT if term in self.names else 1.0)
            for term, n in sorted(spread.items())
        }

    def cosines(self, among: Sequence[int] | None = None, prior: int = PRIOR_TEXTS) -> np.ndarray:
        """Cosine of every two articles (or of those `among`): symmetric, float32, n × n.

        With `among`, terms are weighed by how rare they are among those alone.
        """
        chosen = range(len(self.counts)) if among is None else among
        weights = self.weights if among is None else self._weights(chosen, prior)
        n = len(chosen)
        vocabulary = list(weights)
        column = {term: i for i, term in enumerate(vocabulary)}
        rows, columns, values = [], [], []
        for at, row in enumerate(chosen):
            for term, count in sorted(self.counts[row].items()):
                rows.append(at)
                columns.append(column[term])
                values.append((1 + log(count)) * weights[term])
        row = np.asarray(rows, dtype=np.int64)
        col = np.asarray(columns, dtype=np.int64)
        value = np.asarray(values, dtype=np.float64)
        norm = np.sqrt(np.bincount(row, value * value, minlength=n))
        value = value / np.where(norm[row] > 0, norm[row], 1.0)
        order = np.argsort(col, kind="stable")
        row, col, value = row[order], col[order], value[order]
        result = np.zeros((n, n), dtype=np.float32)
        for first in range(0, len(vocabulary), CHUNK):
            low, high = np.searchsorted(col, (first, first + CHUNK))
            block = np.zeros((n, CHUNK), dtype=np.float32)
            block[row[low:high], col[low:high] - first] = value[low:high]
            result += block @ block.T
        return result
