"""Screenshots of the app over the sample ledger, for docs/app.md: `make screenshots`."""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from riwaya.formats.reports import incoming
from riwaya.ledger.store import Store
from riwaya.linking.link import incidents, link
from riwaya.model import Received
from riwaya.reading.read import read_report
from riwaya.review.app import create_app
from riwaya.review.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "screenshots"
SIZE = {"width": 1100, "height": 780}


def sample_ledger(path: Path) -> tuple[str, str]:
    """A ledger of the ten samples; the id of its fullest incident, and the place of a figure in the queue."""
    samples = sorted((ROOT / "src/riwaya/data/samples").glob("[0-9][0-9]-*.json"))
    with Store.open(path) as store:
        items = [i.report for i in incoming([str(p) for p in samples])]
        store.add(Received(r, read_report(r), reader="screenshots") for r in items if r is not None)
        link(store)
        found = max(incidents(store), key=lambda i: len(i.accounts))
        account = next(a for a in found.accounts if a.figures)
        return found.id, f"/review/{account.report}/{account.figures[0].id}"


def shoot(page: Page, name: str, path: str) -> None:
    """One page as it opens; the file stays small, there is no need for its whole length."""
    page.goto(path)
    page.wait_for_timeout(500)
    page.screenshot(path=OUT / f"{name}.png")


def main() -> None:
    """Write every screenshot anew."""
    chromium = shutil.which("chromium") or sys.exit("no chromium found")
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ledger = Path(folder) / "samples.ledger"
        incident, item = sample_ledger(ledger)
        config = uvicorn.Config(create_app(Settings(str(ledger))), port=0, log_level="error")
        server = uvicorn.Server(config)
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for language in ("ar", "en"):
            context = browser.new_context(base_url=url, viewport=SIZE)  # type: ignore[arg-type]
            context.add_cookies([{"name": "language", "value": language, "url": url}])
            page = context.new_page()
            shoot(page, f"overview-{language}", "/")
            shoot(page, f"incident-{language}", f"/incidents/{incident}")
            shoot(page, f"report-{language}", "/reports/01-ufuq-agency")
            shoot(page, f"review-{language}", item)
            shoot(page, f"place-{language}", f"/incidents/{incident}/place")
        browser.close()
        server.should_exit = True


if __name__ == "__main__":
    main()
