"""The gazetteer: what each place name may mean. Compiled from GeoNames, written by hand where that is thin,
and the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from riwaya.model.findings import PlaceType
from riwaya.rules.tables import several, table, unwatched
from riwaya.text.lexicon import Lexicon, folded_words

Origin = Literal["hand", "geonames", "user"]

_HAND = ("countries", "admin", "conflict_places", "regions")
# Radius in km within which the meant point should lie, where a row gives none; by type. Unmeasured.
_PRECISION_KM: dict[PlaceType, float] = {
    "country": 300,
    "admin": 40,
    "settlement": 5,
    "locality": 3,
    "natural": 20,
    "region": 200,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name may mean. `population` is 0 where unknown; lat and lon in degrees, None where
    unknown.

    `everyday` says that a name of it is an everyday word, too ("الحزم", "resolve").
    """

    id: str
    name: str
    country: str | None
    admin1: str
    type: PlaceType
    lat: float | None
    lon: float | None
    population: int
    precision_km: float
    origin: Origin
    everyday: bool = False


def entries() -> Iterator[tuple[str, Entry]]:
    """Every (Arabic name, entry): hand-written lists first, then GeoNames, then what the user added."""
    for name in _HAND:
        yield from _hand(name)
    yield from _geonames("places/geonames.tsv.gz", "geonames")
    for path in sorted(user_folder().glob("*.tsv")):
        yield from _geonames(str(path), "user")


def user_folder() -> Path:
    """Where `riwaya gazetteer add` keeps the user's places: $RIWAYA_HOME or the platform's data folder."""
    home = os.environ.get("RIWAYA_HOME") or os.path.join(
        os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share"), "riwaya"
    )
    return Path(home) / "gazetteer"


def _hand(name: str) -> Iterator[tuple[str, Entry]]:
    columns = ("name", "arabic", "country", "type", "lat", "lon", "precision_km", "note")
    admin = table(f"places/{name}.tsv", "admin1") if name != "countries" else None
    for i, (english, arabic, country, kind, lat, lon, precision, note) in enumerate(
        table(f"places/{name}.tsv", *columns)
    ):
        entry = Entry(
            id=f"riwaya:{name}:{country}:{english}",
            name=english,
            country=country or None,
            admin1=admin[i][0] if admin else "",
            type=kind,  # type: ignore[arg-type]
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            population=0,
            precision_km=float(precision) if precision else _PRECISION_KM[kind],  # type: ignore[index]
            origin="hand",
            everyday=note == "common-word",
        )
        for form in several(arabic):
            yield form, entry


def _geonames(name: str, origin: Origin) -> Iterator[tuple[str, Entry]]:
    columns = ("id", "name", "arabic", "country", "admin1", "type", "lat", "lon", "population")
    for key, english, arabic, country, admin1, kind, lat, lon, population in table(name, *columns):
        people = int(population or 0)
        entry = Entry(
            id=f"geonames:{key}",
            name=english,
            country=country or None,
            admin1=admin1,
            type=kind,  # type: ignore[arg-type]
            lat=float(lat),
            lon=float(lon),
            population=people,
            precision_km=radius_km(people),
            origin=origin,
        )
        for form in several(arabic):
            yield form, entry


def radius_km(population: int) -> float:
    """A town's rough radius from its population: 2 km for a village, 15 km for millions. Unmeasured."""
    for least, km in ((2_000_000, 15.0), (500_000, 10.0), (100_000, 6.0), (10_000, 4.0)):
        if population >= least:
            return km
    return 2.0


@cache
@unwatched
def gazetteer() -> Lexicon[Entry]:
    """The lexicon of all place names, with conjunctions, prepositions and the article allowed before them."""
    return Lexicon(entries(), prefixes=("conj", "prep", "article"))


@cache
def capitals() -> frozenset[str]:
    """The folded names of capitals, which often stand for their governments ("موسكو تنفي", "Moscow
    denies")."""
    cells = (cell for (cell,) in table("places/countries.tsv", "capital_arabic"))
    return frozenset(" ".join(folded_words(name)) for cell in cells for name in several(cell))
