"""Ledgers to test on: a SQLite file, and a database of a PostgreSQL server that the tests start."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from riwaya.ledger.store import Store


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and gives its URL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or (str(programs[-1]) if programs else None)
    if found is None:
        pytest.skip("no PostgreSQL server here: install Debian's package postgresql to test on one")
    folder = Path(tempfile.mkdtemp(prefix="riwaya-pg-"))
    # The server refuses to run as root.
    other = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    if other:
        shutil.chown(folder, "postgres", "postgres")
    bin = Path(found).parent
    quiet = {
        "check": True,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "cwd": folder,
        **other,
    }
    data = folder / "data"
    subprocess.run(
        [bin / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
        **quiet,
    )
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=80"
    subprocess.run([bin / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start"], **quiet)
    numbers = itertools.count()

    def database() -> str:
        import psycopg

        # A schema of its own stands for a database: made in a hundredth of the time.
        name = f"t{next(numbers)}"
        with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://postgres@/postgres?host={folder}&options=-csearch_path%3D{name}"

    yield database
    subprocess.run([bin / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "test.ledger")
    return str(request.getfixturevalue("postgres")())


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty ledger."""
    with Store.open(where) as opened:
        yield opened
