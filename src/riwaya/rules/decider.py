"""Small trained models for sequences and, as chains of length one, for single decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from math import ceil, inf
from pathlib import Path

from riwaya.model import ModelError
from riwaya.rules.chain import chain_of
from riwaya.rules.weights import Weights

MODELS = Path(str(files("riwaya"))) / "models"

Features = Iterable[str]


class Decider:
    """A shipped model by name: `models/<name>.crfsuite`, with its card `models/<name>.md`.

    Features are given as strings, or, where a caller keeps what a word adds, to `chain` as their packed sum.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise ModelError(
                f"model {path.name} is missing; reinstall the package or run `riwaya train {path.stem}`"
            )
        self.name = path.stem
        self.weights = Weights(path)
        self.chain = chain_of(self.weights)
        self._numbers = {label: number for number, label in enumerate(self.weights.labels)}

    def tag(self, rows: Iterable[Features]) -> list[str]:
        """The best label sequence for one sequence of feature lists."""
        return self.chain.best(map(self.chain.packed, rows))

    def marginals(self, rows: Iterable[Features]) -> list[dict[str, float]]:
        """P(label) at each position of the sequence; labels that have no chance are left out."""
        return self.chain.chances(map(self.chain.packed, rows))

    def tag_with_marginals(self, rows: Iterable[Features], label: str) -> list[float]:
        """P(label) at each position of the sequence."""
        return [chances.get(label, 0.0) for chances in self.marginals(rows)]

    def probability(self, features: Features, label: str) -> float:
        """P(label) for one decision; 0.0 for a label that the model never saw."""
        return self.sure(self.chain.packed(features), label)

    def sure(self, packed: int, label: str) -> float:
        """The same for the packed sum of the features."""
        number = self._numbers.get(label)
        return 0.0 if number is None else self.chain.chance(packed, number)

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


_BUCKETS = ("0", "1", "2", "3", *["4-5"] * 2, *["6-8"] * 3, *["9-14"] * 6, *["15-24"] * 10)


def bucket(n: float) -> str:
    """A distance or count as a coarse class: 0, 1, 2, 3, 4-5, 6-8, 9-14, 15-24, 25+."""
    if n > 24:
        return "25+"
    return _BUCKETS[ceil(n)] if n > 0 else "0"
