"""A point picked on the map by keyboard and by click: what the fields hold is where the marker stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pmtiles.tile import TileType

from map_tiles import write_tiles
from riwaya.ledger.store import Store
from riwaya.linking import query
from riwaya.model import Incident
from riwaya.review.settings import Settings

from .conftest import Served, Visitor
from .test_access import violations
from .test_keyboard import press, tab_to


@pytest.fixture
def desk(sample_ledger: Path, tmp_path: Path) -> Iterator[Served]:
    copy = tmp_path / "desk.ledger"
    shutil.copy(sample_ledger, copy)
    with Served(Settings(str(copy), author="\u0645\u0646\u0649")) as served:
        yield served


def derna(served: Served) -> Incident:
    with Store.open(served.ledger) as store:
        return next(i for i in query.incidents(store) if i.place_ar == "\u062f\u0631\u0646\u0629")


def point(page: Any) -> tuple[float, float]:
    return float(page.locator("[name=lat]").input_value()), float(page.locator("[name=lon]").input_value())


MARKER = """() => {
  const box = document.querySelector("#pick .spot .point").getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_point_is_set_by_keyboard(desk: Served, visit: Callable[[str], Visitor], language: str) -> None:
    """East is right in either language; north is up."""
    found = derna(desk)
    page = visit(desk.url).page(language)
    page.goto(f"/incidents/{found.id}")
    tab_to(page, f"a[href='/incidents/{found.id}/place']")
    press(page, "Enter")
    lat, lon = point(page)
    tab_to(page, "#pick")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    north, east = point(page)
    assert north > lat
    assert east > lon
    page.keyboard.press("Shift+ArrowRight")
    assert point(page)[1] - east > 5 * (east - lon)
    assert page.locator("#told").text_content()
    # Closer, with the point that was picked.
    picked = point(page)
    tab_to(page, "#closer")
    press(page, "Enter")
    assert point(page) == picked
    tab_to(page, "[name=precision_km]")
    page.keyboard.press("Control+a")
    page.keyboard.type("\u0662")
    tab_to(page, "[name=reason]")
    page.keyboard.type("picked")
    press(page, "Enter")
    now = next(i for i in incidents(desk) if i.id == found.id)
    assert (now.lat, now.lon, now.precision_km) == (*picked, 2)
    assert now.place_review == "corrected"


def incidents(served: Served) -> list[Incident]:
    with Store.open(served.ledger) as store:
        return list(query.incidents(store))


def test_no_marker_stands_where_no_point_is_set(desk: Served, visit: Callable[[str], Visitor]) -> None:
    page = visit(desk.url).page("en")
    page.goto(f"/incidents/{derna(desk).id}/place?lat=&lon=")
    spot = page.locator("#pick .spot")
    assert not spot.is_visible()
    tab_to(page, "#pick")
    page.keyboard.press("ArrowUp")
    assert spot.is_visible()
    assert page.locator("[name=lat]").input_value()


@pytest.mark.parametrize("width", [1100, 320])
def test_a_point_is_set_where_it_is_clicked(
    desk: Served, visit: Callable[[str], Visitor], width: int
) -> None:
    found = derna(desk)
    page = visit(desk.url).page("ar", viewport={"width": width, "height": 800})
    page.goto(f"/incidents/{found.id}/place")
    box = page.locator("#pick svg").bounding_box()
    at = {"x": box["width"] * 0.75, "y": box["height"] * 0.25}
    page.locator("#pick svg").click(position=at)
    x, y = page.evaluate(MARKER)
    frame = page.locator("#pick svg").bounding_box()
    assert (x - frame["x"], y - frame["y"]) == pytest.approx((at["x"], at["y"]), abs=1.5)
    lat, lon = point(page)
    assert lat > (found.lat or 0)
    assert lon > (found.lon or 0)
    # The server draws the point where the script put it.
    page.goto(f"/incidents/{found.id}/place?lat={lat}&lon={lon}")
    x, y = page.evaluate(MARKER)
    frame = page.locator("#pick svg").bounding_box()
    middle = (frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    assert (x, y) == pytest.approx(middle, abs=1.5)


def test_the_form_works_without_scripts(desk: Served, visit: Callable[[str], Visitor]) -> None:
    found = derna(desk)
    page = visit(desk.url).page("en", java_script_enabled=False)
    page.goto(f"/incidents/{found.id}/place")
    page.locator("[name=q]").fill("\u0637\u0628\u0631\u0642")
    page.keyboard.press("Enter")
    page.locator(".places a").first.click()
    page.locator("#placing button").click()
    page.wait_for_url("**/incidents/*")
    assert next(i for i in incidents(desk) if i.id == found.id).place_ar == "\u0637\u0628\u0631\u0642"


@pytest.mark.parametrize(("kind", "scheme"), [(TileType.PNG, "light"), (TileType.MVT, "dark")])
def test_a_point_is_picked_over_the_user_s_tiles(
    sample_ledger: Path, tmp_path: Path, visit: Callable[[str], Visitor], kind: TileType, scheme: str
) -> None:
    """Every tile is loaded, from the app itself (the visitor sees to that), and lies under the marker."""
    copy = tmp_path / "tiled.ledger"
    shutil.copy(sample_ledger, copy)
    tiles = write_tiles(tmp_path / "world.pmtiles", kind=kind)
    with Served(Settings(str(copy), tiles=tiles)) as served:
        found = derna(served)
        page = visit(served.url).page("ar", color_scheme=scheme)
        loaded: list[int] = []
        page.on("response", lambda r: loaded.append(r.status) if "/tiles/" in r.url else None)
        page.goto(f"/incidents/{found.id}/place")
        page.wait_for_load_state("networkidle")
        assert loaded
        assert set(loaded) == {200}
        assert page.locator("#pick image").count() == len(loaded)
        before = point(page)
        box = page.locator("#pick svg").bounding_box()
        page.locator("#pick svg").click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.4})
        assert point(page) != before
        assert page.evaluate("window.ran") is None
        assert not violations(page)
