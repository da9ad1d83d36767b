"""The sidebar: seven filters, held across pages and in the address."""

from __future__ import annotations

from datetime import date

import streamlit as st

from compare.charts.wording import to_date
from components.data import index
from components.index import NAMED, Selection
from components.text import md

LABELS = {
    "speaker": "Speaker",
    "agency": "Agency",
    "outlet": "Outlet",
    "topic": "Topic",
    "verdict": "Verdict",
}
KEYS = (*NAMED, "dates", "search")
_UNKNOWN = "filters_unknown"
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)


def draw() -> None:
    """Draw the filters. Values in the address that do not exist are noted before they are lost."""
    options = index().options
    _note_unknown(options)
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        st.text_input(
            "Search", key="search", bind="query-params", placeholder="Words in claims or names"
        )
        for name in NAMED:
            st.multiselect(
                LABELS[name], options[name], key=name, bind="query-params", placeholder="All"
            )
        st.date_input(
            "Dates",
            value=(),
            min_value=_EARLIEST,
            max_value=_LATEST,
            key="dates",
            bind="query-params",
            format="YYYY-MM-DD",
            help="Published between these two days",
        )
        if selection().active:
            st.button("Reset filters", on_click=reset, key="reset_sidebar", width="stretch")


def selection() -> Selection:
    """What is chosen at this moment."""
    state = st.session_state
    dates = state.get("dates") or ()
    return Selection(
        **{name: tuple(state.get(name) or ()) for name in NAMED},
        dates=tuple(dates) if isinstance(dates, list | tuple) else (dates,),
        search=(state.get("search") or "").strip(),
    )


def in_address() -> dict[str, list[str]]:
    """The filters as address parameters, for links that shall keep them."""
    chosen = selection()
    found = {name: list(getattr(chosen, name)) for name in NAMED}
    found["dates"] = [d.isoformat() for d in chosen.dates] if len(chosen.dates) == 2 else []
    found["search"] = [chosen.search] if chosen.search else []
    return found


def reset() -> None:
    """Back to everything (a button's callback: it runs before the widgets are drawn)."""
    for name in KEYS:
        st.session_state[name] = "" if name == "search" else () if name == "dates" else []
    st.session_state.pop(_UNKNOWN, None)


def notice_unknown() -> None:
    """Say which filter values of the address do not exist, and offer the way back."""
    unknown: dict[str, list[str]] = st.session_state.get(_UNKNOWN, {})
    if not unknown:
        return
    named = "; ".join(
        f"{LABELS.get(name, name.capitalize())}: {', '.join(md(v) for v in values)}"
        for name, values in unknown.items()
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(f"The link asks for something that is not in this collection: {named}. "
                   "That part of it is left out.", width="stretch")  # fmt: skip
        st.button("Show everything", on_click=reset, key="reset_unknown")


def notice_hidden(hidden: int, total: int) -> None:
    """Say how many claims the filters hide, with one click to show them."""
    if hidden <= 0:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        verb = "claim of others is" if hidden == 1 else "claims of others are"
        st.markdown(
            f"**{hidden:,} {verb} hidden** by the filters, of {total:,}. "
            "Verdicts are those of the whole collection.",
            width="stretch",
        )
        st.button("Show all", on_click=reset, key="reset_hidden")


def nothing_left(what: str) -> None:
    """A filter that leaves nothing says so, and how to go on."""
    st.info(f"No {what} match these filters.")
    st.button("Reset filters", on_click=reset, key="reset_nothing", type="primary")


def _note_unknown(options: dict[str, list[str]]) -> None:
    found = {}
    for name in NAMED:
        missing = [v for v in st.query_params.get_all(name) if v not in options[name]]
        if missing:
            found[name] = missing
    odd = [v for v in st.query_params.get_all("dates") if to_date(v) is None]
    if odd:
        found["dates"] = odd
    for name in NAMED:
        # What was chosen can go with the last article that held it.
        chosen = st.session_state.get(name) or []
        if gone := [v for v in chosen if v not in options[name]]:
            found.setdefault(name, gone)
            st.session_state[name] = [v for v in chosen if v not in gone]
    if found:
        st.session_state[_UNKNOWN] = found
    elif selection() != st.session_state.get("filters_last", selection()):
        st.session_state.pop(_UNKNOWN, None)
    st.session_state["filters_last"] = selection()
