"""What a figure counts: the head of its noun phrase and the phrase as lemmas."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compare.extract.units import is_time
from compare.lexicon import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A noun phrase longer than this after a number is a parse gone wrong.
_REACH = 9
# How far from its verb a subject is looked for, in tokens: the cost stays linear.
_NEAR = 40
_INNER = ("ADJ", "NOUN", "PROPN")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("counted")[name]["words"])


def noun(doc: Doc, first: int, last: int, unit: str | None) -> Token | None:
    """The head of what the figure of tokens `first` to `last` counts.

    With a unit only "of" leads there ("68 per cent of South Koreans"); a bare count stands before
    its noun ("3,000 North Korean troops"), before "of" ("five of them"), or, left out, is told of
    a subject ("the number of wounded rose to six").
    """
    here = last + 1
    if unit is not None and is_time(unit):
        return None
    if here < len(doc) and doc[here].lower_ == "of":
        return _phrase(doc, here + 1)
    if unit == "fraction" and here < len(doc):
        return _phrase(doc, here, doc[here].pos_ in ("DET", "PRON"))
    if unit is not None:
        return None
    token = doc[last]
    head = token.head
    if (
        token.dep_ in ("nummod", "amod", "compound", "nmod", "quantmod")
        and 0 < head.i - last <= _REACH
        and (head.pos_ in ("NOUN", "PROPN") or head.lower_ in _words("nominal"))
        and not any(
            (t.is_punct and t.text not in "-/–") or t.pos_ == "DET" for t in doc[here : head.i]
        )
    ):
        return _whole(head)
    head = _phrase(doc, here, False)
    return _whole(head) if head is not None else _heading(doc, first) or _subject(token)


def _whole(head: Token) -> Token:
    """The last part of a hyphened word: "co-workers" is no "co"."""
    doc = head.doc
    while head.i + 2 < len(doc) and doc[head.i + 1].text == "-" and not head.whitespace_:
        head = doc[head.i + 2]
    return head


def _phrase(doc: Doc, here: int, partitive: bool = True) -> Token | None:
    """The head of the noun phrase that begins at token `here`."""
    start = here
    while (
        partitive
        and here < len(doc)
        and (doc[here].pos_ in ("DET", "NUM") or doc[here].tag_ == "PRP$" or _ranges(doc, here))
    ):
        here += 1
    if partitive and here < len(doc) and doc[here].tag_ in ("PRP", "WP", "WDT"):
        return doc[here]
    head = None
    while here < min(len(doc), start + _REACH):
        token = doc[here]
        following = doc[here + 1] if here + 1 < len(doc) else None
        if head is None and token.ent_type_ in ("DATE", "TIME"):
            break
        if token.pos_ in ("NOUN", "PROPN"):
            if head is not None and head.tag_ == "NNS" and token.pos_ == "PROPN":
                break
            head = token
        elif token.tag_ in ("POS", "HYPH") or token.text == "-":
            pass
        elif token.text == "," and head is None and here > start:
            if following is None or following.pos_ not in ("ADJ", "NOUN"):
                break
        elif token.lower_ in ("and", "&") and head is not None:
            if head.tag_ in ("NNS", "NNPS") or following is None or following.pos_ not in _INNER:
                break
        elif head is not None or not _modifies(token, following):
            break
        here += 1
    if head is None and start < len(doc):
        first = doc[start]
        if first.lower_ in _words("nominal"):
            return first
    return head


def _ranges(doc: Doc, here: int) -> bool:
    """True for the words between and before numbers: "of the about 9,000 to 10,000 men"."""
    following = doc[here + 1 : here + 2]
    hedges = (
        "to",
        "or",
        "-",
        "–",
        "about",
        "around",
        "some",
        "roughly",
        "nearly",
        "almost",
        "estimated",
    )
    return doc[here].lower_ in hedges and any(t.pos_ == "NUM" for t in following)


def _modifies(token: Token, following: Token | None) -> bool:
    """True for adjectives, participles, and adverbs before a participle."""
    if token.pos_ == "ADV":
        return following is not None and following.tag_ == "VBN"
    return token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG")


def _heading(doc: Doc, first: int) -> Token | None:
    """What a heading before the figure names: "The dead: eight"."""
    if first < 2 or doc[first - 1].text != ":":
        return None
    before = doc[first - 2]
    return before if before.lower_ in _words("nominal") | _words("tally") else None


def _subject(token: Token) -> Token | None:
    """What a figure without a noun is told of: "the number of dead was put at six"."""
    verb = token.head
    for _ in range(3):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    doc = token.doc
    for child in doc[max(0, verb.i - _NEAR) : verb.i + _NEAR]:
        told = child.head == verb and child.dep_ in ("nsubj", "nsubjpass", "dobj")
        if told and child.i != token.i and child.lemma_.lower() in _words("tally"):
            of = child.i + 2 < len(doc) and doc[child.i + 1].lower_ == "of"
            return (_phrase(doc, child.i + 2) if of else None) or child
    return None


def measure(doc: Doc, first: int, head: Token) -> str | None:
    """The counted phrase in lower-case lemmas: "north korean troop", "eligible pensioner".

    `first` is the token behind the figure; adjectives and nouns between it and `head` belong to
    the phrase, participles and determiners do not.
    """
    if head.i >= first:
        tokens = list(doc[first : head.i])
    else:
        near = doc[max(0, head.i - _REACH) : head.i]
        tokens = [t for t in near if t.head == head and t.dep_ in ("compound", "amod")]
    words: list[str] = []
    hyphened = ""
    for token in [*tokens, head]:
        joins = token.i + 1 < len(doc) and doc[token.i + 1].text == "-" and not token.whitespace_
        if joins or (hyphened and token.text == "-"):
            hyphened += token.lower_
        elif hyphened or token is head or _belongs(token):
            words.append(hyphened + (token.lower_ if token is not head else _lemma(head)))
            if token is not head and not hyphened:
                words[-1] = _lemma(token)
            hyphened = ""
    return " ".join(words).strip(" -") or None


def _belongs(token: Token) -> bool:
    """True for adjectives and nouns that say what is counted."""
    if token.pos_ not in _INNER or token.lower_ in _words("outside"):
        return False
    return not _numbered(token.text)


def _numbered(text: str) -> bool:
    return any(c.isdigit() for c in text)


def is_nominal(token: Token) -> bool:
    """True for adjectives and participles that stand for people ("dead", "injured")."""
    return token.lower_ in _words("nominal")


def _lemma(token: Token) -> str:
    lemma = token.lemma_.lower()
    if token.lower_ in _words("nominal"):
        return token.lower_
    if token.pos_ == "PROPN" and token.tag_ == "NNPS" and lemma.endswith("s"):
        return lemma[:-1]
    return lemma
