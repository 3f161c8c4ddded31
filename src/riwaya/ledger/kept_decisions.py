"""The decisions that stand, kept decoded between questions: a page must not read all of them anew."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, func, select

from riwaya.ledger.deciding import decided
from riwaya.ledger.review import Standing, standing
from riwaya.ledger.schema import entries
from riwaya.model import Decided

_LAST = select(func.max(entries.c.seq)).where(entries.c.kind == "decision")


class KeptDecisions:
    """The decisions of one ledger. Entries are only ever appended, so that those since the last one known are
    all that can be new; every question asks for them first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0
        self._found: list[Decided] = []
        self._standing: Standing = {}

    def standing(self, connection: Connection) -> Standing:
        """The decisions that stand, by what they are about; none that the connection sees is missing."""
        last = connection.execute(_LAST).scalar() or 0
        with self._lock:
            if last > self._last:
                self._found += decided(connection, None, None, after=self._last)
                self._standing = standing(self._found)
                self._last = last
            return self._standing
