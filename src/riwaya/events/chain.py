"""A chain model read by its marginals: what each position may be, and how surely."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from riwaya.rules.decider import MODELS, Decider, Features


class Chain(Decider):
    """A model whose labels are weighed against a threshold instead of taken as the single best sequence."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path

    def marginals(
        self, rows: Sequence[Features], labels: Sequence[str] | None = None
    ) -> list[dict[str, float]]:
        """P(label) at each position for the labels asked for (all, if None); labels the model never saw are
        left out."""
        if not rows:
            return []
        self._set(rows)
        wanted = self._labels if labels is None else self._labels.intersection(labels)
        marginal = self._tagger.marginal
        return [{label: marginal(label, i) for label in wanted} for i in range(len(rows))]

    def features(self) -> frozenset[str]:
        """Every feature that the model was trained with, from the list beside it."""
        path = self._path.with_suffix(".features.gz")
        return frozenset(gzip.decompress(path.read_bytes()).decode().split("\n"))


def write_features(path: Path) -> None:
    """Write the list of a trained model's features beside it: what is not in it need not be handed over."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    names = sorted(tagger.info().attributes)
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", mtime=0, fileobj=buffer) as packed:
        packed.write("\n".join(names).encode())
    path.with_suffix(".features.gz").write_bytes(buffer.getvalue())


@cache
def chain(name: str) -> Chain:
    """The shipped model `name`, opened once a process."""
    return Chain(MODELS / f"{name}.crfsuite")
