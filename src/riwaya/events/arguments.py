"""Who did it, to whom or what, and where: a sequence model over the sentence's tokens, relative to one trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from riwaya.events.argument_rules import proposed_roles
from riwaya.events.candidates import Candidate
from riwaya.events.chain import chain
from riwaya.events.clauses import Clauses
from riwaya.events.relations import Standing, govern, relations_of
from riwaya.events.scene import Scene
from riwaya.model import Span
from riwaya.rules.decider import bucket, has_decider
from riwaya.text.clitics import PARTS

MODEL = "event_arguments"
OUT, ACTOR, TARGET, PLACE, BOTH = "O", "A", "T", "P", "X"
_REACH = 36
# Chance above which a role is filled, and the share of the likeliest token's chance that its neighbours need;
# by cross-validation on train.
ENOUGH = {"actor": 0.3, "target": 0.3, "place": 0.3}
NEARLY = 0.5


@dataclass(frozen=True, slots=True)
class Roles:
    """The spans of an event's participants and place, None where not expressed."""

    actor: Span | None = None
    target: Span | None = None
    place: Span | None = None


@dataclass(slots=True)
class Stage:
    """A sentence prepared once for all its triggers; `earlier` holds the labels of the previous trigger's tokens."""

    scene: Scene
    first: int
    last: int
    standing: list[Standing]
    clauses: Clauses
    fixed: list[list[str]] = field(default_factory=list)
    triggers: dict[int, str] = field(default_factory=dict)
    earlier: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene, number: int, events: Sequence[tuple[Candidate, str]]) -> Stage:
        """Sentence `number` of the scene, with its events."""
        sentence = scene.document.sentences[number]
        standing = govern(scene.document, scene.classes, sentence.first, sentence.last)
        triggers = {i for candidate, _ in events for i in range(candidate.first, candidate.last)}
        clauses = Clauses.of(scene, sentence.first, sentence.last, standing, triggers)
        stage = cls(scene, sentence.first, sentence.last, standing, clauses)
        for candidate, kind in events:
            for i in range(candidate.first, candidate.last):
                stage.triggers[i] = kind
        stage.fixed = [stage._fixed_row(i) for i in range(sentence.first, sentence.last)]
        return stage

    def _fixed_row(self, i: int) -> list[str]:
        scene = self.scene
        classes, marks = scene.classes, scene.marks
        standing = self.standing[i - self.first]
        row = list(marks[i])
        row += [f"k={classes[i]}", f"g={standing.relation}", f"nth={min(standing.nth, 4)}", f"g={standing.relation}|{min(standing.nth, 2)}"]
        row += [f"n={scene.name_kind[i]}", f"pl={scene.place_at[i] is not None:d}"]
        if i in scene.name_start:
            row.append("nstart")
        for offset in (-2, -1, 1, 2):
            j = i + offset
            if self.first <= j < self.last:
                row.append(f"{offset}k={classes[j]}")
                if marks[j]:
                    row += [f"{offset}{m}" for m in marks[j] if m[0] in "csid"]
                row.append(f"{offset}n={scene.name_kind[j]}|{scene.place_at[j] is not None:d}")
            else:
                row.append(f"{offset}edge")
        if i in self.triggers:
            row.append(f"trig={self.triggers[i]}")
        return row


def find_roles(scene: Scene, events: Sequence[tuple[Candidate, str]]) -> list[Roles]:
    """The roles of each event, in the order given (text order)."""
    groups: dict[int, list[int]] = {}
    for at, (candidate, _) in enumerate(events):
        groups.setdefault(scene.document.sentence_index[candidate.first], []).append(at)
    found: list[Roles] = [Roles()] * len(events)
    for number, members in groups.items():
        stage = Stage.of(scene, number, [events[at] for at in members])
        for at in members:
            candidate, kind = events[at]
            low, high = window(stage, candidate)
            chances = _chances(stage, candidate, kind, low, high)
            likeliest = [max(c, key=c.__getitem__) for c in chances]
            stage.earlier = {low + k: label for k, label in enumerate(likeliest) if label != OUT}
            found[at] = at_first_mention(scene, number, roles_of(scene, low, chances))
    return found


Chances = list[dict[str, float]]


def _chances(stage: Stage, candidate: Candidate, kind: str, low: int, high: int) -> Chances:
    """What each token of the window may be; certain where there is no model and the rules stand in."""
    if not has_decider(MODEL):
        pointers = stage.clauses.pointers(candidate.first, candidate.last)
        labels = proposed_roles(stage.scene, stage.clauses, pointers, candidate, kind, low, high)
        return [{label: 1.0} for label in labels]
    return chain(MODEL).marginals(rows(stage, candidate, kind, low, high))


def window(stage: Stage, candidate: Candidate) -> tuple[int, int]:
    """The tokens of the sentence that are looked at for a trigger."""
    return max(stage.first, candidate.first - _REACH), min(stage.last, candidate.last + _REACH)


