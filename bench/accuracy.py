"""Accuracy on annotated sets, held by floors that a worse run cannot lower by itself.

A sets folder holds `NAME/dev.jsonl` and a scorer for each task; a scorer reads gold and predictions
as JSON Lines and prints one JSON object. Floors stand in `floors.toml`; they are lifted by
`--raise-floors` and lowered only by hand, in a change that says why.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from bench import peers, tasks

FLOORS = Path(__file__).with_name("floors.toml")


def run(sets: Path, only: list[str] | None, errors: Path | None, lift: bool) -> bool:
    """Prints one line a figure: ours, the floor, the peers'. False where a floor is not held."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    held = True
    print(f"{'set':14} {'figure':34} {'ours':>7} {'floor':>7}  peers")
    for name, task in tasks.TASKS.items():
        if (only and name not in only) or not (sets / task.folder).exists():
            continue
        rivals = peers.scores(sets, name, task)
        ours = score(sets, task, task.predict(sets), errors and errors / name)
        for figure, value in task.figures(ours).items():
            floor = floors.get(name, {}).get(figure)
            low = floor is not None and value < floor
            held = held and not low
            beside = "  ".join(
                f"{peer} {task.figures(found)[figure]:.3f}"
                for peer, found in rivals.items()
                if figure in task.figures(found)
            )
            mark = " BELOW" if low else ""
            shown = f"{floor:7.3f}" if floor is not None else "      –"
            print(f"{name:14} {figure:34} {value:7.3f} {shown}{mark}  {beside}", flush=True)
            if lift and (floor is None or value > floor):
                floors.setdefault(name, {})[figure] = round(value - 0.0005, 3)
    if lift:
        FLOORS.write_text(_toml(floors), encoding="utf-8")
    return held


def score(sets: Path, task: tasks.Task, predicted: list[dict[str, Any]], keep: Path | None) -> Any:
    """What the set's scorer says of predictions; they are kept where `keep` names a folder."""
    with tempfile.TemporaryDirectory() as spare:
        folder = keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        if task.scorer is None:
            return tasks.stories(sets, folder if keep else None)
        guess = folder / "predicted.jsonl"
        guess.write_text("".join(json.dumps(p) + "\n" for p in predicted), encoding="utf-8")
        command = [sys.executable, str(sets / task.scorer), str(task.gold(sets)), str(guess)]
        if keep and task.per_item:
            command += ["--per-item", str(folder / "items.jsonl")]
        done = subprocess.run([*command, *task.options], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)


def _toml(floors: dict[str, dict[str, float]]) -> str:
    lines = [
        "# The least that each figure must reach. `python -m bench accuracy --raise-floors` lifts",
        "# them; they are lowered only by hand, in a change that says why.",
    ]
    for name, figures in floors.items():
        lines += ["", f"[{name}]", *(f'"{k}" = {v:.3f}' for k, v in figures.items())]
    return "\n".join(lines) + "\n"
