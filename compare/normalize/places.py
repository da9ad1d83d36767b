"""Countries and places: their canonical names, what lies in what, and where a text names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from compare.lexicon import load
from compare.normalize.folding import MAX_NAME, Lookup, fold, is_acronym, key, without_possessive

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \u00a0\n.'’\-]{1,2}")
_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "of",
        "outside",
        "around",
        "across",
        "toward",
        "towards",
        "into",
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `within` runs from its nearest container to the widest, its country included."""

    name: str
    country: str | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the lexicon knows it; `adjective` heads the names of its bodies."""

    name: str
    iso: str
    adjective: str
    article: bool
    capital: str | None
    names: tuple[str, ...]
    people: tuple[str, ...]
    metonyms: tuple[str, ...]

    @property
    def with_article(self) -> str:
        """The name as it stands after "of": "the United States"."""
        return f"the {self.name}" if self.article else self.name


@cache
def countries() -> dict[str, Country]:
    """All countries by canonical name."""
    found = {}
    for name, row in load("countries")["countries"].items():
        people = tuple(row.get("people", ()))
        capitals = tuple(row.get("capital", ()))
        found[name] = Country(
            name=name,
            iso=row["iso"],
            adjective=row.get("adjective") or (people[0] if people else name),
            article=row.get("article", False),
            capital=capitals[0] if capitals else None,
            names=(name, *row.get("also", ())),
            people=people,
            metonyms=(*capitals, *row.get("government", ())),
        )
    return found


@cache
def _tables() -> tuple[Lookup[str], Lookup[str], Lookup[str]]:
    """Names, demonyms and metonyms, each to the country that they stand for."""
    every = countries().values()
    return (
        Lookup((w, c.name) for c in every for w in c.names),
        Lookup((w, c.name) for c in every for w in c.people),
        Lookup((w, c.name) for c in every for w in c.metonyms),
    )


@cache
def _common_words() -> frozenset[str]:
    return frozenset(load("countries")["common_words"])


@lru_cache(maxsize=8_192)
def country(words: str, metonym: bool = True) -> str | None:
    """The country that `words` name: by name, abbreviation or people, and by capital or seat of
    government unless `metonym` is off."""
    if words.islower() and key(words) in _common_words():
        return None
    names, people, metonyms = _tables()
    found = names.get(words) or people.get(words)
    return found or (metonyms.get(words) if metonym else None)


def is_demonym(words: str) -> bool:
    """True where `words` are a people or its adjective: "North Koreans", "Spanish"."""
    return _tables()[1].get(words) is not None


@lru_cache(maxsize=8_192)
def split_country(words: str) -> tuple[str | None, str, str]:
    """The country that a noun phrase opens or closes with, the words that named it, and the rest.

    "Seoul's spy agency" → ("South Korea", "Seoul", "spy agency"); "the parliament of Georgia" →
    ("Georgia", "Georgia", "parliament"); (None, "", words) where neither end names a country.
    """
    tokens = words.split()
    while tokens and tokens[0].lower() in ("the", "a", "an"):
        tokens.pop(0)
    for size in range(min(6, len(tokens)), 0, -1):
        head = without_possessive(" ".join(tokens[:size]).rstrip(","))
        if head[:1].isupper() and (found := country(head)):
            return found, head, " ".join(tokens[size:])
    for at in range(1, len(tokens) - 1):
        if tokens[at].lower() in ("of", "in", "for"):
            tail = " ".join(tokens[at + 1 :]).strip(".,")
            if found := country(tail):
                return found, tail, " ".join(tokens[:at])
    return None, "", words


@cache
def _gazetteer() -> dict[str, tuple[Place, tuple[str, ...]]]:
    """Every place of the lexicon with its further names, by canonical name."""
    rows: dict[str, tuple[str | None, tuple[str, ...], tuple[str, ...]]] = {}
    for home, table in load("places").items():
        land = None if home == "world" else home
        for name in table.get("plain", ()):
            rows[name] = (land, (), ())
        for name, row in table.items():
            if isinstance(row, dict):
                rows[name] = (land, tuple(row.get("in", ())), tuple(row.get("also", ())))
    for name, row in countries().items():
        rows[name] = (name, (), row.names[1:])

    def containers(name: str, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
        land, direct, _ = rows.get(name, (None, (), ()))
        found: list[str] = []
        for outer in direct:
            if outer not in seen:
                found += [outer, *containers(outer, (*seen, name))]
        if land and land != name:
            found.append(land)
        return tuple(dict.fromkeys(found))

    return {
        name: (Place(name, land, _inner_first(containers(name), land)), also)
        for name, (land, _, also) in rows.items()
    }


def _inner_first(within: tuple[str, ...], land: str | None) -> tuple[str, ...]:
    if land not in within:
        return within
    return (*(w for w in within if w != land), land)


@cache
def _place_lookup() -> Lookup[Place]:
    rows = _gazetteer().values()
    return Lookup([(p.name, p) for p, _ in rows] + [(w, p) for p, also in rows for w in also])


@lru_cache(maxsize=8_192)
def place(words: str) -> Place | None:
    """The place that `words` name, countries included; a bare capital is the city."""
    if len(words) > MAX_NAME or (words.islower() and key(words) in _common_words()):
        return None
    lookup = _place_lookup()
    if found := lookup.get(words):
        return found
    tokens = key(words).split()
    for rest in _without_kind(tokens):
        if found := lookup.get(rest):
            return found
    return None


@cache
def kinds() -> frozenset[str]:
    """The words that say what kind a place is: "region", "city"."""
    return frozenset(load("places")["world"]["kinds"])


def _without_kind(tokens: list[str]) -> list[str]:
    """The name in "city of Lviv", "Lviv region"."""
    found = []
    if len(tokens) > 2 and tokens[0] in kinds() and tokens[1] == "of":
        found.append(" ".join(tokens[2:]))
    if len(tokens) > 1 and tokens[-1] in kinds():
        found.append(" ".join(tokens[:-1]))
    return found


def contains(outer: str, inner: str) -> bool:
    """True where `inner` is `outer` or lies in it, by any of their names."""
    a, b = place(outer), place(inner)
    if a is None or b is None:
        return key(outer) == key(inner)
    return a.name == b.name or a.name in b.within


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name as a scan meets it: its words folded, and those that must be written just so."""

    words: list[str]
    exact: tuple[tuple[int, str], ...]
    capitals: tuple[int, ...]
    value: str


