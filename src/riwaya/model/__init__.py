"""The shapes: declared once, imported by everything, importing nothing."""

from riwaya.model.decision import Decision
from riwaya.model.errors import (
    GoldError,
    InputError,
    KnowledgeError,
    LedgerError,
    ModelError,
    RiwayaError,
)
from riwaya.model.findings import Event, Figure, Link, Note, Place, Quantity, Statement, Time
from riwaya.model.identity import identity
from riwaya.model.incident import (
    Account,
    AccountFigure,
    Difference,
    Incident,
    Membership,
    Value,
)
from riwaya.model.reading import Findings, ReportHead
from riwaya.model.report import Report
from riwaya.model.span import Span

__all__ = [
    "Account",
    "AccountFigure",
    "Decision",
    "Difference",
    "Event",
    "Figure",
    "Findings",
    "GoldError",
    "Incident",
    "InputError",
    "KnowledgeError",
    "LedgerError",
    "Link",
    "Membership",
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
    "Value",
    "identity",
]
