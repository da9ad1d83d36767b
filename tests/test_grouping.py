"""Claims to questions: what belongs together, what does not, and whatever the order."""

import random
from dataclasses import replace

import pytest
from claimed import claim, dead, troops
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.match.grouping import group

NAMES = ("Lima", "Ana Ruiz")


def partition(claims):
    return {frozenset(g.claim_ids) for g in group(claims)}


def together(*claims):
    return any({c.id for c in claims} <= g for g in partition(claims))


def test_the_lanes_of_where_a_force_stands_are_one_question():
    forces = [
        troops(v, scope=s) for v, s in ((3000, "training"), (9000, "heading"), (7, "present"))
    ]
    assert together(*forces)


@pytest.mark.parametrize(
    "other",
    [
        {"scope": "killed"},
        {"scope": "planned"},
        {"stance": "forecast"},
        {"measure": "officers"},
        {"subject": "Chile"},
        {"places": ("Chile",)},
        {"places": ("Lima",)},
        {"period": "per day"},
        {"unit": "USD"},
    ],
)
def test_a_field_that_differs_makes_another_question(other):
    assert not together(troops(3000), troops(3000, **other))


def test_a_denial_stands_in_the_question_of_the_count():
    assert together(troops(3000), troops(stance="denies", scope=None, places=()))


def test_a_reply_stands_in_the_question_that_it_answers():
    asked = troops(3000, entities=("Brazil",))
    text = "The consul called the reports an invention."
    reply = claim(stance="denies", text=text, entities=("Brazil",))
    elsewhere = claim(stance="denies", text=text, entities=("Norway",))
    assert together(asked, reply)
    assert not together(asked, elsewhere)


def test_a_smaller_count_in_one_breath_is_a_part():
    text = "Police said 23 were hurt, 5 of them badly."
    one = {"article_id": "x", "agency": "Police", "scope": "wounded", "text": text}
    assert not together(dead(23, at=12, **one), dead(5, at=25, **one))


def test_people_workers_and_residents_who_died_are_one_toll():
    assert together(dead(4), dead(4, measure="workers"), dead(5, measure="people"))


@pytest.mark.parametrize("kind", ["there", "killed"])
def test_a_claim_that_leaves_a_field_open_joins_its_nearest_neighbour(kind):
    make = troops if kind == "there" else dead
    full = [make(40, entities=NAMES, article_id="x"), make(41, entities=("Cusco",), article_id="y")]
    full[1] = replace(full[1], places=("Chile",), subject="Brazil" if kind == "there" else None)
    bare = make(45, places=(), entities=NAMES, article_id="z")
    assert together(full[0], bare)
    assert frozenset((full[0].id, bare.id)) in partition([*full, bare])


def test_the_same_words_of_another_disaster_stay_apart():
    here = dead(4, places=(), entities=("Lima", "Rimac Bridge"))
    there = dead(4, places=(), entities=("Oslo", "Grand Hotel"))
    assert not together(here, there)


def test_another_event_is_another_question():
    first, second = dead(4, event_date="2031-05-01"), dead(4, event_date="2031-05-09")
    assert not together(first, second)


def test_claims_without_fields_join_where_their_words_say_the_same():
    one = claim(text="The minister resigned after the audit of the lighthouse fund.")
    same = claim(text="After an audit of its lighthouse fund the minister resigned.")
    other = claim(text="The minister opened a lighthouse museum.")
    assert {c.id for c in (one, same)} in [set(g.claim_ids) for g in group([one, same, other])]
    assert not together(one, other)


def test_what_matches_nothing_has_a_question_of_its_own():
    lone = claim(7, measure="telescopes")
    assert {lone.id} in [set(g.claim_ids) for g in group([lone, dead(7), troops(7)])]


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        ([troops(9), troops(8)], "How many Brazilian troops are in Peru?"),
        ([dead(4)], "How many people were killed in Lima?"),
        ([troops(stance="denies")], "Are there Brazilian troops in Peru?"),
        ([dead(4, period="per day")], "How many people were killed in Lima, per day?"),
        (
            [claim(text="Nobody knows who forged the ledger.")],
            "Nobody knows who forged the ledger.",
        ),
    ],
)
def test_a_label_is_a_question_in_plain_words(claims, label):
    assert [g.label for g in group(claims)] == [label]


def test_no_claims_make_no_questions():
    assert group([]) == []


choices = st.fixed_dictionaries(
    {
        "measure": st.sampled_from([None, "troops", "people", "drones", "officers"]),
        "scope": st.sampled_from([None, "training", "sent", "killed", "planned"]),
        "subject": st.sampled_from([None, "Brazil", "Chile"]),
        "places": st.sampled_from([(), ("Peru",), ("Lima",), ("Chile",)]),
        "published": st.sampled_from([None, "2031-05-10", "2031-05-11", "2032-01-01"]),
        "article_id": st.sampled_from(["x", "y", "z"]),
        "entities": st.sampled_from([(), NAMES, ("Oslo",)]),
        "stance": st.sampled_from(["affirms", "denies", "not_aware", "forecast"]),
        "text": st.sampled_from(
            ["A bell rang.", "Snow shut the pass road.", "The pass road is shut."]
        ),
    }
)
rows = st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 50)), choices), max_size=14)


@settings(max_examples=60, deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_every_claim_is_in_one_question_in_whatever_order(drawn, chance: random.Random):
    claims = [claim(value, id=f"k{n}", **fields) for n, (value, fields) in enumerate(drawn)]
    shuffled = chance.sample(claims, len(claims))
    groups = group(claims)
    assert sorted(i for g in groups for i in g.claim_ids) == sorted(c.id for c in claims)
    assert group(shuffled) == groups
    assert len({g.id for g in groups}) == len(groups)


def test_many_claims_take_little_time():
    import time

    places = [f"Town{n}" for n in range(400)]
    many = [
        dead(n % 90, places=(places[n % 400],), entities=(places[n % 400],)) for n in range(4000)
    ]
    start = time.process_time()
    assert len(group(many)) == 400
    assert time.process_time() - start < 10
