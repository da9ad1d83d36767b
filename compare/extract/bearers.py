"""Whose a counted thing is, and where: the subject and the places of a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.extract.tree import text_of
from compare.normalize import places

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
        for child in noun.subtree:
            if child.i < noun.i and child.dep_ in {"amod", "poss", "compound", "nmod"}:
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
                if country := places.country(_THE.sub("", words)):
                    return country
        verb = verb.head if verb.dep_ in {"xcomp", "conj"} and verb.head.i != verb.i else None
    return None


def where(doc: Doc, at: Token, noun: Token | None, start: int, end: int) -> tuple[str, ...]:
    """Canonical places between offsets `start` and `end`: the one nearest to the figure, with
    those named together with it; of two that lie in each other, the narrower."""
    named: list[tuple[int, int, str]] = []
    for a, b, place in places.find(text_of(doc)[start:end]):
        named.append((start + a, start + b, place.name))
    for entity in doc.ents:  # places that no gazetteer knows
        inside = start <= entity.start_char and entity.end_char <= end
        known = any(a < entity.end_char and entity.start_char < b for a, b, _ in named)
        if inside and not known and entity.label_ in {"GPE", "LOC"}:
            name = _THE.sub("", entity.text)
            if name[:1].isupper() and not places.is_demonym(name):
                named.append((entity.start_char, entity.end_char, name))
    found: list[tuple[int, str, Token]] = []
    for a, b, name in named:
        span = doc.char_span(a, b, alignment_mode="expand")
        if span is not None and _is_where(span.root):
            near = noun is not None and noun.left_edge.i <= span.start <= noun.right_edge.i
            found.append((abs(span.start - at.i) - (40 if near else 0), name, span.root))
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
