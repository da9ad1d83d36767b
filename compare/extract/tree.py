"""Walks over a parse that several readers share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def text_of(doc: Doc) -> str:
    """The text of a parse, put together once: `doc.text` joins all tokens each time."""
    found = doc.user_data.get("text")
    if found is None:
        found = doc.user_data["text"] = doc.text
    return found


def governors(token: Token, limit: int = 6) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    while token.head.i != token.i and limit:
        token = token.head
        limit -= 1
        yield token


def clause_verb(token: Token) -> Token | None:
    """The verb whose clause the token stands in."""
    return next((t for t in governors(token) if t.pos_ in {"VERB", "AUX"}), None)


def clause_of(token: Token) -> Token | None:
    """The token itself where it is a verb, else the verb of its clause."""
    return token if token.pos_ in {"VERB", "AUX"} else clause_verb(token)


def verb_words(verb: Token) -> str:
    """A verb's dictionary form with its particle: "lay off"."""
    particle = next((t.lower_ for t in verb.children if t.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()} {particle}".strip()
