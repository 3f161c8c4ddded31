"""The shapes: declared once, imported by everything, importing nothing."""

from riwaya.model.errors import GoldError, InputError, KnowledgeError, ModelError, RiwayaError
from riwaya.model.findings import Event, Figure, Link, Note, Place, Quantity, Statement, Time
from riwaya.model.identity import identity
from riwaya.model.reading import Findings, ReportHead
from riwaya.model.report import Report
from riwaya.model.span import Span

__all__ = [
    "Event",
    "Figure",
    "Findings",
    "GoldError",
    "InputError",
    "KnowledgeError",
    "Link",
    "ModelError",
    "Note",
    "Place",
    "Quantity",
    "Report",
    "ReportHead",
    "RiwayaError",
    "Span",
    "Statement",
    "Time",
    "identity",
]
