"""Claims that are easily misread: bounds, scopes, windows, denials, relays, sums and rumours."""

from decimal import Decimal

import pytest

from compare.extract.claims import extract
from compare.model import Article, Claim


def read(text: str, published: str = "2025-05-14") -> list[Claim]:
    return extract(Article("a", "The Outlet", None, published, None, None, text))


def figure(text: str, words: str) -> Claim:
    """The one claim whose quantity holds `words`."""
    claims = read(text)
    found = [c for c in claims if c.quantity and words in c.quantity.text]
    assert len(found) == 1, [c.quantity and c.quantity.text for c in claims]
    return found[0]


def statement(text: str) -> Claim:
    """The one claim without a quantity."""
    found = [c for c in read(text) if c.quantity is None]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "bound", "low", "high"),
    [
        (
            "Norway said at least 4,000 Chilean soldiers were in Peru.",
            "4,000",
            "at_least",
            4000,
            None,
        ),
        ("Norway said some 4,000 Chilean soldiers were in Peru.", "4,000", "about", 3600, 4400),
        ("Up to 9,000 Chilean soldiers are in Peru, she said.", "9,000", "at_most", None, 9000),
        ("The total is closer to 14,000 to 15,000, he said.", "14,000", "range", 14000, 15000),
        (
            "The number of wounded is approaching 2,000, the army said.",
            "2,000",
            "nearly",
            1800,
            2000,
        ),
        ("Several hundred sailors are ashore, he said.", "Several", "order", 200, 999),
        ("The envoy spoke of several thousands of fighters.", "several", "order", 2000, 9999),
        ("Fewer than a dozen hostages are held, he said.", "dozen", "less_than", None, 12),
        ("Tens of thousands of people marched, he said.", "Tens", "order", 20000, 99999),
        ("Between 300 and 400 houses burned, he said.", "300", "range", 300, 400),
        ("The toll would then top 60,000, the paper wrote.", "60,000", "more_than", 60000, None),
        ("The toll has gone past 8,000, the paper wrote.", "8,000", "more_than", 8000, None),
        ("The losses have already exceeded 700, he said.", "700", "more_than", 700, None),
    ],
)
def test_bounds_close_the_interval_that_the_words_allow(text, words, bound, low, high):
    said = figure(text, words).quantity
    assert (said.bound, said.low, said.high) == (bound, low, high)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("Three brigades of 4,000 each are training, he said.", "4,000", 12000, 12000),
        ("They plan four battalions of 700 to 900 soldiers each.", "700", 2800, 3600),
        ("“Two regiments, perhaps even of 1,500 men each,” he said.", "1,500", 3000, 3000),
        ("Each of the six camps holds 250 recruits, the army said.", "250", 1500, 1500),
        (
            "Of the $40 billion for allies, $18 goes to Chad, he said.",
            "$18",
            18 * 10**9,
            18 * 10**9,
        ),
    ],
)
def test_a_product_hangs_on_its_second_figure(text, words, low, high):
    derived = figure(text, words).quantity.derived
    assert (derived.low, derived.high) == (Decimal(low), Decimal(high))
    assert derived.working


@pytest.mark.parametrize(
    "text",
    [
        "The $40 billion firm charges $18 a month.",
        "The bank lent $40 billion. A coffee costs $3.",
        "Four ships and 60 boats sailed.",
    ],
)
def test_nothing_is_multiplied_that_was_not_said(text):
    assert all(c.quantity.derived is None for c in read(text) if c.quantity)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The toll is 12.405 dead, the agency said.", "12.405", 12405, None),
        ("The fund holds $100M, the minister said.", "$100M", 100_000_000, "USD"),
        ("Aid worth €40bn was allocated, the institute found.", "€40bn", 40 * 10**9, "EUR"),
        ("The relief chief said the toll could double or more.", "double", 2, "time"),
    ],
)
def test_digits_and_scales(text, words, value, unit):
    said = figure(text, words).quantity
    assert (said.value, said.unit) == (value, unit)


def test_the_number_in_a_sites_name_counts_nothing():
    claims = read("The site 907.fm reported that 12 people had died.")
    assert [c.quantity.text for c in claims if c.quantity] == ["12"]


