"""Whether a text gives a figure as an earlier one, since replaced ("up from an earlier 23")."""

from __future__ import annotations

import re
from functools import cache

from compare.lexicon import load
from compare.model import Claim
from compare.normalize.names import fold

_OTHER_FIGURE = re.compile(r"[\d;.]")
# How far before a figure a word may stand that takes it for an earlier one.
_BEFORE = 45


@cache
def _words() -> tuple[str, ...]:
    return tuple(load("lanes")["earlier"]["words"])


def earlier(claim: Claim) -> bool:
    """True where the words right before the claim's figure take it for an earlier one."""
    if claim.quantity is None:
        return False
    at = claim.quantity.start - claim.start
    if not 0 <= at <= len(claim.text):
        at = claim.text.find(claim.quantity.text)
    before = _OTHER_FIGURE.split(claim.text[max(0, at - _BEFORE) : max(0, at)])[-1]
    return any(f" {w} " in f" {fold(before)} " for w in _words())