_Trie = dict[str, tuple[_Entry, ...]]


def _entry(name: str, value: str) -> _Entry | None:
    shapes = _WORD.findall(without_possessive(name))
    if not shapes or not shapes[0][:1].isupper():
        return None
    exact = tuple((i, w) for i, w in enumerate(shapes) if len(w) == 1 or is_acronym(w))
    capitals = tuple(i for i, w in enumerate(shapes) if w[0].isupper())
    return _Entry([fold(w) for w in shapes], exact, capitals, value)


def _trie(pairs: list[tuple[str, str]]) -> _Trie:
    """Entries by first word, the longest first; of one name the first entry. "" names nothing."""
    found: dict[str, dict[tuple[str, ...], _Entry]] = {}
    for name, value in pairs:
        if entry := _entry(name, value):
            found.setdefault(entry.words[0], {}).setdefault(tuple(entry.words), entry)
    return {
        first: tuple(sorted(entries.values(), key=lambda e: -len(e.words)))
        for first, entries in found.items()
    }


@cache
def _place_trie() -> _Trie:
    rows = _gazetteer().values()
    pairs = [(p.name, p.name) for p, _ in rows] + [(w, p.name) for p, also in rows for w in also]
    pairs += [(w, "") for c in countries().values() for w in c.people]
    return _trie(pairs + [(w, "") for w in load("places")["world"]["not_places"]])


@cache
def _people_trie() -> _Trie:
    pairs = [(w, c.name) for c in countries().values() for w in c.people]
    return _trie(pairs + [(w, "") for p, also in _gazetteer().values() for w in (p.name, *also)])


def _scan(text: str, trie: _Trie) -> list[tuple[int, int, str]]:
    """Every entry in `text`, longest first, none inside another; linear in the text."""
    tokens = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
    folded = [fold(word) if word[0].isupper() else word.lower() for word, _, _ in tokens]
    found = []
    at = 0
    while at < len(tokens):
        entries = trie.get(folded[at], ()) if tokens[at][0][0].isupper() else ()
        entry = next((e for e in entries if _stands(text, tokens, folded, at, e)), None)
        if entry is None:
            at += 1
            continue
        last = at + len(entry.words) - 1
        end = tokens[last][2]
        if len(tokens[last][0]) == 1 and text[end : end + 1] == ".":
            end += 1  # the dot of "U.S."
        if entry.value:
            found.append((tokens[at][1], end, entry.value))
        at = last + 1
    return found


def _stands(
    text: str, tokens: list[tuple[str, int, int]], folded: list[str], at: int, entry: _Entry
) -> bool:
    size = len(entry.words)
    if folded[at : at + size] != entry.words:
        return False
    gaps = ((tokens[i][2], tokens[i + 1][1]) for i in range(at, at + size - 1))
    return (
        all(tokens[at + i][0] == shape for i, shape in entry.exact)
        and all(tokens[at + i][0][0].isupper() for i in entry.capitals)
        and all(_GAP.fullmatch(text, end, start) for end, start in gaps)
    )


def find(text: str) -> list[tuple[int, int, Place]]:
    """The places that `text` names, countries included, demonyms not: (start, end, place)."""
    rows = _gazetteer()
    names_too = frozenset(load("places")["world"]["names_too"])
    return [
        (start, end, rows[name][0])
        for start, end, name in _scan(text, _place_trie())
        if name not in names_too or _after_locative(text, start)
    ]


def _after_locative(text: str, start: int) -> bool:
    """Whether a word that is also a person's name ("Austin") stands as a place stands."""
    before = text[max(0, start - 24) : start].split()
    return bool(before) and before[-1].lower() in _LOCATIVE


def demonyms(text: str) -> list[tuple[int, int, str]]:
    """Where `text` names a people or uses its adjective: (start, end, country)."""
    return _scan(text, _people_trie())
