"""A user's own map: the tiles of a PMTiles file, drawn under the outlines and served by the app itself.

Pictures are given out as they are, vector tiles as pictures that are drawn of them.
"""

from __future__ import annotations

import gzip
import html
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from math import floor, log2
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import (
    Compression,
    Entry,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    find_tile,
    zxy_to_tileid,
)

from riwaya.drawing.map import HEIGHT, WIDTH, Window, northing
from riwaya.drawing.svg import element
from riwaya.drawing.vector_tile import picture_of
from riwaya.model import InputError

router = APIRouter(include_in_schema=False)
PICTURES = {
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
    TileType.MVT: "image/svg+xml",
}
# Pixels of a tile, as pictures are made (vector tiles are twice as fine); a map that would take more of them
# is drawn without.
_PIXELS, _MOST = 256, 60
# Directories lie within each other at most so deep (the format's own bound).
_DEPTH = 4
_ATTRIBUTION_LETTERS = 300


class Tiles:
    """An open PMTiles file. `attribution` is what it says of its origin, as plain words."""

    def __init__(self, path: Path, source: Any) -> None:
        reader = Reader(source)
        self.path = path
        self._read = source
        self._header = reader.header()
        self.media_type = PICTURES.get(self._header["tile_type"], "")
        self.is_vector = self._header["tile_type"] == TileType.MVT
        self._directory = lru_cache(maxsize=64)(self._parsed)
        # Drawing a tile takes some tens of milliseconds, and pages ask for the same ones again.
        self._drawn = lru_cache(maxsize=128)(self._picture)
        self.attribution = _plain(reader.metadata().get("attribution"))

    @classmethod
    def open(cls, path: Path) -> Tiles:
        """Open a file; raises InputError that says what is wrong with it and what to do."""
        try:
            with path.open("rb") as file:
                made = cls(path, MmapSource(file))
            made._directory(made._header["root_offset"], made._header["root_length"])
        except FileNotFoundError as error:
            raise InputError(f"{path}: no file there; give the path of a PMTiles file") from error
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
        except (MagicNumberNotFound, SpecVersionUnsupported, UnicodeDecodeError) as error:
            raise InputError(f"{path}: is no PMTiles file of version 3") from error
        except Exception as error:  # whatever a damaged file makes of the library
            raise InputError(f"{path}: is no PMTiles file, or damaged ({type(error).__name__})") from error
        kind = made._header["tile_type"]
        if not made.media_type:
            raise InputError(
                f"{path}: holds {kind.name} tiles; the app draws PNG, JPEG, WebP, AVIF and MVT. "
                "Convert yours, or leave --tiles out: maps have outlines and towns without it"
            )
        if made._header["tile_compression"] not in (Compression.NONE, Compression.GZIP, Compression.UNKNOWN):
            raise InputError(f"{path}: its tiles are compressed in a way that cannot be read (not gzip)")
        return made

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The picture of a tile; None if the file has none there, or a damaged one."""
        at = self._find(z, x, y)
        if at is None:
            return None
        try:
            return self._drawn(*at) if self.is_vector else self._data(*at)
        except (ValueError, EOFError, OSError, zlib.error):
            return None

    def _data(self, offset: int, length: int) -> bytes:
        data = bytes(self._read(offset, length))
        return gzip.decompress(data) if self._header["tile_compression"] == Compression.GZIP else data

    def _picture(self, offset: int, length: int) -> bytes:
        return picture_of(self._data(offset, length))

    def under(self, window: Window) -> str:
        """The tiles of a window as pictures in the map; "" where the file has none there."""
        zoom = round(log2(window.unit * 360 / (2 * _PIXELS if self.is_vector else _PIXELS)))
        z = max(self._header["min_zoom"], min(self._header["max_zoom"], zoom))
        size = 360 / 2**z
        wanted = list(_tiles_in(window, z))
        if len(wanted) > _MOST:
            return ""
        drawn = []
        for x, y in wanted:
            if self._find(z, x, y) is None:
                continue
            left = WIDTH / 2 + (x * size - 180 - window.lon) * window.unit
            top = HEIGHT / 2 - (180 - y * size - northing(window.lat)) * window.unit
            # A hair wider than they are, so that no seam shows between them.
            edge = size * window.unit + 0.5
            place = {"x": left, "y": top, "width": edge, "height": edge}
            drawn.append(element("image", href=f"/tiles/{z}/{x}/{y}", class_="tile", **place))
        return "".join(drawn)

    def _find(self, z: int, x: int, y: int) -> tuple[int, int] | None:
        """Where in the file the picture of a tile lies: offset and length."""
        if not (0 <= z <= 31 and 0 <= x < 2**z and 0 <= y < 2**z):
            return None
        id = zxy_to_tileid(z, x, y)
        offset, length = self._header["root_offset"], self._header["root_length"]
        for _ in range(_DEPTH):
            found = find_tile(self._directory(offset, length), id)
            if found is None:
                return None
            if found.run_length:
                return self._header["tile_data_offset"] + found.offset, found.length
            offset, length = self._header["leaf_directory_offset"] + found.offset, found.length
        return None

    def _parsed(self, offset: int, length: int) -> list[Entry]:
        found: list[Entry] = deserialize_directory(self._read(offset, length))
        return found


def tiles_of(request: Request) -> Tiles | None:
    """The tiles that the app was given, if any."""
    found: Tiles | None = request.app.state.tiles
    return found


@router.get("/tiles/{z}/{x}/{y}")
def tile(request: Request, z: int, x: int, y: int) -> Response:
    """One picture of the map."""
    tiles = tiles_of(request)
    found = tiles.tile(z, x, y) if tiles else None
    if tiles is None or found is None:
        raise HTTPException(404, "no tile there")
    return Response(found, media_type=tiles.media_type)


def _tiles_in(window: Window, z: int) -> Iterator[tuple[int, int]]:
    """The tiles of a zoom level that a window shows, x and y."""
    most, size = 2**z - 1, 360 / 2**z
    south, north, west, east = window.edges
    first, last = (max(0, min(most, floor((lon + 180) / size))) for lon in (west, east))
    top, bottom = (max(0, min(most, floor((180 - northing(lat)) / size))) for lat in (north, south))
    if (last - first + 1) * (bottom - top + 1) > _MOST:
        yield from ((0, 0) for _ in range(_MOST + 1))
        return
    yield from ((x, y) for x in range(first, last + 1) for y in range(top, bottom + 1))


def _plain(written: Any) -> str:
    """The words of an attribution, which is often markup: nothing of it becomes part of a page."""
    if not isinstance(written, str):
        return ""
    words = html.unescape(re.sub(r"<[^>]*>", " ", written))
    return " ".join(words.split())[:_ATTRIBUTION_LETTERS]
