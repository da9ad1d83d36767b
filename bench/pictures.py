"""Pictures of the dashboard for the documentation: `make pictures`.

Starts the dashboard on a store of its own with the first collection, and photographs its pages in
Chromium, light and dark, wide and narrow, into `docs/pictures/`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "pictures"
IDLE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return !!app && app.dataset.testConnectionState === 'CONNECTED'
    && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale="true"]');
}"""
# What a picture's name ends in, the colour scheme, the width in pixels.
WIDE, DARK, PHONE = ("", "light", 1440), ("_dark", "dark", 1440), ("_phone", "light", 390)
SHOTS = {
    "overview": (WIDE, DARK, PHONE),
    "compare": (WIDE, DARK, PHONE),
    "articles": (WIDE,),
    "add": (WIDE,),
}
TALLEST = 2600


def main() -> None:
    """Take all pictures; raises CalledProcessError or a Playwright error where one fails."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        database = f"sqlite:///{Path(folder) / 'pictures.db'}"
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env={**os.environ, "CROSSCHECK_DATABASE_URL": database},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait(server, port)
            _take(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(20)


def _wait(server: subprocess.Popen, port: int) -> None:
    for _ in range(300):
        server.poll()
        if server.returncode is not None:
            raise subprocess.CalledProcessError(server.returncode, "streamlit")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the dashboard does not answer")


def _take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        paths = _paths(browser.new_page(), address)
        for name, shots in SHOTS.items():
            for ending, scheme, width in shots:
                context = browser.new_context(
                    color_scheme=scheme,
                    viewport={"width": width, "height": 900},
                    locale="en-GB",
                    reduced_motion="reduce",
                )
                _shoot(context.new_page(), address + paths[name], f"{name}{ending}.png")
                context.close()
        browser.close()


def _shoot(page: Page, url: str, name: str) -> None:
    _open(page, url)
    page.wait_for_timeout(1_500)
    height = page.get_by_test_id("stMain").evaluate("m => m.scrollHeight")
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
    page.wait_for_timeout(800)
    with Image.open(BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").save(TARGET / name, optimize=True)


def _paths(page: Page, address: str) -> dict[str, str]:
    """Each page's address, the question and the sentence as a reader would come to them."""
    _open(page, address + "/")
    question = page.locator(".cx-cards a").first.get_attribute("href")
    _open(page, f"{address}/{question}")
    sentence = page.locator("a.cx-quote:has(mark)").first.get_attribute("href")
    page.close()
    return {
        "overview": "/",
        "compare": f"/{question}",
        "articles": f"/{sentence}",
        "add": "/add",
    }


def _open(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("h1", timeout=300_000)
    for pause in (300, 300):
        page.wait_for_timeout(pause)
        page.wait_for_function(IDLE, timeout=60_000)


if __name__ == "__main__":
    main()
