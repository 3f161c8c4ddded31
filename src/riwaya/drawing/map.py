"""Places on a map without tiles: outlines of countries, and a circle as wide as what is known of the
place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from riwaya.drawing.svg import element, picture, title, words
from riwaya.rules.tables import table

WIDTH, HEIGHT = 720.0, 440.0
_KM_A_DEGREE = 111.0
# The narrowest window, in degrees of latitude: a town alone shows its country.
_LEAST, _ROOM = 5.0, 1.35
_SMALLEST = 5.0

Ring = list[tuple[float, float]]


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
class Window:
    """What a map shows: its middle and its height in degrees of latitude."""

    lat: float
    lon: float
    degrees: float

    @classmethod
    def around(cls, spots: Sequence[Spot]) -> Window:
        """The window that holds all spots with room around them."""
        lats, lons = [s.lat for s in spots], [s.lon for s in spots]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        wide = (max(lons) - min(lons)) * cos(radians(lat)) * HEIGHT / WIDTH
        radius = 2 * max(s.km for s in spots) / _KM_A_DEGREE
        return cls(lat, lon, max(_LEAST, (max(max(lats) - min(lats), wide) + radius) * _ROOM))

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies in the picture: plate carrée, true to scale along the middle latitude."""
        unit = HEIGHT / self.degrees
        x = WIDTH / 2 + (lon - self.lon) * unit * cos(radians(self.lat))
        return x, HEIGHT / 2 - (lat - self.lat) * unit

    def pixels(self, km: float) -> float:
        """A length in units of the picture."""
        return km / _KM_A_DEGREE * HEIGHT / self.degrees


def draw_map(spots: Sequence[Spot], label: str, window: Window | None = None) -> str:
    """A map of the spots; "" for none."""
    if not spots:
        return ""
    shown = window or Window.around(spots)
    land = [element("path", title(name), d=path, class_="land") for name, path in _outlines_in(shown)]
    drawn = []
    for spot in sorted(spots, key=lambda s: (-s.km, s.told)):
        x, y = shown.place(spot.lat, spot.lon)
        known = element("circle", cx=x, cy=y, r=max(_SMALLEST, shown.pixels(spot.km)), class_="precision")
        point = element("circle", cx=x, cy=y, r=3.0, class_="point")
        both = element("g", title(spot.told), known, point)
        drawn.append(element("a", both, href=spot.href) if spot.href else both)
    return picture(WIDTH, HEIGHT, label, *land, *drawn, _bar(shown), class_="map")


def _bar(window: Window) -> str:
    """A length to compare with."""
    km = next((k for k in (500, 200, 100, 50, 20, 10, 5) if window.pixels(k) <= WIDTH / 4), 5)
    y = HEIGHT - 14
    line = element("line", x1=16, x2=16 + window.pixels(km), y1=y, y2=y, class_="scale-bar")
    return line + words(f"{km} km", x=16, y=y - 6, class_="tick", direction="ltr")


def _outlines_in(window: Window) -> Iterator[tuple[str, str]]:
    """The countries that reach into a window, as paths."""
    up = window.degrees / 2
    side = up * WIDTH / HEIGHT / max(0.2, cos(radians(window.lat)))
    for name, rings in _outlines():
        near = [
            r
            for r, (w, s, e, n) in rings
            if e > window.lon - side and w < window.lon + side and n > window.lat - up and s < window.lat + up
        ]
        if near:
            yield name, "".join(_path(ring, window) for ring in near)


def _path(ring: Ring, window: Window) -> str:
    points = [window.place(lat, lon) for lon, lat in ring]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


@cache
def _outlines() -> list[tuple[str, list[tuple[Ring, tuple[float, float, float, float]]]]]:
    """Name and rings of every country, each ring with its west, south, east and north."""
    found = []
    for name, written in table("map/outlines.tsv.gz", "name", "rings"):
        rings = []
        for ring in written.split("|"):
            x = y = 0
            points: Ring = []
            for step in ring.split(" "):
                dx, dy = step.split(",")
                x, y = x + int(dx), y + int(dy)
                points.append((x / 100, y / 100))
            lons, lats = [p[0] for p in points], [p[1] for p in points]
            rings.append((points, (min(lons), min(lats), max(lons), max(lats))))
        found.append((name, rings))
    return found
