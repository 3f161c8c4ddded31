"""A ledger as Python sees it: read into, asked, decided on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import riwaya.linking.query as asking
from riwaya.batch.adding import Progress, Summary, add_incoming, again
from riwaya.batch.exporting import Exported, export
from riwaya.batch.opening import open_for_asking
from riwaya.formats.incoming import Incoming, IntakeOptions
from riwaya.formats.reports import incoming
from riwaya.ledger.backup import backup
from riwaya.ledger.review import reviewed
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.mentions.times.written import written_date
from riwaya.model import Account, Decision, Entry, Filters, Hit, Incident, Report, Verified
from riwaya.reading.reading import Reading


class Ledger:
    """A ledger: a file, or a PostgreSQL database by its URL. It is made when something is added first.

    >>> with riwaya.Ledger("derna.ledger") as ledger:                     # doctest: +SKIP
    ...     ledger.add("reports/")
    ...     for incident in ledger.incidents(places=("درنة",)):           # ("Derna")
    ...         print(incident.title, incident.differ)
    """

    def __init__(self, where: str | Path, *, read_only: bool = False) -> None:
        self.store = Store.open(where, read_only=True) if read_only else _opened(where)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or database."""
        self.store.close()

    def add(
        self,
        what: str | Path | Report | Iterable[str | Path | Report],
        *,
        published: str | None = None,
        workers: int = 1,
        author: str = "",
        progress: Progress | None = None,
    ) -> Summary:
        """Read and add reports: files and folders by their paths, or `Report`s. The same report twice is
        one."""
        items = [what] if isinstance(what, str | Path | Report) else what
        found = _incoming(items, IntakeOptions(published, read_date=written_date))
        return add_incoming(self.store, found, workers=workers, author=author, progress=progress)

    def read_again(self, *, workers: int = 1) -> Summary:
        """Read all reports that this version of Riwaya has not read yet; decisions stay."""
        return again(self.store, workers=workers)

    def incidents(self, **filters: Any) -> Iterator[Incident]:
        """Incidents by day; filters as in `Filters`: since, until, places, kinds, outlets, speakers …"""
        return asking.incidents(self.store, Filters(**filters))

    def accounts(self, **filters: Any) -> Iterator[tuple[Incident, Account]]:
        """Accounts, each with its incident."""
        return asking.accounts(self.store, Filters(**filters))

    def reports(self, **filters: Any) -> Iterator[Report]:
        """Reports by id."""
        return asking.reports(self.store, Filters(**filters))

    def search(self, query: str, limit: int | None = None, **filters: Any) -> Iterator[Hit]:
        """Reports that hold the words of a query in any spelling, newest first."""
        return asking.search(self.store, query, Filters(**filters), limit)

    def show(self, id: str) -> Incident | Reading:
        """The incident with this id, or the newest reading of the report with this id, decisions applied."""
        if asking.is_incident(self.store, id):
            return asking.incident(self.store, id)
        report = self.store.report(id)
        return Reading(report, reviewed(self.store.findings(id), self.store.standing()))

    def export(
        self,
        form: str,
        output: str | Path,
        *,
        rule: str | None = None,
        head: bool = False,
        **filters: Any,
    ) -> Exported:
        """Write incidents to a file in a format of `riwaya export` ("acled", "ucdp" …), by a named rule.

        Filters as in `Filters`.
        """
        return export(self.store, form, Path(output), rule=rule, head=head, filters=Filters(**filters))

    def decide(self, decision: Decision, *, expected: str | None = None) -> Entry:
        """Append a decision; `expected` is the hash of the newest entry that the person had seen, by default
        the last one there is."""
        head = self.store.head()
        return self.store.decide(decision, expected=expected or (head.hash if head else None))

    def verify(self, head: str | None = None) -> Verified:
        """Check every hash and every anchor; `head` is the hash of an entry that was kept outside."""
        return verify(self.store, head)

    def backup(self, target: str | Path) -> str | None:
        """Write all of it to a new file; the hash of the last entry."""
        return backup(self.store, Path(target))


def _opened(where: str | Path) -> Store:
    if "://" in str(where) or not Path(where).exists():
        return Store.open(where)
    return open_for_asking(where)


def _incoming(items: Iterable[str | Path | Report], options: IntakeOptions) -> Iterator[Incoming]:
    for item in items:
        if isinstance(item, Report):
            yield Incoming(item.id, item)
        else:
            yield from incoming([str(item)], options)
