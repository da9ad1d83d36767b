"""What a figure counts: measure, scope, subject, places and period, read off the parse.

The counted noun gives the measure, the words that govern it the scope, adjectives and possessors
the subject, phrases of place the places. A figure whose noun says little ("others", "men", "to
six") takes over what the text named just before, and is the less sure for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from compare.extract import scopes
from compare.extract.bearers import country_of, people_of, same_place, subject, where
from compare.extract.tree import clause_verb, governors, text_of
from compare.lexicon import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from compare.extract.quantities import Figure
    from compare.model import Quantity

_COUNTS = {"number", "total", "toll", "count", "tally", "figure", "estimate", "sum", "rest"}
_ITSELF = {"nsubj", "nsubjpass", "dobj"}  # "8,000 have left": the figure stands for its noun
_BEFORE = "people named before"


@dataclass(frozen=True, slots=True)
class Lane:
    """What a figure counts. `sure` (0–1) falls with each field that was taken over."""

    measure: str | None = None
    scope: str | None = None
    subject: str | None = None
    places: tuple[str, ...] = ()
    period: str | None = None
    planned: bool = False
    sure: float = 1.0


@cache
def _measures() -> dict[str, str]:
    return {w: name for name, row in load("measures").items() for w in row["words"]}


@cache
def _periods() -> tuple[re.Pattern[str], dict[str, str]]:
    names = load("plans")["period"]
    longest = sorted(names, key=len, reverse=True)
    words = "|".join(map(re.escape, longest))
    return re.compile(rf"\b({words})\b(?! (?:ago|earlier|before|later|after)\b)", re.I), names


def is_people(measure: str | None) -> bool:
    """True for measures that count human beings."""
    return bool(measure) and load("measures").get(measure, {}).get("family") == "people"


def _weak(measure: str | None) -> bool:
    return bool(measure) and bool(load("measures").get(measure, {}).get("weak"))


def canonical(noun: Token) -> str | None:
    """The measure that a counted noun names: "soldiers" and "servicemen" are troops."""
    left = [t for t in noun.lefts if t.dep_ == "compound" and t.i == noun.i - 1]
    lemma = noun.lemma_.lower()
    for words in (f"{left[0].lower_} {lemma}" if left else lemma, lemma, noun.lower_):
        if words in _measures():
            return _measures()[words]
    return None


def theme(token: Token, start: int, end: int) -> Token | None:
    """The noun that a bare figure is said of: "damage" in "put the damage at $40m"."""
    for up in governors(token):
        if not start <= up.idx < end:
            return None
        if up.pos_ == "NOUN":
            return _inner(up)
        if up.pos_ in {"VERB", "AUX"}:
            for dep in ("dobj", "nsubj", "nsubjpass", "attr"):
                for child in up.children:
                    apart = not child.left_edge.i <= token.i <= child.right_edge.i
                    inside = start <= child.idx < end
                    if child.dep_ == dep and child.pos_ == "NOUN" and apart and inside:
                        return _inner(child)
            if up.dep_ not in {"xcomp", "conj", "ccomp"}:
                return None
    return None


def _inner(noun: Token) -> Token:
    """ "number of dead" is about the dead."""
    if noun.lemma_.lower() in _COUNTS:
        for prep in noun.children:
            if prep.lower_ in {"of", "for"}:
                inner = next((c for c in prep.children if c.dep_ == "pobj"), noun)
                return noun if inner.like_num else inner
    return noun


def _label(doc: Doc, at: int, start: int) -> Token | None:
    """The heading of a line that a figure stands in: "The injured: … 36"."""
    colon = text_of(doc).find(":", start, at)
    if not 0 <= colon - start <= 40:
        return None
    span = doc.char_span(start, colon, alignment_mode="contract")
    return span.root if span is not None and len(span) else None


def lane(
    doc: Doc, figure: Figure, start: int, end: int, earlier: Sequence[Lane], line: int
) -> Lane:
    """What `figure` counts. Its clause is `doc.text[start:end]`, its sentence opens at `line`;
    `earlier` are the lanes read before it."""
    quantity, noun = figure.quantity, figure.noun
    tokens = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    at = noun if noun is not None else tokens.root
    verb = clause_verb(at)
    counted = noun if noun is not None and quantity.unit is None else None
    said_of = counted
    if counted is None and not (quantity.unit is None and tokens.root.dep_ in _ITSELF):
        said_of = theme(tokens.root, start, end)
    if said_of is None:
        said_of = _label(doc, quantity.start, line)
    around = text_of(doc)[max(start, quantity.start - 80) : min(end, quantity.end + 80)]
    measure = _measure(said_of, quantity)
    scope = scopes.of_phrase(around) or _scope(doc, at, verb, said_of, (start, end))
    if scope in {None, "present"}:
        scope = scopes.own_act(verb, counted) or scope
    of_people = quantity.unit is None and (measure is None or is_people(measure))
    if scopes.is_casualty(scope) and not of_people:
        scope = None  # money is not killed, nor is a magnitude
    if tokens.start and doc[tokens.start - 1].lower_ in load("plans")["named"]["words"]:
        measure, scope = doc[tokens.start - 1].lower_, None
    found = Lane(
        measure, scope, subject(doc, said_of, verb, start, end),
        where(doc, at, said_of, start, end), _period(doc, quantity.end, end),
        scopes.is_planned(verb, around),
    )  # fmt: skip
    return _settled(doc, _taken_over(found, quantity, earlier, around), quantity, said_of)


def _scope(
    doc: Doc, at: Token, verb: Token | None, said_of: Token | None, clause: tuple[int, int]
) -> str | None:
    """What befell people comes first, then what the noun says of itself, then its verb."""
    predicate = scopes.of_verb(verb) if verb is not None else None
    if scopes.is_casualty(predicate):
        return predicate
    scope = (scopes.of_noun(said_of) if said_of is not None else None) or predicate
    return scopes.near(doc, at, *clause) or scope if scope in {None, "present"} else scope


def _measure(said_of: Token | None, quantity: Quantity) -> str | None:
    if said_of is None:
        return None
    if quantity.unit is None and people_of(said_of):
        return _BEFORE
    if said_of.pos_ == "PROPN" and canonical(said_of) is None:
        return None
    return canonical(said_of) or said_of.lemma_.lower()


def _taken_over(found: Lane, quantity: Quantity, earlier: Sequence[Lane], around: str) -> Lane:
    """Fields that the figure's own words leave to what was said before."""
    measure, scope, whose, places = found.measure, found.scope, found.subject, found.places
    sure = found.sure
    if quantity.unit is None and (measure is None or _weak(measure)):
        before = next((e for e in reversed(earlier) if is_people(e.measure)), None)
        sure -= 0.2
        if before is not None:
            measure = before.measure
            whose = whose or before.subject
            inherited = before.scope if before.scope not in {"additional", "planned"} else None
            scope = scope or inherited
        elif _weak(measure):
            measure = "people"
    if whose is None and is_people(measure) and measure != "people":
        before = next((e for e in reversed(earlier[-4:]) if e.measure == measure), None)
        if before is not None and before.subject:
            whose, sure = before.subject, sure - 0.1
    if not places and (level := same_place(around)):
        before = next((e.places for e in reversed(earlier) if e.places), ())
        places = country_of(before) if level == "country" else before
    return Lane(measure, scope, whose, places, found.period, found.planned, sure)