def rows(stage: Stage, candidate: Candidate, kind: str, low: int, high: int) -> list[list[str]]:
    """A feature list for each token of the window."""
    scene, standing = stage.scene, stage.standing
    clause, classes = scene.clause, scene.classes
    pointers = stage.clauses.pointers(candidate.first, candidate.last)
    proposal = proposed_roles(scene, stage.clauses, pointers, candidate, kind, low, high)
    of = pointers.get("of")
    reading = candidate.readings[0]
    here = standing[candidate.first - stage.first]
    forms = "+".join(sorted({r.form for r in candidate.readings}))
    form = forms + "/" + classes[candidate.first] + ("/s" if candidate.suffix else "")
    marks_target = relations_of(frozenset().union(*(r.frame.marks_target for r in candidate.readings)))
    lows: list[list[str]] = []
    pointed: dict[int, list[str]] = {}
    for name, phrase in pointers.items():
        if phrase is not None:
            start, end = phrase
            tag = stage.clauses.verb_tag(name)
            for i in range(start, end):
                head = "B" if i == start else "I"
                pointed.setdefault(i, []).extend(
                    (f"pt={name}", f"pt={name}|{kind}", f"pt={name}|{form}|{head}", f"pt={name}|{kind}|{forms}", f"pt={name}|{reading.frame.id}", f"pv={name}|{tag}", f"pv={name}|{tag}|{kind}")
                )
    verbs_after = 0
    first_of_clause: dict[int, int] = {}
    for i in range(low, high):
        first_of_clause.setdefault(clause[i], i)
    for i in range(low, high):
        stand = standing[i - stage.first]
        if i < candidate.first:
            side, distance = "b", candidate.first - i
            phrase = here.phrase - stand.phrase
        elif i < candidate.last:
            side, distance, phrase = "t", 0, 0
        else:
            side, distance = "a", i - candidate.last + 1
            phrase = stand.phrase - here.phrase
            verbs_after += classes[i] == "verb" or (i in stage.triggers)
        gap = abs(clause[i] - clause[candidate.first])
        near = f"{side}{min(phrase, 4)}"
        place = f"{side}{bucket(distance)}"
        relation = "gen" if of and of[0] <= i < of[1] else stand.relation
        what = f"{scene.name_kind[i]}{'@' if scene.place_at[i] is not None else ''}"
        row = [
            side, f"d={place}", f"ph={near}", f"gap={side}{min(gap, 3)}", f"kind={kind}|{side}", f"form={form}|{near}",
            f"rg={near}|{relation}", f"rgk={kind}|{side}|{relation}", f"rgf={form}|{near}|{relation}|{min(stand.nth, 2)}",
            f"rgff={reading.frame.id}|{side}|{relation}", f"kn={kind}|{side}|{what}", f"knr={side}|{relation}|{what}",
            f"kdf={kind}|{forms}|{near}", f"rule={proposal[i - low]}", f"rule={proposal[i - low]}|{kind}",
            f"open={side}|{first_of_clause[clause[i]] == i:d}|{min(gap, 2)}", f"v={side}{min(verbs_after, 3)}",
            f"earlier={stage.earlier.get(i, '-')}", f"earlier={stage.earlier.get(i, '-')}|{kind}|{forms}",
            f"k={classes[i]}|{near}", f"cl={clause_opener(classes, first_of_clause[clause[i]])}|{side}{min(gap, 2)}",
        ]  # fmt: skip
        row += [f"{m}|{side}|{kind}" for m in scene.marks[i] if m[:2] in ("s=", "c=")]
        row += [f"{m}|{near}|{relation}" for m in scene.marks[i] if m[:2] == "c="]
        if relation in marks_target:
            row.append(f"marked|{near}")
        lows.append(stage.fixed[i - stage.first] + row + pointed.get(i, []))
    return lows


def clause_opener(classes: Sequence[str], first: int) -> str:
    """The class of the token that opens a clause."""
    return classes[first]


def roles_of(scene: Scene, low: int, chances: Chances) -> Roles:
    """The spans that the chances mean."""
    return Roles(
        actor=_span(scene, low, chances, (ACTOR,), ENOUGH["actor"]),
        target=_span(scene, low, chances, (TARGET, BOTH), ENOUGH["target"]),
        place=_span(scene, low, chances, (PLACE, BOTH), ENOUGH["place"]),
    )


def _span(scene: Scene, low: int, chances: Chances, wanted: tuple[str, ...], enough: float) -> Span | None:
    """The likeliest token for the role and its neighbours that are nearly as likely; None if it is too unsure."""
    level = [sum(c.get(label, 0.0) for label in wanted) for c in chances]
    peak = max(range(len(level)), key=level.__getitem__)
    if level[peak] < enough:
        return None
    floor = level[peak] * NEARLY
    first, last = peak, peak + 1
    while first > 0 and level[first - 1] >= floor:
        first -= 1
    while last < len(level) and level[last] >= floor:
        last += 1
    return trimmed(scene, low + first, low + last)


def at_first_mention(scene: Scene, number: int, roles: Roles) -> Roles:
    """The roles anchored where the sentence first says them in the same words, as the codebook anchors them."""
    text, sentence = scene.document.text, scene.document.sentences[number].span

    def first(span: Span | None) -> Span | None:
        if span is None:
            return None
        at = text.find(span.cut(text), sentence.start, sentence.end)
        return Span(at, at + span.length) if 0 <= at < span.start else span

    return Roles(first(roles.actor), first(roles.target), first(roles.place))


def trimmed(scene: Scene, first: int, last: int) -> Span | None:
    """The span of tokens without signs at its ends and without the proclitics that stand before it."""
    tokens = scene.document.tokens
    while first < last and (tokens[first].kind == "sign" or scene.classes[first] == "prep"):
        first += 1
    while first < last and (tokens[last - 1].kind == "sign" or scene.classes[last - 1] in ("prep", "comp", "rel")):
        last -= 1
    if first >= last:
        return None
    prefix = tokens[first].parted.prefix if tokens[first].kind == "word" else ""
    hides_article = prefix and tokens[first].fold != prefix + tokens[first].parted.stem + tokens[first].parted.suffix
    skip = 0 if hides_article or "future" in PARTS.get(prefix, frozenset()) else len(prefix)
    return Span(tokens[first].at(skip), tokens[last - 1].end)
