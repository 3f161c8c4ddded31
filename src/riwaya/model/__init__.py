"""The shapes: declared once, imported by everything, importing nothing."""

from riwaya.model.decision import Decision
from riwaya.model.entry import Added, Decided, Entry, Problem, Received, Verified
from riwaya.model.errors import (
    ConflictError,
    GoldError,
    InputError,
    KnowledgeError,
    LedgerError,
    ModelError,
    RiwayaError,
    WorkerError,
)
from riwaya.model.filters import Filters
from riwaya.model.findings import Event, Figure, Link, Note, Place, Quantity, Statement, Time
from riwaya.model.hit import Hit
from riwaya.model.identity import identity
from riwaya.model.incident import (
    Account,
    AccountFigure,
    Difference,
    Incident,
    Membership,
    Placing,
    Value,
)
from riwaya.model.reading import Findings, ReportHead
from riwaya.model.report import Report
from riwaya.model.span import Span

__all__ = [
    "Account",
    "AccountFigure",
    "Added",
    "ConflictError",
    "Decided",
    "Decision",
    "Difference",
    "Entry",
    "Event",
    "Figure",
    "Filters",
    "Findings",
    "GoldError",
    "Hit",
    "Incident",
    "InputError",
    "KnowledgeError",
    "LedgerError",
    "Link",
    "Membership",
    "ModelError",
    "Note",
    "Place",
    "Placing",
    "Problem",
    "Quantity",
    "Received",
    "Report",
    "ReportHead",
    "RiwayaError",
    "Span",
    "Statement",
    "Time",
    "Value",
    "Verified",
    "WorkerError",
    "identity",
]
