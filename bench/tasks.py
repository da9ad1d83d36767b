"""The tasks that are scored: what the library predicts on a set, and which figures count."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from bench import gold, rows, wrong
from bench.reading import read
from compare.extract.attributions import attributions
from compare.extract.claims import extract_all
from compare.extract.dates import dates
from compare.extract.parse import parse
from compare.extract.quantities import quantities
from compare.judge.pairs import best
from compare.match.stories import stories
from compare.model import Article, Claim, Judgement, Quantity

Row = dict[str, Any]
Figures = dict[str, float]

BOUNDS = {
    "exact": "exact", "about": "exact", "nearly": "exact", "range": "range",
    "at_least": "lower", "more_than": "lower", "order": "lower",
    "at_most": "upper", "less_than": "upper",
}  # fmt: skip


@dataclass(frozen=True)
class Folders:
    """Where the annotated sets and the tables of facts lie; None where not told."""

    sets: Path | None = None
    facts: Path | None = None


@dataclass(frozen=True)
class Scored:
    """A set with a scorer: `predict` answers its gold records, the scorer prints one JSON object,
    `figures` picks the numbers that are gated, `wrong` the records that were got wrong."""

    folder: str
    scorer: str
    predict: Callable[[list[Row]], list[Row]]
    figures: Callable[[Row], Figures]
    wrong: Callable[[Row, Row], bool] | None = None
    options: tuple[str, ...] = ()
    aims: Figures = field(default_factory=dict)

    def ready(self, folders: Folders) -> bool:
        """True where the set is at hand."""
        return folders.sets is not None and self.gold(folders).exists()

    def gold(self, folders: Folders) -> Path:
        return folders.sets / self.folder / "dev.jsonl"

    def run(self, folders: Folders, keep: Path | None) -> Figures:
        """The figures of this library; what was got wrong goes into the folder `keep`."""
        told = read(self.gold(folders))
        found = self.predict(told)
        if keep:
            wrong.keep(keep, self._missed(told, found))
        return self.score(folders, found)

    def score(self, folders: Folders, found: list[Row]) -> Figures:
        """What the set's scorer says of predictions, ours or a peer's."""
        with tempfile.TemporaryDirectory() as spare:
            guess = Path(spare) / "predicted.jsonl"
            guess.write_text("".join(json.dumps(p) + "\n" for p in found), encoding="utf-8")
            scorer = str(folders.sets / self.scorer)
            command = [sys.executable, scorer, str(self.gold(folders)), str(guess), *self.options]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        return self.figures(json.loads(done.stdout))

    def _missed(self, told: list[Row], found: list[Row]) -> Iterable[Row]:
        if self.wrong is None:
            return wrong.groups(told, found)
        answer = {row["id"]: row for row in found}
        return (
            {"id": row["id"], "gold": row, "found": answer[row["id"]]}
            for row in told
            if row["id"] in answer and self.wrong(row, answer[row["id"]])
        )


@dataclass(frozen=True)
class Measured:
    """A task that counts by itself. `measure` takes the folder named by `of` and gives the figures
    and what was got wrong; `marker` is a file or folder that must be there."""

    of: str
    marker: str
    measure: Callable[[Path], tuple[Figures, list[Row]]]
    aims: Figures = field(default_factory=dict)

    def ready(self, folders: Folders) -> bool:
        """True where what it needs is at hand."""
        folder = getattr(folders, self.of)
        return folder is not None and (folder / self.marker).exists()

    def run(self, folders: Folders, keep: Path | None) -> Figures:
        """The figures; what was got wrong goes into the folder `keep`."""
        figures, missed = self.measure(getattr(folders, self.of))
        if keep:
            wrong.keep(keep, missed)
        return figures


def as_scored(quantity: Quantity) -> dict[str, Any]:
    """A quantity as the quantity scorer reads it: bare ends, open ends, unit or counted noun."""
    q = quantity.to_json()
    low, high = q["low"], q["high"]
    if q["bound"] != "range" and q["value"] is not None:
        low = high = q["value"]
    bound = BOUNDS[q["bound"]]
    return {
        "value_low": low if low is not None else high,
        "value_high": high if high is not None else low,
        "low": None if bound == "upper" else low,
        "high": None if bound == "lower" else high,
        "bound": bound,
        "approx": q["bound"] in {"about", "nearly"},
        "direction": q["direction"],
        "unit": q["unit"] or q["measure"] or "-",
    }


def _quantities(told: list[Row]) -> list[Row]:
    return [
        {"id": row["id"], "quantities": [as_scored(q) for q in quantities(parse(row["text"]))]}
        for row in told
    ]


def _attributions(told: list[Row]) -> list[Row]:
    return [
        {"id": row["id"], "attributions": [a.to_json() for a in attributions(parse(row["text"]))]}
        for row in told
    ]


def _dates(told: list[Row]) -> list[Row]:
    return [
        {"id": row["id"], "timexes": [d.to_json() for d in dates(row["text"], row["dct"])]}
        for row in told
    ]


def _claims(texts: Iterable[str]) -> dict[str, list[Claim]]:
    """The claims of each text."""
    each = list(dict.fromkeys(texts))
    articles = [Article(f"t{i}", None, None, None, None, None, t) for i, t in enumerate(each)]
    return dict(zip(each, extract_all(articles), strict=True))


def entailment(found: Judgement, labels: set[str]) -> str:
    """A judgement as a label of textual inference, of those that a subset has."""
    label = "neutral"
    if found.a_implies_b or found.relation == "agree":
        label = "entailment"
    elif found.relation in ("conflict", "revised"):
        label = "contradiction"
    return label if label in labels else "neutral" if "neutral" in labels else "contradiction"


# The other subsets are word problems and stress tests, which news text does not hold.
_NEWS = {"NewsNLI", "RTE_Quant", "RedditNLI"}


def _entailments(told: list[Row]) -> list[Row]:
    told = [row for row in told if row["subset"] in _NEWS]
    known = _claims(row[side] for row in told for side in ("premise", "hypothesis"))
    labels: dict[str, set[str]] = {}
    for row in told:
        labels.setdefault(row["subset"], set()).add(row["label"])
    found = []
    for row in told:
        a, b = row["premise"], row["hypothesis"]
        judged = best(known[a], known[b], a, b)
        found.append({"id": row["id"], "label": entailment(judged, labels[row["subset"]])})
    return found


def _inference(found: Row) -> Figures:
    share = {name: row["accuracy"] for name, row in found["per_subset"].items()}
    figures = {"news": share.get("NewsNLI", 0.0)}
    if {"RTE_Quant", "RedditNLI"} <= share.keys():
        figures["rte and reddit"] = (share["RTE_Quant"] + share["RedditNLI"]) / 2
    return figures


def _stories(told: list[Row]) -> list[Row]:
    """Articles with the running story that each is part of."""
    articles = [
        Article(r["id"], r.get("outlet"), r.get("title"), (r.get("date") or "")[:10] or None, None,
                None, r["text"])
        for r in told
    ]  # fmt: skip
    return [{"id": a, "group_id": s.id} for s in stories(articles) for a in s.article_ids]


def _same_answers(told: list[Row]) -> list[Row]:
    """Answers to one question, joined where any two agree."""
    text = {row["id"]: row["paragraph"] or row["text"] for row in told}
    known = _claims(text.values())
    root = {row["id"]: row["id"] for row in told}
    for x, y in combinations(told, 2):
        if x["block"] != y["block"]:
            continue
        a, b = text[x["id"]], text[y["id"]]
        if best(known[a], known[b], a, b).relation == "agree":
            old, new = root[x["id"]], root[y["id"]]
            root = {i: new if r == old else r for i, r in root.items()}
    return [{"id": i, "group_id": r} for i, r in root.items()]


def _whole_way(sets: Path) -> tuple[Figures, list[Row]]:
    """Articles to verdicts on the sets' stories, through the command line."""
    folders = sorted(str(p) for p in (sets / "stories").iterdir() if p.is_dir())
    done = subprocess.run(
        [sys.executable, str(sets / "score_story.py"), *folders],
        capture_output=True, text=True, check=True, env={"PYTHON": sys.executable, "PATH": ""},
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    return {name: found[name] for name in _WHOLE}, []


def _f1(*names: str) -> Callable[[Row], Figures]:
    return lambda found: {name: found[name]["f1"] for name in names if name in found}


_WHOLE = (
    "claim_recall", "quantity_precision", "bound", "speaker", "agency", "polarity",
    "group_f1", "relation", "same_origin",
)  # fmt: skip


def _grouping(found: Row) -> Figures:
    return {"ari": found["ari"], "pairwise": found["pairwise"]["f1"]}


def _story_groups(folder: str, **aims: float) -> Scored:
    return Scored(folder, "score_pairs.py", _stories, _grouping, None, ("--field", "group_id"),
                  aims)  # fmt: skip


TASKS: dict[str, Scored | Measured] = {
    "newsquant": Scored("newsquant", "score_quantities.py", _quantities,
                        _f1("value", "value+unit", "value+change"), wrong.quantities),
    "quantspecs": Scored("quantspecs", "score_quantities.py", _quantities,
                         _f1("value", "value+unit"), wrong.quantities),
    "quoted speech": Scored("polnear", "score_attribution.py", _attributions,
                            _f1("content+source"), wrong.attributions,
                            ("--kinds", "direct,mixed")),
    "all speech": Scored("polnear", "score_attribution.py", _attributions,
                         _f1("content+source"), wrong.attributions),
    "dates": Scored("timex", "score_facts.py", _dates, _f1("relaxed", "value", "date_value"),
                    wrong.dates),
    "stories": Measured("sets", "stories", _whole_way),
    "perfect": Measured("sets", "stories", gold.stories, {"relation": 0.96}),
    "pairs": Measured("facts", "pairs.csv", rows.pairs, {"accuracy": 0.92}),
    "equate": Scored("equate", "score_pairs.py", _entailments, _inference, wrong.labels,
                     ("--field", "label"), {"news": 0.74, "rte and reddit": 0.70}),
    "fivew": _story_groups("fivew"),
    "ecbplus": _story_groups("ecbplus"),
    "nanco": Scored("nanco", "score_pairs.py", _same_answers,
                    lambda found: {"balanced": found["pair_balanced_accuracy"]}, None,
                    ("--field", "group_id")),
}  # fmt: skip

# Too small a set to hold anybody to its figure.
REPORTED = {"nanco"}
