"""Reports: the comparison in full, safe to open, honest about whose words they are."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import report
from compare.model import (
    Article,
    Claim,
    Comparison,
    Judgement,
    Quantity,
    Question,
    Story,
    Verdict,
)
from compare.report.as_csv import COLUMNS
from compare.report.as_markdown import escaped
from compare.report.cells import csv_safe
from compare.report.content import DIGEST_NOTE, corpus_hash


def make(text: str = "At least 40 barns burnt down.", kind: str = "article", **changes: str):
    """Two claims on one question, the second with the words and fields given."""
    articles = {
        "a1": Article("a1", "Upland Post", "T", "2023-05-04", "https://upland.example/1",
                      None, "x"),
        "a2": Article("a2", changes.get("outlet", "Valley News"), "T", "2023-05-05",
                      changes.get("url"), None, "y", kind),
    }  # fmt: skip
    quantity = Quantity("At least 40", 0, 11, Decimal(40), Decimal(40), None, "at_least")
    claims = {
        "c1": Claim("c1", "a1", "Upland Post", "2023-05-04", "Fifty barns burnt down.", 0, 23),
        "c2": Claim(
            "c2", "a2", articles["a2"].outlet, "2023-05-05", text, 0, len(text),
            speaker=changes.get("speaker", "Ada Roe"), agency="Fire Service", quantity=quantity,
            measure="barns", places=("Upland", "Valley"),
        ),
    }  # fmt: skip
    question = Question(
        "q1", "Barns burnt down", ("c1", "c2"), "differ", 2, 2, 0, 1, Decimal("1.25"),
        Decimal(40), Decimal(50), None, "2023-05-05", "Upland fire", "2 sources; 40 to 50.",
    )  # fmt: skip
    return Comparison(
        articles,
        claims,
        (question,),
        {
            "c1": Verdict("c1", "differ", "open_bound", "c2", "upland"),
            "c2": Verdict("c2", "differ", "open_bound", "c1", "ada", echo_of="c1"),
        },
        {("c1", "c2"): Judgement("differ", False, True, False, 0.9, ("open_bound",))},
        (Story("s1", "Upland fire", ("a1", "a2")),),
    )


def rows(comparison: Comparison) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report.write(comparison, "csv"))))


def test_json_holds_all_that_was_found() -> None:
    comparison = make()
    document = json.loads(report.write(comparison, "json"))
    assert document["generated_from"] | {"extractor": "", "corpus_hash": ""} == {
        "articles": 2, "claims": 2, "extractor": "", "corpus_hash": "",
    }  # fmt: skip
    assert re.fullmatch(r"[0-9a-f]{64}", document["generated_from"]["corpus_hash"])
    question = document["questions"][0]
    assert question["label"] == "Barns burnt down"
    assert question["factor"] == 1.25
    claim = question["claims"][1]
    assert claim["quantity"]["low"] == 40
    assert claim["verdict"]["reason"] == "open_bound"
    assert claim["verdict"]["echo_of"] == "c1"
    relation = question["relations"][0]
    assert (relation["a"], relation["b"], relation["relation"]) == ("c1", "c2", "differ")
    assert relation["a_implies_b"] is True


def test_the_corpus_hash_is_that_of_the_articles() -> None:
    one, other = make(), make(kind="article", outlet="Other")
    assert corpus_hash(one) == corpus_hash(make("other words of the claim"))
    assert corpus_hash(one) != corpus_hash(other)


def test_csv_has_a_row_a_claim() -> None:
    found = rows(make(url="https://valley.example/2"))
    assert tuple(found[0]) == COLUMNS
    assert [r["outlet"] for r in found] == ["Upland Post", "Valley News"]
    second = found[1]
    assert second["exact_words"] == "At least 40 barns burnt down."
    assert (second["figure"], second["low"], second["high"]) == ("At least 40", "40", "")
    assert (second["verdict"], second["reason"]) == ("differ", "open_bound")
    assert second["places"] == "Upland; Valley"
    assert second["url"] == "https://valley.example/2"


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_words_of_a_digest_are_never_shown_as_the_outlets(form: str) -> None:
    assert DIGEST_NOTE not in report.write(make(), form)
    text = report.write(make(kind="digest"), form).replace("\\", "")
    assert text.count(DIGEST_NOTE) == 1
    assert text.index(DIGEST_NOTE) > text.index("At least 40")


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\n=1", "  =HYPERLINK(1)", "＝1+1", "－1+1",
     "\u00a0=1", "\u200b=1", "\ufeff@x", "-", "+-1", "\tlist"],
)  # fmt: skip
def test_cells_that_would_run_are_shown(cell: str) -> None:
    assert csv_safe(cell) == "'" + cell
    assert csv_safe(cell.replace("\n", "\r")) == "'" + cell
    assert rows(make(speaker=cell))[1]["speaker"] == "'" + cell


@pytest.mark.parametrize("cell", ["-5", "+3.2", "-1e9", "12", "a=b", "text - more", "", "’tis"])
def test_cells_that_cannot_run_stay_as_they_are(cell: str) -> None:
    assert csv_safe(cell) == cell


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = csv_safe(text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert cell in (plain, "'" + plain)
    bare = cell.strip()
    number = re.fullmatch(r"[+-]?[0-9.]+(e[+-]?[0-9]+)?", bare, re.I)
    assert not bare or bare[0] not in "=+-@＝＋－＠" or number


HOSTILE = "![x](http://spy.example/a.png) <img src=x onerror=y> $5 to $10 `c` **b** :red[z]"


def test_markdown_shows_marks_and_loads_nothing() -> None:
    text = report.write(make(HOSTILE, outlet="[Valley](http://evil.example)"), "markdown")
    assert "\\!\\[x\\]\\(http\u2060\\:" in text
    assert "\\<img src\\=x" in text
    assert "\\$5 to \\$10" in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "http://" not in text


def test_markdown_says_verdict_speaker_and_source() -> None:
    text = report.write(make(url="https://valley.example/2"), "markdown")
    assert "## Barns burnt down" in text
    assert "**differ: open bound**, echo · 2023-05-05 · Valley News" in text
    assert "(<https://valley.example/2>) · Ada Roe, Fire Service" in text
    assert "javascript" not in report.write(make(url="javascript:alert(1)"), "markdown")


@given(st.text())
def test_escaping_leaves_one_line_and_no_live_mark(text: str) -> None:
    line = escaped(text)
    assert "\n" not in line
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", line))


def test_an_empty_comparison_is_still_a_document() -> None:
    empty = Comparison({}, {}, (), {}, {}, ())
    assert json.loads(report.write(empty, "json"))["questions"] == []
    assert report.write(empty, "csv").strip() == ",".join(COLUMNS)
    assert "0 claims" in report.write(empty, "markdown")
