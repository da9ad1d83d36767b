"""The accuracy gate: floors hold a run, a worse run lowers none, and what was wrong is told."""

import json
import tomllib

import pytest

from bench import __main__ as command
from bench import accuracy, gold, tasks
from bench.fields import fields
from bench.rows import claim, pairs

# Gold records, and a scorer in the manner of those of the annotated sets.
SCORER = """
import json, sys
gold, found = ([json.loads(x) for x in open(path, encoding="utf-8")] for path in sys.argv[1:3])
def ends(row): return sorted((q["value_low"], q["value_high"]) for q in row["quantities"])
answer = {row["id"]: row for row in found}
right = sum(ends(row) == ends(answer[row["id"]]) for row in gold) / len(gold)
print(json.dumps({name: {"f1": right} for name in ("value", "value+unit", "value+change")}))
"""
SENTENCES = [
    ("a", "The ferry carried 212 passengers.", 212),
    ("b", "Divers brought up 14 crates on Monday.", 14),
    ("c", "The lighthouse is shut.", None),
    ("d", "The crew found 31 crates.", 99),  # an annotator's slip, which the library gets "wrong"
]
COLUMNS = (
    "claim_id", "date_published", "outlet", "speaker", "role", "agency",
    "statement_in_own_words", "quantity_text_form", "low", "high", "unit_measure", "place",
    "as_of_date", "polarity", "source_url_or_ref",
)  # fmt: skip
LANE = ("troops in training", "Chile", "2031-05-02", "affirms")
DAY = "2031-05-02"
ROWS = (
    ("X1", DAY, "Tide", "Ana Ruiz", "minister", "Peruvian Ministry of Defence",
     "She speaks of at least 300.", "at least 300", "300", "", *LANE, "one"),
    ("X2", DAY, "Gull", "Government of Chile", "institution", "Government of Chile",
     "Chile counts 200.", "200", "200", "200", *LANE, "two"),
    ("X3", DAY, "Heron", "Government of Brazil", "institution", "Government of Brazil",
     "Brazil counts some 310.", "some 310", "310", "310", *LANE, "three"),
)  # fmt: skip
PAIRS = """pair_id,claim_a,claim_b,expected,why
P1,X1,X2,CONTRADICT,too few
P2,X1,X3,COMPATIBLE,a floor and a figure
P3,X2,X3,AGREE,never: the library calls this a conflict
P4,X2,X3,AGREE,mild: a judgement call
P5,X2,X3,INTERNAL,one article
"""


@pytest.fixture(autouse=True)
def no_peers(monkeypatch):
    """The gate is tested by itself, whatever peers happen to be installed."""
    monkeypatch.setattr("bench.peers.PEERS", {})


