"""Small trained models: one engine (CRFsuite) for sequences and, as chains of length one, for single
decisions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import ceil, inf
from pathlib import Path

import pycrfsuite

from riwaya.model import ModelError

MODELS = Path(str(files("riwaya"))) / "models"

Features = Sequence[str | bytes]  # bytes, encoded once for all, are handed over a quarter faster


class Decider:
    """A shipped model by name: `models/<name>.crfsuite`, with its card `models/<name>.md`."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise ModelError(
                f"model {path.name} is missing; reinstall the package or run `riwaya train {path.stem}`"
            )
        self.name = path.stem
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._labels = set(self._tagger.labels())

    def tag(self, rows: Sequence[Features]) -> list[str]:
        """The best label sequence for one sequence of feature lists."""
        if not rows:
            return []
        self._set(rows)
        return list(self._tagger.tag())

    def _set(self, rows: Sequence[Features]) -> None:
        """Give the tagger its sequence. Half a surrogate in a feature, which no encoding holds, becomes a
        question mark."""
        try:
            self._tagger.set(rows)
        except SystemError:
            self._tagger.set([[_encoded(f) for f in row] for row in rows])

    def tag_with_marginals(self, rows: Sequence[Features], label: str) -> list[float]:
        """P(label) at each position of the sequence."""
        if not rows or label not in self._labels:
            return [0.0] * len(rows)
        self._set(rows)
        return [self._tagger.marginal(label, i) for i in range(len(rows))]

    def decide(self, features: Features) -> tuple[str, float]:
        """The best label of one decision and its probability."""
        self._set([features])
        best = self._tagger.tag()[0]
        return best, self._tagger.marginal(best, 0)

    def probability(self, features: Features, label: str) -> float:
        """P(label) for one decision; 0.0 for a label that the model never saw."""
        if label not in self._labels:
            return 0.0
        self._set([features])
        return float(self._tagger.marginal(label, 0))

    def best(self, candidates: Sequence[Features], label: str = "yes") -> tuple[int, float]:
        """The candidate with the highest P(label), first of equals; (-1, -inf) for none."""
        top, value = -1, -inf
        for index, features in enumerate(candidates):
            p = self.probability(features, label)
            if p > value:
                top, value = index, p
        return top, value


@cache
def decider(name: str) -> Decider:
    """The shipped model `name`, opened once a process."""
    return Decider(MODELS / f"{name}.crfsuite")


@cache
def has_decider(name: str) -> bool:
    """Whether the model is installed: a layer falls back on its rule where it is not."""
    return (MODELS / f"{name}.crfsuite").exists()


def _encoded(feature: str | bytes) -> bytes:
    return feature if isinstance(feature, bytes) else feature.encode("utf-8", "replace")


_BUCKETS = ("0", "1", "2", "3", *["4-5"] * 2, *["6-8"] * 3, *["9-14"] * 6, *["15-24"] * 10)


def bucket(n: float) -> str:
    """A distance or count as a coarse class: 0, 1, 2, 3, 4-5, 6-8, 9-14, 15-24, 25+."""
    if n > 24:
        return "25+"
    return _BUCKETS[ceil(n)] if n > 0 else "0"
