"""A small corpus of invented reports for the dashboard's tests, written as files."""

from __future__ import annotations

from pathlib import Path

ARTICLES = {
    "2024-10-18_harbour-times.md": (
        "Harbour Times",
        "Zelensky counts 10,000",
        "2024-10-18",
        "President Volodymyr Zelensky said on Friday that 10,000 North Korean troops were in "
        "Russia.\n\nHe spoke in Kyiv, in the rain.",
    ),
    "2024-10-19_daily-north.md": (
        "Daily North",
        "Seoul is more careful",
        "2024-10-19",
        "South Korea's National Intelligence Service said that 3,000 North Korean troops were in "
        "Russia.\n\nA spokesman took no questions. <script>alert('never')</script> "
        "![p](http://tracker.example/p.png)",
    ),
    "2024-10-20_wire-one.md": (
        "Wire One",
        "Pentagon sees more to come",
        "2024-10-20",
        "The Pentagon said that at least 12,000 North Korean troops were in Russia.",
    ),
    "2024-10-30_metro-daily.md": (
        "Metro Daily",
        "Mayor names a toll",
        "2024-10-30",
        "Mayor Elena Ruiz said that 60 people were killed by the floods in Valencia.",
    ),
    "2024-10-30_evening-post.md": (
        "Evening Post",
        "Firefighters name another",
        "2024-10-30",
        "The fire service said that 95 people were killed by the floods in Valencia.",
    ),
}


def write(folder: Path) -> Path:
    """The corpus as Markdown files with front matter in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (outlet, title, day, text) in ARTICLES.items():
        head = f"---\noutlet: {outlet}\ntitle: {title}\npublished: {day}\n"
        head += f"url: https://example.org/{name}\n---\n"
        (folder / name).write_text(head + text + "\n", encoding="utf-8")
    return folder
