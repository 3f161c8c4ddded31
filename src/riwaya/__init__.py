"""Riwaya (رواية, an account): reads Arabic conflict reporting into anchored accounts.

>>> import riwaya
>>> reading = riwaya.read("قال الطبيب سالم العوامي إن ثلاثة مدنيين قتلوا.")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riwaya.batch.ledger import Ledger
    from riwaya.model import Report
    from riwaya.reading.reading import Reading

__version__ = "0.1.0"
__all__ = ["Ledger", "Reading", "Report", "RiwayaError", "Span", "read"]


def read(source: str | Report, published: str | None = None) -> Reading:
    """The reading of a report or of a bare text.

    `published` (ISO date) dates a bare text, so that "أمس" ("yesterday") can be resolved; it does not
    override a report's own.
    Never raises on any text; what could not be read stands in `.notes`.
    """
    from dataclasses import replace

    from riwaya.model import Report
    from riwaya.reading.read import read_report
    from riwaya.reading.reading import Reading

    report = Report(id="text", text=source, published=published) if isinstance(source, str) else source
    if report.published is None and published is not None:
        report = replace(report, published=published)
    return Reading(report, read_report(report))


def __getattr__(name: str) -> Any:
    if name == "Reading":
        from riwaya.reading.reading import Reading

        return Reading
    if name == "Ledger":
        from riwaya.batch.ledger import Ledger

        return Ledger
    if name in ("Report", "RiwayaError", "Span"):
        import riwaya.model

        return getattr(riwaya.model, name)
    raise AttributeError(f"module 'riwaya' has no attribute {name!r}")
