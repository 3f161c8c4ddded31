"""Where a ledger is and how it is opened: a file, or the URL of a PostgreSQL database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from riwaya.model import LedgerError

# "RIWA": tells a ledger from any other SQLite file.
APPLICATION = 0x52495741
# How long a writer waits for another before it gives up; batches take milliseconds.
PATIENCE = 120.0
WRITING = "riwaya_writing"
# Connections that are kept open, and how much of the file each keeps in memory (KB): linking goes back and
# forth in it, pages do not.
KEPT = 9
CACHE, WRITER_CACHE = "cache_size=-4096", "cache_size=-32768"

_ADVICE = (
    ("database is locked", "another program keeps writing to it; wait for that to end and try again"),
    ("disk is full", "the disk is full; make room and try again, what was added before is safe"),
    ("no space left", "the disk is full; make room and try again, what was added before is safe"),
    ("disk i/o error", "the disk refused (full, quota, failing); make room or check it and try again; "
     "what was added before is safe"),
    ("readonly database", "file or folder is read-only; copy the ledger to a folder you may write to"),
    ("read-only transaction", "the ledger was opened for reading only"),
    ("unable to open database file", "it cannot be opened; check that the folder is there and writable"),
    ("file is not a database", "it is no ledger; give the path of a ledger that `riwaya add` made"),
    ("malformed", "the file is damaged; restore a backup (`riwaya restore`) and compare its head"),
    ("append-only", "a ledger's entries cannot be changed or removed; append a decision instead"),
    ("connection refused", "no PostgreSQL server answers there; check the host and the port"),
    ("could not translate host", "the host is not known; check the URL"),
    ("password authentication failed", "the user or the password is wrong; check the URL"),
    ("does not exist", "it is not there; check the URL, or create the database with `createdb`"),
    ("permission denied", "the database user lacks the right; ask the database's owner"),
)  # fmt: skip


def locate(where: str | Path) -> Path | URL:
    """The file or the database that `where` means: "derna.ledger" or "postgresql://user@host/derna"."""
    text = str(where)
    if "://" not in text:
        return Path(text)
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise LedgerError(f"{text}: no URL; write it as postgresql://user@host/name") from error
    if url.drivername.startswith("sqlite"):
        return Path(url.database or "")
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise LedgerError(f"{named(url)}: ledgers are SQLite files or postgresql:// URLs, not {url.drivername}")


def named(where: Path | URL) -> str:
    """How messages name a ledger: passwords are left out."""
    return where.render_as_string() if isinstance(where, URL) else str(where)


def open_engine(where: Path | URL, *, read_only: bool) -> Engine:
    """The engine for a ledger; nothing is read or written yet."""
    if isinstance(where, URL):
        return _postgres(where, read_only=read_only)
    return _sqlite(where, read_only=read_only)


def _postgres(url: URL, *, read_only: bool) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, max_overflow=30)
    except ImportError as error:
        raise LedgerError(
            f"{named(url)}: no PostgreSQL driver; install it with `pip install 'riwaya[postgres]'`"
        ) from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITING):
            # Writers queue here, so that the chain has one end; readers are not held up.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('riwaya'))")
        elif read_only:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    return engine


def _sqlite(path: Path, *, read_only: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        address = path.absolute().as_uri()
        return connected_for_reading(path) if read_only else _connected(address + "?mode=rwc")

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=_pool(), pool_size=KEPT, pool_use_lifo=True, max_overflow=60
    )

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "synchronous=FULL", CACHE):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITING):
            connection.info[WRITING] = True
            connection.exec_driver_sql(f"PRAGMA {WRITER_CACHE}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "checkin")
    def given_back(connection: Any, record: Any) -> None:
        if connection is not None and record.info.pop(WRITING, False):
            connection.execute(f"PRAGMA {CACHE}")

    return engine


def connected_for_reading(path: Path) -> sqlite3.Connection:
    """A bare connection to a SQLite ledger that changes nothing."""
    address = path.absolute().as_uri()
    try:
        connection = _connected(address + "?mode=ro")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # In a folder that cannot be written no index of the log can be made; a file at rest needs none.
        return _connected(address + "?immutable=1")
    return connection


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


@contextmanager
def told(where: Path | URL) -> Iterator[None]:
    """Errors of the database as LedgerError that names the ledger and what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) if isinstance(error, DBAPIError) else error
        said = " ".join(str(cause or error).split())
        low = said.lower()
        advice = next((words for sign, words in _ADVICE if sign in low), "please report it")
        raise LedgerError(f"{named(where)}: {said}: {advice}") from error
