"""Attributions without a verb of saying: "according to X", "X's claim that …", "is sure that …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compare.extract.clauses import SUBJECTS, Reading
from compare.extract.cues import Cue, cue, own, table
from compare.extract.reported import Found, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREPOSITIONS = frozenset(("by", "in", "on", "from"))
_CHANGES = frozenset(("to", "at", "by", "from"))


def _rest(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """The offsets of the longer side of a sentence around the phrase `first`–`last`."""
    low, high = reading.clip(*reading.sentence[first], first)
    if first - low >= high - last:
        return reading.chars(low, first - 1) if low < first else None
    return reading.chars(last + 1, high)


def _according(reading: Reading, token: Token) -> Found | None:
    to = reading.tokens[token.i + 1]
    head = reading.child(to, "pobj") or reading.child(token, "pobj")
    if to.lower_ != "to" or head is None:
        return None
    first, last = reading.edges(head, to)
    content = _rest(reading, token.i, last)
    if content is None:
        return None
    return Found(
        reading.chars(first, last), reading.chars(token.i, to.i), content, token.i, nested=True
    )


def _own(reading: Reading, prep: Token) -> Found | None:
    """ "by his account", "in the agency's view"."""
    noun = reading.child(prep, "pobj")
    holder = noun and reading.child(noun, "poss")
    if noun is None or holder is None or noun.lemma_.lower() not in own():
        return None
    first, last = reading.clip(prep.i, noun.i, prep.i)
    low, high = reading.sentence[prep.i]
    apart = first == low or reading.tokens[first - 1].is_punct
    if not (apart or last == high or reading.tokens[last + 1].is_punct):
        return None
    content = _rest(reading, first, last)
    ahead = last + 2 if last < high and reading.tokens[last + 1].text == "," else last + 1
    if ahead <= high and (number := reading.quoted[ahead]) is not None:
        content = reading.quotations[number].start, reading.quotations[number].end
    if content is None:
        return None
    return Found(_possessor(reading, holder, noun), reading.chars(noun.i, noun.i), content, noun.i)


def _possessor(reading: Reading, holder: Token, noun: Token) -> tuple[int, int]:
    """The offsets of a possessor without its 's."""
    first, last = reading.edges(holder, noun)
    if reading.tokens[last].tag_ == "POS" and last > first:
        last -= 1
    return reading.chars(first, last)


def _governor(reading: Reading, noun: Token) -> Token | None:
    """The verb whose object a cue noun is: "issued a warning", "cut its forecast"."""
    verb = noun.head
    return verb if noun.dep_ == "dobj" and verb.pos_ == "VERB" else None


def _noun(reading: Reading, noun: Token, entry: Cue) -> Found | None:
    """ "X's claim that …", "estimates from X of …", "X raised its estimate to …"."""
    content = holder = None
    clause = False
    for child in reading.children[noun.i]:
        if child.dep_ == "poss":
            holder = child
        elif child.i < noun.i:
            continue
        elif child.dep_ in ("acl", "ccomp"):
            mark = reading.child(child, "mark", "aux")
            frame = {"that": "clause", "to": "to"}.get(mark.lower_ if mark else "")
            if frame in entry.takes:
                content, clause = content or child, frame == "clause"
        elif child.dep_ == "prep":
            inside = reading.child(child, "pobj", "pcomp")
            if inside is not None and child.lower_ in ("from", "by"):
                holder = holder or inside
            elif inside is not None and child.lower_ in entry.takes:
                content = content or inside
    if content is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        content = reading.child(noun.head, "ccomp") if "clause" in entry.takes else None
        clause = content is not None and content.i > noun.head.i
        content = content if clause else None
    verb = _governor(reading, noun)
    words = reading.chars(noun.i, noun.i)
    if content is None and verb is not None and "figure" in entry.takes and not cue(verb):
        change = [c for c in reading.children[verb.i] if c.lower_ in _CHANGES and c.i > noun.i]
        content = next((p for c in change if (p := reading.child(c, "pobj"))), None)
        words = reading.chars(verb.i, noun.i)
    if content is None:
        return None
    source = _possessor(reading, holder, noun) if holder is not None else None
    if verb is not None and (holder is None or holder.pos_ == "PRON"):
        source = source_of(reading, verb) or source
    if source is None and not clause:
        return None
    said = reading.chars(*reading.edges(content, noun))
    nested = clause and holder is not None and entry.mode == "speech"
    return Found(source, words, said, noun.i, nested)


def _adjective(reading: Reading, adjective: Token, entry: Cue) -> Found | None:
    """ "is confident that …"."""
    clause = reading.child(adjective, "ccomp")
    if clause is None or "clause" not in entry.takes or clause.i < adjective.i:
        return None
    subject = reading.subject(adjective.head)
    if adjective.dep_ != "acomp" or subject is None or subject.lower_ in ("it", "there"):
        return None
    return Found(
        reading.chars(*reading.edges(subject, adjective)),
        reading.chars(adjective.i, adjective.i),
        reading.chars(*reading.edges(clause, adjective)),
        adjective.i,
    )


def _adverb(reading: Reading, adverb: Token) -> Found | None:
    """ "reportedly", "allegedly": what the verb says, on nobody's word."""
    verb = adverb.head
    subject = reading.child(verb, *SUBJECTS)
    if subject is None:
        return None
    first, last = subject.left_edge.i, verb.right_edge.i
    content = reading.chars(*reading.clip(first, max(first, last), adverb.i))
    return Found(None, reading.chars(adverb.i, adverb.i), content, adverb.i, spoken=False)


def phrases(reading: Reading) -> Iterator[Found]:
    """Attributions by phrase, noun or adjective, in the order of their cues."""
    for token in reading.tokens:
        found = None
        if token.lower_ == "according" and token.i + 1 < len(reading.tokens):
            found = _according(reading, token)
        elif token.lower_ in _PREPOSITIONS and token.pos_ == "ADP":
            found = _own(reading, token)
        elif token.pos_ == "ADV" and token.lower_ in table("adverb"):
            found = _adverb(reading, token)
        elif token.pos_ in ("NOUN", "ADJ") and (entry := cue(token)):
            rule = _noun if token.pos_ == "NOUN" else _adjective
            found = rule(reading, token, entry)
        if found is not None:
            yield found
