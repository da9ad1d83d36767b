"""The store: whole articles or none, whatever happens around it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from compare import settings, workflow
from compare.model import Article, Claim, Quantity, Source
from compare.read import content_id
from compare.store import Store, StoreError, engine, load_seeds, new_batch, open_store
from compare.store.extraction import claims_of

ROOT = Path(__file__).resolve().parents[1]


def article(number: int, **changes) -> Article:
    made = Article(
        id="",
        outlet="The Upland Post",
        title=f"Flood {number}",
        published="2023-05-04",
        url=None,
        author=None,
        text=f"At least {number} barns were flooded — the mayor said.",
    )
    made = replace(made, **changes)
    return made if made.id else replace(made, id=content_id(made))


def claims(made: Article) -> list[Claim]:
    """Claims as an extractor would give them, without the extractor."""
    figure = made.text.split()[2]
    start = made.text.index(figure)
    low = Decimal(figure) if figure.isdigit() else None
    quantity = Quantity(figure, start, start + len(figure), low, low, None, "at_least")
    return [
        Claim(
            id=f"{made.id}-{i}",
            article_id=made.id,
            outlet=made.outlet,
            published=made.published,
            text=made.text,
            start=0,
            end=len(made.text),
            quantity=replace(quantity, derived=None),
            sources=(Source("Ada Roe", "mayor", None),),
            places=("Upland",),
            confidence=0.8,
        )
        for i in range(2)
    ]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/new folder/store.db"


@pytest.fixture
def store(url: str):
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def extractor(monkeypatch):
    """Stands in for extraction; texts with "unreadable" in them make it fail."""
    module = pytest.importorskip("compare.extract.claims")

    def extract(made: Article) -> list[Claim]:
        if "unreadable" in made.text:
            raise RuntimeError("no such luck")
        return claims(made)

    monkeypatch.setattr(module, "extract", extract)
    claims_of.cache_clear()
    yield
    claims_of.cache_clear()


def fill(store: Store, *numbers: int, name: str = "batch"):
    batch = new_batch(name)
    for number in numbers:
        store.add(article(number), claims(article(number)), batch)
    return batch


def test_what_goes_in_comes_out(store: Store) -> None:
    fill(store, 3, 5)
    assert store.articles() == [article(3), article(5)]
    assert store.claims() == claims(article(3)) + claims(article(5))
    assert store.article(article(5).id) == article(5)
    assert store.article("none") is None
    assert store.check() == "ok: 2 articles, 4 claims, 1 batches"


def test_the_same_content_is_known_whatever_its_batch(store: Store) -> None:
    fill(store, 3)
    assert store.add(article(3), claims(article(3)), new_batch("again")) == "known"
    assert len(store.articles()) == 1
    assert len(store.claims()) == 2
    assert [b.name for b in store.batches()] == ["batch"]


def test_an_id_that_other_content_holds_gives_way(store: Store) -> None:
    first, second = article(3, id="1"), article(5, id="1")
    assert workflow_ids(store, first, second) == ["1", content_id(second)]
    with pytest.raises(StoreError, match="another article has the id '1'"):
        store.add(article(7, id="1"), [], new_batch("x"))


def workflow_ids(store: Store, *articles: Article) -> list[str]:
    ids = []
    for made in articles:
        settled, known = store.settled(made)
        assert not known
        store.add(settled, claims(settled), new_batch("b"))
        assert store.settled(made) == (settled, True)
        ids.append(settled.id)
    return ids


def test_a_batch_is_taken_out_whole_and_alone(store: Store) -> None:
    fill(store, 3, name="keep")
    batch = fill(store, 5, 7, name="undo")
    assert [(b.name, b.articles) for b in store.batches()] == [("undo", 2), ("keep", 1)]
    assert store.remove_batch(batch) == 2
    assert store.articles() == [article(3)]
    assert store.claims() == claims(article(3))
    assert store.remove_batch(batch) == 0


def test_the_version_changes_with_each_write_and_no_read(store: Store, tmp_path: Path) -> None:
    seen = [store.version()]
    batch = fill(store, 3)
    seen.append(store.version())
    fill(store, 5)
    seen.append(store.version())
    store.articles(), store.claims(), store.check(), store.batches()
    store.add(article(3), [], batch)
    assert store.version() == seen[-1]
    store.backup(tmp_path / "b.db")
    store.remove_batch(batch)
    seen.append(store.version())
    store.restore(tmp_path / "b.db")
    seen.append(store.version())
    assert len(set(seen)) == len(seen)


def test_backup_and_restore_bring_all_back(store: Store, tmp_path: Path) -> None:
    fill(store, 3, 5)
    file = tmp_path / "copy 100%?.db"
    assert store.backup(file) == "backed up 2 articles, 4 claims, 1 batches"
    before = (store.articles(), store.claims(), store.batches())
    fill(store, 7)
    assert store.restore(file) == "restored 2 articles, 4 claims, 1 batches"
    assert (store.articles(), store.claims(), store.batches()) == before
    fill(store, 9)
    assert store.check().startswith("ok: 3 articles")
    assert [p.name for p in tmp_path.iterdir() if "partial" in p.name] == []


@pytest.mark.parametrize("damage", ["missing", "text", "empty", "other", "cut"])
def test_what_is_no_backup_leaves_the_store_as_it_is(
    store: Store, tmp_path: Path, damage: str
) -> None:
    fill(store, *range(20))
    file = tmp_path / "b.db"
    if damage == "text":
        file.write_text("no database " * 1000)
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "other":
        sqlite3.connect(file).execute("CREATE TABLE t (a)").connection.close()
    elif damage == "cut":
        store.backup(file)
        file.write_bytes(file.read_bytes()[:-8192])
    version = store.version()
    with pytest.raises(StoreError, match=r"backup|restored") as told:
        store.restore(file)
    assert "\n" not in str(told.value)
    assert store.version() == version
    assert len(store.articles()) == 20


def test_a_backup_never_overwrites_its_store(store: Store) -> None:
    with pytest.raises(StoreError, match="name another file"):
        store.backup(store._engine.url.database)


def test_an_old_extraction_is_read_again_once(store: Store, extractor, monkeypatch) -> None:
    batch = new_batch("b")
    store.add(article(3), [], batch)
    store.add(article(0, text="an unreadable text here"), [], batch)
    assert store.refresh().articles == 0
    monkeypatch.setattr(settings, "EXTRACTOR_VERSION", "later")
    done = store.refresh()
    assert (done.articles, done.claims) == (1, 2)
    assert "no such luck" in done.failures[0][1]
    assert store.claims() == claims(article(3))
    assert store.refresh().articles == 0


def test_rebuild_reads_all_and_keeps_what_cannot_be_read(store: Store, extractor) -> None:
    bad = article(0, text="an unreadable text here")
    kept = claims(article(9, id=bad.id, text=bad.text))
    store.add(bad, kept, new_batch("b"))
    store.add(article(3), [], new_batch("b"))
    seen = []
    done = store.rebuild(progress=lambda *step: seen.append(step))
    assert (done.articles, len(done.failures)) == (1, 1)
    assert store.claims() == kept + claims(article(3))
    assert [step[:2] for step in seen] == [(1, 2), (2, 2)]


def test_saving_tells_each_article_and_goes_on_after_a_bad_one(store: Store, extractor) -> None:
    articles = [article(3), article(0, text="an unreadable text here"), article(5), article(3)]
    shown = workflow.preview(articles, store)
    assert [(len(p.claims), p.known) for p in shown] == [(2, False), (0, False)] + [(2, False)] * 2
    assert store.articles() == []
    rows = workflow.save(store, articles)
    assert [r.status for r in rows] == ["new", "failed", "new", "known"]
    assert "no such luck" in rows[1].reason
    assert len(store.batches()) == 1
    assert workflow.preview(articles[:1], store)[0].known


SEED = "---\noutlet: Upland\ntitle: T\npublished: 2023-05-04\n---\nAt least {} barns burnt down.\n"


def test_seeds_are_loaded_once_kept_up_with_and_never_forced_back(
    store: Store, extractor, tmp_path: Path
) -> None:
    folder = tmp_path / "seeds"
    (folder / "story").mkdir(parents=True)
    for number in (1, 2):
        (folder / "story" / f"{number}.md").write_text(SEED.format(number))
    (folder / "README.md").write_text("not a seed, only words about them")
    (folder / "empty.txt").write_text("")

    def texts() -> set[str]:
        return {a.text.split()[2] for a in store.articles()}

    assert load_seeds(store, folder) == [("empty.txt", "an empty file")]
    assert texts() == {"1", "2"}
    version = store.version()
    load_seeds(store, folder)
    assert store.version() == version
    gone = next(a.id for a in store.articles() if " 1 " in a.text)
    store.remove([gone])
    (folder / "story" / "2.md").write_text(SEED.format(22))
    (folder / "3.md").write_text(SEED.format(3))
    load_seeds(store, folder)
    assert texts() == {"22", "3"}
    (folder / "story" / "1.md").write_text(SEED.format(11))
    load_seeds(store, folder)
    assert texts() == {"22", "3"}
    assert load_seeds(store, None) == []
    with pytest.raises(StoreError, match="seeds"):
        load_seeds(store, tmp_path / "none")


def test_a_text_changed_behind_its_back_is_found(store: Store, tmp_path: Path) -> None:
    fill(store, 3)
    with sqlite3.connect(store._engine.url.database) as raw:
        raw.execute("UPDATE claims SET start = start + 1 WHERE position = 1")
    with pytest.raises(StoreError, match="does not stand in its article"):
        store.check()
    with sqlite3.connect(store._engine.url.database) as raw:
        raw.execute("UPDATE articles SET text = 'other'")
    with pytest.raises(StoreError, match="not as it was added"):
        store.check()
    raw.close()


def test_a_read_only_store_is_read_and_says_that_it_is(url: str) -> None:
    with open_store(url) as store:
        fill(store, 3)
        path = store._engine.url.database
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert len(store.articles()) == 1
        with pytest.raises(StoreError, match="read-only"):
            fill(store, 5)
        assert len(store.articles()) == 1


def test_a_store_held_by_another_is_read_and_says_that_it_is_busy(url: str, monkeypatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    with open_store(url) as store:
        fill(store, 3)
        other = sqlite3.connect(store._engine.url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="busy"):
            fill(store, 5)
        assert len(store.articles()) == 1
        other.execute("ROLLBACK")
        other.close()
        fill(store, 5)
        assert len(store.articles()) == 2


def test_a_full_disk_saves_whole_articles_or_none(url: str, monkeypatch) -> None:
    real = engine._on_connect

    def small(connection, wal) -> None:
        real(connection, wal)
        connection.execute("PRAGMA max_page_count = 60")

    monkeypatch.setattr(engine, "_on_connect", small)
    with open_store(url) as store:
        stored = 0
        with pytest.raises(StoreError, match="disk is full"):
            for number in range(1_000):
                made = article(number, text=f"At least {number} barns " + "were flooded " * 500)
                store.add(made, claims(made), new_batch("b"))
                stored += 1
        assert stored > 0
        assert len(store.articles()) == stored
        assert len(store.claims()) == 2 * stored
        assert store.check().startswith("ok")


@pytest.mark.parametrize("damage", ["page", "text"])
def test_a_damaged_file_is_told_in_one_sentence(url: str, damage: str) -> None:
    with open_store(url) as store:
        fill(store, *range(40))
        path = Path(store._engine.url.database)
    data = bytearray(path.read_bytes())
    start = 4096 if damage == "page" else 0
    data[start : start + 20_000] = b"\xa5" * 20_000
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"damaged|no database") as told, open_store(url) as store:
        store.check()
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "no database address"),
        ("nosuchdb://somewhere/x", "no such kind of database"),
        ("sqlite:////proc/none/store.db", "/proc/none"),
    ],
)
def test_a_bad_address_is_told_without_repeating_secrets(address: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        open_store(address)


WRITER = """
import sys
sys.path.insert(0, {tests!r})
from test_store import article, claims
from compare.store import open_store, new_batch
first, count = int(sys.argv[2]), int(sys.argv[3])
with open_store(sys.argv[1]) as store:
    batch = new_batch("writer")
    for number in range(first, first + count):
        made = article(number)
        store.add(made, claims(made), batch)
        print(made.id, flush=True)
