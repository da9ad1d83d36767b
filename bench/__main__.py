"""`python -m bench`: what Crosscheck gets right and how fast it is, beside named peers.

python -m bench speed                     reading against the bare pipeline, on the seeds
python -m bench accuracy --sets FOLDER    annotated sets in FOLDER, with their scorers
python -m bench                           both; accuracy where CROSSCHECK_SETS names a folder
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bench import accuracy, speed


def main() -> int:
    """Exit status 1 where a figure fell below its floor."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=["accuracy", "speed"])
    parser.add_argument("--sets", type=Path, default=os.environ.get("CROSSCHECK_SETS"))
    parser.add_argument("--only", nargs="*", help="names of sets")
    parser.add_argument(
        "--errors", type=Path, help="a folder for what was got wrong, with its text"
    )
    parser.add_argument(
        "--raise-floors", action="store_true", help="lift floors to this run's figures"
    )
    parser.add_argument("--articles", type=int, default=300)
    args = parser.parse_args()
    failed = False
    if args.what in {None, "speed"}:
        speed.run(args.articles)
    if args.what == "accuracy" or (args.what is None and args.sets):
        if not args.sets:
            parser.error("accuracy needs --sets FOLDER (or CROSSCHECK_SETS)")
        failed = not accuracy.run(Path(args.sets), args.only, args.errors, args.raise_floors)
    elif args.what is None:
        print("accuracy: no annotated sets given (CROSSCHECK_SETS=folder)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
