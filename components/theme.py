"""The palette that goes with the page's theme, and the style sheet of our own markup."""

from __future__ import annotations

import streamlit as st

from compare.charts.palette import DARK, LIGHT, ORDER, Palette

# A second cue beside colour for highlighted figures: the shape of the line under them.
UNDERLINES = {
    "conflict": "wavy",
    "revised": "dashed",
    "differ": "double",
    "agree": "solid",
    "only source": "dotted",
}


def palette() -> Palette:
    """The palette of the theme that the reader's browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def style() -> None:
    """Put the style sheet on the page; it holds no words of anybody else."""
    st.html(f"<style>{css(palette())}</style>")


def css(p: Palette) -> str:
    """The rules for our own markup, every class starting with `cx-`."""
    verdicts = "".join(
        f".cx-{v.replace(' ', '-')}{{--v:{p.of(v)};--u:{UNDERLINES[v]}}}" for v in ORDER
    )
    return verdicts + _RULES % {
        "ink": p.ink, "muted": p.muted, "panel": p.panel, "border": p.border, "page": p.page,
        "primary": p.primary,
    }  # fmt: skip


_RULES = """
[data-testid="stMainBlockContainer"]{max-width:1240px}
.cx{color:%(ink)s;font-size:.95rem;line-height:1.55;overflow-wrap:anywhere}
.cx a{color:%(primary)s;text-decoration:underline;text-underline-offset:2px}
.cx-muted,.cx .cx-muted{color:%(muted)s}
.cx-legend{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;align-items:center}
.cx-legend b{font-variant-numeric:tabular-nums}
.cx-chip{display:inline-flex;gap:.4rem;align-items:center;white-space:nowrap}
.cx-sym{display:inline-grid;place-items:center;width:1.25rem;height:1.25rem;border-radius:5px;
 background:var(--v);color:%(page)s;font-weight:700;font-size:.8rem;flex:none}
.cx-revised .cx-sym{color:#1C2430}
.cx-echo-sym{background:transparent;border:1.5px solid %(muted)s;color:%(muted)s}
.cx-swatch{width:1rem;height:.3rem;border-radius:2px;flex:none}
.cx-badge{display:inline-flex;gap:.4rem;align-items:center;font-weight:600;cursor:help}
.cx-tag{border:1px solid %(border)s;border-radius:999px;padding:0 .55rem;font-size:.82rem;
 color:%(muted)s;white-space:nowrap}
.cx table{border-collapse:collapse;width:100%%;font-variant-numeric:tabular-nums}
.cx th{color:%(muted)s;font-weight:500;text-align:left;font-size:.85rem}
.cx th,.cx td{padding:.5rem .6rem;border:0;border-bottom:1px solid %(border)s;vertical-align:top}
.cx .cx-num{text-align:right;white-space:nowrap}
.cx-date{white-space:nowrap}
.cx-card{border:1px solid %(border)s;border-radius:8px;padding:.8rem 1rem;margin:0 0 .7rem;
 border-left:4px solid var(--v);scroll-margin-top:4rem}
.cx-card:target{outline:2px solid %(primary)s}
.cx-card p{margin:.35rem 0}
.cx-head{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:baseline}
.cx a.cx-quote{font-size:1.02rem;color:%(ink)s;text-decoration:none}
.cx a.cx-quote:hover,.cx a.cx-quote:focus{text-decoration:underline}
.cx-foot{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center}
.cx details>summary{cursor:pointer;color:%(primary)s;width:fit-content}
.cx details[open]{margin-bottom:.3rem}
.cx-why{background:%(panel)s;border-radius:8px;padding:.6rem .9rem;margin:.4rem 0}
.cx-why ul{margin:.2rem 0 .5rem;padding-left:1.2rem}
.cx-why table{width:auto}
.cx-why th,.cx-why td{padding:.15rem 1rem .15rem 0;border:0}
.cx-meter{display:inline-block;width:7rem;height:.45rem;background:%(border)s;border-radius:3px;
 overflow:hidden;vertical-align:middle;margin-right:.5rem}
.cx-meter i{display:block;height:100%%;background:%(primary)s}
.cx-echo-card{margin:.5rem 0 .2rem;padding:.5rem 0 .2rem .9rem;border-left:2px solid %(border)s}
.cx mark{background:color-mix(in srgb,var(--v) 15%%,transparent);color:inherit;padding:.05em .1em;
 border-radius:3px;text-decoration:underline var(--u) 2px var(--v);text-underline-offset:3px}
.cx mark sup{font-size:.7em;font-weight:700;margin-left:.12em}
.cx-read{white-space:pre-wrap;max-width:68ch;font-size:1.05rem;line-height:1.7}
.cx-chosen{background:color-mix(in srgb,var(--v) 12%%,transparent);border-radius:3px}
.cx mark.cx-now{outline:2px solid var(--v);outline-offset:1px;scroll-margin:30vh}
.cx-list{display:flex;flex-direction:column}
@media (max-width:640px){
 .cx-cards thead{display:none}
 .cx-cards tr{display:grid;grid-template-columns:1fr 1fr;gap:.15rem .8rem;padding:.6rem 0;
  border-bottom:1px solid %(border)s}
 .cx-cards td{display:block;border:0;padding:0;text-align:left!important;min-width:0}
 .cx-cards td:first-child,.cx-cards td.cx-wide{grid-column:1/-1;white-space:normal}
 .cx-cards td[data-label]::before{content:attr(data-label) " ";color:%(muted)s;font-size:.85rem}
}
"""
