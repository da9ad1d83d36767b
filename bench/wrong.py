"""What was got wrong in a run, with its text: for a person who looks for the reason."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def quantities(gold: Row, found: Row) -> bool:
    """True where the bare figures are not those of the gold record."""

    def ends(row: Row) -> list[tuple[str, str]]:
        return sorted((str(q["value_low"]), str(q["value_high"])) for q in row["quantities"])

    return ends(_floats(gold)) != ends(_floats(found))


def _floats(row: Row) -> Row:
    ends = ("value_low", "value_high")
    return {
        "quantities": [
            {k: None if q[k] is None else float(q[k]) for k in ends} for q in row["quantities"]
        ]
    }


def attributions(gold: Row, found: Row) -> bool:
    """True where a content was missed or invented, or its source is another one."""

    def overlap(a: Row | None, b: Row | None) -> bool:
        return (a is None) == (b is None) and (
            a is None or (a["start"] < b["end"] and b["start"] < a["end"])
        )

    def all_in(some: Iterable[Row], others: list[Row]) -> bool:
        return all(
            any(
                overlap(x["content"], y["content"]) and overlap(x["source"], y["source"])
                for y in others
            )
            for x in some
        )

    mine, theirs = found["attributions"], gold["attributions"]
    return not (all_in(theirs, mine) and all_in(mine, theirs))


def dates(gold: Row, found: Row) -> bool:
    """True where the values are not those of the gold record."""
    return sorted(d["value"] for d in gold["timexes"]) != sorted(
        d["value"] for d in found["timexes"]
    )


def labels(gold: Row, found: Row) -> bool:
    """True where the label is another one."""
    return gold["label"] != found["label"]


def groups(gold: list[Row], found: list[Row]) -> list[Row]:
    """The records that stand together with others than they should."""

    def companions(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
        inside: defaultdict[str, set[str]] = defaultdict(set)
        rows = list(rows)
        for row in rows:
            inside[row["group_id"]].add(row["id"])
        return {row["id"]: frozenset(inside[row["group_id"]]) for row in rows}

    right, ours = companions(gold), companions(found)
    return [
        {"id": r["id"], "text": r["text"], "gold": sorted(right[r["id"]]),
         "found": sorted(ours.get(r["id"], ()))}
        for r in gold if right[r["id"]] != ours.get(r["id"])
    ]  # fmt: skip


def keep(folder: Path, rows: Iterable[Row]) -> None:
    """Writes `wrong.jsonl` into a folder, one record a line."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    (folder / "wrong.jsonl").write_text("".join(lines), encoding="utf-8")
