"""What a possible count of people is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from riwaya.mentions.figures.people import Person
from riwaya.model import Span
from riwaya.model.findings import Hedge

CountKind = Literal["digits", "words", "vague", "range", "one", "definite", "dual", "single", "one_of"]


@dataclass(frozen=True, slots=True)
class Count:
    """A possible count at tokens `first` to `last` (exclusive).

    In "أكثر من 22 شخصا" ("more than 22 people") `low` is 22, `high` None and `noun` the token of "شخصا"
    (-1 where
    nobody is named). `others` marks "آخرين" ("others"), `partitive` a count of a whole ("خمسة منهم",
    "five of them").
    """

    first: int
    last: int
    span: Span
    low: int | None
    high: int | None
    hedge: Hedge
    kind: CountKind
    noun: int
    person: Person | None
    others: bool
    partitive: bool
    prefix: str
    by: str
