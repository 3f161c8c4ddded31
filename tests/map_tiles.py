"""PMTiles files of plain pictures, made for tests: each tile has a colour of its own."""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path

import mapbox_vector_tile
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

SIDE = 256


def picture(red: int, green: int, blue: int) -> bytes:
    """A PNG of one colour with a darker frame."""
    inner = bytes((red, green, blue))
    edge = bytes((red // 2, green // 2, blue // 2))
    border = b"\x00" + edge * SIDE
    rows = border + (b"\x00" + edge + inner * (SIDE - 2) + edge) * (SIDE - 2) + border

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def colour(z: int, x: int, y: int) -> tuple[int, int, int]:
    """The colour of a tile."""
    return 120 + 17 * x % 120, 120 + 29 * y % 120, 120 + 40 * z % 120


def vector(z: int) -> bytes:
    """A vector tile by another library: a lake with an island, a river, roads of two ranks, a name."""
    shore, island = "500 500, 500 2000, 2000 2000, 2000 500", "900 900, 1400 900, 1400 1400"
    lake = f"POLYGON (({shore}, 500 500), ({island}, 900 900))"
    river = "LINESTRING (0 3000, 1500 2600, 4096 3100)"
    layers = [
        (
            "water",
            [(lake, {"kind": "lake"}), (river, {"kind": "river"})],
        ),
        (
            "roads",
            [
                ("LINESTRING (0 100, 4096 4000)", {"kind": "highway", "ref": "<b>1</b>"}),
                ("MULTILINESTRING ((100 0, 100 4096), (3000 0, 3100 4096))", {"kind": "minor_road"}),
            ],
        ),
        ("places", [("POINT (2048 2048)", {"name": "<script>window.ran=1</script>"})]),
        ("<script>", [("LINESTRING (0 0, 1 1)", {})]),
    ]
    told = [
        {"name": name, "features": [{"geometry": g, "properties": {"z": z, **p}} for g, p in features]}
        for name, features in layers
    ]
    encoded: bytes = mapbox_vector_tile.encode(told, default_options={"y_coord_down": True})
    return gzip.compress(encoded, mtime=0)


def write_tiles(
    path: Path,
    zooms: int = 6,
    kind: TileType = TileType.PNG,
    attribution: str = '© <a href="https://example.org">Example &amp; sons</a> <script>window.ran=1</script>',
) -> Path:
    """A file of the whole world down to a zoom level."""
    with write(str(path)) as writer:
        for z in range(zooms):
            ids = sorted((zxy_to_tileid(z, x, y), x, y) for x in range(2**z) for y in range(2**z))
            for id, x, y in ids:
                writer.write_tile(id, vector(z) if kind == TileType.MVT else picture(*colour(z, x, y)))
        header = {
            "tile_type": kind,
            "tile_compression": Compression.GZIP if kind == TileType.MVT else Compression.NONE,
            "min_zoom": 0,
            "max_zoom": zooms - 1,
            "min_lon_e7": -1800000000,
            "min_lat_e7": -850000000,
            "max_lon_e7": 1800000000,
            "max_lat_e7": 850000000,
            "center_zoom": 0,
            "center_lon_e7": 0,
            "center_lat_e7": 0,
        }
        writer.finalize(header, {"attribution": attribution})
    return path
