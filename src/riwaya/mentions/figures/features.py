"""What a count and a word of a measure look like together: features of classes and distances,
never of words.
"""

from __future__ import annotations

from riwaya.mentions.figures.count import Count
from riwaya.mentions.figures.measures import Trigger
from riwaya.mentions.figures.nouns import ENDINGS
from riwaya.mentions.figures.people import person
from riwaya.mentions.figures.scene import Scene, word_names
from riwaya.mentions.figures.words import SETS
from riwaya.rules.decider import bucket
from riwaya.text.clitics import PARTS
from riwaya.text.clusters import cluster

ARTICLE = next(iter(SETS["article"]))
_VERBAL = frozenset({"verb", "both", "patient"})
_UNGOVERNING = ("weak", "people")
_FLAGS = frozenset({"negation", "possibility", "total"})
_FLAGS_OF_TRIGGER = _FLAGS | {"convicted"}
_FLAG_REACH = 5
_FLAG_REACH_OF_TRIGGER = 3


def count_features(scene: Scene, k: int) -> list[str]:
    """What the count itself and its neighbours look like; shared by all pairs of the count."""
    document, count = scene.document, scene.counts[k]
    tokens, classes = document.tokens, document.classes
    who = count.person
    what = _what(count)
    kind = count.kind
    found = [f"k={kind}", f"w={what}", f"kw={kind}|{what}", f"hedge={count.hedge}"]
    if count.noun >= 0:
        coarse, fine = cluster(tokens[count.noun].fold)
        found += [f"nc={coarse}", f"nf={fine}", f"knc={kind}|{coarse}"]
        if who is not None:
            accusative = tokens[count.noun].fold.endswith(ENDINGS["accusative"])
            found += [f"form={who.form}|{who.definite}", f"acc={accusative}|{kind}|{who.kind}"]
    for offset in (1, 2):
        i = count.first - offset
        if i >= scene.first:
            token = tokens[i]
            found.append(f"-{offset}={classes[i]}" if token.kind == "word" else f"-{offset}={token.fold}")
            found += [f"-{offset}n={name}" for name in word_names(token.fold)]
            if offset == 1:
                found += [f"-1c={cluster(token.fold)[0]}", f"k-1={kind}|{classes[i]}"]
                before = person(token.fold)
                found.append(f"-1p={before.form if before else None}|{kind}")
        else:
            found.append(f"-{offset}=^")
    found += _next_word(scene, count)
    found += [f"others={count.others}|{kind}", f"part={count.partitive}|{kind}"]
    if count.prefix:
        found.append("pre=" + "+".join(sorted(PARTS[count.prefix])) + f"|{kind}")
    for i in range(max(scene.first, count.first - _FLAG_REACH), count.first):
        found += [f"near={name}" for name in word_names(tokens[i].fold) if name in _FLAGS]
    if count.low is not None and kind in ("digits", "words"):
        found.append(f"size={len(str(count.low))}|{what}")
    found.append(f"measures={len({t.measure for t in scene.triggers})}")
    for i in range(scene.first, scene.sentence.last):
        if "convicted" in word_names(tokens[i].fold):
            found.append("convicted")
            break
    return found


def _next_word(scene: Scene, count: Count) -> list[str]:
    i, kind = count.last, count.kind
    if i >= scene.sentence.last:
        return ["+0=$"]
    token, word_class = scene.document.tokens[i], scene.document.classes[i]
    if token.kind != "word":
        return [f"+0={token.fold}"]
    names = [f"+0n={name}" for name in word_names(token.fold)]
    definite = token.fold.startswith(ARTICLE)
    return [
        f"+0={word_class}",
        *names,
        f"+0c={cluster(token.fold)[0]}",
        f"k+0={kind}|{word_class}|{definite}",
    ]


def pair_features(scene: Scene, k: int, trigger: Trigger, rule: bool) -> list[str]:
    """How the trigger stands to the count: side, distance, what lies between,
    which words they are (by class).

    `rule` is whether the rule of thumb gives the trigger to the count.
    """
    count = scene.counts[k]
    root, how = scene.root(k)
    side, first, last = _sides(count, scene.counts[root], trigger)
    s = side + trigger.kind
    distance = bucket(last - first)
    found = [
        f"s={s}",
        f"sd={s}|{distance}",
        f"sdh={s}|{distance}|{how}",
        f"h={how}|{side}",
        f"rule={rule}",
        f"rule={rule}|{s}",
        *_between(scene, trigger, first, last, s),
        *_words(scene, count, trigger, side, distance),
    ]
    if side != "S":
        found += [
            f"tc={scene.document.classes[trigger.first]}|{s}",
            f"tac={_class_at(scene, trigger.last)}|{s}",
            f"tbc={_class_at(scene, trigger.first - 1)}|{s}",
            *_others_near(scene, k, trigger, side),
        ]
    tokens = scene.document.tokens
    for i in range(max(scene.first, trigger.first - _FLAG_REACH_OF_TRIGGER), trigger.first):
        found += [f"tn={name}|{side}" for name in word_names(tokens[i].fold) if name in _FLAGS_OF_TRIGGER]
    if side == "L" and root != k:
        found.append(f"via={how}|{trigger.kind}|{distance}")
    return found


