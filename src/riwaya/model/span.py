"""The one span type."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: code points, half-open.

    In "قال الناطق" ("the spokesman said") the speaker is `Span(4, 10)`.
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Code points in the span."""
        return self.end - self.start

    def cut(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """Code points that both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end
