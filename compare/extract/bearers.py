"""Whose a counted thing is, and where: the subject and the places of a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.extract.tree import text_of
from compare.lexicon import load
from compare.normalize import places

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PLACE_PREPS = {
    "in", "at", "to", "into", "on", "near", "across", "inside", "within", "around", "throughout",
    "toward", "towards", "outside", "over", "off", "beside", "of",
}  # fmt: skip
_PARTS = {"compound", "poss", "nmod", "amod", "appos", "conj", "flat"}
_AREAS = {
    "region", "province", "city", "town", "village", "suburb", "district", "state", "county",
    "area", "part", "rest", "coast", "border", "soil", "capital", "territory", "port", "east",
    "west", "north", "south", "centre", "center", "outskirt", "half", "toll", "island", "most",
}  # fmt: skip
_BESIDE = 5  # tokens between two names of one place phrase
_SUFFERED = {"loss", "casualty"}
_RULING = {"officials", "official", "authorities", "government", "ministry"}
_NEAR = 60  # tokens between a figure and the one who tells it
_OPENING = 8  # tokens of a phrase that opens a sentence
_REACHED = {"reach", "enter", "hit", "strike", "leave", "flood", "devastate", "cross"}
_SAME_PLACE = re.compile(
    r"\b(?:there|the (?:region|province|city|town|country|area|district))\b", re.IGNORECASE
)
_THE = re.compile(r"^(?:the|The)\s+|[’']s$")


def people_of(noun: Token) -> str | None:
    """The country whose people a counted noun names: "3,000 North Koreans"."""
    for first in range(max(noun.i - 2, 0), noun.i + 1):
        words = noun.doc[first : noun.i + 1].text
        if noun.text[:1].isupper() and (country := places.country(words, metonym=False)):
            return country
    return None


def subject(doc: Doc, noun: Token | None, verb: Token | None, start: int, end: int) -> str | None:
    """Whose: a demonym or possessor of the noun, else the country that suffers or sends. Only
    words between offsets `start` and `end` count: who says it is not whose it is."""
    if noun is not None:
        if country := people_of(noun):
            return country
        for child in reversed([t for t in noun.subtree if t.i < noun.i]):  # the nearest first
            if child.dep_ in {"amod", "poss", "compound", "nmod"}:
                words = doc[child.left_edge.i : child.i + 1].text
                if country := places.country(words) or places.country(child.text):
                    return country
        for child in noun.children:
            if child.lower_ == "from":
                for inner in child.children:
                    if country := places.country(doc[inner.left_edge.i : inner.i + 1].text):
                        return country
    while verb is not None:
        for child in verb.children:
            if child.dep_ == "nsubj" and child != noun and start <= child.idx < end:
                words = doc[child.left_edge.i : child.i + 1].text
                if child.lemma_.lower() in _SUFFERED:  # "Cuba's losses have reached 900"
                    words = doc[child.left_edge.i : child.i].text
                if country := places.country(_THE.sub("", words)):
                    return country
        own = any(c.dep_ in {"nsubj", "nsubjpass"} and c != noun for c in verb.children)
        up = verb.dep_ in {"xcomp", "conj"} and verb.head.i != verb.i and not own
        verb = verb.head if up else None
    return None


def _entities(doc: Doc) -> list[tuple[int, int, str]]:
    """What the parse took for places, with their offsets; gathered once for a parse."""
    found = doc.user_data.get("place_entities")
    if found is None:
        named = [
            (e.start_char, e.end_char, _THE.sub("", e.text))
            for e in doc.ents
            if e.label_ in {"GPE", "LOC"}
        ]
        found = doc.user_data["place_entities"] = [
            row for row in named if row[2][:1].isupper() and not places.is_demonym(row[2])
        ]
    return found


def where(
    doc: Doc, at: Token, noun: Token | None, start: int, end: int, figure: Span | None = None
) -> tuple[str, ...]:
    """Canonical places between offsets `start` and `end`: the one nearest to the figure, with
    those named together with it; of two that lie in each other, the narrower."""
    named: list[tuple[int, int, str]] = []
    for a, b, place in places.find(text_of(doc)[start:end]):
        named.append((start + a, start + b, place.name))
    for first, last, name in _entities(doc):  # places that no gazetteer knows
        known = any(a < last and first < b for a, b, _ in named)
        if start <= first and last <= end and not known:
            named.append((first, last, name))
    found: list[tuple[int, str, Token]] = []
    for a, b, name in named:
        span = doc.char_span(a, b, alignment_mode="expand")
        if span is None:
            continue
        if _is_where(span.root) or (figure is not None and _leads(span, figure)):
            near = noun is not None and noun.left_edge.i <= span.start <= noun.right_edge.i
            behind = figure is not None and _prep(span) == figure.end  # "38 in Lima"
            found.append((abs(span.start - at.i) - 40 * near - 80 * behind, name, span.root))
    if not found:
        return ()
    found.sort(key=lambda f: f[:2])
    _, nearest, first = found[0]
    keep = [nearest]
    for _, name, root in found[1:]:
        inside = places.contains(name, nearest) or places.contains(nearest, name)
        nested = inside and abs(root.i - first.i) <= _BESIDE  # "Russia's Kursk region"
        together = root in first.conjuncts  # "in Turkey and Syria"
        if name not in keep and (nested or together):
            keep.append(name)
    narrow = [n for n in keep if not any(o != n and places.contains(n, o) for o in keep)]
    return tuple(narrow[:2])


def same_place(words: str) -> str | None:
    """The noun with which words point back at a place named before: "there", "the region"."""
    found = _SAME_PLACE.search(words)
    return found.group(0).lower().removeprefix("the ") if found else None


def country_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """The country in which the first of some places lies; empty where that is not known."""
    place = places.place(names[0]) if names else None
    return (place.country,) if place and place.country else ()


def opening(doc: Doc, at: Token) -> tuple[str, ...]:
    """The place with which the sentence of a figure opens ("In Syria, rescuers count …"), save
    capitals, which tell where somebody speaks."""
    sent = at.sent
    comma = next((t for t in sent[:_OPENING] if t.text == ","), None)
    if comma is None or sent[0].lower_ not in {"in", "across", "near", "around", "throughout"}:
        return ()
    names = where(doc, sent[0], None, sent.start_char, comma.idx)
    return tuple(n for n in names if not _capital(n))


def spot(doc: Doc, at: Token, start: int, end: int) -> tuple[str, ...]:
    """Where those on the spot speak: the place of "officials in Kenya" is that of what they tell,
    where their own words (`start` to `end`) name none. Capitals are left out."""
    words = load("lanes")["spot"]["words"]
    sent = at.sent
    for token in doc[max(sent.start + 1, at.i - _NEAR) : min(sent.end, at.i + _NEAR)]:
        if start <= token.idx < end or token.lower_ not in {"in", "of"}:
            continue
        if not any(doc[token.i - 1].lower_ in w.split() for w in words):
            continue
        behind = places.find(doc[token.i + 1 : min(token.i + 6, sent.end)].text)
        if behind and behind[0][0] <= len("the "):
            name = behind[0][2].name
            far = doc[token.i - 1].lower_ in _RULING and _capital(name)
            return () if far else (name,)
    return ()


def _capital(name: str) -> bool:
    """True for a city that stands for its country's government ("Washington")."""
    return bool(places.country(name)) and not places.country(name, metonym=False)