def _settled(doc: Doc, found: Lane, quantity: Quantity, said_of: Token | None) -> Lane:
    """The scope as what is still to come, or what comes on top, makes it."""
    scope = found.scope
    if found.planned and not scopes.is_casualty(scope):
        scope = "planned"
    on_top = _comes_on_top(doc, quantity.start, quantity.end, said_of)
    if on_top and not scopes.is_casualty(scope):
        scope = "additional"
    return Lane(
        found.measure, scope, found.subject, found.places, found.period, found.planned, found.sure
    )


def _period(doc: Doc, after: int, end: int) -> str | None:
    """The window of a rate or part-count that is said right after a figure."""
    pattern, names = _periods()
    found = pattern.search(text_of(doc)[after : min(end, after + 70)])
    return names[found.group(1).lower()] if found else None


def _comes_on_top(doc: Doc, start: int, end: int, noun: Token | None) -> bool:
    words = load("plans")["more"]["words"]
    before = text_of(doc)[max(0, start - 12) : start].lower().split()[-1:]
    after = text_of(doc)[end : end + 14].lower().split()[:1]
    children = [c.lower_ for c in noun.children if not start <= c.idx < end] if noun else []
    return any(w.strip(",.") in words for w in before + after + children)


def textual(doc: Doc, start: int, end: int) -> Lane:
    """The lane of a statement without a figure: what it speaks of, as far as the lexicon knows."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return Lane()
    measure = whose = scope = None
    if there := next((t for t in span if t.dep_ == "expl"), None):  # "there were no drums"
        said_of = next((c for c in there.head.children if c.dep_ == "attr"), None)
        if said_of is not None:
            measure, scope = canonical(said_of) or said_of.lemma_.lower(), "present"
    for token in span:
        named = canonical(token) if token.pos_ in {"NOUN", "PROPN"} else None
        if named is None or _weak(named) or measure not in {None, named}:
            continue
        whose = whose or subject(doc, token, None, start, end)
        if measure is None:
            measure = named
            verb = clause_verb(token)
            scope = scopes.of_noun(token) or (scopes.of_verb(verb) if verb is not None else None)
    return Lane(measure, scope, whose, where(doc, span.root, None, start, end), sure=0.7)
