"""Charts: what is drawn, where, and what it says; every figure by the hand-made comparison."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import handmade
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.charts import claim_rows, consensus, intervals, matrix, scales, strips, timeline
from compare.charts.palette import DARK, LIGHT, ORDER
from compare.charts.rows import row
from compare.charts.wording import day, figure, finding, plural, short, span, times, verdict_words
from compare.model import Claim, Quantity

COMPARISON = handmade.comparison()
HOMES, PEOPLE = COMPARISON.questions
CLAIMS = [COMPARISON.claims[c] for c in HOMES.claim_ids]
ROWS = [row(COMPARISON, c, HOMES.id) for c in CLAIMS]


def data_of(spec: dict) -> list[dict]:
    """All rows of a chart."""
    return [r for rows in spec["datasets"].values() for r in rows]


def marks_of(spec: dict) -> list[str]:
    found = []
    for layer in spec.get("layer", [spec]):
        found += marks_of(layer) if "layer" in layer else [layer["mark"]["type"]]
    return found


@pytest.mark.parametrize(
    ("bound", "value", "low", "high", "drawn"),
    [
        ("exact", 5, 5, 5, ("exact", 5, 5, 5)),
        ("about", 100, 90, 110, ("about", 90, 100, 110)),
        ("nearly", 100, 90, 100, ("about", 90, 100, 100)),
        ("at_least", 7, 7, None, ("at least", 7, 7, 7)),
        ("more_than", 7, 7, None, ("at least", 7, 7, 7)),
        ("at_most", 9, None, 9, ("at most", 9, 9, 9)),
        ("less_than", 9, 0, 9, ("at most", 9, 9, 9)),
        ("range", None, 3, 5, ("range", 3, 4, 5)),
        ("order", None, 24, 99, ("range", 24, 61.5, 99)),
        ("exact", None, None, None, None),
    ],
)
def test_an_interval_is_drawn_as_its_words_allow(bound, value, low, high, drawn):
    said = handmade.quantity("x", 0, bound, value, low, high)
    found = intervals.interval(said)
    assert (found and (found.kind, found.low, found.middle, found.high)) == drawn


def test_an_echo_is_hollow_and_in_the_lane_below_all_others():
    spec = strips.strips(
        [strips.Strip(HOMES.id, "Homes", "note")], ROWS, {}, "Log", LIGHT
    ).to_dict()
    points = {r["c"]: r for r in data_of(spec) if "c" in r}
    assert points["c4"]["fill"] == LIGHT.page
    assert points["c3"]["fill"] == LIGHT.conflict == points["c4"]["colour"]
    assert points["c4"]["y"] > max(r["y"] for c, r in points.items() if c != "c4")


def test_marks_stay_inside_their_strip():
    heads = [strips.Strip(q.id, q.label, "n") for q in COMPARISON.questions]
    rows = [*ROWS, row(COMPARISON, COMPARISON.claims["c7"], PEOPLE.id)]
    spec = strips.strips(heads, rows, strips.middle_values(rows), "Relative", LIGHT).to_dict()
    frames = {r["q"]: r for r in data_of(spec) if "label" in r}
    points = [r for r in data_of(spec) if "c" in r]
    assert len({r["c"] for r in points}) == 7
    for point in points:
        frame = frames[point["q"]]
        assert frame["line"] < point["y"] < frame["y2"]


def test_relative_puts_the_middle_claim_at_one():
    spec = strips.strips(
        [strips.Strip(HOMES.id, "Homes", "n")],
        ROWS[:3],
        strips.middle_values(ROWS),
        "Relative",
        LIGHT,
    ).to_dict()
    found = {r["c"]: r["x"] for r in data_of(spec) if "c" in r}
    ordered = sorted(r.middle for r in ROWS if not r.echo)
    middle = ordered[len(ordered) // 2]
    assert found["c1"] == pytest.approx(3000 / middle)
    assert found["c3"] / found["c1"] == pytest.approx(10 / 3)


def test_a_click_selects_the_question_and_the_claim():
    strip = strips.strips([strips.Strip(HOMES.id, "Homes", "n")], ROWS, {}, "Log", LIGHT).to_dict()
    rows = claim_rows.claim_rows(ROWS, "Log", None, LIGHT).to_dict()
    assert [(p["name"], p["select"]["fields"]) for p in strip["params"]] == [("pick", ["q"])]
    assert [(p["name"], p["select"]["fields"]) for p in rows["params"]] == [("pick", ["c", "a"])]


def test_claim_rows_hold_every_claim_with_its_words_in_order():
    spec = claim_rows.claim_rows(ROWS, "Linear", None, DARK).to_dict()
    told = list({r["c"]: r for r in data_of(spec) if "who" in r}.values())
    assert [r["c"] for r in told] == [c.id for c in CLAIMS]
    assert told[1]["said"] == "at least 4,000 ↻"
    assert told[2]["who"] == "3 May 2024 · Wire One · Red Cross"


def test_open_bounds_do_not_stretch_the_axis():
    wide = scales.axis("Log", [r.middle for r in ROWS])
    spec = claim_rows.claim_rows(ROWS, "Log", None, LIGHT).to_dict()
    bounds = [r for r in data_of(spec) if r.get("kind") in ("at least", "at most")]
    assert {r["x"] for r in bounds} == {4000, 9500}
    assert wide.high < 2 * 10_000


def test_rows_without_any_figure_are_drawn():
    silent = Claim(id="c1", article_id="a1", outlet="X", published=None, text="No.", start=0, end=3)
    spec = claim_rows.claim_rows([row(COMPARISON, silent, "q")], "Log", None, LIGHT).to_dict()
    assert "rule" in marks_of(spec)
    assert "point" not in marks_of(spec)


def test_a_denied_figure_is_told_and_not_drawn():
    denied = replace(CLAIMS[0], stance="denies", polarity="denies")
    told = row(COMPARISON, denied, HOMES.id)
    assert told.said == "denies 3,000"
    assert told.kind is None


def test_words_reach_the_chart_as_data_only():
    spec = strips.strips([strips.Strip("q", "datum.x' + alert(1) + '", "n")], [], {}, "Log", LIGHT)
    whole = spec.to_dict()
    assert "alert" not in json.dumps({k: v for k, v in whole.items() if k != "datasets"})
    assert "alert" in json.dumps(data_of(whole))


def test_the_band_is_where_most_independent_origins_overlap():
    def said(bound, value=None, low=None, high=None):
        return handmade.quantity("x", 0, bound, value, low, high)

    stated = [
        ("a", said("exact", 10, 10, 10)),
        ("b", said("at_least", 8, 8)),
        ("c", said("range", None, 9, 12)),
        ("c", said("range", None, 9, 12)),
        ("d", said("exact", 3, 3, 3)),
    ]
    band = consensus.consensus(stated)
    assert (band.low, band.high, band.origins, band.of) == (10, 10, 3, 4)
    assert consensus.consensus(stated[:2]) is None
    assert consensus.consensus([("a", said("exact", n, n, n)) for n in (1, 1, 1)]) is None
    assert claim_rows.overlap_words(band) == "3 of 4 independent sources with a figure allow 10"


def test_the_matrix_names_the_relation_of_latest_words():
    words = matrix.latest_words(COMPARISON, CLAIMS, "Agencies")
    assert words["River Board"].id == "c6"
    assert words["Red Cross"].id == "c3"
    pairs = matrix.cells(COMPARISON, words)
    names = list(words)
    assert len(pairs) == len(names) * (len(names) - 1) // 2
    found = {frozenset((names[c.row], names[c.column])): c.relation for c in pairs}
    assert found[frozenset(("Mayor of Elverport", "Red Cross"))] == "conflict"
    spec = matrix.matrix(names, pairs, LIGHT).to_dict()
    assert sum(r["symbol"] == "✕" for r in data_of(spec)) == 1


def test_the_timeline_draws_one_line_a_source_and_lets_the_last_word_stand():
    shades = timeline.colours(ROWS, LIGHT)
    assert len(set(shades.values())) == len(shades) == 4
    spec = timeline.timeline(ROWS, "Log", LIGHT).to_dict()
    tails = {r["voice"] for r in data_of(spec) if "end" in r}
    assert tails == {"Mayor of Elverport", "Red Cross", "Fire service"}


def test_a_seventh_source_is_grey():
    many = [ROWS[0]._replace(source=f"S{n}") for n in range(9)]
    assert list(timeline.colours(many, LIGHT).values())[6:] == [LIGHT.muted] * 3


@given(
    st.sampled_from(scales.SCALES),
    st.lists(st.floats(-1e12, 1e15, allow_nan=False), min_size=0, max_size=30),
)
def test_every_value_stands_inside_its_axis(kind, values):
    found = scales.axis(kind, values)
    assert found.low < found.high
    assert all(found.low <= found.at(v) <= found.high for v in values)
    assert all(found.low <= t <= found.high for t in found.ticks)
    assert len(found.ticks) <= 14
    if found.kind != "Linear":
        assert found.low > 0


@pytest.mark.parametrize(
    "ends", [(1500, 13_000), (2, 100_000), (95, 105), (1, 9e9), (3000, 3000), (0, 40)]
)
def test_a_log_axis_has_enough_ticks_to_be_read(ends):
    assert 3 <= len(scales.axis("Log", ends).ticks) <= scales.MOST_TICKS


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("12000"), None, "12,000"),
        (Decimal("1E+4"), None, "10,000"),
        (Decimal("12.50"), "percent", "12.5%"),
        (Decimal("61000000000"), "USD", "US$61 billion"),
        (Decimal("8200000"), None, "8.2 million"),
        (Decimal("1234567"), None, "1,234,567"),
        (Decimal("620"), "mile", "620 mile"),
        (None, None, "–"),
    ],
)
def test_figures_are_written_for_reading(value, unit, words):
    assert figure(value, unit) == words


def test_words_for_people():
    assert day("2024-10-23T08:00:00Z") == "23 Oct 2024"
    assert day("2024-10-01/2024-10-31") == "1 Oct 2024 – 31 Oct 2024"
    assert day(None) == "no date"
    assert day("soon") == "no date"
    assert plural(1, "claim") == "1 claim"
    assert plural(1200, "claim") == "1,200 claims"
    assert plural(2, "echo", "echoes") == "2 echoes"
    assert [times(Decimal(n)) for n in ("1", "3.333", "2", "57.4")] == ["", "×3.3", "×2", "×57"]
    assert [short(n) for n in (0, 500, 20_000, 1.5e6)] == ["0", "500", "20k", "1.5M"]
    assert finding(HOMES, COMPARISON.verdicts) == "3 conflicts · ×3.3"
    assert span(HOMES) == "3,000 – 11,000"
    assert verdict_words(COMPARISON.verdicts["c6"]) == "Differ: open bound"
    assert verdict_words(COMPARISON.verdicts["c5"]) == "Agree"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_verdict_colours_can_be_seen_on_their_page(palette):
    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for verdict in ORDER:
        light, dark = sorted(map(luminance, (palette.of(verdict), palette.page)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, verdict


def test_a_quantity_of_odd_numbers_draws_nothing():
    odd = Quantity("NaN", 0, 3, Decimal("NaN"), None, None, "exact")
    assert intervals.interval(odd) is None
