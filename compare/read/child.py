"""Parsing in a process of its own, with limits on time and memory.

One child is started at first need and kept; it dies with its parent (its stdin closes) and is
replaced where it hangs, crashes or asks for too much. What goes in and out is JSON, never pickle.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from typing import Any

from compare.read.reading import Unreadable
from compare.settings import ROOT

# Seconds one file may take: by the clock for the parent, of processor time for the child.
WALL_SECONDS = 8
CPU_SECONDS = 6
MEMORY_BYTES = 512 << 20
# Only these may be named: the child imports what it is told.
READERS = ("compare.read.html",)


class _Child:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "compare.read.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def ask(self, reader: str, text: str) -> dict[str, Any]:
        """The child's answer. Raises Unreadable, EOFError where it died, TimeoutError."""
        request = json.dumps([reader, text]).encode("ascii") + b"\n"
        writer = threading.Thread(target=self._send, args=(request,), daemon=True)
        writer.start()
        answer = json.loads(self._line())
        if "error" in answer:
            raise Unreadable(answer["error"])
        return answer

    def _send(self, request: bytes) -> None:
        # A child that died is noticed by whoever waits for its answer.
        with contextlib.suppress(OSError):
            self.process.stdin.write(request)
            self.process.stdin.flush()

    def _line(self) -> bytes:
        end = time.monotonic() + WALL_SECONDS
        got = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not got.endswith(b"\n"):
                if not selector.select(max(0, end - time.monotonic())):
                    raise TimeoutError
                if not (block := os.read(self.process.stdout.fileno(), 1 << 16)):
                    raise EOFError
                got += block
        return bytes(got)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()


_lock = threading.Lock()
_child: _Child | None = None


@atexit.register
def _at_exit() -> None:
    if _child is not None:
        _child.end()


def run(reader: str, text: str) -> dict[str, Any]:
    """`fields(text)` of the module `reader`, in the child. Raises Unreadable where it fails."""
    global _child
    with _lock:
        if _child is None or _child.process.poll() is not None:
            _child = _Child()
        try:
            return _child.ask(reader, text)
        except (TimeoutError, EOFError) as error:
            _child.end()
            _child = None
            took = isinstance(error, TimeoutError)
            raise Unreadable(
                f"took longer than {WALL_SECONDS} seconds to read"
                if took
                else "could not be read within the limits of time and memory"
            ) from error


def _limit(kind: str, soft: int) -> None:
    try:
        import resource
    except ModuleNotFoundError:  # not on Windows: the parent's clock is the only limit there
        return
    _, hard = resource.getrlimit(getattr(resource, kind))
    resource.setrlimit(getattr(resource, kind), (soft, hard))


def main() -> None:
    """Answers requests, one JSON line each, until stdin closes."""
    _limit("RLIMIT_AS", MEMORY_BYTES)
    for line in sys.stdin.buffer:
        _limit("RLIMIT_CPU", int(time.process_time()) + CPU_SECONDS)
        try:
            reader, text = json.loads(line)
            if reader not in READERS:
                raise Unreadable(f"unknown reader {reader!r}")
            answer = importlib.import_module(reader).fields(text)
        except MemoryError:
            answer = {"error": "needs too much memory to read"}
        except RecursionError:
            answer = {"error": "nested too deeply to read"}
        except Exception as error:
            answer = {"error": f"cannot be read: {type(error).__name__}"}
        sys.stdout.buffer.write(json.dumps(answer).encode("ascii") + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
