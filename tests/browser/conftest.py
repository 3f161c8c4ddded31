"""One Chromium and one app for all browser tests; both skipped with a reason where Chromium is missing."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from riwaya.review.app import create_app
from riwaya.review.settings import Settings

HERE = Path(__file__).resolve().parent
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder carries the marker `browser`."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Served:
    """An app over a ledger on a free loopback port, in a thread of its own."""

    def __init__(self, settings: Settings) -> None:
        config = uvicorn.Config(create_app(settings), host="127.0.0.1", port=0, log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self.ledger = Path(settings.ledger)
        self.url = ""

    def __enter__(self) -> Served:
        self._thread.start()
        for _ in range(600):
            if self._server.started:
                port = self._server.servers[0].sockets[0].getsockname()[1]
                self.url = f"http://127.0.0.1:{port}"
                return self
            time.sleep(0.05)
        raise TimeoutError("the app did not start within 30 seconds")

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for the session."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium: `.ci/run` installs Debian's; the browser tests need it")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app over a copy of the sample ledger; tests that decide copy it themselves."""
    copy = tmp_path_factory.mktemp("site") / "samples.ledger"
    shutil.copy(sample_ledger, copy)
    with Served(Settings(str(copy))) as served:
        yield served


class Visitor:
    """Opens pages of one app and keeps what happened on them: requests elsewhere, errors, dialogs."""

    def __init__(self, browser: Any, url: str) -> None:
        self._browser, self._url = browser, url
        self._contexts: list[Any] = []
        self.strayed: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []

    def page(self, language: str = "ar", *, numerals: str = "western", **options: Any) -> Any:
        """A page in a context of its own; `options` go to the context (viewport, color_scheme)."""
        context = self._browser.new_context(base_url=self._url, **options)
        self._contexts.append(context)
        for name, value in (("language", language), ("numerals", numerals)):
            context.add_cookies([{"name": name, "value": value, "url": self._url}])
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("request", lambda r: self._seen(r.url))
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("dialog", self._dialog)
        return page

    def _seen(self, url: str) -> None:
        if not url.startswith((self._url + "/", "data:")):
            self.strayed.append(url)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visitor(chromium: Any, site: Served) -> Iterator[Visitor]:
    """A visitor of the sample ledger; at the end nothing may have gone elsewhere or failed."""
    made = Visitor(chromium, site.url)
    yield made
    made.close()
    assert made.strayed == []
    assert made.errors == []
    assert made.dialogs == []


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[[str], Visitor]]:
    """Visitors of other apps, held to the same."""
    made: list[Visitor] = []

    def of(url: str) -> Visitor:
        made.append(Visitor(chromium, url))
        return made[-1]

    yield of
    for visitor in made:
        visitor.close()
        assert (visitor.strayed, visitor.errors, visitor.dialogs) == ([], [], [])


def until(page: Any, expression: str, seconds: float = 30) -> None:
    """Wait until a page says yes. Playwright's own waiting asks again by `eval`, which our pages refuse."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        time.sleep(0.05)
