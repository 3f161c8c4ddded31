"""Pages for everybody: axe, narrow and magnified, by touch and by keyboard, in both languages and themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from riwaya.ledger.people import add_person
from riwaya.ledger.store import Store
from riwaya.linking.link import incidents
from riwaya.review.dossier import write_dossier
from riwaya.review.settings import Settings

from .conftest import Served, Visitor

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is part of the test extra")

SECRET = "a few words to keep"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the theme can change; the rest is the same in both.
LOOKS = ["color-contrast", "link-in-text-block"]


@pytest.fixture(scope="module")
def pages(site: Served) -> dict[str, str]:
    """Every page of the app by name; the incident is the one with most accounts."""
    with Store.open(site.ledger, read_only=True) as store:
        found = max(incidents(store), key=lambda i: len(i.accounts))
        bare = min(incidents(store), key=lambda i: len(i.accounts))
    figure = next(f for a in found.accounts for f in a.figures)
    account = next(a for a in found.accounts if figure in a.figures)
    statement = next((a.report, id) for a in found.accounts for id in a.statements)
    event = (found.members[0].report, found.members[0].events[0])
    return {
        "overview": "/",
        "nothing found": "/?since=2030",
        "incident": f"/incidents/{found.id}",
        "bare incident": f"/incidents/{bare.id}",
        "place": f"/incidents/{found.id}/place?q=%D8%AF%D8%B1%D9%86%D8%A9",
        "place without a point": f"/incidents/{bare.id}/place",
        "report": "/reports/01-ufuq-agency",
        "search": "/search?q=%D8%BA%D8%A7%D8%B1%D8%A9",
        "sources": "/sources",
        "source": f"/sources/{quote(next(a.source for a in found.accounts if a.source))}",
        "account": f"/accounts/{account.id}",
        "queue": "/review",
        "item": f"/review/{account.report}/{figure.id}",
        "queue of statements": "/review?layer=statements",
        "queue of events": "/review?layer=events&since=2018",
        "statement": "/review/{}/{}".format(*statement),
        "event": "/review/{}/{}".format(*event),
        "adjudication": "/adjudication",
        "error": "/reports/nowhere",
    }


@pytest.fixture(scope="module")
def team(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("team") / "team.ledger"
    path.write_bytes(site.ledger.read_bytes())
    with Store.open(path) as store:
        add_person(store, "\u0645\u0646\u0649", "manager", SECRET, by="test")
    with Served(Settings(str(path), mode="team")) as served:
        yield served


@pytest.fixture(scope="module")
def dossier(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "dossier.html"
    with Store.open(site.ledger, read_only=True) as store:
        write_dossier(store, max(incidents(store), key=lambda i: len(i.accounts)).id, path)
    return path


def violations(page: Any, rules: list[str] = RULES) -> list[str]:
    """What axe finds, one line each: rule, element, why."""
    found = axe.Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [
        f"{v['id']}: {n['target']} {n['failureSummary'].splitlines()[-1].strip()}"
        for v in found
        for n in v["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_nothing(visitor: Visitor, pages: dict[str, str], language: str, scheme: str) -> None:
    page = visitor.page(language, color_scheme=scheme)
    found = {}
    for name, path in pages.items():
        page.goto(path)
        for details in page.locator("details").all():
            details.evaluate("d => { d.open = true; }")
        problems = violations(page, RULES if scheme == "light" else LOOKS)
        if problems:
            found[name] = problems
    visitor.errors = [e for e in visitor.errors if "404" not in e]
    assert not found, found


@pytest.mark.parametrize(("language", "scheme"), [("ar", "light"), ("en", "dark")])
def test_axe_finds_nothing_where_people_log_in(
    team: Served, visit: Callable[[str], Visitor], language: str, scheme: str
) -> None:
    page = visit(team.url).page(language, color_scheme=scheme)
    page.goto("/login")
    found = violations(page, RULES if scheme == "light" else LOOKS)
    log_in(page)
    page.goto("/people")
    assert not found + violations(page, RULES if scheme == "light" else LOOKS)


def log_in(page: Any) -> None:
    """By keyboard, as a password manager or a person would."""
    page.locator("[name=name]").fill("\u0645\u0646\u0649")
    page.locator("[name=password]").fill(SECRET)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dossier(chromium: Any, dossier: Path, scheme: str) -> None:
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    seen: list[str] = []
    page.on("request", lambda r: seen.append(r.url))
    page.goto(dossier.as_uri())
    found = violations(page)
    context.close()
    assert not found, found
    assert seen == [dossier.as_uri()]


WIDTHS = """() => ({
  page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  cut: [...document.querySelectorAll("main *, header *")].filter((e) => {
    const box = e.getBoundingClientRect();
    if (!box.width || e.closest(".table, .unseen, .skip, dialog, svg, .overlay")) return false;
    return box.left < -1 || box.right > document.documentElement.clientWidth + 1;
  }).map((e) => e.outerHTML.slice(0, 90)),
})"""


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("ratio", [1, 2], ids=["320", "zoom"])
def test_nothing_is_cut_at_320_pixels_and_at_200_percent(
    visitor: Visitor, pages: dict[str, str], language: str, ratio: int
) -> None:
    """1280 pixels at 200 % are 640, twice as fine; wide tables scroll in their region."""
    size = {"width": 320 * ratio, "height": 640}
    page = visitor.page(language, viewport=size, device_scale_factor=ratio)
    found = {}
    for name, path in pages.items():
        page.goto(path)
        for details in page.locator("details").all():
            details.evaluate("d => { d.open = true; }")
        seen = page.evaluate(WIDTHS)
        if seen["page"] > 0 or seen["cut"]:
            found[name] = seen
    visitor.errors = [e for e in visitor.errors if "404" not in e]
    assert not found, found


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_of_a_dossier_is_cut(chromium: Any, dossier: Path, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    page.goto(dossier.as_uri())
    seen = page.evaluate(WIDTHS)
    # Its tables scroll in regions that the keyboard reaches and that have names.
    regions = page.evaluate(
        "[...document.querySelectorAll('table')].map((t) => t.closest('[tabindex][aria-labelledby]'))"
        ".map((r) => r && document.getElementById(r.getAttribute('aria-labelledby')).textContent)"
    )
    context.close()
    assert seen == {"page": 0, "cut": []}
    assert len(regions) == 4
    assert all(regions)


SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")].filter((e) => {
  const box = e.getBoundingClientRect();
  if (!box.width || e.closest(".unseen, .skip, dialog, svg") || e.type === "hidden") return false;
  // Links within a sentence are exempt (WCAG 2.5.8), and so are boxes whose label is the target.
  const inline = e.tagName === "A" && getComputedStyle(e).display === "inline";
  if (inline && e.parentElement.textContent.trim() !== e.textContent.trim()) return false;
  const target = e.closest("label") ? e.closest("label").getBoundingClientRect() : box;
  return target.height < 23.5 || target.width < 23.5;
}).map((e) => e.outerHTML.slice(0, 110))"""
FOCUS = (
    "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; }"
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_targets_are_large_enough_and_the_focus_is_seen(
    visitor: Visitor, pages: dict[str, str], language: str
) -> None:
    page = visitor.page(language, reduced_motion="reduce")
    found = {}
    for name, path in pages.items():
        page.goto(path)
        small = page.evaluate(SMALL)
        unseen = []
        for _ in range(12):
            page.keyboard.press("Tab")
            if not page.evaluate(FOCUS):
                unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
        moves = page.evaluate("document.getAnimations().length")
        if small or unseen or moves:
            found[name] = (small, unseen, moves)
    visitor.errors = [e for e in visitor.errors if "404" not in e]
    assert not found, found


LEFTS = """() => {
  const day = document.querySelector("h1 bdo").firstChild;
  return [...day.data].map((_, n) => {
    const range = document.createRange();
    range.setStart(day, n);
    range.setEnd(day, n + 1);
    return range.getBoundingClientRect().left;
  });
}"""


@pytest.mark.parametrize("numerals", ["western", "indic"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_days_run_from_left_to_right(
    visitor: Visitor, pages: dict[str, str], language: str, numerals: str
) -> None:
    """In a sentence from right to left, and in Arabic-Indic digits, which turn round a hyphen."""
    page = visitor.page(language, numerals=numerals)
    page.goto(pages["incident"])
    lefts = page.evaluate(LEFTS)
    assert len(lefts) == 10
    assert lefts == sorted(lefts)
