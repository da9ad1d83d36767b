"""Quotations by their marks: straight, curly, doubled and single, closed or left open.

Marks and surface order are sounder ground than a parse, which a long quotation often breaks. One
pass over each paragraph pairs the marks; a mark that never closes runs to the end of its paragraph,
as it does by newspaper custom where the next paragraph opens with a mark again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

DOUBLE = frozenset(("“", "”", "„", "«", "»", '"', "''", "``"))
MARKS = "“”„«»\"'`‘’‚"
_MARK = re.compile(r"''|``|[“”„«»\"‘’'‚]")
_LINE_END = re.compile(r"[ \t\xa0\r]*\n\s*")
_TERMINAL = ".!?…:;\"”’')]»"
_ELISIONS = re.compile(r"(?:\d|em\b|tis\b|twas\b|til\b|cause\b|n\b|round\b)", re.IGNORECASE)
_STOP = re.compile(r"[.!?…]")
_SOFT_WRAP = 60


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch `start:end`, marks included; `closed` where its closing mark is there.

    `paragraph` counts from 0; `single` is true of single marks.
    """

    start: int
    end: int
    paragraph: int
    closed: bool
    single: bool = False


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text` as (start, end), blank ones left out.

    A single line break parts paragraphs unless it looks like a hard wrap: the next line goes on in
    lower case, or a long line stops without a mark of its end.
    """
    found: list[tuple[int, int]] = []
    start = line = 0
    for gap in _LINE_END.finditer(text):
        before, after = gap.start(), gap.end()
        soft = (
            gap.group().count("\n") == 1
            and before > line
            and after < len(text)
            and (
                text[after].islower()
                or (before - line >= _SOFT_WRAP and text[before - 1] not in _TERMINAL)
            )
        )
        line = after
        if soft:
            continue
        if before > start:
            found.append((start, before))
        start = after
    if len(text) > start:
        found.append((start, len(text)))
    return found


def _opens(text: str, start: int, end: int) -> bool:
    """True where the mark `start:end` looks like an opening one: a word follows, none precedes."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalnum() and before not in ".,!?;:…" and not after.isspace()


def _closes(text: str, start: int, end: int) -> bool:
    """True where the mark `start:end` looks like a closing one: no word follows it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isspace() and not after.isalnum()


def _possessive(text: str, mark: int) -> bool:
    """True of the apostrophe in "the workers' rights"."""
    return text[mark - 1 : mark] in ("s", "S") and bool(re.compile(r" [a-z]").match(text, mark + 1))


class _Pairer:
    """Pairs the marks of one paragraph, left to right."""

    def __init__(self, text: str, start: int, end: int, number: int) -> None:
        self.text, self.start, self.end, self.number = text, start, end, number
        self.marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, start, end)]
        self.found: list[Quotation] = []
        closers = [(a, b) for a, b, mark in self.marks if mark in "’'" and _closes(text, a, b)]
        self.firm = [(a, b) for a, b in closers if not _possessive(text, a)]
        self.loose = closers
        self.doubles = [a for a, _, mark in self.marks if mark in DOUBLE]

    def add(self, start: int, end: int, closed: bool, single: bool = False) -> None:
        self.found.append(Quotation(start, end, self.number, closed, single))

    def single(self, start: int, end: int) -> int | None:
        """The end of a single-mark quotation that opens at `start:end`, or None."""
        if not _opens(self.text, start, end) or _ELISIONS.match(self.text, end):
            return None
        at = bisect_left(self.doubles, end)
        limit = self.doubles[at] if at < len(self.doubles) else self.end
        for closers in (self.firm, self.loose):
            at = bisect_right(closers, (end, end))
            if at < len(closers) and closers[at][0] < limit:
                return closers[at][1]
        return None

    def run(self) -> list[Quotation]:
        opened: int | None = None
        straight = False
        after = self.start
        for start, end, mark in self.marks:
            if start < after:
                continue
            if mark in "‘’'‚":
                if opened is None and mark != "’" and (stop := self.single(start, end)):
                    self.add(start, stop, True, single=True)
                    after = stop
                continue
            curly = mark in "“„«"
            if opened is None:
                fits = curly or _opens(self.text, start, end)
                if fits:
                    opened, straight = start, not curly
                continue
            if curly:
                continue
            if straight and mark not in "”»" and not _closes(self.text, start, end):
                if _opens(self.text, start, end):
                    self.add(opened, start, False)
                    opened = start
                continue
            self.add(opened, end, True)
            opened, after = None, end
        if opened is not None:
            self.add(opened, self.end, False)
        return self.found


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of `text` in their order; nested ones stay inside.

    An open quotation whose next paragraph does not go on with a mark is a slip of the pen: it is
    cut at the end of its sentence unless it opens its paragraph.
    """
    blocks = paragraphs(text)
    found: list[Quotation] = []
    for number, (start, end) in enumerate(blocks):
        for quotation in _Pairer(text, start, end, number).run():
            if not quotation.closed and quotation.end == end and quotation.start > start:
                goes_on = number + 1 < len(blocks) and _MARK.match(text, blocks[number + 1][0])
                if not goes_on and (stop := _STOP.search(text, quotation.start, end)):
                    quotation = Quotation(quotation.start, stop.end(), number, False)
            found.append(quotation)
    return found
