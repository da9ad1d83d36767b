"""Claims to questions, timed beside named peers on the same claims, from memory to groups.

Each side runs in a process of its own and is charged with the CPU time of all its threads; the
claims are made or read before the clock starts, and so are the tables that the peers need.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path

from bench import generated
from compare import settings
from compare.model import Claim

# All pairs are timed on so many claims and scaled to the others by the square.
SAMPLE = 2_000
# Token-set likeness from which all pairs takes two claims for one question.
ALIKE = 75
ARTICLE = 20
# Probabilities at which splink's clusters are tried; it is given its best.
CUTS = (0.5, 0.9, 0.99, 0.999)

Run = dict[str, float]


def run(sizes: Iterable[int], file: Path | None, peers: bool) -> None:
    """Prints CPU seconds, memory, accuracy, growth, and how the peers compare."""
    before = None
    for size in sizes:
        ours = _apart("ours", size, file)
        count = int(ours["claims"])
        print(f"\n{count:,} claims")
        print(f"  grouping         {ours['cpu']:.2f} s CPU, {_quality(ours)}")
        print(f"  with labels      {ours['labelled']:.2f} s CPU")
        print(f"  peak memory      {ours['peak']:.0f} MiB, {ours['before']:.0f} of it the claims")
        share = ours["cpu"] / ours["article"]
        print(f"  one article more {1000 * ours['article']:.1f} ms CPU, 1/{share:.0f} of grouping")
        if before:
            print(
                f"  growth           n^{_exponent(before, ours):.2f} since {before['claims']:,.0f}"
            )
        before = ours
        if peers and count <= 20_000:
            _beside_all_pairs(ours, _apart("all_pairs", size, file))
        if peers and count <= 200_000:
            _beside_splink(ours, _apart("splink", size, file))
    sys.stdout.flush()


def _beside_all_pairs(ours: Run, peer: Run) -> None:
    print(f"  all pairs        {peer['cpu']:.0f} s CPU (RapidFuzz token_set_ratio, each pair once;"
          f" {peer['timed']:.1f} s for {SAMPLE:,}, scaled by the square)")  # fmt: skip
    print(f"  ratio            {peer['cpu'] / ours['cpu']:.0f} times cheaper")
    print(f"  gold pairs       {ours['kept']:.3f} of those that all pairs finds"
          f" ({peer['recall']:.3f} of all) are found")  # fmt: skip


def _beside_splink(ours: Run, peer: Run) -> None:
    if not peer:
        print("  splink           not installed")
        return
    print(f"  splink, DuckDB   {peer['cpu']:.2f} s CPU ({peer['training']:.2f} training), "
          f"{_quality(peer)}, {peer['peak']:.0f} MiB")  # fmt: skip
    print(f"  ratio            {peer['cpu'] / ours['cpu']:.1f} times cheaper")


def _quality(found: Run) -> str:
    return f"pairs P {found['precision']:.3f} R {found['recall']:.3f} F1 {found['f1']:.3f}"


def _exponent(small: Run, large: Run) -> float:
    return math.log(large["cpu"] / small["cpu"]) / math.log(large["claims"] / small["claims"])


def _apart(what: str, size: int, file: Path | None) -> Run:
    """One side, in a process of its own."""
    named = [str(file)] if file else []
    done = subprocess.run(
        [sys.executable, "-m", "bench.matching", what, str(size), *named],
        stdout=subprocess.PIPE, text=True, check=True, cwd=settings.ROOT,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def pairwise(found: Mapping[str, Hashable], gold: Mapping[str, str]) -> Run:
    """Precision, recall and F1 of the pairs of claims that share a group."""

    def pairs(groups: Iterable[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(groups).values())

    both = pairs((found[i], gold[i]) for i in gold)
    precision = both / max(1, pairs(found[i] for i in gold))
    recall = both / max(1, pairs(gold.values()))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1}


def _ours(claims: list[Claim], gold: Mapping[str, str]) -> Run:
    from compare.match.grouping import Index, group

    group(claims[:50])  # tables of the lexicon
    held, later = _held_out(claims)
    before = _peak()
    index, start = Index(), time.process_time()
    index.add(claims)
    cpu = time.process_time() - start
    groups = index.groups()
    labelled = time.process_time() - start
    peak = _peak()
    found = {c: g.id for g in groups for c in g.claim_ids}
    kept = _liked(claims, gold)
    both = sum(found[a] == found[b] for a, b in kept) / max(1, len(kept))
    del index, groups
    index = Index()
    index.add(held)
    start = time.process_time()
    index.add(later)
    article = time.process_time() - start
    return {"claims": len(claims), "cpu": cpu, "labelled": labelled, "before": before, "peak": peak,
            "article": article, "kept": both, **pairwise(found, gold)}  # fmt: skip


def _held_out(claims: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """All claims but one article's worth, and these."""
    chosen = {c.id for c in random.Random(2).sample(claims, ARTICLE)}
    held = [c for c in claims if c.id not in chosen]
    return held, [c for c in claims if c.id in chosen]


