"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.model.span import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a query finds: `spans` are where its words stand in the text, `snippet` the text around
    the first of them (`context` is its span); both empty where only the title or the outlet has them."""

    report: str
    outlet: str | None
    url: str | None
    published: str | None
    title: str
    spans: tuple[Span, ...]
    context: Span
    snippet: str
