"""A name as it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from riwaya.model import Span

NameKind = Literal[
    "person", "organisation", "armed_group", "state_forces", "media", "place", "unnamed", "document"
]


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of somebody: tokens `first` to `last` (exclusive), `span` without an attached preposition.

    `span` is the whole mention with rank, title and affiliation ("العميد أحمد المسماري، المتحدث باسم الجيش");
    `bare` is who it is, resolved within the report to the fullest bare name ("أحمد المسماري"). `head` is
    the span of the
    bare name (or of the organisation) itself inside the mention.
    """

    first: int
    last: int
    span: Span
    head: Span
    kind: NameKind
    bare: str
    role: str | None
    affiliation: str | None
    by: str
