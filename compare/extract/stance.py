"""How a speaker stands to a statement: the contract's eight stances, from cue, negation and words.

The scope rules follow the idea of NegEx (Chapman et al. 2001): a trigger phrase governs the words
of its own statement, and a negated denial ("did not deny") is neither a denial nor a statement.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compare.extract import scopes
from compare.extract.tree import clause_of, clause_verb, governors, text_of, verb_words
from compare.lexicon import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from compare.model import Attribution

_NEGATED = re.compile(r"\b(?:not|never|n['’]t|neither|nor|without|hardly)\b", re.I)
_IF = re.compile(r"(?:^|[.!?;:]\s)[\W_]*(?:but |and |so )?if\b", re.I)
_IF_THAT = re.compile(r"\bif (?:it|they|there|such|this|that|the|he|she|we|any)\b", re.I)
_TOLD = {"nsubj", "nsubjpass", "dobj", "attr"}
_REACH = 6  # clauses between a figure and the rumour that tells it
_CLAUSE = 12  # tokens behind a rumour in which it is refuted
_REST = "affirms"


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (stance, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, row["phrases"])) + ")", re.I))
        for stance, row in load("stances").items()
        if "phrases" in row
    )


@cache
def _cues() -> dict[str, dict[str, str]]:
    """Cue lemma → its row in the cue lexicon; verbs win over nouns of the same spelling."""
    tables = load("cues")
    found: dict[str, dict[str, str]] = {}
    for name in ("verb", "noun", "adjective", "phrase", "adverb"):
        for word, row in tables.get(name, {}).items():
            found.setdefault(word, row)
    return found


def asserts(doc: Doc, attribution: Attribution) -> bool:
    """True where an attribution states something: no bare wish or purpose ("to discuss", "sees").

    What people merely want, see or plan is told by the text, not claimed by them.
    """
    cue = attribution.cue
    if cue is None or attribution.kind == "direct":
        return True
    if attribution.source is None and cue.text.lower().split()[-1] == "asked":
        return False
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if span is None:
        return True
    if span[0].lower_ == "to" or re.match(r"(?:not )?to be \w+", attribution.content.text):
        return False
    held = set(load("stances")["held"]["thoughts"])
    rows = [(t.lemma_.lower(), _cues().get(t.lemma_.lower())) for t in span]
    modes = [row["mode"] for _, row in rows if row]
    thought = bool(modes) and all(mode == "thought" for mode in modes)
    return not thought or any(lemma in held for lemma, row in rows if row)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def _cue_stance(doc: Doc, attribution: Attribution) -> tuple[str, bool]:
    """The stance of the cue word, and whether the cue is negated."""
    cue = attribution.cue
    if cue is None:
        return _REST, False
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if span is None:
        return _REST, False
    found = _REST
    for token in span:
        row = _cues().get(token.lemma_.lower())
        if row and row["stance"] != _REST:
            found = row["stance"]
    words = " ".join(t.text for t in doc[max(span.start - 3, span.sent.start) : span.end])
    negated = any(t.dep_ == "neg" for s in span for t in s.children) or bool(
        _NEGATED.search(span.text) or re.search(r"(?:not|n['’]t|never)\W+(?:\w+\W+)?$", words)
    )
    return found, negated


@cache
def _rumours() -> frozenset[str]:
    return frozenset(load("stances")["rumours"]["nouns"])


def _denials(words: str) -> bool:
    return next(p for name, p in _phrases() if name == "denies").search(words) is not None


def _turned_down(token: Token) -> bool:
    """True where the verb of which `token` is the object rejects it ("waved away talk of …")."""
    for _ in range(_REACH):
        if token.dep_ in {"pobj", "prep", "conj"}:
            token = token.head
    verb = token.head
    if token.dep_ not in {"dobj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    row = _cues().get(verb_words(verb)) or {}
    return row.get("stance") == "denies" or verb_words(verb) in load("stances")["rejects"]["verbs"]


def _of_a_rumour(at: Token) -> bool:
    """True for a figure that is told only to be refuted: "a rumour that 300 had died is false"."""
    for up in governors(at, _REACH):
        if up.pos_ == "NOUN" and up.lemma_.lower() in _rumours():
            if _turned_down(up):
                return True
            if up.dep_ not in {"nsubj", "nsubjpass"}:
                return False
            last = up.right_edge.i
            behind = up.doc[last + 1 : min(last + _CLAUSE, up.sent.end)]
            rest = " ".join(t.text for t in behind)
            return _denials(_flat(f"{rest} "))
    return False


def _there_is_none(root: Token) -> bool:
    """True where the subject or object of a statement is none: "no bodies were found"."""
    row = load("stances")["none"]
    for child in root.children:
        if child.dep_ not in _TOLD:
            continue
        none = next((t for t in (child, *child.lefts) if t.lower_ in row["words"]), None)
        if none is not None:
            return not any(t.lower_ in row["open"] for t in none.doc[none.i + 1 : none.i + 2])
    return False


def _negated_verb(token: Token | None) -> bool:
    while token is not None:
        if token.pos_ in {"VERB", "AUX"}:
            return any(c.dep_ == "neg" for c in token.children)
        token = token.head if token.head.i != token.i else None
    return False


def _denied_figure(at: Token) -> bool:
    """True where a negation takes back what is counted. "62 bodies have not been identified" does
    not: the count stands, only their state is told by what did not happen."""
    if not _negated_verb(at):
        return False
    verb = clause_verb(at)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or not subject.left_edge.i <= at.i <= subject.right_edge.i:
        return True
    return scopes.of_verb(verb) in load("stances")["rejects"]["states"]


def stance(
    doc: Doc, attribution: Attribution | None, start: int, end: int, at: Token | None, planned: bool
) -> str:
    """The stance of the claim at `start`–`end`; `at` is its figure's token, None without one."""
    cue, negated = _cue_stance(doc, attribution) if attribution else (_REST, False)
    content = (
        text_of(doc)[attribution.content.start : attribution.content.end] if attribution else ""
    )
    if attribution:
        hull = [attribution.content.start, attribution.content.end]
        if attribution.cue and start <= attribution.cue.start and attribution.cue.end <= end:
            hull = [min(hull[0], attribution.cue.start), max(hull[1], attribution.cue.end)]
        words = _flat(text_of(doc)[max(hull[0] - 40, start) : hull[1]])
    else:
        words = _flat(text_of(doc)[start:end])
    if at is None:
        for name, pattern in _phrases():
            if name == "denies" and cue == "denies":
                break
            if pattern.search(words):
                if name == "doubts" and _NEGATED.search(words):
                    continue
                return name
    if cue != _REST:
        if cue == "denies" and negated:
            return "no_comment"
        if not negated:
            return cue
    if negated and attribution and attribution.cue:
        return "no_comment"
    if attribution and attribution.cue and not negated:
        span = doc.char_span(attribution.cue.start, attribution.cue.end, alignment_mode="expand")
        if span is not None and span.root.pos_ == "NOUN" and _turned_down(span.root):
            return "denies"
    if at is not None and _of_a_rumour(at):
        return "denies"
    if _IF.search(content) or _IF_THAT.search(content):
        return "conditional"
    asked = content if at is None else doc[max(at.i, at.sent.end - 3) : at.sent.end].text
    if asked.rstrip("”\"' \n").endswith("?"):
        return "question"
    if at is not None:
        if _denied_figure(at):
            return "denies"
        return "forecast" if planned else _REST
    if attribution:
        span = doc.char_span(
            attribution.content.start, attribution.content.end, alignment_mode="expand"
        )
        if span is not None and len(span):
            if _negated_verb(span.root) or _there_is_none(span.root):
                return "denies"
            planned = planned or scopes.is_planned(clause_of(span.root), "")
    return "forecast" if planned else _REST
