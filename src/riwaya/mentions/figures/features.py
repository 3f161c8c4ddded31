"""What a count and a word of a measure look like together: features of classes and distances, never of words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from riwaya.mentions.figures.count import Count
from riwaya.mentions.figures.measures import Trigger
from riwaya.mentions.figures.nouns import ENDINGS
from riwaya.mentions.figures.people import person
from riwaya.mentions.figures.words import SETS, SUBSET_PHRASES
from riwaya.rules.decider import bucket
from riwaya.text.clitics import PARTS, variants
from riwaya.text.clusters import cluster
from riwaya.text.document import Document
from riwaya.text.marks import COLON, COMMA
from riwaya.text.sentences import Sentence

_PARTING = COMMA | COLON | {"("}
_SUBSET_REACH = 3
_CHAIN_REACH = 9
_VERBAL = frozenset({"verb", "both", "patient"})
_FLAG_REACH = 5
_NAMED = (
    "partitive_pronoun",
    "subset",
    "others",
    "total",
    "negation",
    "possibility",
    "convicted",
    "between",
    "prep_of",
    "prep_to",
    "prep_on",
    "prep_about",
    "prep_in",
    "prep_with",
    "prep_after",
)


@lru_cache(maxsize=65536)
def word_names(word: str) -> tuple[str, ...]:
    """The lists of function words that a folded word stands in, proclitics before it allowed."""
    stems = {v.stem for v in variants(word) if PARTS[v.prefix] <= {"conj"}}
    return tuple(name for name in _NAMED if stems & SETS[name])


@lru_cache(maxsize=65536)
def _conjoined(word: str) -> bool:
    """Whether a folded word begins with "and" written on to a word that is known without it."""
    return any(PARTS[v.prefix] == {"conj"} and _known(v.stem) for v in variants(word)) and not _known(word)


@lru_cache(maxsize=65536)
def _known(word: str) -> bool:
    return cluster(word) != ("", "") or person(word) is not None


class Scene:
    """One sentence with its counts and triggers, and running totals of what stands between any two places."""

    def __init__(
        self, document: Document, sentence: Sentence, counts: Sequence[Count], triggers: Sequence[Trigger]
    ) -> None:
        self.document, self.sentence, self.counts, self.triggers = document, sentence, counts, triggers
        self.first = sentence.first
        tokens, classes = document.tokens, document.classes
        inside = range(sentence.first, sentence.last)
        self.commas = _running(tokens[i].text in _PARTING for i in inside)
        self.verbs = _running(classes[i] == "verb" for i in inside)
        self.clauses = _running(classes[i] in ("comp", "rel") for i in inside)
        self.preps = _running(classes[i] == "prep" for i in inside)
        self.ands = _running(tokens[i].kind == "word" and _conjoined(tokens[i].fold) for i in inside)
        strong = {t.first for t in triggers if t.kind not in ("weak", "people")}
        self.strong = _running(i in strong for i in inside)
        begun = {c.first for c in counts if c.kind != "single"}
        self.begun = _running(i in begun for i in inside)
        self.singles = _running(i in {c.first for c in counts} for i in inside)
        self.anchor = [self._anchor(k) for k in range(len(counts))]

    def between(self, totals: list[int], first: int, last: int) -> int:
        """How many of `totals` stand at tokens `first` to `last` (exclusive)."""
        return totals[max(first, last) - self.first] - totals[first - self.first] if last > first else 0

    def _anchor(self, k: int) -> tuple[int, str]:
        """The earlier count that this one is part of or joined to ("subset", "joined"), or itself."""
        count = self.counts[k]
        for before in range(k - 1, -1, -1):
            other = self.counts[before]
            if other.last > count.first:
                continue
            gap = count.first - other.last
            if self.is_subset(count):
                return before, "subset"
            if count.person is not None and count.person.kind == "measure":
                return k, ""
            free = self.between(self.strong, other.last, count.first) == 0
            if free and gap <= _CHAIN_REACH and (gap == 0 or self._joined(count)):
                return before, "joined"
            return k, ""
        return k, ""

    def _joined(self, count: Count) -> bool:
        token = self.document.tokens[count.first]
        if "conj" in PARTS[count.prefix]:
            return True
        before = self.document.tokens[count.first - 1] if count.first > self.first else None
        return before is not None and (before.fold in SETS["and"] or "others" in word_names(token.fold))

    def is_subset(self, count: Count) -> bool:
        """Whether "among them" or the like stands right before the count."""
        tokens = self.document.tokens
        if count.first > self.first and tokens[count.first - 1].text in SETS["breakdown"]:
            return any(c.last == count.first - 1 for c in self.counts)
        if count.partitive and count.noun < 0 and tokens[count.last - 1].fold in SETS["partitive_pronoun"]:
            return True
        before = max((c.last for c in self.counts if c.last <= count.first), default=self.first)
        low = max(before, count.first - _SUBSET_REACH)
        for i in range(low, count.first):
            if tokens[i].fold in SETS["subset"] and (i == count.first - 1 or tokens[i + 1].text not in COMMA):
                return True
            for phrase in SUBSET_PHRASES:
                if (
                    tuple(t.fold for t in tokens[i : i + len(phrase)]) == phrase
                    and i + len(phrase) <= count.first
                ):
                    return True
        return False

    def root(self, k: int) -> tuple[int, str]:
        """The first count of the chain that `k` hangs on and how it hangs on it."""
        how = self.anchor[k][1]
        seen = 0
        while self.anchor[k][0] != k and seen < 8:
            k, seen = self.anchor[k][0], seen + 1
        return k, how


def _running(flags: object) -> list[int]:
    return [0, *accumulate(int(f) for f in flags)]  # type: ignore[attr-defined]


def count_features(scene: Scene, k: int) -> list[str]:
    """What the count itself and its neighbours look like; shared by all pairs of the count."""
    document, count = scene.document, scene.counts[k]
    tokens, classes = document.tokens, document.classes
    who = count.person
    what = f"{who.kind}.{who.group}" if who is not None else ("none" if count.noun < 0 else "noun")
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
            found.append(f"-{offset}={classes[i]}" if token.kind == "word" else f"-{offset}={token.text}")
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
        found += [
            f"near={name}"
            for name in word_names(tokens[i].fold)
            if name in ("negation", "possibility", "total")
        ]
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
        return [f"+0={token.text}"]
    names = [f"+0n={name}" for name in word_names(token.fold)]
    definite = token.fold.startswith(ARTICLE)
    return [
        f"+0={word_class}",
        *names,
        f"+0c={cluster(token.fold)[0]}",
        f"k+0={kind}|{word_class}|{definite}",
    ]


ARTICLE = next(iter(SETS["article"]))


def pair_features(scene: Scene, k: int, trigger: Trigger, rule: bool) -> list[str]:
    """How the trigger stands to the count: side, distance, what lies between, which words they are (by class and list)."""
    count = scene.counts[k]
    root, how = scene.root(k)
    anchor = scene.counts[root]
    tokens, classes = scene.document.tokens, scene.document.classes
    if count.first <= trigger.first < count.last:
        side, first, last, near = "S", trigger.first, trigger.first, count
    elif trigger.last <= anchor.first:
        side, first, last, near = "L", trigger.last, anchor.first, anchor
    elif trigger.last <= count.first:
        side, first, last, near = "l", trigger.last, count.first, count
    else:
        side, first, last, near = "R", count.last, trigger.first, count
    distance = bucket(last - first)
    commas, verbs = scene.between(scene.commas, first, last), scene.between(scene.verbs, first, last)
    clauses, preps = scene.between(scene.clauses, first, last), scene.between(scene.preps, first, last)
    strong, begun = scene.between(scene.strong, first, last), scene.between(scene.begun, first, last)
    same = sum(
        1
        for t in scene.triggers
        if t.measure == trigger.measure and first <= t.first < last and t.kind not in ("weak", "people")
    )
    t, m = trigger.kind, trigger.measure
    s = side + t
    found = [
        f"s={s}",
        f"sd={s}|{distance}",
        f"sdh={s}|{distance}|{how}",
        f"m={m}|{side}",
        f"r={trigger.rule}|{side}",
        f"rd={trigger.rule}|{side}|{distance}",
        f"sc={s}|{min(commas, 2)}",
        f"sv={s}|{min(verbs, 2)}",
        f"scl={s}|{min(clauses, 2)}",
        f"sp={s}|{min(preps, 3)}",
        f"ss={s}|{min(strong, 3)}",
        f"sb={s}|{min(begun, 3)}",
        f"same={s}|{min(same, 2)}",
        f"other={s}|{min(strong - same, 2)}",
        f"h={how}|{side}",
        f"all={s}|{min(commas, 1)}{min(verbs, 1)}{min(clauses, 1)}{min(strong, 1)}{min(begun, 1)}",
        f"rule={rule}",
        f"rule={rule}|{s}",
        f"sk={s}|{count.kind}",
        f"plural={trigger.plural}|{s}",
        f"suffix={bool(trigger.suffix)}|{s}",
        f"ands={s}|{min(scene.between(scene.ands, first, last), 2)}",
    ]
    conj = "conj" in PARTS[trigger.prefix]
    group = "V" if t in _VERBAL else "N" if t == "noun" else t
    found += [
        f"g={side}{group}|{trigger.plural}|{conj}|{distance}",
        f"gc={side}{group}|{trigger.plural}|{conj}",
    ]
    who = count.person
    what = f"{who.kind}.{who.group}" if who is not None else ("none" if count.noun < 0 else "noun")
    found += [f"mw={m}|{what}|{side}", f"tw={s}|{what}", f"rw={trigger.rule}|{what}"]
    if count.noun >= 0:
        found.append(f"mc={m}|{cluster(tokens[count.noun].fold)[0]}")
    if side != "S":
        found += [
            f"tc={classes[trigger.first]}|{s}",
            f"tac={_class_at(scene, trigger.last)}|{s}",
            f"tbc={_class_at(scene, trigger.first - 1)}|{s}",
        ]
        found += _others_near(scene, k, trigger, side)
    for i in range(max(scene.first, trigger.first - 3), trigger.first):
        found += [
            f"tn={name}|{side}"
            for name in word_names(tokens[i].fold)
            if name in ("negation", "possibility", "total", "convicted")
        ]
    if near is not count:
        found.append(f"via={how}|{t}|{distance}")
    return found


def _class_at(scene: Scene, i: int) -> str:
    if not scene.first <= i < scene.sentence.last:
        return "edge"
    token = scene.document.tokens[i]
    return scene.document.classes[i] if token.kind == "word" else token.text


def _others_near(scene: Scene, k: int, trigger: Trigger, side: str) -> list[str]:
    """Whether another trigger stands nearer, on either side, and whether the count carries a measure itself."""
    count, found = scene.counts[k], []
    left = [t for t in scene.triggers if t.last <= count.first and t.kind not in ("weak", "people")]
    right = [t for t in scene.triggers if t.first >= count.last and t.kind not in ("weak", "people")]
    own = [t for t in scene.triggers if count.first <= t.first < count.last]
    found.append(f"left={bool(left)}|{side}{trigger.kind}")
    found.append(f"right={bool(right)}|{side}{trigger.kind}")
    found.append(f"own={own[0].measure == trigger.measure if own else None}|{side}{trigger.kind}")
    if left:
        nearest = max(left, key=lambda t: t.last)
        found.append(
            f"nearl={nearest.first == trigger.first}|{nearest.measure == trigger.measure}|{bucket(count.first - nearest.last)}|{side}"
        )
        found.append(f"adj={_adjacent(scene, trigger, nearest)}|{side}{trigger.kind}")
    if right:
        nearest = min(right, key=lambda t: t.first)
        found.append(
            f"nearr={nearest.first == trigger.first}|{nearest.measure == trigger.measure}|{bucket(nearest.first - count.last)}|{side}"
        )
    return found


def _adjacent(scene: Scene, trigger: Trigger, nearest: Trigger) -> bool:
    """ "مقتل وإصابة": the trigger stands right before the nearest one, joined by "and" or "or"."""
    return trigger.first != nearest.first and 0 <= nearest.first - trigger.last <= 1
