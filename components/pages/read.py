"""Articles: what exactly was written?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from compare.charts.wording import day, plural, said, voice
from compare.model import Article, Claim
from components import filters, parts
from components.data import index
from components.html import Html, join, page_url, show, tag
from components.index import Index
from components.navigation import link
from components.reader import reader
from components.text import md

A_PAGE = 25
# Constant: brings the chosen claim into view once it is drawn.
_SCROLL = """<script>
(() => { let tries = 0; const timer = setInterval(() => {
  const mark = document.querySelector('mark.cx-now');
  if (mark) mark.scrollIntoView({block: 'center'});
  if (mark || ++tries > 30) clearInterval(timer);
}, 100); })();
</script>"""


def render() -> None:
    """Draw the list, or the article of the address."""
    corpus = index()
    asked = st.query_params.get("a")
    if asked is None:
        _list(corpus)
    elif asked not in corpus.comparison.articles:
        st.title("Articles", anchor=False)
        filters.notice_unknown()
        st.warning(f"There is no article “{md(asked)}” in this collection. "
                   "It may have been taken out, or the link is cut short.")  # fmt: skip
        link("read", "All articles")
    else:
        _article(corpus, corpus.comparison.articles[asked])


def _list(corpus: Index) -> None:
    st.title("Articles", anchor=False)
    articles = corpus.comparison.articles
    if not articles:
        st.info("There are no articles yet.")
        link("add", "Add articles")
        return
    filters.notice_unknown()
    chosen = filters.selection()
    counts: dict[str, int] = {}
    for claim in corpus.shown(chosen):
        article = corpus.entries[claim].claim.article_id
        counts[article] = counts.get(article, 0) + 1
    found = [a for a in articles.values() if _listed(corpus, a, counts)]
    found.sort(key=lambda a: (a.published or "", a.id), reverse=True)
    if chosen.active:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{len(found):,} of {plural(len(articles), 'article')}** "
                        "match the filters.", width="stretch")  # fmt: skip
            st.button("Show all", on_click=filters.reset, key="reset_articles")
    else:
        st.markdown(f"{plural(len(articles), 'article')}, newest first.")
    if not found:
        filters.nothing_left("articles")
        return
    pages = -(-len(found) // A_PAGE)
    page = st.session_state.get(f"articles_{pages}", 1)
    show(_table(found[(page - 1) * A_PAGE : page * A_PAGE], counts, filters.in_address()))
    if pages > 1:
        st.pagination(pages, key=f"articles_{pages}", persist_state="session")


def _listed(corpus: Index, article: Article, counts: dict[str, int]) -> bool:
    chosen = filters.selection()
    if not chosen.active or article.id in counts:
        return True
    only_search = not any((*(getattr(chosen, n) for n in filters.NAMED), chosen.dates))
    return only_search and corpus.article_matches(article.id, chosen)


def _table(
    articles: Sequence[Article], counts: dict[str, int], address: dict[str, list[str]]
) -> Html:
    rows = []
    for article in articles:
        title = tag("a", article.title or "Untitled", href=page_url("read", address, a=article.id))
        digest = tag("span", "digest", class_="cx-tag") if article.kind == "digest" else None
        rows.append(
            tag(
                "tr",
                tag("td", join([title, digest], " ")),
                tag("td", article.outlet or "unknown", data_label="Outlet"),
                tag("td", day(article.published), data_label="Published", class_="cx-date"),
                tag("td", f"{counts.get(article.id, 0):,}", data_label="Claims", class_="cx-num"),
            )
        )
    head = tag(
        "tr",
        tag("th", "Title", scope="col"),
        tag("th", "Outlet", scope="col"),
        tag("th", "Published", scope="col"),
        tag("th", "Claims", scope="col", class_="cx-num"),
    )
    return tag(
        "div", tag("table", tag("thead", head), tag("tbody", *rows), class_="cx-cards"), class_="cx"
    )


def _article(corpus: Index, article: Article) -> None:
    link("read", "← All articles")
    st.title(md(article.title or "Untitled"), anchor=False)
    filters.notice_unknown()
    claims = [e.claim for e in corpus.entries.values() if e.claim.article_id == article.id]
    claims.sort(key=lambda c: c.start)
    facts = [article.outlet or "unknown outlet", day(article.published), article.author]
    original = tag("a", "original", href=article.url, rel="noopener noreferrer")
    label = tag("span", parts.DIGEST, class_="cx-tag") if article.kind == "digest" else None
    show(tag("div", " · ".join(f for f in facts if f), " ", label, " ",
             original if article.url else None, class_="cx cx-muted"))  # fmt: skip
    asked = st.query_params.get("c")
    chosen = next((c.id for c in claims if c.id == asked), None)
    if asked and chosen is None:
        st.warning("The claim that the link names is not in this article any more. "
                   "What was found in it stands beside the text.")  # fmt: skip
    left, right = st.columns([3, 2], gap="large")
    with left:
        show(reader(article, claims, corpus.comparison, chosen))
    with right:
        _claims(corpus, article, claims)
    if chosen:
        st.html(_SCROLL, unsafe_allow_javascript=True)


def _claims(corpus: Index, article: Article, claims: Sequence[Claim]) -> None:
    st.subheader(plural(len(claims), "claim"), anchor=False)
    if not claims:
        st.caption("Nothing in this text was recognized as a claim.")
        return
    address = filters.in_address()
    shown = corpus.shown(filters.selection())
    hidden = sum(c.id not in shown for c in claims)
    if hidden:
        st.caption(f"All are listed; {plural(hidden, 'claim')} would be hidden by the filters.")
    show(parts.legend(corpus.comparison, (c.id for c in claims)))
    cards = []
    for claim in claims:
        question = corpus.question_of[claim.id]
        verdict = corpus.comparison.verdicts[claim.id]
        cards.append(
            tag(
                "article",
                tag("div", tag("a", said(claim), href=page_url("read", address, a=article.id,
                                                               c=claim.id)),
                    " · ", voice(claim)),
                tag("div", parts.badge(verdict)),
                tag("div", tag("a", question.label,
                               href=page_url("compare", address, q=question.id))),
                class_=f"cx-card {parts.css_class(verdict.verdict)}",
            )
        )  # fmt: skip
    show(tag("div", *cards, class_="cx cx-list"))
