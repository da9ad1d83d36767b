"""The seed corpus: every file is a well-formed digest, and the stories are as broad as promised."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
FILES = sorted(path for path in SEEDS.rglob("*.md") if path.name != "README.md")
KEYS = ["outlet", "title", "published", "url", "kind"]
QUOTATION = re.compile(r'["“]([^"“”]+)["”]|[‘]([^‘’]+)[’]')
FEWEST_DIGESTS = {
    "north_korea_troops": 45,
    "turkey_syria_quake": 7,
    "ukraine_aid": 7,
    "valencia_floods": 7,
}


def parse(path):
    """Return the keys in order, the front matter and the body of one digest."""
    opening, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    pairs = [line.split(": ", 1) for line in matter.splitlines()]
    return [key for key, _ in pairs], dict(pairs), body.strip()


def named(path):
    return str(path.relative_to(SEEDS))


each_digest = pytest.mark.parametrize("path", FILES, ids=named)


@each_digest
def test_front_matter(path):
    keys, matter, _ = parse(path)
    assert keys == KEYS
    assert all(value == value.strip() and value for value in matter.values())
    assert matter["kind"] == "digest"
    address = urlsplit(matter["url"])
    assert address.scheme in {"http", "https"}
    assert "." in address.netloc


@each_digest
def test_published_is_an_iso_day_and_opens_the_file_name(path):
    published = parse(path)[1]["published"]
    assert date.fromisoformat(published).isoformat() == published
    assert re.fullmatch(rf"{published}_[a-z0-9]+(-[a-z0-9]+)*\.md", path.name)


@each_digest
def test_body_is_a_short_digest(path):
    assert 60 <= len(parse(path)[2].split()) <= 180


@each_digest
def test_no_more_than_a_phrase_is_quoted(path):
    _, matter, body = parse(path)
    for text in (matter["title"], body):
        assert text.count('"') % 2 == 0
        for groups in QUOTATION.findall(text):
            assert len("".join(groups).split()) <= 8


def test_stories_are_broad_enough():
    assert len(FILES) >= 68
    digests = Counter(path.parent.name for path in FILES)
    assert all(digests[story] >= fewest for story, fewest in FEWEST_DIGESTS.items())
    troops = {
        parse(path)[1]["outlet"] for path in FILES if path.parent.name == "north_korea_troops"
    }
    assert len(troops) >= 25


def test_no_text_is_there_twice():
    bodies = Counter(" ".join(parse(path)[2].split()) for path in FILES)
    assert max(bodies.values()) == 1
    sentences = Counter(
        sentence
        for path in FILES
        for sentence in re.split(r"(?<=[.!?])\s+", parse(path)[2])
        if len(sentence.split()) > 8
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_the_seed_article_holds_both_troop_figures():
    path = SEEDS / "north_korea_troops" / "2024-10-23_air-and-space-forces-magazine.md"
    _, matter, body = parse(path)
    assert matter["outlet"] == "Air & Space Forces Magazine"
    sentences = re.split(r"(?<=[.!?])\s+", body)
    assert any(
        "Ukrainian and South Korean intelligence officials" in s and "upwards of 10,000" in s
        for s in sentences
    )
    assert any("John Kirby" in s and "at least 3,000" in s for s in sentences)
    assert "more than 600,000 casualties" in body
