"""Two claims against each other: relation, origin, implication, and the sentences that say why."""

from dataclasses import replace

import pytest
from claimed import claim, dead, troops
from hypothesis import given
from hypothesis import strategies as st

from compare.judge.pairs import best, judge
from compare.model import REASONS, RELATIONS, STANCES

A = {"agency": "Ministry of Ports", "speaker": "Ana Ruiz"}
B = {"agency": "Harbour Council"}


@pytest.mark.parametrize(
    ("a", "b", "relation", "reasons"),
    [
        (troops(3000, "at_least", **A), troops(3000, "about", **B), "agree", set()),
        (troops(3000, **A), troops(10000, **B), "conflict", {"figure"}),
        (
            troops(3000, "at_least", **A),
            troops(10000, "more_than", scope="heading", **B),
            "differ",
            {"open_bound", "scope"},
        ),
        (troops(3000, **A), troops(3000, scope="deployed", **B), "agree", {"scope"}),
        (troops(3000, **A), troops(10000, scope="deployed", **B), "differ", {"scope"}),
        (troops(8000, **A), troops(10000, places=("Lima",), **B), "conflict", {"part_of"}),
        (troops(8000, places=("Lima",), **A), troops(10000, **B), "differ", {"place", "part_of"}),
        (troops(8000, **A), troops(10000, places=("Chile",), **B), "differ", {"place"}),
        (troops(500, measure="officers", **A), troops(12000, **B), "unrelated", set()),
        (dead(12, **A), dead(30, scope="wounded", **B), "unrelated", set()),
        (dead(12, **A), dead(30, scope="killed and wounded", **B), "differ", {"part_of"}),
        (dead(40, **A), dead(30, scope="killed and wounded", **B), "conflict", {"part_of"}),
        (dead(12, **A), dead(30, period="per day", **B), "differ", {"period"}),
        (dead(12, **A), dead(30, as_of="2031-06-20", agency="NATO"), "differ", {"date"}),
        (dead(12, **A), dead(12, as_of="2031-06-20", **B), "agree", {"date"}),
        (dead(12, measure="workers", **A), dead(12, **B), "agree", set()),
        (troops(9, measure="drones", **A), troops(9, **B), "unrelated", set()),
        (troops(9, subject="Chile", **A), troops(9, **B), "unrelated", set()),
        (troops(9, unit="USD", **A), troops(9, **B), "unrelated", set()),
    ],
)
def test_relation(a, b, relation, reasons):
    found = judge(a, b)
    assert found.relation == relation
    assert reasons <= set(found.reasons)


@pytest.mark.parametrize(
    ("stance", "relation"),
    [
        ("denies", "conflict"),
        ("no_comment", "differ"),
        ("not_aware", "differ"),
        ("conditional", "differ"),
        ("affirms", "agree"),
    ],
)
def test_only_a_denial_contradicts(stance, relation):
    found = judge(troops(stance=stance, **A), troops(3000, **B))
    assert found.relation == relation
    assert ("unconfirmed" in found.reasons) == (relation == "differ")


def test_a_denial_is_not_held_against_what_is_said_months_later():
    found = judge(troops(stance="denies", **A), troops(9, published="2031-08-01", **B))
    assert (found.relation, set(found.reasons)) == ("differ", {"date", "polarity"})


def test_what_is_so_in_a_part_is_so_in_the_whole():
    assert judge(troops(places=("Lima",), **A), troops(9, **B)).relation == "agree"


def test_a_denial_of_a_part_leaves_the_whole_standing():
    assert (
        judge(troops(stance="denies", places=("Lima",), **A), troops(9, **B)).relation == "differ"
    )
    assert (
        judge(troops(stance="denies", **A), troops(9, places=("Lima",), **B)).relation == "conflict"
    )


def test_a_denial_of_what_others_say_contradicts_it():
    reply = claim(
        stance="denies", text="The consul called the reports a lie.", entities=("Brazil",)
    )
    assert judge(reply, troops(3000, **B)).relation == "conflict"
    assert judge(reply, troops(3000, subject="Norway", places=())).relation == "unrelated"


