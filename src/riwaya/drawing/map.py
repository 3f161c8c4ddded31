"""Places on a map without tiles: outlines of countries, and a circle as wide as what is known of the
place."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asinh, atan, cos, degrees, radians, sinh, tan
from unicodedata import bidirectional

from riwaya.drawing.svg import element, picture, title, words
from riwaya.rules.tables import table

WIDTH, HEIGHT = 720.0, 440.0
_KM_A_DEGREE = 111.0
# The narrowest window, in degrees of latitude: a town alone shows its country.
_LEAST, _ROOM = 5.0, 1.35
_SMALLEST = 5.0
# Web maps end here, where the world is a square.
_FARTHEST = 85.05
# Names of towns are left out where they would lie this near to another, in units of the picture.
_APART = (90.0, 26.0)

# The longitudes and the northings of an outline's points.
Ring = tuple["array[float]", "array[float]"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: degrees, the radius in km within which it lies, what it is called, and how often it is
    told."""

    lat: float
    lon: float
    km: float
    told: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """A town that helps to find one's way on a map; it is no finding."""

    lat: float
    lon: float
    name: str


def northing(lat: float) -> float:
    """How far north Mercator draws a latitude, in degrees of longitude."""
    return degrees(asinh(tan(radians(max(-_FARTHEST, min(_FARTHEST, lat))))))


def latitude(north: float) -> float:
    """The latitude that Mercator draws so far north."""
    return degrees(atan(sinh(radians(north))))


@dataclass(frozen=True, slots=True)
class Window:
    """What a map shows: its middle and its height in degrees of latitude there. Mercator, as tiles are, and
    true to scale along the middle."""

    lat: float
    lon: float
    degrees: float

    @classmethod
    def around(cls, spots: Sequence[Spot]) -> Window:
        """The window that holds all spots with room around them."""
        norths, lons = [northing(s.lat) for s in spots], [s.lon for s in spots]
        lat, lon = latitude((min(norths) + max(norths)) / 2), (min(lons) + max(lons)) / 2
        wide = (max(lons) - min(lons)) * HEIGHT / WIDTH
        tall = max(max(norths) - min(norths), wide) * cos(radians(lat))
        radius = 2 * max(s.km for s in spots) / _KM_A_DEGREE
        return cls(lat, lon, max(_LEAST, (tall + radius) * _ROOM))

    @property
    def unit(self) -> float:
        """Units of the picture in a degree of longitude."""
        return HEIGHT / self.degrees * cos(radians(self.lat))

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """South, north, west and east of what is shown."""
        up, side = HEIGHT / 2 / self.unit, WIDTH / 2 / self.unit
        middle = northing(self.lat)
        return latitude(middle - up), latitude(middle + up), self.lon - side, self.lon + side

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies in the picture."""
        x = WIDTH / 2 + (lon - self.lon) * self.unit
        return x, HEIGHT / 2 - (northing(lat) - northing(self.lat)) * self.unit

    def pixels(self, km: float) -> float:
        """A length in units of the picture."""
        return km / _KM_A_DEGREE * HEIGHT / self.degrees


def draw_map(
    spots: Sequence[Spot],
    label: str,
    window: Window | None = None,
    *,
    km: Callable[[int], str] = "{} km".format,
    towns: Sequence[Town] = (),
    behind: str = "",
) -> str:
    """A map of the spots; "" for none. `km` words a length, `towns` are named as far as there is room, and
    `behind` is drawn under the outlines (tiles)."""
    if not spots:
        return ""
    shown = window or Window.around(spots)
    drawn = []
    for spot in sorted(spots, key=lambda s: (-s.km, s.told)):
        x, y = shown.place(spot.lat, spot.lon)
        known = element("circle", r=max(_SMALLEST, shown.pixels(spot.km)), class_="precision")
        point = element("circle", r=3.0, class_="point")
        at = f"translate({x:.1f} {y:.1f})"
        both = element("g", title(spot.told), known, point, class_="spot", transform=at)
        drawn.append(element("a", both, href=spot.href) if spot.href else both)
    under = [behind] if behind else []
    named = list(_named(towns, shown))
    return picture(
        WIDTH,
        HEIGHT,
        label,
        *under,
        _land(shown),
        *named,
        *drawn,
        _bar(shown, km),
        class_="map tiled" if behind else "map",
    )


def _named(towns: Sequence[Town], window: Window) -> Iterator[str]:
    """Dots with names, the first of those that would lie on each other."""
    taken: list[tuple[float, float]] = []
    for town in towns:
        x, y = window.place(town.lat, town.lon)
        inside = 8 < x < WIDTH - _APART[0] and 16 < y < HEIGHT - 30
        if not inside or any(abs(x - a) < _APART[0] and abs(y - b) < _APART[1] for a, b in taken):
            continue
        taken.append((x, y))
        yield element("circle", cx=x, cy=y, r=2.0, class_="town")
        yield words(town.name, x=x, y=y - 5, class_="town-name", text_anchor="middle")


def _bar(window: Window, told: Callable[[int], str]) -> str:
    """A length to compare with."""
    km = next((k for k in (500, 200, 100, 50, 20, 10, 5) if window.pixels(k) <= WIDTH / 4), 5)
    y = HEIGHT - 14
    line = element("line", x1=16, x2=16 + window.pixels(km), y1=y, y2=y, class_="scale-bar")
    text = told(km)
    backwards = any(bidirectional(c) in ("R", "AL") for c in text)
    run = {"direction": "rtl", "text_anchor": "end"} if backwards else {"direction": "ltr"}
    return line + words(text, x=16, y=y - 6, class_="tick", **run)


@lru_cache(maxsize=64)
def _land(window: Window) -> str:
    """The countries of a window, drawn. Incidents happen at the same places again."""
    return "".join(element("path", title(name), d=path, class_="land") for name, path in _outlines_in(window))


def _outlines_in(window: Window) -> Iterator[tuple[str, str]]:
    """The countries that reach into a window, as paths."""
    south, north, west, east = window.edges
    for name, rings in _outlines():
        near = [r for r, (w, s, e, n) in rings if e > west and w < east and n > south and s < north]
        if near:
            yield name, "".join(_path(ring, window) for ring in near)


def _path(ring: Ring, window: Window) -> str:
    unit = window.unit
    left, top = WIDTH / 2 - window.lon * unit, HEIGHT / 2 + northing(window.lat) * unit
    return (
        "M"
        + "L".join(
            [f"{left + lon * unit:.1f} {top - north * unit:.1f}" for lon, north in zip(*ring, strict=True)]
        )
        + "Z"
    )


@cache
def _outlines() -> list[tuple[str, list[tuple[Ring, tuple[float, float, float, float]]]]]:
    """Name and rings of every country, each ring as Mercator draws it, with its west, south, east and
    north."""
    found = []
    for name, written in table("map/outlines.tsv.gz", "name", "rings"):
        rings = []
        for ring in written.split("|"):
            x = y = 0
            lons, lats = array("d"), array("d")
            for step in ring.split(" "):
                dx, dy = step.split(",")
                x, y = x + int(dx), y + int(dy)
                lons.append(x / 100)
                lats.append(y / 100)
            points = lons, array("d", map(northing, lats))
            rings.append((points, (min(lons), min(lats), max(lons), max(lats))))
        found.append((name, rings))
    return found
