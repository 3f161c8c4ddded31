"""Backups: one portable file, itself a SQLite ledger, whichever database it came from or goes to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from riwaya.ledger.copying import appearing, copy_file
from riwaya.ledger.migrate import revision
from riwaya.ledger.opening import locate, named, open_engine, told
from riwaya.ledger.schema import REVISION, entries, originals, people, readings, reports
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.model import LedgerError, Verified

_AT_ONCE = 500


def backup(store: Store, target: Path) -> str | None:
    """Write all of a ledger to the new file `target`; the hash of its last entry.

    The ledger may be in use: the backup is what it was at one moment. The file appears whole or not at all.
    """
    if isinstance(store.where, Path):
        copy_file(store.where, target)
        with Store.open(target, read_only=True) as copy:
            head = copy.head()
        return head.hash if head else None
    with appearing(target, replace=False) as made:
        made.unlink()
        with Store.open(made) as copy:
            _transfer(store, copy)
            head = copy.head()
        _at_rest(made)
    return head.hash if head else None


def restore(archive: Path, where: str | Path) -> Verified:
    """Make a new ledger, file or database, of a backup, which is verified first; raises LedgerError."""
    with _of_this_version(archive) as current, Store.open(current, create=False, read_only=True) as kept:
        found = verify(kept)
        if found.problems:
            first = found.problems[0]
            raise LedgerError(f"{archive}: does not verify ({first.what}); take another backup")
        place = locate(where)
        if isinstance(place, Path):
            copy_file(current, place)
            Store.open(place, create=False).close()
            return found
        with Store.open(where) as target:
            if target.head() is not None:
                raise LedgerError(f"{named(place)}: holds a ledger already; restore into an empty database")
            _transfer(kept, target)
    return found


@contextmanager
def _of_this_version(archive: Path) -> Iterator[Path]:
    """The archive, or a copy of it brought up to date if an older version of Riwaya wrote it."""
    if not archive.is_file():
        raise LedgerError(f"{archive}: no file there; give one that `riwaya backup` wrote")
    with told(archive):
        engine = open_engine(archive, read_only=True)
        has = revision(engine, archive)
        engine.dispose()
    if has in (None, REVISION):
        yield archive
        return
    with TemporaryDirectory(prefix="riwaya-") as folder:
        copy = Path(folder) / "archive"
        copy_file(archive, copy)
        Store.open(copy, create=False, save=False).close()
        yield copy


def _transfer(source: Store, target: Store) -> None:
    """Copy the append-only tables and the accounts of people, in one transaction on either side."""
    with source.connection() as reading, target.begin() as writing:
        if writing.execute(select(func.count()).select_from(entries)).scalar():
            raise LedgerError(f"{target.name}: holds a ledger already; nothing was changed")
        for table, key in (
            (originals, originals.c.sha256),
            (entries, entries.c.seq),
            (reports, reports.c.entry),
            (readings, readings.c.entry),
            (people, people.c.name),
        ):
            rows = reading.execute(select(table).order_by(key), execution_options={"yield_per": _AT_ONCE})
            for some in rows.mappings().partitions(_AT_ONCE):
                writing.execute(table.insert(), [dict(row) for row in some])


def _at_rest(path: Path) -> None:
    """Leave the SQLite file without a log beside it."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
