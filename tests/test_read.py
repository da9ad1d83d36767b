"""Files to articles: what is read, what is refused, what is said about it."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import read
from compare.read import child
from compare.read.dates import in_name, iso
from compare.text import clean_label, clean_text

BODY = "Rescuers found 12 miners alive on Tuesday, the governor said."
PAGE = """<!DOCTYPE html><html><head><title>Mine rescue</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "not the outlet"},
 {"@type": "NewsArticle", "headline": "Twelve miners found", "datePublished":
  "2023-05-04T09:30:00+02:00", "author": [{"@type": "Person", "name": "Ada B. Roe"}],
  "publisher": {"@type": "Organization", "name": "The Upland Post"}}]}</script>
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Twelve miners found</h1>
<p>Rescuers found 12 miners alive on Tuesday, two days after a shaft collapsed in the hills.</p>
<p>The governor said that the search for three more men would go on through the night.</p>
<p>Families waited at the gate of the mine while the rain grew heavier, a reporter wrote.</p>
</article><footer>Copyright 2019 The Upland Post</footer></body></html>"""


def one(name: str, data: bytes | str):
    reading = read.read_bytes(name, data.encode() if isinstance(data, str) else data)
    assert not reading.refusals
    assert len(reading.articles) == 1
    return reading.articles[0], [text for _, text in reading.warnings]


def test_front_matter_gives_the_fields_and_text_is_all_that_follows() -> None:
    article, warnings = one(
        "a.md",
        "---\noutlet: The Upland Post\ntitle: 'Twelve found: a rescue'\npublished: 2023-05-04\n"
        f"url: https://upland.example/a?b=c:d\nkind: digest\n---\n{BODY}\n\nMore.\n",
    )
    assert (article.outlet, article.title) == ("The Upland Post", "Twelve found: a rescue")
    assert (article.published, article.kind) == ("2023-05-04", "digest")
    assert article.url == "https://upland.example/a?b=c:d"
    assert article.text == f"{BODY}\n\nMore.\n"
    assert warnings == []


def test_without_front_matter_the_first_line_is_the_title_and_stays() -> None:
    article, _ = one("upland_2023-05-04.txt", f"\r\nTwelve found\r\n\r\n{BODY}")
    assert article.title == "Twelve found"
    assert article.published == "2023-05-04"
    assert article.text == f"\nTwelve found\n\n{BODY}"


def test_a_rule_at_the_top_that_is_never_closed_is_text() -> None:
    article, warnings = one("a.md", f"---\n{BODY}\n")
    assert BODY in article.text
    assert "not closed" in warnings[0]


def test_html_takes_what_the_publisher_marked_up() -> None:
    article, _ = one("page.html", PAGE)
    assert article.outlet == "The Upland Post"
    assert article.title == "Twelve miners found"
    assert article.published == "2023-05-04T09:30:00+02:00"
    assert article.author == "Ada B. Roe"
    assert "12 miners" in article.text
    assert "Sport" not in article.text


def test_a_bare_page_has_no_date_rather_than_its_copyright_year() -> None:
    bare = PAGE[: PAGE.index("<script")] + PAGE[PAGE.index("</head>") :]
    article, _ = one("page.txt", bare)
    assert article.published is None
    assert "12 miners" in article.text


def test_a_page_that_hangs_its_parser_is_refused_and_the_next_one_is_read(monkeypatch) -> None:
    monkeypatch.setattr(child, "WALL_SECONDS", 1.5)
    one("warm.html", PAGE)
    attributes = " ".join(f'a{i}="x"' for i in range(100_000))
    started = time.monotonic()
    reading = read.read_bytes("bad.html", f"<html><body><p {attributes}>{BODY}</p>".encode())
    assert time.monotonic() - started < 5
    if not reading.articles:
        assert "longer than" in reading.refusals[0][1] or "limits" in reading.refusals[0][1]
    monkeypatch.undo()
    one("next.html", PAGE)


def test_deeply_nested_page_keeps_its_words_or_says_why() -> None:
    deep = "<html><body>" + "<div>" * 3_000 + BODY + "</div>" * 3_000
    reading = read.read_bytes("deep.html", deep.encode())
    assert reading.refusals or "12 miners" in reading.articles[0].text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", {"id": "x1", "outlet": "Upland", "text": BODY}),
        ("a.json", [{"id": "x1", "outlet": "Upland", "text": BODY}]),
        ("a.json", {"articles": [{"id": "x1", "outlet": "Upland", "text": BODY}]}),
        ("a.txt", {"id": "x1", "source": "Upland", "body": BODY}),
        ("stdin", {"id": "x1", "publisher": {"name": "Upland"}, "content": BODY}),
    ],
)
def test_json_in_its_usual_forms(name: str, content: object) -> None:
    article, _ = one(name, json.dumps(content, indent=2))
    assert (article.id, article.outlet, article.text) == ("x1", "Upland", BODY)


def test_json_lines_go_on_after_a_bad_line() -> None:
    rows = [json.dumps({"text": BODY}), "{broken", "[1]", json.dumps({"title": "no text"}), ""]
    rows.append(json.dumps({"id": 7, "text": BODY + " Again."}))
    reading = read.read_bytes("wire.jsonl", "\n".join(rows).encode())
    assert [a.text for a in reading.articles] == [BODY, BODY + " Again."]
    assert reading.articles[1].id == "7"
    assert [name for name, _ in reading.refusals] == [
        "wire.jsonl > line 2",
        "wire.jsonl > line 3",
        "wire.jsonl > line 4",
    ]


def test_csv_rows_are_articles() -> None:
    table = f'id,outlet,title,published,url,author,text\n,Upland,Found,4 May 2023,,,"{BODY}"\n'
    for name, data in (("a.csv", table), ("a.txt", table), ("a.csv", table.replace(",", ";"))):
        article, _ = one(name, data.replace("; ", ", ") if ";" in data else data)
        assert (article.outlet, article.published) == ("Upland", "2023-05-04")
        assert article.id == read.content_id(article)


def test_csv_rows_that_do_not_fit_are_named() -> None:
    table = f'outlet,text\nUpland,"{BODY}"\nUpland,one, two\nUpland,\n'
    reading = read.read_bytes("a.csv", table.encode())
    assert len(reading.articles) == 1
    assert [name for name, _ in reading.refusals] == ["a.csv > row 2", "a.csv > row 3"]
    assert "no column 'text'" in read.read_bytes("b.csv", b"a,b\n1,2\n").refusals[0][1]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "no text"),
        ("a.txt", b"\xef\xbb\xbf", "no text"),
        ("a.txt", b"5", "no words"),
        ("a.txt", b"A" * 100_000, "no words"),
        ("a.txt", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("notes.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "PNG"),
        ("a.txt", bytes(range(256)) * 50, "binary"),
        ("a.txt", b"words " * 50 + b"\x00\x01\x02" * 50, "binary"),
        ("a.css", b"body { color: red } and more words", "no reader for .css"),
        ("a.json", b"{broken: yes, no words", "no JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b"3", "no JSON object"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.txt", b"x" * (25 * 1024 * 1024 + 1), "larger than 25 MiB"),
    ],
)
def test_what_is_no_article_is_refused_with_its_name_and_a_reason(
    name: str, data: bytes, word: str
) -> None:
    reading = read.read_bytes(name, data)
    assert not reading.articles
    assert [n for n, _ in reading.refusals] == [name]
    assert word in reading.refusals[0][1]


POLISH = "Łódź, Kraków, Gdańsk: “cafés” — naïve "
RUSSIAN = "Пять домов сгорели в ночь на среду, сказал мэр города."
OLD_PAGE = f'<html><head><meta charset="koi8-r"></head><body><p>{RUSSIAN}</p></body></html>'


@pytest.mark.parametrize(
    ("data", "expected", "warning"),
    [
        ("Café “owners” said so.".encode("cp1252"), "Café “owners” said so.", "Windows-1252"),
        ("Café owners said so.".encode("utf-16"), "Café owners said so.", ""),
        ("\ufeffCafé owners".encode(), "Café owners", ""),
        (POLISH.encode() * 5 + b"\xff end", "\ufffd end", "place"),
        (OLD_PAGE.encode("koi8-r"), "Пять домов", "koi8-r"),
    ],
)
def test_charsets(data: bytes, expected: str, warning: str) -> None:
    article, warnings = one("a", data)
    assert expected in article.text
    assert warning in " ".join(warnings)


def test_text_is_cleaned_and_capped() -> None:
    article, _ = one("a.txt", "Cafe\u0301 owners\x00 said\x1b[31m so\r\non Tuesday")
    assert article.text == "Café owners said[31m so\non Tuesday"
    article, warnings = one("a.txt", "two words " * 210_000)
    assert len(article.text) == 2_000_000
    assert "cut to its first 2,000,000" in warnings[0]


def test_an_id_that_other_content_has_gives_way() -> None:
    one = read.read_bytes("a.json", json.dumps({"id": 1, "text": BODY}).encode()).articles
    two = read.read_bytes(
        "b.json", json.dumps({"id": 1, "text": BODY + " More."}).encode()
    ).articles
    distinct = read.Distinct()
    assert [a.id for a in distinct.of(one + two + one)] == ["1", read.content_id(two[0]), "1"]


def test_names_are_labels_never_paths() -> None:
    reading = read.read_bytes("../../etc/pass\u202ewd\n.txt", BODY.encode())
    assert reading.name == "passwd .txt"
    assert len(clean_label("x" * 500)) == 120


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ({"published": "03/04/2024"}, "cannot be read"),
        ({"published": "2999-01-01"}, "future"),
        ({"published": 5}, "cannot be read"),
        ({"url": "javascript:alert(1)"}, "no http(s) link"),
        ({"kind": "poem"}, "unknown kind"),
    ],
)
def test_odd_fields_are_told(fields: dict, warning: str) -> None:
    article, warnings = one("a.json", json.dumps({"text": BODY, **fields}))
    assert warning in warnings[0]
    assert article.url is None
    assert article.kind == "article"


def test_folders_are_read_sorted_without_hidden_files_and_readmes(tmp_path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "deep/c.md", "a.txt", "README.md", ".hidden.txt", "z.txt"):
        (tmp_path / name).write_text(f"{name}\n{BODY}" if name != "z.txt" else "")
    reading = read.read_path(tmp_path)
    assert [a.title for a in reading.articles] == ["a.txt", "b.txt", "deep/c.md"]
    assert reading.refusals == (("z.txt", "an empty file"),)
    assert "cannot be read" in read.read_path(tmp_path / "none.txt").refusals[0][1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2024-10-23", "2024-10-23"),
        ("2024-10-23T14:05:09Z", "2024-10-23T14:05:09+00:00"),
        ("2024-10-23 00:00:00", "2024-10-23"),
        ("Wed, 23 Oct 2024 14:05:00 +0200", "2024-10-23T14:05:00+02:00"),
        ("October 23, 2024", "2024-10-23"),
        ("Oct. 23, 2024", "2024-10-23"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("23 October 2024", "2024-10-23"),
        ("20241023", "2024-10-23"),
        ("2024-02-30", None),
        ("10/11/2024", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(words: str, expected: str | None) -> None:
    assert iso(words) == expected


def test_a_day_in_a_file_name() -> None:
    assert in_name("20241023 wire.md") == "2024-10-23"
    assert in_name("report_2024_10_23_v2.txt") == "2024-10-23"
    assert in_name("case-2024-13-45-2024-10-23.txt") == "2024-10-23"
    assert in_name("1234567890123.txt") is None


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_only_what_can_be_stored(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    clean.encode("utf-8")
    assert not any(c < " " and c not in "\t\n" for c in clean)


@given(
    st.binary(max_size=400), st.sampled_from(["a.txt", "a.json", "a.jsonl", "a.csv", "a.md", "a"])
)
def test_no_bytes_make_reading_raise(data: bytes, name: str) -> None:
    reading = read.read_bytes(name, data)
    assert reading.articles or reading.refusals
    for article in reading.articles:
        assert article.text == clean_text(article.text)


@given(st.text(max_size=60))
def test_no_words_make_a_date_raise(words: str) -> None:
    found = iso(words)
    assert found is None or iso(found) == found
    in_name(words)
