"""A user's own tiles: opened or refused with a reason, drawn where they belong, served by the app."""

from __future__ import annotations

import gzip
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.tile import TileType
from typer.testing import CliRunner

from map_tiles import colour, picture, vector, write_tiles
from riwaya.cli.main import app as commands
from riwaya.drawing.map import HEIGHT, WIDTH, Window, northing
from riwaya.drawing.vector_tile import picture_of
from riwaya.ledger.store import Store
from riwaya.linking import query
from riwaya.model import InputError
from riwaya.review.app import create_app
from riwaya.review.dossier import render
from riwaya.review.settings import Settings
from riwaya.review.tiles import Tiles
from test_app_security import foreign


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiles(tmp_path_factory.mktemp("tiles") / "world.pmtiles")


@pytest.fixture
def client(sample_ledger: Path, file: Path, tmp_path: Path) -> Iterator[TestClient]:
    copy = tmp_path / "copy.ledger"
    shutil.copy(sample_ledger, copy)
    with TestClient(create_app(Settings(str(copy), tiles=file))) as opened:
        opened.cookies.set("language", "en")
        yield opened


def test_a_tile_is_given_as_it_is(client: TestClient) -> None:
    for z, x, y in ((0, 0, 0), (3, 5, 2), (5, 18, 12)):
        answer = client.get(f"/tiles/{z}/{x}/{y}")
        assert answer.content == picture(*colour(z, x, y))
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "private, max-age=86400"


@pytest.mark.parametrize("path", ["6/0/0", "1/2/0", "1/0/-1", "-1/0/0", "40/0/0", "99999999999/1/1"])
def test_there_are_no_other_tiles(client: TestClient, path: str) -> None:
    assert client.get(f"/tiles/{path}").status_code == 404


def test_every_map_is_drawn_over_them(client: TestClient) -> None:
    told = client.get("/api/incidents").json()["incidents"]
    one = next(i for i in told if i["lat"] is not None)
    for path in ("/", f"/incidents/{one['id']}", f"/incidents/{one['id']}/place"):
        shown = client.get(path).text
        images = re.findall(r'<image href="(/tiles/\d+/\d+/\d+)"', shown)
        assert images, path
        assert all(client.get(i).status_code == 200 for i in images)
        assert 'class="map tiled"' in shown
        assert "Example &amp; sons" in shown
        assert foreign(shown) == []


def test_tiles_lie_where_mercator_puts_them(file: Path) -> None:
    window = Window(32.76, 22.64, 5.0)
    drawn = Tiles.open(file).under(window)
    boxes = re.findall(r'href="/tiles/(\d+)/(\d+)/(\d+)" class="tile" x="([\d.-]+)" y="([\d.-]+)"', drawn)
    for z, x, y, left, top in boxes:
        size = 360 / 2 ** int(z)
        west, north = int(x) * size - 180, 180 - int(y) * size
        assert float(left) == pytest.approx(WIDTH / 2 + (west - 22.64) * window.unit, abs=0.1)
        assert float(top) == pytest.approx(HEIGHT / 2 - (north - northing(32.76)) * window.unit, abs=0.1)
    corners = [(float(left), float(top)) for *_, left, top in boxes]
    assert min(x for x, _ in corners) <= 0
    assert min(y for _, y in corners) <= 0


@pytest.mark.parametrize("degrees", [0.02, 0.5, 5.0, 60.0, 120.0])
@pytest.mark.parametrize("lat", [-80.0, 0.0, 32.0, 80.0])
def test_no_window_takes_too_many_tiles(file: Path, lat: float, degrees: float) -> None:
    assert Tiles.open(file).under(Window(lat, 179.0, degrees)).count("<image") <= 60


def test_without_tiles_there_is_no_picture(sample_ledger: Path) -> None:
    with TestClient(create_app(Settings(str(sample_ledger)))) as client:
        assert "<image" not in client.get("/").text
        assert client.get("/tiles/0/0/0").status_code == 404


def test_a_dossier_holds_no_tiles(sample_ledger: Path) -> None:
    with Store.open(sample_ledger, read_only=True) as store:
        assert "<image" not in render(store, next(query.incidents(store)))


def wrong(folder: Path) -> list[tuple[Path, str]]:
    other, empty, cut = folder / "x.pmtiles", folder / "empty.pmtiles", folder / "cut.pmtiles"
    other.write_bytes(b"SQLite format 3\x00" + bytes(200))
    empty.write_bytes(b"")
    cut.write_bytes(write_tiles(folder / "whole.pmtiles", 2).read_bytes()[:100])
    return [
        (folder / "nowhere.pmtiles", "no file there"),
        (folder, "cannot be read"),
        (other, "no PMTiles file"),
        (empty, "no PMTiles file"),
        (cut, "no PMTiles file"),
        (
            write_tiles(folder / "mlt.pmtiles", 1, TileType.MLT),
            "holds MLT tiles; the app draws PNG",
        ),
    ]


