"""What a newsroom does with the dashboard, done in a real browser."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
TROOPS = "How many North Korean troops are in Russia?"
NEWS = (
    "Kyiv lowers its figure\n\nUkrainian President Volodymyr Zelenskiy said on Monday that 4,000 "
    "DPRK soldiers were in Russia."
)


def open_question(visit, label: str = TROOPS):
    page = visit.open("/")
    page.get_by_role("link", name=label).click()
    page.get_by_role("heading", level=1, name=label).wait_for()
    visit.idle()
    return page


def marks(page) -> int:
    return page.locator("svg .mark-symbol path[aria-label]").count()


def test_overview_shows_where_the_sources_disagree(visit):
    page = visit.open("/")
    assert page.locator("h1").inner_text() == "Where do the sources disagree?"
    assert visit.figure("Claims") == "5"
    assert visit.figure("Questions") == "2"
    assert visit.figure("Conflicts") == "5"
    assert page.get_by_role("row").filter(has_text=TROOPS).filter(has_text="3 conflicts").count()
    page.locator("svg .mark-text text", has_text=TROOPS).first.wait_for()
    assert marks(page) >= 5


def test_a_click_on_a_strip_opens_the_question(visit):
    page = visit.open("/")
    page.locator("svg .mark-text text", has_text=TROOPS).first.click(force=True)
    page.get_by_role("heading", level=1, name=TROOPS).wait_for()
    assert re.search(r"/compare\?.*q=", page.url)
    page.get_by_role("link", name="Overview").click()
    page.get_by_role("heading", level=1, name="Where do the sources disagree?").wait_for()
    visit.idle()
    assert page.get_by_role("heading", level=1, name=TROOPS).count() == 0


def test_the_axis_switch_names_figures(visit):
    page = visit.open("/")
    page.get_by_text("Linear", exact=True).click()
    visit.idle()
    page.locator("svg text", has_text=re.compile(r"^10k$")).first.wait_for()


def test_filters_live_in_the_address_and_a_shared_link_shows_the_same(visit, visitor):
    page = visit.open("/")
    visit.choose("Agency", "National Intelligence Service")
    assert visit.figure("Claims") == "1"
    assert page.get_by_text("4 claims of others are hidden").count() == 1
    assert "agency=National+Intelligence+Service" in page.url.replace("%20", "+")
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("heading", level=1, name="Articles").wait_for()
    visit.idle()
    assert "agency=National+Intelligence+Service" in page.url.replace("%20", "+")
    assert page.get_by_text("1 of 5 articles").count() == 1
    other = visitor()
    shared = other.open(page.url.removeprefix(other.address))
    assert shared.get_by_text("1 of 5 articles").count() == 1
    assert shared.get_by_role("link", name="Seoul is more careful").count() == 1


def test_filter_by_speaker_then_show_all(visit):
    page = visit.open("/")
    visit.choose("Speaker", "Elena Ruiz")
    assert visit.figure("Claims") == "1"
    page.get_by_role("button", name="Show all").click()
    visit.idle()
    assert visit.figure("Claims") == "5"
    assert "speaker" not in page.url


def test_dates_and_search_and_verdict_hold_in_a_link(visit, visitor):
    page = visit.open("/?search=valencia")
    assert visit.figure("Claims") == "2"
    box = page.get_by_test_id("stDateInput").get_by_role("group").first
    assert box.count() or page.get_by_test_id("stDateInput").count()
    other = visitor()
    other.open("/?verdict=Agree")
    assert other.page.get_by_text("No claims match these filters.").count() == 1
    other.page.get_by_role("button", name="Reset filters").first.click()
    other.idle()
    assert other.figure("Claims") == "5"


def test_a_value_that_is_gone_is_named_with_the_way_back(visit):
    page = visit.open("/?outlet=Nowhere+Gazette&agency=National+Intelligence+Service")
    assert page.get_by_text("Nowhere Gazette").count() == 1
    assert visit.figure("Claims") == "1"
    page.get_by_role("button", name="Show everything").click()
    visit.idle()
    assert visit.figure("Claims") == "5"
    assert page.get_by_text("Nowhere Gazette").count() == 0


def test_unknown_question_and_article_offer_the_way_back(visit):
    page = visit.open("/compare?q=gone")
    assert page.get_by_text("There is no question “gone”").count() == 1
    page.get_by_role("link", name="Back to Overview").click()
    page.get_by_role("heading", level=1, name="Where do the sources disagree?").wait_for()
    page = visit.open("/read?a=gone")
    assert page.get_by_text("There is no article “gone”").count() == 1
    page.get_by_role("link", name="All articles").click()
    page.get_by_role("link", name="Zelensky counts 10,000").wait_for()


def test_from_a_figure_to_its_sentence(visit):
    page = open_question(visit)
    quote = page.locator("a.cx-quote").filter(has_text="3,000 North Korean")
    card = page.locator("article.cx-card").filter(has=quote)
    assert card.get_by_text("Conflict: figures").count() == 1
    card.get_by_text("Why?").click()
    assert card.get_by_text("no number fits both").first.is_visible()
    quote.click()
    page.get_by_role("heading", level=1, name="Seoul is more careful").wait_for()
    mark = page.locator("mark.cx-now")
    mark.wait_for()
    assert mark.inner_text().startswith("3,000")
    assert mark.evaluate("m => m.getBoundingClientRect().top < innerHeight")
    page.get_by_role("link", name=TROOPS).click()
    page.get_by_role("heading", level=1, name=TROOPS).wait_for()


def test_a_click_on_a_row_opens_its_sentence(visit):
    page = open_question(visit)
    page.locator("svg .mark-text text", has_text="Wire One").first.click(force=True)
    page.get_by_role("heading", level=1, name="Pentagon sees more to come").wait_for()
    page.locator("mark.cx-now").wait_for()
    assert "12,000" in page.locator("mark.cx-now").inner_text()


def test_words_of_an_article_stay_words(visit):
    page = visit.open("/read")
    page.get_by_role("link", name="Seoul is more careful").click()
    page.get_by_text("alert('never')").wait_for()
    assert page.locator("img[src*='tracker']").count() == 0


def test_the_question_chooser_changes_the_address(visit):
    page = open_question(visit)
    before = page.url
    page.get_by_test_id("stSelectbox").get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile("Valencia")).click()
    page.get_by_role("heading", level=1, name=re.compile("Valencia")).wait_for()
    visit.idle()
    assert page.url != before
    assert "q=" in page.url


def test_compare_says_how_many_claims_are_hidden(visit):
    page = open_question(visit)
    visit.choose("Outlet", "Wire One")
    assert page.get_by_text("2 claims of others are hidden").count() == 1
    assert page.locator("article.cx-card").count() == 1
    page.get_by_role("button", name="Show all").click()
    visit.idle()
    assert page.locator("article.cx-card").count() == 3


def test_upload_joins_the_question_and_undo_takes_it_out(visit):
    page = visit.open("/add")
    files = [
        {"name": "2024-10-21_wire.txt", "mimeType": "text/plain", "buffer": NEWS.encode()},
        {"name": "broken.json", "mimeType": "application/json", "buffer": b"{not json"},
        {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""},
    ]
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Save").wait_for(timeout=60_000)
    visit.idle()
    refused = page.get_by_test_id("stAlert")
    assert refused.filter(has_text="broken.json").count() == 1
    assert refused.filter(has_text="empty.txt").count() == 1
    assert page.get_by_text("Before saving: 1 article, 1 claim").count() == 1
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Undo").wait_for(timeout=60_000)
    visit.idle()
    result = page.get_by_role("listitem").filter(has_text=TROOPS)
    assert result.count() == 1
    result.get_by_role("link").click()
    page.get_by_role("heading", level=1, name=TROOPS).wait_for()
    visit.idle()
    quotes = page.locator("a.cx-quote")
    assert quotes.filter(has_text="4,000 DPRK soldiers").count() == 1
    page = visit.open("/add")
    page.get_by_role("button", name="Take out").first.click()
    page.get_by_text("Taken out again").wait_for()
    page = open_question(visit)
    assert page.locator("a.cx-quote").filter(has_text="DPRK").count() == 0


def test_undo(visit):
    page = visit.open("/add")
    page.get_by_label("Paste text").fill(
        "Harbour figures\n\nThe port authority said that 77 ships were sunk in Odesa."
    )
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Save").wait_for(timeout=60_000)
    visit.idle()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Undo").wait_for(timeout=60_000)
    visit.idle()
    assert page.get_by_label("Paste text").input_value() == ""
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken out again").wait_for()
    visit.idle()
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("heading", level=1, name="Articles").wait_for()
    visit.idle()
    assert page.get_by_role("link", name="Harbour figures").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(visitor, scheme):
    visit = visitor(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = visit.open("/")
    paths = ["/", "/read", "/add"]
    for name in (TROOPS, "Seoul is more careful"):
        page = visit.open("/read" if name != TROOPS else "/")
        paths.append(re.sub(r"^\.", "", page.get_by_role("link", name=name).get_attribute("href")))
    for path in paths:
        page = visit.open(path)
        wide = page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".map(e => e.scrollWidth - e.clientWidth)"
        )
        assert wide == [0, 0], path


def test_charts_have_names_and_one_heading_a_page(visit):
    page = open_question(visit)
    names = page.locator("[role=graphics-document]").evaluate_all(
        "charts => charts.map(c => c.getAttribute('aria-label') || '')"
    )
    assert len(names) == 3
    assert all(len(name) > 20 for name in names), names
    assert page.locator("h1").count() == 1
