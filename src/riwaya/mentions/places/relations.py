"""Places told by another: "25 km east of Derna", "the northern countryside of Aleppo", with a computed point
and a radius."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

from geographiclib.geodesic import Geodesic

from riwaya.mentions.numbers.cardinal import cardinal
from riwaya.mentions.numbers.words import digits
from riwaya.mentions.places.candidates import Candidate
from riwaya.mentions.places.gazetteer import Entry
from riwaya.model import Span
from riwaya.rules.tables import DATA
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.lexicon import Hit, Lexicon
from riwaya.text.wordclass import is_definite

_RAW = tomllib.loads((DATA / "places/relations.toml").read_text("utf-8"))
_DIRECTIONS = Lexicon(_RAW["directions"].items(), prefixes=("conj", "prep", "article"))
_UNITS = Lexicon(_RAW["units"].items(), prefixes=())
_COUNTRYSIDE = Lexicon(((w, True) for w in _RAW["words"]["countryside"]), prefixes=("conj", "prep"))
_NEAR = Lexicon(((w, True) for w in _RAW["words"]["near"]), prefixes=("conj", "prep"))
_BETWEEN = frozenset(fold_word(w) for w in _RAW["words"]["between"])
_WITHIN = Lexicon(((w, True) for w in _RAW["words"]["within"]), prefixes=())
_WITHIN_PREFIXES = frozenset(_RAW["words"]["within_prefixes"])
_POINTS: dict[str, float] = _RAW["points"]
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_REACH = 5
_LONGEST_NUMBER = 5  # tokens: three hundred and twenty-five


@dataclass(frozen=True, slots=True)
class Relation:
    """How a place hangs on the candidate number `anchor`: `km` out at `bearing` (None: direction not said),
    within `radius_km`.

    `span` covers the words of the relation; `stated` says that the text gives the distance.
    """

    anchor: int
    bearing: float | None
    km: float
    radius_km: float
    stated: bool
    span: Span
    words: str


def point(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` kilometres from (lat, lon) at `bearing` degrees, on the WGS84 ellipsoid, to a thousandth
    of a degree."""
    at = Geodesic.WGS84.Direct(lat, lon, bearing, km * 1000)
    return round(at["lat2"], 3), round(at["lon2"], 3)


def compass(bearing: float) -> str:
    """The name of a bearing: 45 is "north-east"."""
    return _COMPASS[round(bearing / 45) % 8]


def offset(anchor: Entry, relation: Relation) -> tuple[float | None, float | None, float | None]:
    """Latitude, longitude and radius (km) of what hangs on `anchor` by `relation`; None where it has no
    point."""
    if anchor.lat is None or anchor.lon is None:
        return None, None, None
    radius = round(max(relation.radius_km, anchor.precision_km), 1)
    if relation.bearing is None:
        return anchor.lat, anchor.lon, radius
    lat, lon = point(anchor.lat, anchor.lon, relation.bearing, relation.km)
    return lat, lon, radius


def says_where(document: Document, at: int) -> bool:
    """Whether the word at `at` puts what stands before it in or by what follows: "في" ("in"), "شمال"
    ("north of")."""
    words = (_WITHIN, _DIRECTIONS, _COUNTRYSIDE, _NEAR)
    return any(next(iter(w.at(document.tokens, at)), None) is not None for w in words)


def prefix_says_in(prefix: str) -> bool:
    """Whether what is written on to a word says "in": "بمحافظة" ("in the governorate")."""
    return prefix in _WITHIN_PREFIXES


def find_relations(document: Document, found: Sequence[Candidate]) -> list[Relation]:
    """The relations that hang on the places `found`, in text order: "شرق درنة 25 كم" ("25 km east of
    Derna")."""
    return [r for i, c in enumerate(found) if (r := _relation(document, i, c))]


