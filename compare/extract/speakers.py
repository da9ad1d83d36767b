"""Who speaks: the source words of an attribution resolved to persons and bodies of the article.

A person is looked up in the article's cast, a pronoun or "the minister" goes back to whom it stands
for, a body becomes its canonical name, and a relay ("Reuters, citing …", "after a briefing by …")
fills the chain `via` from the outlet's side to the origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.extract.cast import Cast, Member, bare, body_in, country_in
from compare.extract.tree import text_of
from compare.model import Source, Span
from compare.normalize import kinds, names, outlets, places

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

_HE = {"he", "she", "him", "her"}
_IT = {"it", "they", "them"}
_CITING = re.compile(r",?\s*\b(?:citing|quoting)\s+(.{3,120}?)(?=,|$)")
_BRIEFED = re.compile(
    r"\b(?:briefed|briefing|briefings|hearing|session)\b[^,.]{0,40}?\b(?:by|from|with|at|of)\s+"
    r"([^,.;]{3,80})"
)
_CLAUSE = re.compile(r",|\bwho\b|\bwhich\b|\bthat\b|\(|—|–")
_DATELINE = 8
_RECENT = 60  # tokens within which "its" goes back to whoever acts rather than to the last named
_TAIL = re.compile(r"\s+(?:and|or|of|in|at|there|here)$")
_NAMED = re.compile(
    r"^(?:[Tt]he|[Ii]ts|[Tt]heir)\s+[a-z][\w-]*(?:\s+[a-z][\w-]*)?,\s+((?:[A-Z][\w’'&.-]*\s?)+)(?:,|$)"
)
_OWNED = re.compile(r"^(his|her)\s+(?:own\s+)?(\w+)$", re.IGNORECASE)
_GENERIC = re.compile(r"^(?:the|this|that)\s+(\w+)$", re.IGNORECASE)


def media_name(words: str) -> str | None:
    """The outlet or wire that source words name, known or only described as one."""
    if known := outlets.outlet(words):
        return known
    if not kinds.is_media(words) or kinds.is_role(words.split()[-1]):
        return None
    proper = re.search(r"((?:[A-Z][\w’'.-]*\s*)+)$", words)
    return proper.group(1).strip() if proper else words


@dataclass(frozen=True, slots=True)
class Voice:
    """The sources of one attribution, the chain behind them, and how sure the reading is (0–1)."""

    sources: tuple[Source, ...]
    via: tuple[str, ...]
    sure: float


NOBODY = Voice((), (), 0.6)


class Speakers:
    """Resolves the sources of one article, in reading order (pronouns look back)."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.doc, self.cast = doc, cast
        self._bodies: list[tuple[int, names.Agency]] = []
        self._own: dict[str, str] = {}
        self._acting: set[int] = set()  # where a body is a sentence's subject
        for entity in doc.ents:
            words = bare(re.sub(r"[’']s$", "", entity.text))
            if entity.label_ == "GPE" and entity.sent.end - entity.sent.start < _DATELINE:
                continue
            if places.country(words) or places.place(words) or cast.at(entity.start, entity.end):
                continue
            if body := names.agency(words, organisation=entity.label_ in {"ORG", "PERSON", "GPE"}):
                self._bodies.append((entity.start, body))
        for chunk in doc.noun_chunks:
            if chunk.root.dep_ in {"nsubj", "nsubjpass"} and not kinds.is_role(chunk.root.text):
                words = bare(chunk.text)
                pointing = words.islower() and len(words.split()) == 1
                if pointing or places.country(words):
                    continue
                if body := names.agency(words):
                    self._acting.add(chunk.start)
                    self._bodies.append((chunk.start, body))
        self._voices: list[tuple[int, Voice]] = []

    def resolve(self, source: Span | None, cue: Span | None) -> Voice:
        """The voice behind a source span; NOBODY where the text names none."""
        if source is None:
            return NOBODY
        tokens = self.doc.char_span(source.start, source.end, alignment_mode="expand")
        if tokens is None:
            return NOBODY
        voice = self._chain(tokens)
        self._voices.append((tokens.start, voice))
        for found in voice.sources:
            if found.agency and not found.speaker:
                body = names.agency(found.agency) or names.Agency(found.agency, None, None)
                self._bodies.append((tokens.start, body))
                self._acting.add(tokens.start)
        return voice

    def nested(self, outer: Voice, inner: Voice) -> Voice:
        """The inner voice as passed on by the outer one: "X said that Y had reported …"."""
        if not outer.sources or not inner.sources:
            return inner
        first = outer.via[0] if outer.via else _name(outer.sources[0])
        last = inner.via or tuple(
            n for n in (inner.sources[0].speaker, inner.sources[0].agency) if n
        )
        if not first or not last or first in last or first == inner.sources[0].role:
            return inner
        return replace(inner, via=(first, *last))

    def _chain(self, tokens: Tokens) -> Voice:
        """Relays first: "X, citing Y", "X, who was briefed by Y"."""
        sentence = tokens.sent
        after = text_of(self.doc)[tokens[0].idx : sentence.end_char]
        words = tokens.text
        citing = _CITING.search(words) or _CITING.match(after[len(words) :])
        outer = self._parts(tokens, _CITING.split(words)[0] if citing else words)
        if citing:
            inner = self._describe_words(citing.group(1), tokens)
            direct = bool(names.agency(bare(citing.group(1)))) or any(s.speaker for s in inner)
            named = [s for s in inner if direct and (s.speaker or s.agency)]
            relay = media_name(bare(words.split(",")[0]))
            if named and relay:
                last = named[0]
                chain = (relay, *(n for n in (last.speaker, last.agency) if n))
                return Voice(tuple(inner), chain, 0.8)
            if named and outer.sources:
                first = outer.sources[0].speaker or outer.sources[0].agency or ""
                chain = tuple(n for n in (first, named[0].agency or named[0].speaker) if n)
                return replace(outer, via=chain if len(chain) > 1 and chain[0] != chain[1] else ())
        briefed = _BRIEFED.search(after[: len(words) + 120])
        if briefed and outer.sources:
            body = names.agency(bare(briefed.group(1))) or body_in(briefed.group(1), None)
            first = outer.sources[0].speaker or outer.sources[0].role or outer.sources[0].agency
            if body and first and body.name != outer.sources[0].agency:
                return replace(outer, via=(first, body.name))
        relay = media_name(bare(words.split(",")[0]))
        if relay and len(outer.sources) == 1 and not outer.sources[0].speaker:
            return Voice((Source(None, None, relay),), (relay,), 0.8)
        return outer

    def _parts(self, tokens: Tokens, words: str) -> Voice:
        """Every source of a coordination ("Both the police and the fire service")."""
        if len(tokens) == 1 and tokens[0].pos_ == "PRON":
            return self._pronoun(tokens)
        found: list[Source] = []
        for part in self._split(tokens):
            for one in self._describe(part):
                if one not in found:
                    found.append(one)
        known = sum(bool(s.speaker or s.agency) for s in found)
        return Voice(tuple(found), (), 0.9 if known == len(found) and found else 0.6)

    def _split(self, tokens: Tokens) -> list[Tokens]:
        head = tokens.root
        cuts = [
            t.left_edge.i
            for t in tokens
            if t.dep_ == "conj" and t.head == head and t.pos_ in {"NOUN", "PROPN"}
            and t.left_edge.i > tokens.start and head.pos_ in {"NOUN", "PROPN"}
        ]  # fmt: skip
        if not cuts or any(m.start <= c < m.end for c in cuts for m in self.cast.mentions):
            return [tokens]
        edges = [tokens.start, *cuts, tokens.end]
        return [self.doc[a:b] for a, b in pairwise(edges) if b > a]

    def _describe_words(self, words: str, near: Tokens) -> list[Source]:
        at = text_of(self.doc).find(words, near[0].idx)
        span = self.doc.char_span(at, at + len(words), alignment_mode="expand") if at >= 0 else None
        return self._describe(span) if span is not None else []

    def _describe(self, tokens: Tokens) -> list[Source]:
        words = re.sub(r"^(?:both|and|or)\s+", "", tokens.text.strip(" ,"), flags=re.IGNORECASE)
        for member in self.cast.at(tokens.start, tokens.end)[:1]:
            own = member.agency or self._own.get(member.name) or self._own_body(tokens, member)
            if own:
                self._own[member.name] = own
            return [Source(member.name, member.role, own)]
        head = _TAIL.sub("", bare(_CLAUSE.split(words)[0]))
        if not head:
            return []
        several = self._several_countries(head)
        if several:
            return several
        if tokens[0].ent_type_ == "DATE" and len(tokens) > 1:  # "On Saturday Kyiv announced"
            rest = next((t.i for t in tokens if t.ent_type_ != "DATE"), tokens.end)
            return self._describe(self.doc[rest : tokens.end]) if rest < tokens.end else []
        if known := names.person(head):
            return [Source(known.name, known.role, known.agency)]
        if name := media_name(head):
            return [Source(None, None, name)]
        if (owned := _OWNED.match(words)) and (body := self._of_owner(owned, tokens.start)):
            return [Source(None, None, body)]
        country = country_in(words)
        lone_place = places.country(head)
        if lone_place and len(head.split()) <= 3:
            body = names.agency(head)
            return [Source(None, None, body.name if body else f"Government of {lone_place}")]
        named = _NAMED.match(words)  # "The operator, Swahili Lines,"
        if named and not kinds.is_role(head):
            return [Source(None, None, named.group(1).strip())]
        proper = head[:1].isupper() and tokens.root.pos_ == "PROPN"
        if not kinds.is_role(head.split()[-1]) and (
            body := names.agency(head, country, organisation=proper)
        ):
            pointed = _GENERIC.match(_CLAUSE.split(words)[0].strip())
            earlier = self._same_body(head, bool(pointed), tokens.start)
            return [Source(None, None, (earlier or body).name)]
        if re.match(r"(?:the|his|her|its|their)\b|[A-Z]", words) and (
            member := self.cast.with_role(head, country, tokens.start)
        ):
            return [Source(member.name, member.role, member.agency)]
        body = names.body_of_role(head, country) or body_in(words, country)
        return [Source(None, _TAIL.sub("", bare(words)), body.name if body else None)]

    def _of_owner(self, owned: re.Match[str], before: int) -> str | None:
        """ "His agency": the body that the person spoken of speaks for."""
        if not kinds.is_body(owned.group(2)):
            return None
        person = self._speaker_before(before) if owned.group(1).lower() in {"his", "her"} else None
        return person.agency if person else None

    def _several_countries(self, head: str) -> list[Source]:
        """ "Ukrainian and South Korean intelligence officials": one source for each country."""
        spans = places.demonyms(head)
        if len(spans) < 2 or not re.search(r"\band\b|,|/", head[spans[0][1] : spans[-1][0]]):
            return []
        kind = head[spans[-1][1] :].strip()
        if not kind:
            return []
        found = []
        for start, end, country in spans:
            words = f"{head[start:end]} {kind}"
            body = names.body_of_role(words, country) or names.agency(words, country)
            found.append(Source(None, words, body.name if body else None))
        return found

    def _own_body(self, tokens: Tokens, member: Member) -> str | None:
        """ "Its chief, Kyrylo Budanov": the body spoken of just before."""
        sentence = tokens.sent.text
        if found := re.search(
            r"\b(?:speaking|speaks|spoke|spokes\w+) for (the \w+|[A-Z]\w+)", sentence
        ):
            words = bare(found.group(1))
            pointed = found.group(1).startswith("the ")
            last = self._same_body(words, pointed, tokens.start) or names.agency(words)
            return last.name if last else None
        if kinds.leads_company(member.role or ""):
            body = self._same_body("company", True, tokens.start)
            return body.name if body else None
        around = self.doc[max(tokens.start - 1, tokens.sent.start) : tokens.end].text
        if re.search(r"\b(?:its|their|the (?:company|firm|agency|service|group))\b", around, re.I):
            last = self._last_body(tokens.start)
            return last.name if last else None
        return None

    def _last_body(self, before: int) -> names.Agency | None:
        near = [(i, body) for i, body in sorted(self._bodies, key=lambda b: b[0]) if i < before]
        acting = [b for i, b in near if i in self._acting and i > before - _RECENT]
        return (acting or [b for _, b in near] or [None])[-1]

    def _same_body(self, head: str, pointed: bool, before: int) -> names.Agency | None:
        """The body that "the agency", "the spy agency" or "the company" goes back to."""
        near = [body for i, body in sorted(self._bodies, key=lambda b: b[0]) if i < before]
        for body in reversed(near):
            if body.country and names.agency(head, body.country) == body:
                return body
        if names.agency(head) and not names.agency(head).country:
            for country in self._countries_before(before):
                body = names.agency(head, country)
                if body and body.country and body != names.agency(head):
                    return body
        if not pointed:
            return None
        noun = names.fold(head).split()[-1]
        for body in reversed(near):
            if noun in names.fold(body.name).split():
                return body
        private = kinds.is_company(noun)
        fits = [b for b in near if private == (b.country is None and not kinds.is_body(b.name))]
        if private and fits:  # the company is the one that the text is about
            every = [names.fold(t.text) for t in self.doc if t.text[:1].isupper()]
            return max(fits, key=lambda b: every.count(names.fold(b.name).split()[0]))
        return fits[-1] if fits else None

    def _countries_before(self, before: int) -> list[str]:
        """Governments that the paragraph has spoken of so far, nearest first."""
        at = self.doc[before].idx
        paragraph = text_of(self.doc).rfind("\n", 0, at) + 1
        words = text_of(self.doc)[max(paragraph, at - 300) : at]
        found = [(start, p.country) for start, _, p in places.find(words) if p.country]
        return [country for _, country in sorted(found, reverse=True)]

    def _pronoun(self, tokens: Tokens) -> Voice:
        word, at = tokens[0].lower_, tokens.start
        if word in _HE:
            member = self._speaker_before(at)
            if member is None:
                return NOBODY
            return Voice((member,), (), 0.75)
        if word in _IT:
            if word == "they" and (last := self._last_voice(at)) and len(last.sources) >= 1:
                return replace(last, sure=0.7)
            body = self._last_body(at)
            return Voice((Source(None, None, body.name),), (), 0.6) if body else NOBODY
        return NOBODY

    def _last_voice(self, before: int, *, body: bool = False) -> Voice | None:
        for i, voice in reversed(self._voices):
            if i < before and voice.sources:
                if body and voice.sources[0].speaker:
                    continue
                return voice
        return None

    def _speaker_before(self, at: int) -> Source | None:
        """He or she: whoever spoke last, unless another person has since taken the stage."""
        named = self.cast.before(at)
        last = self._last_voice(at)
        if last and last.sources[0].speaker:
            spoke = last.sources[0]
            where = max((i for i, v in self._voices if v is last), default=-1)
            if (
                named is None
                or max((i for i in named.mentions if i < at), default=-1) <= where + 12
            ):
                return spoke
        if named is None:
            return None
        return Source(named.name, named.role, named.agency)


def _name(source: Source) -> str | None:
    return source.speaker or source.agency or source.role
