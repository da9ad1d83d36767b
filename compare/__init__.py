"""Crosscheck's library: reads news texts, and says where their sources agree and where they don't.

Stations, each importing only from those before it:
model, settings, lexicon, normalize ← read ← extract ← match ← judge ← store ← charts, report ← cli.
Nothing here imports Streamlit.
"""

__version__ = "0.1.0"
