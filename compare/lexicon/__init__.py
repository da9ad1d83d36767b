"""The world's knowledge as TOML files that a journalist could edit, loaded once and checked.

Each file says at its top what it holds and what a line means. `load` refuses a file that is
broken, so a slip in an edit is told at once, with the file's name.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file and the reason."""


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of `lexicon/NAME.toml`."""
    path = FOLDER / f"{name}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path.name}: {error}") from error
    if not table:
        raise LexiconError(f"{path.name}: empty")
    return table
