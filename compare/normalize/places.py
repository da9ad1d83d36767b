"""Countries and places: their canonical names, what lies in what, and where a text names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from compare.lexicon import load
from compare.normalize.folding import MAX_NAME, Lookup, fold, is_acronym, key, without_possessive

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \u00a0\n.'’\-]{1,2}")
_LOCATIVE = frozenset("in at near from to of outside around across toward towards into".split())


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
    """A name as a scan meets it: its words folded, and how each must be written."""

    words: tuple[str, ...]
    shapes: tuple[str, ...]
    value: str


def _entry(name: str, value: str) -> _Entry | None:
    shapes = tuple(_WORD.findall(without_possessive(name)))
    words = tuple(fold(w) for w in shapes)
    return _Entry(words, shapes, value) if words and shapes[0][:1].isupper() else None


def _trie(pairs: list[tuple[str, str]]) -> dict[str, tuple[_Entry, ...]]:
    """Entries by first word, the longest first."""
    found: dict[str, dict[tuple[str, ...], _Entry]] = {}
    for name, value in pairs:
        if entry := _entry(name, value):
            found.setdefault(entry.words[0], {}).setdefault(entry.words, entry)
    return {
        first: tuple(sorted(entries.values(), key=lambda e: -len(e.words)))
        for first, entries in found.items()
    }


@cache
def _place_trie() -> dict[str, tuple[_Entry, ...]]:
    rows = _gazetteer()
    pairs = [(w, "") for c in countries().values() for w in c.people]
    pairs = [(p.name, p.name) for p, _ in rows.values()] + pairs
    pairs += [(w, p.name) for p, also in rows.values() for w in also]
    pairs += [(w, "") for w in load("places")["world"]["not_places"]]
    return _trie(pairs)


@cache
def _people_trie() -> dict[str, tuple[_Entry, ...]]:
    return _trie([(w, c.name) for c in countries().values() for w in c.people])


def _scan(text: str, trie: dict[str, tuple[_Entry, ...]]) -> list[tuple[int, int, str]]:
    """Every entry in `text`, longest first, none inside another; linear in the text."""
    tokens = list(_WORD.finditer(text))
    found = []
    at = 0
    while at < len(tokens):
        entry = next(
            (e for e in trie.get(fold(tokens[at][0]), ()) if _stands(text, tokens, at, e)), None
        )
        if entry is None or not tokens[at][0][:1].isupper():
            at += 1
            continue
        end = tokens[at + len(entry.words) - 1].end()
        if len(entry.shapes[-1]) == 1 and text[end : end + 1] == ".":
            end += 1  # the dot of "U.S."
        found.append((tokens[at].start(), end, entry.value))
        at += len(entry.words)
    return found


def _stands(text: str, tokens: list[re.Match[str]], at: int, entry: _Entry) -> bool:
    if at + len(entry.words) > len(tokens):
        return False
    for i, (word, shape) in enumerate(zip(entry.words, entry.shapes, strict=True)):
        token = tokens[at + i]
        if i and not _GAP.fullmatch(text, tokens[at + i - 1].end(), token.start()):
            return False
        if is_acronym(shape) or len(shape) == 1:
            if token[0] != shape:
                return False
        elif fold(token[0]) != word or (shape[0].isupper() and not token[0][0].isupper()):
            return False
    return True


def find(text: str) -> list[tuple[int, int, Place]]:
    """The places that `text` names, countries included, demonyms not: (start, end, place)."""
    rows = _gazetteer()
    names_too = frozenset(load("places")["world"]["names_too"])
    return [
        (start, end, rows[name][0])
        for start, end, name in _scan(text, _place_trie())
        if name and (name not in names_too or _used_as_place(text, start, end))
    ]


def _used_as_place(text: str, start: int, end: int) -> bool:
    """Whether a word that is also a person's name ("Austin") stands as a place stands."""
    before = text[max(0, start - 24) : start].split()
    after = text[end : end + 2]
    return bool(before) and before[-1].lower() in _LOCATIVE and after.strip()[:1] != "'"


def demonyms(text: str) -> list[tuple[int, int, str]]:
    """Where `text` names a people or uses its adjective: (start, end, country)."""
    return _scan(text, _people_trie())
