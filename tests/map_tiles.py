"""PMTiles files of plain pictures, made for tests: each tile has a colour of its own."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

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
                writer.write_tile(id, picture(*colour(z, x, y)))
        header = {
            "tile_type": kind,
            "tile_compression": Compression.NONE,
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
