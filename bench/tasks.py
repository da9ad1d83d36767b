"""The tasks that are scored: what the library predicts on a set, and which figures count."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.extract.attributions import attributions
from compare.extract.dates import dates
from compare.extract.parse import parse
from compare.extract.quantities import quantities
from compare.model import Quantity

BOUNDS = {
    "exact": "exact", "about": "exact", "nearly": "exact", "range": "range",
    "at_least": "lower", "more_than": "lower", "order": "lower",
    "at_most": "upper", "less_than": "upper",
}  # fmt: skip


@dataclass(frozen=True)
class Task:
    """One set and one way to score it. `figures` picks the numbers that are gated."""

    folder: str
    scorer: str | None
    predict: Callable[[Path], list[dict[str, Any]]]
    figures: Callable[[Any], dict[str, float]]
    options: tuple[str, ...] = ()
    per_item: bool = False

    def gold(self, sets: Path) -> Path:
        return sets / self.folder / "dev.jsonl"


def read(path: Path) -> list[dict[str, Any]]:
    """A JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


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


def _quantities(folder: str) -> Callable[[Path], list[dict[str, Any]]]:
    def predict(sets: Path) -> list[dict[str, Any]]:
        return [
            {"id": row["id"], "quantities": [as_scored(q) for q in quantities(parse(row["text"]))]}
            for row in read(sets / folder / "dev.jsonl")
        ]

    return predict


def _attributions(sets: Path) -> list[dict[str, Any]]:
    return [
        {"id": row["id"], "attributions": [a.to_json() for a in attributions(parse(row["text"]))]}
        for row in read(sets / "polnear" / "dev.jsonl")
    ]


def _dates(sets: Path) -> list[dict[str, Any]]:
    return [
        {"id": row["id"], "timexes": [d.to_json() for d in dates(row["text"], row["dct"])]}
        for row in read(sets / "timex" / "dev.jsonl")
    ]


def stories(sets: Path, _keep: Path | None) -> Any:
    """The whole way on the sets' stories, through the command line."""
    folders = sorted(str(p) for p in (sets / "stories").iterdir() if p.is_dir())
    done = subprocess.run(
        [sys.executable, str(sets / "score_story.py"), *folders],
        capture_output=True, text=True, check=True, env={"PYTHON": sys.executable, "PATH": ""},
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def _f1(*names: str) -> Callable[[Any], dict[str, float]]:
    return lambda found: {name: found[name]["f1"] for name in names if name in found}


_WHOLE = (
    "claim_recall", "quantity_precision", "bound", "speaker", "agency", "polarity",
    "group_f1", "relation", "same_origin",
)  # fmt: skip

TASKS = {
    "newsquant": Task("newsquant", "score_quantities.py", _quantities("newsquant"),
                      _f1("value", "value+unit", "value+change"), per_item=True),
    "quantspecs": Task("quantspecs", "score_quantities.py", _quantities("quantspecs"),
                       _f1("value", "value+unit"), per_item=True),
    "quoted speech": Task("polnear", "score_attribution.py", _attributions, _f1("content+source"),
                          ("--kinds", "direct,mixed"), per_item=True),
    "all speech": Task("polnear", "score_attribution.py", _attributions, _f1("content+source"),
                       per_item=True),
    "dates": Task("timex", "score_facts.py", _dates, _f1("relaxed", "value", "date_value")),
    "stories": Task("stories", None, lambda _: [], lambda found: {k: found[k] for k in _WHOLE}),
}  # fmt: skip
