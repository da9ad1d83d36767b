"""Dates and times in a text: spans, types, values, and the days they cover."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extract.dates import dates, interval

# A Thursday.
PUBLISHED = "2024-10-24"


def values(text, published=PUBLISHED):
    return [(m.text, m.type, m.value) for m in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "span", "kind", "value"),
    [
        # Full dates
        ("The ship docked on Oct. 23 in Bergen.", "Oct. 23", "DATE", "2024-10-23"),
        ("The ship docked on 23 October 2024.", "23 October 2024", "DATE", "2024-10-23"),
        ("The ship docked on the 23rd of October.", "23rd of October", "DATE", "2024-10-23"),
        ("Signed 10/23/2024 in Lima.", "10/23/2024", "DATE", "2024-10-23"),
        ("Signed 23/10/2024 in Lima.", "23/10/2024", "DATE", "2024-10-23"),
        ("Signed 2024-10-23 in Lima.", "2024-10-23", "DATE", "2024-10-23"),
        ("The bridge fell on Sept. 1, 2001, at dawn.", "Sept. 1, 2001", "DATE", "2001-09-01"),
        ("Polls open Tuesday, Nov. 5.", "Tuesday, Nov. 5", "DATE", "2024-11-05"),
        ("The law was passed on March 3.", "March 3", "DATE", "2024-03-03"),
        ("The court must rule by Jan. 14.", "Jan. 14", "DATE", "2025-01-14"),
        # Months, quarters, seasons, years
        ("Prices rose in October 2023.", "October 2023", "DATE", "2023-10"),
        ("The dam broke in June.", "June", "DATE", "2024-06"),
        ("Work stopped in mid-November 2022.", "mid-November 2022", "DATE", "2022-11"),
        ("It closed in late October.", "late October", "DATE", "2024-10"),
        ("At war since February 2022, they tire.", "February 2022", "DATE", "2022-02"),
        ("He won last May.", "last May", "DATE", "2024-05"),
        ("The vote comes next April.", "next April", "DATE", "2025-04"),
        ("Sales in the third quarter of 2023.", "the third quarter of 2023", "DATE", "2023-Q3"),
        ("Sales dipped in the first half of 2023.", "the first half of 2023", "DATE", "2023-H1"),
        ("The lake dried up last summer.", "last summer", "DATE", "2024-SU"),
        ("It fell in the spring of 2022.", "spring of 2022", "DATE", "2022-SP"),
        ("The party began in the 1990s.", "the 1990s", "DATE", "199X"),
        ("It should be ready by early 2025.", "early 2025", "DATE", "2025"),
        # Weekdays as news uses them
        ("The mayor resigned on Wednesday.", "Wednesday", "DATE", "2024-10-23"),
        ("The mayor resigned Thursday.", "Thursday", "DATE", "2024-10-24"),
        ("The mayor resigned Friday.", "Friday", "DATE", "2024-10-18"),
        ("The mayor resigned last Wednesday.", "last Wednesday", "DATE", "2024-10-23"),
        ("The mayor will resign on Friday.", "Friday", "DATE", "2024-10-25"),
        ("He will resign, the mayor said Monday.", "Monday", "DATE", "2024-10-21"),
        ("Talks resume next Monday.", "next Monday", "DATE", "2024-10-28"),
        ("The siren sounded Wednesday night.", "Wednesday night", "TIME", "2024-10-23TNI"),
        # Relative days, weeks, months
        ("He flew home yesterday.", "yesterday", "DATE", "2024-10-23"),
        ("They meet tomorrow.", "tomorrow", "DATE", "2024-10-25"),
        ("A quake struck this morning.", "this morning", "TIME", "2024-10-24TMO"),
        ("The raid took place two weeks ago.", "two weeks ago", "DATE", "2024-W41"),
        ("They left three days ago.", "three days ago", "DATE", "2024-10-21"),
        ("The mine shut two years ago.", "two years ago", "DATE", "2022"),
        ("It began last month.", "last month", "DATE", "2024-09"),
        ("It is the worst flood this year.", "this year", "DATE", "2024"),
        ("He spoke earlier this week.", "earlier this week", "DATE", "2024-W43"),
        ("Crowds gathered over the weekend.", "over the weekend", "DATE", "2024-W42-WE"),
        # References, durations, sets
        ("The border is now shut.", "now", "DATE", "PRESENT_REF"),
        ("He has lost allies in recent weeks.", "recent weeks", "DURATION", "PXW"),
        ("It lasted two weeks.", "two weeks", "DURATION", "P2W"),
        ("A three-month truce held.", "three-month", "DURATION", "P3M"),
        ("He got 20 years in prison.", "20 years", "DURATION", "P20Y"),
        ("Over the past week, 30 died.", "the past week", "DURATION", "P1W"),
        ("They fire 40 rockets a day.", "a day", "SET", "P1D"),
        ("They meet every Tuesday.", "every Tuesday", "SET", "XXXX-WXX-2"),
        ("A daily ferry runs.", "daily", "SET", "P1D"),
        # Clock times, with the day beside them
        ("It hit at 10:35 a.m. on Tuesday.", "10:35 a.m.", "TIME", "2024-10-22T10:35"),
        ("On Monday it hit at 6 p.m. in the port.", "6 p.m.", "TIME", "2024-10-21T18:00"),
    ],
)  # fmt: skip
def test_one_expression(text, span, kind, value):
    assert (span, kind, value) in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the square.",
        "Theresa May met April Jones.",
        "May leads the party.",
        "The second man fled.",
        "Some 2000 soldiers crossed.",
        "He earned 1,500 points and 2.5 stars.",
        "A 20-year-old man and a five-year-old girl fled.",
        "The fall of the capital will spring surprises.",
        "Jan Novak spoke.",
        'They watched "60 Minutes" in Room 1984.',
        "The F-16 and Boeing 737 flew.",
    ],
)
def test_no_date(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke on Wednesday.", "XXXX-WXX-3"),
        ("He spoke on Oct. 23.", "XXXX-10-23"),
        ("He spoke in June.", "XXXX-06"),
        ("He spoke in June 2023.", "2023-06"),
        ("He spoke yesterday.", "XXXX-XX-XX"),
        ("He spoke two weeks ago.", "PAST_REF"),
    ],
)
@pytest.mark.parametrize("published", [None, "", "no day"])
def test_without_a_publication_day_a_date_keeps_what_it_says(text, value, published):
    assert [v for _, _, v in values(text, published)] == [value]


def test_later_and_earlier_count_from_the_date_before():
    text = "The pact was signed on Oct. 2. Three days later it was broken."
    assert [v for _, _, v in values(text)] == ["2024-10-02", "2024-10-05"]


def test_a_dateline_moves_the_anchor():
    text = "OSLO, October 23 (Agency) -- The minister resigned today."
    assert [v for _, _, v in values(text)] == ["2024-10-23", "2024-10-23"]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-10-23", ("2024-10-23", "2024-10-23")),
        ("2024-10-23TMO", ("2024-10-23", "2024-10-23")),
        ("2024-10-23T10:35", ("2024-10-23", "2024-10-23")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-W43", ("2024-10-21", "2024-10-27")),
        ("2024-W43-WE", ("2024-10-26", "2024-10-27")),
        ("2024-W43-3", ("2024-10-23", "2024-10-23")),
        ("2024-Q3", ("2024-07-01", "2024-09-30")),
        ("2024-H2", ("2024-07-01", "2024-12-31")),
        ("2024-SU", ("2024-06-01", "2024-08-31")),
        ("2023-WI", ("2023-12-01", "2024-02-29")),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("19XX", ("1900-01-01", "1999-12-31")),
        ("P3D", None),
        ("PXW", None),
        ("XXXX-WXX-3", None),
        ("XXXX-10-23", None),
        ("PRESENT_REF", None),
        ("2024-13", None),
        ("2024-02-30", None),
        ("2023-W53", None),
        ("9999-WI", None),
        ("", None),
    ],
)
def test_interval(value, days):
    assert interval(value) == days


PIECES = """on in last next this Monday Friday night May March Oct. 23 31 30 2024 1999 a two ago
later weeks day the weekend 10:35 a.m. 24:61 99/99/9999 0000-00-00 Feb. 29 9999 quarter century
every past , . ( ' will said Thanksgiving summer of 1990s decades earlier years"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])


@given(st.lists(WORDS, max_size=30), st.dates(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_spans_slice_back_in_order_and_days_are_ordered(parts, published, dated):
    text = " ".join(parts)
    end = 0
    for mention in dates(text, published.isoformat() if dated else None):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= end
        end = mention.end
        if days := interval(mention.value):
            assert date.fromisoformat(days[0]) <= date.fromisoformat(days[1])


@given(st.text(max_size=200), st.none() | st.text(max_size=12))
@settings(max_examples=100, deadline=None)
def test_no_text_and_no_value_raises(text, published):
    for mention in dates(text, published):
        assert text[mention.start : mention.end] == mention.text
    assert interval(text) is None or len(interval(text)) == 2


@pytest.mark.parametrize(
    "piece", ["two ", "the early ", "Oct. ", "1" * 50, "last ", "a", "12:", " "]
)
def test_hostile_repetition_takes_linear_time(piece):
    start = perf_counter()
    dates(piece * (40_000 // len(piece)), PUBLISHED)
    assert perf_counter() - start < 5
