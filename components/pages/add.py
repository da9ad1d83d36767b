"""Add articles: files or pasted text in, a look before saving, and a way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from compare.charts.wording import day, plural
from compare.model import Article
from compare.read import Reading, read_bytes
from compare.read.reading import Note, Unreadable
from compare.store import StoreError, new_batch
from compare.workflow import Preview, Saved, preview, save
from components import filters
from components.changes import Change, changes
from components.data import index, store
from components.html import page_url, show, tag
from components.incoming import corrected, edits, pasted
from components.text import md

TYPES = ["txt", "md", "html", "htm", "json", "jsonl", "csv"]
_ROUND, _RESULT = "add_round", "add_result"
# The batch of the first collection is no one's to take out here.
SEEDS = "seeds"
EARLIER = 5


@dataclass(frozen=True)
class Result:
    """What a saving did, kept for the page until the next one."""

    batch: str
    saved: tuple[Saved, ...]
    changes: tuple[Change, ...]
    undone: bool = False


def render() -> None:
    """Draw the page."""
    st.title("Add articles", anchor=False)
    turn = st.session_state.setdefault(_ROUND, 0)
    if result := st.session_state.get(_RESULT):
        _result(result)
    reading = Reading.joined([*_uploads(turn), *_paste(turn)])
    _notes(reading)
    if reading.articles:
        _preview(reading, turn)
    else:
        _earlier(st.session_state.get(_RESULT))


def _uploads(turn: int) -> list[Reading]:
    files = st.file_uploader(
        "Upload articles",
        type=TYPES,
        accept_multiple_files=True,
        key=f"upload_{turn}",
        help="Text, Markdown, saved web pages, or exports as JSON, JSON Lines or CSV",
    )
    return [_read(f.name, f.getvalue()) for f in files or []]


@st.cache_data(show_spinner="Reading the file …", max_entries=64, scope="session")
def _read(name: str, data: bytes) -> Reading:
    return read_bytes(name, data)


def _paste(turn: int) -> list[Reading]:
    text = st.text_area(
        "Paste text",
        key=f"paste_{turn}",
        height=140,
        placeholder="The text of one article, its title in the first line",
    )
    grid = st.grid(4, min_column_width=150)
    fields = {
        "outlet": grid.text_input("Outlet", key=f"paste_outlet_{turn}"),
        "published": grid.text_input(
            "Date", key=f"paste_date_{turn}", placeholder="2024-10-23", max_chars=40
        ),
        "title": grid.text_input("Title", key=f"paste_title_{turn}"),
        "url": grid.text_input("Web address", key=f"paste_url_{turn}"),
    }
    return [pasted(text, fields)] if text.strip() else []


def _notes(reading: Reading) -> None:
    for name, reason in reading.refusals:
        st.error(f"**{md(name)}**: {md(reason)}")
    for name, what in reading.warnings:
        st.caption(f"{md(name)}: {md(what)}")


def _preview(reading: Reading, turn: int) -> None:
    rows = _looked_at(reading.articles)
    st.subheader(f"Before saving: {plural(len(rows), 'article')}, "
                 f"{plural(sum(len(r.claims) for r in rows), 'claim')}", anchor=False)  # fmt: skip
    table = pd.DataFrame([_row(r) for r in rows])
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=["claims", "state"],
        column_config={
            "title": st.column_config.TextColumn("Title", width="medium"),
            "outlet": st.column_config.TextColumn("Outlet"),
            "date": st.column_config.TextColumn("Date", help="Day of publication, as 2024-10-23"),
            "claims": st.column_config.NumberColumn("Claims found", format="localized"),
            "state": st.column_config.TextColumn("State"),
        },
        key=f"edit_{turn}_{len(rows)}",
        alt="The articles before saving; title, outlet and date can be corrected",
    )
    articles, wrong = _corrected(rows, edited.to_dict("records"))
    _notes(Reading(refusals=tuple(wrong)))
    st.caption("Title, outlet and date can be corrected in the table.")
    if st.button("Save", type="primary", key=f"save_{turn}", disabled=bool(wrong)):
        _save(articles)


def _looked_at(articles: Sequence[Article]) -> list[Preview]:
    bar = st.progress(0.0, "Looking for claims …")
    try:
        rows = preview(
            articles,
            store(),
            lambda done, total, name: bar.progress(
                done / total, f"Looking for claims: {done:,} of {total:,}, {md(name)}"
            ),
        )
    except StoreError as error:
        st.error(f"The collection cannot be read: {md(error)}")
        st.stop()
    bar.empty()
    return rows


def _row(row: Preview) -> dict[str, Any]:
    article = row.article
    state = row.reason or ("in the collection already" if row.known else "new")
    return {
        "title": article.title or "",
        "outlet": article.outlet or "",
        "date": (article.published or "")[:10],
        "claims": len(row.claims),
        "state": state,
    }


def _corrected(
    rows: Sequence[Preview], edited: Sequence[dict[str, Any]]
) -> tuple[list[Article], list[Note]]:
    articles, wrong = [], []
    for row, cells in zip(rows, edited, strict=True):
        name = row.article.title or row.article.id
        try:
            article, warnings = corrected(row.article, edits(row.article, cells))
        except Unreadable as error:
            wrong.append((name, str(error)))
            continue
        wrong += [(name, w) for w in warnings if article.published is None]
        articles.append(article)
    return articles, wrong


def _save(articles: Sequence[Article]) -> None:
    bar = st.progress(0.0, "Saving …")
    before = index()
    batch = new_batch(", ".join(a.title or a.id for a in articles[:3]))
    try:
        saved = save(
            store(),
            articles,
            lambda done, total, name: bar.progress(
                done / total, f"Saving {done:,} of {total:,}: {md(name)}"
            ),
            batch,
        )
    except StoreError as error:
        st.error(f"Saving failed: {md(error)}")
        return
    bar.progress(1.0, "Comparing with what the others say …")
    new = {s.article_id for s in saved if s.status == "new"}
    found = changes(before, index(), new) if new else []
    st.session_state[_RESULT] = Result(batch.id, tuple(saved), tuple(found))
    st.session_state[_ROUND] += 1
    st.rerun()


def _result(result: Result) -> None:
    if result.undone:
        st.success("Taken out again: the collection is as it was before.")
        return
    new = [s for s in result.saved if s.status == "new"]
    known = [s for s in result.saved if s.status == "known"]
    if new:
        claims = sum(s.claims for s in new)
        st.success(f"Saved {plural(len(new), 'article')} with {plural(claims, 'claim')}.")
    for one in known:
        st.info(f"“{md(one.title or one.article_id)}” is in the collection already.")
    for one in (s for s in result.saved if s.status == "failed"):
        st.error(f"“{md(one.title or one.article_id)}” was not saved: {md(one.reason)}")
    if result.changes:
        _changes(result.changes)
    elif new:
        st.markdown("No claim was found in it, so no question changed.")
    if new:
        st.button(
            "Undo",
            on_click=_undo,
            args=(result.batch,),
            key="undo",
            help="Take these articles out again",
        )
    st.divider()


def _changes(found: Sequence[Change]) -> None:
    address = filters.in_address()
    items = [
        tag(
            "li",
            f"{c.words} ",
            tag("a", c.label, href=page_url("compare", address, q=c.question)),
            f" ({plural(c.claims, 'claim')})",
        )
        for c in found
    ]
    show(tag("div", tag("ul", *items), class_="cx"))


def _earlier(result: Result | None) -> None:
    """What was added before, also in another session, with the way back."""
    try:
        batches = [b for b in store().batches() if b.name != SEEDS]
    except StoreError as error:
        st.error(f"The collection cannot be read: {md(error)}")
        return
    batches = [b for b in batches if not (result and result.batch == b.id)][:EARLIER]
    if not batches:
        return
    st.subheader("Added before", anchor=False)
    for batch in batches:
        with st.container(horizontal=True, vertical_alignment="center"):
            words = f"{day(batch.added_at)} · {plural(batch.articles, 'article')}: "
            st.markdown(words + md(batch.name), width="stretch")
            st.button("Take out", on_click=_undo, args=(batch.id,), key=f"out_{batch.id}")


def _undo(batch: str) -> None:
    try:
        store().remove_batch(batch)
    except StoreError as error:
        st.error(f"It could not be taken out: {md(error)}")
        return
    st.session_state[_RESULT] = Result(batch, (), (), undone=True)
