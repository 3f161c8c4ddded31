"""Hundreds of payloads in every field, in a real browser: no script runs, and no policy had to stop one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from hostile import MANAGER, SECRET, hostile_team
from payloads import payloads
from riwaya.ledger.store import Store
from riwaya.linking.link import incidents
from riwaya.review.dossier import write_dossier
from riwaya.review.settings import Settings

from .conftest import Served, Visitor

FOREIGN = """() => ((WEB) => [...document.querySelectorAll("*")].filter((e) =>
  [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "srcdoc")
  || (e.tagName === "SCRIPT" && !new URL(e.src).pathname.startsWith("/static/"))
  || ["IFRAME", "OBJECT", "EMBED", "BASE", "IMG", "MATH"].includes(e.tagName)
  || (e.tagName === "A" && !WEB.includes(new URL(e.href, location).protocol))
).map((e) => e.outerHTML.slice(0, 120)))(["http:", "https:", "file:"])"""


@pytest.fixture(scope="module")
def besieged(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    copy = tmp_path_factory.mktemp("besieged") / "hostile.ledger"
    shutil.copy(hostile, copy)
    with Served(Settings(str(copy), author="<img src=x onerror=window.ran=1>")) as served:
        yield served


def test_no_script_of_a_report_runs(besieged: Served, visit: Callable[[str], Visitor]) -> None:
    """The visitor fails on dialogs, on requests elsewhere and on anything that the policy refused."""
    with Store.open(besieged.ledger, read_only=True) as store:
        reports = list(store.reports())
        found = list(incidents(store))
        read = [store.findings(r.id) for r in reports[:3]]
        items = [(f.report.id, of[0].id) for f in read for of in (f.figures, f.statements, f.events) if of]
    paths = ["/", "/sources", "/adjudication"]
    paths += [f"/review?layer={layer}" for layer in ("figures", "statements", "events")]
    paths += [f"/reports/{quote(r.id)}" for r in reports]
    paths += [f"/incidents/{i.id}" for i in found[:3]]
    paths += [f"/incidents/{i.id}/place" for i in found[:3]]
    accounts = [a for i in found for a in i.accounts if a.source][:3]
    paths += [f"/accounts/{a.id}" for a in accounts]
    paths += [f"/sources/{quote(a.source or '')}" for a in accounts]
    paths += [f"/review/{quote(r)}/{f}" for r, f in items]
    every = payloads()
    paths += [f"/search?q={quote(' '.join(every[n : n + 40]))}" for n in range(0, len(every), 40)]
    page = visit(besieged.url).page("ar")
    for path in paths:
        page.goto(path)
        if path.startswith("/reports/"):
            page.wait_for_selector(".text[data-ready]")
        held(page, path)


def test_no_script_of_a_colleague_s_name_runs(
    hostile: Path, tmp_path: Path, visit: Callable[[str], Visitor]
) -> None:
    path = hostile_team(hostile, tmp_path / "team.ledger")
    with Served(Settings(str(path), mode="team")) as served:
        page = visit(served.url).page("en")
        page.goto("/login")
        page.locator("[name=name]").fill(MANAGER)
        page.locator("[name=password]").fill(SECRET)
        page.keyboard.press("Enter")
        page.wait_for_url("**/")
        for where in ("/", "/people", "/review"):
            page.goto(where)
            held(page, where)
            assert page.locator(".person").text_content().strip() == MANAGER


def test_no_script_of_a_dossier_runs(chromium: Any, hostile: Path, tmp_path: Path) -> None:
    with Store.open(hostile, read_only=True) as store:
        write_dossier(store, max(incidents(store), key=lambda i: len(i.accounts)).id, tmp_path / "d.html")
    page = chromium.new_page()
    seen: list[str] = []
    page.on("request", lambda r: seen.append(r.url))
    page.on("dialog", lambda d: seen.append(d.message))
    page.on("console", lambda m: seen.append(m.text))
    page.goto((tmp_path / "d.html").as_uri())
    held(page, "dossier")
    page.close()
    assert seen == [(tmp_path / "d.html").as_uri()]


def held(page: Any, path: str) -> None:
    assert page.evaluate("window.ran") is None, path
    assert page.evaluate(FOREIGN) == [], path
