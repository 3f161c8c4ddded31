"""What can go wrong for a user, named for the user's problem. Every message says what to do next."""

from __future__ import annotations


class RiwayaError(Exception):
    """Base of every error that Riwaya raises on purpose."""


class InputError(RiwayaError):
    """An input that cannot be read as a report; names the file and the line."""


class KnowledgeError(RiwayaError):
    """A data file of the package (or of the user) that does not load; names the file and the entry."""


class ModelError(RiwayaError):
    """A trained model that is missing or does not fit this version."""


class WorkerError(RiwayaError):
    """A process that was reading reports ended before its time."""


class GoldError(RiwayaError):
    """A folder of coded reports, or readings to score, that cannot be used."""


class LedgerError(RiwayaError):
    """A ledger that cannot be opened, written or trusted; names the ledger and what to do."""


class ConflictError(LedgerError):
    """Somebody decided on the same thing since it was looked at; look again and decide anew."""
