"""Which measures a count has: a rule of thumb, and the trained decision over (count, trigger) pairs that knows the rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.mentions.figures.candidates import Count
from riwaya.mentions.figures.features import Scene, count_features, pair_features
from riwaya.mentions.figures.measures import Trigger
from riwaya.model.findings import Measure
from riwaya.rules.decider import decider, has_decider

MODEL = "figures"
_LEFT_REACH = 5
_RIGHT_REACH = 7
_STRONG = frozenset({"verb", "patient", "noun", "both", "phrase", "tail", "participle"})


class Verdict(NamedTuple):
    """A measure of a count, by which trigger, by which rule, and how sure (0 to 1)."""

    measure: Measure
    trigger: Trigger
    by: str
    sure: float


def ruled(scene: Scene, k: int) -> list[Trigger]:
    """The triggers that the rule gives to a count: its own noun, else the nearest governing word on the left, else a verb
    on the right. In "مقتل ثلاثة جنود" ("the killing of three soldiers") that is "مقتل".
    """
    count = scene.counts[k]
    anchor = scene.counts[scene.root(k)[0]]
    left = [t for t in scene.triggers if t.last <= anchor.first and t.kind in _STRONG]
    near = [t for t in left if anchor.first - t.last <= _LEFT_REACH and _open(scene, t.last, anchor.first)]
    own = [t for t in scene.triggers if count.first <= t.first < count.last and t.kind == "people"]
    if near:
        nearest = max(near, key=lambda t: t.last)
        joined = [t for t in left if t.first != nearest.first and 0 <= nearest.first - t.last <= 1]
        if nearest.last < anchor.first - 2 and own:
            return own
        return [t for t in left if t.first == nearest.first] + joined
    if own:
        return own
    right = [t for t in scene.triggers if t.first >= count.last and t.kind in ("verb", "patient", "both", "tail")]
    close = [t for t in right if t.first - count.last <= _RIGHT_REACH and _open(scene, count.last, t.first)]
    return close[:1]


def _open(scene: Scene, first: int, last: int) -> bool:
    """Nothing between that closes the clause."""
    return not (
        scene.between(scene.commas, first, last)
        or scene.between(scene.verbs, first, last)
        or scene.between(scene.clauses, first, last)
    )


def pairs(scene: Scene, k: int) -> list[tuple[Trigger, list[str]]]:
    """Every trigger of the sentence with the features of its pair with count `k`."""
    if not scene.triggers:
        return []
    proposed = ruled(scene, k)
    shared = count_features(scene, k)
    return [(t, shared + pair_features(scene, k, t, t in proposed)) for t in scene.triggers]


def decide(scene: Scene, k: int) -> list[Verdict]:
    """The measures of count `k`, each once, by the surest trigger."""
    if not scene.triggers:
        return []
    if not has_decider(MODEL):
        return _by_rule(scene, k)
    model = decider(MODEL)
    best: dict[Measure, Verdict] = {}
    for trigger, features in pairs(scene, k):
        p = model.probability(features, "yes")
        if p >= 0.5 and (trigger.measure not in best or best[trigger.measure].sure < p):
            best[trigger.measure] = Verdict(trigger.measure, trigger, f"crf:figures/{trigger.rule}", p)
    return list(best.values())


def _by_rule(scene: Scene, k: int) -> list[Verdict]:
    count = scene.counts[k]
    if not plausible(count):
        return []
    best: dict[Measure, Verdict] = {}
    for trigger in ruled(scene, k):
        best.setdefault(trigger.measure, Verdict(trigger.measure, trigger, f"measure:{trigger.rule}", 0.5))
    return list(best.values())


def plausible(count: Count) -> bool:
    """Whether the rule alone may believe that people are counted."""
    if count.kind == "plural_or_dual":
        return False
    return count.person is not None or count.noun < 0

