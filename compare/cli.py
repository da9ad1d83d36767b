"""The command line: JSON Lines or files in, JSON Lines or one document out, nothing kept between.

Whatever is asked, a person sees one line a fault on stderr and never a traceback. Modules that are
slow to import (the parser, the database) are imported by the verbs that need them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from compare import answers
from compare.lines import Lines, Row, dumps, tell, why

if TYPE_CHECKING:
    from compare.read import Reading

FORMATS = ("json", "csv", "markdown")


class Refusal(Exception):
    """A request that cannot be met; the message is the one line that says why."""


def _write(rows: Iterable[Row], *, at_once: bool = False) -> None:
    out = sys.stdout.buffer
    for row in rows:
        out.write(dumps(row))
        if at_once:
            out.flush()


def _each(work: Callable[[Row], Iterable[Row]], args: argparse.Namespace) -> int:
    """One answer a line, written as it comes."""
    lines = Lines(args.files, strict=args.strict)
    _write(lines.answers(work, prepare=getattr(work, "prepare", None)))
    return 1 if lines.bad else 0


def _all(
    of: Callable[[Row], Any], work: Callable[[list[Any]], Iterable[Row]], args: argparse.Namespace
) -> int:
    """All lines first, then the answers: for verbs that compare the lines with each other."""
    items: list[Any] = []
    lines = Lines(args.files, strict=args.strict)

    def keep(row: Row) -> Iterable[Row]:
        items.append(of(row))
        return ()

    for _ in lines.answers(keep):
        pass
    _write(work(items))
    return 1 if lines.bad else 0


def _readings(args: argparse.Namespace) -> Iterator[Reading]:
    """What the paths (or stdin) hold, file by file; refusals and warnings are told on the way."""
    from compare.read import Distinct, read_bytes, read_each

    if args.name and (len(args.paths) > 1 or any(map(os.path.isdir, args.paths))):
        raise Refusal("--name says how one file is called: name one file")
    if not args.paths or args.paths == ["-"]:
        readings: Iterable[Reading] = [read_bytes(args.name or "stdin", sys.stdin.buffer.read())]
    else:
        readings = (r for path in args.paths for r in read_each(path, name=args.name))
    distinct = Distinct()
    for reading in readings:
        for name, reason in reading.warnings:
            tell(f"{name}: warning: {reason}")
        for name, reason in reading.refusals:
            tell(f"{name}: refused: {reason}")
        args.refused += len(reading.refusals)
        if args.strict and args.refused:
            raise SystemExit(1)
        yield replace(reading, articles=distinct.of(reading.articles))


def _ingest(args: argparse.Namespace) -> int:
    _write(article.to_json() for reading in _readings(args) for article in reading.articles)
    return 1 if args.refused else 0


def _report(args: argparse.Namespace) -> int:
    if args.format not in FORMATS:
        raise Refusal(f"report: no format {args.format!r}: choose {', '.join(FORMATS)}")
    from compare import report, workflow
    from compare.judge.comparison import compare

    found = {article.id: article for r in _readings(args) for article in r.articles}
    rows = workflow.preview(list(found.values()), progress=_progress("read"))
    for row in rows:
        if row.reason:
            args.refused += 1
            tell(f"{row.article.title or row.article.id}: refused: {row.reason}")
    comparison = compare([row.article for row in rows], [c for row in rows for c in row.claims])
    sys.stdout.buffer.write(report.write(comparison, args.format).encode("utf-8"))
    return 1 if args.refused else 0


def _store(args: argparse.Namespace) -> int:
    from compare import workflow
    from compare.store import new_batch, open_store

    with open_store() as store:
        batch = new_batch(args.name or ", ".join(args.paths) or "stdin")
        for reading in _readings(args):
            for row in workflow.save_each(store, reading.articles, batch):
                if row.reason:
                    args.refused += 1
                    tell(f"{reading.name}: refused: {row.reason}")
                else:
                    shown = {"article_id": row.article_id, "name": reading.name}
                    _write([{**shown, "status": row.status}], at_once=True)
    return 1 if args.refused else 0


def _rebuild(args: argparse.Namespace) -> int:
    from compare.store import open_store

    with open_store() as store:
        rebuilt = store.rebuild(progress=_progress("read"))
    for article_id, reason in rebuilt.failures:
        tell(f"{article_id}: {reason}")
    print(f"{rebuilt.articles} articles read anew, {rebuilt.claims} claims")
    return 1 if rebuilt.failures else 0


def _check(args: argparse.Namespace) -> int:
    from compare.store import open_store

    with open_store() as store:
        print(store.check())
    return 0


def _backup(args: argparse.Namespace) -> int:
    from compare.store import open_store

    with open_store() as store:
        print(store.backup(args.file))
    return 0


def _restore(args: argparse.Namespace) -> int:
    from compare.store import open_store

    with open_store() as store:
        print(store.restore(args.file))
    return 0


def _progress(what: str) -> Callable[[int, int, str], None] | None:
    """A counter on stderr where a person watches, else nothing."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, name: str) -> None:
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{what} {done} of {total}\x1b[K{end}")
        sys.stderr.flush()

    return show


def parser() -> argparse.ArgumentParser:
    """The verbs and their arguments."""
    top = argparse.ArgumentParser(
        prog="python -m compare",
        description="What news sources say, side by side: JSON Lines in, JSON Lines out (UTF-8).",
        epilog="A bad line is told on stderr and skipped; the exit status is then 1.",
    )
    verbs = top.add_subparsers(metavar="VERB", required=True)
    strict = argparse.ArgumentParser(add_help=False)
    strict.add_argument("--strict", action="store_true", help="stop at the first fault")

    def verb(name: str, text: str, run: Callable[..., int], *parents: Any) -> Any:
        made = verbs.add_parser(name, help=text, description=text, parents=parents)
        made.set_defaults(run=run, refused=0, name=None)
        return made

    def of_lines(name: str, text: str, run: Callable[..., int], *work: Callable[..., Any]) -> None:
        made = verb(name, text, partial(run, *work), strict)
        made.add_argument("files", nargs="*", metavar="FILE", help="JSON Lines; default: stdin")

    def of_paths(name: str, text: str, run: Callable[[argparse.Namespace], int]) -> Any:
        made = verb(name, text, run, strict)
        made.add_argument("paths", nargs="*", metavar="PATH", help="files or folders")
        made.add_argument("--name", help="how one file is called")
        return made

    of_paths("ingest", "files or folders to articles", _ingest)
    of_lines("extract", "articles to claims", _each, answers.claims)
    of_lines("quantities", "{id, text} to its figures", _each, answers.quantities)
    of_lines("attributions", "{id, text} to who said what", _each, answers.attributions)
    of_lines("dates", "{id, text, published?} to its dates", _each, answers.dates)
    of_lines("stories", "articles to stories", _all, answers.article_of, answers.stories)
    of_lines("group", "claims to questions", _all, answers.claim_of, answers.group)
    of_lines("judge", "{id, a, b} to how a and b relate", _each, answers.judge)
    made = of_paths("report", "files or folders to one whole comparison", _report)
    made.add_argument("--format", default="json", metavar="FORMAT", help=", ".join(FORMATS))
    of_paths("store", "files or folders into the store", _store)
    verb("rebuild", "read all stored articles anew", _rebuild)
    verb("check", "is the store whole?", _check)
    verb("backup", "the store into a file", _backup).add_argument("file", metavar="FILE")
    verb("restore", "the store from a backup", _restore).add_argument("file", metavar="FILE")
    return top


def main(argv: list[str] | None = None) -> int:
    """Runs one verb; returns the exit status: 0, 1 where something was refused, 2 for misuse."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = parser().parse_args(argv)
    try:
        status = args.run(args)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # The reader went away; without this the interpreter would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        tell(f"compare: {why(error)}")
        return 1
