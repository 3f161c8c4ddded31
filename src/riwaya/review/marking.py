"""The text of a report cut at the edges of what was found in it, so that nothing of it is changed.

A piece carries the channels that paint it; no piece has padding, border or margin, which would break the
joining of Arabic letters where a span ends inside a word ("وبالقصف": the conjunction is outside the
trigger).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from riwaya.model import Findings, Span
from riwaya.review.page import verbatim

CHANNELS = ("speaker", "cue", "content", "figure", "place", "event")
# What the eye cannot see, by Unicode code point, and how it is shown on demand.
INVISIBLE = {
    0x061C: "ALM", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM",
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM", 0x00A0: "NBSP",
    0x00AD: "SHY", 0x0000: "NUL", 0x0640: "TATWEEL",
}  # fmt: skip
_WRITTEN_OTHERWISE = re.compile("""[&<>"'\r]""")
_UNSEEN = re.compile(f"[{''.join(map(chr, INVISIBLE))}]")


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
    """The pieces of each line of the text, in order; together they are the text, line ends apart. `found` is
    in the order of the text."""
    edges = sorted({edge for f in found for edge in (f.span.start, f.span.end)})
    edge = begun = start = 0
    over: list[Found] = []
    seen: set[str] = set()
    for line in text.split("\n"):
        end = start + len(line)
        cuts = [start]
        while edge < len(edges) and edges[edge] < end:
            if edges[edge] > start:
                cuts.append(edges[edge])
            edge += 1
        if end > start:
            cuts.append(end)
        pieces = []
        for low, high in pairwise(cuts):
            over = [f for f in over if f.span.end > low]
            while begun < len(found) and found[begun].span.start < high:
                if found[begun].span.end > low:
                    over.append(found[begun])
                begun += 1
            pieces.append(_piece(low, text[low:high], over, seen))
        yield pieces
        start = end + 1


def _piece(start: int, text: str, over: Sequence[Found], seen: set[str]) -> Piece:
    """A piece under these findings; `seen` are those that began before, and grows."""
    if not over:
        return Piece(start, text, (), (), ())
    held = {f.channel for f in over}
    ids = tuple(dict.fromkeys(f.id for f in over))
    starts = tuple(id for id in ids if id not in seen)
    seen.update(starts)
    return Piece(start, text, tuple(c for c in CHANNELS if c in held), ids, starts)


def painted(text: str, found: Sequence[Found]) -> Markup:
    """The text as a page shows it: a paragraph for each line, a mark for each painted piece.

    Where several findings begin at one piece, each has an element with its id, to be led to.
    """
    made = []
    for pieces in paragraphs(text, found):
        if pieces:
            made += [f'<p data-start="{pieces[0].start}">', *map(_marked, pieces), "</p>\n"]
    return Markup("".join(made))


def _marked(piece: Piece) -> str:
    shown = _shown(piece.text)
    if not piece.channels:
        return shown
    first, *others = piece.starts or ("",)
    id = f' id="{_shown(first)}"' if first else ""
    ids = _shown(" ".join(piece.ids))
    marked = f'<span class="mark {" ".join(piece.channels)}" data-ids="{ids}"{id}>{shown}</span>'
    if not others:
        return marked
    return "".join([f'<span id="{_shown(o)}">' for o in others]) + marked + "</span>" * len(others)


def _shown(text: str) -> str:
    """`verbatim`; most pieces hold nothing that a page writes otherwise."""
    return verbatim(text) if _WRITTEN_OTHERWISE.search(text) else text


def names_of_invisible() -> dict[str, str]:
    """Code point in hexadecimal, as a script writes it → name."""
    return {f"{code:x}": name for code, name in INVISIBLE.items()}


def invisible(text: str) -> dict[str, int]:
    """The names of characters that cannot be seen, and how often each stands in the text."""
    return {INVISIBLE[ord(char)]: count for char, count in Counter(_UNSEEN.findall(text)).items()}
