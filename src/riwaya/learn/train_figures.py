"""Train the decision over (count, trigger) pairs: does this word say what became of these people?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from riwaya.learn.gold import Coded
from riwaya.mentions.figures.decide import pairs
from riwaya.mentions.figures.find import scenes
from riwaya.mentions.numbers.find import find_numbers
from riwaya.text.document import Document

# Strengths of the two penalties; tried on the held-back reports, see the card.
L1, L2, ROUNDS = 0.3, 0.3, 200


def examples(coded: Coded) -> Iterator[tuple[list[str], str]]:
    """(features, "yes" or "no") of every pair of a count and a trigger in one report.

    A pair is "yes" where a coded figure overlaps the count and has the trigger's measure.
    """
    document = Document.of(coded.report.text)
    for scene in scenes(document, find_numbers(document)):
        for k, count in enumerate(scene.counts):
            measures = {
                f["measure"]
                for f in coded.figures
                if f["span"] is not None and f["span"].overlaps(count.span) and (f["low"], f["high"]) == (count.low, count.high)
            }
            for trigger, features in pairs(scene, k):
                yield features, "yes" if trigger.measure in measures else "no"


def train(gold: Sequence[Coded], out: Path, **options: Any) -> dict[str, int]:
    """Train on `gold` and write the model to `out`; returns the number of pairs by label."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ROUNDS, **options})
    seen = {"yes": 0, "no": 0}
    for coded in gold:
        for features, label in examples(coded):
            trainer.append([features], [label])
            seen[label] += 1
    trainer.train(str(out))
    return seen
