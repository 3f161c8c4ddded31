"""Small boosted trees as plain data: a sum of decision trees over a row of numbers, read as a chance."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from math import exp
from pathlib import Path
from typing import Any

from riwaya.model import ModelError
from riwaya.rules.decider import MODELS


class Forest:
    """Trees by question, with the names of the features in the order of a row and tables of learnt means.

    A tree is a leaf's value or [feature, threshold, tree where it is at most the threshold, tree above it].
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.features: tuple[str, ...] = tuple(raw["features"])
        self.means: dict[str, dict[str, list[float]]] = raw["means"]
        self._trees: dict[str, list[Any]] = raw["trees"]
        self._sums: dict[str, AddUp] = {}

    def chance(self, question: str, row: Sequence[float]) -> float:
        """The chance that the answer to `question` is yes for a row of features."""
        add_up = self._sums.get(question)
        if add_up is None:
            add_up = self._sums[question] = (compiled() or sum_of)(self._trees[question])
        total = add_up(row)
        return 1.0 / (1.0 + exp(-total)) if total > -30 else 0.0

    def learnt(self, names: Sequence[str], keys: Sequence[str]) -> list[float]:
        """The learnt means of a row: for each table of `names` what it holds for its key, or for all."""
        found: list[float] = []
        for name, key in zip(names, keys, strict=True):
            known = self.means[name]
            found += known.get(key) or known[""]
        return found


AddUp = Callable[[Sequence[float]], float]


def compiled() -> Callable[[Sequence[Any]], AddUp] | None:
    """`sum_of` in C (`trees_compiled.pyx`), or None where the installation had no C compiler."""
    try:
        found: Callable[[Sequence[Any]], AddUp] = import_module("riwaya.rules.trees_compiled").Sum
    except ImportError:
        return None
    return found


def sum_of(trees: Sequence[Any]) -> AddUp:
    """A function of a row that adds up the trees' leaves: one expression of Python. Only numbers of the data
    reach its source. Walking the trees as lists took 150 microseconds a row, the expression 15, C 2.
    """
    source = "lambda row: " + ("+".join(map(_expression, trees)) or "0.0")
    made: AddUp = eval(source, {"__builtins__": {}})
    return made


def _expression(tree: Any) -> str:
    if not isinstance(tree, list):
        return f"({float(tree)!r})"
    feature, threshold, low, high = tree
    return f"({_expression(low)} if row[{int(feature)}]<={float(threshold)!r} else {_expression(high)})"


def write_forest(path: Path, raw: Mapping[str, Any]) -> None:
    """Write a forest as packed JSON, the same bytes for the same trees."""
    with path.open("wb") as file, gzip.GzipFile(filename="", mode="wb", mtime=0, fileobj=file) as packed:
        packed.write(json.dumps(raw, ensure_ascii=True, separators=(",", ":")).encode())


@cache
def forest(name: str) -> Forest:
    """The shipped forest `name` (`models/<name>.trees.gz`), read once a process."""
    path = MODELS / f"{name}.trees.gz"
    if not path.exists():
        raise ModelError(f"model {path.name} is missing; reinstall the package")
    return Forest(json.loads(gzip.decompress(path.read_bytes())))


@cache
def has_forest(name: str) -> bool:
    """Whether the forest is installed: a layer does without where it is not."""
    return (MODELS / f"{name}.trees.gz").exists()
