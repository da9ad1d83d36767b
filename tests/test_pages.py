"""The pages as Streamlit runs them, without a browser, and the pure parts beneath them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import handmade
import pytest
from streamlit.testing.v1 import AppTest

from components import claim_list, parts
from components.changes import changes
from components.html import Html, page_url, show, tag
from components.incoming import corrected, edits, pasted
from components.index import Index, Selection
from components.reader import highlights, reader
from components.text import md

APP = str(Path(__file__).resolve().parents[1] / "app.py")
COMPARISON = handmade.comparison()
INDEX = Index(COMPARISON)
HOSTILE = "<img src=x onerror=alert(1)> [a](http://evil.example) `x` $y$ :red[z] &amp; \"q\" 'p'"


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('pages') / 'pages.db'}"


@pytest.fixture
def app(monkeypatch, seeds, database) -> AppTest:
    monkeypatch.setenv("CROSSCHECK_DATABASE_URL", database)
    monkeypatch.setenv("CROSSCHECK_SEEDS", str(seeds))
    return AppTest.from_file(APP, default_timeout=60)


def markup(at: AppTest) -> str:
    return " ".join(block.body for block in at.get("html"))


def test_overview(app):
    at = app.run()
    assert not at.exception
    assert at.title[0].value == "Where do the sources disagree?"
    assert {m.label: m.value for m in at.metric} == {
        "Claims": "5", "Questions": "2", "Outlets": "5", "Conflicts": "5", "Revised": "0",
        "Echoes": "0",
    }  # fmt: skip
    assert "How many North Korean troops are in Russia?" in markup(at)
    assert "./compare?q=" in markup(at)


def test_filters_have_their_labels_and_hide_without_judging(app):
    at = app.run()
    labels = [w.label for w in [*at.sidebar.multiselect, *at.date_input, *at.text_input]]
    assert labels == ["Speaker", "Agency", "Outlet", "Topic", "Verdict", "Dates", "Search"]
    at.multiselect(key="outlet").select("Wire One").run()
    assert not at.exception
    assert at.metric[0].value == "1"
    assert at.metric[3].value == "1"
    assert any("4 claims of others are hidden" in m.value for m in at.markdown)
    at.button(key="reset_hidden").click().run()
    assert at.metric[0].value == "5"


def test_a_choice_that_went_with_its_article_is_named(app):
    at = app.run()
    at.session_state["outlet"] = ["Gone *Gazette*", "Wire One"]
    at.run()
    assert not at.exception
    assert "Gone \\*Gazette\\*" in at.warning[0].value
    assert at.metric[0].value == "1"


def test_a_filter_that_leaves_nothing_offers_a_reset(app):
    at = app.run()
    at.text_input(key="search").set_value("zeppelin").run()
    assert "No claims match" in at.info[0].value
    at.button(key="reset_nothing").click().run()
    assert at.metric[0].value == "5"


def test_no_data_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("CROSSCHECK_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    monkeypatch.setenv("CROSSCHECK_SEEDS", "")
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert not at.exception
    assert "nothing to compare" in at.info[0].value


def test_a_store_that_cannot_be_opened_is_one_sentence(monkeypatch, tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all, only words " * 100)
    monkeypatch.setenv("CROSSCHECK_DATABASE_URL", f"sqlite:///{broken}")
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert not at.exception
    assert len(at.error) == 1


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (Selection(), {"c1", "c2", "c3", "c4", "c5", "c6", "c7"}),
        (Selection(agency=("Red Cross",)), {"c3", "c4"}),
        (Selection(agency=("Red Cross",), outlet=("Metro Daily",)), {"c4"}),
        (Selection(verdict=("Differ", "Agree")), {"c5", "c6"}),
        (Selection(topic=("Flood in Elverport",), speaker=("Ana <b>Lund</b>",)), {"c3"}),
        (Selection(search="HOSPITAL treated"), {"c7"}),
        (Selection(dates=(date(2024, 5, 6), date(2024, 5, 7))), {"c5", "c6", "c7"}),
        (Selection(dates=(date(2024, 5, 7),)), {"c6", "c7"}),
    ],
)
def test_filters_choose_what_is_shown(chosen, ids):
    assert INDEX.shown(chosen) == ids
    assert chosen.active == (len(ids) < 7)


def test_every_link_of_a_chain_finds_the_claim():
    claims = dict(COMPARISON.claims)
    claims["c5"] = replace(claims["c5"], via=("Reuters", "Ana Moss", "Hospital"))
    index = Index(replace(COMPARISON, claims=claims))
    assert index.shown(Selection(outlet=("Reuters",))) == {"c5"}
    assert index.shown(Selection(speaker=("Ana Moss",))) == {"c5"}
    assert index.shown(Selection(agency=("Hospital",))) == {"c5", "c7"}


def test_markup_is_built_of_escaped_values_only():
    built = tag("p", HOSTILE, title=HOSTILE, href="javascript:alert(1)")
    assert "<img" not in built
    assert built.count('"') == 2
    assert "href" not in built
    assert 'href="https://example.org/?a=1&amp;b=2"' in tag(
        "a", "x", href="https://example.org/?a=1&b=2"
    )
    assert "href" not in tag("a", "x", href="//evil.example/x")
    assert page_url("read", {"outlet": ["A & B"]}, a="1#2") == "./read?a=1%232&outlet=A+%26+B"
    with pytest.raises(TypeError):
        show("<p>bare</p>")


def test_markdown_shows_words_as_they_are():
    escaped = md(HOSTILE + "\n# head\n---")
    assert "\n" not in escaped
    for sign in "<[`$:*#":
        assert sign not in escaped.replace("\\" + sign, "")


def test_the_reader_marks_figures_and_escapes_the_rest():
    article = COMPARISON.articles["a3"]
    claims = [c for c in COMPARISON.claims.values() if c.article_id == "a3"]
    html = reader(article, claims, COMPARISON, "c5")
    assert html.count("<mark") == 2
    assert "<script" not in html
    assert "cx-now" in html
    plain = [(h.start, h.end) for h in highlights(article, claims)]
    assert [article.text[a:b] for a, b in plain] == ["about 10,000", "9,000 to 10,500"]


def test_overlapping_claims_never_nest_and_the_chosen_one_wins():
    article = COMPARISON.articles["a1"]
    one = COMPARISON.claims["c1"]
    whole = replace(one, id="c6", quantity=None)
    html = reader(article, [one, whole], COMPARISON, "c6")
    assert html.count("<mark") == 1
    assert "cx-now" in html


def test_claims_far_outside_the_text_are_left_out():
    article = COMPARISON.articles["a1"]
    lost = replace(COMPARISON.claims["c1"], start=10_000, end=10_010, quantity=None)
    assert highlights(article, [lost]) == []


def test_echoes_are_folded_under_their_origin_and_verdicts_told_in_words():
    question = COMPARISON.questions[0]
    claims = [COMPARISON.claims[c] for c in question.claim_ids]
    folded = claim_list.fold(COMPARISON, claims)
    assert [(c.id, [e.id for e in echoes]) for c, echoes in folded if echoes] == [("c3", ["c4"])]
    html = claim_list.claim_list(COMPARISON, question, folded, {})
    assert "Ana &lt;b&gt;Lund&lt;/b&gt;" in html
    assert "Differ: open bound" in html
    assert "both can be true" in html
    assert html.count("digest, not the outlet&#x27;s words") == 2
    assert "3,000 lies outside 9,000 to 11,000." in html
    alone = claim_list.fold(COMPARISON, [COMPARISON.claims["c4"]])
    assert [(c.id, echoes) for c, echoes in alone] == [("c4", [])]


def test_the_legend_counts_every_shown_claim_once():
    html = parts.legend(COMPARISON, COMPARISON.claims)
    text = html.replace("</b>", "").split("<b>")[1:]
    assert [int(t[0]) for t in text] == [3, 1, 1, 1, 1, 1]
    assert isinstance(html, Html)


def test_what_new_claims_changed_is_told():
    question = COMPARISON.questions[0]
    kept = tuple(c for c in question.claim_ids if c not in ("c3", "c4"))
    before = Index(replace(COMPARISON, questions=(replace(question, claim_ids=kept, conflicts=0),)))
    found = changes(before, INDEX, {"a3"})
    assert [(c.question, c.words) for c in found] == [("homes-flooded", "Adds a conflict to")]
    found = changes(before, INDEX, {"a2"})
    assert ("people-treated", "Opens a new question:") in [(c.question, c.words) for c in found]


def test_pasted_text_takes_the_fields_that_were_filled_in():
    reading = pasted("A title\n\nIn it 40 people spoke.", {"outlet": "X Post", "published": "",
                                                        "title": "", "url": ""})  # fmt: skip
    article = reading.articles[0]
    assert (article.outlet, article.title) == ("X Post", "A title")
    refused = pasted("7", {})
    assert refused.refusals[0][0] == "Pasted text"
    bad = pasted("A title\n\nSome words here.", {"url": "javascript:alert(1)"})
    assert bad.articles[0].url is None
    assert bad.warnings


def test_corrections_in_the_preview_make_another_article():
    article = pasted("A title\n\nIn it 40 people spoke.", {}).articles[0]
    same, _ = corrected(article, edits(article, {"title": "A title", "outlet": "", "date": ""}))
    assert same is article
    changed, _ = corrected(article, edits(article, {"outlet": "Y", "date": "2024-10-23"}))
    assert (changed.outlet, changed.published) == ("Y", "2024-10-23")
    assert changed.id != article.id
