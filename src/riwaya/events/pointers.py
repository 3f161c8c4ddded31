"""Where a trigger's arguments may stand by the grammar: the phrases around it, by what they are to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riwaya.events.clauses import JOINED, LOOK, Clauses, Phrase

_TELLING = frozenset(
    {
        "by",
        "against",
        "on",
        "between",
        "with",
        "from",
        "in",
        "for_l",
        "with_b",
        "to",
        "led_by",
        "at",
        "near",
        "inside",
    }
)


@dataclass(frozen=True, slots=True)
class Pointers:
    """The phrases that a trigger may take its arguments from, by what they are to it ("subject", "of", "rel
    against"); None where the grammar has a seat and nobody in it.

    In "استهدف الطيران مخازن" ("aircraft hit depots") the trigger points at "الطيران" as its subject and at
    "مخازن" as its object. `governor` and `clause` tell what verb stands before a nominal trigger and after
    it.
    """

    phrases: Mapping[str, Phrase | None]
    governor: str = ""
    clause: str = ""

    def verb_tag(self, name: str) -> str:
        """What kind of verb the pointer `name` goes through, "" for none."""
        return (
            self.governor if name.startswith("governor") else self.clause if name.startswith("clause") else ""
        )


def point(clauses: Clauses, first: int, last: int) -> Pointers:
    """The pointers of a trigger at tokens `first` to `last` (exclusive)."""
    found: dict[str, Phrase | None] = {}
    governor = clause = ""
    scene = clauses.scene
    if scene.classes[first] == "verb":
        found["subject"], found["object"] = clauses.roles(first)
        found["following"] = clauses.after(last)
    else:
        found["of"] = _genitive(clauses, last)
        found["topic"] = clauses.topic(first)
        before = next((v for v in reversed(clauses.verbs) if v < first), None)
        if before is not None:
            near = "here" if scene.clause[before] == scene.clause[first] else "there"
            found[f"governor subject {near}"], found[f"governor object {near}"] = clauses.roles(before)
            governor = _tag(clauses, before)
        after = next((v for v in clauses.verbs if last <= v < last + LOOK), None)
        if after is not None:
            own = "own" if scene.document.tokens[after].parted.suffix else "its"
            found[f"clause subject {own}"], found[f"clause object {own}"] = clauses.roles(after)
            found["clause next"] = clauses.after(after + 1)
            clause = _tag(clauses, after)
    found.update(_governed(clauses, first, last))
    found.update(_places(clauses, first, last))
    found["lead"] = next((p for p in clauses.phrases if clauses.bare(p)), None)
    return Pointers(found, governor, clause)


def _tag(clauses: Clauses, verb: int) -> str:
    """The frame that a verb may express, else its cluster."""
    scene = clauses.scene
    candidate = scene.candidate_at.get(verb)
    if candidate is not None:
        return candidate.readings[0].frame.id
    return next((m for m in scene.marks[verb] if m[:2] == "c="), "")


def _genitive(clauses: Clauses, last: int) -> Phrase | None:
    """The phrase that follows a noun with nothing between."""
    if last >= clauses.last or clauses.closed(last):
        return None
    for start, end in clauses.phrases:
        if start <= last < end:
            return (last, end) if clauses.bare((start, end)) or start < last else None
    return None


def _governed(clauses: Clauses, first: int, last: int) -> dict[str, Phrase | None]:
    """The first phrase after the trigger in each relation; both sides of "between"; the nearest
    place-like one before."""
    found: dict[str, Phrase | None] = {}
    clause = clauses.scene.clause
    for phrase in clauses.phrases:
        relation = clauses.relation(phrase)
        if phrase[0] < last or relation not in _TELLING:
            continue
        near = "" if clause[phrase[0]] == clause[first] else " off"
        if f"rel {relation}" in found or f"rel {relation} off" in found:
            continue
        found[f"rel {relation}{near}"] = phrase
        if relation == "between":
            cut = next((i for i in range(phrase[0] + 1, phrase[1]) if JOINED in clauses.scene.marks[i]), None)
            if cut is not None:
                found["rel between one"], found["rel between two"] = (phrase[0], cut), (cut, phrase[1])
                del found[f"rel {relation}{near}"]
    return found


def _places(clauses: Clauses, first: int, last: int) -> dict[str, Phrase | None]:
    """The nearest place after and before the trigger, and how many others the sentence names."""
    place_at, clause = clauses.scene.place_at, clauses.scene.clause
    runs: list[Phrase] = []
    for i in range(clauses.first, clauses.last):
        if place_at[i] is None:
            continue
        if runs and runs[-1][1] == i and place_at[i] is place_at[i - 1]:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    found: dict[str, Phrase | None] = {}
    after = [r for r in runs if r[0] >= last]
    before = [r for r in runs if r[1] <= first]
    only = " only" if len(runs) == 1 else ""
    if after:
        near = "here" if clause[after[0][0]] == clause[first] else "there"
        found[f"place after {near}{only}"] = after[0]
        if len(after) > 1 and clause[after[1][0]] == clause[first]:
            found["place after second"] = after[1]
    if before:
        near = "here" if clause[before[-1][0]] == clause[first] else "there"
        found[f"place before {near}{'' if after else ' none after'}{only}"] = before[-1]
    return found
