"""Whose account each finding is: what lies inside a statement's content carries that statement and its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riwaya.model import Findings, Span, Statement


def attribute(findings: Findings) -> Findings:
    """The findings with `statement` and `name` filled in from the innermost statement around each.

    In "قال الطبيب إن ثلاثة قتلوا" ("the doctor said that three were killed") the figure is the doctor's; the same
    words outside any statement are the report's own (None).
    """
    statements = findings.statements

    def owner(span: Span) -> Statement | None:
        return innermost(statements, span)

    figures = tuple(
        replace(f, statement=o.id, name=o.name) if (o := owner(f.span)) else f for f in findings.figures
    )
    quantities = tuple(
        replace(q, statement=o.id, name=o.name) if (o := owner(q.span)) else q for q in findings.quantities
    )
    events = tuple(replace(e, statement=o.id) if (o := owner(e.trigger)) else e for e in findings.events)
    return replace(findings, figures=figures, quantities=quantities, events=events)


def innermost(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The shortest statement whose content holds the span: the speaker nearest to the words."""
    around = [s for s in statements if s.span.contains(span)]
    return min(around, key=lambda s: (s.span.length, s.span.start), default=None)
