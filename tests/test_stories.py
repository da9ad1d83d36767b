"""Articles on one running story together, with a label of their own words."""

from random import Random
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.match.average_link import clusters, halves
from compare.match.sparse import Vectors
from compare.match.stories import stories
from compare.model import Article

FERRY = [
    ("Ferry sinks off Corvale", "A ferry with 80 people aboard sank off Corvale Island on Monday. "
     "Rescue boats pulled 60 passengers from the water, the Corvale coast guard said."),
    ("Coast guard ends search for Corvale ferry", "The Corvale coast guard called off its search "
     "for the missing passengers of the ferry that sank off the island."),
    ("Captain of sunken Corvale ferry held", "Police in Corvale arrested the captain of the ferry. "
     "The ferry carried too many passengers when it sank off Corvale Island."),
]  # fmt: skip
STRIKE = [
    ("Nurses strike over pay in Tallgarth", "Thousands of nurses walked out of hospitals in "
     "Tallgarth in a strike over pay. The nurses' union wants a rise of 9 per cent."),
    ("Tallgarth hospitals cancel operations as nurses strike", "Hospitals in Tallgarth cancelled "
     "400 operations because of the nurses' strike over pay, managers said."),
    ("Union and Tallgarth hospitals resume pay talks", "The nurses' union returned to talks on pay "
     "with hospitals in Tallgarth; the strike goes on."),
]  # fmt: skip


def article(number, title, text, published="2024-03-04"):
    return Article(f"a{number:03d}", None, title, published, None, None, text)


def corpus():
    return [article(i, title, text) for i, (title, text) in enumerate(FERRY + STRIKE)]


def as_sets(found):
    return {frozenset(s.article_ids) for s in found}


def test_two_events_are_two_stories():
    assert as_sets(stories(corpus())) == {
        frozenset({"a000", "a001", "a002"}),
        frozenset({"a003", "a004", "a005"}),
    }


def test_labels_are_words_of_the_story():
    ferry, strike = sorted(stories(corpus()), key=lambda s: s.article_ids)
    assert "Corvale" in ferry.label and "ferry" in ferry.label.lower()
    assert "Tallgarth" in strike.label or "nurses" in strike.label.lower()
    for story in (ferry, strike):
        words = " ".join(f"{a.title} {a.text}" for a in corpus() if a.id in story.article_ids)
        assert story.label.lower() in words.lower()
        assert story.label[0].isupper()


def test_the_id_is_that_of_the_earliest_article():
    early = article(9, *FERRY[0], published="2024-03-01")
    found = stories([*corpus(), early])
    assert next(s.id for s in found if "a000" in s.article_ids) == "story-a009"


def test_two_like_events_years_apart_are_two_stories():
    first = article(
        1,
        "Storm floods Velden",
        "Rain filled cellars beside the river; the mayor closed two bridges and opened a school.",
    )
    later = article(2, "Power lost in Velden",
                    "Wind felled pylons; engineers mended cables.",
                    "2019-01-04")  # fmt: skip
    assert len(stories([first, later])) == 2
    reprint = article(3, first.title, first.text, "2019-01-04")
    assert len(stories([first, reprint])) == 1


@given(
    st.permutations(range(6)),
    st.lists(st.sampled_from(["", "2024-01-01", None]), min_size=6, max_size=6),
)
@settings(max_examples=25, deadline=None)
def test_order_makes_no_difference(order, published):
    rows = [
        article(i, a.title, a.text, day)
        for i, (a, day) in enumerate(zip(corpus(), published, strict=True))
    ]
    assert stories([rows[i] for i in order]) == stories(rows)


@given(st.lists(st.tuples(st.none() | st.text(max_size=30), st.text(max_size=60),
                          st.none() | st.text(max_size=12)), max_size=8))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_every_article_is_in_exactly_one_story(rows):
    articles = [article(i, title, text, day) for i, (title, text, day) in enumerate(rows)]
    found = stories(articles)
    assert sorted(i for s in found for i in s.article_ids) == [a.id for a in articles]
    assert len({s.id for s in found}) == len(found)
    assert all(s.label for s in found)


def test_one_id_twice_counts_once():
    assert stories([corpus()[0], corpus()[0]])[0].article_ids == ("a000",)


@pytest.mark.parametrize(
    ("threshold", "groups"),
    [
        (0.0, [[0, 1, 2, 3]]),
        (0.3, [[0, 1], [2, 3]]),
        (0.85, [[0, 1], [2], [3]]),
        (1.1, [[0], [1], [2], [3]]),
    ],
)
def test_average_link(threshold, groups):
    near = np.array(
        [[1, 0.9, 0.1, 0.2], [0.9, 1, 0.2, 0.1], [0.1, 0.2, 1, 0.8], [0.2, 0.1, 0.8, 1]]
    )
    rows = np.linalg.cholesky(near)
    assert clusters(Vectors([np.arange(4)] * 4, list(rows)), threshold) == groups


def test_halves_cut_where_the_ties_are_weakest():
    near = np.full((7, 7), 0.05)
    near[:3, :3] = near[3:, 3:] = 0.6
    cost, left, right = halves(near)
    assert sorted([left, right]) == [[0, 1, 2], [3, 4, 5, 6]]
    assert cost < 0.5


def test_five_hundred_articles_take_seconds():
    random = Random(7)
    common = [f"word{i}" for i in range(3_000)]
    rows = []
    for i in range(500):
        topic = i % 50
        own = [f"Topic{topic}x{j}" for j in range(12)]
        text = " ".join(random.choices(own, k=40) + random.choices(common, k=80))
        rows.append(article(i, f"Topic{topic}x0", text))
    start = perf_counter()
    found = stories(rows)
    assert perf_counter() - start < 30
    assert len(found) == 50
