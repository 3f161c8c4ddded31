"""Everything found in one report, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.model.findings import Event, Figure, Note, Place, Quantity, Statement, Time
from riwaya.model.report import Report


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a reading says of its report: everything but the text, which `sha256` names."""

    id: str
    outlet: str | None
    url: str | None
    published: str | None
    title: str
    sha256: str

    @classmethod
    def of(cls, report: Report) -> ReportHead:
        """The head of `report`."""
        return cls(report.id, report.outlet, report.url, report.published, report.title, report.sha256)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, in text order; offsets count code points of the report's text."""

    report: ReportHead
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    notes: tuple[Note, ...] = ()
