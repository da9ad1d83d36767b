"""How sure it is that two claims speak of one thing: a score of named components, and vetoes.

Fields decide (what is counted, whose, in which state, where, in which unit, when); the likeness of
the words only helps, and stands in where the fields are open. A veto is a field on which the two
claims part company whatever their words: they are unrelated then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz, process

from compare.match import lanes
from compare.match.lanes import Lane
from compare.match.replies import answers
from compare.match.story_terms import stem, stop_words
from compare.match.weights import weight, weights

# Longer texts are compared by their start.
MAX_TEXT = 4_000
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Match:
    """`score` 0–1, its `components` in the order in which they are shown, and the `vetoes`."""

    score: float
    components: tuple[tuple[str, float], ...]
    vetoes: tuple[str, ...]


@lru_cache(maxsize=131_072)
def content(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` that carry meaning, sorted, each once."""
    plain = {m[0] for m in _WORD.finditer(anyascii(text[:MAX_TEXT]).lower())}
    return tuple(sorted({t for w in plain if (t := _term(w))}))


@lru_cache(maxsize=131_072)
def _term(word: str) -> str:
    """The stem of a word, empty for one that any news text may use."""
    function, common = stop_words()
    found = stem(word)
    return "" if word in function or found in common else found


@lru_cache(maxsize=131_072)
def _joined(text: str) -> str:
    return " ".join(content(text))


def likeness(a: str, b: str) -> float:
    """How alike the words of two texts are, 0–1: the share of stems of the shorter in the longer,
    tempered by their token-set ratio, so that one common word is not enough."""
    if a == b:
        return 1.0
    x, y = content(a), content(b)
    if not x or not y:
        return 0.0
    shared = len(set(x) & set(y))
    overlap = shared / min(len(x), len(y))
    dice = 2 * shared / (len(x) + len(y))
    return (overlap + dice) / 2


def likenesses(pairs: Sequence[tuple[str, str]], cutoff: float) -> list[float]:
    """Token-set ratios (0–1) of many pairs at once; below `cutoff` they count as 0."""
    if not pairs:
        return []
    left, right = [_joined(a) for a, _ in pairs], [_joined(b) for _, b in pairs]
    ratios = process.cpdist(left, right, scorer=fuzz.token_set_ratio, score_cutoff=100 * cutoff)
    return [float(r) / 100 for r in ratios]


def match(a: Lane, b: Lane, text_a: str, text_b: str, same_voice: bool = False) -> Match:
    """The match of two claims by their lanes and words. Symmetric.

    Of one voice, fewer shared words are enough where the fields leave the matter open.
    """
    unsure = weight("score", "open")
    vetoes: list[str] = []
    measure = lanes.same_measure(a, b)
    if measure == 0.0:
        vetoes.append("measure")
    subject = _equal(a.subject, b.subject)
    if subject == 0.0:
        vetoes.append("subject")
    scope = _scope(a, b)
    if scope == 0.0:
        vetoes.append("scope")
    unit = _unit(a, b)
    if unit == 0.0:
        vetoes.append("unit")
    place = {"same": 1.0, "within": 0.6, "around": 0.6, "apart": 0.0}.get(lanes.place_tie(a, b))
    apart = lanes.days_apart(a, b)
    alike = likeness(text_a, text_b)
    enough = weight("words", "one_voice" if same_voice else "related")
    if not vetoes and not _anchored(a, b, measure) and alike < enough:
        vetoes.append("words")
    values = {
        "measure": measure,
        "subject": subject,
        "scope": scope,
        "place": place,
        "unit": unit,
        "date": None if apart is None else 1 / (1 + apart / 7),
        "words": alike,
    }
    parts = tuple((n, round(unsure if values[n] is None else values[n], 3)) for n, _ in weights())
    total = sum(v * w for (_, v), (_, w) in zip(parts, weights(), strict=True))
    total /= sum(w for _, w in weights())
    if vetoes:
        total *= weight("score", "veto")
    return Match(round(min(1.0, total), 4), parts, tuple(vetoes))


def _anchored(a: Lane, b: Lane, measure: float | None) -> bool:
    """True where the fields alone say that both speak of one thing."""
    if measure is not None or answers(a, b):
        return True
    same_question = a.question is not None and a.question == b.question
    if a.dimension and a.dimension == b.dimension and same_question:
        return True
    return same_question and lanes.befalls(a.question)


def _equal(a: str | None, b: str | None) -> float | None:
    if a is None or b is None:
        return None
    if a == b:
        return 1.0
    mine, other = set(a.split()), set(b.split())
    return 0.9 if mine <= other or other <= mine else 0.0


def _scope(a: Lane, b: Lane) -> float | None:
    if a.question is None or b.question is None:
        return None
    if a.question == b.question:
        if a.scope is None or b.scope is None:
            return None
        return 1.0 if a.scope == b.scope else 0.8
    if lanes.whole_of(a.question, b.question) or lanes.whole_of(b.question, a.question):
        return 0.5
    if lanes.kin(a.question, b.question):
        return 0.5
    if "there" in (a.question, b.question) and not (a.people or b.people):
        return None
    return 0.0


def _unit(a: Lane, b: Lane) -> float | None:
    if not a.counted or not b.counted:
        return 0.0 if lanes.measured(a) or lanes.measured(b) else None
    return 1.0 if a.dimension == b.dimension else 0.0
