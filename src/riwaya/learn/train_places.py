"""Trains models/places: is a candidate a toponym? Features are classes and lists, no word forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from riwaya.learn.gold import Coded
from riwaya.learn.names_alike import name_words
from riwaya.mentions.names.find import find_names
from riwaya.mentions.places.candidates import candidates
from riwaya.mentions.places.features import features
from riwaya.mentions.places.find import MODEL
from riwaya.rules.groups import Groups
from riwaya.text.document import Document

# Weak L1 keeps the file small, L2 keeps it honest; cross-validated 0.830, against 0.825 at 0.2/0.2.
_C1, _C2, _ROUNDS = 0.1, 1.0, 120


def examples(coded: Coded) -> Iterator[tuple[tuple[str, ...], str]]:
    """(features, "yes" or "no") of every candidate in a coded report; spellings count as the scorer's do."""
    document = Document.of(coded.report.text, coded.report.sha256)
    names = find_names(document)
    wanted = {" ".join(name_words(p["text"])) for p in coded.places}
    found = candidates(document, names)
    for candidate in found:
        rivals = [r for r in found if r.first < candidate.last and candidate.first < r.last]
        key = " ".join(name_words(candidate.span.cut(document.text)))
        inside = any(
            " ".join(name_words(r.span.cut(document.text))) in wanted
            for r in rivals
            if r.last - r.first > candidate.last - candidate.first
        )
        row = features(document, candidate, names, rivals, Groups[tuple[str, ...]](tuple))
        yield row, "yes" if key in wanted and not inside else "no"


def train(gold: Sequence[Coded], out: Path) -> dict[str, int]:
    """Train on the coded reports and write `out`/places.crfsuite; returns counts of examples."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    counts = {"yes": 0, "no": 0}
    for coded in gold:
        for row, label in examples(coded):
            trainer.append([row], [label])
            counts[label] += 1
    trainer.set_params(
        {"c1": _C1, "c2": _C2, "max_iterations": _ROUNDS, "feature.possible_transitions": False}
    )
    trainer.train(str(out / f"{MODEL}.crfsuite"))
    return counts
