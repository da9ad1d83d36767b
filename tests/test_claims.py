"""Claims as a reader would list them: who, how many, of what, and whether it is affirmed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extract.claims import extract
from compare.model import Article, Claim


def read(text: str, published: str | None = "2025-05-14") -> list[Claim]:
    return extract(Article("a", "The Outlet", None, published, None, None, text))


def figure(text: str, words: str, published: str | None = "2025-05-14") -> Claim:
    """The one claim whose quantity holds `words`."""
    found = [c for c in read(text, published) if c.quantity and words in c.quantity.text]
    assert len(found) == 1, [c.quantity and c.quantity.text for c in read(text, published)]
    return found[0]


def test_one_claim_for_each_figure_with_offsets_into_the_text():
    text = "The mayor, Ana Ruiz, said that 12 people had died. About 300 others fled."
    claims = [c for c in read(text) if c.quantity]
    assert [c.quantity.value for c in claims] == [Decimal(12), Decimal(300)]
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text
        assert text[claim.quantity.start : claim.quantity.end] == claim.quantity.text
    assert len({c.id for c in read(text)}) == len(read(text))


@pytest.mark.parametrize(
    ("text", "words", "speaker", "agency"),
    [
        (
            "Dozens fled. Police inspector Olga Brandt said 14 cars had burned.",
            "14",
            "Olga Brandt",
            "Police",
        ),
        (
            "Olga Brandt, a police inspector, spoke at noon. She said 14 cars had burned.",
            "14",
            "Olga Brandt",
            "Police",
        ),
        (
            "John Kirby, the National Security Council spokesman, said 40 drones were lost.",
            "40",
            "John Kirby",
            "White House National Security Council",
        ),
        (
            "Seoul's spy agency said 90 soldiers had defected.",
            "90",
            None,
            "National Intelligence Service",
        ),
        ("The Pentagon put the number of jets at 27.", "27", None, "US Department of Defense"),
        ("Nine bridges collapsed, according to the fire service.", "Nine", None, "Fire service"),
        ("The warehouse holds 900 barrels.", "900", None, None),
    ],
)
def test_who_is_credited(text, words, speaker, agency):
    claim = figure(text, words)
    assert (claim.speaker, claim.agency) == (speaker, agency)


def test_an_unnamed_source_keeps_its_words():
    claim = figure("Two Western officials said 400 tanks had crossed the river.", "400")
    assert claim.speaker is None
    assert "Western officials" in claim.role


def test_several_sources_of_one_figure_share_one_claim():
    text = "Japanese and Australian intelligence officials said 70 ships were at sea."
    claim = figure(text, "70")
    roles = " | ".join(s.role or s.agency or "" for s in claim.sources)
    assert len(claim.sources) == 2
    assert "Japan" in roles
    assert "Australia" in roles


def test_a_relay_fills_the_chain_to_the_origin():
    text = (
        "The lawmaker Park Min-ho, emerging from a briefing by the National Intelligence Service, "
        "said that at least 60 soldiers had been killed."
    )
    claim = figure(text, "60")
    assert claim.speaker == "Park Min-ho"
    assert claim.via[-1] == "National Intelligence Service"


@pytest.mark.parametrize(
    ("text", "words", "measure", "scope", "subject", "places"),
    [
        (
            "At least 700 Belgian soldiers are training in Finland, the army said.",
            "700",
            "troops",
            "training",
            "Belgium",
            ("Finland",),
        ),
        ("Officials said 80 servicemen had been killed.", "80", "troops", "killed", None, ()),
        (
            "The ministry said 45 troops were killed or wounded.",
            "45",
            "troops",
            "killed and wounded",
            None,
            (),
        ),
        ("Rescuers said 31 people were missing.", "31", "people", "missing", None, ()),
        ("He expects the force to grow to 6,000 soldiers.", "6,000", "troops", "planned", None, ()),
        ("They put the number of dead at 16.", "16", "people", "killed", None, ()),
        ("She estimated the damage at $9m.", "$9m", "damage", None, None, ()),
    ],
)
def test_what_is_counted(text, words, measure, scope, subject, places):
    claim = figure(text, words)
    got = (claim.measure, claim.scope, claim.subject, claim.places)
    assert got == (measure, scope, subject, places)


def test_ages_and_bare_durations_make_no_claim():
    text = "The 14-year-old waited for three weeks, the doctor said."
    assert [c for c in read(text) if c.quantity] == []


def test_a_rate_names_its_window():
    assert figure("The army is losing 900 men a day, he said.", "900").period == "per day"


@pytest.mark.parametrize(
    ("text", "stance", "polarity"),
    [
        ("The ministry said that the bridge had been hit.", "affirms", "affirms"),
        ("The ministry denied that the bridge had been hit.", "denies", "denies"),
        ("The ministry did not deny that the bridge had been hit.", "no_comment", "uncertain"),
        (
            "The company could neither confirm nor deny that a letter existed.",
            "no_comment",
            "uncertain",
        ),
        ("“There were no drones in that hangar,” the colonel said.", "denies", "denies"),
        ("The reports were groundless rumours, the envoy said.", "denies", "denies"),
        ("The chief said it was unclear who fired.", "not_aware", "uncertain"),
        (
            "“If they attack, that is a grave matter,” the minister said.",
            "conditional",
            "uncertain",
        ),
    ],
)
def test_stance(text, stance, polarity):
    claims = [c for c in read(text) if c.quantity is None]
    assert [(c.stance, c.polarity) for c in claims] == [(stance, polarity)]


def test_an_outlets_own_sentence_without_a_figure_claims_nothing():
    assert read("The town lies on the coast and is known for its fish.") == []


def test_a_figure_is_about_the_day_that_the_sentence_names():
    text = "On 3 May the agency said 12 ships had sailed. The port says 15 ships have sailed."
    assert figure(text, "12").as_of == "2025-05-03"
    assert figure(text, "15").as_of == "2025-05-14"


def test_an_empty_text_gives_nothing():
    assert read("") == []
    assert read(" \n\n ") == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "said",
                "“",
                "”",
                "12,000",
                "about",
                "he",
                "denied",
                "Kim",
                "the",
                "ministry",
                ",",
                ".",
                "\n\n",
                "who",
                "$4.5bn",
                "killed",
                "and",
                "of",
                "in",
                "Seoul",
                "’s",
                "\u200b",
                "not",
            ]
        ),
        max_size=40,
    ).map(" ".join)
    | st.text(max_size=80)
)
def test_any_text_is_read_and_every_span_slices_back(text):
    for claim in read(text):
        assert text[claim.start : claim.end] == claim.text
        if q := claim.quantity:
            assert text[q.start : q.end] == q.text
            assert claim.start <= q.start <= q.end <= claim.end
        assert Claim.from_json(claim.to_json()) == claim


def test_a_dateline_is_no_part_of_what_is_said():
    text = (
        "PORTO, Portugal — At least 31 people drowned when a ferry capsized off the coast, the "
        "coast guard said, revising an earlier toll of 19."
    )
    claim = figure(text, "31")
    assert claim.cue == "said"
    assert "oast" in claim.agency


def test_a_body_named_beside_its_kind_goes_by_its_name():
    text = "The operator, Swan Lines, said that it had sold 40 boats."
    assert figure(text, "40").agency == "Swan Lines"


def test_a_spokesman_keeps_his_body_where_only_the_surname_returns():
    text = (
        "The Kenya Red Cross found 62 survivors. Its spokesman, Peter Mwangi, thanked the crews. "
        "Mwangi said that 9 boats were still at sea."
    )
    claim = figure(text, "9")
    assert claim.speaker == "Peter Mwangi"
    assert "Red Cross" in claim.agency
