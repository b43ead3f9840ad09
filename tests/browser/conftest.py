"""Debian's Chromium at the real program: server, worker, page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from intercut.access import Actor
from intercut.actions.films import new_film
from intercut.actions.opening import open_film
from intercut.actions.planning import plan_board

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: browser tests are left out"
)

CHROMIUM = next(
    (p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None
)
PAGE = Path(__file__).resolve().parents[2] / "src/intercut/web/static/app/index.html"
AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"

HARMLESS = ("Failed to load resource",)
"""What Chromium itself says of an answer that is a refusal; the page says it in a sentence."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a page; no longer, as its driver keeps an event loop running,
    beside which tests of the server behind the page cannot run."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: browser tests are left out (apt install chromium)")
    if not PAGE.is_file():
        pytest.skip("the page is not built: run `make web` (it needs Node)")
    with playwright.sync_playwright() as started:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        found = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield found
        found.close()


@dataclass
class App:
    """The running program, and the windows opened on it."""

    process: subprocess.Popen[str]
    browser: Any
    link: str
    path: Path
    lines: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    contexts: list[Any] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Address of the server."""
        return self.link.partition("/enter")[0]

    def window(self, *, width: int = 1280, height: int = 900, dark: bool = False) -> Any:
        """A window that came in; a second one of the same browser shares its cookie."""
        if not self.contexts:
            context = self.browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                accept_downloads=True,
            )
            self.contexts.append(context)
            page = self._page(context)
            page.goto(self.link)
        else:
            page = self._page(self.contexts[0])
            page.set_viewport_size({"width": width, "height": height})
            page.goto(self.base)
        return page

    def _page(self, context: Any) -> Any:
        page = context.new_page()
        page.set_default_timeout(45_000)

        def heard(message: Any) -> None:
            if message.type in {"error", "warning"} and not message.text.startswith(HARMLESS):
                self.said.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda problem: self.said.append(f"uncaught: {problem}"))
        page.on("request", lambda request: self.asked.append(request.url))
        return page

    def strangers(self) -> list[str]:
        """Requests that left this machine."""
        ours = (self.base, "data:", "blob:")
        return [url for url in self.asked if not url.startswith(ours)]

    def end(self) -> None:
        """Close the windows and stop the program as Ctrl-C does."""
        for context in self.contexts:
            context.close()
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


Start = Callable[[Path], App]


@pytest.fixture
def start(browser: Any) -> Iterator[Start]:
    """Starts `intercut FILE` as a person does; at the end nothing was said and nobody else asked."""
    running: list[App] = []

    def begin(path: Path) -> App:
        process = subprocess.Popen(
            [sys.executable, "-m", "intercut", str(path), "--no-browser", "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "INTERCUT_WHO": "Ada"},
        )
        assert process.stdout is not None
        app = App(process=process, browser=browser, link="", path=path)
        running.append(app)
        app.link = process.stdout.readline().strip()
        assert app.link.startswith("http://127.0.0.1:"), "the program did not start"
        threading.Thread(target=process.stdout.read, daemon=True).start()
        return app

    yield begin
    for app in running:
        app.end()
    for app in running:
        assert app.said == []
        assert app.strangers() == []


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """Our half-hour, planned for some steps; never written again."""
    path = tmp_path_factory.mktemp("planned") / "brownstone.intercut"
    folder = examples / "brownstone"
    assert new_film(
        path,
        actor=Actor(name="Ada"),
        scripts=[folder / "brownstone.fountain"],
        facts=folder / "brownstone.facts.yaml",
    ).made
    with open_film(path, name="Ada") as film:
        plan_board(film, iterations=60, seed=1, threads=1)
    return path


@pytest.fixture
def film_path(planned: Path, tmp_path: Path) -> Path:
    """A copy of the planned film."""
    return Path(shutil.copy(planned, tmp_path / planned.name))


@pytest.fixture
def app(start: Start, film_path: Path) -> App:
    """The program running on the planned film."""
    return start(film_path)


@pytest.fixture
def violations() -> Callable[[Any], list[str]]:
    """What axe finds on a page: rule, and where."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci` in frontend/")
    axe = AXE.read_text(encoding="utf-8")

    def look(page: Any) -> list[str]:
        # Through the debugger: the page's own policy lets no script of ours in.
        page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": axe})
        return list(
            page.evaluate(
                "axe.run(document, {resultTypes: ['violations']})"
                ".then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`))"
            )
        )

    return look
