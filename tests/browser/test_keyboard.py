"""The whole path of a coder by keyboard only, in Arabic and in English; a mouse only marks words."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from riwaya.ledger.store import Store
from riwaya.review.language import Words
from riwaya.review.settings import Settings

from .conftest import Served, Visitor, until


@pytest.fixture
def desk(sample_ledger: Path, tmp_path: Path) -> Iterator[Served]:
    """An app over a ledger that may be changed."""
    copy = tmp_path / "desk.ledger"
    shutil.copy(sample_ledger, copy)
    with Served(Settings(str(copy), author="\u0645\u0646\u0649")) as served:
        yield served


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the focus is on the element, as somebody without a mouse does."""
    page.locator(selector).first.wait_for()
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector}: not reached by Tab")


def decided(served: Served, layer: str = "figure") -> list[tuple[str, str, dict[str, Any]]]:
    with Store.open(served.ledger, read_only=True) as store:
        found = list(store.decisions(layer))
    return [(d.decision.action, d.entry.reason or "", dict(d.decision.values)) for d in found]


def press(page: Any, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_path_of_a_coder(desk: Served, visit: Callable[[str], Visitor], language: str) -> None:
    t = Words("ar" if language == "ar" else "en")
    page = visit(desk.url).page(language)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tab_to(page, "main tbody th a")
    press(page, "Enter")
    tab_to(page, "main a[href^='/reports/']")
    press(page, "Enter")
    page.wait_for_selector(".text[data-ready]")
    on_the_report(page)
    tab_to(page, "a[href='/review']")
    press(page, "Enter")
    tab_to(page, "a.button")
    press(page, "Enter")

    press(page, "a")
    assert decided(desk)[-1][0] == "accept"
    # A correction: the number, and an edge of the words.
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "low"
    page.keyboard.type("\u0661\u0662")
    tab_to(page, "[name=high]")
    page.keyboard.press("Control+a")
    page.keyboard.type("14")
    before = page.locator("#quote").text_content()
    tab_to(page, "[data-span=span] [data-edge=end][data-by='1']")
    page.keyboard.press("Enter")
    assert page.locator("#quote").text_content() != before
    tab_to(page, "[name=reason]")
    page.keyboard.type("arras as czj")  # letters that are keys elsewhere
    press(page, "Enter")
    action, reason, values = decided(desk)[-1]
    assert (action, reason) == ("correct", "arras as czj")
    assert (values["low"], values["high"]) == (12, 14)
    assert "span" in values
    press(page, "r")
    press(page, "s")
    assert [d[0] for d in decided(desk)] == ["accept", "correct", "reject", "unsure"]
    # Back to the last one, and undo it.
    press(page, "k")
    press(page, "z")
    assert decided(desk)[-1][0] == "undo"
    # The keys are shown, and one is changed.
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert t("Accept") in (page.locator("#keys").text_content() or "")
    page.locator("[data-remap=accept]").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("y")
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    count = len(decided(desk))
    page.locator("body").press("a")
    assert len(decided(desk)) == count
    press(page, "y")
    assert decided(desk)[-1][0] == "accept"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_spans_of_a_statement_are_moved_by_keyboard(
    desk: Served, visit: Callable[[str], Visitor], language: str
) -> None:
    page = visit(desk.url).page(language)
    page.goto("/review")
    tab_to(page, "a[href='/review?layer=statements']")
    press(page, "Enter")
    tab_to(page, "a.button")
    press(page, "Enter")
    place = page.url
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "name"
    page.keyboard.type("\u0633\u0627\u0644\u0645")
    with Store.open(desk.ledger, read_only=True) as store:
        report = page.url.split("/review/")[1].split("/")[0]
        text = store.report(report).text
    # The cue taken away and marked again: the word after what is said; then one word more.
    for take in ("none", "word"):
        tab_to(page, f"[data-span=cue] [data-take={take}]")
        page.keyboard.press("Enter")
        painted = page.locator("#context .mark.cue").all_text_contents()
        assert bool(painted) == (take == "word")
    tab_to(page, "[data-span=cue] [data-edge=end][data-by='1']")
    page.keyboard.press("Enter")
    painted = "".join(page.locator("#context .mark.cue").all_text_contents())
    tab_to(page, "[name=reason]")
    press(page, "Enter")
    action, _, values = decided(desk, "statement")[-1]
    assert (action, values["name"]) == ("correct", "\u0633\u0627\u0644\u0645")
    assert text[slice(*values["cue"])] == painted
    assert " " in painted
    # The queue leads back to what was decided last.
    tab_to(page, ".crumbs a[href*='layer=statements']")
    press(page, "Enter")
    tab_to(page, "[aria-labelledby=latest] a")
    press(page, "Enter")
    assert page.url == place
    press(page, "z")
    assert [d[0] for d in decided(desk, "statement")] == ["correct", "undo"]


def test_selected_words_are_taken(desk: Served, visit: Callable[[str], Visitor]) -> None:
    """For those who mark with a mouse or a finger; a selection that spans pieces counts code points."""
    page = visit(desk.url).page("en")
    page.goto("/review?layer=events")
    press_link(page, "a.button")
    page.keyboard.press("c")
    chosen = page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStart(document.getElementById("before").firstChild, 0);
          range.setEnd(document.getElementById("before").firstChild, 9);
          document.getSelection().addRange(range);
          return range.toString();
        }"""
    )
    until(page, "document.getSelection().toString().length > 0")
    page.locator("[data-span=actor] [data-take=selection]").click()
    until(page, "document.querySelector('[name=actor_end]').value !== ''")
    page.keyboard.press("Tab")
    page.locator("[data-key=correct]").click()
    until(page, "location.pathname.startsWith('/review')")
    _, _, values = decided(desk, "event")[-1]
    with Store.open(desk.ledger, read_only=True) as store:
        report = store.decisions("event")[-1].decision.report
        assert store.report(report).text[slice(*values["actor"])] == chosen.strip()


def press_link(page: Any, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.focus()
        page.keyboard.press("Enter")


def on_the_report(page: Any) -> None:
    """From the text to the list and back, each told aloud."""
    tab_to(page, ".text")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    told = page.locator("#told").text_content()
    assert told
    assert page.evaluate("CSS.highlights.get('current').size") > 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.said .jump')")
    tab_to(page, ".said [data-copy=link]")
    page.keyboard.press("Enter")
    until(
        page, "document.getElementById('told').textContent === document.querySelector('.text').dataset.copied"
    )


def test_no_key_acts_while_something_is_typed_or_held(desk: Served, visit: Callable[[str], Visitor]) -> None:
    page = visit(desk.url).page("en")
    page.goto("/review")
    tab_to(page, "a.button")
    press(page, "Enter")
    place = page.url
    tab_to(page, "[name=reason]")
    page.keyboard.type("arsczkj?")
    assert page.locator("[name=reason]").input_value() == "arsczkj?"
    assert not page.locator("#keys").is_visible()
    page.evaluate("document.activeElement.blur()")
    for key in ("Control+a", "Alt+a", "Control+s"):
        page.keyboard.press(key)
    assert page.url == place
    assert decided(desk) == []


def test_a_link_to_words_leads_back_to_them(desk: Served, visit: Callable[[str], Visitor]) -> None:
    page = visit(desk.url).page("en")
    page.goto("/reports/01-ufuq-agency")
    page.wait_for_selector(".text[data-ready]")
    hash = page.locator(".text").get_attribute("data-hash")
    quote = "[...(CSS.highlights.get('current') ?? [])].map((r) => r.toString()).join('')"
    page.goto(f"/reports/01-ufuq-agency#cp=0-4&text={hash}")
    until(page, quote + " === '\u062f\u0631\u0646\u0629'")
    page.goto("/search")
    page.goto("/reports/01-ufuq-agency#cp=0-4&text=000000000000")
    until(page, "document.getElementById('told').textContent.includes('another version')")
    assert not page.evaluate(quote)


def test_links_and_quotes_are_copied(desk: Served, visit: Callable[[str], Visitor]) -> None:
    page = visit(desk.url).page("en", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/reports/01-ufuq-agency")
    page.wait_for_selector(".text[data-ready]")
    tab_to(page, ".said [data-copy=link]")
    start, end = (page.evaluate(f"document.activeElement.dataset.{n}") for n in ("start", "end"))
    page.keyboard.press("Enter")
    until(page, "document.getElementById('told').textContent === 'Copied.'")
    assert f"/reports/01-ufuq-agency#cp={start}-{end}&text=" in page.evaluate(
        "navigator.clipboard.readText()"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "navigator.clipboard.readText().then((t) => t.includes('SHA-256'))")
    with Store.open(desk.ledger, read_only=True) as store:
        quote = store.report("01-ufuq-agency").text[int(start) : int(end)]
    assert f"«{quote}»" in page.evaluate("navigator.clipboard.readText()")
