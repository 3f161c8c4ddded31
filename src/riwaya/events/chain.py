"""A chain model read by its marginals: what each position may be, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from riwaya.rules.decider import MODELS, Decider, Features


class Chain(Decider):
    """A model whose labels are weighed against a threshold instead of taken as the single best sequence."""

    def marginals(self, rows: Sequence[Features], labels: Sequence[str] | None = None) -> list[dict[str, float]]:
        """P(label) at each position for the labels asked for (all, if None); labels the model never saw are left out."""
        if not rows:
            return []
        self._set(rows)
        wanted = self._labels if labels is None else self._labels.intersection(labels)
        marginal = self._tagger.marginal
        return [{label: marginal(label, i) for label in wanted} for i in range(len(rows))]


@cache
def chain(name: str) -> Chain:
    """The shipped model `name`, opened once a process."""
    return Chain(MODELS / f"{name}.crfsuite")
