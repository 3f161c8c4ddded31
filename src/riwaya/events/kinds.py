"""Which candidates express an event, and of which kind: a chain model over the candidates of a sentence,
weighed again with the whole report in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riwaya.events.candidates import Candidate
from riwaya.events.kind_choice import MODEL as CHOICE
from riwaya.events.kind_choice import Weighed, choose_kinds
from riwaya.events.kind_features import sequences
from riwaya.events.kind_ranks import MODEL as RANKS
from riwaya.events.kind_ranks import Report
from riwaya.events.kind_report import VIOLENT, kind_elsewhere
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
# A text of one sentence that would tell of nothing tells of its likeliest candidate from this mean on, by
# whether its kind is violent. Dev cut into single sentences: found 0.846 to 0.853, kinds 0.782 to 0.789; an
# eighth of the own reports cut: 0.824 to 0.827, 0.791 to 0.793.
_LAST = {True: 0.10, False: 0.15}


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
    means = [(event + sure) / 2 for event, sure in chances]
    least = _least(scene, weighed, means)
    found: list[tuple[Candidate, str, float]] = []
    for at, (one, (_, sure)) in enumerate(zip(weighed, chances, strict=True)):
        won = means[at] >= least
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


def _least(scene: Scene, weighed: Sequence[Weighed], means: Sequence[float]) -> float:
    """The mean from which a candidate counts: less in a brief, which nothing else explains."""
    sentences = len(scene.document.sentences)
    if not means or len(scene.document.tokens) > _BRIEF:
        return THRESHOLD
    least, top = _BRIEFS.get(sentences, THRESHOLD), max(means)
    last = _LAST[weighed[means.index(top)].kind in VIOLENT]
    return top if sentences == 1 and last <= top < least else least


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
