"""A plain proposal of an event's arguments from word order and prepositions, for the model to weigh or to
stand in for it."""

from __future__ import annotations

from collections.abc import Mapping

from riwaya.events.candidates import Candidate
from riwaya.events.clauses import Clauses, Phrase
from riwaya.events.relations import relations_of
from riwaya.events.scene import Scene

_PLACE_KINDS = frozenset({"capture_territory", "besiege"})
_ACTOR_ONLY = frozenset({"withdraw", "displace", "surrender", "advance", "protest", "negotiate", "clash"})
_ACTOR_OF_VERB = ("subject", "clause subject own", "topic", "governor subject here")


def proposed_roles(
    scene: Scene,
    clauses: Clauses,
    pointers: Mapping[str, Phrase | None],
    candidate: Candidate,
    kind: str,
    low: int,
    high: int,
) -> list[str]:
    """Labels (A actor, T target, P place, X both target and place, O none) for tokens `low` to `high`
    (exclusive).

    A verb's subject is the actor and its object the target; what follows a noun is its target, or its actor
    where the kind
    has no target; the frame's prepositions mark the target, "from the side of" the actor; the place is the
    nearest one.
    """
    labels = ["O"] * (high - low)
    marked = relations_of(frozenset().union(*(r.frame.marks_target for r in candidate.readings)))
    actor: Phrase | None = None
    target: Phrase | None = None
    for phrase in clauses.phrases:
        if phrase[0] < candidate.last or scene.clause[phrase[0]] != scene.clause[candidate.first]:
            continue
        relation = clauses.relation(phrase)
        if relation == "by" and actor is None:
            actor = phrase
        elif relation in marked and target is None:
            target = phrase
    of = pointers.get("of")
    if of is not None:
        if kind in _ACTOR_ONLY:
            actor = actor or of
        else:
            target = target or of
    target = target or pointers.get("object") or pointers.get("clause object its")
    for name in _ACTOR_OF_VERB:
        actor = actor or pointers.get(name)
    _put(labels, low, high, actor, "A")
    _put(labels, low, high, target, "T")
    _place(scene, candidate, kind, low, high, labels)
    return labels


def _place(scene: Scene, candidate: Candidate, kind: str, low: int, high: int, labels: list[str]) -> None:
    """The nearest place of the sentence after the trigger, else before it."""
    tokens = [i for i in range(candidate.last, high) if scene.place_at[i] is not None] or [
        i for i in range(candidate.first - 1, low - 1, -1) if scene.place_at[i] is not None
    ]
    if not tokens:
        return
    place = scene.place_at[tokens[0]]
    for i in range(low, high):
        if scene.place_at[i] is place:
            labels[i - low] = "X" if labels[i - low] == "T" or kind in _PLACE_KINDS else "P"


def _put(labels: list[str], low: int, high: int, phrase: Phrase | None, role: str) -> None:
    if phrase is None:
        return
    for i in range(max(low, phrase[0]), min(high, phrase[1])):
        labels[i - low] = role
