"""Which measures a count has: a rule of thumb, and the trained decision over (count, trigger) pairs that knows the rule."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.mentions.figures.count import Count
from riwaya.mentions.figures.features import ARTICLE, Scene, count_features, pair_features
from riwaya.mentions.figures.measures import Trigger
from riwaya.mentions.figures.nouns import ENDINGS
from riwaya.mentions.figures.people import person
from riwaya.mentions.figures.words import SETS
from riwaya.model.findings import Measure
from riwaya.rules.decider import Decider, decider, has_decider
from riwaya.text.clitics import PARTS
from riwaya.text.wordclass import CLOSES

MODEL = "figures"
_CAUSING = "killed.awqaa"
_CAUSE_REACH = 9
_PLURAL_COUNTED = 10
_AMONG_REACH = 3
# Nouns for what people are already: what happens to them now comes first ("لقي تسعة لاجئين حتفهم").
_CONDITIONS = frozenset({"displaced", "captured", "arrested", "abducted"})
_OF_WHOLE = "measure:of_whole"
THRESHOLD = 0.42
_LEFT_REACH = 5
_RIGHT_REACH = 7
_CHAINED = frozenset({"verb", "patient", "noun", "both"})
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
    return [
        (t, shared + pair_features(scene, k, t, t in proposed))
        for t in scene.triggers
        if not (own and t.measure not in own and t.kind in ("people", "weak", "among"))
        and not (t.kind == "noun" and t.first >= scene.counts[k].last and not t.suffix)
        and not _has_its_object(scene, t, scene.counts[k])
        and not (t.kind == "weak" and t.last <= scene.counts[k].first and _governed_between(scene, t, k))
    ]


def _has_its_object(scene: Scene, trigger: Trigger, count: Count) -> bool:
    """ "هاجم 200 مسلح القاعدة وقتلوا 45 جنديا": a plural verb behind the count with another count right behind it."""
    if trigger.kind not in ("verb", "both") or not trigger.plural or trigger.first < count.last:
        return False
    return any(c.first == trigger.last for c in scene.counts)


def _governed_between(scene: Scene, weak: Trigger, k: int) -> bool:
    """Whether a governing word stands between a weak one and the count: "أوقع … وإصابة ثلاثة"."""
    first = scene.counts[k].first
    return any(t.kind in _STRONG and weak.last <= t.first and t.last <= first for t in scene.triggers)


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


def own_measures(scene: Scene, k: int) -> set[Measure]:
    """The measures that the counted noun itself carries: "جريحا" is wounded whatever stands beside it."""
    count = scene.counts[k]
    if count.person is None or count.person.kind != "measure":
        return set()
    return {t.measure for t in scene.triggers if t.first == count.noun and t.kind in ("people", "noun")}


def decide(scene: Scene) -> list[list[Verdict]]:
    """The verdicts of every count of the scene, by the trained decision, or by the rule where the model is missing."""
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


def settle(scene: Scene, judged: list[list[Verdict]]) -> list[list[Verdict]]:
    """One measure a count unless two are joined; a subset without a measure of its own takes that of its whole.

    In "31 مسلحا بينهم 8 أجانب" ("31 gunmen, 8 foreigners among them") the eight have the measure of the 31.
    """
    settled: list[list[Verdict]] = []
    among = _among(scene)
    for k, verdicts in enumerate(judged):
        kept = among.get(k) or with_partners(scene, k, compatible(scene, verdicts))
        if not kept:
            kept = _among_those(scene, k)
        root, how = scene.anchor[k]
        of_whole = how == "subset" or (
            how == "joined" and settled[root][:1] and settled[root][0].by == _OF_WHOLE
        )
        if not kept and of_whole and plausible(scene.counts[k]) and not named(scene, k):
            whole = next((found for found in reversed(settled) if found), [])
            own = own_measures(scene, k)
            kept = [v._replace(by=_OF_WHOLE) for v in whole[:1] if not own or v.measure in own]
        settled.append([v for v in kept if v.measure != "displaced" or not _fighters(scene.counts[k])])
    return settled


def named(scene: Scene, k: int) -> bool:
    """A single person made definite by what follows: "قائد الفرقة العقيد …" ("the division's commander, Colonel …")."""
    count = scene.counts[k]
    if count.kind != "single" or count.last >= scene.sentence.last:
        return False
    following = scene.document.tokens[count.last].fold
    return following.startswith(ARTICLE) and following not in CLOSES


def _fighters(count: Count) -> bool:
    """Whether fighters or soldiers are counted: theirs is a withdrawal, not a displacement (codebook, ruling 9)."""
    return count.person is not None and count.person.group in ("armed_group", "state_forces")


def _among(scene: Scene) -> dict[int, list[Verdict]]:
    """Counts that "بين قتيل وجريح" ("some killed, some wounded") speaks of: the nearest one before it, by count number."""
    found: dict[int, list[Verdict]] = {}
    for trigger in scene.triggers:
        if trigger.kind == "among":
            before = [k for k, c in enumerate(scene.counts) if c.last <= trigger.first and plausible(c)]
            if before:
                found.setdefault(before[-1], []).append(
                    Verdict(trigger.measure, trigger, "measure:among", 1.0)
                )
    return found


def _among_those(scene: Scene, k: int) -> list[Verdict]:
    """ "من بين القتلى ثلاثة أطفال": the noun behind "among" says what became of the count right after it."""
    count, tokens = scene.counts[k], scene.document.tokens
    if not plausible(count) or count.kind == "single":
        return []
    for trigger in scene.triggers:
        near = trigger.kind == "people" and "article" in PARTS[trigger.prefix]
        if near and 0 <= count.first - trigger.last <= _AMONG_REACH and trigger.first > scene.first:
            between = any(trigger.last <= c.first < count.first for c in scene.counts)
            if tokens[trigger.first - 1].fold in SETS["between"] and not between:
                return [Verdict(trigger.measure, trigger, "measure:among_those", 0.5)]
    return []


def with_partners(scene: Scene, k: int, verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts with those of words joined to their triggers: "مقتل وإصابة", "قتلوا أو اعتقلوا"."""
    found = list(verdicts)
    for verdict in found:
        for trigger in scene.triggers:
            known = {v.measure for v in found}
            if trigger.measure not in known and _partners(scene, scene.counts[k], verdict.trigger, trigger):
                found.append(Verdict(trigger.measure, trigger, "measure:joined", verdict.sure))
    return found + _second_own(scene, k, found)


