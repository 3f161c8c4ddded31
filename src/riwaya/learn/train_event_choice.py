"""Train the forests of the event layer: which candidate is an event, which of its kinds it has, which word
begins an argument; all over a chain model that never saw the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from riwaya.events import argument_choice, kind_choice, kind_ranks
from riwaya.events.argument_choice import Field
from riwaya.events.argument_features import RowMaker
from riwaya.events.argument_spans import first_mention
from riwaya.events.arguments import MODEL as ARGUMENTS
from riwaya.events.arguments import Stage, by_sentence, read_field, spanned
from riwaya.events.kind_choice import Weighed
from riwaya.events.kinds import MODEL as KINDS
from riwaya.events.kinds import weigh
from riwaya.events.scene import Scene
from riwaya.learn.events_coded import argument_sequences, coded_events, kind_sequences, nearest_mention
from riwaya.learn.gold import Coded
from riwaya.learn.grown import Case, plant, unseen_chains
from riwaya.rules.decider import Decider

# What the mean of all cases weighs beside a mean over n of them; unmeasured.
ARGUMENT_MEANS = dict.fromkeys(argument_choice.MEANS, 20.0)
KIND_MEANS = dict.fromkeys(kind_choice.MEANS, 10.0)
RANK_MEANS = dict.fromkeys(kind_ranks.MEANS, 10.0)
_RANK_TREES = 60  # 100 trees, or the senses of the words around, choose no better


def train_choices(scenes: Sequence[tuple[Scene, Coded]], out: Path) -> None:
    """Grow the forests for these coded reports and write them into the folder `out`."""
    sequences = [kind_sequences(scene, coded) for scene, coded in scenes]
    cases: list[Case] = []
    ranks: list[Case] = []
    for fold, model, scene, coded in unseen_chains(scenes, sequences, KINDS):
        weighed = weigh(scene, model)
        cases += kind_cases(scene, coded, weighed, fold)
        ranks += rank_cases(scene, coded, weighed, fold)
    path = out / f"{kind_choice.MODEL}.trees.gz"
    plant(cases, kind_choice.FEATURES, KIND_MEANS, kind_choice.QUESTIONS, path)
    path = out / f"{kind_ranks.MODEL}.trees.gz"
    plant(ranks, kind_ranks.FEATURES, RANK_MEANS, (kind_ranks.QUESTION,), path, trees=_RANK_TREES)
    sequences = [argument_sequences(scene, coded) for scene, coded in scenes]
    cases = [
        case
        for fold, model, scene, coded in unseen_chains(scenes, sequences, ARGUMENTS)
        for case in argument_cases(scene, coded, model, fold)
    ]
    path = out / f"{argument_choice.MODEL}.trees.gz"
    plant(cases, argument_choice.FEATURES, ARGUMENT_MEANS, argument_choice.ROLES, path)


def kind_cases(scene: Scene, coded: Coded, weighed: Sequence[Weighed], fold: int) -> Iterable[Case]:
    """All candidates of a report; yes where an event was coded, and where it has the likeliest kind."""
    kinds = _coded_kinds(scene, coded)
    asked = frozenset(kind_choice.QUESTIONS)
    for one, row in zip(weighed, kind_choice.rows_of(scene, weighed), strict=True):
        kind = kinds.get(one.candidate.first)
        yes = ["event"] * (kind is not None) + ["kind"] * (kind == one.kind)
        yield Case(fold, row, one.keys(), asked, frozenset(yes))


def rank_cases(scene: Scene, coded: Coded, weighed: Sequence[Weighed], fold: int) -> Iterable[Case]:
    """The likeliest kinds of the coded events that may have more than one; yes for the coded one."""
    kinds, report = _coded_kinds(scene, coded), kind_ranks.Report(scene, weighed)
    asked = frozenset({kind_ranks.QUESTION})
    for at, one in enumerate(weighed):
        rivals, right = report.rivals(at), kinds.get(one.candidate.first)
        if right is None or len(rivals) == 1:
            continue
        for rank, (kind, chance) in enumerate(rivals):
            row = report.row(at, rank, kind, chance)
            yield Case(fold, row, report.keys(at, kind), asked, asked if kind == right else frozenset())


def _coded_kinds(scene: Scene, coded: Coded) -> dict[int, str]:
    """The kinds of the coded events by the first token of their candidate."""
    return {scene.candidates[n].first: event["kind"] for n, event in coded_events(scene, coded).items()}


def argument_cases(scene: Scene, coded: Coded, model: Decider, fold: int) -> Iterable[Case]:
    """The likeliest words of all coded events; yes for the roles whose coded argument begins there and is
    read well enough from there, half for those of which one alone holds."""
    events = coded_events(scene, coded)
    chosen = [(scene.candidates[n], events[n]) for n in sorted(events)]
    pairs = [(candidate, str(event["kind"])) for candidate, event in chosen]
    maker, roles = RowMaker(model.chain.packed), argument_choice.ROLES
    for number, members in by_sentence(scene, pairs).items():
        stage = Stage.of(scene, number, [pairs[at] for at in members], maker)
        for at in members:
            event = chosen[at][1]
            first = {
                role: scene.document.tokens_of(nearest_mention(scene, event, role))[0]
                for role in roles
                if event[role] is not None
            }
            field = read_field(stage, *pairs[at], model)
            top, rows = field.rows()
            for i, row in rows.items():
                asked = frozenset(role for role, some in zip(roles, top, strict=True) if i in some)
                begun = frozenset(role for role, start in first.items() if start == i)
                read = asked & _read_well(field, number, event, i)
                yield Case(fold, row, field.keys(i), asked, begun, begun ^ read)


def _read_well(field: Field, number: int, event: Mapping[str, Any], first: int) -> frozenset[str]:
    """The roles whose coded argument is half met, as the scorer asks, by what is read from token `first` on.

    "عناصر الشرطة" ("members of the police") is met from either of its words.
    """
    found = set()
    for n, role in enumerate(argument_choice.ROLES):
        coded, span = event[role], first_mention(field.scene, number, spanned(field, n, first))
        if coded and span and 4 * coded.overlap(span) >= coded.length + span.length:
            found.add(role)
    return frozenset(found)
