"""A user's own tiles: opened or refused with a reason, drawn where they belong, served by the app."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pmtiles.tile import TileType
from typer.testing import CliRunner

from map_tiles import colour, picture, write_tiles
from riwaya.cli.main import app as commands
from riwaya.drawing.map import HEIGHT, WIDTH, Window, northing
from riwaya.ledger import query
from riwaya.ledger.store import Store
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
            write_tiles(folder / "vector.pmtiles", 1, TileType.MVT),
            "holds MVT tiles; the app draws pictures",
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