@pytest.mark.parametrize(
    ("text", "words", "measure", "scope"),
    [
        (
            "At least 45 Cuban soldiers were killed and wounded near Huambo.",
            "45",
            "troops",
            "killed and wounded",
        ),
        ("Cuba has suffered 600 casualties, he said.", "600", "people", "killed and wounded"),
        (
            "Cuba has lost 2,200 soldiers, the president said.",
            "2,200",
            "troops",
            "killed and wounded",
        ),
        (
            "Losses have reached 900 soldiers, the president said.",
            "900",
            "troops",
            "killed and wounded",
        ),
        ("The ministry said 62 people lost their lives.", "62", "people", "killed"),
        ("The deaths of 19 people were certified, the court said.", "19", "people", "killed"),
        (
            "Peru raised the number of people killed by the rain in Lima and other towns to 222.",
            "222",
            "people",
            "killed",
        ),
        (
            "The number of bodies recovered after the floods in Lima stands at 211, he said.",
            "211",
            "people",
            "killed",
        ),
        ("In all 95 people died and dozens are missing, he said.", "dozens", "people", "missing"),
        (
            "An official had put killed and wounded together at 300.",
            "300",
            "people",
            "killed and wounded",
        ),
        ("The toll includes 40 deaths and 200 injured.", "40", "people", "killed"),
        ("The toll includes 40 deaths and 200 injured.", "200", "people", "wounded"),
        ("They lost 12 tanks, the ministry said.", "12", "tank", "lose"),
        (
            "“They crossed at night: 300 Cuban soldiers are training now,” he said.",
            "300",
            "troops",
            "training",
        ),
    ],
)
def test_measure_and_state(text, words, measure, scope):
    claim = figure(text, words)
    assert (claim.measure, claim.scope) == (measure, scope)


def test_a_state_belongs_to_the_noun_that_it_stands_at():
    claim = figure("The hotline took 2,300 calls about missing people.", "2,300")
    assert claim.measure == "call"
    assert claim.scope != "missing"


def test_what_a_figure_is_taken_out_of_is_what_it_counts():
    claim = figure("Of the Cuban soldiers in the valley 200 have left, he said.", "200")
    assert (claim.measure, claim.subject) == ("troops", "Cuba")


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        (
            "Of the 9,000 Cuban soldiers who arrived in Angola, 800 have been killed.",
            (9000, "arrived"),
            (800, "killed"),
        ),
        (
            "Of 9,000 Cuban soldiers who are in Angola, 800 have been wounded.",
            (9000, "present"),
            (800, "wounded"),
        ),
        (
            "At least 800 of the 8,000 to 9,000 Cuban soldiers sent to Angola have been killed.",
            (8000, "sent"),
            (800, "killed"),
        ),
    ],
)
def test_what_befell_a_part_is_not_said_of_the_whole(text, whole, part):
    by_low = {int(c.quantity.low): c for c in read(text)}
    for low, scope in (whole, part):
        claim = by_low[low]
        assert (claim.measure, claim.subject, claim.scope) == ("troops", "Cuba", scope)


@pytest.mark.parametrize(
    ("text", "words", "scope", "stance"),
    [
        (
            "Peru has decided to send 9,000 soldiers to Chad, he said.",
            "9,000",
            "planned",
            "forecast",
        ),
        (
            "Around 8,000 are expected to have been sent by July, he said.",
            "8,000",
            "planned",
            "forecast",
        ),
        ("Peru could send up to 9,000 soldiers, the agency wrote.", "9,000", "planned", "forecast"),
        ("He expects 3,000 soldiers by June.", "3,000", "planned", "forecast"),
        (
            "About 2,500 soldiers have been deployed to Chad, he said.",
            "2,500",
            "deployed",
            "affirms",
        ),
        ("He may have sent 40 soldiers, she said.", "40", "sent", "affirms"),
    ],
)
def test_what_is_to_come_is_no_count(text, words, scope, stance):
    claim = figure(text, words)
    assert (claim.scope, claim.stance, claim.polarity) == (scope, stance, "affirms")


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("They lost more than 600 men in one week, he said.", "600", "past week"),
        ("Cuba suffered 600 casualties in the past week, he said.", "600", "past week"),
        ("About 1,300 soldiers have been killed in total, he said.", "1,300", None),
        ("The army loses 90 men a day, he said.", "90", "per day"),
    ],
)
def test_a_window_is_no_total(text, words, period):
    assert figure(text, words).period == period


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("Officials confirmed 17 deaths in Chile and 4 in Peru.", "17", ("Chile",)),
        ("Officials confirmed 17 deaths in Chile and 4 in Peru.", "4", ("Peru",)),
        ("In Chad, rescuers and the army count 66 dead.", "66", ("Chad",)),
        ("In Chad, according to the Red Cross, the number of deaths is 66.", "66", ("Chad",)),
        ("Officials in Kenya said 55 people were killed in the flood.", "55", ("Kenya",)),
        ("Some 55 people were killed in the flood, officials in Kenya said.", "55", ("Kenya",)),
        ("Police in Manila said 9 people were hurt in the fire.", "9", ("Manila",)),
        ("Officials in Washington said 55 people were killed.", "55", ()),
        ("Officials in Kenya said 55 Cuban soldiers were killed.", "55", ()),
    ],
)
def test_where_it_happened(text, words, places):
    assert figure(text, words).places == places


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        ("He said that the US had given $90bn and that Chile had given $35bn.", "$35bn", "Chile"),
        ("In Russia's Kursk region 40 Cuban soldiers were killed.", "40", "Cuba"),
        ("Peru massed 30,000 soldiers, Cubans included, he said.", "30,000", "Peru"),
        ("Cuba's losses have reached 900 soldiers, he said.", "900", "Cuba"),
    ],
)
def test_whose(text, words, subject):
    assert figure(text, words).subject == subject


