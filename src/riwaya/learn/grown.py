"""Grow small forests as plain data, with means learnt apart from the reports that they are grown on.

Needs lightgbm (the extra "train").
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from riwaya.events.scene import Scene
from riwaya.learn.events_coded import Sequences
from riwaya.learn.fit import fit
from riwaya.learn.gold import Coded
from riwaya.rules.decider import Decider
from riwaya.rules.trees import write_forest

FOLDS = 5
TREES = 120
# 250 trees of 12 leaves win 0.2 points of the arguments' first words (cross-validation), within the noise.
SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 8,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "num_threads": 1,
    "seed": 3,
    "deterministic": True,
    "force_row_wise": True,
}
RANKING: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 3,
    "learning_rate": 0.05,
    "min_data_in_leaf": 30,
}


@dataclass(frozen=True, slots=True)
class Case:
    """Something to decide on: its features, the keys of its means, which questions are asked of it, which of
    them have the answer yes, and which are half answered by it."""

    fold: int
    row: Sequence[float]
    keys: Sequence[str]
    asked: frozenset[str]
    yes: frozenset[str]
    half: frozenset[str] = frozenset()

    def right(self, question: str) -> float:
        """1 for yes, 0 for no, 0.5 for half."""
        return 0.5 if question in self.half else float(question in self.yes)


def unseen_chains(
    scenes: Sequence[tuple[Scene, Coded]], sequences: Sequence[Sequences], name: str
) -> Iterator[tuple[int, Decider, Scene, Coded]]:
    """Each report with its fold and a chain `name` that was trained without that fold."""
    folds = [zlib.crc32(coded.report.id.encode()) // 7 % FOLDS for _, coded in scenes]
    with TemporaryDirectory() as folder:
        for fold in sorted(set(folds)):
            path = Path(folder) / f"{fold}" / f"{name}.crfsuite"
            path.parent.mkdir()
            fit((s for some, f in zip(sequences, folds, strict=True) if f != fold for s in some), path)
            model = Decider(path)
            for (scene, coded), here in zip(scenes, folds, strict=True):
                if here == fold:
                    yield fold, model, scene, coded


def plant(
    cases: Sequence[Case],
    features: Sequence[str],
    means: Mapping[str, float],
    questions: Sequence[str],
    path: Path,
    *,
    trees: int = TREES,
    groups: Sequence[int] = (),
    settings: Mapping[str, Any] = SETTINGS,
) -> None:
    """Grow the forest of these cases and write it; `means` are the names of the means, each with what the
    mean of all weighs in it. See `grow` for `groups`."""
    grown = forest_of(cases, features, means, questions, trees=trees, groups=groups, settings=settings)
    write_forest(path, grown)


def forest_of(
    cases: Sequence[Case],
    features: Sequence[str],
    means: Mapping[str, float],
    questions: Sequence[str],
    *,
    trees: int = TREES,
    groups: Sequence[int] = (),
    settings: Mapping[str, Any] = SETTINGS,
) -> dict[str, Any]:
    """The forest as plain data."""

    def learn(some: Sequence[Case]) -> dict[str, dict[str, list[float]]]:
        return {name: learnt_means(some, at, questions, means[name]) for at, name in enumerate(means)}

    apart = {fold: learn([c for c in cases if c.fold != fold]) for fold in {c.fold for c in cases}}
    grown = {}
    for question in questions:
        asked = [c for c in cases if question in c.asked]
        rows = [[*c.row, *_means_of(apart[c.fold], means, c.keys)] for c in asked]
        grown[question] = grow(rows, [c.right(question) for c in asked], trees, groups, settings)
    return {"features": list(features), "means": learn(cases), "trees": grown}


def learnt_means(
    cases: Iterable[Case], at: int, questions: Sequence[str], smooth: float
) -> dict[str, list[float]]:
    """How often the answer is yes for each key (the one at `at`), by question; "" for all cases."""
    count: dict[str, list[float]] = {}
    whole = [0.0] * (len(questions) + 1)
    for case in cases:
        for found in (count.setdefault(case.keys[at], [0.0] * len(whole)), whole):
            for n, question in enumerate(questions):
                found[n] += question in case.yes
            found[-1] += 1
    overall = [x / max(1.0, whole[-1]) for x in whole[:-1]]
    means = {
        key: [
            round((x + smooth * mean) / (sums[-1] + smooth), 4)
            for x, mean in zip(sums, overall, strict=False)
        ]
        for key, sums in sorted(count.items())
    }
    return {"": [round(x, 4) for x in overall], **means}


def _means_of(
    means: Mapping[str, Mapping[str, list[float]]], names: Iterable[str], keys: Sequence[str]
) -> list[float]:
    return [x for name, key in zip(names, keys, strict=True) for x in means[name].get(key, means[name][""])]


def grow(
    rows: Sequence[Sequence[float]],
    right: Sequence[float],
    trees: int = TREES,
    groups: Sequence[int] = (),
    settings: Mapping[str, Any] = SETTINGS,
) -> list[Any]:
    """Boosted trees as nested lists: [feature, threshold, at most it, above it], a leaf as its value.

    With `groups`, the sizes of runs of rows, they learn to rank the right row of a run first.
    """
    import lightgbm
    import numpy

    data = lightgbm.Dataset(numpy.array(rows, dtype=float), numpy.array(right, dtype=float))
    if not {0.0, 1.0}.issuperset(right):
        settings = {**settings, "objective": "cross_entropy"}
    if groups:
        data.set_group(list(groups))
        settings = {**settings, **RANKING}
    grown = lightgbm.train(dict(settings), data, trees).dump_model()["tree_info"]
    return [_plain(tree["tree_structure"]) for tree in grown]


def _plain(node: Mapping[str, Any]) -> Any:
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.5g}")
    low, high = _plain(node["left_child"]), _plain(node["right_child"])
    return [node["split_feature"], float(f"{node['threshold']:.7g}"), low, high]
