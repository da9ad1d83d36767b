"""What looks like a figure and is none: dates, clock times, model numbers, names, list numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from compare.extract.numbers import Numeral
from compare.extract.pieces import DASHES, Piece
from compare.lexicon import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_YEARS = range(1100, 2201)
_MODERN = range(1900, 2051)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Every pattern begins at a fixed sign, digit or word, and has no two open gaps."""
    months = "|".join(sorted(load("lookalikes")["year"]["months"], key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    days = rf"{day}(?:\s?(?:-|–|to|and|or)\s?{day})?"
    plain = rf"(?:{months.replace('may|', '').replace('march|', '')})"
    sources = [
        rf"(?i:\b{plain}\b\.?\s{days}(?:,?\s(?:1\d|20)\d\d)?\b(?!,\d))",
        rf"\b(?:May|March)\s{days}(?:,?\s(?:1\d|20)\d\d)?\b(?![,.]\d)",
        rf"(?i:\b(?:on|since|by|until|before|after|from)\s(?:may|march)\s{days}\b(?!,\d))",
        rf"(?i:(?<![\d,.$£€])\b{days}\s(?:of\s)?(?:{months})\b\.?(?:,?\s(?:1\d|20)\d\d\b)?)",
        rf"(?i:\b(?:{months})\b\.?,?\s(?:of\s)?['’]?(?:(?:1\d|20)\d\d|\d\d(?=['’]))\b)",
        r"\b\d{4}-\d\d-\d\d(?:T[\d:.]{1,20}Z?)?",
        r"(?<![\d.,])\d{1,4}[/.]\d{1,2}[/.]\d{1,4}(?![\d.,]\d)",
        r"(?i:\b\d{1,2}(?:[:.]\d\d){0,2}\s?[ap]\.?\s?m\b\.?)",
        r"\b\d{1,2}:\s?\d\d(?::\d\d)?(?:\.\d{1,3})?p?\b|\b\d{1,4}:1\b",
        r"\b\d{3,4}\s?[x×]\s?\d{3,4}\b|\b(?:480|720|1080|1440|2160)[pi]\b",
        r"(?i:\b\w{1,10}\so['’]clock)",
        r"\b\d{4}\s?(?:GMT|UTC|BST|EST|EDT|CET|h\b|hours\b(?=\s(?:local|GMT)))",
        r"['’]?\b\d{2,4}['’]?s\b",
        r"\b(?:1[5-9]|20)\d\d\s?[-–/]\s?(?:\d\d|(?:1[5-9]|20)\d\d)\b(?![,.]\d)",
        r"\bA\.?D\.?\s?\d{1,4}(?:\s(?:and|to)\s\d{1,4})?",
        r"\b\d{1,5}\s?(?:BCE?|CE|AD|B\.C\.|A\.D\.)(?!\w)",
        r"\bhttps?://\S+|\bwww\.\S+|@\w+|\b\d{1,6}\.[a-z]{2,6}\b(?!\.\d)",
        r"[#§]\s?\d+|[\[(]\d{1,2}[\])](?![\w])",
        r"(?m:^[ \t]{0,8}\(?\d{1,2}[.)](?=\s+[A-Z\"“]))",
        r"(?<=[.!?]\s)\d{1,2}\.(?=\s[A-Z])",
        r"(?:\d{1,9}-){2,9}\d{1,9}|\b\d{4,9}-\d{5,12}\b",
        r"\b(?:24/7|9/11|7/7|50[/-]50)\b",
        r"\b\d+[a-zA-Z]{1,3}\d\w*(?<!m2)(?<!m3)",
        r"\b(?:Group|group|Gang|Big) of (?:\d{1,2}|[A-Z]\w{1,9})\b",
        r"\b\d{1,4}(?:st|nd|rd|th|ST|ND|RD|TH)\b",
        r"\b(?:top|last|first|final|best)[- ]\d{1,3}[- ](?:finish|list|ranking|spot|place)",
    ]
    return tuple(re.compile(source) for source in sources)


class Masks:
    """Stretches of a text in which no number is a figure."""

    def __init__(self, text: str) -> None:
        spans = sorted(m.span() for pattern in _patterns() for m in pattern.finditer(text))
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in spans:
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def covers(self, piece: Piece) -> bool:
        """True where the piece stands in a masked stretch."""
        at = bisect_right(self.starts, piece.start) - 1
        return at >= 0 and piece.start < self.ends[at]


def is_code(run: list[Piece], i: int, currency: bool) -> bool:
    """True where digits hang on letters before them: KN-23, A14, Covid-19, top-10."""
    if not i or currency or run[i].kind != "number":
        return False
    before = run[i - 1]
    if before.text == "/" and i >= 2 and run[i - 2].kind == "number":
        return True
    if before.end != run[i].start:
        return False
    if before.kind == "word":
        return True
    if before.text in DASHES and i >= 2 and run[i - 2].end == before.start:
        return run[i - 2].kind == "word" and (
            run[i - 2].lower not in load("lookalikes")["joined"]["words"]
        )
    return before.text == "_" and i >= 2 and run[i - 2].end == before.start


def is_name(
    run: list[Piece], numeral: Numeral, token: Token | None, opens: bool, headline: bool
) -> bool:
    """True where a bare number belongs to a name before it or is one itself.

    `token` is the spaCy token of the numeral, `opens` tells that a sentence begins with it,
    `headline` that every word of the sentence has a capital.
    """
    first = numeral.first
    if not first:
        return False
    lexicon = load("lookalikes")["label"]
    before = run[first - 1]
    text = run[first].text
    lettered = numeral.scale > 1 and run[first].end == run[numeral.last].start
    bare = len(text) <= 4 and text[0].isdecimal() and "," not in text
    bare = bare and (numeral.scale == 1 or lettered)
    worded = run[first].kind == "word" and numeral.form == "words"
    if before.text == "." and first >= 2 and run[first - 2].lower in ("no", "nos", "vol", "art"):
        return True
    if before.kind != "word" or run[first].start - before.end > 1 or not (bare or worded):
        return False
    following = run[numeral.last + 1] if numeral.last + 1 < len(run) else None
    plural = token is not None and _counts_next(token)
    if "." in text and worded is False and not before.text[0].isupper():
        return False
    if before.lower in lexicon["index"] or (len(before.text) == 1 and before.text.isupper()):
        return before.text not in ("I", "A")
    if before.lower in lexicon["any"] and not plural:
        return True
    if before.text in lexicon["title"] and not plural:
        return True
    if headline:
        return False
    if worded:
        return run[first].text[0].isupper() and not opens and before.text[0].isupper()
    named = token is not None and token.i > 0 and token.nbor(-1).pos_ == "PROPN"
    if following is not None and following.text == "%":
        return False
    if following is not None and following.text in DASHES:
        beyond = run[numeral.last + 2] if numeral.last + 2 < len(run) else None
        if beyond is not None and beyond.kind == "word":
            return False
    return named and before.text[0].isupper() and not plural


def _counts_next(token: Token) -> bool:
    """True where the word behind a number is a plural noun, or an adjective before one."""
    doc = token.doc
    for i in range(token.i + 1, min(token.i + 4, len(doc))):
        if doc[i].tag_ in ("NNS", "NNPS"):
            return True
        if doc[i].pos_ not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def is_year(run: list[Piece], numeral: Numeral, token: Token | None) -> bool:
    """True where a bare number of four digits is a year."""
    text = run[numeral.first].text
    if not (text.isdecimal() and len(text) == 4 and numeral.last == numeral.first):
        return False
    year = int(text)
    if year not in _YEARS:
        return False
    before = run[numeral.first - 1].lower if numeral.first else ""
    dated = token is not None and token.ent_type_ == "DATE"
    counting = token is not None and _counts_next(token)
    led = before in load("lookalikes")["year"]["before"]
    if dated and (led or not counting):
        return True
    if year in _MODERN and year % 100:
        return led or not counting or before not in load("lookalikes")["year"]["bounds"]
    if counting:
        return False
    if year in _MODERN:
        return led
    if year > _MODERN.stop:
        return before in ("by", "in", "until", "since", "to")
    return before in ("in", "since", "before", "after", "until", "from", "circa", "between", "and")


def is_pronoun(run: list[Piece], numeral: Numeral, token: Token | None) -> bool:
    """True where "one" counts nothing: "no one", "one of the", "one another"."""
    if numeral.first != numeral.last or run[numeral.first].lower != "one":
        return False
    beyond = run[numeral.last + 2] if numeral.last + 2 < len(run) else None
    if beyond is not None and run[numeral.last + 1].lower == "in":
        share = (
            beyond.kind == "number"
            or beyond.lower == "every"
            or beyond.lower in load("numbers")["small"]
        )
        if share:
            return False
    lexicon = load("lookalikes")["one"]
    before = run[numeral.first - 1].lower if numeral.first else ""
    behind = run[numeral.last + 1].lower if numeral.last + 1 < len(run) else ""
    if behind in DASHES and beyond is not None:
        behind = beyond.lower if beyond.lower in lexicon["behind"] else behind
    if before in lexicon["before"] or behind in lexicon["behind"]:
        return True
    if run[numeral.first - 1].text in DASHES and numeral.first:
        return True
    if token is None:
        return False
    counts = token.dep_ == "nummod" and token.head.i > token.i
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return not (
        counts
        or (following is not None and following.pos_ in ("NOUN", "ADJ"))
        or behind in ("-", "dead")
    )


def is_headline(doc: Doc, start: int, end: int) -> bool:
    """True where most longer words of the tokens `start` to `end` have a capital."""
    words = [t.text for t in doc[start:end] if t.is_alpha and len(t.text) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)