def test_two_counts_in_one_breath_are_whole_and_part():
    one = {"article_id": "x", "agency": "Police"}
    found = judge(dead(23, at=3, **one), dead(5, at=9, **one))
    assert (found.relation, found.reasons) == ("differ", ("part_of",))
    assert "“5” (Police) is counted within “23”" in found.because[0]


def test_a_forecast_is_not_held_against_a_fact():
    found = judge(troops(12000, stance="forecast", **A), troops(3000, **B))
    assert (found.relation, "scope" in found.reasons) == ("differ", True)


def later(value, **fields):
    return dead(value, published="2031-05-12", **fields)


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        (dead(12, agency="Police"), later(15, agency="Police"), "revised"),
        (dead(12, agency="Police"), later(9, agency="Police"), "revised"),
        (dead(12, agency="Fire service"), later(15, agency="Police"), "revised"),
        (
            troops(12, agency="US Department of Defense"),
            troops(15, agency="US State Department", published="2031-05-12"),
            "revised",
        ),
        (
            troops(12, agency="US Department of Defense"),
            troops(15, agency="NATO", published="2031-05-12"),
            "conflict",
        ),
        (dead(12, agency="Police"), later(12, agency="Police"), "agree"),
        (dead(12, agency="Police"), dead(15, agency="Police"), "conflict"),
        (dead(15, agency="Police"), later(12, bound="more_than", agency="Police"), "differ"),
        # printed after the newer figure, which it allows
        (
            dead(
                12, bound="more_than", agency="Police", published="2031-05-20", as_of="2031-05-10"
            ),
            later(15, agency="Police"),
            "differ",
        ),
        # near each other, yet another month's figure
        (
            dead(183, bound="about", agency="Police"),
            dead(185, bound="about", agency="Police", published="2031-07-10"),
            "revised",
        ),
        # another body of the government counts a part
        (
            troops(11000, agency="US Department of Defense"),
            troops(2000, agency="US State Department", published="2031-05-12"),
            "conflict",
        ),
    ],
)
def test_a_source_that_moves_on(old, new, relation):
    assert judge(old, new).relation == relation


def test_one_sentence_can_take_back_an_earlier_figure():
    text = "The clinic now counts 36, up from an earlier 23."
    now = dead(36, agency="Clinic", article_id="x", text=text, at=22)
    before = dead(23, agency="Clinic", article_id="x", text=text, at=45)
    assert judge(now, before).relation == "revised"


@pytest.mark.parametrize(
    ("a", "b", "echo", "drift"),
    [
        (troops(3000, **A), troops(3000, **A), True, False),
        (troops(3000, "at_least", **A), troops(3000, **A), True, True),
        (troops(3000, **A), troops(3000, speaker="Ruiz", agency="Port Office"), True, False),
        (troops(3000, **A), troops(3000, **B), False, False),
        (troops(3000, **A), troops(5000, **A), False, False),
        (troops(3000, "about", **A), troops(3100, "about", **A), False, False),
        (
            troops(3000, agency="Harbour Council", via=("Reuters", "Harbour Council")),
            troops(3000, **B),
            True,
            False,
        ),
        (troops(3000, outlet="Daily Tide"), troops(3000, via=("Daily Tide",)), True, False),
        (troops(3000, role="officials"), troops(3000, role="officials"), False, False),
    ],
)
def test_one_origin_counts_once(a, b, echo, drift):
    found = judge(a, b)
    assert found.same_origin is echo
    assert ("drift" in found.reasons) is drift


def test_a_government_told_as_a_whole_is_no_second_voice():
    body = troops(8000, "about", agency="US State Department", speaker="Ana Ruiz")
    found = judge(body, troops(8000, "at_most", agency="White House"))
    assert found.same_origin and "drift" in found.reasons
    assert not judge(body, troops(8000, agency="US Department of Defense")).same_origin


def test_a_figure_whose_scale_was_lost_is_the_same_one():
    aid = {"measure": "aid", "scope": "pledged", "unit": "USD", "agency": "Clinic"}
    found = judge(claim(61_000_000_000, **aid), claim(61, **aid))
    assert found.same_origin and "drift" in found.reasons
    assert not judge(claim(62_000_000_000, **aid), claim(61, **aid)).same_origin