def test_money_is_neither_present_nor_on_its_way():
    text = "The ministry said that $4bn had reached Chad and that aid comes to $9bn."
    assert figure(text, "$4bn").scope == "delivered"
    assert figure(text, "$9bn").scope is None
    assert figure(text, "$9bn").measure == "aid"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The delegate called the accusations a groundless rumour.", "denies"),
        ("The talk of Cuban soldiers looked like a false story, the spokesman said.", "denies"),
        ("The minister had waved away talk of Cuban troops in Angola.", "denies"),
        ("The palace brushed off reports of Cuban troops.", "denies"),
        ("The embassy dismissed the reports as fake news.", "denies"),
        ("No bodies have been found in the tunnel, the fire service said.", "denies"),
        ("None of the bridges was hit, the army said.", "denies"),
        ("“There is a lot of contradictory information,” the spokesman said.", "doubts"),
        ("The minister stopped short of denying that troops had been sent.", "no_comment"),
        ("The minister put no figure on the losses, the paper said.", "no_comment"),
        ("“I am not aware of that,” the spokesman said.", "not_aware"),
        ("The envoy said that her government had no knowledge of the matter.", "not_aware"),
        ("“Pictures matter. If there are pictures, they show something,” he said.", "conditional"),
        ("“If such a thing exists, it is lawful,” the deputy minister said.", "conditional"),
        ("Peru will send troops to Chad, the minister said.", "forecast"),
        ("The navy has confirmed no further deaths, the paper said.", "affirms"),
    ],
)
def test_shades_between_yes_and_no(text, stance):
    assert statement(text).stance == stance


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("A rumour that 300 people had drowned is false, police said.", "300", "denies"),
        ("Reports of 40 dead sailors are untrue, the navy said.", "40", "denies"),
        ("Police denied rumours that 300 people had drowned.", "300", "denies"),
        ("The minister brushed off reports of 3,000 Cuban troops.", "3,000", "denies"),
        ("Posts claimed that 300 people had drowned.", "300", "affirms"),
        ("Peru did not send 3,000 soldiers, the minister said.", "3,000", "denies"),
        ("Some 62 bodies have not been identified, the court said.", "62", "affirms"),
        ("Eight of the deaths were not linked to the storm, she said.", "Eight", "affirms"),
        ("“Did 40 ships sail? We do not know,” the general said.", "40", "question"),
        ("If that case is counted, 28 people died, the court said.", "28", "conditional"),
    ],
)
def test_figures_that_are_told_only_to_be_refuted_or_asked(text, words, stance):
    assert figure(text, words).stance == stance


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "According to Reuters, lawmaker Jo Bae-suk, citing the National Intelligence Service, "
            "said at least 80 soldiers had been killed.",
            ("Reuters", "Jo Bae-suk", "National Intelligence Service"),
        ),
        (
            "The lawmaker Jo Bae-suk, briefed by the National Intelligence Service, said that at "
            "least 80 soldiers had been killed.",
            ("Jo Bae-suk", "National Intelligence Service"),
        ),
    ],
)
def test_a_relay_ends_with_the_origin(text, chain):
    claim = figure(text, "80")
    assert claim.via == chain
    assert claim.speaker == "Jo Bae-suk"
    assert claim.quantity.bound == "at_least"


def test_background_keeps_its_own_day():
    text = "On 23 April the agency counted 300 dead. The president spoke of 400 dead on 9 May."
    assert figure(text, "300").as_of == "2025-04-23"
    assert figure(text, "400").as_of == "2025-05-09"
