"""Articles on one running story together, with a label of their own words."""

from pathlib import Path
from random import Random
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.match.average_link import clusters, halves
from compare.match.sparse import Vectors
from compare.match.stories import stories
from compare.model import Article
from compare.read import read_path

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


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=9),
    st.lists(st.sampled_from([0.0, 10.0, 400.0, np.nan]), min_size=9, max_size=9),
    st.sampled_from([0.0, 0.2, 0.5]),
)
@settings(max_examples=60, deadline=None)
def test_no_two_groups_are_left_that_should_join(counts, days, threshold):
    rows = np.array(counts, dtype=float)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    days = np.array(days[: len(rows)])

    def nearness(apart):
        return np.where(apart > 100, 0.5, 1.0)

    found = clusters(
        Vectors([np.arange(4)] * len(rows), list(rows)), threshold, 1.0, days, nearness
    )
    assert sorted(i for group in found for i in group) == list(range(len(rows)))
    for number, one in enumerate(found):
        for other in found[:number]:
            products = (rows[one] @ rows[other].T).sum()
            near = [days[g][~np.isnan(days[g])] for g in (one, other)]
            gap = 0.0
            if all(len(d) for d in near):
                gap = max(near[0].min() - near[1].max(), near[1].min() - near[0].max(), 0.0)
            tie = products / (len(one) * len(other) + 1.0) * nearness(np.array(gap))
            assert tie < threshold + 1e-6


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Chess club seeks players", "Police officers and nurses are welcome, the club said."),
        (None, "Rain."),
        (None, ""),
    ],
)  # fmt: skip
def test_an_unrelated_article_is_a_story_of_its_own(title, text):
    found = stories([*corpus(), article(50, title, text)])
    assert len(found) == 3
    assert ("a050",) in {s.article_ids for s in found}


def test_a_shared_place_and_kind_of_event_five_years_apart_do_not_join():
    first = article(61, "Storm hits Marrow Bay", "A storm tore roofs off houses in Marrow Bay. Two "
                    "people were hurt and the school stays shut, the mayor said.",
                    "2019-02-03")  # fmt: skip
    later = article(62, "Marrow Bay cleans up after storm", "After the storm, crews in Marrow Bay "
                    "cleared fallen trees from the railway. Trains run again from Friday.",
                    "2024-11-20")  # fmt: skip
    assert len(stories([first, later])) == 2
    assert len(stories([*corpus(), first, later])) == 4


@pytest.mark.parametrize("kept", [2, 4, 6])
def test_ids_hold_when_articles_are_added(kept):
    rows = [article(i, a.title, a.text, f"2024-03-{4 + i:02d}") for i, a in enumerate(corpus())]
    before = {s.id for s in stories(rows[:kept])}
    assert before <= {s.id for s in stories(rows)}


def two_events(own, shared, size=6):
    """Articles on two events: words of each event's own, and words that both share."""
    random = Random(5)
    both = [f"common{i}" for i in range(60)]
    rows = []
    for event in range(2):
        words = [f"event{event}x{i}" for i in range(60)]
        for i in range(size):
            text = " ".join(random.sample(words, own) + random.sample(both, shared))
            rows.append(article(10 * event + i, None, text))
    return rows


def test_long_texts_on_two_like_events_part_but_sides_of_a_story_do_not():
    assert [len(s.article_ids) for s in stories(two_events(45, 45))] == [6, 6]
    assert len(stories(two_events(15, 25))) == 1


@pytest.fixture(scope="module")
def seed_articles():
    return {
        story.name: list(read_path(story).articles)
        for story in sorted((Path(__file__).parent.parent / "seeds").iterdir())
        if story.is_dir()
    }


def test_each_folder_of_seeds_is_one_story(seed_articles):
    found = as_sets(stories([a for rows in seed_articles.values() for a in rows]))
    assert found == {frozenset(a.id for a in rows) for rows in seed_articles.values()}


@pytest.mark.parametrize(
    ("story", "telling"),
    [
        ("north_korea_troops", {"north korean", "russia"}),
        ("valencia_floods", {"valencia", "flood"}),
        ("turkey_syria_quake", {"turkey", "syria", "earthquake"}),
        ("ukraine_aid", {"aid", "ukraine"}),
    ],
)
def test_labels_of_the_seeds_name_place_and_event(seed_articles, story, telling):
    rows = [a for rows in seed_articles.values() for a in rows]
    ids = tuple(a.id for a in seed_articles[story])
    found = next(s.label for s in stories(rows) if set(s.article_ids) == set(ids))
    assert all(word in found.lower() for word in telling)
    assert len(found) < 45


@pytest.mark.parametrize("sentence", [
    "Orlish troops land in Bexhaven", "Bexhaven watches French ships", "Fire in Bexhaven kills 31",
])  # fmt: skip
def test_labels_end_with_a_noun(sentence):
    found = stories([article(1, sentence, f"{sentence}, it was said.")])[0].label
    assert found.split()[-1] not in {"French", "31"}


@pytest.mark.parametrize("topics", [50, 500])
def test_two_thousand_articles_take_seconds(topics):
    random = Random(7)
    common = [f"word{i}" for i in range(3_000)]
    rows = []
    for i in range(2_000):
        topic = i % topics
        own = [f"Topic{topic}x{j}" for j in range(12)]
        text = " ".join(random.choices(own, k=40) + random.choices(common, k=80))
        rows.append(article(i, f"Topic{topic}x0", text))
    start = process_time()
    found = stories(rows)
    assert process_time() - start < 15
    assert len(found) == topics
