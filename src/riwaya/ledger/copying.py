"""A whole SQLite ledger copied while it may be in use; the copy appears whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from riwaya.ledger.opening import connected_for_reading
from riwaya.model import LedgerError


@contextmanager
def appearing(path: Path, *, replace: bool) -> Iterator[Path]:
    """A temporary path beside `path`; what was written there takes its name, synced, when the block ends."""
    if path.exists() and not replace:
        raise LedgerError(f"{path}: is there already; choose another name, nothing was written")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written ({error.strerror}); choose another folder") from error
    os.close(handle)
    made = Path(name)
    try:
        yield made
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(made, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written ({error.strerror}); nothing was left there") from error
    finally:
        for rest in (made, Path(f"{made}-wal"), Path(f"{made}-shm"), Path(f"{made}-journal")):
            rest.unlink(missing_ok=True)


def copy_file(source: Path, target: Path, *, replace: bool = False) -> None:
    """Copy the ledger `source` to `target` as one consistent file, with SQLite's online backup."""
    with appearing(target, replace=replace) as made:
        try:
            with (
                closing(connected_for_reading(source)) as old,
                closing(sqlite3.connect(made)) as new,
            ):
                old.backup(new)
                new.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise LedgerError(
                f"{target}: the copy failed ({error}); make room or choose another folder, nothing was left"
            ) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
