"""Who did it, to whom or what, and where: a sequence model over the sentence's tokens, relative to one
trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Generic

from riwaya.events.argument_choice import MODEL as CHOICE
from riwaya.events.argument_choice import Field, Levels, choose
from riwaya.events.argument_features import Around, RowMaker
from riwaya.events.argument_rows import make_rows
from riwaya.events.argument_rules import proposed_roles
from riwaya.events.argument_spans import (
    NEARLY,
    Roles,
    at_first_mention,
    either_half,
    end_of,
    subject_and_object,
    trimmed,
)
from riwaya.events.as_told import actor_as_told, its_own
from riwaya.events.candidates import Candidate
from riwaya.events.clauses import Clauses
from riwaya.events.pointers import Pointers, point
from riwaya.events.scene import Scene
from riwaya.model import Span
from riwaya.rules.decider import Decider, decider, has_decider
from riwaya.rules.groups import Row
from riwaya.rules.trees import forest, has_forest

MODEL = "event_arguments"
LABELS = OUT, ACTOR, TARGET, PLACE, BOTH = "O", "A", "T", "P", "X"
# Tokens on either side of a trigger; 24 loses 0.2 points of arguments against 36 and a quarter of the time.
_REACH = 24
# Chance above which a role is filled: that of the argument times that of the event and its kind, since an
# argument of a false event is false too. By cross-validation on train 0.16 for all loses 0.9 points of
# arguments, 0.28 loses 0.4; places at 0.22 would win 0.1, but they leave a report of the coded incidents
# without its place (links 0.964 instead of 0.979). ENOUGH_ALONE without the choice by trees.
ENOUGH = {"actor": 0.24, "target": 0.22, "place": 0.18}
ENOUGH_ALONE = 0.2
# How surely an event of a text of one sentence is one at least, for its arguments: nothing else vouches for
# it there. In coded reports cut into sentences arguments of dev 0.592 to 0.590, of train 0.715 to 0.719, of
# own reports 0.645 to 0.650, recall 3 to 4 points up in all.
_SURE_ALONE = 0.5


@dataclass(slots=True)
class Stage(Generic[Row]):
    """A sentence prepared once for all its triggers; `earlier` holds the labels of the previous trigger's
    tokens."""

    scene: Scene
    first: int
    last: int
    maker: RowMaker[Row]
    clauses: Clauses
    fixed: dict[int, Row] = field(default_factory=dict)
    triggers: dict[int, str] = field(default_factory=dict)
    earlier: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, scene: Scene, number: int, events: Sequence[tuple[Candidate, str]], maker: RowMaker[Row]
    ) -> Stage[Row]:
        """Sentence `number` of the scene, with its events."""
        sentence = scene.document.sentences[number]
        standing = scene.standing[sentence.first : sentence.last]
        triggers = {i: kind for candidate, kind in events for i in range(candidate.first, candidate.last)}
        clauses = Clauses.of(scene, sentence.first, sentence.last, standing, triggers)
        stage = cls(scene, sentence.first, sentence.last, maker, clauses, triggers=triggers)
        stage.fixed = maker.fixed(scene, standing, sentence.first, sentence.last, triggers)
        return stage


@cache
def maker() -> RowMaker[int]:
    """The row maker of the shipped model: a row is the packed sum of its features."""
    return RowMaker(decider(MODEL).chain.packed if has_decider(MODEL) else lambda _: 0)


def find_roles(
    scene: Scene, events: Sequence[tuple[Candidate, str]], sure: Sequence[float] | None = None
) -> list[Roles]:
    """The roles of each event, in the order given (text order); `sure` is how surely each has its
    kind."""
    model = decider(MODEL) if has_decider(MODEL) else None
    least = _SURE_ALONE if len(scene.document.sentences) == 1 else 0.0
    found: list[Roles] = [Roles()] * len(events)
    for number, members in by_sentence(scene, events).items():
        stage = Stage.of(scene, number, [events[at] for at in members], maker())
        for at in members:
            field = read_field(stage, *events[at], model)
            surely = max(sure[at] if sure else 1.0, least)
            roles = _by_order(stage, events[at][0], roles_of(stage, field, surely))
            roles = replace(roles, actor=actor_as_told(scene, events[at][0], roles.actor))
            if events[at][1] == "killing" and its_own(scene, roles.actor, roles.target):
                roles = replace(roles, actor=None)
            found[at] = at_first_mention(scene, number, roles)
    return found


def _by_order(stage: Stage[int], candidate: Candidate, roles: Roles) -> Roles:
    """The roles, with those of a verb's subject and object where the order of words leaves no choice."""
    scene = stage.scene
    if candidate.last - candidate.first > 1 or scene.classes[candidate.first] != "verb" or candidate.suffix:
        return roles
    found = subject_and_object(scene, stage.clauses, candidate.last)
    return roles if found is None else replace(roles, actor=found[0], target=found[1])


