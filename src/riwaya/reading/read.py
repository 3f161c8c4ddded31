"""The order of work, in reading order."""

from __future__ import annotations

from riwaya.events.find import find_events
from riwaya.mentions.figures.find import find_figures
from riwaya.mentions.names.find import find_names, let_go
from riwaya.mentions.numbers.find import find_numbers
from riwaya.mentions.places.find import find_places
from riwaya.mentions.quantities import find_quantities
from riwaya.mentions.times.find import find_times
from riwaya.model import Findings, Report, ReportHead
from riwaya.reading.attribution import attribute
from riwaya.reading.remarks import remarks
from riwaya.statements.find import find_statements
from riwaya.text.document import Document


def read_report(report: Report) -> Findings:
    """Everything that the report says, each finding anchored in `report.text`."""
    document = Document.of(report.text, report.sha256)
    numbers = find_numbers(document)
    times = find_times(document, report.published)
    names = find_names(document)
    places = find_places(document, names)
    statements = find_statements(document, names, places, times)
    figures = find_figures(document, numbers, names)
    quantities = find_quantities(document, numbers)
    events = find_events(document, names, places, times, statements, report.published)
    findings = attribute(
        document,
        Findings(
            report=ReportHead.of(report),
            statements=tuple(statements),
            figures=tuple(figures),
            quantities=tuple(quantities),
            events=tuple(events),
            places=tuple(places),
            times=tuple(times),
            notes=remarks(document),
        ),
    )
    let_go(document)
    return findings
