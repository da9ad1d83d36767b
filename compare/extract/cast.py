"""The cast of an article: every person it names, with the role and the body that it gives them.

News texts introduce a person once, with full name and role, and then use the surname, the role or
a pronoun. So the cast is gathered over the whole text first; `speakers` looks people up in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.normalize import kinds, names, places

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their|our)\s+", re.IGNORECASE)
_PARTICLES = {"de", "del", "der", "van", "von", "bin", "al", "el", "da", "di", "la", "le", "of"}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_STOPS = {",", ")", ".", ";", "—", "–", "”", '"', "\n", "\n\n"}
_LEADS = re.compile(
    r"(?:who|that)\s+(?:\w+ly\s+)?(?:heads?|headed|runs?|ran|leads?|led|directs?|directed|chairs?|"
    r"chaired|commands?|commanded|oversees?|oversaw|represents?|serves?|speaks?|is|was)\b|"
    r"speaking\s+(?:for|on behalf of)\b",
    re.IGNORECASE,
)
_ROLE_WORDS = 14  # an appositive longer than this is a clause, not a role


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named: tokens `start`–`end`, the role that it shows there, and
    all words beside the name that may tell the person's body."""

    start: int
    end: int
    name: str
    role: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the article. `mentions` are token indexes, in reading order."""

    name: str
    role: str | None
    agency: str | None
    country: str | None
    mentions: tuple[int, ...]


def _capital(token: Token) -> bool:
    dated = token.ent_type_ == "DATE" and token.ent_iob_ != "O"
    return token.text[:1].isupper() and not token.is_punct and not dated


def _joins(doc: Doc, i: int) -> bool:
    """True where token `i` is a hyphen or apostrophe inside a name (Tae-yong, O'Brien)."""
    return (
        0 < i < len(doc) - 1
        and doc[i].text in {"-", "‐", "‑", "–", "’", "'"}
        and not doc[i - 1].whitespace_
        and not doc[i].whitespace_
        and doc[i + 1].text[:1].isalpha()
    )


def is_headline(doc: Doc, at: int) -> bool:
    """True where token `at` stands in a line set in title case: capitals say nothing there."""
    lines = doc.user_data.setdefault("title_case", {})
    sentence = doc[at].sent
    if sentence.start not in lines:
        words = [t.text for t in sentence if t.is_alpha and len(t.text) > 3]
        capitals = sum(word[0].isupper() for word in words)
        lines[sentence.start] = len(words) > 3 and capitals > 0.7 * len(words)
    return lines[sentence.start]


def name_run(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The whole capitalised run around tokens `start`–`end`, within one sentence."""
    if is_headline(doc, start):
        return start, end
    while start > 0:
        before = doc[start - 1]
        if before.sent != doc[start].sent:
            break
        if _joins(doc, start - 1) and start > 1:
            start -= 2
        elif _capital(before) and before.pos_ == "PROPN":
            start -= 1
        elif before.text.lower() in _PARTICLES - {"of"} and start > 1 and _capital(doc[start - 2]):
            start -= 2
        else:
            break
    while end < len(doc):
        if _joins(doc, end):
            end += 2
        elif _capital(doc[end]) and doc[end].pos_ == "PROPN" and doc[end].sent == doc[start].sent:
            end += 1
        else:
            break
    return start, end


def bare(words: str) -> str:
    """Role words without the article that opens them and the commas around them."""
    return _ARTICLE.sub("", words.strip(" ,;:—–-\n\t")).strip()


def _left_role(doc: Doc, start: int) -> tuple[str, int]:
    """Role words that stand before a name ("police inspector", "the mayor,")."""
    i = start
    if i > 0 and doc[i - 1].text == "," and i > 1 and doc[i - 2].pos_ in {"NOUN", "PROPN"}:
        i -= 1  # "the mayor, Ingrid Lindqvist": only where an article opens the phrase
        opened = True
    else:
        opened = False
    stop = max(0, start - _ROLE_WORDS)
    j = i
    while j > stop:
        token = doc[j - 1]
        if token.is_sent_start and token.pos_ not in {"DET", "NOUN", "ADJ", "PROPN", "PRON"}:
            break
        inside = token.pos_ in {"NOUN", "ADJ", "PROPN"} or token.text in {"'s", "’s", "'", "’", "-"}
        linked = j < i and (
            token.lower_ in {"of", "for", "to", "and", "general"}
            or (token.lower_ == "the" and j > 1 and doc[j - 2].lower_ in {"of", "for", "to", "at"})
        )
        if not inside and not linked:
            if token.pos_ in {"DET", "PRON"} and token.lower_ in {
                "the", "a", "an", "its", "his", "her", "their",
            }:  # fmt: skip
                j -= 1
            break
        j -= 1
        if token.is_sent_start:
            break
    while j < i and doc[j].lower_ in {"of", "for", "to", "and"}:
        j += 1
    words = doc[j:i].text
    if opened and (not words or doc[j].pos_ not in {"DET", "PRON", "PROPN", "ADJ", "NOUN"}):
        return "", start
    if opened and not kinds.is_role(bare(words)):
        return "", start
    return bare(words), j


def _right_role(doc: Doc, end: int) -> tuple[str, int]:
    """Role words that stand after a name: an appositive, "of …", "who heads …"."""
    if end >= len(doc):
        return "", end
    aside = doc[end].text == "," and end + 1 < len(doc) and doc[end + 1].lower_ == "of"
    if aside or doc[end].lower_ in {"of", "from", "at"}:  # "Holm, of the union,"
        end += aside
        stop = end + 1
        while stop < len(doc) and stop - end < 9 and (
            doc[stop].pos_ in {"NOUN", "ADJ", "PROPN", "DET"}
            or doc[stop].text in {"'s", "’s", "'", "’", "-"}
            or (doc[stop].lower_ == "of" and stop + 1 < len(doc))
        ):  # fmt: skip
            stop += 1
        return bare(doc[end + 1 : stop].text), stop
    if doc[end].text not in {",", "(", "—", "–"} or end + 1 >= len(doc):
        return "", end
    if doc[end + 1].like_num:  # an age between commas: "Piet Anders, 43,"
        return _right_role(doc, end + 2) if end + 2 < len(doc) else ("", end)
    stop = end + 1
    while stop < len(doc) and stop - end <= 2 * _ROLE_WORDS and doc[stop].text not in _STOPS:
        stop += 1
    words = bare(doc[end + 1 : stop].text)
    if _LEADS.match(words):
        return words, stop
    if stop - end > _ROLE_WORDS or not kinds.is_role(" ".join(words.split()[:8])):
        return "", end
    return words, stop


def _candidates(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Stretches that may name a person: the tagger's names, and capitalised runs it passed over."""
    found = [
        (e.start, e.end, e.label_)
        for e in doc.ents
        if e.label_ in {"PERSON", "ORG", "GPE", "LOC", "FAC"}
    ]
    for token in doc:
        if token.pos_ == "PROPN" and not token.ent_type_ and _capital(token):
            found.append((token.i, token.i + 1, ""))
    yield from sorted(found)


def _mentions(doc: Doc) -> Iterator[Mention]:
    taken = -1
    for first, last, label in _candidates(doc):
        if first < taken:
            continue
        start, end = name_run(doc, first, last)
        while end > start and doc[end - 1].text in {"'s", "’s"}:
            end -= 1
        if is_headline(doc, start) and not names.person(doc[start:end].text):
            continue
        if start > 1 and doc[start - 1].lower_ == "of" and kinds.is_role(doc[start - 2].text):
            start = name_run(doc, start - 2, start - 1)[0]  # "Secretary of Defense Lloyd Austin"
        name, title = _without_title(doc[start:end].text)
        if start and kinds.is_media(doc[start - 1].text) and not names.person(name):
            continue  # "the newspaper Dagbladet Nord"
        if not name or not _is_person(doc, label, name, title, start, end):
            continue
        while start < end - 1 and len(doc[start:end].text) > len(name):
            start += 1
        left, _ = _left_role(doc, start - (len(title.split()) if title else 0))
        right, _ = _right_role(doc, end)
        told = [w for w in (right, left, title) if w]
        plain = [w for w in told if not _LEADS.match(w) and kinds.is_role(w)]
        taken = end
        yield Mention(start, end, name, (plain or told or [None])[0], tuple(told))


def _without_title(words: str) -> tuple[str, str]:
    """A name and the title before it; what follows the last role word is the name."""
    name, title = names.strip_titles(words)
    tokens = name.split()
    cut = max((i + 1 for i, t in enumerate(tokens) if kinds.is_role(t)), default=0)
    if 0 < cut < len(tokens):
        title = " ".join(filter(None, (title, " ".join(tokens[:cut]))))
        name = " ".join(tokens[cut:])
    return name, title or ""


def _is_person(doc: Doc, label: str, name: str, title: str, start: int, end: int) -> bool:
    if names.person(name):
        return True
    if places.country(name, metonym=False) or places.place(name) or names.agency(name):
        return False
    plain = len(name.split()) > 1 and not kinds.is_body(name)
    if plain and (label == "PERSON" or (not label and _right_role(doc, end)[0])):
        return True
    if title and kinds.is_role(title) and label in {"PERSON", "ORG", "GPE", "LOC"}:
        return not kinds.is_body(name) and not kinds.is_body(doc[start:end].text)
    # A lone name needs evidence that it is a person: news texts introduce people in full.
    if kinds.is_body(name) or len(name.split()) > 1:
        return False
    after = doc[end].lower_ if end < len(doc) else ""
    role, _ = _right_role(doc, end)
    left, _ = _left_role(doc, start)
    return bool(
        (after == "," and role)
        or (after == "of" and doc[end - 1].dep_ == "nsubj" and kinds.is_body(role))
        or (after in {"of", "from"} and label and (kinds.is_body(role) or kinds.is_role(role)))
        or (after == "," and end + 1 < len(doc) and doc[end + 1].lower_ == "who")
        or (left and kinds.is_role(left.split()[-1]) and doc[start - 1].text not in {"'s", "’s"})
    )


def _key(name: str) -> str:
    """The surname, by which later mentions go."""
    words = [w for w in names.fold(name).split() if w.strip(".") not in _SUFFIXES]
    return words[-1] if words else ""


def _merge(mentions: list[Mention], day: str | None) -> list[Member]:
    """Mentions of one person as one member; a surname belongs to the full name that it ends."""
    full = sorted((m for m in mentions if len(m.name.split()) > 1), key=lambda m: m.start)
    members: list[tuple[str, list[Mention]]] = []
    for mention in [*full, *(m for m in mentions if len(m.name.split()) <= 1)]:
        known = names.person(mention.name)
        canonical = known.name if known else mention.name
        for name, group in members:
            if (
                name == canonical
                or names.same_person(name, canonical)
                or (len(canonical.split()) == 1 and names.refers(canonical, name))
            ):
                group.append(mention)
                break
        else:
            members.append((canonical, [mention]))
    return [_member(name, sorted(group, key=lambda m: m.start), day) for name, group in members]


def _member(name: str, group: list[Mention], day: str | None) -> Member:
    """`day` tells which post a known person held when the article came out."""
    known = names.person(name, on=day)
    longest = known.name if known else max((m.name for m in group), key=len)
    roles = [m.role for m in group if m.role]
    role = max(roles, key=lambda r: (kinds.is_role(r), -len(r)), default=None)
    agency, country = (known.agency, known.country) if known else (None, None)
    if agency is None:
        for words in sorted({w for m in group for w in m.words}, key=lambda r: (-len(r), r)):
            country = country or country_in(words)
            if _LEADS.match(words) and "the company" in words:
                continue  # whose company it is, `speakers` finds in the text before
            body = names.body_of_role(words, country) or body_in(words, country)
            if body and not (kinds.is_company(body.name) and len(body.name.split()) == 1):
                agency, country = body.name, country or body.country
                break
    if known and known.role and not role:
        role = known.role
    return Member(longest, role, agency, country, tuple(m.start for m in group))


def country_in(words: str) -> str | None:
    """The country that words name or adjective ("the Russian president", "Seoul's spy agency")."""
    for _, _, country in places.demonyms(words):
        return country
    for _, _, place in places.find(words):
        if place.country:
            return place.country
    return None


def body_in(words: str, country: str | None) -> names.Agency | None:
    """The body named inside role words: "who runs Ukraine's military intelligence"."""
    parts = re.split(r"\b(?:of|at|for|from|in|with|who|which|that|runs|heads|leads|the)\b|,", words)
    for part in sorted((bare(p) for p in parts), key=len, reverse=True):
        pointed = part and len(part.split()) == 1 and kinds.is_company(part)
        if part and not pointed and (body := names.agency(part, country)):
            return body
    return None


class Cast:
    """The people of one article, in the order in which they appear."""

    def __init__(self, doc: Doc, published: str | None = None) -> None:
        self.doc = doc
        day = (published or "")[:10] or None
        self.mentions = list(_mentions(doc))
        self.members = _merge(self.mentions, day)
        self._by_start = {i: m for m in self.members for i in m.mentions}
        surnames: dict[str, Member] = {}
        for member in self.members:
            surnames.setdefault(_key(member.name), member)
            for i in member.mentions:
                surnames.setdefault(_key(doc[i].text), member)
        self._surnames = surnames
        # Later bare surnames that the tagger took for something else.
        for token in doc:
            if _capital(token) and token.i not in self._by_start and len(token.text) > 2:
                found = surnames.get(names.fold(token.text))
                if found and token.ent_iob_ != "I" and not (token.i and _capital(doc[token.i - 1])):
                    self._by_start[token.i] = found
        self.order = sorted(self._by_start)

    def at(self, start: int, end: int) -> list[Member]:
        """The members named between tokens `start` and `end`, each once."""
        found: list[Member] = []
        for i in self.order:
            if start <= i < end and self._by_start[i] not in found:
                found.append(self._by_start[i])
        return found

    def before(self, token: int, *, subjects: bool = True) -> Member | None:
        """The person last named before `token`, those who act (grammatical subjects) first."""
        near = [i for i in self.order if i < token]
        for i in reversed(near[-6:] if subjects else []):
            head = self.doc[i]
            while head.dep_ in {"compound", "appos", "flat"} and head.head.i != head.i:
                head = head.head
            if head.dep_ in {"nsubj", "nsubjpass", "pobj", "conj", "ROOT"} and (
                head.dep_ != "pobj" or head.head.lower_ in {"to", "by"}
            ):
                return self._by_start[i]
        return self._by_start[near[-1]] if near else None

    def with_role(self, words: str, country: str | None, before: int) -> Member | None:
        """The member whose role these words name again ("the Russian president")."""
        wanted = {w for w in names.fold(words).split() if kinds.is_role(w)}
        if not wanted:
            return None
        best: tuple[int, int, Member] | None = None
        for member in self.members:
            known = names.person(member.name)
            have = set(names.fold(f"{member.role or ''} {(known and known.role) or ''}").split())
            if not wanted & have or (country and member.country and country != member.country):
                continue
            rank = len(set(names.fold(words).split()) & have)
            near = max((i for i in member.mentions if i < before), default=-1)
            if best is None or (rank, near) > best[:2]:
                best = (rank, near, member)
        return best[2] if best else None


def with_agency(member: Member, agency: str) -> Member:
    """The member as speaking for `agency`."""
    return replace(member, agency=agency)
