"""Cues: the words that hand a statement to its source, with the stance that they carry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from compare import lexicon
from compare.model import STANCES

if TYPE_CHECKING:
    from spacy.tokens import Token

MODES = ("speech", "thought", "document")
CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as the lexicon has it: one of STANCES, one of MODES, and where its content stands.

    `to` is `raising` ("seems to"), `person` ("was told to") or empty.
    """

    stance: str
    mode: str
    takes: frozenset[str] = frozenset()
    to: str = ""


@cache
def table(word_class: str) -> dict[str, Cue]:
    """The cues of one class (`verb`, `noun`, `adjective`, `phrase`, `adverb`), by lemma."""
    rows = {}
    for lemma, row in lexicon.load("cues")[word_class].items():
        if row["stance"] not in STANCES or row["mode"] not in MODES:
            raise lexicon.LexiconError(f"cues.toml: {lemma}: {row}")
        rows[lemma] = Cue(
            row["stance"], row["mode"], frozenset(row.get("takes", "").split()), row.get("to", "")
        )
    return rows


@cache
def _particles() -> frozenset[str]:
    return frozenset(lemma.split()[1] for lemma in table("verb") if " " in lemma)


def cue(token: Token) -> Cue | None:
    """The cue that `token` is the head of, or None; "rule out" is looked up as one verb."""
    word_class = CLASSES.get(token.pos_)
    if word_class is None:
        return None
    found, lemma = table(word_class), token.lemma_.lower()
    if word_class == "verb":
        for child in token.rights:
            if child.lower_ in _particles() and (pair := found.get(f"{lemma} {child.lower_}")):
                return pair
    return found.get(lemma)


@cache
def reckoned() -> frozenset[str]:
    """Lemmas of what a count is called: "put the number at 36"."""
    return frozenset(lexicon.load("cues")["reckoned"]["nouns"])


@cache
def own() -> frozenset[str]:
    """Lemmas of the nouns of "by X's account", "in X's view"."""
    return frozenset(lexicon.load("cues")["own"]["nouns"])
