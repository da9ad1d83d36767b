"""The pages, by their addresses; kept so that one page can lead to another."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

PAGES = "pages_by_name"
FILTERED = ("", "compare", "read")


def remember(pages: dict[str, st.Page]) -> None:
    """Make the pages known to `go` and `link`."""
    st.session_state[PAGES] = pages


def go(page: str, **query: str) -> NoReturn:
    """Open a page of ours; filters stay as they are bound to the address."""
    st.switch_page(st.session_state[PAGES][page], query_params=query or None)


def link(page: str, label: str, **query: str) -> None:
    """A link to a page of ours that keeps the session."""
    st.page_link(st.session_state[PAGES][page], label=label, query_params=query or None)
