"""Places of the gazetteer for people: by name in either script, and those in a window of the map."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riwaya.mentions.places.gazetteer import Entry, entries
from riwaya.rules.tables import unwatched
from riwaya.text.lexicon import folded_words

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry with a point, and its first Arabic name."""

    entry: Entry
    arabic: str
    lat: float
    lon: float


def look_up(name: str, limit: int = _SHOWN) -> list[Listed]:
    """The places called so, or whose names or words begin so: whole names first, then the most peopled.

    "درنة" and "derna" both find Derna; spelling is folded, accents are left out.
    """
    wanted = _folded(name)
    if not wanted:
        return []
    best: dict[str, tuple[int, Listed]] = {}
    for key, place in _names():
        if wanted not in key:
            continue
        rank = 0 if key == wanted else 1 if key.startswith(wanted) else 2
        if rank == 2 and f" {wanted}" not in key:
            continue
        if place.entry.id not in best or rank < best[place.entry.id][0]:
            best[place.entry.id] = (rank, place)
    ranked = sorted(best.values(), key=lambda f: (f[0], *_standing(f[1])))
    return [place for _, place in ranked[:limit]]


def within(south: float, north: float, west: float, east: float, limit: int = _SHOWN) -> list[Listed]:
    """The towns in a window, the most peopled first."""
    found = [
        p
        for p in _listed()
        if p.entry.type == "settlement" and south <= p.lat <= north and west <= p.lon <= east
    ]
    return sorted(found, key=_standing)[:limit]


def _standing(place: Listed) -> tuple[int, bool, str, str]:
    entry = place.entry
    return -entry.population, entry.origin != "hand", entry.name, entry.id


def _folded(name: str) -> str:
    """A name in either script as it is looked for."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(folded_words(plain.casefold()))


@cache
@unwatched
def _listed() -> tuple[Listed, ...]:
    """Every entry with a point, once."""
    found: dict[str, Listed] = {}
    for arabic, entry in entries():
        if entry.lat is not None and entry.lon is not None:
            found.setdefault(entry.id, Listed(entry, arabic, entry.lat, entry.lon))
    return tuple(found.values())


@cache
@unwatched
def _names() -> tuple[tuple[str, Listed], ...]:
    """Every name, folded, with what it names."""
    return tuple(_pairs())


def _pairs() -> Iterator[tuple[str, Listed]]:
    known = {p.entry.id: p for p in _listed()}
    for place in known.values():
        yield _folded(place.entry.name), place
    for arabic, entry in entries():
        if entry.id in known:
            yield _folded(arabic), known[entry.id]
