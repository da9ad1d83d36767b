"""Roles: the body that a role speaks for, and names without the titles before them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from compare.lexicon import load
from compare.normalize import places
from compare.normalize.agencies import Agency, agency, around, kind_row, of_kind, of_town, tidy
from compare.normalize.folding import MAX_NAME, Lookup, fold, key, without_possessive
from compare.normalize.people import person

_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)$")
_LINKS = frozenset(("of", "for", "at", "from", "with", "in", "to"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


@cache
def _offices() -> Lookup[tuple[str, str | None]]:
    rows = load("roles")["offices"]
    return Lookup((w, (row["kind"], row.get("default"))) for row in rows for w in row["words"])


@cache
def _bodies() -> Lookup[str]:
    return Lookup(load("roles")["bodies"].items())


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(key(w) for w in load("roles")[name])


def body_of_role(role: str, country: str | None = None) -> Agency | None:
    """The body that somebody of that role speaks for; None where the words do not tell.

    "the Kremlin spokesman", "head of Ukraine's military intelligence", "Dutch foreign minister".
    `country` (canonical) is whose minister is meant where the words do not say.
    """
    plain = tidy(" ".join(role.split()))
    if not plain or len(plain) > MAX_NAME:
        return None
    return _body_of_role(plain, country)


@lru_cache(maxsize=8_192)
def _body_of_role(plain: str, country: str | None) -> Agency | None:
    plain = plain.split(",")[0].strip()
    if not plain or (key(plain).split() or [""])[0] in _words("former"):
        return None
    if body := _bodies().get(plain) or _bodies().get(_singular(plain)):
        return agency(body)
    for words in _without_qualifiers(plain):
        land, said, rest = places.split_country(words)
        if found := (
            _mission(rest or words, land or country)
            or _office(rest or words, land, said, country)
            or _linked(rest if land else words, land or country)
            or _headed(words, country)
            or _state(rest, land)
        ):
            return found
    return None


def _singular(words: str) -> str:
    """`words` with the plural of their last one taken off: "police officers"."""
    return words[:-1] if words.endswith("s") and not words.endswith(("ss", "'s", "’s")) else words


def _mission(words: str, land: str | None) -> Agency | None:
    """The embassy of "ambassador to South Korea": for Ukraine, the Ukrainian one in Seoul."""
    head, link, place = words.partition(" to ")
    if not link or land is None or key(head).split()[-1:] not in (["ambassador"], ["envoy"]):
        return None
    host = places.countries().get(places.country(place) or "")
    if host is None or host.name == land:
        return None
    return agency(f"{places.countries()[land].adjective} Embassy in {host.capital or host.name}")


def _office(words: str, land: str | None, said: str, country: str | None) -> Agency | None:
    """The body of a known office, in the country of the words before the one around them.

    `said` is how the words name their country: the mayor of a capital is the city's.
    """
    for role in _without_qualifiers(words):
        if found := _offices().get(role) or _offices().get(_singular(role)):
            kind, default = found
            if land and kind_row(kind).city and not places.country(said, metonym=False):
                return of_town(kind, said, land)
            return of_kind(kind, land) if land else around(kind, country or default)
    if key(_singular(words)) == "leader" and (home := land or country):
        led = home in load("roles")["premier_led"]
        return of_kind("premier_office" if led else "presidency", home)
    return None


def _without_qualifiers(words: str) -> list[str]:
    """`words`, then `words` with one more opening qualifier off each time."""
    found, tokens = [words], words.split()
    while len(tokens) > 1 and key(tokens[0]) in _words("qualifiers"):
        tokens = tokens[1:]
        found.append(" ".join(tokens))
    return found


def _linked(plain: str, country: str | None) -> Agency | None:
    """A role, a link and a body: "spokesman for Velmar", "mayor of Sandmark"."""
    tokens = plain.split()
    for at in range(1, len(tokens) - 1):
        if tokens[at].lower() not in _LINKS:
            continue
        head, body = " ".join(tokens[:at]), tidy(" ".join(tokens[at + 1 :]))
        if not body:
            return None
        if key(head).split()[-1:] == ["minister"]:
            return _ministry(body, country)
        office = next((o for w in _without_qualifiers(head) if (o := _offices().get(w))), None)
        if office and kind_row(office[0]).local and body[:1].isupper():
            return of_town(office[0], _without_region(body))
        if _is_role(_singular(head)) or _is_role(head):
            return agency(body, country, organisation=True)
    return None


def _ministry(field: str, country: str | None) -> Agency | None:
    """The ministry of a field that is no kind of its own: "territorial policy"."""
    name = " ".join(
        w if w in ("and", "of", "the") else w[:1].upper() + w[1:] for w in field.split()
    )
    before = f"{places.countries()[country].adjective} " if country else ""
    return agency(f"{before}Ministry of {name}")


def _without_region(name: str) -> str:
    """A region less the word for it, "Kursk region": the kind of body says region already."""
    tokens = name.split()
    return " ".join(tokens[:-1]) if len(tokens) > 1 and tokens[-1] in places.kinds() else name


def _headed(plain: str, country: str | None) -> Agency | None:
    """A body and a role: "Pentagon press secretary", "the union's regional secretary"."""
    tokens = plain.split()
    for at in range(len(tokens) - 1, 0, -1):
        before, role = " ".join(tokens[:at]), " ".join(tokens[at:])
        if not (_is_role(role) or _is_role(_singular(role))):
            continue
        owner = before.endswith(("'s", "’s", "s'", "s’"))
        name = without_possessive(before) if owner else before
        if places.is_demonym(name) or places.country(name, metonym=False):
            return None
        if known := person(name):
            return agency(known.agency) if known.agency else None
        if found := agency(name, country):
            return found
        if name[:1].isupper() and (owner or key(role) in _words("voices")):
            return agency(name, country, organisation=True)
    return None


def _is_role(words: str) -> bool:
    """True of a head word or phrase, with qualifiers before it or none."""
    heads = _words("heads")
    return any(key(said) in heads for said in _without_qualifiers(words))


def _state(rest: str, land: str | None) -> Agency | None:
    if land and any(key(_singular(w)) in _words("state") for w in _without_qualifiers(rest)):
        return of_kind("government", land)
    return None


@cache
def _title_words() -> frozenset[str]:
    offices = [w for row in load("roles")["offices"] for w in row["words"]]
    last = {_before_link(key(w)).split()[-1] for w in [*offices, *load("roles")["heads"]]}
    return frozenset(last | {t for w in _words("titles") for t in w.split()})


def _before_link(words: str) -> str:
    """What stands before the first link: the minister in "minister of health"."""
    tokens = words.split()
    at = next((i for i, token in enumerate(tokens) if token in _LINKS), len(tokens))
    return " ".join(tokens[:at]) or words


@lru_cache(maxsize=8_192)
def strip_titles(words: str) -> tuple[str, str | None]:
    """The name, and the titles that stood before it (or after a comma), None without any.

    "Secretary of Defense Lloyd J. Austin III" → ("Lloyd J. Austin III", "Secretary of Defense").
    """
    if len(words) > MAX_NAME:
        return words, None
    before, comma, after = words.partition(",")
    tokens = before.split()
    if comma and key(after) in _SUFFIXES:
        tokens, after = [*tokens, after.strip()], ""
    at = _name_start(tokens)
    name = without_possessive(_BRACKETS.sub("", " ".join(tokens[at:])))
    title = " ".join(tokens[:at]) or after.strip()
    while title.split() and fold(title.split()[0]) in ("the", "a", "an"):
        title = title.partition(" ")[2]
    return name, title or None


def _name_start(tokens: list[str]) -> int:
    """Where the name begins: after the last title word that a name can follow."""
    start = 0
    for at, token in enumerate(tokens[:-1]):
        word = key(token)
        if at < start:
            continue
        if word not in _title_words() and word.rpartition(" ")[2] not in _title_words():
            continue
        if all(key(t) in _SUFFIXES for t in tokens[at + 1 :]):  # "Martin King Jr"
            continue
        start = _after_link(tokens, at + 1)
    if start == 0 and len(tokens) > 2:
        for size in (3, 2, 1):
            if size < len(tokens) - 1 and places.is_demonym(" ".join(tokens[:size])):
                return size
    rest = tokens[start:]
    only_suffixes = all(key(t) in _SUFFIXES for t in rest)
    return 0 if only_suffixes or not rest[0][:1].isupper() else start


def _after_link(tokens: list[str], at: int) -> int:
    """Past "of Defense", "of South Korea" that a title goes on with, leaving a name after it."""
    if at >= len(tokens) - 1 or tokens[at].lower() not in _LINKS:
        return at
    for end in range(len(tokens) - 1, at + 1, -1):
        said = " ".join(tokens[at + 1 : end])
        whole = " ".join(tokens[at - 1 : end])
        if not tokens[end][:1].isupper():
            continue
        if places.country(said) or agency(said) or _offices().get(whole):
            return end
    return max(at + 2, len(tokens) - 2)
