"""`python -m bench`: what Crosscheck gets right and how fast it is, beside named peers.

python -m bench speed                     reading against the bare pipeline, on the seeds
python -m bench matching                  claims to questions, against all pairs and splink
python -m bench accuracy --sets FOLDER    annotated sets in FOLDER, with their scorers
                         --facts FOLDER   tables of facts with pairs.csv
python -m bench                           both; accuracy where CROSSCHECK_SETS names a folder
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bench import accuracy, matching, speed, tasks


def main() -> int:
    """Exit status 1 where a figure fell below its floor."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=["accuracy", "matching", "speed"])
    parser.add_argument("--sets", type=Path, default=os.environ.get("CROSSCHECK_SETS"))
    parser.add_argument("--facts", type=Path, default=os.environ.get("CROSSCHECK_FACTS"))
    parser.add_argument("--only", nargs="*", choices=list(tasks.TASKS), help="names of tasks")
    parser.add_argument(
        "--errors", type=Path, help="a folder for what was got wrong, with its text"
    )
    parser.add_argument(
        "--raise-floors", action="store_true", help="lift floors to this run's figures"
    )
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 20_000])
    args = parser.parse_args()
    failed = False
    if args.what in {None, "speed"}:
        speed.run(args.articles)
    if args.what in {None, "matching"}:
        matching.run(args.claims, None, peers=True)
    folders = tasks.Folders(*(Path(f) if f else None for f in (args.sets, args.facts)))
    given = folders != tasks.Folders()
    if args.what == "accuracy" and not given:
        parser.error("accuracy needs --sets FOLDER or --facts FOLDER")
    if given and args.what in {None, "accuracy"}:
        failed = not accuracy.run(folders, args.only, args.errors, args.raise_floors)
    elif args.what is None:
        print("accuracy: no annotated sets given (CROSSCHECK_SETS, CROSSCHECK_FACTS)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
