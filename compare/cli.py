"""The command line: JSON Lines or files in, JSON Lines or one document out, nothing kept between.

Whatever is asked, a person sees one line a fault on stderr and never a traceback. Modules that are
slow to import (the parser, the database) are imported by the verbs that need them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from compare.lines import BadLine, Lines, Row, dumps, id_of, tell, text_of, why
from compare.model import Article, Claim

if TYPE_CHECKING:
    from compare.read import Reading

FORMATS = ("json", "csv", "markdown")
_CLAIM_ONLY = set(Claim.__dataclass_fields__) - set(Article.__dataclass_fields__)


class Refusal(Exception):
    """A request that cannot be met; the message is the one line that says why."""


def _article(row: Row) -> Article:
    from compare.read import content_id

    text_of(row)
    for name in ("outlet", "title", "published", "url", "author", "kind"):
        if not isinstance(row.get(name), str | None):
            raise BadLine(f"{name!r} is no string")
    if row.get("id") is not None:
        id_of(row)
        return Article.from_json(row)
    article = Article.from_json({**row, "id": ""})
    return Article.from_json({**row, "id": content_id(article)})


def _claim(row: Row) -> Claim:
    text_of(row)
    id_of(row)
    try:
        return Claim.from_json(row)
    except (AttributeError, KeyError, TypeError, ArithmeticError) as error:
        raise BadLine(f"no claim: {why(error)}") from error


def _extract(row: Row) -> Iterable[Row]:
    from compare.extract.claims import extract

    return [claim.to_json() for claim in extract(_article(row))]


def _quantities(row: Row) -> Iterable[Row]:
    from compare.extract.parse import parse
    from compare.extract.quantities import quantities

    found = quantities(parse(text_of(row)))
    return [{"id": id_of(row), "quantities": [q.to_json() for q in found]}]


def _attributions(row: Row) -> Iterable[Row]:
    from compare.extract.attributions import attributions
    from compare.extract.parse import parse

    found = attributions(parse(text_of(row)))
    return [{"id": id_of(row), "attributions": [a.to_json() for a in found]}]


def _dates(row: Row) -> Iterable[Row]:
    from compare.extract.dates import dates

    found = dates(text_of(row), row.get("published"))
    return [{"id": id_of(row), "dates": [d.to_json() for d in found]}]


# Two texts of a pair are often judged against many others: one reading serves them all.
@lru_cache(maxsize=4096)
def _claims_of(
    side: str, text: str, published: str | None, outlet: str | None
) -> tuple[Claim, ...]:
    from compare.extract.claims import extract

    row = {"id": side, "text": text, "published": published, "outlet": outlet}
    return tuple(extract(_article(row)))


def _side(side: str, row: Any) -> list[Claim]:
    if not isinstance(row, dict):
        raise BadLine(f"no object {side!r}" if row is None else f"{side!r} is no object")
    try:
        if _CLAIM_ONLY & row.keys():
            return [_claim({"id": side, **row})]
        return list(_claims_of(side, text_of(row), row.get("published"), row.get("outlet")))
    except (BadLine, TypeError) as error:
        raise BadLine(f"{side!r}: {why(error)}") from error


def _judge(row: Row) -> Iterable[Row]:
    from compare.judge.pairs import best

    key, a, b = id_of(row), _side("a", row.get("a")), _side("b", row.get("b"))
    return [{"id": key, **best(a, b).to_json()}]


def _stories(articles: list[Article]) -> Iterator[Row]:
    from compare.match.stories import stories

    found = {a: s for s in stories(articles) for a in s.article_ids}
    for article in articles:
        story = found[article.id]
        yield {"article_id": article.id, "story_id": story.id, "label": story.label}


def _group(claims: list[Claim]) -> Iterator[Row]:
    from compare.match.grouping import group

    found = {c: g for g in group(claims) for c in g.claim_ids}
    for claim in claims:
        answer = found[claim.id]
        yield {"claim_id": claim.id, "group_id": answer.id, "label": answer.label}


def _write(rows: Iterable[Row], *, at_once: bool = False) -> None:
    out = sys.stdout.buffer
    for row in rows:
        out.write(dumps(row))
        if at_once:
            out.flush()


def _each(work: Callable[[Row], Iterable[Row]], args: argparse.Namespace) -> int:
    """One answer a line, written as it comes."""
    lines = Lines(args.files, strict=args.strict)
    _write(lines.answers(work))
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
    from compare.read import read_bytes, read_each

    if args.name and len(args.paths) > 1:
        raise Refusal("--name says how one file is called: name one file")
    if not args.paths or args.paths == ["-"]:
        readings: Iterable[Reading] = [read_bytes(args.name or "stdin", sys.stdin.buffer.read())]
    else:
        readings = (r for path in args.paths for r in read_each(path, name=args.name))
    for reading in readings:
        for name, reason in reading.warnings:
            tell(f"{name}: warning: {reason}")
        for name, reason in reading.refusals:
            tell(f"{name}: refused: {reason}")
        args.refused += len(reading.refusals)
        if args.strict and args.refused:
            raise SystemExit(1)
        yield reading


def _ingest(args: argparse.Namespace) -> int:
    _write(article.to_json() for reading in _readings(args) for article in reading.articles)
    return 1 if args.refused else 0


def _report(args: argparse.Namespace) -> int:
    if args.format not in FORMATS:
        raise Refusal(f"report: no format {args.format!r}: choose {', '.join(FORMATS)}")
    from compare import report, workflow
    from compare.judge.comparison import compare

    articles = [article for reading in _readings(args) for article in reading.articles]
    rows = workflow.preview(articles, progress=_progress("read"))
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

    def verb(name: str, text: str, run: Callable[[argparse.Namespace], int], kind: str) -> Any:
        made = verbs.add_parser(name, help=text, description=text, parents=[strict])
        made.set_defaults(run=run, refused=0, name=None)
        if kind == "lines":
            made.add_argument("files", nargs="*", metavar="FILE", help="JSON Lines; default: stdin")
        elif kind == "paths":
            made.add_argument("paths", nargs="*", metavar="PATH", help="files or folders")
            made.add_argument("--name", help="how one file is called")
        elif kind == "file":
            made.add_argument("file", metavar="FILE")
        return made

    verb("ingest", "files or folders to articles", _ingest, "paths")
    verb("extract", "articles to claims", partial(_each, _extract), "lines")
    verb("quantities", "{id, text} to its figures", partial(_each, _quantities), "lines")
    verb("attributions", "{id, text} to who said what", partial(_each, _attributions), "lines")
    verb("dates", "{id, text, published?} to its dates", partial(_each, _dates), "lines")
    verb("stories", "articles to running stories", partial(_all, _article, _stories), "lines")
    verb("group", "claims to the questions they answer", partial(_all, _claim, _group), "lines")
    verb("judge", "{id, a, b} to how a and b relate", partial(_each, _judge), "lines")
    made = verb("report", "files or folders to one whole comparison", _report, "paths")
    made.add_argument("--format", default="json", metavar="FORMAT", help=", ".join(FORMATS))
    verb("store", "files or folders into the store", _store, "paths")
    verb("rebuild", "read all stored articles anew", _rebuild, "")
    verb("check", "is the store whole?", _check, "")
    verb("backup", "the store into a file", _backup, "file")
    verb("restore", "the store from a backup", _restore, "file")
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
