"""How likely two occurrences of different reports are one happening, and why.

The weights were set by hand on the three coded incidents (75 reports, 28 others), where thresholds from 2.2
to 3.4 give the same links, and looked at on 269 further reports of 2015 and 2018; single weights are
unmeasured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from riwaya.ledger.commonness import rarity
from riwaya.ledger.kinds import LEAST_ALIKE, alike
from riwaya.ledger.occurrences import Occurrence, Toll
from riwaya.ledger.places import nearest

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
_LEAST_WORDS = 25.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of a pair, and its parts by name."""

    score: float
    parts: Mapping[str, float]


def likeness(a: Occurrence, b: Occurrence, *, copies: bool = False) -> Likeness | None:
    """How far two occurrences can be one happening; None where kind, place or day say that they cannot.

    `copies` says that the two reports carry one text.
    """
    kind = max(alike(x, y) for x in a.kinds[:3] for y in b.kinds[:3])
    if kind < LEAST_ALIKE:
        return None
    place = nearest(a.places[:2], b.places[:2])
    if place < 0:
        return None
    time = _time(a, b)
    if time is None:
        return None
    parts = {
        "kind": _KIND * kind,
        "place": _PLACE * place,
        "time": time,
        "toll": _toll(a.tolls, b.tolls),
        "words": _WORDS * _shared(a.words, b.words),
        "copies": _COPIES * copies,
    }
    return Likeness(sum(parts.values()), {k: round(v, 2) for k, v in parts.items() if v})


@lru_cache(maxsize=65_536)
def day_number(iso: str) -> int:
    """An ISO day as a number, so that days can be subtracted."""
    return date.fromisoformat(iso).toordinal()


def _time(a: Occurrence, b: Occurrence) -> float | None:
    """Evidence of the days; None where they cannot be one."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return _NO_DAY
    gap = max(day_number(a.first) - day_number(b.last), day_number(b.first) - day_number(a.last), 0)
    if a.dated and b.dated:
        return _SAME_DAY if gap == 0 else _NEXT_DAY if gap == 1 else None
    if not a.dated and not b.dated:
        return _UNDATED - 0.3 * gap if gap <= 3 else None
    dated, other = (a, b) if a.dated else (b, a)
    spans = [(day_number(o.first or ""), day_number(o.last or "")) for o in (dated, other)]
    if spans[0][0] > spans[1][1]:
        return None
    late = max(0, spans[1][0] - spans[0][1])
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


def _shared(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the rarer words of the shorter telling that stand in the other."""
    common = sum(rarity(w) for w in sorted(set(a).intersection(b)))
    return common / max(min(_weight(tuple(a)), _weight(tuple(b))), _LEAST_WORDS)


@lru_cache(maxsize=4096)
def _weight(told: tuple[str, ...]) -> float:
    return sum(rarity(w) for w in told)
