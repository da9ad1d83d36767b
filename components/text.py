"""Other people's words inside Streamlit's Markdown."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def md(text: object) -> str:
    """`text` on one line so that Markdown shows it as it is: ASCII punctuation is escaped."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(str(text).split()))
