"""Countries, places and outlets by the names that news uses."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.normalize import outlets, places


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("DPRK", "North Korea"),
        ("North Koreans", "North Korea"),
        ("Democratic People's Republic of Korea", "North Korea"),
        ("Pyongyang's", "North Korea"),
        ("the ROK", "South Korea"),
        ("U.S.", "United States"),
        ("the United States", "United States"),
        ("Americans", "United States"),
        ("Britons", "United Kingdom"),
        ("Türkiye", "Turkey"),
        ("Turkish", "Turkey"),
        ("Kiev", "Ukraine"),
        ("the Kremlin", "Russia"),
        ("Dutch", "Netherlands"),
        ("DR Congo", "Democratic Republic of Congo"),
        ("Cote d'Ivoire", "Ivory Coast"),
        ("us", None),
        ("turkey", None),
        ("polish", None),
        ("Sandmark", None),
        ("", None),
    ],
)
def test_country(words, country):
    assert places.country(words) == country


def test_metonyms_can_be_left_out():
    assert places.country("Seoul", metonym=False) is None
    assert places.country("South Korea", metonym=False) == "South Korea"


def test_every_country_is_found_by_all_its_names():
    for land in places.countries().values():
        for word in (*land.names, *land.people, *land.metonyms):
            assert places.country(word) == land.name, word


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        ("eastern Russia", "Vladivostok", True),
        ("Russian Far East", "Ussuriysk", True),
        ("Primorye", "Khabarovsk", False),
        ("Russia", "Kurshchyna", True),
        ("Kursk Oblast", "Kursk region", True),
        ("Kursk region", "Sudzha", True),
        ("Ukraine", "Kursk region", False),
        ("Valencian Community", "city of Valencia", True),
        ("Valencia province", "Paiporta", True),
        ("city of Valencia", "Paiporta", False),
        ("Paiporta", "Valencian Community", False),
        ("Turkey", "Antakya", True),
        ("Syria", "Jinderis", True),
        ("Gaza Strip", "Khan Yunis", True),
        ("West Bank", "Rafah", False),
        ("Sandmark", "the Sandmark", True),
        ("Sandmark", "Velmouth", False),
    ],
)
def test_contains(outer, inner, inside):
    assert places.contains(outer, inner) is inside


def test_within_runs_outwards_and_ends_with_the_country():
    within = places.place("Vladivostok").within
    assert within == ("Primorye", "Russian Far East", "eastern Russia", "Russia")


def test_every_container_is_a_place():
    for name in places._gazetteer():
        for outer in places.place(name).within:
            assert places.contains(outer, outer) and places.place(outer), (name, outer)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The U.S. envoy flew to Kyiv.", ["United States", "Kyiv"]),
        ("They ate turkey in Turkey and left us.", ["Turkey"]),
        ("North Koreans trained in the Russian Far East.", ["Russian Far East"]),
        ("Mr Austin spoke in Austin.", ["Austin"]),
        ("It was in the New York Times, not in New York.", ["New York City"]),
        ("Gaza's Rafah crossing stayed shut.", ["Gaza Strip", "Rafah"]),
        ("The Democratic Republic of Congo and Congo agreed.",
         ["Democratic Republic of Congo", "Congo"]),
        ("Spanish rescuers searched St. Petersburg.", ["Saint Petersburg"]),
    ],
)  # fmt: skip
def test_find(text, names):
    assert [place.name for _, _, place in places.find(text)] == names


def test_spans_slice_back():
    text = "Ten U.S. aides met South Koreans near St. Petersburg, in Türkiye."
    assert [text[a:b] for a, b, _ in places.find(text)] == ["U.S.", "St. Petersburg", "Türkiye"]
    assert [(text[a:b], c) for a, b, c in places.demonyms(text)] == [
        ("South Koreans", "South Korea")
    ]


@given(st.text(max_size=120))
def test_nothing_raises(text):
    places.country(text)
    places.place(text)
    places.contains(text, "Russia")
    outlets.outlet(text)
    for start, end, _ in [*places.find(text), *places.demonyms(text)]:
        assert 0 <= start < end <= len(text)


def test_a_scan_takes_linear_time():
    def seconds(times):
        text = "South Democratic People's U.S. New " * times
        begin = time.perf_counter()
        places.find(text)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(8_000) < 40 * max(seconds(1_000), 0.005)


@pytest.mark.parametrize(
    ("words", "name", "wire"),
    [
        ("The Associated Press", "AP", True),
        ("Agence France-Presse", "AFP", True),
        ("reuters.com", "Reuters", True),
        ("Tass", "TASS", True),
        ("Interfax", "Interfax", True),
        ("Interfax-Ukraine", "Interfax-Ukraine", True),
        ("Anadolu Agency", "Anadolu", True),
        ("Kyiv Independent", "The Kyiv Independent", False),
        ("ap", None, False),
        ("the Sandmark Echo", None, False),
    ],
)
def test_outlets(words, name, wire):
    assert outlets.outlet(words) == name
    assert outlets.is_wire(words) is wire
