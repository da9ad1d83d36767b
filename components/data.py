"""The store and the comparison, opened once and shared by all who look."""

from __future__ import annotations

from threading import Lock

import streamlit as st

from compare import settings
from compare.judge.comparison import compare
from compare.store import Store, StoreError, load_seeds, open_store
from components.index import Index
from components.text import md


class _Seeding:
    def __init__(self) -> None:
        self.lock, self.done = Lock(), False


@st.cache_resource(show_spinner=False)
def _open(url: str) -> tuple[Store, _Seeding]:
    return open_store(url), _Seeding()


def store() -> Store:
    """The store of the settings, with the first collection in it; stops the page if it fails."""
    try:
        opened, seeding = _open(settings.database_url())
        if not seeding.done:
            _fill(opened, seeding)
    except StoreError as error:
        st.error(f"The collection cannot be opened: {md(error)}")
        st.stop()
    return opened


def index() -> Index:
    """The whole collection, compared and made ready for filtering; anew after each change."""
    opened = store()
    try:
        return _index(opened, opened.version())
    except StoreError as error:
        st.error(f"The collection cannot be read: {md(error)}")
        st.stop()


@st.cache_resource(show_spinner="Comparing the claims …", max_entries=2)
def _index(_store: Store, version: str) -> Index:
    return Index(compare(_store.articles(), _store.claims()))


def _fill(opened: Store, seeding: _Seeding) -> None:
    """Loads the first collection once a process; whoever comes meanwhile waits for it."""
    bar = st.progress(0.0, "Reading the first collection …")

    def progress(done: int, total: int, name: str) -> None:
        bar.progress(done / max(total, 1), f"Reading the first collection: {done:,} of {total:,}")

    with seeding.lock:
        if not seeding.done:
            load_seeds(opened, settings.seeds(), progress)
            opened.refresh(progress)
            seeding.done = True
    bar.empty()
