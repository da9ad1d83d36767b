"""Compare: one question, every claim, and why they differ."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from compare.charts.claim_rows import PICK, overlap_words
from compare.charts.consensus import Consensus, consensus
from compare.charts.matrix import BY, MOST_SOURCES, cells, latest_words, matrix_width
from compare.charts.rows import Row, row
from compare.charts.timeline import colours
from compare.charts.wording import finding, plural, span
from compare.model import Claim, Question
from components import charts, claim_list, filters, parts, theme
from components.data import index
from components.html import show
from components.index import Index
from components.navigation import go, link
from components.text import md

ROWS_A_PAGE = 30
CARDS_A_PAGE = 15
_ALL = "compare_all_of"


def render() -> None:
    """Draw the page."""
    corpus, chosen = index(), filters.selection()
    if not corpus.questions:
        st.title("Compare", anchor=False)
        st.info("There is nothing to compare yet.")
        link("add", "Add articles")
        return
    shown = corpus.shown(chosen)
    question = _question(corpus, shown)
    if question is None:
        filters.notice_unknown()
        return
    st.title(md(question.label), anchor=False)
    filters.notice_unknown()
    claims = _claims(corpus, question, shown)
    if not claims:
        filters.nothing_left("claims of this question")
        return
    st.markdown(md(question.summary))
    _rows(corpus, question, claims)
    left, right = st.columns(2, gap="large")
    with left:
        _matrix(corpus, question, claims)
    with right:
        _timeline(corpus, question, claims)
    _list(corpus, question, claims)


def _question(corpus: Index, shown: frozenset[str]) -> Question | None:
    """The question of the address, else the most disputed; an unknown one is told."""
    asked = st.query_params.get("q")
    if asked is not None and asked not in corpus.questions:
        st.title("Compare", anchor=False)
        st.warning(f"There is no question “{md(asked)}” in this collection. "
                   "It may have been regrouped, or the link is cut short.")  # fmt: skip
        link("", "Back to Overview")
    offered = [q.id for q in corpus.comparison.questions if not shown.isdisjoint(q.claim_ids)]
    if asked in corpus.questions and asked not in offered:
        offered.insert(0, asked)
    if not offered:
        filters.nothing_left("questions")
        return None
    present = asked if asked in corpus.questions else None
    if present is None and asked is None:
        present = offered[0]
        st.query_params["q"] = present
    if st.session_state.get("question", present) != present:
        st.session_state["question"] = present
    st.selectbox(
        "Question",
        offered,
        index=offered.index(present) if present else None,
        format_func=lambda q: corpus.questions[q].label,
        key="question",
        on_change=_open_question,
        placeholder="Choose a question",
    )
    return corpus.questions.get(present) if present else None


def _open_question() -> None:
    if question := st.session_state.get("question"):
        st.query_params["q"] = question


def _claims(corpus: Index, question: Question, shown: frozenset[str]) -> list[Claim]:
    every = [corpus.comparison.claims[c] for c in question.claim_ids]
    visible = [c for c in every if c.id in shown]
    hidden = len(every) - len(visible)
    if not hidden:
        return every
    all_of_it = st.session_state.get(_ALL) == question.id
    with st.container(horizontal=True, vertical_alignment="center"):
        verb = "claim of others is" if hidden == 1 else "claims of others are"
        state = "shown all the same" if all_of_it else "hidden"
        st.markdown(
            f"**{hidden:,} {verb} {state}**, of {len(every):,} on this question. "
            "Verdicts are those of the whole collection.",
            width="stretch",
        )
        if st.button("Filter again" if all_of_it else "Show all", key="show_all_of_question"):
            st.session_state[_ALL] = None if all_of_it else question.id
            st.rerun()
    return every if all_of_it else visible


def _overlap(corpus: Index, question: Question) -> Consensus | None:
    verdicts = corpus.comparison.verdicts
    live = [corpus.comparison.claims[c] for c in question.claim_ids if verdicts[c].live]
    return consensus(
        (verdicts[c.id].origin, c.quantity)
        for c in live
        if c.quantity and c.polarity == "affirms"
    )  # fmt: skip


def _rows(corpus: Index, question: Question, claims: Sequence[Claim]) -> None:
    pages = -(-len(claims) // ROWS_A_PAGE)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.subheader(md(_headline(corpus, question)), anchor=False, width="content")
        scale = _scale()
    show(parts.legend(corpus.comparison, (c.id for c in claims)))
    band = _overlap(corpus, question)
    shaded = f" Shaded: {md(overlap_words(band, question.unit))}." if band else ""
    st.caption(f"Each claim, oldest first; click a row to read it in its article.{shaded}")
    page = st.pagination(pages, key=f"rows_{question.id}_{pages}") if pages > 1 else 1
    here = claims[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    rows = [row(corpus.comparison, c, question.id) for c in here]
    spec = charts.claim_rows_spec(rows, scale, band, theme.palette().name)
    event = st.vega_lite_chart(
        spec,
        key=f"rows_chart_{question.id}_{page}_{len(claims)}",
        on_select="rerun",
        selection_mode=PICK,
        alt=f"{question.label} {plural(len(rows), 'claim')}, oldest first: "
        + "; ".join(r.sentence for r in rows),
    )
    if (claim := charts.picked(event, PICK).get("c")) in corpus.entries:
        go("read", a=corpus.comparison.claims[claim].article_id, c=claim)


def _headline(corpus: Index, question: Question) -> str:
    words = finding(question, corpus.comparison.verdicts)
    return f"{words[:1].upper()}{words[1:]} · {span(question)}"


def _scale() -> str:
    return (
        st.segmented_control(
            "Axis", ("Log", "Linear"), default="Log", required=True, key="compare_scale",
            persist_state="session", label_visibility="collapsed",
        )
        or "Log"
    )  # fmt: skip


def _matrix(corpus: Index, question: Question, claims: Sequence[Claim]) -> None:
    st.subheader("Latest word, source against source", anchor=False)
    by = st.segmented_control(
        "Sources", BY, default=BY[0], required=True, key="matrix_by", persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    words = latest_words(corpus.comparison, claims, by or BY[0])
    if len(words) < 2:
        st.caption("Only one source speaks here: nothing to set it against.")
        return
    total = len(words)
    words = dict(list(words.items())[-MOST_SOURCES:])
    pairs = cells(corpus.comparison, words)
    names = list(words)
    with st.container(width=matrix_width(names)):
        st.vega_lite_chart(
            charts.matrix_spec(names, pairs, theme.palette().name),
            key=f"matrix_{question.id}_{by}",
            alt="Source against source: "
            + "; ".join(f"{names[c.row]} and {names[c.column]}: {c.relation}" for c in pairs),
        )
    note = "Numbers along the foot are those of the names."
    if total > len(names):
        note += f" The {len(names)} sources heard last, of {total:,}."
    st.caption(note)


def _timeline(corpus: Index, question: Question, claims: Sequence[Claim]) -> None:
    st.subheader("How each agency moved", anchor=False)
    rows: list[Row] = [
        r
        for c in claims
        if (r := row(corpus.comparison, c, question.id)).kind and r.published and not r.echo
    ]
    if not rows:
        st.caption("No dated figures to draw.")
        return
    palette = theme.palette()
    scale = st.session_state.get("compare_scale") or "Log"
    show(parts.line_legend(colours(rows, palette), palette))
    st.vega_lite_chart(
        charts.timeline_spec(rows, scale, palette.name),
        key=f"timeline_{question.id}",
        alt="Figures by date: " + "; ".join(f"{r.stated} {r.source}: {r.said}" for r in rows),
    )
    st.caption("▲ at least  ▼ at most  ◆ about  ■ range · dashed: still stands")


def _list(corpus: Index, question: Question, claims: Sequence[Claim]) -> None:
    folded = claim_list.fold(corpus.comparison, claims)
    echoes = len(claims) - len(folded)
    words = plural(len(claims), "claim")
    if echoes:
        words += f", {parts.echoes_words(echoes)} folded under their origin"
    st.subheader(words, anchor=False)
    pages = -(-len(folded) // CARDS_A_PAGE)
    page = st.pagination(pages, key=f"cards_{question.id}_{pages}") if pages > 1 else 1
    here = folded[(page - 1) * CARDS_A_PAGE : page * CARDS_A_PAGE]
    show(claim_list.claim_list(corpus.comparison, question, here, filters.in_address()))
