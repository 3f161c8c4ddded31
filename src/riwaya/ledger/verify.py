"""The whole ledger checked: every hash worked out again, every quote cut again, the chain walked.

Entries, reports and readings are read side by side in the order of the chain, each once, so that a ledger of
any size is checked in little memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from riwaya.ledger.anchors import Corrections, broken_anchor
from riwaya.ledger.chain import START, digest, entry_hash
from riwaya.ledger.deciding import checked, decision_of
from riwaya.ledger.encoding import record_hash, unpack
from riwaya.ledger.schema import entries, originals, readings, reports
from riwaya.ledger.store import Store
from riwaya.model import Decided, Entry, LedgerError, Problem, Verified

_RESTORE = "restore a backup that verifies (`riwaya restore`), and find out who could write to the ledger"
_CUT = "the end of the ledger was cut off or rewritten; " + _RESTORE
# Problems told in full; a ledger that was rewritten has one an entry.
TOLD = 200
_AT_ONCE = 1000
_UNREADABLE = (LedgerError, KeyError, TypeError, ValueError, AttributeError, msgspec.DecodeError)
_EVERY = 1000


@dataclass
class _Found:
    """What was counted and what is wrong, so far."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("entries", "reports", "readings", "originals", "anchors"), 0)
    )
    problems: list[Problem] = field(default_factory=list)
    further: int = 0

    def wrong(self, entry: int | None, what: str, advice: str = _RESTORE) -> None:
        if len(self.problems) < TOLD:
            self.problems.append(Problem(entry, what, advice))
        else:
            self.further += 1


def verify(store: Store, head: str | None = None, *, tell: Callable[[int], None] | None = None) -> Verified:
    """Check everything; problems come in the order of the chain.

    `head` is the hash of an entry that was kept outside: if the chain no longer holds it, the ledger was cut
    or rewritten since. `tell` is called with the number of entries checked, now and then.
    """
    found = _Found()
    with store.connection() as connection:
        if store.dialect == "sqlite":
            _pages(connection, found)
        last, met = _walk(connection, found, head, tell)
        _originals(connection, found)
    if head is not None and not met:
        found.wrong(
            (last.seq + 1) if last else 1, f"no entry has the hash that was kept outside ({head})", _CUT
        )
    problems = sorted(found.problems, key=lambda p: (p.entry is None, p.entry or 0))
    return Verified(
        **found.counts, head=last.hash if last else None, problems=tuple(problems), further=found.further
    )


def _walk(
    connection: Connection, found: _Found, head: str | None, tell: Callable[[int], None] | None
) -> tuple[Entry | None, bool]:
    """Walk the chain with what hangs on it; the last entry, and whether one had the hash `head`."""
    beside = _Beside(connection, found)
    asked = select(*(entries.c[name] for name in Entry.__dataclass_fields__)).order_by(entries.c.seq)
    previous, expected, met = START, 1, False
    last = None
    for row in _streamed(connection, asked):
        entry = Entry(*tuple(row))
        if entry.seq != expected:
            missing = (
                f"entry {expected}" if entry.seq == expected + 1 else f"entries {expected}-{entry.seq - 1}"
            )
            found.wrong(expected, f"{missing} missing")
        elif entry.previous != previous:
            found.wrong(entry.seq, f"entry {entry.seq} does not follow entry {entry.seq - 1} as it is")
        if entry.hash != entry_hash(
            entry.previous, entry.seq, entry.kind, entry.subject, entry.author, entry.time, entry.reason,
            entry.body,
        ):  # fmt: skip
            found.wrong(entry.seq, f"entry {entry.seq} ({entry.kind} {entry.subject}) was changed")
        beside.check(entry)
        previous, expected, last = entry.hash, entry.seq + 1, entry
        met = met or entry.hash == head
        found.counts["entries"] += 1
        if tell and found.counts["entries"] % _EVERY == 0:
            tell(found.counts["entries"])
    beside.rest()
    return last, met


