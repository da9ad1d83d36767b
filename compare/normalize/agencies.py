"""Bodies under one canonical name each, whatever parts a text builds their names from.

A body is found by one of its own names ("the Pentagon"), or put together from a country and a kind
of body ("Seoul's spy agency", "the Japanese Ministry of Defense"): every kind exists for every
country, and the lexicon names those bodies that have a name of their own. A phrase whose head is a
body's noun stays itself, in a tidy form ("the fire service" → "Fire service").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from compare.lexicon import load
from compare.normalize import places
from compare.normalize.folding import MAX_NAME, Lookup, fold, is_acronym, key, without_possessive

_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)")
# What goes on after a name: "the institute, founded in …", "the group who …".
_CLAUSE = re.compile(r",|\s[-–—]+\s|\s(?:who|which|that|whose|said|says)\s")
_OWNER = re.compile(r"^(\S+)['’]s\s+(?=\S)")
_PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "on",
        "to",
        "from",
        "under",
        "against",
        "and",
        "by",
        "with",
        "outside",
        "inside",
        "among",
    ]
)


@dataclass(frozen=True, slots=True)
class Agency:
    """A body. `parent` is the body that it belongs to; `government` whether a state runs it."""

    name: str
    country: str | None = None
    parent: str | None = None
    government: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """What every country has one of. `name` holds {adjective} or {country}; `bare` goes without."""

    name: str
    bare: str
    words: tuple[str, ...]
    local: bool
    city: bool
    everywhere: bool
    government: bool


@cache
def _kinds() -> dict[str, Kind]:
    return {
        name: Kind(
            name=row["name"],
            bare=row["bare"],
            words=(row["bare"], *row.get("words", ())),
            local=row.get("local", False) or row.get("city", False),
            city=row.get("city", False),
            everywhere=row.get("everywhere", False),
            government=row.get("government", True),
        )
        for name, row in load("agencies")["kinds"].items()
    }


@cache
def _kind_lookup() -> Lookup[str]:
    return Lookup((w, name) for name, kind in _kinds().items() for w in kind.words)


@cache
def _bodies() -> dict[str, Agency]:
    return {
        name: Agency(
            name, row.get("country"), row.get("parent"), row.get("government", "country" in row)
        )
        for name, row in load("agencies")["bodies"].items()
    }


@cache
def _body_lookup() -> Lookup[Agency]:
    bodies = _bodies()
    rows = load("agencies")["bodies"].items()
    own = [(name, bodies[name]) for name, _ in rows]
    return Lookup(own + [(w, bodies[name]) for name, row in rows for w in row.get("also", ())])


@cache
def _body_of_kind() -> dict[tuple[str, str], Agency]:
    found: dict[tuple[str, str], Agency] = {}
    for name, row in load("agencies")["bodies"].items():
        for kind in row.get("kinds", ()):
            found.setdefault((kind, row["country"]), _bodies()[name])
    return found


@cache
def _nouns() -> frozenset[str]:
    return frozenset(key(noun) for noun in load("agencies")["words"]["nouns"])


@cache
def _fillers() -> frozenset[str]:
    return frozenset(load("agencies")["words"]["fillers"])


@cache
def _governmental_nouns() -> frozenset[str]:
    return frozenset(load("agencies")["words"]["governmental"])


def kind_row(kind: str) -> Kind:
    """What is the same of a kind of body in every country."""
    return _kinds()[kind]


def of_kind(kind: str, country: str | None = None) -> Agency:
    """The body of a kind ("foreign_ministry") that a country has, or the kind by itself."""
    row = _kinds()[kind]
    if country is None:
        return Agency(row.bare, government=row.government)
    if body := _body_of_kind().get((kind, country)):
        return body
    land = places.countries()[country]
    name = row.name.format(adjective=land.adjective, country=land.with_article)
    return Agency(name, country, government=row.government)


def around(kind: str, country: str | None) -> Agency:
    """The body of a kind in a text on `country`: the fire service there is no national one."""
    return of_kind(kind, None if _kinds()[kind].everywhere else country)


def agency(words: str, country: str | None = None, organisation: bool = False) -> Agency | None:
    """The body that `words` name; None where they name none ("reporters", "he").

    `country` (canonical) says whose a bare "defence ministry" is. `organisation` accepts a
    capitalised name that holds no body's noun ("Velmar").
    """
    if not words or len(words) > MAX_NAME:
        return None
    return _agency(" ".join(words.split()), country, organisation)


@lru_cache(maxsize=8_192)
def _agency(words: str, country: str | None, organisation: bool) -> Agency | None:
    plain = tidy(_BRACKETS.sub("", words)) or tidy(words)
    if not plain or _is_vague(plain) or _is_indefinite(words):
        return None
    if not _body_lookup().get(plain):
        plain = tidy(_CLAUSE.split(plain, maxsplit=1)[0])
    kind = _kind(plain)
    body = _body_lookup().get(plain)
    if country and kind and not (body and key(body.name) == key(plain)):
        return around(kind, country)
    if body and not (plain.islower() and " " not in plain):  # "emergencies", "house"
        return body
    land, said, rest = places.split_country(plain)
    if land and (found := _of_capital(said, rest, land) or _national(plain, rest, land)):
        return found
    if kind:
        return of_kind(kind)
    return _local(plain, organisation)


def tidy(words: str) -> str:
    """`words` less quotation marks, articles and closing punctuation."""
    plain = words.strip(' \t\n"“”‘’,;:!?()[]').strip()
    tokens = plain.split()
    while tokens and fold(tokens[0]) in ("the", "a", "an", "its", "their", "his", "her", "our"):
        tokens.pop(0)
    plain = " ".join(tokens)
    if plain.endswith(("'s", "’s")):
        plain = plain[:-2]
    if plain.endswith(".") and not is_acronym(plain.split()[-1]):
        plain = plain.rstrip(".")
    return plain


def _is_vague(words: str) -> bool:
    """True of "some ministry" and "two hospitals", not of "Two Rivers Council"."""
    first, _, rest = words.partition(" ")
    return fold(first) in load("agencies")["words"]["vague"] and rest.islower()


def _is_indefinite(words: str) -> bool:
    """True of "a student group", not of "a US agency" or "A Company"."""
    return fold(words.partition(" ")[0]) in ("a", "an") and words.partition(" ")[2].islower()


def _kind(words: str) -> str | None:
    """The kind that `words` name, with or without "main", "national" and their like."""
    lookup = _kind_lookup()
    if found := lookup.get(words):
        return found
    kept = [w for w in words.split() if fold(w) not in _fillers()]
    return lookup.get(" ".join(kept)) if kept else None


def _of_capital(said: str, rest: str, land: str) -> Agency | None:
    """A body that a capital has as a city: "Kyiv city hall", "Tokyo police"."""
    kind = _kind_lookup().get(rest)
    if kind is None or not _kinds()[kind].city or places.country(said, metonym=False):
        return None
    return of_town(kind, said, land)


def of_town(kind: str, town: str, country: str | None = None) -> Agency:
    """The body of a kind that a town or region has."""
    row = _kinds()[kind]
    return Agency(f"{town} {row.bare[0].lower()}{row.bare[1:]}", country, None, row.government)


def _national(plain: str, rest: str, land: str) -> Agency | None:
    """The body of one country: by kind, by its own name, or as the text words it."""
    rest = tidy(rest)
    if not rest:
        return None if places.is_demonym(plain) else of_kind("government", land)
    body = _body_lookup().get(rest)
    if body and body.country == land:
        return body
    if kind := _kind(rest):
        return of_kind(kind, land)
    if owner := _OWNER.match(rest):  # "South Korea's military's Joint Chiefs of Staff"
        return _national(plain, rest[owner.end() :], land)
    if not _has_body_noun(rest):
        return None
    noun = key(_head(rest)).split()[-1]
    adjective = places.countries()[land].adjective
    return Agency(f"{adjective} {rest}", land, government=noun in _governmental_nouns())


def _local(plain: str, organisation: bool) -> Agency | None:
    """A body without a country, under its own words."""
    tokens = plain.split()
    if (
        len(tokens) > 2
        and fold(tokens[-2]) == "in"
        and tokens[-1][:1].isupper()
        and (kind := _kind(" ".join(tokens[:-2])))
    ):
        return of_town(kind, tokens[-1])
    for at in range(1, len(tokens)):
        kind = _kind_lookup().get(" ".join(tokens[at:]))
        if kind and _kinds()[kind].local:
            town = tidy(without_possessive(" ".join(tokens[:at])))
            if town.islower() or not town:  # "the city's fire service", "local police"
                return of_kind(kind)
            return of_town(kind, town)
    if not (_has_body_noun(plain) or (organisation and plain[:1].isupper())):
        return None
    noun = (key(_head(plain)).split() or [""])[-1]
    return Agency(plain[0].upper() + plain[1:], government=noun in _governmental_nouns())


def _head(words: str) -> str:
    """The part of a noun phrase that its head noun closes: up to the first preposition."""
    tokens = words.split()
    for at, token in enumerate(tokens):
        if at and fold(token) in _PREPOSITIONS:
            return " ".join(tokens[:at])
    return words


def _has_body_noun(words: str) -> bool:
    tokens = key(_head(words)).split()
    return bool(tokens) and tokens[-1] in _nouns()


def government_of(agency_name: str) -> str | None:
    """The country whose government a body belongs to; None of others and of local bodies."""
    found = agency(agency_name, organisation=True)
    return found.country if found and found.government else None
