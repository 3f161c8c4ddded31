"""What a person decides about a ledger: appended, never written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Action = Literal["accept", "correct", "reject", "unsure", "join", "part", "grade", "name", "undo"]
Layer = Literal[
    "statement",
    "figure",
    "event",
    "place",
    "quantity",
    "time",
    "report",
    "account",
    "incident",
    "copy",
    "source",
]

# The Admiralty code: how reliable a source is, how credible what it says.
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person.

    `subject` names what it is about: one id for a finding; two or more for "join" and "part" (event ids for
    incidents, report ids for copies, source keys for sources); one event id for "correct" of an incident,
    which says where it was; a source key or an account id for "grade"; the entry's hash for "undo". `values`
    holds the corrected fields by name, spans as [start, end], or the grade. `report` is the id of the report
    that a finding is in. The ledger's chain keeps it with its time.
    """

    action: Action
    layer: Layer
    subject: tuple[str, ...]
    author: str
    values: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    report: str = ""