def _second_own(scene: Scene, k: int, found: list[Verdict]) -> list[Verdict]:
    """ "عشرات القتلى والجرحى", "30 قتيلا وجريحا": the second noun of one number adds its measure."""
    count = scene.counts[k]
    if not {v.measure for v in found} & own_measures(scene, k):
        return []
    for trigger in scene.triggers:
        if (
            trigger.first != count.noun + 1
            or trigger.kind != "people"
            or PARTS[trigger.prefix] - {"article"} != {"conj"}
        ):
            continue
        who = person(scene.document.tokens[trigger.first].fold)
        many = who is not None and (
            who.form == "more" or (who.form == "one" and (count.low or 0) > _PLURAL_COUNTED)
        )
        if many and trigger.measure not in {v.measure for v in found}:
            return [Verdict(trigger.measure, trigger, "measure:second_noun", found[0].sure)]
    return []


def _partners(scene: Scene, count: Count, one: Trigger, two: Trigger) -> bool:
    """Two governing words, the second right behind the first with "and" or "or", both before the count or both plural."""
    first, last = (one, two) if one.first < two.first else (two, one)
    if first.first == last.first or not {first.kind, last.kind} <= _CHAINED:
        return False
    if last.last > count.first and not (first.first >= count.last and first.plural and last.plural):
        return False
    if (
        last.last <= count.first and first.plural
    ):  # "19 شخصا قتلوا وأصيب 57": the first verb is done with its people
        return False
    if last.first == first.last:
        return "conj" in PARTS[last.prefix]
    joint = scene.document.tokens[first.last].fold
    return last.first == first.last + 1 and joint in SETS["and"]


def compatible(scene: Scene, verdicts: list[Verdict]) -> list[Verdict]:
    """The surest verdict and those joined to it: two measures of one count come from neighbouring words.

    "مقتل وإصابة العشرات" keeps both; "إصابة سبعة أسرى" ("seven prisoners wounded") keeps the surer one.
    """
    ranked = sorted(
        verdicts, key=lambda v: (v.trigger.kind == "people" and v.measure in _CONDITIONS, -v.sure)
    )
    kept = ranked[:1]
    for verdict in ranked[1:]:
        if any(_neighbours(scene, verdict.trigger, other.trigger) for other in kept):
            kept.append(verdict)
    return sorted(kept, key=lambda v: v.trigger.first)


def _neighbours(scene: Scene, one: Trigger, two: Trigger) -> bool:
    """Side by side, or parted by "and" or "or" alone."""
    first, last = (one, two) if one.first < two.first else (two, one)
    if one.first == two.first or last.first - first.last > 1:
        return False
    return last.first == first.last or scene.document.tokens[first.last].fold in SETS["and"]


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
    return count.person is not None or count.noun < 0
