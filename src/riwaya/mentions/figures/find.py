"""Every count of people in a document, with measure, interval, group and the whole it is part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.mentions.figures.candidates import find_counts
from riwaya.mentions.figures.decide import decide
from riwaya.mentions.figures.features import Scene
from riwaya.mentions.figures.measures import find_triggers
from riwaya.mentions.figures.whom import group_of, whom_of
from riwaya.mentions.names.name import Name
from riwaya.mentions.numbers.number import Number
from riwaya.model import Figure, identity
from riwaya.rules.trace import record
from riwaya.text.document import Document


def find_figures(document: Document, numbers: Sequence[Number], names: Sequence[Name]) -> list[Figure]:
    """The counts of people killed, wounded, arrested …, in text order; one figure for each measure of a count.

    "مقتل وإصابة العشرات" ("dozens killed and wounded") gives two figures on "العشرات".
    """
    found: list[Figure] = []
    for scene in scenes(document, numbers):
        ids: dict[int, str] = {}
        for k, count in enumerate(scene.counts):
            verdicts = decide(scene, k)
            if not verdicts:
                record("figures", "measure", count.span, "no measure")
            root, how = scene.anchor[k]
            for verdict in verdicts:
                key = identity(document.sha256, "f", count.span, verdict.measure)
                record("figures", verdict.by, count.span, f"won: {verdict.measure}")
                found.append(
                    Figure(
                        key, count.span, count.low, count.high, count.hedge, verdict.measure,
                        whom_of(document, count), group_of(scene, k, verdict.trigger),
                        ids.get(root) if how == "subset" else None, None, None, None, verdict.by,
                    )
                )
                ids.setdefault(k, key)
    return found


def scenes(document: Document, numbers: Sequence[Number]) -> Iterator[Scene]:
    """The sentences that hold a count and a word of a measure."""
    at = 0
    for sentence in document.sentences:
        here = []
        while at < len(numbers) and numbers[at].core < sentence.last:
            here.append(numbers[at])
            at += 1
        triggers = find_triggers(document.tokens, sentence.first, sentence.last)
        if triggers:
            counts = find_counts(document, sentence, here)
            if counts:
                yield Scene(document, sentence, counts, triggers)