def _sides(count: Count, anchor: Count, trigger: Trigger) -> tuple[str, int, int]:
    """The side on which the trigger stands and the tokens between.

    S inside the count; L before the count that this one hangs on; l between that one and this; R behind.
    """
    if count.first <= trigger.first < count.last:
        return "S", trigger.first, trigger.first
    if trigger.last <= anchor.first:
        return "L", trigger.last, anchor.first
    if trigger.last <= count.first:
        return "l", trigger.last, count.first
    return "R", count.last, trigger.first


def _between(scene: Scene, trigger: Trigger, first: int, last: int, s: str) -> list[str]:
    """What stands between trigger and count, counted up to two or three."""
    commas, verbs = scene.between(scene.commas, first, last), scene.between(scene.verbs, first, last)
    clauses, preps = scene.between(scene.clauses, first, last), scene.between(scene.preps, first, last)
    strong, begun = scene.between(scene.strong, first, last), scene.between(scene.begun, first, last)
    same = sum(
        t.measure == trigger.measure and first <= t.first < last and t.kind not in _UNGOVERNING
        for t in scene.triggers
    )
    return [
        f"sc={s}|{min(commas, 2)}",
        f"sv={s}|{min(verbs, 2)}",
        f"scl={s}|{min(clauses, 2)}",
        f"sp={s}|{min(preps, 3)}",
        f"ss={s}|{min(strong, 3)}",
        f"sb={s}|{min(begun, 3)}",
        f"same={s}|{min(same, 2)}",
        f"other={s}|{min(strong - same, 2)}",
        f"all={s}|{min(commas, 1)}{min(verbs, 1)}{min(clauses, 1)}{min(strong, 1)}{min(begun, 1)}",
        f"ands={s}|{min(scene.between(scene.ands, first, last), 2)}",
    ]


def _words(scene: Scene, count: Count, trigger: Trigger, side: str, distance: str) -> list[str]:
    """Which family, measure and form the trigger has, with the kind of count and of noun."""
    s, m, r = side + trigger.kind, trigger.measure, trigger.rule
    conj = "conj" in PARTS[trigger.prefix]
    group = "V" if trigger.kind in _VERBAL else "N" if trigger.kind == "noun" else trigger.kind
    what = _what(count)
    found = [
        f"m={m}|{side}",
        f"r={r}|{side}",
        f"rd={r}|{side}|{distance}",
        f"sk={s}|{count.kind}",
        f"plural={trigger.plural}|{s}",
        f"suffix={bool(trigger.suffix)}|{s}",
        f"g={side}{group}|{trigger.plural}|{conj}|{distance}",
        f"gc={side}{group}|{trigger.plural}|{conj}",
        f"mw={m}|{what}|{side}",
        f"tw={s}|{what}",
        f"rw={r}|{what}",
    ]
    if count.noun >= 0:
        found.append(f"mc={m}|{cluster(scene.document.tokens[count.noun].fold)[0]}")
    return found


def _what(count: Count) -> str:
    """The list and group of the noun counted."""
    if count.person is None:
        return "none" if count.noun < 0 else "noun"
    return f"{count.person.kind}.{count.person.group}"


def _class_at(scene: Scene, i: int) -> str:
    if not scene.first <= i < scene.sentence.last:
        return "edge"
    token = scene.document.tokens[i]
    return scene.document.classes[i] if token.kind == "word" else token.text


def _others_near(scene: Scene, k: int, trigger: Trigger, side: str) -> list[str]:
    """Whether another trigger stands nearer, on either side, and whether the count carries a measure
    itself.
    """
    count, found = scene.counts[k], []
    left = [t for t in scene.triggers if t.last <= count.first and t.kind not in _UNGOVERNING]
    right = [t for t in scene.triggers if t.first >= count.last and t.kind not in _UNGOVERNING]
    own = [t for t in scene.triggers if count.first <= t.first < count.last]
    found.append(f"left={bool(left)}|{side}{trigger.kind}")
    found.append(f"right={bool(right)}|{side}{trigger.kind}")
    found.append(f"own={own[0].measure == trigger.measure if own else None}|{side}{trigger.kind}")
    if left:
        nearest = max(left, key=lambda t: t.last)
        found.append(
            f"nearl={nearest.first == trigger.first}|{nearest.measure == trigger.measure}"
            f"|{bucket(count.first - nearest.last)}|{side}"
        )
        found.append(f"adj={_adjacent(scene, trigger, nearest)}|{side}{trigger.kind}")
    if right:
        nearest = min(right, key=lambda t: t.first)
        found.append(
            f"nearr={nearest.first == trigger.first}|{nearest.measure == trigger.measure}"
            f"|{bucket(nearest.first - count.last)}|{side}"
        )
    return found


def _adjacent(scene: Scene, trigger: Trigger, nearest: Trigger) -> bool:
    """ "مقتل وإصابة": the trigger stands right before the nearest one, joined by "and" or "or"."""
    return trigger.first != nearest.first and 0 <= nearest.first - trigger.last <= 1
