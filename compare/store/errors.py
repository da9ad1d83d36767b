"""What can go wrong with a store, each as one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

# The driver's words (lower case) and what they mean for the person in front of the screen.
_MEANINGS = (
    ("readonly", "the store is read-only: give this account the right to write to it"),
    ("read-only", "the store is read-only: give this account the right to write to it"),
    ("locked", "the store is busy: another program has held it for 30 seconds; try again"),
    ("malformed", "the store is damaged: put a backup in its place with the verb restore"),
    ("not a database", "the file is no database: move it away, or restore a backup"),
    ("disk is full", "the disk is full: nothing was saved by half; make room and try again"),
    ("disk i/o", "the disk cannot be read or written"),
    ("unable to open", "the store cannot be opened: its folder is missing or may not be written"),
    ("no such table", "the store lacks a table: put a backup in its place"),
    ("could not connect", "the database does not answer"),
    ("connection", "the database does not answer"),
)


class StoreError(Exception):
    """A request to the store that failed; the message is one sentence for a person."""


def meaning(error: BaseException) -> str:
    """One sentence for what a driver raised; never an address, a statement or a value."""
    words = str(getattr(error, "orig", None) or error).lower()
    for sign, sentence in _MEANINGS:
        if sign in words:
            return sentence
    return f"the store failed ({type(error).__name__})"


@contextmanager
def told() -> Iterator[None]:
    """Turns what SQLAlchemy, a driver or the file system raises into StoreError."""
    try:
        yield
    except exc.NoSuchModuleError as error:
        raise StoreError("no such kind of database: look at CROSSCHECK_DATABASE_URL") from error
    except exc.ArgumentError as error:
        raise StoreError("CROSSCHECK_DATABASE_URL is no database address") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"the database driver {error.name!r} is not installed") from error
    except exc.SQLAlchemyError as error:
        raise StoreError(meaning(error)) from error
    except OSError as error:
        raise StoreError(f"{error.filename or 'the store'}: {error.strerror or error}") from error
