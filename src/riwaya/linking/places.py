"""Where a happening was, as far as a report says, and whether two reports can mean one spot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from riwaya.linking.spelling import bones
from riwaya.model import Place

_EARTH_DIAMETER_KM = 12742
# How far the seat of a province lies from its edges at most, as a rule. The gazetteer has no outlines.
PROVINCE_KM = 130.0
_NEXT_TOWN_KM = 12.0
SAME_AREA_KM = 30.0
# A district's radius is at most this share of its province's; chosen, unmeasured.
_SMALLER = 0.6
_COARSE = ("country", "region")


class Where(NamedTuple):
    """A place of a report. `key` is what names it: the gazetteer's id, or the firm letters of its name where
    no list has it (its point is then only a guess from the places around it).
    """

    key: str
    name: str
    country: str | None
    type: str
    lat: float | None
    lon: float | None
    km: float | None

    @property
    def listed(self) -> bool:
        """Whether a gazetteer has it, so that its point can be trusted."""
        return not self.key.startswith("=")

    @property
    def coarse(self) -> bool:
        """Whether it is a country or a region across countries: too wide to tell incidents apart."""
        return self.type in _COARSE


def where_of(place: Place) -> Where:
    """The place of a finding as linking compares it."""
    if place.gazetteer_id is not None:
        key = place.gazetteer_id
    elif place.type in _COARSE or place.relation is not None:
        key = f"{place.type}:{place.name}"
    else:
        key = "=" + " ".join(sorted(bones(place.name)))
    return Where(key, place.name, place.country, place.type, place.lat, place.lon, place.precision_km)


def distance_km(a: Where, b: Where) -> float:
    """Great-circle distance of the two points; infinite where one is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    p, q, r, s = map(radians, (a.lat, a.lon, b.lat, b.lon))
    return _EARTH_DIAMETER_KM * asin(sqrt(sin((r - p) / 2) ** 2 + cos(p) * cos(r) * sin((s - q) / 2) ** 2))


@lru_cache(maxsize=200_000)
def near(a: Where, b: Where) -> float:
    """How well two places can be one spot: 1 the same, 0 unknown, -1 apart.

    Suruç and its province Şanlıurfa give 0.5: the one can lie in the other. A country says next to nothing.
    """
    if a.key == b.key:
        return 0.2 if a.coarse else 1.0
    if a.country and b.country and a.country != b.country:
        return -1.0
    if a.coarse or b.coarse:
        return 0.1 if a.country and a.country == b.country else 0.0
    if not (a.listed and b.listed):
        return 0.0
    km = distance_km(a, b)
    if "admin" in (a.type, b.type):
        if a.type == b.type and not is_within(a, b) and not is_within(b, a):
            return -1.0
        return 0.5 if km <= max(PROVINCE_KM, a.km or 0, b.km or 0) else -1.0
    if km <= _NEXT_TOWN_KM:
        return 0.8
    return 0.4 if km <= SAME_AREA_KM else -1.0


def is_within(a: Where, b: Where) -> bool:
    """Whether a place is so much smaller than a province that it can be a district or a town of it."""
    return b.type == "admin" and (a.type != "admin" or (a.km or 0.0) <= _SMALLER * (b.km or 0.0))


def nearest(a: Sequence[Where], b: Sequence[Where]) -> float:
    """The best that any two of the places give, those finer than a country if both sides have one; 0 where
    one side has none.
    """
    fine_a, fine_b = [w for w in a if not w.coarse], [w for w in b if not w.coarse]
    if fine_a and fine_b:
        a, b = fine_a, fine_b
    return max((near(x, y) for x in a for y in b), default=0.0)
