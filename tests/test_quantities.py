"""Figures: what the words around a number make of it, and what is no figure at all."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from compare.extract import units
from compare.extract.numbers import Reader
from compare.extract.parse import parse
from compare.extract.pieces import digits, pieces
from compare.extract.quantities import Figure, figures, quantities
from compare.model import BOUNDS, number


@cache
def found(text: str) -> tuple[Figure, ...]:
    return tuple(figures(parse(text)))


def only(text: str):
    """The one quantity of a text."""
    (figure,) = found(text)
    return figure.quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000", "1000"),
        ("1,234,567.5", "1234567.5"),
        ("12,34,567", "1234567"),
        ("1.000.000", "1000000"),
        ("1.000.000,5", "1000000.5"),
        ("1'000", "1000"),
        ("1’000’000", "1000000"),
        ("1\u202f000\u202f000", "1000000"),
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        (".25", "0.25"),
        ("½", "0.5"),
        ("1.2.3", None),
        ("1,2,3", None),
        ("12,3456", None),
        ("٣", None),
        ("9" * 31, None),
    ],
)
def test_digits(text, value):
    assert digits(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-one", 21),
        ("two hundred and six", 206),
        ("one hundred and twenty thousand", 120_000),
        ("forty-one thousand three hundred twelve", 41_312),
        ("fifteen hundred", 1500),
        ("three and a half million", 3_500_000),
        ("a million and a half", 1_500_000),
        ("half a million", 500_000),
        ("half-a-million", 500_000),
        ("a quarter million", 250_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a couple of thousand", 2000),
        ("nine lakh", 900_000),
        ("500 crore", 5_000_000_000),
        ("4.5bn", 4_500_000_000),
        ("10k", 10_000),
        ("61-billion", 61_000_000_000),
        ("1 000", 1000),
        ("12 300 000", 12_300_000),
        ("2 1/2", "2.5"),
        ("2½", "2.5"),
    ],
)
def test_numerals(words, value):
    run = pieces(words)
    numeral = Reader(run).at(0)
    assert numeral.value == Decimal(value)
    assert numeral.last == len(run) - 1


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Dozens of lorries waited.", 24, 99),
        ("Several hundred lorries waited.", 200, 999),
        ("A few thousand lorries waited.", 2000, 9999),
        ("Thousands of lorries waited.", 2000, 9999),
        ("Tens of thousands of lorries waited.", 20_000, 99_999),
        ("Hundreds of thousands of lorries waited.", 200_000, 999_999),
        ("A handful of lorries waited.", 2, 9),
    ],
)
def test_orders_of_magnitude(text, low, high):
    quantity = only(text)
    assert (quantity.bound, quantity.value, quantity.measure) == ("order", None, "lorry")
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("The depot holds 400 drums.", "exact", 400, 400),
        ("About 400 drums leaked.", "about", 360, 440),
        ("Some 400 drums leaked.", "about", 360, 440),
        ("An estimated 400 drums leaked.", "about", 360, 440),
        ("The depot holds 400 or so drums.", "about", 360, 440),
        ("The 400-odd drums leaked.", "about", 360, 440),
        ("At least 400 drums leaked.", "at_least", 400, None),
        ("No fewer than 400 drums leaked.", "at_least", 400, None),
        ("Upwards of 400 drums leaked.", "at_least", 400, None),
        ("A minimum of 400 drums leaked.", "at_least", 400, None),
        ("They lost 400 or more drums.", "at_least", 400, None),
        ("They lost 400-plus drums.", "at_least", 400, None),
        ("They lost 400+ drums.", "at_least", 400, None),
        ("At least about 400 drums leaked.", "at_least", 400, None),
        ("More than 400 drums leaked.", "more_than", 400, None),
        ("Well over 400 drums leaked.", "more_than", 400, None),
        ("The leak exceeded 400 drums.", "more_than", 400, None),
        ("The count surpassed 400 drums.", "more_than", 400, None),
        ("A loss in excess of 400 drums is feared.", "more_than", 400, None),
        ("Up to 400 drums leaked.", "at_most", None, 400),
        ("As many as 400 drums leaked.", "at_most", None, 400),
        ("No more than 400 drums leaked.", "at_most", None, 400),
        ("Fewer than 400 drums leaked.", "less_than", None, 400),
        ("Under 400 drums leaked.", "less_than", None, 400),
        ("Nearly 400 drums leaked.", "nearly", 360, 400),
        ("Almost 400 drums leaked.", "nearly", 360, 400),
        ("Close to 400 drums leaked.", "nearly", 360, 400),
        ("Just under 400 drums leaked.", "nearly", 360, 400),
    ],
)
def test_bounds(text, bound, low, high):
    quantity = only(text)
    assert (quantity.bound, quantity.value) == (bound, 400)
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.measure == "drum"


@pytest.mark.parametrize(
    ("text", "said", "low", "high", "unit"),
    [
        ("Between 8,000 and 9,000 goats", "Between 8,000 and 9,000", 8000, 9000, None),
        ("It has 8,000 to 9,000 goats.", "8,000 to 9,000", 8000, 9000, None),
        ("It has 8,000–9,000 goats.", "8,000–9,000", 8000, 9000, None),
        ("It has 10-12,000 goats.", "10-12,000", 10_000, 12_000, None),
        ("It has 5 to 6.5 million goats.", "5 to 6.5 million", 5_000_000, 6_500_000, None),
        ("It has two or three goats.", "two or three", 2, 3, None),
        ("It costs $40m to $60m.", "$40m to $60m", 40_000_000, 60_000_000, "USD"),
        ("It costs $40m-$60m.", "$40m-$60m", 40_000_000, 60_000_000, "USD"),
        ("It costs between €2 and €3 million.", "between €2 and €3 million", 2_000_000, 3_000_000,
         "EUR"),
        ("It is 5% to 10% salt.", "5% to 10%", 5, 10, "percent"),
        ("It is 5 to 10 miles off.", "5 to 10 miles", 5, 10, "mile"),
        ("They won the match 3-1.", "3-1", 1, 3, None),
    ],
)  # fmt: skip
def test_ranges(text, said, low, high, unit):
    quantity = only(text)
    assert (quantity.bound, quantity.value, quantity.text) == ("range", None, said)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


def test_two_states_are_no_range():
    assert [q.quantity.value for q in found("The toll rose from 23 to 36.")] == [23, 36]
    assert [q.quantity.value for q in found("They widened the strip from 50 metres to 90 metres.")
            ] == [50, 90]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It cost US$3.5bn.", 3_500_000_000, "USD"),
        ("It cost A$20m.", 20_000_000, "AUD"),
        ("It cost C $20 million.", 20_000_000, "CAD"),
        ("It cost £20,000.", 20_000, "GBP"),
        ("It cost 12 million euros.", 12_000_000, "EUR"),
        ("It cost 1,200€.", 1200, "EUR"),
        ("It cost Rs 500 crore.", 5_000_000_000, "INR"),
        ("It cost 3 trillion yen.", 3_000_000_000_000, "JPY"),
        ("It cost 90 million pounds.", 90_000_000, "GBP"),
        ("It cost three dollars and 50 cents.", "3.5", "USD"),
        ("It cost USD 22.5 million.", 22_500_000, "USD"),
        ("The cheese weighs 90 pounds.", 90, "pound-mass"),
        ("It sells at $70 a share.", 70, "USD per share"),
        ("It sells at €1.80/litre.", "1.8", "EUR per litre"),
        ("They pump 325,000 barrels per day.", 325_000, "barrel per day"),
        ("It fell 35 per cent.", 35, "percent"),
        ("It fell 3 percentage points.", 3, "percentage point"),
        ("It fell 25 basis points.", 25, "basis point"),
        ("It is 40km away.", 40, "kilometre"),
        ("It is 1.8m tall.", "1.8", "metre"),
        ("It is a 45-acre farm.", 45, "acre"),
        ("It is 660 square meters.", 660, "square metre"),
        ("It is 30 sq km.", 30, "square kilometre"),
        ("It holds 24.5 cubic feet.", "24.5", "cubic foot"),
        ("It went 120 km/h.", 120, "kilometre per hour"),
        ("It went 80 miles an hour.", 80, "mile per hour"),
        ("It is minus 40 degrees Celsius.", -40, "celsius"),
        ("It is 38C today.", 38, "celsius"),
        ("It makes 1,200 MW.", 1200, "megawatt"),
        ("It stores 64GB.", 64, "gigabyte"),
        ("It lasted three hours.", 3, "hour"),
        ("It was a 14-year-old horse.", 14, "year of age"),
        ("The horse was aged 14.", 14, "year of age"),
        ("Prices doubled.", 2, "time"),
        ("It is ten times bigger.", 10, "time"),
        ("One in five houses is empty.", "0.2", "fraction"),
        ("A quarter of the houses are empty.", "0.25", "fraction"),
        ("Half the houses are empty.", "0.5", "fraction"),
        ("Output was cut by half.", "0.5", "fraction"),
        ("Her son, who was 10, slept.", 10, "year of age"),
        ("Ann Lee, 43, slept.", 43, "year of age"),
    ],
)
def test_units(text, value, unit):
    quantity = only(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "measure", "noun"),
    [
        ("Four people were found.", "people", "people"),
        ("Another 17 others were hurt.", "other", "others"),
        ("There were six dead at the quay.", "dead", "dead"),
        ("About 3,000 North Koreans arrived.", "north korean", "Koreans"),
        ("About 3,000 North Korean troops arrived.", "north korean troop", "troops"),
        ("Five of them were hurt.", "they", "them"),
        ("He sent home 60 of his crew.", "crew", "crew"),
        ("He sent home three former co-workers.", "former co-worker", "workers"),
        ("It has 20 coal-fired power plants.", "coal-fired power plant", "plants"),
        ("They sold 4.3m digital and physical maps.", "digital physical map", "maps"),
        ("The number of wounded was approaching 1,000.", "wounded", "wounded"),
        ("Police put the number of dead at six.", "dead", "dead"),
        ("The dead: eight, according to police.", "dead", "dead"),
        ("The death toll rose to six.", "death toll", "toll"),
        ("It now says 36.", None, None),
        ("Some 68 per cent of bakers agree.", "baker", "bakers"),
        ("They hid three missing clerks.", "clerk", "clerks"),
    ],
)
def test_what_is_counted(text, measure, noun):
    (figure,) = found(text)
    assert figure.quantity.measure == measure
    assert (figure.noun and figure.noun.text) == noun


@pytest.mark.parametrize(
    "text",
    [
        "On Oct. 23, 2024 the F-16 pilot of Group of Seven member Italy signed Resolution 2270.",
        "In 1987, in the 1990s and since May 2016 nothing changed.",
        "He came on 12 November, on March 3rd and at 9:30 am on 2024-11-05.",
        "The A14, the KN-23 missile, Covid-19 and Route 66 were named.",
        "The 22nd amendment, the 3rd brigade and the First Committee stood.",
        "No one spoke, and they helped one another; one of the men left.",
        "Windows 10, Apollo 11, chapter three, page 12 and number one.",
        "The Fortune 500, the FTSE 100 and the S&P 500 held.",
        "None of it, no casualties, both twice and once.",
        "The Boeing 737 and the iPhone 15 flew.",
        "1. Open it.",
        "A 4x4 with 5G drove in the second half of the match.",
        "At odds of 7/1 he crashed in lap 48, in week 3, with Firefox 3.0 on a 1080p screen.",
        "They met one-on-one at 5:30 p.m. in the Big 12.",
        "",
    ],
)
def test_what_only_looks_like_a_figure(text):
    assert [f.quantity.text for f in found(text)] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In 2019 400 people moved to Flight 370's town.", [400]),
        ("On 24 February 2022, 190,000 men crossed.", [190_000]),
        ("More than 2000 people came in 2000.", [2000]),
        ("Six dead, 40 hurt as bus falls off bridge", [6, 40]),
        ("Blast Kills 12 And Wounds 30 In Market", [12, 30]),
        ("The firm, with one owner, has one million pounds.", [1, 1_000_000]),
    ],
)
def test_figures_beside_what_is_none(text, values):
    assert [f.quantity.value for f in found(text)] == values


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Rents rose 3 per cent.", "up"),
        ("Rents fell by nearly 3 per cent.", "down"),
        ("The index was down 200.", "down"),
        ("The index is up 2.5%.", "up"),
        ("Rents rose to 300 euros.", None),
        ("They ate 3 per cent.", None),
        ("The firm lost 300 men.", None),
        ("DAX: -1.3%", "down"),
        ("It hopes to raise sales by 35 per cent.", "up"),
    ],
)
def test_direction(text, direction):
    assert only(text).direction == direction


def test_a_change_told_twice_keeps_its_direction():
    first, second = (f.quantity for f in found("Futures were up 17.5 points, or 0.2%."))
    assert (first.direction, second.direction) == ("up", "up")


def test_a_unit_behind_a_hanging_hyphen_is_that_of_both():
    assert [q.unit for q in quantities(parse("They sell five- or six-inch pipes."))] == [
        "inch", "inch",
    ]  # fmt: skip


def test_people_are_not_counted_to_the_thousandth():
    assert only("The quake left 29.605 dead.").value == 29_605
    assert only("The index lost 29.605 points.").value == Decimal("29.605")


def test_a_conversion_hangs_on_what_it_converts_and_keeps_its_bound():
    text = "The canal is more than 1,000km (620 miles) long."
    first, second = (f.quantity for f in found(text))
    assert second.conversion_of == (first.start, first.end)
    assert (second.bound, second.low, second.high) == ("more_than", 620, None)


def test_two_units_that_do_not_agree_are_no_conversion():
    _, second = (f.quantity for f in found("He rode 1,000km (90 miles of it uphill)."))
    assert second.conversion_of is None


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "working"),
    [
        ("He sent two ships of 60 men each.", 120, 120, 120, "2 × 60 = 120"),
        ("He has five crews, each with 20 to 30 men.", None, 100, 150,
         "5 × 20 to 30 = 100 to 150"),
    ],
)  # fmt: skip
def test_products(text, value, low, high, working):
    outer, inner = (f.quantity for f in found(text))
    assert outer.derived is None
    assert inner.derived.working == working
    assert (inner.derived.value, inner.derived.low, inner.derived.high) == (value, low, high)


def test_a_figure_left_bare_takes_what_it_is_set_against():
    _, second = found("They sold 3.9 million radios, up from 2.4 million a year ago.")
    assert (second.quantity.value, second.quantity.measure) == (2_400_000, "radio")


def test_text_stops_at_the_figure():
    assert only("As many as 300 or so soldiers").text == "As many as 300 or so"
    assert only("an 11,000-strong force").text == "11,000-strong"
    assert only("more than $5 a day is needed").text == "more than $5 a day"


def test_units_convert_within_one_dimension_only():
    assert units.convertible("kilometre", "metre") == 1000
    assert units.convertible("kilometre", "kilogram") is None
    assert units.convertible(None, "metre") is None


def test_numbers_too_long_to_mean_anything_are_left_alone():
    assert found("He wrote " + "7" * 10_000 + " lines.") == ()
    assert found("He wrote " + "1," * 5_000 + "1 lines.") == ()
    assert quantities(parse("million " * 3_000 + "one " + "million " * 3_000)) is not None


WORDS = st.sampled_from(
    [
        "one",
        "two",
        "three",
        "half",
        "a",
        "an",
        "of",
        "hundred",
        "thousand",
        "million",
        "dozen",
        "third",
        "and",
        "or",
        "to",
        "between",
        "more",
        "than",
        "at",
        "least",
        "about",
        "nearly",
        "up",
        "from",
        "each",
        "per",
        "cent",
        "%",
        "$",
        "€",
        "£",
        "5",
        "10",
        "2019",
        "1,000",
        "3.5",
        "10,000",
        "km",
        "m",
        "bn",
        "-",
        "–",
        "(",
        ")",
        ",",
        ".",
        ":",
        "men",
        "people",
        "North",
        "Korean",
        "No",
        "in",
        "out",
        "every",
        "plus",
        "doubled",
        "tens",
        "thousands",
        "1/2",
        "½",
        "'",
        '"',
        "US",
        "Rs",
        "year",
        "old",
        "minus",
        "+",
        "over",
        "May",
        "12:30",
        "x",
        "the",
        "was",
    ]
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=20).map("".join),
        st.text(max_size=60),
    )
)  # fmt: skip
@example("$")
@example("- 5 -")
@example("a half")
def test_any_text_gives_sound_figures(text):
    doc = parse(text)
    last = 0
    for figure in figures(doc):
        quantity = figure.quantity
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.text == quantity.text.strip() != ""
        assert quantity.start >= last
        last = quantity.end
        assert quantity.bound in BOUNDS
        assert (quantity.value is None) == (quantity.bound in ("range", "order"))
        assert not (quantity.low is None and quantity.high is None)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        quantity.to_json()


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_is_the_same_however_it_is_grouped(value):
    spellings = {f"{value:,}", f"{value:,}".replace(",", "'"), str(value)}
    assert {number(digits(s)) for s in spellings} == {value}