def by_sentence(scene: Scene, events: Sequence[tuple[Candidate, str]]) -> dict[int, list[int]]:
    """The numbers of the events by their sentence."""
    groups: dict[int, list[int]] = {}
    for at, (candidate, _) in enumerate(events):
        groups.setdefault(scene.document.sentence_index[candidate.first], []).append(at)
    return groups


def read_field(stage: Stage[int], candidate: Candidate, kind: str, model: Decider | None) -> Field:
    """What the chain gives each token around a trigger; certain where no model is and the rules stand in.

    The stage remembers the likeliest labels for the next trigger.
    """
    low, high = window(stage, candidate)
    pointers = point(stage.clauses, candidate.first, candidate.last)
    if model is None:
        proposal = proposed_roles(stage.scene, stage.clauses, pointers.phrases, candidate, kind, low, high)
        chances = [{label: 1.0} for label in proposal]
    else:
        chances = model.chain.chances(rows(stage, candidate, kind, low, high, pointers))
    stage.earlier = {
        low + k: label for k, label in enumerate(max(c, key=c.__getitem__) for c in chances) if label != OUT
    }
    both = [c.get(BOTH, 0.0) for c in chances]
    levels: list[Levels] = [
        (c.get(ACTOR, 0.0), c.get(TARGET, 0.0) + x, c.get(PLACE, 0.0) + x)
        for c, x in zip(chances, both, strict=True)
    ]
    phrases = pointers.phrases
    of, pointed = phrases.get("of"), sorted((n, *phrase) for n, phrase in phrases.items() if phrase)
    return Field(
        stage.scene, stage.clauses, stage.triggers, candidate, kind, of, pointed, low, levels, both
    )  # fmt: skip


def window(stage: Stage[Row], candidate: Candidate) -> tuple[int, int]:
    """The tokens of the sentence that are looked at for a trigger."""
    return max(stage.first, candidate.first - _REACH), min(stage.last, candidate.last + _REACH)


def rows(
    stage: Stage[Row], candidate: Candidate, kind: str, low: int, high: int, pointers: Pointers
) -> list[Row]:
    """The features of each token of the window."""
    scene, clauses = stage.scene, stage.clauses
    proposal = proposed_roles(scene, clauses, pointers.phrases, candidate, kind, low, high)
    around = Around.of(scene, candidate, kind)
    return make_rows(
        stage.maker,
        scene,
        clauses,
        stage.fixed,
        candidate,
        around,
        pointers,
        proposal,
        stage.earlier,
        stage.triggers,
        low,
        high,
    )


def roles_of(stage: Stage[int], field: Field, sure: float = 1.0) -> Roles:
    """The spans that the chances mean for an event that is one as surely as `sure`."""
    spans: list[Span | None] = []
    if not has_forest(CHOICE):
        for q in range(3):
            spans.append(_peak(stage.scene, field.low, [x[q] for x in field.levels], ENOUGH_ALONE / sure))
        return Roles(*spans)
    for q, (enough, (first, chance)) in enumerate(
        zip(ENOUGH.values(), choose(field, forest(CHOICE)), strict=True)
    ):
        if first < 0 or chance * sure < enough:
            spans.append(None)
            continue
        spans.append(spanned(field, q, first))
    return Roles(*spans)


def spanned(field: Field, role: int, first: int) -> Span | None:
    """The argument that begins at token `first`, for the role of this number."""
    levels = [x[role] for x in field.levels[first - field.low :]]
    end = end_of(field.scene, field.clauses, first, levels)
    return trimmed(field.scene, *either_half(field.scene, first, end, levels))


def _peak(scene: Scene, low: int, level: Sequence[float], enough: float) -> Span | None:
    """The likeliest token for the role and its neighbours that are nearly as likely; None if it is too
    unsure."""
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
