"""A plain proposal of an event's arguments from prepositions and word order, for the model to weigh or to stand in for it."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.events.candidates import Candidate
from riwaya.events.relations import Standing, relations_of
from riwaya.events.scene import Scene

_OF_PLACE = frozenset({"in", "inside", "near", "at", "side", "to", "from"})
_PLACE_KINDS = frozenset({"capture_territory", "besiege"})
_ACTOR_ONLY = frozenset({"withdraw", "displace", "surrender", "advance", "protest", "negotiate"})


def proposed_roles(
    scene: Scene, standing: Sequence[Standing], base: int, candidate: Candidate, kind: str, low: int, high: int
) -> list[str]:
    """Labels (A actor, T target, P place, X both target and place, O none) for tokens `low` to `high` (exclusive).

    After a verb the first bare phrase is the actor and the second the target, after a noun the first is the target; the
    frame's prepositions mark the target, "from the side of" the actor; the place is the nearest place of the clause.
    """
    labels = ["O"] * (high - low)
    verbal = scene.document.classes[candidate.first] == "verb"
    marked = relations_of(frozenset().union(*(r.frame.marks_target for r in candidate.readings)))
    actor = target = False
    bare = 0
    for first, last in _phrases(standing, base, candidate.last, high):
        relation = standing[first - base].relation
        if scene.clause[first] != scene.clause[candidate.first]:
            break
        if relation == "by" and not actor:
            _put(labels, low, first, last, "A")
            actor = True
        elif relation in marked and not target:
            _put(labels, low, first, last, "T")
            target = True
        elif relation == "" and scene.place_at[first] is None:
            bare += 1
            role = "A" if (verbal and bare == 1 and not actor) or kind in _ACTOR_ONLY else "T"
            if (role == "A" and not actor) or (role == "T" and not target):
                _put(labels, low, first, last, role)
                actor, target = actor or role == "A", target or role == "T"
    if not actor:
        _actor_before(scene, standing, base, candidate, low, labels)
    _place(scene, candidate, kind, low, high, labels)
    return labels


def _phrases(standing: Sequence[Standing], base: int, first: int, last: int) -> list[tuple[int, int]]:
    """The phrases between two tokens as (first, last exclusive)."""
    found: list[tuple[int, int]] = []
    i = first
    while i < last:
        stand = standing[i - base]
        if stand.relation.startswith("="):
            i += 1
            continue
        j = i
        while j < last and standing[j - base].phrase == stand.phrase and not standing[j - base].relation.startswith("="):
            j += 1
        found.append((i, j))
        i = j
    return found


def _actor_before(
    scene: Scene, standing: Sequence[Standing], base: int, candidate: Candidate, low: int, labels: list[str]
) -> None:
    """The first bare phrase of the trigger's clause, if it stands before it and names somebody."""
    clause = scene.clause[candidate.first]
    for first, last in _phrases(standing, base, low, candidate.first):
        if scene.clause[first] == clause and standing[first - base].relation in ("", ","):
            if any(scene.senses[i] & {"armed", "group", "people", "politics"} or scene.name_kind[i] for i in range(first, last)):
                _put(labels, low, first, last, "A")
            return


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


def _put(labels: list[str], low: int, first: int, last: int, role: str) -> None:
    labels[first - low : last - low] = [role] * (last - first)
