"""News outlets and wires under one name each."""

from __future__ import annotations

from functools import cache

from compare.lexicon import load
from compare.normalize.folding import Lookup


@cache
def _lookup() -> Lookup[str]:
    pairs = []
    for name, row in load("outlets").items():
        pairs += [(spelling, name) for spelling in (name, *row.get("also", ()))]
    return Lookup(pairs)


def outlet(words: str) -> str | None:
    """The canonical name of the outlet that `words` (a name, an acronym, a domain) stand for."""
    return _lookup().get(words)


def is_wire(name: str) -> bool:
    """True of an agency whose copy others print; by any of its names."""
    known = outlet(name)
    return bool(known and load("outlets")[known].get("wire"))