def test_what_cannot_be_drawn_is_refused_with_a_reason(tmp_path: Path, sample_ledger: Path) -> None:
    for path, said in wrong(tmp_path):
        with pytest.raises(InputError, match=said):
            Tiles.open(path)
        words = ["serve", "--ledger", str(sample_ledger), "--tiles", str(path)]
        answer = CliRunner().invoke(commands, words)
        assert answer.exit_code != 0
        assert said in str(answer.exception)


def test_a_damaged_tile_is_no_fault_of_the_app(tmp_path: Path) -> None:
    """A file that ends early gives what there is, or nothing."""
    whole = write_tiles(tmp_path / "whole.pmtiles", 4).read_bytes()
    (tmp_path / "short.pmtiles").write_bytes(whole[: len(whole) - 500])
    tiles = Tiles.open(tmp_path / "short.pmtiles")
    assert tiles.tile(0, 0, 0) == picture(*colour(0, 0, 0))
    assert tiles.tile(3, 7, 0) is not None


def test_a_vector_tile_is_drawn() -> None:
    """Held against the shapes that another library wrote; rings close, and what follows them is not moved."""
    drawn = ET.fromstring(picture_of(gzip.decompress(vector(0))))
    paths = [e.attrib for e in drawn.iter() if e.tag.endswith("path")]
    lake = next(p for p in paths if p["fill"] != "none")
    rings = points(lake["d"])
    assert [set(ring) for ring in rings] == [
        {(500, 500), (500, 2000), (2000, 2000), (2000, 500)},
        {(900, 900), (1400, 900), (1400, 1400)},
    ]
    assert lake["d"].count("z") == 2
    assert lake["fill-rule"] == "evenodd"
    lines = [line for p in paths if p["fill"] == "none" for line in points(p["d"])]
    assert [(0, 3000), (1500, 2600), (4096, 3100)] in lines
    assert [(0, 100), (4096, 4000)] in lines
    assert [(100, 0), (100, 4096)] in lines
    assert [(3000, 0), (3100, 4096)] in lines
    widths = {p["d"]: int(float(p["stroke-width"])) for p in paths if "stroke-width" in p}
    assert len(set(widths.values())) == 2


def points(data: str) -> list[list[tuple[int, int]]]:
    """The points of each part of a path with absolute moves and relative lines."""
    parts: list[list[tuple[int, int]]] = []
    for letter, x, y in re.findall(r"([Ml])(-?\d+) (-?\d+)", data):
        if letter == "M":
            parts.append([(int(x), int(y))])
        else:
            before = parts[-1][-1]
            parts[-1].append((before[0] + int(x), before[1] + int(y)))
    return parts


def test_nothing_that_a_vector_tile_says_becomes_markup() -> None:
    drawn = picture_of(gzip.decompress(vector(0)))
    assert b"script" not in drawn
    assert b"<b>" not in drawn
    assert {e.tag.split("}")[1] for e in ET.fromstring(drawn).iter()} == {"svg", "rect", "g", "path"}


@given(st.binary(max_size=400))
def test_any_bytes_are_drawn_or_refused(data: bytes) -> None:
    made = drawn_or_refused(data)
    assert not made or ET.fromstring(made).tag.endswith("svg")


@given(st.data())
def test_a_damaged_vector_tile_is_drawn_or_refused(data: st.DataObject) -> None:
    whole = bytearray(gzip.decompress(vector(0)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    made = drawn_or_refused(bytes(whole))
    assert not made or ET.fromstring(made).tag.endswith("svg")


def drawn_or_refused(data: bytes) -> bytes:
    try:
        return picture_of(data)
    except ValueError:
        return b""


def test_vector_tiles_are_given_as_pictures_and_towns_are_named(sample_ledger: Path, tmp_path: Path) -> None:
    file = write_tiles(tmp_path / "vector.pmtiles", 5, TileType.MVT)
    with TestClient(create_app(Settings(str(sample_ledger), tiles=file))) as client:
        shown = client.get("/").text
        images = re.findall(r'<image href="(/tiles/\d+/\d+/\d+)"', shown)
        assert images
        assert "town-name" in shown
        answer = client.get(images[0])
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.content.startswith(b"<svg")
