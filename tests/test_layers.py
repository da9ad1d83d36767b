"""The one way of the imports, read off the source: what stands lower knows nothing above it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Lowest first; modules of one layer may import each other.
LAYERS = (
    ("compare.model", "compare.settings", "compare.text", "compare.lines", "compare.lexicon"),
    ("compare.normalize",),
    ("compare.read",),
    ("compare.extract",),
    ("compare.match",),
    ("compare.judge",),
    ("compare.store",),
    ("compare.workflow",),
    ("compare.charts",),
    ("compare.report",),
    ("compare.answers",),
    ("compare.cli", "compare.__main__"),
    ("components",),
    ("app",),
)
ABOVE_JUDGE = ("compare.judge.comparison",)


def layer_of(module: str) -> int | None:
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        prefix = ".".join(parts[:length])
        for height, layer in enumerate(LAYERS):
            if prefix in layer:
                return height
    return None


def imports(path: Path) -> set[str]:
    """All modules that a file imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = sorted(
    p
    for p in [*ROOT.glob("compare/**/*.py"), *ROOT.glob("components/**/*.py"), *ROOT.glob("app.py")]
    if p.stat().st_size
)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    module = name_of(path)
    own = layer_of(module)
    if module == "compare":
        return
    assert own is not None, f"{module} has no layer: give it one in LAYERS"
    used = {m: layer_of(m) for m in imports(path)}
    assert {m for m, height in used.items() if height is not None and height > own} == set()


@pytest.mark.parametrize(
    "path", [p for p in FILES if name_of(p).startswith("compare")], ids=name_of
)
def test_the_library_never_imports_streamlit(path: Path) -> None:
    assert not {m for m in imports(path) if m.split(".")[0] in ("streamlit", "components", "app")}


@pytest.mark.parametrize(
    "path", [p for p in FILES if not name_of(p).startswith("compare")], ids=name_of
)
def test_pages_judge_nothing_themselves(path: Path) -> None:
    used = {m for m in imports(path) if m.startswith("compare.judge.")}
    assert {m for m in used if not m.startswith(ABOVE_JUDGE)} == set()


def test_no_pickle_and_no_eval() -> None:
    loaders = {"pickle", "marshal", "shelve", "dill", "joblib", "yaml"}
    for path in FILES:
        assert not {m.split(".")[0] for m in imports(path)} & loaders, path


@pytest.mark.parametrize(
    "module", ["compare.cli", "compare.read", "compare.store", "compare.model"]
)
def test_importing_is_light(module: str) -> None:
    """Nothing slow (parser, tables, page parsers) is loaded before it is needed."""
    heavy = "{'spacy', 'streamlit', 'pandas', 'altair', 'trafilatura', 'extruct'}"
    code = f"import sys, {module}; print(sorted(set(sys.modules) & {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
