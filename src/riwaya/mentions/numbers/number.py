"""What a number is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from riwaya.model import Span
from riwaya.model.findings import Hedge

NumberKind = Literal["digits", "words", "vague", "range", "one"]
Role = Literal["count", "definite", "percent", "unit", "year", "date", "label"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its hedge, at tokens `first` to `last` (exclusive), the bare number at `core` to `last`.

    In "أكثر من 22 شخصا" ("more than 22 people") the tokens are those of "أكثر من 22", low 22, high None.
    `value` is the number itself (22.0; the low end of a range).
    `role` says whether it counts what follows; `unit` is
    set for measures and things ("km", "vehicles"), and `unit_last` is then the token after the unit's words.
    `span` leaves out proclitics.
    """

    first: int
    core: int
    last: int
    span: Span
    value: float
    low: int | None
    high: int | None
    hedge: Hedge
    kind: NumberKind
    role: Role
    unit: str | None
    unit_kind: str | None
    unit_last: int
    prefix: str
    by: str