"""


def writer(url: str, first: int, count: int) -> subprocess.Popen:
    code = WRITER.format(tests=str(ROOT / "tests"))
    arguments = [sys.executable, "-c", code, url, str(first), str(count)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_writers_wait_for_each_other(url: str) -> None:
    running = [writer(url, first, 40) for first in (0, 1000, 2000)]
    written = [process.communicate()[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    with open_store(url) as store:
        assert len(store.articles()) == sum(map(len, written)) == 120
        assert len(store.claims()) == 240


def test_a_killed_writer_loses_nothing_that_it_told(url: str) -> None:
    told = []
    for attempt in range(3):
        process = writer(url, 10_000 * attempt, 5_000)
        told += [process.stdout.readline().strip() for _ in range(5 + 20 * attempt)]
        process.kill()
        told += process.stdout.read().split()
        process.wait()
        process.stdout.close()
    with open_store(url) as store:
        stored = {a.id for a in store.articles()}
        assert {key for key in told if len(key) == 16} <= stored
        assert len(store.claims()) == 2 * len(stored)
        assert store.check().startswith("ok")


def test_claims_are_kept_as_the_command_line_writes_them(store: Store) -> None:
    fill(store, 3)
    with sqlite3.connect(store._engine.url.database) as raw:
        payload = raw.execute("SELECT payload FROM claims WHERE position = 0").fetchone()[0]
    raw.close()
    assert json.loads(payload) == claims(article(3))[0].to_json()
