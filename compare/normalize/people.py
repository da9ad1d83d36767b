"""Persons: who is known by which names and posts, and when two names are one person's.

Two names are compared word by word, not as strings: a likeness of the whole merges Kim Yong-hyun
with Kim Jong-un. The family name decides; it may differ in transliteration only (Zelensky and
Zelenskiy), and given names must be the same, a known variant, an initial, or left out in between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from compare.lexicon import load
from compare.normalize.folding import MAX_NAME, Lookup, key

# Words this short differ by a letter and are other names: Wang Li is not Wang Yi.
SHORT = 4
# The least likeness of two longer words that sound alike.
ALIKE = 75

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# One sound in Cyrillic, Arabic or Turkish, several spellings in Latin letters.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?:iy|ii|yy|yi|ij|yj|y|i|j)+$", "i"),
        (r"skij?$", "ski"),
        (r"shch|sch|sh", "s"),
        (r"tch|ch", "c"),
        (r"kh|ch", "h"),
        (r"zh", "j"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"th", "t"),
        (r"iya|ija|ia|ya|ja", "a"),
        (r"ye|ie|je", "e"),
        (r"yu|iu|ju", "u"),
        (r"y|j", "i"),
        (r"ts|tz", "z"),
        (r"ks", "x"),
        (r"(.)\1+", r"\1"),
    )
)
# The like for Korean syllables.
_SYLLABLES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:gw|kw)", "kw"),
        (r"^g", "k"),
        (r"^d", "t"),
        (r"^b", "p"),
        (r"^j", "c"),
        (r"^ch", "c"),
        (r"^r", "l"),
        (r"weu|weo|wo", "wo"),
        (r"yeo|you|yo|ye", "yo"),
        (r"eo|eu|oo|ou|u", "o"),
        (r"oo", "o"),
    )
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person under one name, with the post held on the day asked about."""

    name: str
    agency: str | None = None
    country: str | None = None
    role: str | None = None


@cache
def _lookup() -> Lookup[str]:
    rows = load("people").items()
    own = [(name, name) for name, _ in rows]
    return Lookup(own + [(w, name) for name, row in rows for w in row.get("also", ())])


@cache
def _given_names() -> dict[str, int]:
    """Given names that are forms of one another share a number."""
    sets = load("given_names")["same"]
    return {key(name): number for number, names in enumerate(sets) for name in names}


@cache
def _family_first() -> dict[str, int]:
    """East Asian family names, the spellings of one under one number."""
    names = load("given_names")
    sets = [*names["family_first"], *names["family_first_always"]]
    return {key(name): number for number, names in enumerate(sets) for name in names}


@cache
def _family_first_always() -> frozenset[str]:
    """Those that open a name of two words too: "Wang Yi", where "Lee Smith" is English."""
    return frozenset(key(w) for names in load("given_names")["family_first_always"] for w in names)


def person(name: str, on: str | None = None) -> Person | None:
    """The well-known person of that name, by any of its spellings.

    `on` is an ISO day: agency and role are those of the post held then (None where none is known
    to be); without it, those of the latest post.
    """
    known = _lookup().get(name) if name[:1].isupper() or not name.isascii() else None
    if known is None:
        return None
    row = load("people")[known]
    post = _post(row.get("posts") or [row], on)
    return Person(known, post.get("agency"), row.get("country"), post.get("role"))


def _post(posts: list[dict[str, str]], on: str | None) -> dict[str, str]:
    if on is None:
        return posts[-1]
    day = on[:10]
    held = (p for p in posts if p.get("from", "") <= day <= p.get("until", "9999"))
    return next(held, {})


