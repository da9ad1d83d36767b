"""Persons, bodies and roles by any of the names that news gives them."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.lexicon import load
from compare.normalize import agencies, names, people, places
from compare.normalize.folding import Lookup


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Recep Tayyip ERDOĞAN", "recep tayyip erdogan"),
        ("Kim Jong-un", "kim jong un"),
        ("  Ángel   Víctor ", "angel victor"),
        ("Kim\u2011Jong\u2013Un", "kim jong un"),
    ],
)
def test_fold(text, folded):
    assert names.fold(text) == folded


@given(st.text(max_size=80))
def test_fold_is_idempotent(text):
    assert names.fold(names.fold(text)) == names.fold(text)


PLAIN = st.text(max_size=60)
WORDS = (
    "the", "of", "for", "to", "'s", "US", "Ukraine's", "president", "Ministry", "Kim", "Jong-un",
    ",", "(", ")", ".", "'", "NATO", "spokesman", "former", "Dr", "Jr", "police", "in", "Seoul",
    "and", "minister", "ambassador", "UN", "Secretary",
)  # fmt: skip
NEWSY = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@given(st.one_of(PLAIN, NEWSY), st.one_of(PLAIN, NEWSY))
def test_nothing_raises(a, b):
    names.person(a)
    names.agency(a)
    names.agency(a, country="Japan", organisation=True)
    names.government_of(a)
    names.body_of_role(a)
    names.body_of_role(a, "South Korea")
    names.strip_titles(a)
    assert names.same_person(a, b) is names.same_person(b, a)
    names.refers(a, b)


@pytest.mark.parametrize("words", ["Minister of ", "of Ukraine's ", "(((", "a, ", "Kim "])
def test_hostile_lengths_cost_nothing(words):
    begin = time.perf_counter()
    for ask in (names.agency, names.body_of_role, names.strip_titles, names.person):
        ask(words * 5_000)
    names.refers(words * 5_000, words * 4_000)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        ("Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Wolodymyr Selenskyj", "Volodymyr Zelenskyy"),
        ("Kirill Budanov", "Kyrylo Budanov"),
        ("Aleksandr Syrsky", "Oleksandr Syrskyi"),
        ("Sergei Kislitsa", "Sergiy Kyslytsya"),
        ("Lloyd Austin", "Lloyd J. Austin III"),
        ("Anthony Blinken", "Antony Blinken"),
        ("Dmitri Peskov's", "Dmitry Peskov"),
        ("Vasily Nebenzya", "Vassily Nebenzia"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Kim Yang Bok", "Kim Yong Bok"),
        ("Lee Chang-ho", "Ri Chang Ho"),
        ("Park Seon-won", "Park Sun-won"),
        ("Yun Seok-yeol", "Yoon Suk Yeol"),
        ("Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Pedro Sanchez", "Pedro Sánchez"),
        ("Christophe Trebesch", "Christoph Trebesch"),
        ("Jonas Öhman", "Jonas Ohman"),
    ],
)
def test_person(variant, name):
    assert names.person(variant).name == name


@pytest.mark.parametrize("words", ["Kovalenko", "Kim", "Amara Okafor", "", "the president"])
def test_nobody_known(words):
    assert names.person(words) is None


@pytest.mark.parametrize(
    ("name", "day", "agency"),
    [
        ("Mark Rutte", "2024-03-01", "Office of the Prime Minister of the Netherlands"),
        ("Mark Rutte", "2024-10-24T10:00:00Z", "NATO"),
        ("Jens Stoltenberg", "2024-09-30", "NATO"),
        ("Jens Stoltenberg", "2024-11-02", None),
        ("John Kirby", "2021-08-20", "US Department of Defense"),
        ("John Kirby", "2024-10-23", "White House National Security Council"),
        ("Donald Trump", "2024-08-01", "Trump campaign"),
        ("Donald Trump", "2025-03-01", "White House"),
        ("Donald Trump", None, "White House"),
    ],
)
def test_posts_change(name, day, agency):
    assert names.person(name, on=day).agency == agency


def test_every_post_is_at_a_known_body():
    for name, row in load("people").items():
        for post in row.get("posts") or [row]:
            if body := post.get("agency"):
                assert names.agency(body, organisation=True).name == body, name
        assert row.get("country") in {None, *places.countries()}, name


SAME = [
    ("Zelensky", "Zelenskiy"),
    ("Andrii Kovalchuk", "Andriy Kovaltchuk"),
    ("Serhiy Melnychuk", "Sergei Melnichuk"),
    ("Mikhail Tolstoy", "Mykhailo Tolstoi"),
    ("Kang Min-seok", "Kang Min Suk"),
    ("Kang Jung-ho", "Gang Jeong-ho"),
    ("Hu Jiaming", "Jiaming Hu"),
    ("Mohammed Salah Karim", "Muhammad Karim"),
    ("J. Doe-Harris", "Jane Doe-Harris"),
    ("Ana María Reyes", "Ana Reyes"),
    ("Tom Dunmore", "Thomas Dunmore Jr."),
    ("Erdoğan", "Erdogan"),
]
OTHERS = [
    ("Kim Yong-hyun", "Kim Jong-un"),
    ("Kim Yong Bok", "Kim Yong-hyun"),
    ("Kim Jong Gyu", "Kim Jong Un"),
    ("Cho Tae-yong", "Cho Tae-yul"),
    ("Kang Jong-il", "Kang Jong-un"),
    ("Andrii Kovalenko", "Oleh Kovalenko"),
    ("Kovalenko", "Andrii Kovalenko"),
    ("Wang Yi", "Wang Li"),
    ("Zhang Wei", "Zhang Lei"),
    ("George W. Bush", "George H. W. Bush"),
    ("Ivan Lebedin", "Ivan Lebedina"),
    ("Lloyd Austin", "Lloyd Austen"),
    ("Mark Rutte", "Jens Stoltenberg"),
    ("Robert Wood", "Dorothy Shea"),
    ("Maria Lopez", "Mario Lopez"),
    ("Sarah Marsh", "Sarah Marshall"),
    ("", ""),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same_person(a, b):
    assert names.same_person(a, b)


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_another_person(a, b):
    assert not names.same_person(a, b)


def test_the_rules_alone_keep_known_persons_apart(monkeypatch):
    monkeypatch.setattr(people, "_lookup", lambda: Lookup([]))
    people.same_person.cache_clear()
    merged = [p for p in itertools.combinations(load("people"), 2) if people.same_person(*p)]
    people.same_person.cache_clear()
    assert not merged


@pytest.mark.parametrize(
    ("short", "full", "may"),
    [
        ("Kirby", "John Kirby", True),
        ("Kim", "Kim Jong Un", True),
        ("Un", "Kim Jong Un", False),
        ("Saleh", "Raed al-Saleh", True),
        ("von der Leyen", "Ursula von der Leyen", True),
        ("Okafor", "Amara Okonkwo", False),
        ("Marsh", "Sarah Marshall", False),
    ],
)
def test_refers(short, full, may):
    assert names.refers(short, full) is may


HUR = "Main Directorate of Intelligence (HUR)"
DOD = "US Department of Defense"
BODIES = [
    ("South Korea's spy agency", "National Intelligence Service"),
    ("Seoul's spy agency", "National Intelligence Service"),
    ("the South Korean intelligence service", "National Intelligence Service"),
    ("the NIS", "National Intelligence Service"),
    ("Ukraine's military intelligence", HUR),
    ("the GUR", HUR),
    ("Defense Intelligence of Ukraine", HUR),
    ("the SBU", "Security Service of Ukraine"),
    ("the Pentagon", DOD),
    ("US defense department", DOD),
    ("U.S. Department of Defense", DOD),
    ("the State Department", "US State Department"),
    ("the Chinese foreign ministry", "Chinese Ministry of Foreign Affairs"),
    ("Japan's defence ministry", "Japanese Ministry of Defence"),
    ("the Japanese Ministry of Defense", "Japanese Ministry of Defence"),
    ("the Ministry of Defence of Japan", "Japanese Ministry of Defence"),
    ("Tonga's navy", "Tongan Navy"),
    ("the Kremlin", "Kremlin"),
    ("White House National Security Council", "White House National Security Council"),
    ("Ukraine's Center for Combating Disinformation", "Center for Countering Disinformation"),
    ("Turkey's disaster agency", "AFAD"),
    ("Syrian Civil Defence", "White Helmets"),
    ("IfW Kiel", "Kiel Institute for the World Economy"),
    ("the World Health Organization (WHO)", "WHO"),
    ("the UN's nuclear watchdog", "IAEA"),
    ("Gaza's health ministry", "Gaza Health Ministry"),
    ("Turkish authorities", "Turkish authorities"),
    ("Kyiv", "Government of Ukraine"),
    ("Kyiv city hall", "Kyiv city hall"),
    ("Spain's Ministry of Territorial Policy", "Spanish Ministry of Territorial Policy"),
    ("Japan's Fisheries Agency", "Japanese Fisheries Agency"),
    ("the fire service", "Fire service"),
    ("the city's fire brigade", "Fire service"),
    ("the Velmouth Fire Department", "Velmouth fire service"),
    ("police in Velmouth", "Velmouth police"),
    ("local police", "Police"),
    ("St Olave's Hospital", "St Olave's Hospital"),
    ("the health ministry", "Health ministry"),
    ("the dock workers' union", "Dock workers' union"),
    ("the coast guard, which had two boats out", "Coast guard"),
]


@pytest.mark.parametrize(("words", "name"), BODIES)
def test_agency(words, name):
    assert names.agency(words).name == name


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("the defence ministry", "Russia", "Russian Ministry of Defence"),
        ("Joint Chiefs of Staff", "South Korea", "South Korean Joint Chiefs of Staff"),
        ("Joint Chiefs of Staff", None, "Joint Chiefs of Staff"),
        ("National Security Council", None, "White House National Security Council"),
        ("the coast guard", "Philippines", "Philippine Coast Guard"),
        ("the fire service", "Spain", "Fire service"),
        ("the Pentagon", "South Korea", DOD),
    ],
)
def test_agency_of_the_country_around_it(words, country, name):
    assert names.agency(words, country=country).name == name


@pytest.mark.parametrize(
    "words",
    [
        "a student group",
        "two hospitals",
        "a Western government",
        "emergencies",
        "reporters",
        "he",
        "residents",
        "North Koreans",
        "who",
        "two officials",
        "Velmar",
        "",
        "a",
    ],
)
def test_no_agency(words):
    assert names.agency(words) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("HUR", "SBU"),
        ("the Kremlin", "Russia's defence ministry"),
        ("AFAD", "White Helmets"),
        ("OCHA", "WHO"),
        ("Data Integration Centre", "Institute of Legal Medicine"),
        ("South Korea's spy agency", "South Korea's military"),
        ("the Pentagon", "the White House"),
        ("Interior Ministry of Spain", "Interior Ministry of Italy"),
    ],
)
def test_agencies_apart(a, b):
    assert names.agency(a).name != names.agency(b).name


def test_a_named_organisation_is_taken_as_is():
    assert names.agency("Velmar", organisation=True).name == "Velmar"
    assert names.agency("he", organisation=True) is None


def test_parents():
    assert names.agency("the NSC").parent == "White House"
    assert (
        names.agency("National Resistance Centre").parent == "Ukrainian Special Operations Forces"
    )


@pytest.mark.parametrize("name", load("agencies")["bodies"])
def test_a_body_is_found_by_all_its_names(name):
    row = load("agencies")["bodies"][name]
    for words in (name, *row.get("also", ())):
        assert names.agency(words).name == name, words
    assert row.get("parent") in {None, *load("agencies")["bodies"]}


def test_canonical_names_of_all_kinds_stand():
    for kind in load("agencies")["kinds"]:
        for country in places.countries():
            body = agencies.of_kind(kind, country)
            assert names.agency(body.name) == body


@pytest.mark.parametrize(
    ("name", "country"),
    [
        (DOD, "United States"),
        ("White House", "United States"),
        (HUR, "Ukraine"),
        ("Japanese Ministry of Health", "Japan"),
        ("Kiel Institute for the World Economy", None),
        ("White Helmets", None),
        ("NATO", None),
        ("Fire service", None),
        ("Velmar", None),
    ],
)
def test_government_of(name, country):
    assert names.government_of(name) == country


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("National Security Council spokesman", "White House National Security Council"),
        ("National Security Communications Adviser", "White House National Security Council"),
        ("the Kremlin spokesman", "Kremlin"),
        ("Pentagon press secretary", DOD),
        ("deputy Pentagon press secretary", DOD),
        ("US defense secretary", DOD),
        ("Secretary of Defense", DOD),
        ("secretary of state", "US State Department"),
        ("Ukrainian president", "Office of the President of Ukraine"),
        ("the Russian president", "Kremlin"),
        ("foreign minister of Japan", "Japanese Ministry of Foreign Affairs"),
        ("Vice Foreign Minister of North Korea", "North Korean Ministry of Foreign Affairs"),
        ("head of Ukraine's military intelligence", HUR),
        ("director of the NIS", "National Intelligence Service"),
        ("Ukraine's ambassador to the UN", "Ukrainian Mission to the UN"),
        ("Ukraine's ambassador to South Korea", "Ukrainian Embassy in Seoul"),
        ("South Korean lawmaker", "National Assembly of South Korea"),
        ("Spain's minister of territorial policy", "Spanish Ministry of Territorial Policy"),
        ("UN relief chief", "UN OCHA"),
        ("a senior US official", "Government of the United States"),
        ("police inspector", "Police"),
        ("chief fire officer", "Fire service"),
        ("fire chief", "Fire service"),
        ("mayor", "City hall"),
        ("mayor of Velmouth", "Velmouth city hall"),
        ("mayor of Kyiv", "Kyiv city hall"),
        ("governor of Kursk region", "Kursk regional administration"),
        ("union's regional secretary", "Union"),
        ("port director", "Port"),
        ("spokesman for Velmar", "Velmar"),
        ("Velmar's spokesman", "Velmar"),
        ("St Olave's Hospital medical director", "St Olave's Hospital"),
    ],
)
def test_body_of_role(role, name):
    assert names.body_of_role(role).name == name


@pytest.mark.parametrize(
    "role",
    ["former defence minister", "two Western officials", "a Ukrainian doctor", "resident", ""],
)
def test_roles_that_tell_no_body(role):
    assert names.body_of_role(role) is None


def test_role_of_the_country_around_it():
    assert names.body_of_role("lawmaker", "South Korea").name == "National Assembly of South Korea"


@pytest.mark.parametrize(
    ("words", "name", "title"),
    [
        ("Secretary of Defense Lloyd J. Austin III", "Lloyd J. Austin III", "Secretary of Defense"),
        ("Ukrainian President Volodymyr Zelenskyy", "Volodymyr Zelenskyy", "Ukrainian President"),
        ("Air Force Maj. Gen. Pat Ryder", "Pat Ryder", "Air Force Maj. Gen."),
        ("the Kremlin spokesman Dmitry Peskov", "Dmitry Peskov", "Kremlin spokesman"),
        ("President of Ukraine Volodymyr Zelenskyy", "Volodymyr Zelenskyy", "President of Ukraine"),
        ("Dr Amara Okafor", "Amara Okafor", "Dr"),
        ("Inspector Hale", "Hale", "Inspector"),
        ("John Kirby, the NSC spokesman", "John Kirby", "NSC spokesman"),
        ("head of the fire service Ana Reyes", "Ana Reyes", "head of the fire service"),
        ("Martin King Jr.", "Martin King Jr.", None),
        ("Kim Jong Un", "Kim Jong Un", None),
        ("General", "General", None),
    ],
)
def test_strip_titles(words, name, title):
    assert names.strip_titles(words) == (name, title)
