"""JSON Lines in and out: one object a line, order kept, a bad line told and skipped."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, BinaryIO

from compare.text import no_surrogates, one_line

Row = dict[str, Any]

# Objects shown ahead to who can work on many at once.
_AHEAD = 64
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class BadLine(ValueError):
    """A line that is no object of the shape asked for; the message says why."""


def why(error: BaseException) -> str:
    """An error as one short line for a person, whatever was raised."""
    message = one_line(str(error).strip().split("\n", 1)[0])[:300]
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    ours = type(error).__module__.startswith("compare.")
    if message and (ours or isinstance(error, ValueError | OSError)):
        return message
    if isinstance(error, KeyError):
        return f"no {message}"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, MemoryError):
        return "too large for the memory at hand"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def tell(message: str) -> None:
    """One line on stderr."""
    sys.stderr.write(one_line(message) + "\n")
    sys.stderr.flush()


def _repaired(value: Any) -> Any:
    if isinstance(value, str):
        return no_surrogates(value)
    if isinstance(value, list):
        return [_repaired(v) for v in value]
    if isinstance(value, dict):
        return {_repaired(k): _repaired(v) for k, v in value.items()}
    return value


def _constant(name: str) -> float:
    raise BadLine(f"{name} is no JSON number")


def loads(text: str) -> Any:
    """`json.loads`, without NaN and infinities, lone surrogates replaced. Raises BadLine."""
    try:
        value = json.loads(text, parse_constant=_constant)
        return _repaired(value) if _ESCAPED_SURROGATE.search(text) else value
    except json.JSONDecodeError as error:
        raise BadLine(f"no JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise BadLine(f"no JSON: {why(error)}") from error


def parse(line: bytes) -> Row | None:
    """The object of one line, None for an empty one. Raises BadLine."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 at byte {error.start + 1}") from error
    if not text.strip():
        return None
    if not isinstance(row := loads(text), dict):
        raise BadLine("no JSON object")
    return row


def dumps(row: Row) -> bytes:
    """One line of output."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n"


def text_of(row: Row, name: str = "text") -> str:
    """The string in a field that must be there. Raises BadLine."""
    value = row.get(name)
    if not isinstance(value, str):
        raise BadLine(f"no field {name!r}" if value is None else f"{name!r} is no string")
    return value


def id_of(row: Row) -> str | int:
    """The `id` as given. Raises BadLine."""
    value = row.get("id")
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise BadLine("no field 'id'" if value is None else "'id' is no string or whole number")
    return value


class Lines:
    """The objects of stdin, or of the files named, each given to a piece of work.

    `bad` counts what was told and skipped. With `strict` the first bad line ends the reading.
    """

    def __init__(self, paths: Sequence[str], *, strict: bool = False) -> None:
        self.paths = paths
        self.strict = strict
        self.bad = 0

    def answers(
        self,
        work: Callable[[Row], Iterable[Row]],
        prepare: Callable[[Sequence[Row]], None] | None = None,
    ) -> Iterator[Row]:
        """What `work` makes of each object, in order; an object that it refuses is a bad line.

        `prepare` is shown the objects that come next, some at a time; it may fail.
        """
        rows = self._rows()
        while ahead := list(islice(rows, _AHEAD if prepare else 1)):
            if prepare:
                with suppress(Exception):
                    prepare([row for _, row in ahead])
            for place, row in ahead:
                try:
                    out = list(work(row))
                except Exception as error:  # one bad line must never take the others with it
                    self._refuse(f"{place}: {why(error)}")
                    if self.strict:
                        return
                    continue
                yield from out

    def _rows(self) -> Iterator[tuple[str, Row]]:
        for where, stream in self._streams():
            for number, line in enumerate(stream, 1):
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                place = f"{where}line {number}"
                try:
                    row = parse(line)
                except BadLine as error:
                    self._refuse(f"{place}: {why(error)}")
                    if self.strict:
                        return
                    continue
                if row is not None:
                    yield place, row

    def _streams(self) -> Iterator[tuple[str, BinaryIO]]:
        if not self.paths or list(self.paths) == ["-"]:
            yield "", sys.stdin.buffer
            return
        for path in self.paths:
            where = f"{path}: " if len(self.paths) > 1 else ""
            try:
                with open(path, "rb") as stream:
                    yield where, stream
            except OSError as error:
                self._refuse(f"{path}: cannot be read: {why(error)}")
            if self.bad and self.strict:
                return

    def _refuse(self, message: str) -> None:
        self.bad += 1
        tell(message)
