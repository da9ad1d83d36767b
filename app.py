"""The dashboard: navigation and page set-up, nothing else."""

import streamlit as st

from components import filters, navigation, theme
from components.pages import add, compare, overview, read

st.set_page_config(page_title="Crosscheck", page_icon="⚖️", layout="wide")
pages = {
    "": st.Page(overview.render, title="Overview", icon=":material/dashboard:", default=True),
    "compare": st.Page(
        compare.render, title="Compare", icon=":material/compare_arrows:", url_path="compare"
    ),
    "read": st.Page(read.render, title="Articles", icon=":material/article:", url_path="read"),
    "add": st.Page(add.render, title="Add articles", icon=":material/note_add:", url_path="add"),
}
navigation.remember(pages)
current = st.navigation(list(pages.values()))
theme.style()
if current.url_path in navigation.FILTERED:
    filters.draw()
current.run()
