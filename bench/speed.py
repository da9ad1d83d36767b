"""Reading time and memory, against the bare pipeline with all its components on the same texts."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from compare import settings


def run(articles: int) -> None:
    """Prints CPU seconds of both, their ratio, and the peak memory of the reader."""
    ours, bare = _apart("read", articles), _apart("bare", articles)
    ratio = ours["cpu"] / bare["cpu"]
    print(f"articles               {articles} ({ours['words']:,} words)")
    print(f"bare pipeline          {bare['cpu']:.1f} s CPU")
    print(f"claims read            {ours['cpu']:.1f} s CPU, {ours['claims']:,} claims")
    print(f"ratio                  {ratio:.2f} times the bare pipeline")
    print(f"peak memory of reading {ours['peak']:.0f} MiB", flush=True)


def _apart(what: str, articles: int) -> dict[str, float]:
    """Each side in a process of its own, so that neither warms the other."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.speed", what, str(articles)],
        capture_output=True, text=True, check=True, cwd=settings.ROOT,
    )  # fmt: skip
    return json.loads(done.stdout)


def _texts(count: int) -> list:
    from compare.model import Article
    from compare.read import read_path

    seeds = read_path(settings.ROOT / "seeds").articles
    # A news article is longer than a digest: four digests make one.
    joined = ["\n\n".join(a.text for a in seeds[i : i + 4]) for i in range(0, len(seeds), 4)]
    return [
        Article(f"a{i}", "The Outlet", None, "2024-12-01", None, None, joined[i % len(joined)])
        for i in range(count)
    ]


def _measure(what: str, count: int) -> dict[str, float]:
    from compare.extract.claims import extract_all
    from compare.extract.parse import load

    articles = _texts(count)
    if what == "bare":
        pipeline = load()
        pipeline("Warm.")
        start = time.process_time()
        for _ in pipeline.pipe([a.text for a in articles]):
            pass
        claims = 0
    else:
        list(extract_all(articles[:1]))
        start = time.process_time()
        claims = sum(len(found) for found in extract_all(articles))
    return {
        "cpu": time.process_time() - start,
        "claims": claims,
        "words": sum(len(a.text.split()) for a in articles),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
