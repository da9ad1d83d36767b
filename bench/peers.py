"""Named peers, measured on the same texts in the same run where they are installed."""

from __future__ import annotations

import importlib.util
import re
import warnings
from collections.abc import Callable
from typing import Any

from bench import tasks
from bench.reading import read
from compare.extract.parse import parse

_QUOTE = re.compile(r"[“\"]([^“”\"]{3,400})[”\"]")
_SAYS = {"say", "tell", "add", "ask", "reply", "write", "state", "note", "explain", "argue"}


def figures(
    folders: tasks.Folders, name: str, task: tasks.Scored | tasks.Measured
) -> dict[str, dict[str, float]]:
    """The figures of the peers of a task; empty where none is installed."""
    found = {}
    for peer, predict in PEERS.get(name, {}).items():
        predicted = predict(read(task.gold(folders)))
        if predicted is not None:
            found[peer] = task.score(folders, predicted)
    return found


def _quantulum(rows: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """quantulum3 without its classifier."""
    if importlib.util.find_spec("quantulum3") is None:
        return None
    with warnings.catch_warnings():  # it warns of its classifier, which is left out
        warnings.simplefilter("ignore")
        from quantulum3 import parser

    out = []
    for row in rows:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = parser.parse(row["text"])
        except Exception:  # a peer that fails on a text has found nothing in it
            found = []
        out.append({"id": row["id"], "quantities": [
            {"low": q.value, "high": q.value, "unit": q.unit.name, "bound": "exact"}
            for q in found
        ]})  # fmt: skip
    return out


def _nearest_verb(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A quotation and the subject of the reporting verb nearest to it."""
    out = []
    for row in rows:
        doc = parse(row["text"])
        verbs = [t for t in doc if t.lemma_ in _SAYS]
        found = []
        for quote in _QUOTE.finditer(row["text"]):
            near = min(verbs, default=None, key=lambda t: min(
                abs(t.idx - quote.start()), abs(t.idx - quote.end())))  # fmt: skip
            subject = near and next((c for c in near.children if c.dep_ == "nsubj"), None)
            source = None
            if subject is not None:
                span = doc[subject.left_edge.i : subject.right_edge.i + 1]
                source = {"start": span.start_char, "end": span.end_char}
            content = {"start": quote.start(), "end": quote.end()}
            found.append({"source": source, "cue": None, "content": content})
        out.append({"id": row["id"], "attributions": found})
    return out


PEERS: dict[str, dict[str, Callable[[list[dict[str, Any]]], list[dict[str, Any]] | None]]] = {
    "newsquant": {"quantulum3": _quantulum},
    "quantspecs": {"quantulum3": _quantulum},
    "quoted speech": {"quote + nearest verb": _nearest_verb},
    "all speech": {"quote + nearest verb": _nearest_verb},
}