def _relation(document: Document, number: int, place: Candidate) -> Relation | None:
    sentence = document.sentences[document.sentence_index[place.first]]
    direction = _before(document, _DIRECTIONS, place, sentence.first)
    distance = _distance(document, place, direction, sentence.first, sentence.last)
    if distance is not None:
        km, first, last = distance
        if direction is None:
            direction = _after_unit(document, first, last, place)
        bearing = direction.value if direction else None
        span = document.span(
            min(first, direction.first if direction else first, place.first), max(last, place.last)
        )
        radius = (
            max(_POINTS["distance_least_km"], _POINTS["distance_share"] * km) if bearing is not None else km
        )
        words = f"{km:g} km {compass(bearing)} of" if bearing is not None else f"{km:g} km from"
        return Relation(number, bearing, km, radius, True, span, words)
    if direction is not None and not is_definite(document.tokens[direction.first].fold):
        span = document.span(direction.first, place.last)
        bearing = direction.value
        out, radius = _POINTS["direction_km"], _POINTS["direction_radius_km"]
        return Relation(number, bearing, out, radius, False, span, f"{compass(bearing)} of")
    return _countryside(document, number, place, sentence.first, sentence.last)


def _countryside(document: Document, number: int, place: Candidate, first: int, last: int) -> Relation | None:
    rural = _before(document, _COUNTRYSIDE, place, first)
    if rural is None:
        near = _before(document, _NEAR, place, first)
        if near is None:
            return None
        return Relation(
            number, None, 0.0, _POINTS["near_radius_km"], False, document.span(near.first, place.last), "near"
        )
    after = next(iter(_DIRECTIONS.at(document.tokens, place.last)), None) if place.last < last else None
    if after is None or not is_definite(document.tokens[after.first].fold):
        span = document.span(rural.first, place.last)
        return Relation(number, None, 0.0, _POINTS["countryside_radius_km"], False, span, "countryside of")
    span = document.span(rural.first, after.last)
    words = f"{compass(after.value)} countryside of"
    return Relation(
        number, after.value, _POINTS["countryside_km"], _POINTS["countryside_radius_km"], False, span, words
    )


def _before(
    document: Document, lexicon: Lexicon[float] | Lexicon[bool], place: Candidate, least: int
) -> Hit[float] | None:
    """A hit that ends at the place, with only linking words between."""
    at = place.first - 1
    for _ in range(_REACH):
        if at < least:
            return None
        hits = [
            h for i in (at - 1, at) if i >= least for h in lexicon.at(document.tokens, i) if h.last == at + 1
        ]
        if hits:
            return max(hits, key=lambda h: h.width)  # type: ignore[return-value]
        if document.tokens[at].fold not in _BETWEEN:
            return None
        at -= 1
    return None


def _distance(
    document: Document, place: Candidate, direction: Hit[float] | None, least: int, last: int
) -> tuple[float, int, int] | None:
    """(km, first, last token) of a distance just before the direction or the place, or just after the
    place."""
    tokens = document.tokens
    at = (direction.first if direction else place.first) - 1
    for _ in range(_REACH):
        if at < least:
            break
        units = [h for i in (at - 1, at) if i >= least for h in _UNITS.at(tokens, i) if h.last == at + 1]
        if units and (value := number_before(document, units[0].first, least)):
            return value[0] * units[0].value, value[1], units[0].last
        if tokens[at].fold not in _BETWEEN and not next(iter(_DIRECTIONS.at(tokens, at)), None):
            break
        at -= 1
    at = place.last
    while at < min(last, place.last + 4) and tokens[at].kind != "number" and (tokens[at].fold in _BETWEEN):
        at += 1
    if direction is not None and at + 1 < last and tokens[at].kind == "number":
        unit = next(iter(_UNITS.at(tokens, at + 1)), None)
        if unit is not None and unit.last <= last:
            return digits(tokens[at].fold) * unit.value, at, unit.last
    return None


def number_before(document: Document, unit: int, least: int) -> tuple[float, int] | None:
    """The number, in digits or words, that ends before the unit at token `unit`, and its first token."""
    for first in range(max(least, unit - _LONGEST_NUMBER), unit):
        found = cardinal(document, first)
        if found is not None and found.last == unit:
            return found.value, first
    return None


def _after_unit(document: Document, first: int, last: int, place: Candidate) -> Hit[float] | None:
    for at in range(last, place.first):
        hit = next(iter(_DIRECTIONS.at(document.tokens, at)), None)
        if hit is not None:
            return hit
    return None
