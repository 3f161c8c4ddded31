"""A reading together with the text that it was read from: the value that `riwaya.read` returns."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import msgspec

from riwaya.model import Event, Figure, Findings, Note, Place, Quantity, Report, Span, Statement, Time
from riwaya.reading.notebook import render

if TYPE_CHECKING:
    import pandas as pd

LAYERS = ("statements", "figures", "quantities", "events", "places", "times")


@dataclass(frozen=True, slots=True)
class Reading:
    """One report and everything found in it.

    >>> reading = riwaya.read("قال الطبيب إن ثلاثة مدنيين قتلوا.")   # doctest: +SKIP
    >>> reading.quote(reading.figures[0].span)                       # the doctor said three civilians were
    killed
    'ثلاثة مدنيين'
    """

    report: Report
    findings: Findings

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who says what, in text order."""
        return self.findings.statements

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Counts of people, in text order."""
        return self.findings.figures

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers of anything else."""
        return self.findings.quantities

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, was planned, denied or failed."""
        return self.findings.events

    @property
    def places(self) -> tuple[Place, ...]:
        """Toponyms with their points."""
        return self.findings.places

    @property
    def times(self) -> tuple[Time, ...]:
        """Dates and stretches of time."""
        return self.findings.times

    @property
    def notes(self) -> tuple[Note, ...]:
        """What a reader should know of this reading."""
        return self.findings.notes

    def quote(self, span: Span | None) -> str | None:
        """The text's own characters at `span`; None for None."""
        return None if span is None else span.cut(self.report.text)

    def to_json(self) -> bytes:
        """The reading in the contract's JSON, one line, UTF-8."""
        return msgspec.json.encode(self.findings)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Each layer as a DataFrame: a row a finding, spans as <field>_start, <field>_end and <field>_text.

        Needs pandas (`pip install riwaya[frames]`).
        """
        import pandas as pd

        return {layer: pd.DataFrame(self._rows(layer)) for layer in LAYERS}

    def _rows(self, layer: str) -> list[dict[str, Any]]:
        out = []
        for finding in getattr(self.findings, layer):
            row: dict[str, Any] = {"report": self.report.id}
            for field in fields(finding):
                value = getattr(finding, field.name)
                if isinstance(value, Span) or (value is None and "Span" in str(field.type)):
                    row[f"{field.name}_start"] = value.start if value else None
                    row[f"{field.name}_end"] = value.end if value else None
                    row[f"{field.name}_text"] = self.quote(value)
                else:
                    row[field.name] = value
            out.append(row)
        return out

    def _repr_html_(self) -> str:
        return render(self.report.text, self.findings)
