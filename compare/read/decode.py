"""Bytes to text: what is no text is refused, what had to be guessed is told."""

from __future__ import annotations

import codecs
import re

from compare.read.reading import Unreadable

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-packed data"),
    (b"BZh", "bzip2-packed data"),
    (b"\xfd7zXZ", "xz-packed data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_.:-]{2,40})", re.I)
_CONTROL = bytes(c for c in range(32) if c not in (8, 9, 10, 12, 13, 27))
# A text may hold a few controls by accident; beyond these it is none.
_FEW_CONTROLS, _SHARE_OF_CONTROLS = 8, 0.01


def _kind(data: bytes) -> str | None:
    return next((what for magic, what in _MAGIC if data.startswith(magic)), None)


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken places, each as U+FFFD; None where it is rather another charset."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text if c > "\x7f") - broken
    return text if whole > 4 * broken else None


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of a file and what was guessed.

    UTF-8 first, then the charset that the file declares, then Windows-1252 if that makes text.
    Raises Unreadable with what the file is instead.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise Unreadable("an empty file" if not data else "holds no text")
    if (what := _kind(data)) is not None:
        raise Unreadable(f"{what}, no text")
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name).removeprefix("\ufeff"), []
            except UnicodeDecodeError:
                break
    controls = len(data) - len(data.translate(None, _CONTROL))
    if controls > max(_FEW_CONTROLS, _SHARE_OF_CONTROLS * len(data)):
        raise Unreadable("binary data, no text")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    if match := _DECLARED.search(data[:4096]):
        try:
            name = match[1].decode("ascii")
            # Only true charsets: Python also "decodes" zip, hex and the like.
            if codecs.lookup(name)._is_text_encoding and name.lower() not in ("utf-7", "idna"):
                return data.decode(name), [f"read as {name}, as it declares"]
        except (LookupError, UnicodeError):
            pass
    if (text := _mostly_utf8(data)) is not None:
        count = text.count("\ufffd")
        return text, [f"{count} place{'s'[: count > 1]} not UTF-8: shown as \ufffd"]
    from charset_normalizer import from_bytes

    if from_bytes(data[: 1 << 18], cp_isolation=["cp1252"]).best() is None:
        raise Unreadable("neither UTF-8 nor Windows-1252: no text that can be read")
    return data.decode("cp1252", "replace"), ["not UTF-8: read as Windows-1252"]