class _Beside:
    """The reports and readings that hang on the chain, read in its order."""

    def __init__(self, connection: Connection, found: _Found) -> None:
        self.connection, self.found = connection, found
        self.reports = _Stream(connection, select(*reports.c).order_by(reports.c.entry))
        self.readings = _Stream(connection, select(*readings.c).order_by(readings.c.entry))
        self.corrections = Corrections.of(_readable(connection))
        self.text: tuple[str, str] = ("", "")

    def check(self, entry: Entry) -> None:
        """Check what `entry` says was added with it."""
        if entry.kind == "decision":
            self._decision(entry)
            return
        if entry.kind not in ("report", "reading"):
            return
        stream = self.reports if entry.kind == "report" else self.readings
        for row in stream.before(entry.seq):
            self._stray(entry.kind, row)
        found = stream.at(entry.seq)
        body = _body(entry)
        if found is None:
            self.found.wrong(entry.seq, f"the {entry.kind} {entry.subject} is missing")
        elif body is not None:
            (self._report if entry.kind == "report" else self._reading)(entry, found, body)

    def rest(self) -> None:
        """Whatever hangs on no entry."""
        for kind, stream in (("report", self.reports), ("reading", self.readings)):
            for row in stream.before(None):
                self._stray(kind, row)

    def _stray(self, kind: str, row: Row[Any]) -> None:
        name = row.id if kind == "report" else row.report
        self.found.wrong(row.entry, f"a {kind} of {name} stands there without its entry", _CUT)

    def _report(self, entry: Entry, row: Row[Any], body: Mapping[str, Any]) -> None:
        self.found.counts["reports"] += 1
        self.text = (row.id, row.text)
        text = digest(row.text.encode("utf-8", "surrogatepass"))
        if text != row.sha256 or text != body.get("text"):
            self.found.wrong(entry.seq, f"the text of report {row.id} was changed")
        elif row.id != entry.subject or record_hash(dict(row._mapping)) != body.get("record"):
            self.found.wrong(
                entry.seq, f"what is kept of report {row.id} (outlet, dates, title …) was changed"
            )
        elif row.original != body.get("original"):
            self.found.wrong(entry.seq, f"report {row.id} names another original than it came with")

    def _reading(self, entry: Entry, row: Row[Any], body: Mapping[str, Any]) -> None:
        self.found.counts["readings"] += 1
        try:
            raw = unpack(row.findings)
        except zlib.error:
            raw = b""
        if digest(raw) != row.sha256 or row.sha256 != body.get("findings"):
            self.found.wrong(entry.seq, f"the reading of report {row.report} was changed")
            return
        if row.report != entry.subject or row.reader != body.get("reader"):
            self.found.wrong(entry.seq, f"the reading of report {row.report} is under another name")
        if self.text[0] != row.report:
            asked = select(reports.c.text).where(reports.c.id == row.report)
            self.text = (row.report, self.connection.execute(asked).scalar() or "")
        count, broken = broken_anchor(raw, self.text[1], self.corrections)
        self.found.counts["anchors"] += count
        if broken is not None:
            self.found.wrong(entry.seq, f"the reading of report {row.report}: {broken}")

    def _decision(self, entry: Entry) -> None:
        try:
            checked(decision_of(entry))
        except _UNREADABLE as error:
            self.found.wrong(entry.seq, f"entry {entry.seq} is no decision that can be read ({error})")


class _Stream:
    """Rows in the order of their entries, taken as the chain comes to them."""

    def __init__(self, connection: Connection, asked: Any) -> None:
        self._rows = _streamed(connection, asked)
        self._next = next(self._rows, None)

    def before(self, seq: int | None) -> Iterator[Row[Any]]:
        """Rows of entries before `seq`; all that are left for None."""
        while self._next is not None and (seq is None or self._next.entry < seq):
            yield self._next
            self._next = next(self._rows, None)

    def at(self, seq: int) -> Row[Any] | None:
        """The row of entry `seq`."""
        row = self._next
        if row is None or row.entry != seq:
            return None
        self._next = next(self._rows, None)
        return row


def _originals(connection: Connection, found: _Found) -> None:
    """Every original unpacked and hashed again; each report's is there, and none belongs to no report."""
    asked = select(originals.c.sha256, originals.c.size, originals.c.data).order_by(originals.c.sha256)
    for row in _streamed(connection, asked):
        found.counts["originals"] += 1
        try:
            raw = unpack(row.data)
        except zlib.error:
            raw = b""
        if digest(raw) != row.sha256 or len(raw) != row.size:
            of = select(reports.c.id, reports.c.entry).where(reports.c.original == row.sha256)
            report = connection.execute(of.order_by(reports.c.entry).limit(1)).first()
            name, seq = (report.id, report.entry) if report else ("no report", None)
            found.wrong(seq, f"the original of {name} ({row.sha256[:12]}…) was changed")
    both = reports.outerjoin(originals, reports.c.original == originals.c.sha256)
    lost = select(reports.c.id, reports.c.entry).select_from(both)
    lost = lost.where(reports.c.original.is_not(None), originals.c.sha256.is_(None))
    for id, seq in connection.execute(lost):
        found.wrong(seq, f"the original of report {id} is missing")
    both = originals.outerjoin(reports, reports.c.original == originals.c.sha256)
    stray = select(originals.c.sha256).select_from(both).where(reports.c.id.is_(None))
    for (sha256,) in connection.execute(stray):
        found.wrong(None, f"an original ({sha256[:12]}…) belongs to no report")


def _pages(connection: Connection, found: _Found) -> None:
    """Whether SQLite finds its own file whole."""
    told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if told != "ok":
        found.wrong(None, f"the file is damaged ({told})")


def _readable(connection: Connection) -> Iterator[Decided]:
    """The decisions that can be read; the others are told when the chain comes to them."""
    asked = select(*(entries.c[name] for name in Entry.__dataclass_fields__))
    for row in connection.execute(asked.where(entries.c.kind == "decision").order_by(entries.c.seq)):
        entry = Entry(*tuple(row))
        with suppress(*_UNREADABLE):
            yield Decided(entry, decision_of(entry))


def _body(entry: Entry) -> Mapping[str, Any] | None:
    try:
        body = msgspec.json.decode(entry.body)
    except msgspec.DecodeError:
        return None
    return body if isinstance(body, dict) else None


def _streamed(connection: Connection, asked: Any) -> Iterator[Row[Any]]:
    return iter(connection.execute(asked, execution_options={"yield_per": _AT_ONCE}))
