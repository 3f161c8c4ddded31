"""Train the decision over (count, trigger) pairs: does this word say what became of these people?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pycrfsuite

from riwaya.learn.gold import Coded
from riwaya.mentions.figures.decide import MODEL, pairs
from riwaya.mentions.figures.find import scenes
from riwaya.mentions.figures.measures import measure_rules
from riwaya.mentions.numbers.find import find_numbers
from riwaya.model import Span
from riwaya.rules.tables import DATA
from riwaya.text.document import Document

_MARKED = re.compile(r"[{}]")

# Strengths of the two penalties. F1 by cross-validation at a threshold of 0.45, on train and on the project's
# own reports: 0.921 and 0.846 with 0.1 and 1, 0.920 and 0.852 with 0 and 3, 0.922 and 0.855 with 0.2 and 8,
# 0.925 and 0.846 with 0 and 20.
L1, L2, ROUNDS = 0.2, 8.0, 200


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
                if f["span"] is not None
                and f["span"].overlaps(count.span)
                and (f["low"], f["high"]) == (count.low, count.high)
            }
            for trigger, features in pairs(scene, k):
                yield features, "yes" if trigger.measure in measures else "no"


def constructed() -> Iterator[tuple[list[str], str]]:
    """The same pairs of the constructed examples in data/figures/measures (known failures left out)."""
    for rule in measure_rules():
        for example in rule.examples:
            if example.fails:
                continue
            document = Document.of(example.text)
            counted = [example.text.index(words) for words in example.expect.get("counted", [])]
            for scene in scenes(document, find_numbers(document)):
                for k, count in enumerate(scene.counts):
                    here = any(count.span.start <= at < count.span.end for at in counted)
                    for trigger, features in pairs(scene, k):
                        if here or trigger.measure == rule.measure:
                            yield features, "yes" if here and trigger.measure == rule.measure else "no"


def marked(line: str) -> tuple[str, list[tuple[Span, set[str]]]]:
    """The sentence of a marked line and its counts: "{12 عاملا|killed} في حريق" gives one span."""
    text, counts = "", []
    for part in _MARKED.split(line):
        words, bar, measures = part.partition("|")
        if bar:
            counts.append((Span(len(text), len(text) + len(words)), set(measures.split(",")) - {"none"}))
        text += words
    return text, counts


def sentences() -> Iterator[tuple[list[str], str]]:
    """The pairs of the constructed training sentences (data/figures/training)."""
    for line in (DATA / "figures/training/sentences.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, counts = marked(line)
        document = Document.of(text)
        for scene in scenes(document, find_numbers(document)):
            for k, count in enumerate(scene.counts):
                measures = {m for span, found in counts if span.overlaps(count.span) for m in found}
                for trigger, features in pairs(scene, k):
                    yield features, "yes" if trigger.measure in measures else "no"


def train(gold: Sequence[Coded], folder: Path, **options: Any) -> dict[str, int]:
    """Train on `gold` and the constructed sentences, write `figures.crfsuite` into `folder`;
    the pairs by label.
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ROUNDS, **options})
    seen = {"yes": 0, "no": 0}
    for features, label in chain(constructed(), sentences(), *map(examples, gold)):
        trainer.append([features], [label])
        seen[label] += 1
    trainer.train(str(folder / f"{MODEL}.crfsuite"))
    return seen
