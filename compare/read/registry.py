"""Which reader reads a file: by what it holds first, by its name's ending then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from compare.lines import BadLine, loads, why
from compare.read import html, records, text
from compare.read.build import named
from compare.read.decode import decode
from compare.read.reading import Reading, Unreadable
from compare.text import clean_label

MAX_FILE = 25 * 1024 * 1024

Reader = Callable[[str, str], Reading]

# Adding a format: a module with `read(name, text)`, a line here, and a sign in `_by_content`
# where its content shows what it is.
READERS: dict[str, Reader] = {
    "": text.read,
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".markdown": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".json": records.read_json,
    ".jsonl": records.read_jsonl,
    ".ndjson": records.read_jsonl,
    ".csv": records.read_csv,
    ".tsv": records.read_csv,
}
_HTML = re.compile(r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--[^>]{0,500}-->\s{0,200})?"
                   r"<(?:!doctype\s+html|html|head|body)\b", re.I)  # fmt: skip


def _is_csv(content: str) -> bool:
    """A first line that is nothing but names of an article's fields, `text` among them."""
    head = content[:1000].partition("\n")[0].strip()
    cells = [c.strip().strip('"').lower() for c in head.split(records.delimiter(head))]
    known = named(dict.fromkeys(cells, "x"))
    return len(cells) > 1 and bool(known["text"]) and sum(map(bool, known.values())) == len(cells)


def _by_content(content: str) -> Reader | None:
    if _HTML.match(content):
        return html.read
    if content.lstrip()[:1] in ("{", "["):
        for reader, part in (
            (records.read_json, content),
            (records.read_jsonl, content.lstrip().partition("\n")[0]),
        ):
            try:
                if isinstance(loads(part), dict | list):
                    return reader
            except BadLine:
                continue
    return records.read_csv if _is_csv(content) else None


def _reading(name: str, data: bytes) -> Reading:
    if len(data) > MAX_FILE:
        raise Unreadable(f"larger than {MAX_FILE >> 20} MiB")
    content, warnings = decode(data)
    suffix = PurePath(name).suffix.lower()
    reader = _by_content(content.removeprefix("\ufeff")) or READERS.get(suffix)
    if reader is None:
        raise Unreadable(f"no reader for {clean_label(suffix)} files")
    reading = reader(name, content.removeprefix("\ufeff"))
    return replace(reading, warnings=tuple((name, w) for w in warnings) + reading.warnings)


def read_bytes(name: str, data: bytes) -> Reading:
    """The articles in one file's bytes. `name` is a label, never a path that is opened.

    Never raises: whatever cannot be read is a refusal that says why.
    """
    label = clean_label(PurePath(name.replace("\\", "/")).name or name) or "unnamed"
    try:
        return replace(_reading(label, data), name=label)
    except Unreadable as error:
        return Reading.refused(label, str(error))
    except Exception as error:  # a reader's own slip refuses one file, never the batch
        return Reading.refused(label, f"cannot be read: {why(error)}")


def files_in(folder: Path) -> Iterator[Path]:
    """The files under a folder, sorted; no hidden ones, no README.md, no links out of it."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from files_in(path)
        elif path.is_file() and path.name.lower() != "readme.md":
            yield path


def _read_file(path: Path, name: str) -> Reading:
    try:
        if path.stat().st_size > MAX_FILE:
            return Reading.refused(clean_label(name), f"larger than {MAX_FILE >> 20} MiB")
        return read_bytes(name, path.read_bytes())
    except OSError as error:
        return Reading.refused(clean_label(name), f"cannot be read: {why(error)}")


def read_each(path: str | Path, name: str | None = None) -> Iterator[Reading]:
    """One reading a file, of a file or of all in a folder (and in folders inside it), sorted.

    `name` says how a single file is called. A path that is not there is a refusal.
    """
    path = Path(path)
    if not path.is_dir():
        yield _read_file(path, name or path.name)
        return
    try:
        files = list(files_in(path))
    except OSError as error:
        yield Reading.refused(clean_label(str(path)), f"cannot be read: {why(error)}")
        return
    for file in files:
        yield _read_file(file, file.name)
    if not files:
        yield Reading.refused(clean_label(path.name or str(path)), "an empty folder")


def read_path(path: str | Path) -> Reading:
    """All that `read_each` gives, as one reading."""
    return Reading.joined(read_each(path), name=Path(path).name)
