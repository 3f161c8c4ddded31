"""Under which keys an occurrence is looked for, so that not every pair has to be compared."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, cos, floor, radians

from riwaya.linking.commonness import rarity
from riwaya.linking.kinds import FAMILY
from riwaya.linking.likeness import day_number
from riwaya.linking.occurrences import Occurrence
from riwaya.linking.places import PROVINCE_KM, SAME_AREA_KM, Where

_KM_A_DEGREE = 111.0
# Days around its own that an occurrence is looked for on: a recalled happening, the next day's paper.
_BEFORE, _AFTER = 4, 1
# A toll in a country is worth looking for from this many people on, a word from this rarity on (see
# commonness), so many of them; unmeasured.
_LEAST_TOLL = 3
_RARE, _WORDS = 4.5, 12
# An undated occurrence is looked for on every day: none of the corpora has one, a ledger of undated reports
# does.
_ALWAYS = (0, 10_000_000)


def keys(occurrence: Occurrence) -> dict[str, bool]:
    """The keys of an occurrence, and whether it looks for others under them; two that only answer do not
    meet.

    Cells of the map of one degree that its places reach into and names that no list has; then, for those
    placed no finer than a country, the country with a toll or a rare word; each for the family of its kinds.
    """
    found: dict[str, bool] = {}
    families = sorted({FAMILY[k] for k in occurrence.kinds[:3]})
    places = occurrence.places[:2]
    for where in places:
        if where.listed and not where.coarse:
            found.update(dict.fromkeys(_cells(where), True))
        elif not where.listed:
            found[where.key] = True
    vague = not any(w.listed and not w.coarse for w in places)
    rare = sorted((-rarity(w), w) for w in occurrence.words if rarity(w) >= _RARE)[:_WORDS]
    for country in sorted({w.country for w in places if w.country}):
        for toll in occurrence.tolls:
            number = toll.low if toll.low is not None else toll.high
            if number is not None and number >= _LEAST_TOLL and toll.hedge != "dozens":
                found[f"{country}:{toll.measure}:{number}"] = vague
        found.update({f"{country}:{word}": vague for _, word in rare})
    return {f"{family}/{key}": seeks for key, seeks in found.items() for family in families}


def window(occurrence: Occurrence) -> tuple[int, int]:
    """The days on which it is looked for, as numbers."""
    if occurrence.first is None or occurrence.last is None:
        return _ALWAYS
    before = 0 if occurrence.dated else _BEFORE
    return day_number(occurrence.first) - before, day_number(occurrence.last) + _AFTER


def _cells(where: Where) -> Iterator[str]:
    if where.lat is None or where.lon is None:
        yield where.key
        return
    # Two towns meet half-way; a province reaches for the towns in it.
    town = SAME_AREA_KM / 2
    up = (max(PROVINCE_KM, where.km or 0.0) - town if where.type == "admin" else town) / _KM_A_DEGREE
    side = up / max(0.2, cos(radians(where.lat)))
    for row in range(floor(where.lat - up), ceil(where.lat + up)):
        for column in range(floor(where.lon - side), ceil(where.lon + side)):
            yield f"{row}:{column}"
