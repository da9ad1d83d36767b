"""What a figure counts: measure, scope, subject, places and period, read off the parse.

The counted noun gives the measure, the words that govern it the scope ("killed", "in training"),
adjectives and possessors the subject ("North Korean"), phrases of place the places. A figure whose
noun says little ("others", "men", "to six") takes over what the text named just before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from compare.lexicon import load
from compare.normalize import places

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from compare.extract.quantities import Figure

_THEMES = {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "appos", "conj", "dep"}
_OF_COUNTS = {"number", "total", "toll", "count", "tally", "figure", "estimate", "sum", "rest"}
_PLACE_PREPS = {
    "in", "at", "to", "into", "on", "near", "across", "inside", "within", "around", "throughout",
    "toward", "towards", "outside", "over", "off", "beside", "of", "for",
}  # fmt: skip
_SAME_PLACE = re.compile(
    r"\b(?:there|the (?:region|province|city|town|country|area|district))\b", re.I
)


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
def _scopes(kind: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for name, row in load("scopes").items():
        for word in row.get(kind, ()):
            table.setdefault(word, name)
    return table


@cache
def _periods() -> tuple[re.Pattern[str], dict[str, str]]:
    names = load("plans")["period"]
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest)) + r")\b", re.I), names


def is_people(measure: str | None) -> bool:
    """True for measures that count human beings."""
    return bool(measure) and load("measures").get(measure, {}).get("family") == "people"


def _weak(measure: str | None) -> bool:
    return bool(measure) and bool(load("measures").get(measure, {}).get("weak"))


def canonical(noun: Token) -> str | None:
    """The measure that a counted noun names: "soldiers" and "servicemen" are troops."""
    lemma = noun.lemma_.lower()
    for words in (f"{_left(noun)} {lemma}".strip(), lemma, noun.lower_):
        if words in _measures():
            return _measures()[words]
    return None


def _left(noun: Token) -> str:
    left = [t for t in noun.lefts if t.dep_ == "compound" and t.i == noun.i - 1]
    return left[0].lower_ if left else ""


def _governors(token: Token, limit: int = 6) -> Iterator[Token]:
    while token.head.i != token.i and limit:
        token = token.head
        limit -= 1
        yield token


def _clause(token: Token) -> Token | None:
    """The verb whose clause the token stands in."""
    return next((t for t in _governors(token) if t.pos_ in {"VERB", "AUX"}), None)


def _verb_words(verb: Token) -> str:
    particle = next((t.lower_ for t in verb.children if t.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()} {particle}".strip()


def _scope_of_verb(verb: Token) -> str | None:
    verbs, nouns = _scopes("verbs"), _scopes("nouns")
    scope = verbs.get(_verb_words(verb)) or verbs.get(verb.lemma_.lower())
    if scope in {None, "present"}:
        for child in verb.children:  # "are missing", "were found dead", "remained in training"
            if child.dep_ not in {"acomp", "oprd", "attr", "xcomp", "advcl"}:
                continue
            state = verbs.get(child.lemma_.lower()) if child.pos_ == "VERB" else None
            if found := _joined(nouns.get(child.lower_) or state, child):
                return found
    return _joined(scope, verb)


def _joined(scope: str | None, word: Token) -> str | None:
    """ "killed or wounded": one state, where the second has no count of its own."""
    verbs, nouns = _scopes("verbs"), _scopes("nouns")
    if scope:
        other = {
            verbs.get(c.lemma_.lower()) or nouns.get(c.lower_)
            for c in word.conjuncts
            if not any(g.dep_ in {"dobj", "nsubjpass", "nsubj"} for g in c.children)
        }
        if {scope} | other >= {"killed", "wounded"}:
            return "killed and wounded"
    return scope


def _scope_of_noun(noun: Token) -> str | None:
    nouns = _scopes("nouns")
    if found := nouns.get(noun.lemma_.lower()) or nouns.get(noun.lower_):
        return found
    for child in noun.children:
        if child.dep_ in {"amod", "acomp", "compound"} and (found := nouns.get(child.lower_)):
            return found
        clause = child.dep_ in {"acl", "relcl", "advcl", "amod"} and child.pos_ == "VERB"
        if clause and (found := _scope_of_verb(child)):
            return found
    return None


def _near_scope(doc: Doc, at: Token) -> str | None:
    """The state word nearest to the figure in its sentence, those before it on equal terms."""
    verbs, nouns = _scopes("verbs"), _scopes("nouns")
    best: tuple[int, str] | None = None
    for token in doc[max(at.sent.start, at.i - 12) : min(at.sent.end, at.i + 12)]:
        word = nouns.get(token.lower_) or (
            verbs.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
        )
        if word and word != "present":
            between = doc[min(token.i, at.i) : max(token.i, at.i) + 1]
            cost = abs(token.i - at.i) + 4 * sum(t.text in {",", ";", "and"} for t in between)
            if best is None or cost < best[0]:
                best = (cost, word)
    return best[1] if best and best[0] <= 12 else None


def _phrase_scope(clause: str) -> str | None:
    low = clause.lower()
    return next((s for words, s in _scopes("phrases").items() if words in low), None)


def theme(token: Token) -> Token | None:
    """The noun that a bare figure is said of: "damage" in "put the damage at $40m"."""
    for up in _governors(token):
        if up.pos_ in {"NOUN", "PROPN"} and up.lemma_.lower() not in _OF_COUNTS:
            return up
        if up.pos_ in {"NOUN"}:
            for prep in up.children:
                if prep.lower_ in {"of", "for"}:
                    return next((c for c in prep.children if c.dep_ == "pobj"), up)
            return up
        if up.pos_ in {"VERB", "AUX"}:
            for dep in ("dobj", "nsubj", "nsubjpass", "attr"):
                for child in up.children:
                    apart = not child.left_edge.i <= token.i <= child.right_edge.i
                    noun = child.pos_ in {"NOUN", "PROPN"} and child.ent_type_ != "PERSON"
                    if child.dep_ == dep and apart and noun:
                        return _inner(child)
            if up.dep_ not in {"xcomp", "conj", "ccomp"}:
                return None
    return None


def _inner(noun: Token) -> Token:
    """ "number of dead" is about the dead."""
    if noun.lemma_.lower() in _OF_COUNTS:
        for prep in noun.children:
            if prep.lower_ in {"of", "for"}:
                return next((c for c in prep.children if c.dep_ == "pobj"), noun)
    return noun


def people_of(noun: Token) -> str | None:
    """The country whose people a counted noun names: "3,000 North Koreans"."""
    for first in range(max(noun.i - 2, 0), noun.i + 1):
        words = noun.doc[first : noun.i + 1].text
        if noun.text[:1].isupper() and (country := places.country(words, metonym=False)):
            return country
    return None


def _subject(doc: Doc, noun: Token | None, verb: Token | None) -> str | None:
    """Whose: a demonym or possessor of the noun, else the country that suffers or sends."""
    if noun is not None:
        if country := people_of(noun):
            return country
        for child in noun.subtree:
            if child.i < noun.i and child.dep_ in {"amod", "poss", "compound", "nmod"}:
                words = doc[child.left_edge.i : child.i + 1].text
                if country := places.country(words) or places.country(child.text):
                    return country
        for child in noun.children:
            if child.lower_ in {"from", "of"}:
                for inner in child.children:
                    if country := places.country(doc[inner.left_edge.i : inner.i + 1].text):
                        return country
    while verb is not None:
        for child in verb.children:
            if child.dep_ == "nsubj" and child != noun:
                words = doc[child.left_edge.i : child.i + 1].text
                if country := places.country(re.sub(r"^(?:the|The)\s+", "", words)):
                    return country
        verb = verb.head if verb.dep_ in {"xcomp", "conj"} and verb.head.i != verb.i else None
    return None


def _places(doc: Doc, at: Token, noun: Token | None, start: int, end: int) -> tuple[str, ...]:
    """Places of the clause between offsets `start` and `end`, those nearest to the figure first."""
    found: list[tuple[int, str]] = []
    named: list[tuple[int, int]] = []
    text = doc.text[start:end]
    for a, b, place in places.find(text):
        span = doc.char_span(start + a, start + b, alignment_mode="expand")
        if span is None or not _is_where(span.root):
            continue
        named.append((start + a, start + b))
        subtree = noun is not None and noun.left_edge.i <= span.start <= noun.right_edge.i
        found.append((abs(span.start - at.i) - (40 if subtree else 0), place.name))
    for entity in doc.ents:  # places that no gazetteer knows
        inside = start <= entity.start_char and entity.end_char <= end
        known = any(a < entity.end_char and entity.start_char < b for a, b in named)
        if inside and not known and entity.label_ in {"GPE", "LOC"} and _is_where(entity.root):
            name = re.sub(r"^(?:the|The)\s+|[’']s$", "", entity.text)
            if name[:1].isupper() and not places.is_demonym(name):
                found.append((abs(entity.start - at.i), name))
    found.sort()
    if not found:
        return ()
    nearest = found[0][1]
    keep = [nearest]
    for _, name in found[1:]:
        if name not in keep and (places.contains(name, nearest) or places.contains(nearest, name)):
            keep.append(name)
    inner = [n for n in keep if not any(o != n and places.contains(n, o) for o in keep)]
    return tuple(inner[:2])


def _is_where(token: Token) -> bool:
    """True where a name stands in a phrase of place, not as one who acts or possesses."""
    for up in (token, *_governors(token, 4)):
        if up.dep_ == "pobj" and up.head.lower_ in _PLACE_PREPS:
            return up.head.lower_ not in {"of", "for"} or up.head.head.pos_ in {"NOUN", "PROPN"}
        if up.dep_ in {"nsubj", "nsubjpass", "ROOT"} or up.pos_ == "VERB":
            return up.dep_ == "dobj" and up.pos_ == "PROPN"
        if up.dep_ == "dobj":
            return up.head.lemma_ in {"reach", "enter", "hit", "strike", "leave"}
    return False


def _planned(verb: Token | None, clause: str) -> bool:
    plan = load("plans")["plan"]
    low = clause.lower()
    if any(words in low for words in plan["phrases"]):
        return True
    steps = 0
    while verb is not None and steps < 4:
        if any(c.dep_ == "aux" and c.lower_ in plan["auxiliaries"] for c in verb.children):
            return True
        above = verb.head if verb.dep_ in {"xcomp", "ccomp", "conj"} and verb.head != verb else None
        if above is not None and above.lemma_.lower() in plan["verbs"] and verb.dep_ != "conj":
            return True
        verb, steps = above, steps + 1
    return False


def period(doc: Doc, after: int, end: int) -> str | None:
    """The window of a rate or part-count that is said right after a figure."""
    pattern, names = _periods()
    found = pattern.search(doc.text[after : min(end, after + 70)])
    return names[found.group(1).lower()] if found else None


def lane(doc: Doc, figure: Figure, start: int, end: int, earlier: Sequence[Lane]) -> Lane:
    """What `figure` counts. Its clause is `doc.text[start:end]`; `earlier` are the lanes before."""
    quantity, noun = figure.quantity, figure.noun
    tokens = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    at = noun if noun is not None else tokens.root
    verb = _clause(at)
    said_of = noun if noun is not None and quantity.unit is None else theme(tokens.root)
    measure = canonical(said_of) if said_of is not None else None
    scope = (_scope_of_noun(said_of) if said_of is not None else None) or (
        _scope_of_verb(verb) if verb is not None else None
    )
    clause = doc.text[start:end]
    around = doc.text[max(start, quantity.start - 80) : min(end, quantity.end + 80)]
    scope = _phrase_scope(around) or scope
    if scope in {None, "present"}:
        scope = _near_scope(doc, at) or scope
    subject = _subject(doc, said_of, verb)
    sure = 1.0
    if said_of is not None and people_of(said_of):
        measure = "people named before"
    if measure is None and said_of is not None and quantity.unit is None:
        measure = said_of.lemma_.lower()
    if quantity.unit is None and (measure is None or _weak(measure)):
        before = next((e for e in reversed(earlier) if is_people(e.measure)), None)
        sure -= 0.2
        if before is not None:
            measure = before.measure
            subject = subject or before.subject
            scope = scope or before.scope
        elif _weak(measure):
            measure = "people"
    if measure is None and said_of is not None:
        measure = said_of.lemma_.lower()
    if subject is None and is_people(measure):
        before = next((e for e in reversed(earlier[-4:]) if e.measure == measure), None)
        if before is not None and before.subject:
            subject, sure = before.subject, sure - 0.1
    where = _places(doc, at, said_of, start, end)
    if not where and _SAME_PLACE.search(around):
        before = next((e for e in reversed(earlier) if e.places), None)
        where = before.places if before else ()
    window = period(doc, quantity.end, end)
    planned = _planned(verb, clause if len(clause) < 200 else around)
    if planned and scope not in {"killed", "wounded", "missing", "captured", "killed and wounded"}:
        scope = "planned"
    if _comes_on_top(doc, quantity.start, quantity.end, said_of):
        scope = "additional"
    return Lane(measure, scope, subject, where, window, planned, sure)


def _comes_on_top(doc: Doc, start: int, end: int, noun: Token | None) -> bool:
    words = load("plans")["more"]["words"]
    beside = (
        doc.text[max(0, start - 12) : start].lower().split()[-1:]
        + doc.text[end : end + 14].lower().split()[:1]
    )
    children = [c.lower_ for c in noun.children] if noun is not None else []
    return any(w.strip(",.") in words for w in beside + children) and not doc.text[
        start:end
    ].lower().startswith("more")


def textual(doc: Doc, start: int, end: int) -> Lane:
    """The lane of a statement without a figure: what it speaks of, as far as the lexicon knows."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return Lane()
    measure = subject = scope = None
    for token in span:
        if token.pos_ in {"NOUN", "PROPN"} and (named := canonical(token)) and not _weak(named):
            if measure is None:
                measure = named
                subject = _subject(doc, token, None)
                scope = _scope_of_noun(token) or (
                    _scope_of_verb(clause) if (clause := _clause(token)) is not None else None
                )
            elif subject is None and measure == named:
                subject = _subject(doc, token, None)
    where = _places(doc, span.root, None, start, end)
    return Lane(measure, scope, subject, where, None, False, 0.7)


def without_places(found: Lane) -> Lane:
    """The same lane, its places left open."""
    return replace(found, places=())