def _prep(span: Span) -> int | None:
    """Which token leads a place phrase: the preposition before it and its article."""
    first = span.start - 1
    while first > 0 and span.doc[first].pos_ in {"DET", "ADJ"}:
        first -= 1
    return first if first >= 0 and span.doc[first].lower_ in _PLACE_PREPS else None


def _leads(span: Span, figure: Span) -> bool:
    """True for the place of "In Russia's Kursk region 40 men …", however that was parsed."""
    sent, last = figure.sent, figure.start - 1
    near = sent.start < span.start <= last <= sent.start + _OPENING
    if not near or sent[0].lower_ not in _PLACE_PREPS - {"of"}:
        return False
    inner = {t.pos_ for t in span.doc[sent.start + 1 : figure.start]}
    return inner <= {"PROPN", "PART", "DET", "NOUN", "ADJ"}


def _is_where(token: Token) -> bool:
    """True where a name stands in a phrase of place, not as one who acts, owns or is fought."""
    top = token
    while top.dep_ in _PARTS and top.head.i != top.i:
        top = top.head
    if top.dep_ == "dobj":
        return top.head.lemma_ in _REACHED
    if top.dep_ != "pobj" or top.head.lower_ not in _PLACE_PREPS:
        return False
    return top.head.lower_ != "of" or top.head.head.lemma_.lower() in _AREAS
