"""The method as written down names all that the code can answer, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from claimed import troops

from compare import model
from compare.judge.pairs import judge
from compare.match import lanes
from compare.match.weights import weight
from compare.model import polarity_of

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
FLAT = " ".join(TEXT.split())


def table(head: str) -> dict[str, list[str]]:
    """The rows of the table whose first heading is `head`: code word to its other cells."""
    _, _, rest = TEXT.partition(f"\n| {head} |")
    rows = rest.split("\n\n")[0].splitlines()[2:]
    cells = [[c.strip() for c in row.strip("|").split("|")] for row in rows]
    return {first.strip("`"): more for first, *more in cells}


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("relation", model.RELATIONS),
        ("reason", model.REASONS),
        ("bound", model.BOUNDS),
        ("stance", model.STANCES),
        ("verdict", model.VERDICTS),
    ],
)
def test_every_value_stands_in_its_table(head, values):
    assert sorted(table(head)) == sorted(values)
    assert all(all(cells) for cells in table(head).values()), "a row without an explanation"


def test_what_a_stance_counts_as():
    words = {"affirms": "affirming", "denies": "denying", "uncertain": "neither"}
    for stance, (_, counts) in table("stance").items():
        assert counts.split(",")[0] == words[polarity_of(stance)], stance


def test_the_numbers_named_are_those_in_force():
    assert f"at most {weight('figures', 'same_days'):g} days apart" in FLAT
    assert f"within {lanes.reply_days()} days of it" in FLAT


def test_the_worked_example_comes_out_as_told():
    lane = {"subject": "North Korea", "places": ("Russia",), "as_of": "2024-10-23"}
    first = troops(10000, "at_least", scope="heading", agency="Main Directorate", **lane)
    second = troops(3000, "at_least", agency="White House National Security Council", **lane)
    found = judge(first, second)
    assert found.relation == "differ" and f"**`{found.relation}`**" in TEXT
    assert found.reasons == ("open_bound", "scope")
    exact = {**lane, "scope": "training"}
    clash = judge(troops(10000, agency="NATO", **exact), troops(3000, agency="Police", **exact))
    assert clash.relation == "conflict"


def test_files_named_exist_and_it_can_be_read_in_one_sitting():
    for name in re.findall(r"`((?:compare|bench)/[\w/.*]+)`", TEXT):
        assert list(ROOT.glob(name)), name
    assert len(TEXT.splitlines()) <= 250
