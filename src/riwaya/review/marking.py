"""The text of a report cut at the edges of what was found in it, so that nothing of it is changed.

A piece carries the channels that paint it; no piece has padding, border or margin, which would break the
joining of Arabic letters where a span ends inside a word ("وبالقصف": the conjunction is outside the
trigger).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riwaya.model import Findings, Span

CHANNELS = ("speaker", "cue", "content", "figure", "place", "event")
# What the eye cannot see, by Unicode code point, and how it is shown on demand.
INVISIBLE = {
    0x061C: "ALM", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM",
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM", 0x00A0: "NBSP",
    0x00AD: "SHY", 0x0000: "NUL", 0x0640: "TATWEEL",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a channel, and the id of the finding that it belongs to."""

    span: Span
    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one set of channels; `starts` are the findings whose first piece it is."""

    start: int
    text: str
    channels: tuple[str, ...]
    ids: tuple[str, ...]
    starts: tuple[str, ...]


def spans_of(findings: Findings) -> list[Found]:
    """Every span that is painted, in text order."""
    found = [
        *(Found(s.span, "content", s.id) for s in findings.statements),
        *(Found(s.cue, "cue", s.id) for s in findings.statements if s.cue),
        *(Found(s.speaker, "speaker", s.id) for s in findings.statements if s.speaker),
        *(Found(f.span, "figure", f.id) for f in findings.figures),
        *(Found(p.span, "place", p.id) for p in findings.places),
        *(Found(e.trigger, "event", e.id) for e in findings.events),
    ]
    return sorted(found, key=lambda f: (f.span, f.channel, f.id))


def paragraphs(text: str, found: Sequence[Found]) -> Iterator[list[Piece]]:
    """The pieces of each line of the text, in order; together they are the text, line ends apart."""
    start, seen = 0, set[str]()
    for line in text.split("\n"):
        yield _pieces(text, Span(start, start + len(line)), found, seen)
        start += len(line) + 1


def _pieces(text: str, line: Span, found: Iterable[Found], seen: set[str]) -> list[Piece]:
    """The pieces of one line; `seen` are the findings that began before, and grows."""
    here = [f for f in found if f.span.overlaps(line)]
    edges = {line.start, line.end}
    for f in here:
        edges |= {max(line.start, f.span.start), min(line.end, f.span.end)}
    cuts = sorted(edges)
    pieces = []
    for start, end in pairwise(cuts):
        over = [f for f in here if f.span.start < end and start < f.span.end]
        starts = tuple(dict.fromkeys(f.id for f in over if f.id not in seen))
        seen.update(starts)
        pieces.append(
            Piece(
                start,
                text[start:end],
                tuple(c for c in CHANNELS if any(f.channel == c for f in over)),
                tuple(dict.fromkeys(f.id for f in over)),
                starts,
            )
        )
    return pieces


def names_of_invisible() -> dict[str, str]:
    """Code point in hexadecimal, as a script writes it → name."""
    return {f"{code:x}": name for code, name in INVISIBLE.items()}


def invisible(text: str) -> dict[str, int]:
    """The names of characters that cannot be seen, and how often each stands in the text."""
    found: dict[str, int] = {}
    for char in text:
        name = INVISIBLE.get(ord(char))
        if name:
            found[name] = found.get(name, 0) + 1
    return found
