"""A server of the dashboard with a small corpus of its own, and a real Chromium to drive it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import corpus

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-default-apps", "--no-first-run",
]  # fmt: skip
IDLE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return !!app && app.dataset.testConnectionState === 'CONNECTED'
    && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale="true"]')
    && !document.querySelector('[data-testid="stSkeleton"]');
}"""
# The front end probes these beside a page's own address; the answer 404 is what it expects.
PROBES = ("_stcore/health", "_stcore/host-config")


@pytest.fixture(scope="session")
def seeds(tmp_path_factory) -> Path:
    return corpus.write(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="session")
def server(seeds, tmp_path_factory) -> Iterator[str]:
    """The address of a dashboard that runs for the whole session."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "CROSSCHECK_DATABASE_URL": f"sqlite:///{folder / 'test.db'}",
        "CROSSCHECK_SEEDS": str(seeds),
    }
    log = folder / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait(process, f"http://127.0.0.1:{port}/_stcore/health", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen, health: str, log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the server ended at once:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server does not answer:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    from playwright.sync_api import sync_playwright

    installed = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """One visitor: a fresh browser context, its page, and all that went wrong on it."""

    def __init__(self, browser, address: str, **options) -> None:
        settings = {
            "viewport": {"width": 1440, "height": 1000}, "locale": "en-GB",
            "timezone_id": "UTC", "reduced_motion": "reduce", "color_scheme": "light",
        }  # fmt: skip
        self.address = address
        self.context = browser.new_context(**{**settings, **options})
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("console", self._console)
        self.page.on("request", self._request)

    def _console(self, message) -> None:
        probe = any(p in (message.location or {}).get("url", "") for p in PROBES)
        if message.type == "error" and not probe:
            self.faults.append(f"console: {message.text}")

    def _request(self, request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http", "ws", 1),
                                       "data:", "blob:")):  # fmt: skip
            self.faults.append(f"request to another place: {request.url}")

    def open(self, path: str = "/"):
        """Go to a page of the dashboard and wait until it stands still."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("h1", timeout=90_000)
        self.idle()
        return self.page

    def idle(self) -> None:
        """Wait until the script has run and nothing is stale, twice: one run may start another."""
        for pause in (200, 150):
            self.page.wait_for_timeout(pause)
            self.page.wait_for_function(IDLE, timeout=60_000)
        broken = self.page.get_by_test_id("stException")
        assert broken.count() == 0, broken.first.inner_text()

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a multiselect, then close its list."""
        box = self.page.get_by_test_id("stMultiSelect").filter(has_text=label)
        box.get_by_role("combobox").fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.keyboard.press("Escape")
        self.idle()

    def figure(self, label: str) -> str:
        """The figure under `label` on Overview."""
        card = self.page.get_by_test_id("stMetric").filter(has_text=label)
        return card.get_by_test_id("stMetricValue").inner_text().strip()


@pytest.fixture
def visitor(chromium, server) -> Iterator:
    """Makes visits; at the end each must have been without a fault."""
    visits: list[Visit] = []

    def make(**options) -> Visit:
        visits.append(Visit(chromium, server, **options))
        return visits[-1]

    yield make
    faults = [fault for visit in visits for fault in visit.faults]
    for visit in visits:
        visit.context.close()
    assert not faults, faults


@pytest.fixture
def visit(visitor) -> Visit:
    return visitor()
