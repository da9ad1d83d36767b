"""The command line from outside: what goes in, what comes out, and how it fails."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from compare.cli import main

ROOT = Path(__file__).resolve().parents[1]
FLOOD = {
    "id": "f1",
    "outlet": "Upland Post",
    "title": "Flood in Upland",
    "published": "2023-05-04",
    "text": "At least 40 people were killed in the flood in Kenya, the Interior Ministry said.",
}
TALLY = FLOOD | {
    "id": "f2",
    "outlet": "Valley News",
    "text": "Officials in Kenya said 55 people were killed in the flood.",
}


def program(*arguments: str, given: bytes | str = b"", **environment: str):
    """As a shell runs it: exit status, stdout, stderr; never a traceback, whatever was asked."""
    done = subprocess.run(
        [sys.executable, "-m", "compare", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | environment,
        timeout=120,
    )
    err = done.stderr.decode("utf-8")
    assert "Traceback" not in err
    return done.returncode, done.stdout.decode("utf-8"), err


def run(*arguments: str, given: bytes | str = b"", **environment: str):
    """The same within this process, so that the parser is loaded once for all tests."""
    data = given.encode() if isinstance(given, str) else given
    streams = [io.TextIOWrapper(io.BytesIO(part), newline="\n") for part in (data, b"", b"")]
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        for name, value in environment.items():
            patch.setenv(name, value)
        try:
            status = main(list(arguments))
        except SystemExit as end:
            status = end.code
        for stream in streams[1:]:
            stream.flush()
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams[1:])
    return status, out, err


def lines(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.fixture
def database(tmp_path: Path) -> dict[str, str]:
    return {"CROSSCHECK_DATABASE_URL": f"sqlite:///{tmp_path}/data/store.db"}


def test_help_names_the_verbs_and_no_format_that_is_missing() -> None:
    status, out, _ = run("--help")
    assert status == 0
    for verb in ("ingest", "extract", "quantities", "attributions", "dates", "stories", "group",
                 "judge", "report", "store", "rebuild", "check", "backup", "restore"):  # fmt: skip
        assert f"\n    {verb}" in out
    shown = run("report", "--help")[1]
    assert "markdown" in shown
    assert "claimreview" not in shown
    assert run("fly")[0] == 2


@pytest.mark.parametrize("form", ["claimreview", "docx"])
def test_a_format_that_is_missing_is_refused_in_one_line(form: str) -> None:
    status, out, err = run("report", "--format", form)
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert form in err


def test_bad_lines_are_named_skipped_and_counted() -> None:
    good = {"id": "g", "text": "It was on 3 May 2023."}
    bad = ["{broken", "[1, 2]", '{"id": 3}', '{"text": "no id"}', '{"id": true, "text": "x"}',
           '{"id": "n", "text": NaN}', "[" * 50_000, "1" * 5_000]  # fmt: skip
    given = lines(good) + "\n" + "\n".join(bad) + "\n" + lines(good | {"id": "last"})
    status, out, err = program(
        "dates", given=b"\xef\xbb\xbf" + given.encode() + b'{"id": "\xff"}\n'
    )
    assert status == 1
    assert [row["id"] for row in rows(out)] == ["g", "last"]
    told = err.splitlines()
    assert [line.split(":")[0] for line in told] == [f"line {n}" for n in (*range(3, 11), 12)]
    assert "nested too deeply" in err
    assert "not UTF-8" in told[-1]


def test_strict_stops_at_the_first_bad_line() -> None:
    good = {"id": "g", "text": "It was on 3 May 2023."}
    status, out, err = run("dates", "--strict", given=lines(good, {"id": 1}, good) + "{\n")
    assert (status, len(rows(out)), err.count("\n")) == (1, 1, 1)


def test_files_named_are_read_instead_of_stdin(tmp_path: Path) -> None:
    for name in ("a", "b"):
        row = {"id": name, "text": "It was on 3 May 2023."}
        (tmp_path / name).write_text(lines(row) + ("{\n" if name == "b" else ""))
    a, b = str(tmp_path / "a"), str(tmp_path / "b")
    status, out, err = run("dates", a, b, str(tmp_path / "none"))
    assert [row["id"] for row in rows(out)] == ["a", "b"]
    assert status == 1
    assert f"{b}: line 2: " in err
    assert f"{tmp_path}/none: cannot be read: No such file" in err


def test_text_is_utf8_whatever_the_locale() -> None:
    text = "Łódź — “3 May 2023” \ud83d\ude00 \u2028 end"
    given = {"id": "Ł", "text": text.encode("utf-16", "surrogatepass").decode("utf-16")}
    status, out, _ = program("dates", given=lines(given), LC_ALL="C", PYTHONUTF8="0")
    assert status == 0
    [row] = rows(out)
    assert row["id"] == "Ł"
    for found in row["dates"]:
        assert given["text"][found["start"] : found["end"]] == found["text"]
    status, out, _ = run("dates", given='{"id": "\\ud800", "text": "3 May 2023 \\udfff"}\n')
    assert (status, rows(out)[0]["id"]) == (0, "\ufffd")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    given = lines(*[{"id": str(i), "text": "It was on 3 May 2023. " * 30} for i in range(1_000)])
    process = subprocess.Popen(
        [sys.executable, "-m", "compare", "dates"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    with process:
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.write(given.encode())
            process.stdin.close()
        assert process.stderr.read() == b""


def test_extract_quantities_attributions() -> None:
    status, out, _ = run("extract", given=lines(FLOOD, {**FLOOD, "id": None, "outlet": None}))
    found = rows(out)
    assert status == 0
    assert found[0]["article_id"] == "f1"
    assert found[0]["quantity"]["low"] == 40
    assert len({row["article_id"] for row in found}) == 2
    for row in found:
        assert FLOOD["text"][row["start"] : row["end"]] == row["text"]
    status, out, _ = run("quantities", given=lines(FLOOD, TALLY, {"id": 5, "text": ""}))
    assert [row["id"] for row in rows(out)] == ["f1", "f2", 5]
    assert [len(row["quantities"]) for row in rows(out)] == [1, 1, 0]
    status, out, _ = run("attributions", given=lines(FLOOD))
    assert rows(out)[0]["attributions"][0]["cue"]["text"] == "said"


def test_stories_and_groups_keep_the_order() -> None:
    status, out, _ = run("stories", given=lines(TALLY, FLOOD))
    assert status == 0
    assert [row["article_id"] for row in rows(out)] == ["f2", "f1"]
    claims = run("extract", given=lines(FLOOD, FLOOD | {"id": "f3", "outlet": "Valley News"}))[1]
    status, out, _ = run("group", given=claims)
    assert status == 0
    assert [row["claim_id"] for row in rows(out)] == [row["id"] for row in rows(claims)]
    assert len({row["group_id"] for row in rows(out)}) == 1
    assert run("group")[:2] == (0, "")


def test_judge_takes_claims_and_texts() -> None:
    [claim] = rows(run("extract", given=lines(TALLY))[1])
    text = {"text": "55 people were killed in the flood in Kenya.", "published": "2023-05-04"}
    pairs = [
        {"id": "1", "a": claim, "b": text},
        {"id": "2", "a": text},
        {"id": "3", "a": 1, "b": 2},
        {"id": "4", "a": text, "b": {"text": "Nothing of note."}},
    ]
    status, out, err = run("judge", given=lines(*pairs))
    assert status == 1
    found = rows(out)
    assert [row["id"] for row in found] == ["1", "4"]
    assert found[0]["relation"] == "agree"
    assert found[1]["relation"] == "unrelated"
    assert "line 2: no object 'b'" in err
    assert "line 3: 'a' is no object" in err


def test_ingest_tells_what_it_refused_and_guessed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a_2023-05-04.txt").write_text(FLOOD["text"])
    (folder / "b.txt").write_bytes("Café owners said so".encode("cp1252"))
    (folder / "c.txt").write_bytes(b"")
    (folder / "d\x1b[31m.pdf").write_bytes(b"%PDF-1.4")
    status, out, err = run("ingest", str(folder))
    assert status == 1
    assert [row["published"] for row in rows(out)] == ["2023-05-04", None]
    assert set(rows(out)[0]) == {
        "id", "outlet", "title", "published", "url", "author", "text", "kind"
    }  # fmt: skip
    assert "b.txt: warning: not UTF-8" in err
    assert "c.txt: refused: an empty file" in err
    assert "\x1b" not in err
    status, out, err = run("ingest", "--name", "x_2023-05-04.txt", str(folder / "b.txt"))
    assert (status, rows(out)[0]["published"]) == (0, "2023-05-04")
    assert "x_2023-05-04.txt: warning" in err
    status, out, _ = run("ingest", "--name", "wire.md", given="---\ntitle: T\n---\nTwo words.")
    assert (status, rows(out)[0]["title"]) == (0, "T")
    assert run("ingest", "--name", "one", str(folder / "a_2023-05-04.txt"), str(folder))[0] == 1


def test_report_writes_one_document(tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl"
    file.write_text(lines(FLOOD, TALLY))
    status, out, _ = run("report", str(file))
    assert status == 0
    assert json.loads(out)["generated_from"]["articles"] == 2
    status, out, _ = run("report", "--format", "csv", str(file))
    assert {row["outlet"] for row in csv.DictReader(io.StringIO(out))} == {
        "Upland Post",
        "Valley News",
    }
    status, out, err = run("report", "--format", "markdown", str(file), str(tmp_path / "none"))
    assert status == 1
    assert "Upland Post" in out
    assert "none: refused" in err


def test_store_check_rebuild_backup_restore(tmp_path: Path, database: dict[str, str]) -> None:
    file = tmp_path / "wire.jsonl"
    file.write_text(lines(FLOOD, TALLY))
    status, out, _ = run("store", str(file), **database)
    assert status == 0
    assert rows(out) == [
        {"article_id": "f1", "name": "wire.jsonl", "status": "new"},
        {"article_id": "f2", "name": "wire.jsonl", "status": "new"},
    ]
    file.write_text(lines(FLOOD, TALLY, {**FLOOD, "text": "The flood killed 3 cows."}) + "{\n")
    status, out, err = run("store", str(file), **database)
    assert status == 1
    assert [row["status"] for row in rows(out)] == ["known", "known", "new"]
    assert rows(out)[2]["article_id"] not in ("f1", "f2")
    assert "wire.jsonl > line 4: refused" in err
    backup = str(tmp_path / "b.db")
    assert run("backup", backup, **database)[0] == 0
    before = run("check", **database)
    assert before[0] == 0
    assert before[1].startswith("ok: 3 articles")
    assert run("rebuild", **database)[:1] == (0,)
    assert run("check", **database) == before
    other = {"CROSSCHECK_DATABASE_URL": f"sqlite:///{tmp_path}/other.db"}
    assert run("restore", backup, **other)[0] == 0
    assert run("check", **other) == before
    status, out, err = run("restore", str(file), **other)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert run("check", **other) == before


@pytest.mark.parametrize("address", ["nonsense", "sqlite:////proc/none/x.db"])
def test_a_store_that_cannot_be_opened_is_one_line(address: str) -> None:
    status, out, err = program("check", CROSSCHECK_DATABASE_URL=address)
    assert (status, out, err.count("\n")) == (1, "", 1)


def test_verbs_without_a_parser_start_fast() -> None:
    heavy = "{'spacy', 'trafilatura', 'pandas', 'sqlalchemy'}"
    code = f"import sys, compare.cli as c; c.main(['ingest']); print({heavy} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input=b"Two words.", capture_output=True
    )
    assert done.stdout.endswith(b"set()\n"), done.stdout + done.stderr