@pytest.fixture
def folders(tmp_path, monkeypatch):
    sets, facts = tmp_path / "sets", tmp_path / "facts"
    (sets / "newsquant").mkdir(parents=True)
    facts.mkdir()
    rows = [
        {"id": key, "text": text, "quantities": [] if value is None else [
            {"value_low": value, "value_high": value}]}
        for key, text, value in SENTENCES
    ]  # fmt: skip
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (sets / "newsquant" / "dev.jsonl").write_text(lines, encoding="utf-8")
    (sets / "score_quantities.py").write_text(SCORER, encoding="utf-8")
    table = "\n".join(",".join(row) for row in (COLUMNS, *ROWS))
    (facts / "tide.csv").write_text(table, encoding="utf-8")
    (facts / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    monkeypatch.setattr(accuracy, "FLOORS", tmp_path / "floors.toml")
    (tmp_path / "floors.toml").write_text("", encoding="utf-8")
    return tasks.Folders(sets, facts)


def run(monkeypatch, folders, *more):
    """Exit status of the command on the tiny sets."""
    told = ["bench", "accuracy", "--sets", str(folders.sets), "--facts", str(folders.facts)]
    monkeypatch.setattr("sys.argv", [*told, "--only", "newsquant", "pairs", *more])
    return command.main()


def floors(folders):
    return tomllib.loads(accuracy.FLOORS.read_text(encoding="utf-8"))


def test_the_gate_opens_shuts_and_is_never_lowered_by_a_run(folders, monkeypatch, capsys):
    assert run(monkeypatch, folders) == 0
    assert floors(folders) == {}, "a run alone records nothing"
    assert run(monkeypatch, folders, "--raise-floors") == 0
    assert floors(folders)["newsquant"]["value"] == 0.75
    assert floors(folders)["pairs"]["accuracy"] == 0.666
    assert run(monkeypatch, folders) == 0, "the same run holds the floors that it set"

    above = accuracy.FLOORS.read_text(encoding="utf-8").replace("0.750", "0.900")
    accuracy.FLOORS.write_text(above, encoding="utf-8")
    capsys.readouterr()
    assert run(monkeypatch, folders, "--raise-floors") == 1
    assert "BELOW THE FLOOR" in capsys.readouterr().out
    assert floors(folders)["newsquant"]["value"] == 0.9, "a worse run lowers no floor"


def test_what_was_wrong_is_told_with_its_text(folders, monkeypatch, tmp_path):
    run(monkeypatch, folders, "--errors", str(tmp_path / "errors"))
    lines = (tmp_path / "errors" / "newsquant" / "wrong.jsonl").read_text().splitlines()
    assert [json.loads(x)["gold"]["text"] for x in lines] == ["The crew found 31 crates."]
    lines = (tmp_path / "errors" / "pairs" / "wrong.jsonl").read_text().splitlines()
    assert [json.loads(x)["pair_id"] for x in lines] == ["P3"]


def test_judgement_calls_and_contradictions_within_one_article_are_left_out(folders):
    figures, missed = pairs(folders.facts)
    assert figures == {"accuracy": pytest.approx(2 / 3)}
    assert len(missed) == 1


def test_a_row_is_read_by_the_lexicon():
    found = claim(dict(zip(COLUMNS, ROWS[0], strict=True)))
    assert (found.measure, found.scope, found.places) == ("troops", "training", ("Chile",))
    assert (found.quantity.bound, found.quantity.low, found.quantity.high) == (
        "at_least",
        300,
        None,
    )
    assert (found.speaker, found.agency) == ("Ana Ruiz", "Peruvian Ministry of Defence")


@pytest.mark.parametrize(
    ("words", "measure", "scope", "subject", "period"),
    [
        ("dead", "people", "killed", None, None),
        ("Chilean casualties per day", "people", "killed and wounded", "Chile", "per day"),
        ("troops planned in total", "troops", "planned", None, None),
        ("Training Sites", "sites", "training", None, None),
    ],
)
def test_the_fields_of_a_few_words(words, measure, scope, subject, period):
    found = fields(words)
    assert (found.measure, found.scope, found.subject, found.period) == (
        measure, scope, subject, period,
    )  # fmt: skip


def test_judging_alone_on_a_story(tmp_path):
    folder = tmp_path / "stories" / "ferry"
    folder.mkdir(parents=True)
    texts = ("Nine people drowned in Lima, police said.", "The mayor says nine drowned in Lima.")
    articles = [
        {"id": f"s{i}", "outlet": o, "published": "2031-05-02", "title": None, "text": text}
        for i, (o, text) in enumerate(zip(("Tide", "Gull"), texts, strict=True))
    ]
    common = {"type": "claim", "value": 9, "bound": "exact", "polarity": "affirms"}
    told = [
        {**common, "key": f"k{i}", "article_id": f"s{i}", "contains": words, "question": "killed"}
        for i, words in enumerate(("Nine people", "nine"))
    ]
    told.append({"type": "pair", "a": "k0", "b": "k1", "relation": ["agree"]})
    for name, rows in (("articles", articles), ("gold", told)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    figures, missed = gold.stories(tmp_path)
    assert (figures["relation"], figures["group_f1"], missed) == (1.0, 1.0, [])


def test_b_cubed():
    told = {"a": "x", "b": "x", "c": "y"}
    assert gold.b_cubed(told, dict(told)) == 1.0
    alone = {"a": "1", "b": "2", "c": "3"}
    assert gold.b_cubed(told, alone) == pytest.approx(2 * 1.0 * (2 / 3) / (1 + 2 / 3))
