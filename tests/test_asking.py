"""How questions read to a person who has seen none of their claims."""

import pytest

from compare.match.asking import Matter, asked


def matter(measure="troops", **fields):
    """A question of counted troops, changed by `fields`."""
    plain = {
        "general": False, "question": "there", "subject": None, "place": None, "unit": None,
        "period": None, "counted": True, "named": True, "whole": True,
    }  # fmt: skip
    return Matter(**{"measure": measure, **plain, **fields})


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (matter(subject="Brazil", place="Peru"), "How many Brazilian troops are in Peru?"),
        (matter(), "How many troops are there?"),
        (matter(place="Altai region"), "How many troops are in the Altai region?"),
        (matter(place="Lugo province"), "How many troops are in Lugo province?"),
        (matter(question="killed", period="per day"), "How many troops were killed, per day?"),
        (matter(question="additional", place="Peru"), "How many more troops are in Peru?"),
        (matter("drum"), "How many drums are there?"),
        (matter("autopsy"), "How many autopsies are there?"),
        (matter("magnitude", whole=False, place="Peru"), "What is the magnitude in Peru?"),
        (matter("troops", counted=False, subject="Chile"), "Are there Chilean troops?"),
        (matter(unit="percent", question="killed"), "What share of troops were killed?"),
        (matter("loans", unit="percent"), "Loans: what share?"),
        (matter("smoke", unit="kilometre", question=None), "Smoke: how many kilometres?"),
    ],
)  # fmt: skip
def test_a_question_of_a_count(about, words):
    assert asked(about) == words


@pytest.mark.parametrize(
    ("named", "place", "words"),
    [
        (False, None, "How many people were killed in Spain?"),
        (False, "Spain", "How many people were killed in Spain?"),
        (True, None, "How many Spaniards were killed?"),
        (True, "Peru", "How many Spaniards were killed in Peru?"),
    ],
)
def test_a_country_is_a_place_unless_its_people_are_meant(named, place, words):
    about = matter("people", general=True, question="killed", subject="Spain", place=place,
                   named=named)  # fmt: skip
    assert asked(about) == words


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (matter("aid", unit="USD", question="allocated", subject="United States", place="Ukraine"),
         "How much US aid has been allocated to Ukraine?"),
        (matter("aid", unit="EUR", question="allocated", subject="United States"),
         "How much US aid has been allocated (EUR)?"),
        (matter("aid", unit="USD", question=None, place="Peru"), "How much aid is there for Peru?"),
        (matter("damage", unit="USD", question="damaged", place="Peru"),
         "How much damage was there in Peru?"),
        (matter("bill", unit="USD", question=None), "How much is the bill worth?"),
    ],
)  # fmt: skip
def test_a_question_of_money(about, words):
    assert asked(about) == words


@pytest.mark.parametrize(
    "about",
    [
        matter("picture", counted=False, place="Peru"),
        matter("people", general=True, counted=False),
        matter("troops", question="tiptoe"),
    ],
)
def test_too_little_to_ask_for(about):
    assert asked(about) is None