def _liked(claims: list[Claim], gold: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs of one question whose words all pairs finds alike."""
    from rapidfuzz import fuzz

    inside: dict[str, list[Claim]] = {}
    for c in claims:
        inside.setdefault(gold[c.id], []).append(c)
    return [
        (a.id, b.id)
        for members in inside.values()
        for n, b in enumerate(members)
        for a in members[:n]
        if fuzz.token_set_ratio(a.text, b.text) >= ALIKE
    ]


def _all_pairs(claims: list[Claim], gold: Mapping[str, str]) -> Run:
    from rapidfuzz import fuzz, process

    chosen = random.Random(3).sample(claims, min(SAMPLE, len(claims)))
    texts = [c.text for c in chosen]
    start = time.process_time()
    for n in range(1, len(texts)):
        process.cdist(texts[n : n + 1], texts[:n], scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
    timed = time.process_time() - start
    pairs = sum(n * (n - 1) // 2 for n in Counter(gold.values()).values())
    return {"timed": timed, "cpu": timed * (len(claims) / len(texts)) ** 2,
            "recall": len(_liked(claims, gold)) / max(1, pairs)}  # fmt: skip


def _splink(claims: list[Claim], gold: Mapping[str, str]) -> Run:
    if importlib.util.find_spec("splink") is None:
        return {}
    import logging

    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    table = pd.DataFrame({
        "unique_id": [c.id for c in claims],
        "measure": [c.measure for c in claims],
        "scope": [c.scope for c in claims],
        "subject": [c.subject for c in claims],
        "place": [c.places[0] if c.places else None for c in claims],
        "event": [c.event_date for c in claims],
        "published": [c.published for c in claims],
        "value": [float(c.quantity.value) if c.quantity else None for c in claims],
    })  # fmt: skip
    days = cl.AbsoluteDateDifferenceAtThresholds(
        "published", input_is_string=True, metrics=["day", "day"], thresholds=[3, 10]
    )
    creator = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("place", "measure", "event"),
            block_on("place", "measure", "substr(published, 1, 7)"),
        ],
        comparisons=[cl.ExactMatch("scope"), cl.ExactMatch("event"), days,
                     cl.JaroWinklerAtThresholds("place", [0.9]), cl.ExactMatch("value")],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )  # fmt: skip
    start = time.process_time()
    linker = Linker(table, creator, DuckDBAPI())
    train = linker.training
    train.estimate_probability_two_random_records_match(
        [block_on("place", "measure", "event")], recall=0.7
    )
    train.estimate_u_using_random_sampling(max_pairs=1e6)
    train.estimate_parameters_using_expectation_maximisation(block_on("place", "measure"))
    train.estimate_parameters_using_expectation_maximisation(block_on("subject", "event", "scope"))
    trained = time.process_time() - start
    predicted = linker.inference.predict(threshold_match_probability=min(CUTS))
    through = time.process_time() - start
    return max(
        (_cut(linker, predicted, cut, through, gold) | {"training": trained} for cut in CUTS),
        key=lambda one: one["f1"],
    )


def _cut(linker, predicted, cut: float, through: float, gold: Mapping[str, str]) -> Run:
    """splink's clusters at one probability; the time is that up to here with this cut alone."""
    start = time.process_time()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, cut)
    cpu = through + time.process_time() - start
    frame = clusters.as_pandas_dataframe()
    found = dict(zip(frame["unique_id"], frame["cluster_id"], strict=True))
    return {"cpu": cpu, "cut": cut, "peak": _peak(), **pairwise(found, gold)}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


SIDES: dict[str, Callable[[list[Claim], Mapping[str, str]], Run]] = {
    "ours": _ours,
    "all_pairs": _all_pairs,
    "splink": _splink,
}


if __name__ == "__main__":
    side, size, *files = sys.argv[1:]
    made, answers = generated.read(Path(files[0])) if files else generated.claims(int(size))
    gc.collect()
    print(json.dumps(SIDES[side](made, answers)))
