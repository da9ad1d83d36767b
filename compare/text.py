"""Text at the door: what is let in, so that every station and every database can hold it."""

from __future__ import annotations

import re
import unicodedata

# A text longer than this is cut, and the cut is told.
MAX_TEXT = 2_000_000
MAX_LABEL = 120

# C0, DEL and C1 controls save tab and line feed: databases refuse NUL, terminals obey the others.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Marks that turn the direction of writing or show nothing: in a name they only deceive.
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def no_surrogates(text: str) -> str:
    """`text` with each lone surrogate as U+FFFD; offsets stay."""
    return _SURROGATES.sub("\ufffd", text)


def clean_text(text: str) -> str:
    """`text` as every station may hold it; cleaning twice changes nothing.

    Line ends become LF, control characters but tab and LF go, lone surrogates become U+FFFD, the
    rest is brought to Unicode Normalization Form C (UAX #15).
    """
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))
    return unicodedata.normalize("NFC", no_surrogates(text))


def clean_label(text: str) -> str:
    """A file's or an outlet's name as one short line that shows all that it holds."""
    line = _INVISIBLE.sub("", clean_text(text).replace("\n", " ").replace("\t", " "))
    return " ".join(line.split())[:MAX_LABEL]


def one_line(text: object) -> str:
    """`text` as one line that a terminal only prints: controls and line ends as escapes."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(text))
