"""A comparison built by hand: an invented flood in an invented river town, six voices, one echo."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from compare.model import (
    Article,
    Claim,
    Comparison,
    Judgement,
    Quantity,
    Question,
    Story,
    Verdict,
)  # fmt: skip

OUTLETS = {"a1": "Harbour Times", "a2": "Daily North", "a3": "Wire One", "a4": "Metro Daily"}


def quantity(text: str, start: int, bound: str, value=None, low=None, high=None) -> Quantity:
    def number(n):
        return None if n is None else Decimal(n)

    return Quantity(text, start, start + len(text), number(value), number(low), number(high), bound)


def claim(
    key: str, article: str, day: str, agency: str | None, before: str, words: str, bound: str,
    value=None, low=None, high=None, after: str = " homes were flooded.", speaker=None,
) -> Claim:  # fmt: skip
    text = before + words + after
    return Claim(
        id=key, article_id=article, outlet=OUTLETS[article], published=day, text=text,
        start=0, end=len(text), speaker=speaker, agency=agency, measure="homes",
        quantity=quantity(words, len(before), bound, value, low, high),
    )  # fmt: skip


CLAIMS = [
    claim("c1", "a1", "2024-05-02", "Mayor of Elverport", "The mayor said ", "3,000", "exact",
          3000, 3000, 3000),
    claim("c2", "a2", "2024-05-03", "River Board", "The board counted ", "at least 4,000",
          "at_least", 4000, 4000),
    claim("c3", "a3", "2024-05-03", "Red Cross", "The Red Cross put it at ", "about 10,000",
          "about", 10000, 9000, 11000, speaker="Ana <b>Lund</b>"),
    claim("c4", "a4", "2024-05-04", "Red Cross", "Citing Wire One, it printed ", "10,000",
          "exact", 10000, 10000, 10000),
    claim("c5", "a3", "2024-05-06", "Fire service", "Crews spoke of ", "9,000 to 10,500",
          "range", None, 9000, 10500),
    claim("c6", "a1", "2024-05-07", "River Board", "The board now says ", "up to 9,500",
          "at_most", 9500, None, 9500),
    claim("c7", "a2", "2024-05-07", "Hospital", "The hospital treated ", "40", "exact", 40, 40, 40,
          after=" people."),
]  # fmt: skip


def _verdict(key, verdict, reason=None, against=None, origin="", **more) -> Verdict:
    return Verdict(key, verdict, reason, against, origin or key, **more)


VERDICTS = {
    "c1": _verdict("c1", "conflict", "figure", "c3"),
    "c2": _verdict("c2", "revised", "revision", None, "board", superseded_by="c6"),
    "c3": _verdict("c3", "conflict", "figure", "c1", "cross"),
    "c4": _verdict("c4", "conflict", "figure", "c1", "cross", echo_of="c3", drift=True),
    "c5": _verdict("c5", "agree", "range", "c3"),
    "c6": _verdict("c6", "differ", "open_bound", "c3", "board"),
    "c7": _verdict("c7", "only source"),
}


def _judgement(relation: str, *because: str, echo: bool = False) -> Judgement:
    return Judgement(
        relation, echo, False, False, 0.9, ("figure",), (("measure", 1.0), ("subject", 0.8)),
        because,
    )  # fmt: skip


def _judgements():
    found = {}
    ids = [c.id for c in CLAIMS[:6]]
    for i, a in enumerate(ids):
        for b in ids[i + 1 :]:
            found[a, b] = _judgement("differ", "One bound is open, so both can be true.")
    found["c1", "c3"] = _judgement("conflict", "3,000 lies outside 9,000 to 11,000.")
    found["c3", "c4"] = _judgement("agree", "Both go back to the Red Cross.", echo=True)
    found["c3", "c5"] = _judgement("agree", "The ranges overlap.")
    found["c2", "c6"] = _judgement("revised", "The board moved on.")
    return found


def comparison() -> Comparison:
    """Two questions; c1 against c3 conflicts, c4 echoes c3, c2 is moved on by c6."""
    homes, people = [c.id for c in CLAIMS[:6]], ["c7"]
    claims = {c.id: c for c in CLAIMS}
    # Two claims of one article stand at different places of it.
    claims = _placed(claims)
    articles = {
        a: Article(a, OUTLETS[a], f"Flood *report* of {OUTLETS[a]}", "2024-05-03",
                   "https://example.org/flood", None, _texts(claims, a),
                   "digest" if a == "a3" else "article")
        for a in OUTLETS
    }  # fmt: skip
    questions = (
        Question("homes-flooded", "How many homes were flooded?", tuple(homes), "conflict", 4, 4,
                 1, 2, Decimal("3.3333"), Decimal(3000), Decimal(11000), None, "2024-05-07",
                 "Flood in Elverport", "4 independent sources say 3,000 to 11,000 & more."),
        Question("people-treated", "How many people were treated?", tuple(people), "only source",
                 1, 1, 0, 0, Decimal(1), Decimal(40), Decimal(40), None, "2024-05-07",
                 "Flood in Elverport", "1 source says 40."),
    )  # fmt: skip
    story = Story("s1", "Flood in Elverport", tuple(OUTLETS))
    return Comparison(articles, claims, questions, VERDICTS, _judgements(), (story,))


def _placed(claims: dict[str, Claim]) -> dict[str, Claim]:
    ends: dict[str, int] = {}
    placed = {}
    for c in claims.values():
        at = ends.get(c.article_id, 0)
        by = at - c.start
        placed[c.id] = replace(
            c, start=at, end=at + len(c.text), quantity=c.quantity and c.quantity.moved(by)
        )
        ends[c.article_id] = at + len(c.text) + 1
    return placed


def _texts(claims: dict[str, Claim], article: str) -> str:
    told = " ".join(c.text for c in claims.values() if c.article_id == article)
    return told + "\n\n<script>alert('x')</script> & ![i](http://evil.example/x.png)"
