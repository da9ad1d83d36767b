"""Accuracy on annotated sets, held by floors that a worse run cannot lower by itself.

A folder of sets holds `NAME/dev.jsonl` and a scorer for each task; a scorer reads gold and
predictions as JSON Lines and prints one JSON object. Floors stand in `floors.toml`; they are lifted
by `--raise-floors` and lowered only by hand, in a change that says why.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from bench import peers, tasks

FLOORS = Path(__file__).with_name("floors.toml")


def run(folders: tasks.Folders, only: list[str] | None, errors: Path | None, lift: bool) -> bool:
    """Prints one line a figure: ours, the floor, the aim, the peers'. False where a floor is not
    held. Raises ValueError where `only` names no task."""
    if unknown := set(only or ()) - tasks.TASKS.keys():
        raise ValueError(f"no such task: {', '.join(sorted(unknown))}")
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    held = True
    print(f"{'set':14} {'figure':20} {'ours':>7} {'floor':>7} {'aim':>7}  peers")
    for name, task in tasks.TASKS.items():
        if only and name not in only:
            continue
        if not task.ready(folders):
            print(f"{name:14} not at hand")
            continue
        rivals = peers.figures(folders, name, task)
        for figure, value in task.run(folders, errors and errors / name).items():
            floor = floors.get(name, {}).get(figure)
            low = floor is not None and value < floor
            held = held and not low
            beside = "  ".join(
                f"{peer} {found[figure]:.3f}" for peer, found in rivals.items() if figure in found
            )
            print(
                f"{name:14} {figure:20} {value:7.3f} {_shown(floor)} "
                f"{_shown(task.aims.get(figure))}{' BELOW THE FLOOR' if low else ''}  {beside}",
                flush=True,
            )
            if name not in tasks.REPORTED and (floor is None or value > floor):
                floors.setdefault(name, {})[figure] = _floor(value)
    if lift:
        FLOORS.write_text(_toml(floors), encoding="utf-8")
    return held


def _shown(value: float | None) -> str:
    return f"{value:7.3f}" if value is not None else "      –"


def _floor(value: float) -> float:
    """A floor that the same figure still holds: cut, not rounded, to three digits."""
    return int(value * 1000) / 1000


def _toml(floors: dict[str, dict[str, float]]) -> str:
    lines = [
        "# The least that each figure must reach. `python -m bench accuracy --raise-floors` lifts",
        "# them; they are lowered only by hand, in a change that says why.",
    ]
    for name, figures in floors.items():
        lines += ["", f'["{name}"]', *(f'"{k}" = {v:.3f}' for k, v in figures.items())]
    return "\n".join(lines) + "\n"
