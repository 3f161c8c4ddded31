"""A measure given to a count, and what both the rule of thumb and the settlement ask of a count."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.mentions.figures.count import Count
from riwaya.mentions.figures.measures import Trigger
from riwaya.mentions.figures.scene import Scene
from riwaya.mentions.numbers.contexts import COUNT_HEADS
from riwaya.model.findings import Measure

GOVERNING = frozenset({"verb", "patient", "noun", "both", "phrase", "tail", "participle"})


class Verdict(NamedTuple):
    """A measure of a count, by which trigger, by which rule, and how sure (0 to 1)."""

    measure: Measure
    trigger: Trigger
    by: str
    sure: float


def own_measures(scene: Scene, k: int) -> set[Measure]:
    """The measures that the counted noun itself carries: "جريحا" is wounded whatever stands beside it."""
    count = scene.counts[k]
    if count.person is None or count.person.kind != "measure":
        return set()
    return {t.measure for t in scene.triggers if t.first == count.noun and t.kind in ("people", "noun")}


def called_before(scene: Scene, k: int) -> set[Measure]:
    """The measures of the people right before a bare number whose number it is: "بلغ عدد المعتقلين تسعة"
    ("the number of the detained was nine"). One figure of 2,000 own reports."""
    count, tokens = scene.counts[k], scene.document.tokens
    at = count.first - 1
    if count.noun >= 0 or at - 1 < scene.first:
        return set()
    heads = {v.stem for v in tokens[at - 1].variants}
    if not heads & COUNT_HEADS:
        return set()
    return {t.measure for t in scene.triggers if t.first == at and t.kind == "people"}


def plausible(count: Count) -> bool:
    """Whether the rule alone may believe that people are counted."""
    return count.person is not None or count.noun < 0
