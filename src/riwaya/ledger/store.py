"""The durable core: reports, readings and decisions, appended and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import URL, Connection, Engine, Row, func, select

from riwaya.ledger import appending, deciding
from riwaya.ledger.chain import following
from riwaya.ledger.encoding import read_findings, unpack
from riwaya.ledger.kept_decisions import KeptDecisions
from riwaya.ledger.migrate import bring_up_to_date, revision
from riwaya.ledger.opening import WRITING, locate, named, open_engine, told
from riwaya.ledger.review import Standing
from riwaya.ledger.schema import REVISION, entries, originals, readings, reports
from riwaya.model import Added, Decided, Decision, Entry, Findings, LedgerError, Received, Report, ReportHead

# Ids asked for in one query.
_ASKED = 400
_ENTRY = [entries.c[name] for name in Entry.__dataclass_fields__]
_HEAD = [reports.c[name] for name in ReportHead.__dataclass_fields__]
_REPORT = [reports.c[name] for name in Report.__dataclass_fields__]


class Store:
    """An open ledger. Every method leaves it whole: what was acknowledged is on the disk.

    >>> with Store.open("derna.ledger") as store:   # doctest: +SKIP
    ...     store.add(received)
    """

    def __init__(self, engine: Engine, where: Path | URL, *, read_only: bool) -> None:
        self._engine = engine
        self._decisions = KeptDecisions()
        self.where = where
        self.read_only = read_only

    @classmethod
    def open(
        cls, where: str | Path, *, create: bool = True, read_only: bool = False, save: bool = True
    ) -> Store:
        """Open the ledger at a path or a postgresql:// URL; `create` makes it if it is not there.

        An older schema is brought up to date, after a backup beside the file if `save`. Raises LedgerError
        that says what to do.
        """
        place = locate(where)
        if isinstance(place, Path):
            _check_file(place, create=create and not read_only)
        with told(place):
            engine = open_engine(place, read_only=read_only)
            try:
                has = revision(engine, place)
                if has is None and (read_only or not create):
                    raise LedgerError(f"{named(place)}: holds no ledger yet; make one with `riwaya add`")
                if has != REVISION and read_only:
                    raise LedgerError(
                        f"{named(place)}: made by another version of Riwaya (schema {has}, this one has "
                        f"{REVISION}); open it once for writing, which brings it up to date after a backup"
                    )
                if not read_only:
                    bring_up_to_date(engine, place, has, save=save)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, place, read_only=read_only)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """How messages name the ledger."""
        return named(self.where)

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection for reading: one unchanging view of the ledger for as long as it is held."""
        with told(self.where), self._engine.connect() as connection:
            if self.dialect == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection for writing: others wait until the block ends, which commits it, or undoes it on an
        error."""
        if self.read_only:
            raise LedgerError(f"{self.name}: opened for reading only; open it for writing to change it")
        with told(self.where), self._engine.connect() as connection:
            connection.execution_options(**{WRITING: True})
            with connection.begin():
                yield connection

    def add(self, items: Iterable[Received], *, author: str = "") -> Added:
        """Append reports and readings, a batch at a time; see `Added` for what is told.

        The same report twice is one. A known id with another text is kept beside the first as a revision,
        under the id and the first letters of its text's hash ("derna-3~5f2c91aa"): outlets edit what they
        published, and both texts are evidence.
        """
        found = appending.Tally()
        for batch in appending.batches(items):
            with self.begin() as connection:
                told_now = appending.append(connection, batch, author)
            found.take(told_now)
        return found.added()

    def known(self, heads: Iterable[tuple[str, str]], reader: str) -> set[tuple[str, str]]:
        """Those of the (id, sha256 of the text) that are in the ledger with a reading by `reader`."""
        asked = list(heads)
        with self.connection() as connection:
            return appending.already_read(connection, asked, reader)

    def record(
        self,
        kind: str,
        subject: str,
        author: str,
        body: Mapping[str, Any] | None = None,
        *,
        reason: str = "",
    ) -> Entry:
        """Append an entry of any other kind: an export with its filter and row count, a login, a setting."""
        if kind in ("report", "reading", "decision"):
            raise LedgerError(f"{self.name}: entries of kind {kind!r} are made by `add` and `decide`")
        with self.begin() as connection:
            entry = following(
                appending.last_entry(connection), kind, subject, author, body or {}, reason=reason
            )
            connection.execute(entries.insert(), appending.columns(entry))
        return entry

    def decide(self, decision: Decision, *, expected: str | None) -> Entry:
        """Append a decision.

        `expected` is the hash of the newest entry that the person had seen (`head()` when they looked, or
        the last entry on this subject); None says that they saw no decision on it. Raises ConflictError if
        somebody decided on the same since, LedgerError if the decision makes no sense.
        """
        with self.begin() as connection:
            return deciding.append(connection, decision, expected, self.name)

    def decisions(self, layer: str | None = None, subject: str | None = None) -> list[Decided]:
        """Decisions in the order of the chain, of one layer or about one subject if asked."""
        with self.connection() as connection:
            return list(deciding.decided(connection, layer, subject))

    def standing(self) -> Standing:
        """The decisions that stand, by what they are about: see `riwaya.ledger.review.standing`."""
        with self.connection() as connection:
            return self._decisions.standing(connection)

    def report(self, id: str) -> Report:
        """The report with this id; raises LedgerError if there is none."""
        for found in self.reports([id]):
            return found
        raise LedgerError(f"{self.name}: no report {id!r}; `riwaya search` finds reports by their words")

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Reports in the order of their ids: all, or those of `ids` that are there."""
        for row in self._rows(select(*_REPORT), reports.c.id, ids):
            yield Report(**row._mapping)

    def heads(self, ids: Iterable[str]) -> Iterator[ReportHead]:
        """Those reports that are there, without their texts."""
        for row in self._rows(select(*_HEAD), reports.c.id, ids):
            yield ReportHead(**row._mapping)

    def findings(self, id: str) -> Findings:
        """The newest reading of a report, reviewers' decisions not applied; raises LedgerError."""
        for _, found in self.newest([id]):
            return found
        raise LedgerError(f"{self.name}: no reading of {id!r}; `riwaya add --again` reads all reports")

    def newest(self, ids: Iterable[str] | None = None) -> Iterator[tuple[str, Findings]]:
        """(reader, newest reading) of reports in the order of their ids."""
        for row in self._rows(_newest(readings.c.reader, readings.c.findings), readings.c.report, ids):
            yield row.reader, read_findings(unpack(row.findings), f"{self.name}: {row.report}")

    def reader_of(self, id: str) -> str:
        """The version that made the newest reading of a report."""
        for row in self._rows(_newest(readings.c.reader), readings.c.report, [id]):
            return str(row.reader)
        raise LedgerError(f"{self.name}: no reading of {id!r}; `riwaya add --again` reads all reports")

    def original(self, id: str) -> tuple[bytes, str] | None:
        """The bytes that a report came in and their media type; None if they were not kept."""
        asked = (
            select(originals.c.data, originals.c.media_type)
            .join(reports, reports.c.original == originals.c.sha256)
            .where(reports.c.id == id)
        )
        with self.connection() as connection:
            row = connection.execute(asked).first()
        return (unpack(row.data), row.media_type) if row else None

    def entries(self, kind: str | None = None, subject: str | None = None, after: int = 0) -> Iterator[Entry]:
        """Entries in the order of the chain, of one kind or subject if asked, after the entry number
        `after`."""
        asked = select(*_ENTRY).where(entries.c.seq > after).order_by(entries.c.seq)
        if kind is not None:
            asked = asked.where(entries.c.kind == kind)
        if subject is not None:
            asked = asked.where(entries.c.subject == subject)
        with self.connection() as connection:
            for row in connection.execution_options(yield_per=500).execute(asked):
                yield Entry(*row)

    def entry(self, hash: str) -> Entry | None:
        """The entry with this hash, or None."""
        with self.connection() as connection:
            row = connection.execute(select(*_ENTRY).where(entries.c.hash == hash)).first()
        return Entry(*row) if row else None

    def head(self) -> Entry | None:
        """The last entry: whoever keeps its hash elsewhere can prove later that nothing was changed."""
        with self.connection() as connection:
            return appending.last_entry(connection)

    def count(self) -> int:
        """The number of reports."""
        with self.connection() as connection:
            return int(connection.execute(select(func.count()).select_from(reports)).scalar_one())

    def _rows(self, asked: Any, key: Any, ids: Iterable[str] | None) -> Iterator[Row[Any]]:
        """The rows of a query in the order of `key`, streamed; only those of `ids` if given."""
        with self.connection() as connection:
            connection = connection.execution_options(yield_per=200)
            if ids is None:
                yield from connection.execute(asked.order_by(key))
                return
            wanted: Sequence[str] = sorted(set(ids))
            for start in range(0, len(wanted), _ASKED):
                some = wanted[start : start + _ASKED]
                yield from connection.execute(asked.where(key.in_(some)).order_by(key))


def _newest(*columns: Any) -> Any:
    """A query for the newest reading of each report."""
    later = readings.alias()
    newest = select(func.max(later.c.entry)).where(later.c.report == readings.c.report).scalar_subquery()
    return select(readings.c.report, *columns).where(readings.c.entry == newest)


def _check_file(path: Path, *, create: bool) -> None:
    """Raise LedgerError where no ledger can be opened or made at `path`."""
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; give the path of a file, {path / 'ledger.riwaya'} say")
    if not path.exists():
        if not create:
            raise LedgerError(f"{path}: no ledger there; make one with `riwaya add INPUT… --ledger {path}`")
        if not path.absolute().parent.is_dir():
            raise LedgerError(f"{path}: the folder {path.parent} is not there; make it first")
