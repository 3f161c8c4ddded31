"""How rare a word is: what two reports share counts by it (models/commonness.md)."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from math import log
from pathlib import Path

from riwaya.model import ModelError
from riwaya.rules.kept import kept

_PATH = Path(str(files("riwaya"))) / "models" / "commonness.tsv.gz"
# A word that the table lacks stands in fewer reports than the least that it lists.
_RARE = 15
# Words of one report in four and more weigh nothing; chosen, other values are unmeasured.
_EVERYDAY = 1.5


@cache
def _counts() -> tuple[int, dict[str, int]]:
    if not _PATH.exists():
        raise ModelError(f"{_PATH.name} is missing; reinstall the package or run `riwaya train commonness`")
    head, *lines = gzip.decompress(_PATH.read_bytes()).decode().splitlines()
    pairs = (line.split("\t") for line in lines)
    return int(head.split("\t")[1]), {word: int(count) for word, count in pairs}


@kept
def rarity(stem: str) -> float:
    """The weight of a stem, 0 for everyday words to 6 for rare ones."""
    reports, counts = _counts()
    return max(0.0, log(reports / counts.get(stem, _RARE)) - _EVERYDAY)


@kept
def weight(stem: str) -> int:
    """`rarity` in thousandths, so that a sum of weights hangs on the words alone and not on their order."""
    return round(1000 * rarity(stem))