@lru_cache(maxsize=8_192)
def parts(name: str) -> tuple[tuple[str, ...], str]:
    """The given names and the family name, folded: "Kim Jong-un" → (("jong", "un"), "kim")."""
    tokens = [t.strip("'") for t in key(name[:MAX_NAME]).split()]
    while len(tokens) > 1 and tokens[-1] in _SUFFIXES:
        tokens.pop()
    if not tokens:
        return (), ""
    if len(tokens) > 1 and _is_family_first(name, tokens):
        return tuple(tokens[1:]), tokens[0]
    at = len(tokens) - 1
    particles = load("given_names")["particles"]
    while at > 1 and tokens[at - 1] in particles:
        at -= 1
    return tuple(tokens[:at]), " ".join(tokens[at:])


def _is_family_first(name: str, tokens: list[str]) -> bool:
    """Korean and Chinese order: a family name of that kind, then one or two short syllables."""
    first, given = tokens[0], tokens[1:]
    if first not in _family_first() or key(name.split()[0]) != first or len(given) > 2:
        return False
    if any(len(t) > 8 or t in _given_names() for t in given):
        return False
    return len(given) == 2 or first in _family_first_always()


def family_name(name: str) -> str:
    """The family name, folded: "Zelensky", and "Kim" of "Kim Jong-un"."""
    return parts(name)[1]


@lru_cache(maxsize=16_384)
def same_person(a: str, b: str) -> bool:
    """Whether two full names are spellings of one person's name.

    Two persons that the lexicon knows apart stay apart. A family name alone is the same as itself
    spelt otherwise, and not the same as a full name: ask `refers`.
    """
    known_a, known_b = _lookup().get(a), _lookup().get(b)
    if known_a and known_b:
        return known_a == known_b
    (given_a, family_a), (given_b, family_b) = parts(a), parts(b)
    if not family_a or not family_b:
        return False
    if (given_a, family_a) == (given_b, family_b):
        return True
    korean = _is_korean(a) and _is_korean(b)
    if korean:
        families = _family_first()
        return families[family_a] == families[family_b] and _joined(given_a) == _joined(given_b)
    if _is_korean(a) or _is_korean(b):
        return _turned(given_a, family_a) == _turned(given_b, family_b)
    if not _alike(family_a, family_b) or bool(given_a) != bool(given_b):
        return False
    return _same_given(given_a, given_b)


def refers(short: str, full: str) -> bool:
    """Whether `short`, a family name or less than the full name, may stand for `full`.

    For use within one text, where "Kirby" goes back to "John Kirby".
    """
    if same_person(short, full):
        return True
    given, family = parts(short)
    given_full, family_full = parts(full)
    if not family or not family_full:
        return False
    if not given:
        last = family_full.split()[-1]
        return _alike(family, family_full) or family == last or (family,) == given_full[:1]
    return _alike(family, family_full) and _same_given(given, given_full)


def _is_korean(name: str) -> bool:
    given, family = parts(name)
    return bool(given) and key(name).split()[0] == family and family in _family_first()


def _joined(given: tuple[str, ...]) -> str:
    return "".join(_sound(t, _SYLLABLES) for t in given).replace("kwon", "kwn").replace("oo", "o")


def _turned(given: tuple[str, ...], family: str) -> tuple[str, ...]:
    """The words of a name in any order: "Jinping Xi" and "Xi Jinping"."""
    return tuple(sorted((*given, family)))


@lru_cache(maxsize=16_384)
def _sound(word: str, rules: tuple[tuple[re.Pattern[str], str], ...] = _SOUNDS) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


def _alike(a: str, b: str) -> bool:
    """Two words that differ in transliteration only."""
    if a == b:
        return True
    if min(len(a), len(b)) <= SHORT:
        return False
    return _sound(a) == _sound(b) and fuzz.ratio(a, b) >= ALIKE


def _same_given(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Given names that can be one person's: the first ones agree, later ones may be missing."""
    if not a or not b:
        return a == b
    if not _same_first(a[0], b[0]):
        return False
    rest_a, rest_b = a[1:], b[1:]
    if not rest_a or not rest_b:
        return True
    return all(_same_first(x, y) for x, y in zip(rest_a, rest_b, strict=False))


def _same_first(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    names = _given_names()
    return _alike(a, b) or (a in names and names[a] == names.get(b))
