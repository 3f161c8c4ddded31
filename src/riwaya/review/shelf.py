"""The incidents of a ledger kept decoded between requests, brought up to date by what changed."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from sqlalchemy import Connection

from riwaya.ledger.derive import taken_in
from riwaya.ledger.store import Store
from riwaya.linking import homes, query, tables
from riwaya.linking.grades import graded, grades_seen
from riwaya.linking.link import seen
from riwaya.linking.links import LINKS
from riwaya.model import Account, Filters, Incident

# Incidents are asked for by their ids, so many at a time.
_AT_ONCE = 400


class Shelf:
    """Decoding every incident for every list takes a second on a ledger of 30,000 reports; this takes it
    once."""

    def __init__(self) -> None:
        self._taken = -1
        self._made: dict[str, int] = {}
        self._kept: dict[str, Incident] = {}
        self._ordered: list[Incident] = []
        self._shown: list[Incident] = []
        self._graded_at = -1
        self._lock = Lock()

    def incidents(self, store: Store, filters: Filters = query.EVERYTHING) -> Iterator[Incident]:
        """The incidents that pass, by day and id, as `query.incidents` gives them."""
        with seen(store) as connection, self._lock:
            if connection is None:
                return iter(())
            self._refresh(connection)
            given = grades_seen(store, connection)
            if given.made != self._graded_at:
                # One list at a time: what nobody graded is the same incident in both.
                self._shown, self._graded_at = list(graded(self._ordered, given)), given.made
            ordered = self._shown
        return query.passing(ordered, filters)

    def accounts(
        self, store: Store, filters: Filters = query.EVERYTHING
    ) -> Iterator[tuple[Incident, Account]]:
        """The accounts that pass, each with its incident."""
        for incident in self.incidents(store, filters):
            for account in incident.accounts:
                if query.account_passes(account, filters):
                    yield incident, account

    def _refresh(self, connection: Connection) -> None:
        """Read what was made since; incidents change only where linking takes in further entries."""
        taken = taken_in(connection, LINKS) or 0
        if taken <= self._taken:
            return
        made = homes.made_at(connection)
        stale = sorted(id for id, entry in made.items() if self._made.get(id) != entry)
        kept = {id: one for id, one in self._kept.items() if id in made}
        for start in range(0, len(stale), _AT_ONCE):
            some = tables.incidents.c.id.in_(stale[start : start + _AT_ONCE])
            kept |= {one.id: one for one in homes.read_incidents(connection, some)}
        self._taken, self._made, self._kept = taken, made, kept
        self._graded_at = -1
        self._ordered = sorted(kept.values(), key=lambda i: (i.start is None, i.start or "", i.id))
