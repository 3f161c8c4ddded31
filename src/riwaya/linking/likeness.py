"""How likely two occurrences of different reports are one happening, and why.

The weights were set by hand on the three coded incidents (75 reports, 28 others), where thresholds from 2.2
to 3.4 give the same links, and looked at on 269 further reports of 2015 and 2018; single weights are
unmeasured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from riwaya.linking.commonness import weight
from riwaya.linking.kinds import LEAST_ALIKE, alike
from riwaya.linking.occurrences import Occurrence, Toll
from riwaya.linking.places import Where, nearest

_KIND, _PLACE, _WORDS, _COPIES = 0.8, 1.2, 2.0, 0.8
# Two days that the words of both reports give: the same, or next to each other (one counts from its own day).
_SAME_DAY, _NEXT_DAY = 1.0, -0.6
# A report whose words give no day tells of the days before it came out; one that recalls comes up to so
# much later.
_UNDATED, _DATED_AND_NOT, _RECALLED_DAYS, _A_DAY_LATER = 0.4, 0.6, 6, 0.15
_NO_DAY = -0.2
# The same toll says the more the larger it is; tolls this many times apart cannot both be of one happening.
_TOLLS = ((10, 0.9), (3, 0.6), (0, 0.3))
_SECOND = 0.5  # a second measure on which they agree
_APART, _CLASH = 2.5, -0.5
_LEAST_WORDS = 25_000  # thousandths, as `weight`
# Pairs of kinds or places whose outcome is kept: 30,000 reports of one month have some 300,000 of places.
_PAIRS_KEPT = 400_000


class Likeness(NamedTuple):
    """Why two occurrences can be one happening: what each part adds to the score."""

    kind: float
    place: float
    time: float
    toll: float
    words: float
    copies: float

    @property
    def score(self) -> float:
        """All parts together, to four digits."""
        return round(sum(self), 4)

    @property
    def parts(self) -> dict[str, float]:
        """The parts by name, those that add something, to two digits."""
        return {name: round(worth, 2) for name, worth in self._asdict().items() if worth}


class Spot:
    """The places of an occurrence, one object for all occurrences that have the same: pairs of them are kept
    by identity."""

    __slots__ = ("places",)

    def __init__(self, places: tuple[Where, ...]) -> None:
        self.places = places


@dataclass(frozen=True, slots=True)
class Traits:
    """An occurrence as pairs are compared: days as numbers, words as the set of those that say something and
    their weight in thousandths."""

    id: str
    report: str
    kinds: tuple[str, ...]
    spot: Spot
    first: int | None
    last: int | None
    dated: bool
    tolls: tuple[Toll, ...]
    words: frozenset[str]
    weight: int


def traits(occurrence: Occurrence) -> Traits:
    """What of an occurrence is compared."""
    words = frozenset(w for w in occurrence.words if weight(w))
    return Traits(
        id=occurrence.id,
        report=occurrence.report,
        kinds=occurrence.kinds[:3],
        spot=_spot(occurrence.places[:2]),
        first=day_number(occurrence.first) if occurrence.first else None,
        last=day_number(occurrence.last) if occurrence.last else None,
        dated=occurrence.dated,
        tolls=occurrence.tolls,
        words=words,
        weight=max(sum(map(weight, words)), _LEAST_WORDS),
    )


def likeness(a: Traits, b: Traits, *, copies: bool = False) -> Likeness | None:
    """How far two occurrences can be one happening; None where kind, place or day say that they cannot.

    `copies` says that the two reports carry one text.
    """
    kind = _kinds(a.kinds, b.kinds)
    if kind < LEAST_ALIKE:
        return None
    place = _places(a.spot, b.spot)
    if place < 0:
        return None
    time = _time(a, b)
    if time is None:
        return None
    # The share of the rarer words of the shorter telling that stand in the other.
    shared = sum(map(weight, a.words & b.words)) / min(a.weight, b.weight)
    return Likeness(
        _KIND * kind,
        _PLACE * place,
        time,
        _toll(a.tolls, b.tolls) if a.tolls and b.tolls else 0.0,
        _WORDS * shared,
        _COPIES * copies,
    )


@lru_cache(maxsize=65_536)
def day_number(iso: str) -> int:
    """An ISO day as a number, so that days can be subtracted."""
    return date.fromisoformat(iso).toordinal()


@lru_cache(maxsize=65_536)
def _spot(places: tuple[Where, ...]) -> Spot:
    return Spot(places)


@lru_cache(maxsize=_PAIRS_KEPT)
def _places(a: Spot, b: Spot) -> float:
    return nearest(a.places, b.places)


@lru_cache(maxsize=_PAIRS_KEPT)
def _kinds(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    return max(alike(x, y) for x in a for y in b)


def _time(a: Traits, b: Traits) -> float | None:
    """Evidence of the days; None where they cannot be one."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return _NO_DAY
    gap = max(a.first - b.last, b.first - a.last, 0)
    if a.dated and b.dated:
        return _SAME_DAY if gap == 0 else _NEXT_DAY if gap == 1 else None
    if not a.dated and not b.dated:
        return _UNDATED - 0.3 * gap if gap <= 3 else None
    told, other = ((a.first, a.last), (b.first, b.last))[:: 1 if a.dated else -1]
    if told[0] > other[1]:
        return None
    late = max(0, other[0] - told[1])
    return _DATED_AND_NOT - _A_DAY_LATER * late - 0.3 * (late > 0) if late <= _RECALLED_DAYS else None


def _toll(a: Sequence[Toll], b: Sequence[Toll]) -> float:
    """Evidence of the tolls: the same number speaks for one happening, tolls far apart against it."""
    agreed: dict[str, float] = {}
    seen, clash = False, True
    for f in a:
        for g in b:
            n, m = _number(f), _number(g)
            if f.measure != g.measure or n is None or m is None:
                continue
            seen = True
            vague = "dozens" in (f.hedge, g.hedge)
            if n == m and not vague:
                worth = next(worth for least, worth in _TOLLS if n >= least)
                agreed[f.measure] = max(agreed.get(f.measure, 0.0), worth)
                clash = False
            elif vague or f.high is None or g.high is None or min(n, m) * _APART >= max(n, m):
                clash = False
    if seen and clash:
        return _CLASH
    return max(agreed.values(), default=0.0) + _SECOND * (sum(w > _TOLLS[-1][1] for w in agreed.values()) > 1)


def _number(toll: Toll) -> int | None:
    return toll.low if toll.low is not None else toll.high
