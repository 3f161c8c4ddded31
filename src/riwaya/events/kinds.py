"""Which candidates express an event, and of which kind: a chain model over the candidates of a sentence."""

from __future__ import annotations

from riwaya.events.candidates import Candidate
from riwaya.events.kind_features import sequences
from riwaya.events.proposals import propose
from riwaya.events.scene import Scene
from riwaya.rules.decider import decider, has_decider
from riwaya.rules.trace import record

MODEL = "event_kinds"
NO_EVENT = "none"
AS_PROPOSED = "same"
# Chance of any event above which a candidate counts, by cross-validation on train.
THRESHOLD = 0.4


def decide_kinds(scene: Scene) -> list[tuple[Candidate, str, float]]:
    """The events among the candidates: (candidate, kind, probability), in text order."""
    found: list[tuple[Candidate, str, float]] = []
    proposals = [propose(scene, c) for c in scene.candidates]
    if not has_decider(MODEL):
        return [
            (c, p.kind, 1.0)
            for c, p in zip(scene.candidates, proposals, strict=True)
            if p.needs_met and not p.stopped and not p.reading.frame.weak
        ]
    model = decider(MODEL)
    for rows, members in sequences(scene, proposals):
        for (candidate, proposal), chances in zip(members, model.marginals(rows), strict=True):
            hopeful = [label for label in chances if label != NO_EVENT]
            best = max(hopeful, key=chances.__getitem__, default=AS_PROPOSED)
            sure = 1.0 - chances.get(NO_EVENT, 0.0)
            kind = proposal.kind if best == AS_PROPOSED else best
            won = sure >= THRESHOLD
            record(
                "events",
                f"frame:{proposal.reading.frame.id}",
                candidate.span,
                f"{'won as' if won else 'too unsure for'} {kind}",
            )
            if won:
                found.append((candidate, kind, sure))
    return found
