"""Which candidates express an event, and of which kind: a chain model over the candidates of a sentence,
weighed again with the whole report in view."""

from __future__ import annotations

from collections.abc import Mapping

from riwaya.events.candidates import Candidate
from riwaya.events.kind_choice import MODEL as CHOICE
from riwaya.events.kind_choice import Weighed, choose_kinds
from riwaya.events.kind_features import sequences
from riwaya.events.kind_ranks import MODEL as RANKS
from riwaya.events.kind_ranks import Report
from riwaya.events.kind_report import kind_elsewhere
from riwaya.events.proposals import Proposal, propose
from riwaya.events.scene import Scene
from riwaya.rules.decider import Decider, decider, has_decider
from riwaya.rules.groups import groups_of
from riwaya.rules.trace import record
from riwaya.rules.trees import forest, has_forest

MODEL = "event_kinds"
NO_EVENT = "none"
AS_PROPOSED = "same"
# Mean of the chances of any event and of the kind above which a candidate counts, by cross-validation on
# train: 0.35 and 0.45 lose 0.1 points of kinds.
THRESHOLD = 0.4
# In a brief nothing else tells of what it is about, and less is asked, by its sentences. Kinds and found in
# dev cut into single sentences, from 0.25, 0.35 and 0.40: 0.772, 0.840; 0.762, 0.825; 0.754, 0.817; cut into
# two at a time, from 0.25, 0.30 and 0.35: 0.775, 0.840; 0.778, 0.845; 0.772, 0.838.
_BRIEFS = {1: 0.25, 2: 0.3, 3: 0.3}
_BRIEF = 150  # tokens at the most
_KINDS_KEPT = 3


def decide_kinds(scene: Scene) -> list[tuple[Candidate, str, float]]:
    """The events among the candidates in text order: (candidate, kind, chance of an event of that kind)."""
    if not has_decider(MODEL):
        proposals = [propose(scene, c) for c in scene.candidates]
        return [
            (c, p.kind, 1.0)
            for c, p in zip(scene.candidates, proposals, strict=True)
            if p.needs_met and not p.stopped and not p.reading.frame.weak
        ]
    weighed = weigh(scene, decider(MODEL))
    if has_forest(CHOICE):
        chances = choose_kinds(scene, weighed, forest(CHOICE))
    else:
        chances = [(one.sure, one.kinds[0][1]) for one in weighed]
    report = Report(scene, weighed) if has_forest(RANKS) else None
    brief = len(scene.document.tokens) <= _BRIEF
    least = _BRIEFS.get(len(scene.document.sentences), THRESHOLD) if brief else THRESHOLD
    found: list[tuple[Candidate, str, float]] = []
    for at, (one, (event, sure)) in enumerate(zip(weighed, chances, strict=True)):
        won = (event + sure) / 2 >= least
        kind = report.best(at, forest(RANKS)) if won and report else one.kind
        record(
            "events",
            f"frame:{one.proposal.reading.frame.id}",
            one.candidate.span,
            f"{'won as' if won else 'too unsure for'} {kind}",
        )
        if won:
            found.append((one.candidate, kind, sure))
    return kind_elsewhere(scene, found)


def weigh(scene: Scene, model: Decider) -> list[Weighed]:
    """All candidates as the chain weighs them, in text order."""
    proposals = [propose(scene, c) for c in scene.candidates]
    chances_of = model.chain.chances
    return [
        Weighed(candidate, proposal, 1.0 - chances.get(NO_EVENT, 0.0), _kinds(chances, proposal))
        for rows, members in sequences(scene, proposals, groups_of(model.chain))
        for (candidate, proposal), chances in zip(members, chances_of(rows), strict=True)
    ]


def _kinds(chances: Mapping[str, float], proposal: Proposal) -> list[tuple[str, float]]:
    """The likeliest kinds with their chances, each under its own name and as the one that was proposed."""
    found: dict[str, float] = {}
    for label, chance in chances.items():
        if label != NO_EVENT:
            kind = proposal.kind if label == AS_PROPOSED else label
            found[kind] = found.get(kind, 0.0) + chance
    ranked = sorted(found.items(), key=lambda f: (-f[1], f[0]))[:_KINDS_KEPT]
    return ranked or [(proposal.kind, 0.0)]
