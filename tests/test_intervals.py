"""Figures as intervals: which say the same, which can both be true, which exclude each other."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.judge.intervals import AGREE, APART, OVERLAP, interval, relation, same_figure
from compare.model import BOUNDS, Derived, Quantity


def figure(bound, value=None, low=None, high=None, unit=None, derived=None):
    def number(x):
        return None if x is None else Decimal(str(x))

    return interval(
        Quantity(
            "", 0, 0, number(value), number(low), number(high), bound, unit=unit, derived=derived
        )
    )


CASES = [
    (("exact", 3000), ("exact", 3000), AGREE),
    (("exact", 3000), ("exact", 10000), APART),
    (("exact", 4), ("exact", 5), APART),
    (("exact", 227), ("exact", 228), APART),
    (("at_least", 3000), ("about", 3000), AGREE),
    (("at_least", 3000), ("more_than", 3000), AGREE),
    (("at_least", 3000), ("more_than", 10000), OVERLAP),
    (("at_most", 12000), ("at_least", 12000), AGREE),
    (("at_most", 12000), ("at_least", 12500), APART),
    (("about", 10000), ("about", 11000), AGREE),
    (("about", 10000), ("about", 12000), OVERLAP),
    (("about", 10000), ("exact", 12000), APART),
    (("nearly", 2000), ("exact", 2000), AGREE),
    (("nearly", 2000), ("exact", 1640), APART),
    (("less_than", 50), ("at_most", 200), OVERLAP),
]


@pytest.mark.parametrize(("a", "b", "expected"), CASES)
def test_two_figures(a, b, expected):
    assert relation(figure(*a), figure(*b)) == expected
    assert relation(figure(*b), figure(*a)) == expected


@pytest.mark.parametrize(
    ("coarse", "fine", "expected"),
    [
        (61_000, 60_800, AGREE),  # rounded
        (60, "60.8", AGREE),  # cut
        (1_600, 1_640, AGREE),
        (230, 227, AGREE),
        (3_000, 3_400, APART),  # one digit left: too far
        (10_000, 12_000, APART),
        (4_000, 3_800, APART),
        (10, 14, APART),
    ],
)
def test_a_rounded_figure(coarse, fine, expected):
    assert relation(figure("exact", coarse), figure("exact", fine)) == expected


def test_a_range_and_a_figure_need_only_overlap():
    span = figure("range", low=11_000, high=12_000)
    assert relation(span, figure("exact", 11_500)) == AGREE
    assert relation(span, figure("range", low=12_000, high=14_000)) == AGREE
    assert relation(span, figure("exact", 9_000)) == APART


def test_a_rough_figure_outside_the_range_does_not_agree_with_it():
    assert relation(figure("range", low=11_000, high=12_000), figure("about", 10_000)) == OVERLAP


def test_vague_words_are_spans():
    hundreds = figure("order", low=200, high=999)
    assert relation(hundreds, figure("exact", 300)) == AGREE
    assert relation(hundreds, figure("exact", 2_000)) == APART


def test_units_of_one_thing_convert():
    assert (
        relation(figure("exact", 40, unit="kilometre"), figure("exact", 25, unit="mile")) == AGREE
    )
    assert (
        relation(figure("exact", 40, unit="kilometre"), figure("exact", 60, unit="mile")) == APART
    )


def test_a_product_counts_as_what_it_comes_to():
    product = Derived(Decimal(12_000), Decimal(12_000), Decimal(12_000), "2 × 6,000")
    assert relation(figure("exact", 6_000, derived=product), figure("about", 12_000)) == AGREE


def test_rough_figures_may_agree_and_still_be_two_figures():
    assert not same_figure(figure("about", 10_000), figure("about", 11_000))
    assert same_figure(figure("about", 10_000), figure("at_least", 10_000))


numbers = st.integers(min_value=0, max_value=10**12).map(Decimal)


@st.composite
def figures(draw):
    bound = draw(st.sampled_from(BOUNDS))
    if bound in ("range", "order"):
        low, high = sorted((draw(numbers), draw(numbers)))
        return figure(bound, low=low, high=high)
    return figure(bound, draw(numbers))


@given(figures(), figures())
def test_relation_is_symmetric(a, b):
    assert relation(a, b) == relation(b, a)


@given(figures())
def test_a_figure_agrees_with_itself(a):
    assert relation(a, a) == AGREE
    assert a.inside(a)


@given(figures(), figures())
def test_disjoint_figures_without_rounding_never_agree(a, b):
    if a.said is not None and b.said is not None and not a.overlaps(b):
        low, high = sorted((a.said, b.said))
        if high - low > high / 10:
            assert relation(a, b) == APART


@given(figures(), figures())
def test_what_lies_inside_overlaps(a, b):
    if a.inside(b):
        assert relation(a, b) != APART
