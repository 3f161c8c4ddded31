"""A vector tile (Mapbox Vector Tile, version 2) as a plain picture: land, water, green, roads, borders.

Names are not drawn: a name that runs over the edge of its tile would be cut. The layers are those of the two
schemas that most files have, Protomaps and OpenMapTiles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from riwaya.drawing.svg import element

SIDE = 4096
_LAND = "#f3f1ea"
_POINT, _LINE, _AREA = 1, 2, 3
_MOVE, _DRAW, _CLOSE = 1, 2, 7
_MAJOR = frozenset({"highway", "major_road", "motorway", "trunk", "primary"})
_LONGEST_VARINT = 10

Kind = Literal["area", "line", "both"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a layer is drawn: what of it, its colour, the width of its lines in units of the tile."""

    kind: Kind
    colour: str
    width: int = 12
    dashes: str | None = None


# In the order in which they lie on each other.
LOOKS: Mapping[str, Look] = {
    "landcover": Look("area", "#e9eedd"),
    "landuse": Look("area", "#ece7dc"),
    "park": Look("area", "#e0ead3"),
    "water": Look("both", "#c6dbea"),
    "waterway": Look("line", "#c6dbea"),
    "buildings": Look("area", "#d9d2c5"),
    "building": Look("area", "#d9d2c5"),
    "roads": Look("line", "#b5ac9c"),
    "transportation": Look("line", "#b5ac9c"),
    "boundaries": Look("line", "#7d776c", 14, "60 30"),
    "boundary": Look("line", "#7d776c", 14, "60 30"),
}
_ROADS, _MAJOR_COLOUR, _MAJOR_WIDTH = ("roads", "transportation"), "#9c8358", 24


def picture_of(tile: bytes) -> bytes:
    """The tile as an SVG file. Raises ValueError for bytes that are no vector tile."""
    layers = {name: body for name, body in _layers(tile) if name in LOOKS}
    drawn = "".join(_drawn(name, look, layers[name]) for name, look in LOOKS.items() if name in layers)
    ground = element("rect", width=SIDE, height=SIDE, fill=_LAND)
    # Without a size of its own, a picture in a map would be 300 by 150.
    whole = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {SIDE} {SIDE}"}
    return element("svg", ground, drawn, width=512, height=512, **whole).encode()


def _drawn(name: str, look: Look, body: bytes) -> str:
    """The shapes of a layer."""
    features, extent, keys, values = [], SIDE, [], []
    for field, value in _fields(body):
        if field == 2 and isinstance(value, bytes):
            features.append(value)
        elif field == 3 and isinstance(value, bytes):
            keys.append(value)
        elif field == 4 and isinstance(value, bytes):
            values.append(value)
        elif field == 5 and isinstance(value, int):
            extent = max(1, value)
    paths: dict[tuple[bool, bool], list[str]] = {}
    for feature in features:
        kind, tags, geometry = _feature(feature)
        if kind not in (_LINE, _AREA) or (kind == _AREA and look.kind == "line"):
            continue
        if kind == _LINE and look.kind == "area":
            continue
        is_major = name in _ROADS and _is_major(tags, keys, values)
        paths.setdefault((kind == _AREA, is_major), []).append(_path(geometry))
    shapes = []
    for (is_area, is_major), some in sorted(paths.items(), key=lambda p: (not p[0][0], p[0][1])):
        colour = _MAJOR_COLOUR if is_major else look.colour
        if is_area:
            shapes.append(element("path", d="".join(some), fill=colour, fill_rule="evenodd"))
        else:
            width = (_MAJOR_WIDTH if is_major else look.width) * extent / SIDE
            line = {"fill": "none", "stroke": colour, "stroke_width": width, "stroke_linejoin": "round"}
            shapes.append(element("path", d="".join(some), stroke_dasharray=look.dashes, **line))
    scaled = None if extent == SIDE else f"scale({SIDE / extent:g})"
    return element("g", *shapes, transform=scaled) if shapes else ""


def _is_major(tags: list[int], keys: list[bytes], values: list[bytes]) -> bool:
    """Whether a road is one that towns lie on."""
    for key, value in zip(tags[::2], tags[1::2], strict=False):
        if key < len(keys) and value < len(values) and keys[key] in (b"kind", b"class"):
            told = next((v for f, v in _fields(values[value]) if f == 1 and isinstance(v, bytes)), b"")
            if told.decode("utf-8", "replace") in _MAJOR:
                return True
    return False


def _feature(body: bytes) -> tuple[int, list[int], list[int]]:
    """Kind of geometry, tags and geometry of a feature."""
    kind, tags, geometry = _POINT, list[int](), list[int]()
    for field, value in _fields(body):
        if field == 3 and isinstance(value, int):
            kind = value
        elif field == 2 and isinstance(value, bytes):
            tags = _numbers(value)
        elif field == 4 and isinstance(value, bytes):
            geometry = _numbers(value)
    return kind, tags, geometry


def _path(geometry: list[int]) -> str:
    """A geometry as the data of a path. The tile counts each point from the one before, also after a closed
    ring, where a path would go back to the ring's beginning: so moves are absolute, lines relative."""
    parts: list[str] = []
    x = y = at = 0
    while at < len(geometry):
        command, count = geometry[at] & 7, geometry[at] >> 3
        at += 1
        if command == _CLOSE:
            parts.append("z")
            continue
        if command not in (_MOVE, _DRAW) or at + 2 * count > len(geometry):
            raise ValueError("no vector tile: a geometry ends early")
        for _ in range(count):
            dx, dy = _signed(geometry[at]), _signed(geometry[at + 1])
            at += 2
            x, y = x + dx, y + dy
            parts.append(f"M{x} {y}" if command == _MOVE else f"l{dx} {dy}")
    return "".join(parts)


def _signed(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def _layers(tile: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and body of each layer."""
    for field, body in _fields(tile):
        if field == 3 and isinstance(body, bytes):
            name = next((v for f, v in _fields(body) if f == 1 and isinstance(v, bytes)), b"")
            yield name.decode("utf-8", "replace"), body


def _fields(body: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a protocol buffer: numbers for varints, else bytes."""
    at, end = 0, len(body)
    while at < end:
        key, at = _varint(body, at)
        kind = key & 7
        if kind == 0:
            number, at = _varint(body, at)
            yield key >> 3, number
            continue
        if kind == 2:
            length, at = _varint(body, at)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise ValueError(f"no vector tile: a field of kind {kind}")
        if at + length > end:
            raise ValueError("no vector tile: a field ends early")
        yield key >> 3, body[at : at + length]
        at += length


def _varint(body: bytes, at: int) -> tuple[int, int]:
    """A number and where the next thing begins."""
    number = 0
    for shift in range(_LONGEST_VARINT):
        if at >= len(body):
            raise ValueError("no vector tile: a number ends early")
        byte = body[at]
        at += 1
        number |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return number, at
    raise ValueError("no vector tile: a number without end")


def _numbers(body: bytes) -> list[int]:
    """Packed numbers."""
    found, number, shift = [], 0, 0
    for byte in body:
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            found.append(number)
            number = shift = 0
        else:
            shift += 7
            if shift > 7 * _LONGEST_VARINT:
                raise ValueError("no vector tile: a number without end")
    if shift:
        raise ValueError("no vector tile: a number ends early")
    return found
