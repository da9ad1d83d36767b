"""The state or act that something is counted in: "killed", "in training", "planned"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compare.extract.tree import verb_words
from compare.lexicon import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 12  # tokens that a state word may stand away from its figure


@cache
def _table(kind: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for name, row in load("scopes").items():
        for word in row.get(kind, ()):
            table.setdefault(word, name)
    return table


@cache
def _plain_verbs() -> frozenset[str]:
    return frozenset(load("plans")["plain"]["verbs"])


def of_verb(verb: Token) -> str | None:
    """The state that a verb puts its subject or object in."""
    verbs, nouns = _table("verbs"), _table("nouns")
    scope = verbs.get(verb_words(verb)) or verbs.get(verb.lemma_.lower())
    if scope in {None, "present"}:
        for child in verb.children:  # "are missing", "were found dead", "remained in training"
            if child.dep_ not in {"acomp", "oprd", "attr", "xcomp", "advcl"}:
                continue
            state = verbs.get(child.lemma_.lower()) if child.pos_ == "VERB" else None
            if found := _joined(nouns.get(child.lower_) or state, child):
                return found
    return _joined(scope, verb)


def of_people(verb: Token | None) -> str | None:
    """The state that a verb puts people in, though not things: "lost 40 men"."""
    return _table("people").get(verb.lemma_.lower()) if verb is not None else None


def of_money(verb: Token | None, scope: str | None) -> str | None:
    """What befell a sum of which people or forces would be said to be in `scope`: money sent is
    delivered, and none is present, heading somewhere or wounded."""
    if verb is not None and (found := _table("money").get(verb.lemma_.lower())):
        return found
    held = load("scopes").get(scope, {}).get("class") in {"casualty", "presence"}
    return None if held else scope


def _joined(scope: str | None, word: Token) -> str | None:
    """ "killed or wounded": one state, where the second has no count of its own."""
    verbs, nouns = _table("verbs"), _table("nouns")
    if scope:
        other = {
            verbs.get(c.lemma_.lower()) or nouns.get(c.lower_)
            for c in word.conjuncts
            if not any(g.dep_ in {"dobj", "nsubjpass", "nsubj"} for g in c.children)
        }
        if {scope} | other >= {"killed", "wounded"}:
            return "killed and wounded"
    return scope


def of_noun(noun: Token) -> str | None:
    """The state that a counted noun names or that its modifiers put it in."""
    nouns = _table("nouns")
    if found := nouns.get(noun.lemma_.lower()) or nouns.get(noun.lower_):
        return found
    for child in noun.children:
        if child.dep_ in {"amod", "acomp", "compound"} and (found := nouns.get(child.lower_)):
            return found
        clause = child.dep_ in {"acl", "relcl", "advcl", "amod"} and child.pos_ in {"VERB", "AUX"}
        if clause and (found := of_verb(child)):
            return found
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":  # "the deaths of 19 people"
        return nouns.get(noun.head.head.lemma_.lower())
    return None


def of_event(noun: Token) -> str | None:
    """The state that a noun counts as so many events, whatever they are said to do: "deaths"."""
    return _table("events").get(noun.lemma_.lower())


def near(doc: Doc, at: Token, start: int, end: int, without: Token | None = None) -> str | None:
    """The state word nearest to the figure between offsets `start` and `end`, save one verb."""
    verbs, nouns = _table("verbs"), _table("nouns")
    best: tuple[int, str] | None = None
    for token in doc[max(0, at.i - _REACH) : at.i + _REACH]:
        if not start <= token.idx < end or token == without:
            continue
        word = nouns.get(token.lower_) or (
            verbs.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
        )
        if word and word != "present" and not _of_another(token, at):
            word = _paired(token, word)
            between = doc[min(token.i, at.i) : max(token.i, at.i) + 1]
            cost = abs(token.i - at.i) + 4 * sum(t.text in {",", ";", "and"} for t in between)
            if best is None or cost < best[0]:
                best = (cost, word)
    return best[1] if best and best[0] <= _REACH else None


def _of_another(token: Token, at: Token) -> bool:
    """True where a state word belongs to another noun: "40 calls about missing people"."""
    held = token.dep_ == "amod" and token.head.pos_ == "NOUN" and at.pos_ == "NOUN"
    return held and token.head.i != at.i


def _paired(token: Token, word: str) -> str:
    """ "killed and wounded" of one count: the words stand together, no figure behind them."""
    doc, table = token.doc, {**_table("verbs"), **_table("nouns")}
    for first in (token.i - 2, token.i):
        three = list(doc[max(0, first) : first + 3])
        if len(three) < 3 or three[1].lower_ not in {"and", "or"}:
            continue
        states = {table.get(t.lower_) or table.get(t.lemma_.lower()) for t in three[::2]}
        behind = doc[first + 3] if first + 3 < len(doc) else None
        if states == {"killed", "wounded"} and not (behind is not None and behind.like_num):
            return "killed and wounded"
    return word


def of_phrase(words: str) -> str | None:
    """The state that a set phrase tells: "on their way", "left their homes"."""
    low = words.lower()
    return next((scope for phrase, scope in _table("phrases").items() if phrase in low), None)


def own_act(verb: Token | None, noun: Token | None) -> str | None:
    """A verb or adjective that the lexicon does not know, taken as the state itself: "18 soldiers
    deserted", "15,000 people were homeless"."""
    if verb is None or noun is None:
        return None
    if verb.lemma_ == "be" and noun.dep_ == "nsubj":
        return next(
            (
                c.lower_
                for c in verb.children
                if c.dep_ == "acomp" and c.tag_ == "JJ" and c.is_alpha
            ),
            None,
        )
    if verb.pos_ != "VERB":
        return None
    held = any(c == noun and c.dep_ in {"nsubj", "nsubjpass", "dobj"} for c in verb.children)
    return verb.lemma_.lower() if held and verb.lemma_.lower() not in _plain_verbs() else None


def is_planned(verb: Token | None, words: str) -> bool:
    """True where a figure is expected or meant, not yet a fact."""
    plan = load("plans")["plan"]
    low = words.lower()
    if any(phrase in low for phrase in plan["phrases"]):
        return True
    if verb is not None and verb.lemma_.lower() in plan["verbs"]:  # "are expected to arrive"
        told = {c.dep_ for c in verb.children}
        if verb.lemma_.lower() in plan["ahead"] or {"auxpass", "xcomp"} <= told:
            return True
    for _ in range(4):
        if verb is None:
            return False
        if verb.lemma_.lower() in plan["growing"]:
            helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
            if "have" not in helpers and helpers & set(plan["possible"]):
                return True
        if any(c.dep_ == "aux" and c.lower_ in plan["auxiliaries"] for c in verb.children):
            return True
        above = verb.head if verb.dep_ in {"xcomp", "ccomp", "conj"} and verb.head != verb else None
        if above is not None and above.lemma_.lower() in plan["verbs"] and verb.dep_ != "conj":
            return True
        verb = above
    return False


def is_casualty(scope: str | None) -> bool:
    """True for states that befall people."""
    return bool(scope) and load("scopes").get(scope, {}).get("class") == "casualty"
