"""Who did it, to whom or what, and where: a sequence model over the sentence's tokens, relative to one
trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import add
from typing import Generic

from riwaya.events.argument_features import Around, Row, RowMaker, make_rows
from riwaya.events.argument_rules import proposed_roles
from riwaya.events.candidates import Candidate
from riwaya.events.clauses import Clauses
from riwaya.events.scene import Scene
from riwaya.model import Span
from riwaya.rules.decider import decider, has_decider
from riwaya.text.clitics import PARTS

MODEL = "event_arguments"
LABELS = OUT, ACTOR, TARGET, PLACE, BOTH = "O", "A", "T", "P", "X"
# Tokens on either side of a trigger; 24 loses 0.2 points of arguments against 36 and a quarter of the time.
_REACH = 24
# Chance above which a role is filled, and the share of the likeliest token's chance that its neighbours need;
# 0.2 against 0.3: dev +1.3, held back +0.3, with models that saw neither.
ENOUGH = {"actor": 0.2, "target": 0.2, "place": 0.2}
NEARLY = 0.5


@dataclass(frozen=True, slots=True)
class Roles:
    """The spans of an event's participants and place, None where not expressed."""

    actor: Span | None = None
    target: Span | None = None
    place: Span | None = None


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
    return RowMaker(decider(MODEL).weights.packed if has_decider(MODEL) else lambda _: 0)


def find_roles(scene: Scene, events: Sequence[tuple[Candidate, str]]) -> list[Roles]:
    """The roles of each event, in the order given (text order)."""
    groups: dict[int, list[int]] = {}
    for at, (candidate, _) in enumerate(events):
        groups.setdefault(scene.document.sentence_index[candidate.first], []).append(at)
    found: list[Roles] = [Roles()] * len(events)
    for number, members in groups.items():
        stage = Stage.of(scene, number, [events[at] for at in members], maker())
        for at in members:
            candidate, kind = events[at]
            low, high = window(stage, candidate)
            chances = _chances(stage, candidate, kind, low, high)
            likeliest = [max(c, key=c.__getitem__) for c in chances]
            stage.earlier = {low + k: label for k, label in enumerate(likeliest) if label != OUT}
            found[at] = at_first_mention(scene, number, roles_of(scene, low, chances))
    return found


Chances = list[dict[str, float]]


def _chances(stage: Stage[int], candidate: Candidate, kind: str, low: int, high: int) -> Chances:
    """What each token of the window may be; certain where there is no model and the rules stand in."""
    if not has_decider(MODEL):
        pointers = stage.clauses.pointers(candidate.first, candidate.last)
        labels = proposed_roles(stage.scene, stage.clauses, pointers, candidate, kind, low, high)
        return [{label: 1.0} for label in labels]
    return decider(MODEL).marginals_of_sums(rows(stage, candidate, kind, low, high))


def window(stage: Stage[Row], candidate: Candidate) -> tuple[int, int]:
    """The tokens of the sentence that are looked at for a trigger."""
    return max(stage.first, candidate.first - _REACH), min(stage.last, candidate.last + _REACH)


def rows(stage: Stage[Row], candidate: Candidate, kind: str, low: int, high: int) -> list[Row]:
    """The features of each token of the window."""
    scene, clauses = stage.scene, stage.clauses
    pointers = clauses.pointers(candidate.first, candidate.last)
    proposal = proposed_roles(scene, clauses, pointers, candidate, kind, low, high)
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


def roles_of(scene: Scene, low: int, chances: Chances) -> Roles:
    """The spans that the chances mean."""
    actor, target, place, both = (
        [c.get(label, 0.0) for c in chances] for label in (ACTOR, TARGET, PLACE, BOTH)
    )
    return Roles(
        actor=_span(scene, low, actor, ENOUGH["actor"]),
        target=_span(scene, low, list(map(add, target, both)), ENOUGH["target"]),
        place=_span(scene, low, list(map(add, place, both)), ENOUGH["place"]),
    )


def _span(scene: Scene, low: int, level: Sequence[float], enough: float) -> Span | None:
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


def at_first_mention(scene: Scene, number: int, roles: Roles) -> Roles:
    """The roles anchored where the sentence first says them in the same words, as the codebook anchors
    them."""
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
    while first < last and (
        tokens[last - 1].kind == "sign" or scene.classes[last - 1] in ("prep", "comp", "rel")
    ):
        last -= 1
    if first >= last:
        return None
    prefix = tokens[first].parted.prefix if tokens[first].kind == "word" else ""
    hides_article = (
        prefix and tokens[first].fold != prefix + tokens[first].parted.stem + tokens[first].parted.suffix
    )
    skip = 0 if hides_article or "future" in PARTS.get(prefix, frozenset()) else len(prefix)
    return Span(tokens[first].at(skip), tokens[last - 1].end)
