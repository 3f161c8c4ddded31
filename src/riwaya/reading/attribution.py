"""Whose account each finding is, and which event each count belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from riwaya.model import Event, Figure, Findings, Span, Statement
from riwaya.text.document import Document

_FORCE = (
    "attack",
    "airstrike",
    "shelling",
    "explosion",
    "suicide_bombing",
    "killing",
    "clash",
    "destroy",
    "protest",
)
# The kinds of event that a count of each measure may come from.
_CAUSES: dict[str, tuple[str, ...]] = {
    "killed": _FORCE,
    "wounded": _FORCE,
    "missing": _FORCE,
    "captured": ("arrest", "clash", "capture_territory", "attack"),
    "arrested": ("arrest", "intercept"),
    "surrendered": ("surrender",),
    "abducted": ("abduction",),
    "released": ("release",),
    "displaced": ("displace", *_FORCE),
}


# With figures that run over a content's edge and parts of other figures, attributed figures rose by
# cross-validation from .885 to .894 (broadcasters .867 to .880); dev stayed.
_SAME = 0.8  # share of another's content that an outlet's must cover to be the same words; unmeasured


def attribute(document: Document, findings: Findings) -> Findings:
    """The findings with `statement`, `name` and `event` filled in.

    In "قال الطبيب إن ثلاثة قتلوا" ("the doctor said that three were killed") the figure is the doctor's; the
    same
    words outside any statement are the report's own (None).
    """
    events = tuple(
        replace(e, statement=o.id) if (o := _owner(findings, e.trigger)) else e for e in findings.events
    )
    owners = _owners(findings)
    figures = tuple(
        replace(
            f, statement=o.id if o else None, name=o.name if o else None, event=_cause(document, events, f)
        )
        for f in findings.figures
        for o in [owners[f.id]]
    )
    quantities = tuple(
        replace(q, statement=o.id, name=o.name) if (o := _owner(findings, q.span)) else q
        for q in findings.quantities
    )
    return replace(findings, figures=figures, quantities=quantities, events=events)


def _owners(findings: Findings) -> dict[str, Statement | None]:
    """Whose account each figure is, by its id; one that is part of another and outside all contents has the
    other's: "قال إن سبعة أسروا، بينهم جريحان" ("seven, two of them wounded")."""
    own = {f.id: _owner(findings, f.span) for f in findings.figures}
    return {f.id: own[f.id] or (own.get(f.part_of) if f.part_of else None) for f in findings.figures}


def _owner(findings: Findings, span: Span) -> Statement | None:
    """Whose words the span is: the shortest statement whose content holds it, or else that it runs into.

    An outlet that only passes on what another says in the same words is not meant: "وبحسب الوكالة، قالت
    النيابة إن ثلاثة أوقفوا" ("according to the agency, the prosecution said that three were arrested").
    """
    around = [s for s in findings.statements if s.span.contains(span)]
    around = around or [s for s in findings.statements if s.span.overlaps(span)]
    best = min(around, key=lambda s: (s.span.length, s.span.start), default=None)
    if best is None or best.kind != "media":
        return best
    passed_on = [s for s in around if s.kind != "media" and _passes_on(best, s)]
    return min(passed_on, key=lambda s: (s.span.length, s.span.start), default=best)


def _passes_on(outlet: Statement, other: Statement) -> bool:
    """Whether what an outlet says is that another says something, or the other's very words."""
    if other.cue is not None and outlet.span.contains(other.cue):
        return True
    return other.span.overlap(outlet.span) >= _SAME * other.span.length


def _cause(document: Document, events: Sequence[Event], figure: Figure) -> str | None:
    """The id of the event that the count comes from: the nearest of a fitting kind in its sentence, by the
    same speaker."""
    ends = [s.span.end for s in document.sentences]
    number = bisect_right(ends, figure.span.start)
    if number >= len(ends):
        return None
    sentence = document.sentences[number].span
    near = [
        e
        for e in events
        if sentence.contains(e.trigger) and e.kind in _CAUSES[figure.measure] and e.status == "happened"
    ]
    best = min(
        near, key=lambda e: (e.statement != figure.statement, _apart(e.trigger, figure.span)), default=None
    )
    return best.id if best else None


def _apart(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
