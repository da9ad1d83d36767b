"""Overview: where do the sources disagree?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from compare.charts.rows import row
from compare.charts.scales import SCALES
from compare.charts.strips import PICK, Strip, middle_values
from compare.charts.wording import day, figure, finding, plural, span
from compare.model import Question
from components import charts, filters, parts, theme
from components.data import index
from components.html import Html, page_url, show, tag
from components.index import Index
from components.navigation import go, link

A_PAGE = 8
# Beyond this a strip is a smear: the newest claims are drawn, the rest is one click away.
MARKS_A_STRIP = 180


def render() -> None:
    """Draw the page."""
    corpus, chosen = index(), filters.selection()
    st.title("Where do the sources disagree?", anchor=False)
    if not corpus.entries:
        _empty(corpus)
        return
    filters.notice_unknown()
    shown = corpus.shown(chosen)
    filters.notice_hidden(len(corpus.entries) - len(shown), len(corpus.entries))
    if not shown:
        filters.nothing_left("claims")
        return
    questions = [q for q in corpus.comparison.questions if not shown.isdisjoint(q.claim_ids)]
    _figures(corpus, shown, questions)
    page = _page(len(questions))
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        st.subheader(_headline(questions), anchor=False, width="content")
        scale = _scale()
    show(parts.legend(corpus.comparison, shown))
    here = questions[(page - 1) * A_PAGE : page * A_PAGE]
    _strips(corpus, here, shown, scale)
    _pages(len(questions))
    st.subheader("The same as a table", anchor=False)
    show(_table(corpus, here, filters.in_address()))


def _empty(corpus: Index) -> None:
    count = len(corpus.comparison.articles)
    if count:
        st.info(f"No claims were found in {plural(count, 'article')}.")
    else:
        st.info("There is nothing to compare yet.")
    link("add", "Add articles")


def _figures(corpus: Index, shown: frozenset[str], questions: Sequence[Question]) -> None:
    verdicts = [corpus.comparison.verdicts[c] for c in shown]
    outlets = {corpus.comparison.claims[c].outlet for c in shown} - {None}
    cards = (
        ("Claims", len(shown), None),
        ("Questions", len(questions), None),
        ("Outlets", len(outlets), None),
        ("Conflicts", sum(v.verdict == "conflict" for v in verdicts),
         "Claims that cannot be true together with one of another independent source"),
        ("Revised", sum(v.verdict == "revised" for v in verdicts),
         "Claims whose own source has since moved on to another figure"),
        ("Echoes", sum(v.echo_of is not None for v in verdicts),
         "Claims that repeat a source which is counted already"),
    )  # fmt: skip
    grid = st.grid(6, min_column_width=96, gap="small")
    for label, value, meaning in cards:
        grid.metric(label, f"{value:,}", help=meaning, border=True)


def _page(count: int) -> int:
    pages = -(-count // A_PAGE)
    return min(st.session_state.get(f"page_{pages}", 1), pages)


def _headline(questions: Sequence[Question]) -> str:
    disputed = sum(q.verdict == "conflict" for q in questions)
    if not disputed:
        return "Questions, most disputed first"
    verb = "is" if disputed == 1 else "are"
    return f"{disputed:,} of {plural(len(questions), 'question')} {verb} in conflict"


def _scale() -> str:
    return (
        st.segmented_control(
            "Axis",
            SCALES,
            default="Relative",
            required=True,
            key="overview_scale",
            persist_state="session",
            label_visibility="collapsed",
            help="Relative: each figure against its question's middle one. "
            "Log and Linear: the figures themselves.",
        )
        or "Relative"
    )


def _strips(corpus: Index, here: Sequence[Question], shown: frozenset[str], scale: str) -> None:
    comparison = corpus.comparison
    heads = [Strip(q.id, q.label, _note(corpus, q)) for q in here]
    every = {c: row(comparison, comparison.claims[c], q.id) for q in here for c in q.claim_ids}
    rows = [every[c] for q in here for c in [c for c in q.claim_ids if c in shown][-MARKS_A_STRIP:]]
    middles = middle_values(list(every.values()))
    spec = charts.strips_spec(heads, rows, middles, scale, theme.palette().name)
    event = st.vega_lite_chart(
        spec,
        key="strips_" + "_".join(q.id for q in here),
        on_select="rerun",
        selection_mode=PICK,
        alt="Strips, one a question: "
        + "; ".join(f"{h.label}: {h.note}" for h in heads)
        + ". The table below holds the same.",
    )
    st.caption(
        "● exact  ◆ about  ┝━┥ range  ┝▶ at least  ◀┥ at most  ○ echo · top to bottom: conflict, "
        "revised, differ, agree, only source, echo · click a strip to open it"
    )
    if (question := charts.picked(event, PICK).get("q")) in corpus.questions:
        go("compare", q=question)


def _pages(count: int) -> None:
    pages = -(-count // A_PAGE)
    if pages > 1:
        st.pagination(pages, key=f"page_{pages}", persist_state="session")


def _note(corpus: Index, q: Question) -> str:
    return " · ".join(
        (
            finding(q, corpus.comparison.verdicts),
            span(q),
            plural(q.origins, "independent source"),
            plural(q.outlets, "outlet"),
        )
    )


def _table(corpus: Index, here: Sequence[Question], address: dict[str, list[str]]) -> Html:
    heads = ("Question", "Finding", "Lowest", "Highest", "Independent sources", "Outlets",
             "Last update")  # fmt: skip
    numeric = {"Lowest", "Highest", "Independent sources", "Outlets"}
    rows = []
    for q in here:
        open_q = tag("a", q.label, href=page_url("compare", address, q=q.id))
        cells = (
            (None, tag("td", open_q)),
            *(
                (name, tag("td", value, data_label=name,
                           class_="cx-num" if name in numeric else "cx-date"))
                for name, value in (
                    ("Finding", finding(q, corpus.comparison.verdicts)),
                    ("Lowest", figure(q.low, q.unit)),
                    ("Highest", figure(q.high, q.unit)),
                    ("Independent sources", f"{q.origins:,}"),
                    ("Outlets", f"{q.outlets:,}"),
                    ("Last update", day(q.updated)),
                )
            ),
        )  # fmt: skip
        rows.append(tag("tr", *(cell for _, cell in cells)))
    head = tag(
        "tr",
        *(tag("th", h, scope="col", class_="cx-num" if h in numeric else None) for h in heads),
    )
    return tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *rows), class_="cx-cards"),
        class_="cx",
    )
