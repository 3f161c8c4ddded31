"""Which measures a count has: a rule of thumb, and the trained decision over pairs of count and trigger
that knows it.
"""

from __future__ import annotations

from riwaya.mentions.figures.count import Count
from riwaya.mentions.figures.features import count_features, pair_features
from riwaya.mentions.figures.measures import Trigger
from riwaya.mentions.figures.nouns import ENDINGS
from riwaya.mentions.figures.scene import Scene
from riwaya.mentions.figures.settle import settle
from riwaya.mentions.figures.verdict import GOVERNING, Verdict, called_before, own_measures, plausible
from riwaya.mentions.figures.words import SETS
from riwaya.model.findings import Measure
from riwaya.rules.decider import Decider, decider, has_decider
from riwaya.text.clitics import PARTS

MODEL = "figures"
# Least probability of a pair. Flat between 0.40 and 0.55, by cross-validation: 0.920 to 0.922 on train, 0.850
# to 0.854 on the reports that the project coded itself.
THRESHOLD = 0.45
_CAUSING = "killed.awqaa"
_CAUSE_REACH = 9
_WEAKER = frozenset({"people", "weak", "among"})
_DEAD = {"killed"}  # what else is said of the dead is said of somebody else
_LEFT_REACH = 5
_RIGHT_REACH = 7


def ruled(scene: Scene, k: int) -> list[Trigger]:
    """The triggers that the rule gives to a count: its own noun,
    else the nearest governing word on the left, else a verb
    on the right. In "مقتل ثلاثة جنود" ("the killing of three soldiers") that is "مقتل".
    """
    count = scene.counts[k]
    anchor = scene.counts[scene.root(k)[0]]
    left = [t for t in scene.triggers if t.last <= anchor.first and t.kind in GOVERNING]
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
    right = [
        t for t in scene.triggers if t.first >= count.last and t.kind in ("verb", "patient", "both", "tail")
    ]
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
    if not scene.triggers or _state(scene, k):
        return []
    proposed = ruled(scene, k)
    shared = count_features(scene, k)
    own = own_measures(scene, k)
    called = called_before(scene, k)
    return [
        (t, shared + pair_features(scene, k, t, t in proposed))
        for t in scene.triggers
        if not (called and t.measure not in called)
        and not (own and t.measure not in own and (t.kind in _WEAKER or own == _DEAD))
        and not (t.kind == "noun" and _behind(scene, t, scene.counts[k]))
        and not _has_its_object(scene, t, scene.counts[k])
        and not (t.kind == "weak" and t.last <= scene.counts[k].first and _governed_between(scene, t, k))
    ]


def _behind(scene: Scene, noun: Trigger, count: Count) -> bool:
    """A verbal noun behind the count is not the count's, but for "إصابتهم" ("their wounding") and "65 حالة
    اختفاء".
    """
    if noun.first < count.last or noun.suffix:
        return False
    case = count.noun >= 0 and scene.document.tokens[count.noun].fold in SETS["case_nouns"]
    return not (case and noun.first == count.noun + 1)


def _has_its_object(scene: Scene, trigger: Trigger, count: Count) -> bool:
    """ "هاجم 200 مسلح القاعدة وقتلوا 45 جنديا": a plural verb behind the count with another count right
    behind it.
    """
    if trigger.kind not in ("verb", "both") or not trigger.plural or trigger.first < count.last:
        return False
    return any(c.first == trigger.last and "conj" not in PARTS[c.prefix] for c in scene.counts)


def _governed_between(scene: Scene, weak: Trigger, k: int) -> bool:
    """Whether a governing word stands between a weak one and the count: "أوقع … وإصابة ثلاثة"."""
    first = scene.counts[k].first
    return any(t.kind in GOVERNING and weak.last <= t.first and t.last <= first for t in scene.triggers)


def _state(scene: Scene, k: int) -> bool:
    """ "سقط القائد قتيلا" ("the commander fell dead"): an accusative that describes somebody already named.

    "أوقع قتيلا" ("left one dead") counts: there a word of causing stands before.
    """
    count = scene.counts[k]
    if count.kind != "single" or count.person is None or count.person.kind != "measure":
        return False
    if not scene.document.tokens[count.noun].fold.endswith(ENDINGS["accusative"]):
        return False
    causes = [
        t
        for t in scene.triggers
        if t.rule == _CAUSING and count.first - _CAUSE_REACH <= t.first < count.first
    ]
    return not causes


def decide(scene: Scene) -> list[list[Verdict]]:
    """The verdicts of every count of the scene, by the trained decision,
    or by the rule where the model is missing.
    """
    if not has_decider(MODEL):
        return settle(scene, [_by_rule(scene, k) for k in range(len(scene.counts))])
    model = decider(MODEL)
    return settle(scene, [_judged(scene, k, model) for k in range(len(scene.counts))])


def _judged(scene: Scene, k: int, model: Decider) -> list[Verdict]:
    best: dict[Measure, Verdict] = {}
    for trigger, features in pairs(scene, k):
        p = model.probability(features, "yes")
        if p >= THRESHOLD and (trigger.measure not in best or best[trigger.measure].sure < p):
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
