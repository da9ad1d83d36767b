"""Replies: claims that only take a stand on what others have said ("the reports are a lie")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compare.lexicon import load
from compare.model import Claim
from compare.normalize import names, places
from compare.normalize.names import fold

if TYPE_CHECKING:
    from compare.match.lanes import Lane

_LETTERS = re.compile(r"[a-z]+")


@cache
def _replies() -> tuple[frozenset[str], frozenset[str]]:
    table = load("lanes")["replies"]
    return frozenset(table["words"]), frozenset(table["stances"])


def points(claim: Claim) -> bool:
    """True where a word of the claim stands for what others have said."""
    words, _ = _replies()
    return any(
        w in words or w.removesuffix("s") in words for w in _LETTERS.findall(fold(claim.text))
    )


def is_reply(claim: Claim) -> bool:
    """True where a claim says nothing of its own but that what others say is so or not."""
    if claim.quantity or claim.measure or claim.polarity == "affirms":
        return False
    return claim.stance in _replies()[1] or points(claim)


def about(claim: Claim) -> frozenset[str]:
    """The countries, folded, that a claim names or speaks for."""
    named = (places.country(e, metonym=False) for e in claim.entities)
    spoken = (names.government_of(s.agency) for s in claim.sources if s.agency)
    return frozenset(fold(c) for c in (*named, *spoken) if c)


def answers(x: Lane, y: Lane) -> bool:
    """True where one is a reply to what the other says, or both are replies on one matter."""
    if not (x.reply or y.reply):
        return False
    apart = abs(x.published - y.published) if x.published and y.published else 0
    if apart > load("lanes")["replies"]["days"]:
        return False
    if x.article and x.article == y.article:
        return (x.reply or x.at < y.at) and (y.reply or y.at < x.at)
    return bool(_matter(x) & _matter(y))


def _matter(x: Lane) -> frozenset[str]:
    own = frozenset(fold(p) for p in x.places)
    return x.about if x.reply else own | {x.subject} if x.subject else own
