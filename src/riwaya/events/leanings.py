"""Which role a noun leans to: how often it was read as actor, target or place in news that nobody coded.

"طائرات" ("aircraft") act more often than they are hit, "المدنيين" ("the civilians") are hit (see
models/event_leanings.md).
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from riwaya.rules.decider import MODELS
from riwaya.rules.kept import kept
from riwaya.rules.tables import unwatched

MODEL = "event_leanings"
_FILE = f"{MODEL}.tsv.gz"

Means = tuple[float, float, float]


class Leaning(NamedTuple):
    """Mean chance of actor, target and place; `met` times the word was met beside a trigger (up to 200)."""

    means: Means
    met: int
    by_kind: Mapping[str, Means]


@kept
def leaning(stem: str) -> Leaning:
    """What a folded stem leans to; the mean of all words, met 0 times, for one that is too rare."""
    told = _lines().get(stem)
    return _parsed(told) if told else _of_all()


@cache
def _of_all() -> Leaning:
    told = _lines().get("")
    return _parsed(told) if told else Leaning((0.0, 0.0, 0.0), 0, {})


def _parsed(told: str) -> Leaning:
    met, means, *rest = told.split("\t")
    by_kind = (one.partition(":") for one in rest)
    return Leaning(_read(means), int(met), {kind: _read(some) for kind, _, some in by_kind})


@cache
@unwatched
def _lines() -> dict[str, str]:
    """The rest of each line by its stem: most words are never met, so none is read before it is."""
    path = MODELS / _FILE
    if not path.exists():
        return {}
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    return {stem: rest for stem, _, rest in (line.partition("\t") for line in lines)}


def _read(told: str) -> Means:
    """Three per milles, "12,3,40", as chances."""
    actor, target, place = told.split(",")
    return int(actor) / 1000, int(target) / 1000, int(place) / 1000


def write_leanings(found: Mapping[str, Leaning]) -> None:
    """Write the list where it is shipped, the same bytes for the same leanings."""
    lines = []
    for stem, one in sorted(found.items()):
        kinds = [f"{kind}:{_told(means)}" for kind, means in sorted(one.by_kind.items())]
        lines.append("\t".join((stem, str(one.met), _told(one.means), *kinds)))
    with (MODELS / _FILE).open("wb") as file, gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed:
        packed.write("\n".join(lines).encode())


def _told(means: Means) -> str:
    return ",".join(str(round(m * 1000)) for m in means)
