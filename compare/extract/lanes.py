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
from compare.extract.bearers import country_of, opening, people_of, same_place, spot, subject
from compare.extract.bearers import where as places_of
from compare.extract.tree import clause_of, clause_verb, governors, text_of
from compare.lexicon import load
from compare.normalize import kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from compare.extract.quantities import Figure
    from compare.model import Quantity

_COUNTS = {"number", "total", "toll", "count", "tally", "figure", "estimate", "sum", "rest"}
_ITSELF = {"nsubj", "nsubjpass", "dobj"}  # "8,000 have left": the figure stands for its noun
_BEFORE = "people named before"
_SHARES = {None, "percent", "fraction", "time"}  # of what is counted, not of money or length
_PUT = {"put", "set", "give", "place", "estimate", "count", "report", "list"}  # whose, not what
_BACK = 25  # tokens that a count may stand before its figure
_EQUAL = {"be", "total", "exceed", "reach", "stand", "rise", "fall", "grow", "amount", "come",
          "climb", "top", "pass", "average", "remain", "hit", "increase", "double"}  # fmt: skip


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
    for up in [token, *governors(token)] if token.pos_ == "VERB" else governors(token):
        if not start <= up.idx < end:
            put = next((c for c in up.children if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
            apart = put is not None and not put.left_edge.i <= token.i <= put.right_edge.i
            return _inner(put) if apart and up.idx < start else None  # "put the gap at $40m"
        if up.pos_ == "NOUN":
            between = up.doc[min(up.i, token.i) : max(up.i, token.i)]
            apart = any(t.text == "," for t in between) or kinds.is_role(up.text)
            return None if apart and up.i != token.i and canonical(up) is None else _inner(up)
        if up.pos_ in {"VERB", "AUX"}:
            for dep in ("dobj", "nsubj", "nsubjpass", "attr"):
                for child in up.children:
                    apart = not child.left_edge.i <= token.i <= child.right_edge.i
                    inside = start <= child.idx < end
                    held = child.dep_ == dep and child.pos_ == "NOUN" and apart and inside
                    if held and _tells(child, token, up):
                        return _inner(child)
            if up.dep_ not in {"xcomp", "conj", "ccomp"}:
                return None
    return None


def _tells(noun: Token, token: Token, verb: Token) -> bool:
    """False for one who gives or reaches a sum: "the bank lent $4m" is not about the bank."""
    if noun.dep_ in {"nsubjpass", "attr"}:
        return True
    if noun.dep_ == "nsubj" and (verb.lemma_.lower() in _PUT or kinds.is_role(noun.text)):
        return False
    if canonical(noun) is not None:
        return True
    if noun.dep_ == "nsubj":
        given = any(c.dep_ == "dobj" for c in verb.children)
        return verb.lemma_.lower() in _EQUAL or not given
    while token.head.i != verb.i and token.head.i != token.i:
        token = token.head
    return token.dep_ not in {"nsubj", "nsubjpass"}


def _material(tokens: Span) -> Token | None:
    """What a sum consists of: "$9 billion in military aid"."""
    doc, here = tokens.doc, tokens.end
    if here >= len(doc) or doc[here].lower_ not in {"in", "worth"}:
        return None
    for token in doc[here + 1 : here + 5]:
        if token.pos_ == "NOUN" and canonical(token) and token.dep_ != "compound":
            return token
        if token.pos_ not in {"ADJ", "PROPN", "NOUN", "DET"}:
            return None
    return None


def _tallied(tokens: Span, start: int) -> Token | None:
    """What a figure behind its verb is the number of: "raised the number of dead … to 31"."""
    doc, first = tokens.doc, tokens.start
    if first == 0 or doc[first - 1].lower_ not in {
        "to",
        "at",
        "of",
        "as",
        "by",
        "is",
        "was",
        "than",
    }:
        return None
    for token in reversed(doc[max(tokens.sent.start, first - _BACK) : first]):
        if token.idx < start or token.like_num:
            return None
        if token.lemma_.lower() in _COUNTS and token.pos_ == "NOUN":
            inner = _inner(token)
            return inner if inner.i != token.i else None
    return None


def _parted(tokens: Span) -> Token | None:
    """What a sentence takes its figure out of: "Of the soldiers in the valley 200 have left"."""
    opening = tokens.sent[0]
    if opening.lower_ != "of" or tokens.start - opening.i > _BACK:
        return None
    if any(t.like_num for t in tokens.doc[opening.i : tokens.start]):
        return None
    return next((c for c in opening.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)


def _is_base(tokens: Span) -> bool:
    """True for the whole of which another figure takes a part: "Of the 900 who came, 40 stayed";
    what befell the part is not said of it."""
    doc, first = tokens.doc, tokens.start - 1
    while first > 0 and doc[first].pos_ in {"DET", "PRON"}:
        first -= 1
    if first < 0 or doc[first].lower_ != "of":
        return False
    before = doc[first - 1] if first else None
    return doc[first].is_sent_start or bool(before is not None and before.like_num)


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
    verb = clause_verb(at) if noun is not None else clause_of(at)
    counted = noun if noun is not None and quantity.unit is None else None
    said_of = counted
    if counted is None:
        said_of = _material(tokens) if quantity.unit else _tallied(tokens, start) or _parted(tokens)
    if said_of is None and not (quantity.unit is None and tokens.root.dep_ in _ITSELF):
        said_of = theme(tokens.root, start, end)
    if said_of is None:
        said_of = _label(doc, quantity.start, line)
    around = text_of(doc)[max(start, quantity.start - 80) : min(end, quantity.end + 80)]
    measure = _measure(said_of, quantity)
    people = quantity.unit in _SHARES
    of_people = people and (measure is None or is_people(measure))
    if counted is not None and _is_base(tokens):
        scope = scopes.of_noun(counted) or "present"
    else:
        scope = scopes.of_phrase(around) or _scope(doc, at, verb, said_of, (start, end))
        if of_people and not scopes.is_casualty(scope):
            scope = scopes.of_people(verb) or scope
        if scope in {None, "present"}:
            scope = scopes.own_act(verb, counted) or scope
    if scopes.is_casualty(scope) and not of_people:
        scope = None  # money is not killed, nor is a magnitude
    if quantity.unit not in _SHARES:
        scope = scopes.of_money(verb, scope)
    if tokens.start and doc[tokens.start - 1].lower_ in load("plans")["named"]["words"]:
        measure, scope = doc[tokens.start - 1].lower_, None
    places = places_of(doc, at, said_of, start, end, tokens) or opening(doc, at)
    whose = subject(doc, said_of, verb, start, end)
    if not places and not whose and measure == "people" and scopes.is_casualty(scope):
        places = spot(doc, at, start, end)
    period, planned = _period(doc, quantity.end, end), scopes.is_planned(verb, around)
    found = Lane(measure, scope, whose, places, period, planned)
    return _settled(doc, _taken_over(found, quantity, earlier, around), quantity, said_of)


def _scope(
    doc: Doc, at: Token, verb: Token | None, said_of: Token | None, clause: tuple[int, int]
) -> str | None:
    """What befell people comes first, then what the noun says of itself, then its verb."""
    if said_of is not None and (event := scopes.of_event(said_of)):
        return event
    predicate = scopes.of_verb(verb) if verb is not None else None
    equal = verb if verb is not None and verb.lemma_.lower() in _EQUAL else None
    if equal is not None:
        predicate = _equalled(equal, predicate)
    if scopes.is_casualty(predicate):
        return predicate
    scope = (scopes.of_noun(said_of) if said_of is not None else None) or predicate
    if scope not in {None, "present"}:
        return scope
    return scopes.near(doc, at, *clause, without=equal) or scope


def _equalled(verb: Token, predicate: str | None) -> str | None:
    """The state of a count of which a figure is told: "losses have reached 900" arrive nowhere."""
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ == "NOUN":
            inner = _inner(child)
            if state := scopes.of_noun(inner) or scopes.of_noun(child):
                return state
            if predicate and child.lemma_.lower() in _COUNTS:
                return "present"
    return predicate


def _measure(said_of: Token | None, quantity: Quantity) -> str | None:
    if said_of is None:
        return None
    if quantity.unit is None and people_of(said_of):
        return _BEFORE
    known, state = canonical(said_of), scopes.of_noun(said_of)
    if quantity.unit is None and scopes.is_casualty(state) and not is_people(known):
        return "people"  # "losses of 900"
    if known is not None or said_of.pos_ == "PROPN":
        return known
    if quantity.unit is None and state in {"sent", "arrived", "heading"}:
        return _BEFORE  # "the deployment is to grow to 9,000"
    return said_of.lemma_.lower()


def _taken_over(found: Lane, quantity: Quantity, earlier: Sequence[Lane], around: str) -> Lane:
    """Fields that the figure's own words leave to what was said before."""
    measure, scope, whose, places = found.measure, found.scope, found.subject, found.places
    sure = found.sure
    if _weak(measure) and quantity.unit not in _SHARES:
        measure = None  # a sum of money is no number of men
    if (quantity.unit is None and measure is None) or _weak(measure):
        before = next((e for e in reversed(earlier) if is_people(e.measure)), None)
        sure -= 0.2
        if before is not None:
            measure = before.measure
            whose = whose or before.subject
            inherited = before.scope if before.scope not in {"additional", "planned"} else None
            scope = scope or inherited
        elif _weak(measure) or scopes.is_casualty(scope):
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
        if said_of is not None and scopes.of_noun(said_of) is None:
            measure, scope = canonical(said_of) or said_of.lemma_.lower(), "present"
    for token in span:
        named = canonical(token) if token.pos_ == "NOUN" else None  # not "General Assembly"
        if named is None or _weak(named) or measure not in {None, named}:
            continue
        whose = whose or subject(doc, token, None, start, end)
        if measure is None:
            measure = named
            if scopes.is_casualty(scopes.of_noun(token)) and not is_people(named):
                measure = "people"
            verb = clause_verb(token)
            scope = scopes.of_noun(token) or (scopes.of_verb(verb) if verb is not None else None)
    return Lane(measure, scope, whose, places_of(doc, span.root, None, start, end), sure=0.7)
