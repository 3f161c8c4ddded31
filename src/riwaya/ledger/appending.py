"""How reports and readings are appended: what is known stays one, everything new gets its entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from riwaya.ledger.chain import digest, following
from riwaya.ledger.encoding import findings_json, pack, record_hash, report_row
from riwaya.ledger.schema import entries, originals, readings, reports
from riwaya.model import Added, Entry, LedgerError, Received

# One transaction a batch: with full sync a transaction costs some milliseconds whatever is in it.
BATCH = 128
BATCH_LETTERS = 4_000_000
_ASKED = 400
_REVISION_LETTERS = 8


@dataclass
class Tally:
    """What was done so far, as lists."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    read_again: list[str] = field(default_factory=list)
    revised: list[tuple[str, str]] = field(default_factory=list)

    def take(self, other: Tally) -> None:
        """Put what `other` did behind this."""
        self.new += other.new
        self.known += other.known
        self.read_again += other.read_again
        self.revised += other.revised

    def added(self) -> Added:
        """The same as an unchanging value."""
        return Added(tuple(self.new), tuple(self.known), tuple(self.read_again), tuple(self.revised))


@dataclass
class _Rows:
    """What a batch will insert."""

    originals: dict[str, dict[str, Any]] = field(default_factory=dict)
    reports: list[dict[str, Any]] = field(default_factory=list)
    readings: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)


def batches(items: Iterable[Received]) -> Iterator[list[Received]]:
    """Items by the transaction that they go into."""
    batch: list[Received] = []
    letters = 0
    for item in items:
        batch.append(item)
        letters += len(item.report.text) + len(item.original or b"")
        if len(batch) >= BATCH or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def append(connection: Connection, batch: Sequence[Received], author: str) -> Tally:
    """Append a batch in the transaction of `connection`."""
    tally, rows = Tally(), _Rows()
    texts = _texts(connection, [n for i in batch for n in (i.report.id, revision_id(i))])
    read = _readers(connection, texts)
    last = last_entry(connection)
    for item in batch:
        checked(item)
        item, revises = _under_its_id(item, texts)
        report = item.report
        fresh = report.id not in texts
        if not fresh and item.reader in read.get(report.id, ()):
            tally.known.append(report.id)
            continue
        if fresh:
            last = _report(rows, item, revises, last, author)
            texts[report.id] = report.sha256
            tally.new.append(report.id)
            if revises is not None:
                tally.revised.append((revises, report.id))
        else:
            tally.read_again.append(report.id)
        last = _reading(rows, item, last, author)
        read.setdefault(report.id, set()).add(item.reader)
    _insert(connection, rows)
    return tally


def revision_id(item: Received) -> str:
    """The id of a text that came under an id which another text has."""
    return f"{item.report.id}~{item.report.sha256[:_REVISION_LETTERS]}"


def checked(item: Received) -> None:
    """Raise LedgerError if the reading is of another text, or the text no valid Unicode."""
    report = item.report
    if item.findings.report.sha256 != report.sha256:
        raise LedgerError(f"report {report.id!r}: the reading is of another text; read the report again")
    try:
        report.text.encode()
    except UnicodeEncodeError as error:
        raise LedgerError(
            f"report {report.id!r}: a lone surrogate at character {error.start}; no valid text can hold it"
        ) from error


def already_read(
    connection: Connection, heads: Sequence[tuple[str, str]], reader: str
) -> set[tuple[str, str]]:
    """Those of the (id, sha256 of the text) whose text is there, under the id or as a revision of it, with a
    reading by `reader`."""
    names = {head: f"{head[0]}~{head[1][:_REVISION_LETTERS]}" for head in heads}
    texts = _texts(connection, [n for head, name in names.items() for n in (head[0], name)])
    read = _readers(connection, texts)
    return {
        (id, sha256)
        for (id, sha256), name in names.items()
        if any(texts.get(n) == sha256 and reader in read.get(n, ()) for n in (id, name))
    }


def last_entry(connection: Connection) -> Entry | None:
    """The end of the chain."""
    asked = [entries.c[name] for name in Entry.__dataclass_fields__]
    row = connection.execute(select(*asked).order_by(entries.c.seq.desc()).limit(1)).first()
    return Entry(*row) if row else None


def columns(entry: Entry) -> dict[str, Any]:
    """An entry as a row."""
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__}


def _under_its_id(item: Received, texts: dict[str, str]) -> tuple[Received, str | None]:
    """The item under the id that its text has in the ledger, and the id that it revises, if it does."""
    report = item.report
    if texts.get(report.id, report.sha256) == report.sha256:
        return item, None
    name = revision_id(item)
    head = replace(item.findings.report, id=name)
    under = replace(item, report=replace(report, id=name), findings=replace(item.findings, report=head))
    return under, report.id


def _report(rows: _Rows, item: Received, revises: str | None, last: Entry | None, author: str) -> Entry:
    row = report_row(item, revises)
    body = {"text": row["sha256"], "record": record_hash(row), "original": row["original"]}
    entry = following(last, "report", item.report.id, author, body)
    rows.entries.append(columns(entry))
    rows.reports.append({**row, "entry": entry.seq})
    if item.original is not None:
        rows.originals[row["original"]] = {
            "sha256": row["original"],
            "media_type": item.media_type,
            "size": len(item.original),
            "data": pack(item.original),
        }
    return entry


def _reading(rows: _Rows, item: Received, last: Entry | None, author: str) -> Entry:
    raw = findings_json(item.findings)
    sha256 = digest(raw)
    entry = following(last, "reading", item.report.id, author, {"reader": item.reader, "findings": sha256})
    rows.entries.append(columns(entry))
    rows.readings.append(
        {
            "report": item.report.id,
            "reader": item.reader,
            "entry": entry.seq,
            "sha256": sha256,
            "findings": pack(raw),
        }
    )
    return entry


def _insert(connection: Connection, rows: _Rows) -> None:
    if rows.originals:
        there = _present(connection, originals.c.sha256, list(rows.originals))
        fresh = [row for sha256, row in rows.originals.items() if sha256 not in there]
        if fresh:
            connection.execute(originals.insert(), fresh)
    for table, some in ((entries, rows.entries), (reports, rows.reports), (readings, rows.readings)):
        if some:
            connection.execute(table.insert(), some)


def _texts(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """id → sha256 of the text, of those ids that are there."""
    found: dict[str, str] = {}
    for some in _some(ids):
        asked = select(reports.c.id, reports.c.sha256).where(reports.c.id.in_(some))
        found |= {row.id: row.sha256 for row in connection.execute(asked)}
    return found


def _readers(connection: Connection, ids: Iterable[str]) -> dict[str, set[str]]:
    """id → the readers that read it."""
    found: dict[str, set[str]] = {}
    for some in _some(list(ids)):
        asked = select(readings.c.report, readings.c.reader).where(readings.c.report.in_(some))
        for row in connection.execute(asked):
            found.setdefault(row.report, set()).add(row.reader)
    return found


def _present(connection: Connection, column: Any, values: Sequence[str]) -> set[str]:
    return {
        row[0] for some in _some(values) for row in connection.execute(select(column).where(column.in_(some)))
    }


def _some(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _ASKED):
        yield values[start : start + _ASKED]
