"""Reviewers' decisions applied to a reading. The reading itself stays as it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Literal, TypeVar

from riwaya.ledger.deciding import SHAPES, corrected
from riwaya.model import Decided, Figure, Findings, Quantity

State = Literal["accepted", "corrected", "rejected", "unsure"]
Standing = Mapping[str, Sequence[Decided]]
Found = TypeVar("Found")

_STATES: dict[str, State] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "unsure": "unsure",
}
_LAYERS = {
    "statement": "statements",
    "figure": "figures",
    "quantity": "quantities",
    "event": "events",
    "place": "places",
    "time": "times",
}
# The fields in which one finding names another.
_NAMING = ("statement", "event", "part_of", "location", "time")


def standing(decisions: Iterable[Decided]) -> dict[str, list[Decided]]:
    """The decisions that stand, by what they are about, in the order of the chain: those taken back, and what
    takes them back, are left out."""
    taken_back: set[str] = set()
    kept: list[Decided] = []
    for decided in reversed(list(decisions)):
        if decided.entry.hash in taken_back:
            continue
        if decided.decision.action == "undo":
            taken_back.add(decided.decision.subject[0])
        else:
            kept.append(decided)
    found: dict[str, list[Decided]] = {}
    for decided in reversed(kept):
        for subject in decided.decision.subject:
            found.setdefault(subject, []).append(decided)
    return found


def state(id: str, layer: str, decisions: Standing) -> State | None:
    """What reviewers made of one thing; None if nobody decided. The last decision counts, but what was
    corrected and then accepted stays corrected."""
    made: State | None = None
    for decided in decisions.get(id, ()):
        now = _STATES.get(decided.decision.action)
        if now is None or decided.decision.layer != layer:
            continue
        made = "corrected" if now == "accepted" and made == "corrected" else now
    return made


def reviewed(findings: Findings, decisions: Standing) -> Findings:
    """The reading with standing decisions applied: corrected fields changed, rejected findings gone.

    A reviewer who corrects "31" to 13 in "31 إرهابيا" leaves a figure with low = high = 13 whose `by` says
    "review:" and the reviewer's name. What named a rejected finding then names none.
    """
    ids = [findings.report.id, *(f.id for name in _LAYERS.values() for f in getattr(findings, name))]
    if not any(id in decisions for id in ids):
        return findings
    before = {s.id: s.name for s in findings.statements}
    gone: set[str] = set()
    changed: dict[str, Any] = {}
    for layer, name in _LAYERS.items():
        kept = []
        for found in getattr(findings, name):
            if state(found.id, layer, decisions) == "rejected":
                gone.add(found.id)
            else:
                kept.append(_corrected(found, layer, found.id, decisions))
        changed[name] = kept
    voices: dict[str, tuple[str, str | None]] = {
        s.id: (s.name, None) for s in findings.statements if s.id in gone
    }
    voices |= {s.id: (before[s.id], s.name) for s in changed["statements"] if s.name != before[s.id]}
    for name, kept in changed.items():
        changed[name] = tuple(_without(_voiced(found, voices), gone) for found in kept)
    head = _corrected(findings.report, "report", findings.report.id, decisions)
    return replace(findings, report=head, **changed)


def states(findings: Findings, decisions: Standing) -> dict[str, State]:
    """Finding id → what reviewers made of it, for those that somebody decided on."""
    return {
        found.id: made
        for layer, name in _LAYERS.items()
        for found in getattr(findings, name)
        if (made := state(found.id, layer, decisions)) is not None
    }


def _corrected(found: Found, layer: str, id: str, decisions: Standing) -> Found:
    """`found` with the fields that reviewers corrected."""
    names = {f.name for f in fields(SHAPES[layer])}
    for decided in decisions.get(id, ()):
        decision = decided.decision
        if decision.action != "correct" or decision.layer != layer:
            continue
        values = corrected(layer, decision.values)
        if "by" in names:
            values["by"] = f"review:{decision.author}"
        found = replace(found, **values)  # type: ignore[type-var]
    return found


def _voiced(found: Found, voices: Mapping[str, tuple[str, str | None]]) -> Found:
    """`found` with the name that its statement has now, unless it was given another itself."""
    if not isinstance(found, Figure | Quantity):
        return found
    old, new = voices.get(found.statement or "", (None, None))
    return replace(found, name=new) if old is not None and found.name == old else found


def _without(found: Any, gone: set[str]) -> Any:
    """`found` naming none of the findings that are gone."""
    names = type(found).__dataclass_fields__
    dropped = {n: None for n in _NAMING if n in names and getattr(found, n) in gone}
    return replace(found, **dropped) if dropped else found
