"""Which of its namesakes a place is: by the report's countries, its other places, the noun before it, and its
size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import asin, cos, log10, radians, sin, sqrt

from riwaya.mentions.places.candidates import Candidate
from riwaya.mentions.places.gazetteer import Entry

# What a country's share of the report is worth against size and origin. Chosen by
# reading namesakes of training reports that were resolved wrongly; other values are unmeasured.
_COUNTRY_WORTH = 5.0
_NEAR_WORTH = 2.0
_NEAR_KM = 200.0
_HEAD_WORTH = 2.0
_PRIOR = {"country": 6.0, "region": 3.0, "natural": 2.0, "admin": 2.5, "settlement": 3.0, "locality": 1.5}
# A sea that belongs to no country comes before a province called after it, unless the report is about that
# country. Unmeasured: coded reports name the Red Sea too seldom.
_SEA = 4.5
_GEONAMES_FLOOR = 0.5
# A kilometre of radius, where nothing else tells namesakes apart: سنجار is the town of Nineveh before the
# village of Idlib. Unmeasured; neutral on dev and on the reports held back.
_SIZE_WORTH, _LARGE_KM = 0.01, 20.0
_EARTH_DIAMETER_KM = 12742


def resolve(found: Sequence[Candidate]) -> list[Entry | None]:
    """The entry meant by each kept candidate, None where the gazetteer has none.

    A report that names Yemen and Taiz takes "البيضاء" for the town in Yemen, not for its namesakes in Libya
    or Morocco.
    """
    countries = country_shares(found)
    first = [_best(c, countries, []) for c in found]
    known = [e for e in first if e is not None and e.lat is not None and e.type not in ("country", "region")]
    return [
        _best(c, countries, [k for k in known if k.name != (f.name if f else "")])
        for c, f in zip(found, first, strict=True)
    ]


def country_shares(found: Sequence[Candidate]) -> dict[str, float]:
    """How much of the report each country has: mentions of the country itself and of places that lie in
    it."""
    votes: Counter[str] = Counter()
    for candidate in found:
        weights: Counter[str] = Counter()
        for entry in candidate.entries:
            if entry.country:
                weights[entry.country] = max(weights[entry.country], _prior(entry) + 0.1)  # type: ignore[assignment]
        total = sum(weights.values())
        for country, weight in weights.items():
            votes[country] += weight / total  # type: ignore[assignment]
    total = sum(votes.values()) or 1
    return {country: vote / total for country, vote in votes.items()}


def _prior(entry: Entry) -> float:
    if entry.origin == "geonames":
        return max(_GEONAMES_FLOOR, log10(entry.population + 1) - 3.0)
    return _SEA if entry.type == "natural" and entry.country is None else _PRIOR[entry.type]


def _best(candidate: Candidate, countries: dict[str, float], known: Sequence[Entry]) -> Entry | None:
    def worth(entry: Entry) -> float:
        value = _prior(entry) + _COUNTRY_WORTH * countries.get(entry.country or "", 0.0)
        value += _SIZE_WORTH * min(entry.precision_km, _LARGE_KM)
        if candidate.head and candidate.head.type == entry.type:
            value += _HEAD_WORTH
        if known and entry.lat is not None and entry.type not in ("country", "region"):
            value += _NEAR_WORTH * any(distance_km(entry, other) <= _NEAR_KM for other in known)
        return value

    return max(candidate.entries, key=worth, default=None)


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance; infinite where a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    p, q, r, s = map(radians, (a.lat, a.lon, b.lat, b.lon))
    return _EARTH_DIAMETER_KM * asin(sqrt(sin((r - p) / 2) ** 2 + cos(p) * cos(r) * sin((s - q) / 2) ** 2))