def test_a_guarded_answer_told_as_a_plain_one_has_drifted():
    found = judge(troops(stance="not_aware", **A), troops(**A))
    assert found.same_origin and "drift" in found.reasons


def test_people_come_whole():
    found = judge(dead("29.605", **A), dead(29605, **B))
    assert found.relation == "agree"


def test_a_figure_and_its_conversion_are_one():
    text = "Ash fell 80km (50 miles) away."
    near = claim(
        80, unit="kilometre", article_id="x", outlet="Tide", text=text, at=9, measure="ash"
    )
    far = claim(50, unit="mile", article_id="x", outlet="Tide", text=text, at=15, measure="ash")
    of = near.quantity.start, near.quantity.end
    far = replace(far, quantity=replace(far.quantity, conversion_of=of))
    found = judge(near, far)
    assert (found.relation, found.same_origin) == ("agree", True)


def test_implication_follows_the_intervals():
    found = judge(troops(3000, **A), troops(2000, "at_least", **B))
    assert (found.a_implies_b, found.b_implies_a) == (True, False)
    part = judge(troops(3000, "at_least", places=("Lima",), **A), troops(3000, "at_least", **B))
    assert (part.a_implies_b, part.b_implies_a) == (True, False)


def test_a_sentence_for_every_reason_names_who_said_what():
    found = judge(troops(3000, "at_least", **A), troops(10000, "more_than", scope="heading", **B))
    assert len(found.because) == len(found.reasons) == 2
    assert "“at least 3000” and “more than 10000” leave the upper end open" in found.because[0]
    assert "Ana Ruiz (Ministry of Ports)" in found.because[1]
    assert "training" in found.because[1]


def test_of_several_claims_the_best_matching_pair_decides():
    found = best([dead(9, **A), troops(3000, **A)], [troops(3000, "about", **B)])
    assert found.relation == "agree"


def test_texts_without_claims_are_compared_by_their_words():
    same = "The cathedral roof collapsed overnight after heavy snowfall."
    assert best([], [], same, same).relation == "agree"
    assert best([], [], same, "Lawmakers passed a pension reform.").relation == "unrelated"
    assert best([], []).relation == "unrelated"


measures = st.sampled_from([None, "troops", "people", "officers", "drones"])
scopes = st.sampled_from(
    [None, "present", "training", "sent", "killed", "killed and wounded", "planned"]
)
where = st.lists(st.sampled_from(["Peru", "Lima", "Chile"]), max_size=2, unique=True).map(tuple)
days = st.sampled_from([None, "2031-05-01", "2031-05-02", "2031-05-20"])
values = st.one_of(st.none(), st.integers(0, 20_000))


@st.composite
def claims(draw):
    return claim(
        draw(values),
        draw(st.sampled_from(["exact", "about", "at_least", "at_most", "nearly"])),
        measure=draw(measures), scope=draw(scopes), places=draw(where), as_of=draw(days),
        published=draw(days), subject=draw(st.sampled_from([None, "Brazil", "Chile"])),
        stance=draw(st.sampled_from(STANCES)),
        agency=draw(st.sampled_from([None, "Police", "NATO", "US State Department"])),
        text=draw(st.sampled_from(["", "Snow fell on the pass.", "The bridge is closed."])),
        article_id=draw(st.sampled_from(["x", "y"])),
    )  # fmt: skip


@given(claims(), claims())
def test_judge_is_symmetric(a, b):
    one, other = judge(a, b), judge(b, a)
    assert one.relation == other.relation in RELATIONS
    assert (one.same_origin, one.score, one.reasons) == (
        other.same_origin,
        other.score,
        other.reasons,
    )
    assert (one.a_implies_b, one.b_implies_a) == (other.b_implies_a, other.a_implies_b)
    assert set(one.reasons) <= set(REASONS)
    assert 0 <= one.score <= 1
    assert one.because and all(s.strip().endswith((".", "?")) for s in one.because)


@given(claims())
def test_a_claim_agrees_with_itself(a):
    found = judge(a, a)
    assert found.relation == "agree"
    assert found.same_origin and found.a_implies_b and found.b_implies_a
