"""Writers killed at random points, and disks that refuse: nothing acknowledged is lost, nothing is left half.

RIWAYA_KILLS says how often each writer is killed (300 and more before a release).
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import alembic.command
import alembic.config  # noqa: F401
import pytest
from ledger_items import received, several

from riwaya.ledger.backup import backup, restore
from riwaya.ledger.copying import appearing, copy_file
from riwaya.ledger.migrate import upgrade
from riwaya.ledger.opening import WRITING, open_engine
from riwaya.ledger.schema import REVISION
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.model import Decision, LedgerError, Received

KILLS = int(os.environ.get("RIWAYA_KILLS", "8"))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked")
Say = Callable[[str], None]


def killed(work: Callable[[Say], None], after: float) -> list[str]:
    """What a process acknowledged that did `work` and was killed after so many seconds."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(inlet)
            work(lambda said: (os.write(outlet, f"{said}\n".encode()), None)[1])
            os._exit(0)
        except BaseException as error:
            print(f"the writer failed: {error!r}", file=sys.stderr)
            os._exit(3)
    os.close(outlet)
    ended = time.monotonic() + after
    while time.monotonic() < ended and not select.select([], [], [], 0.002)[0]:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            break
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with os.fdopen(inlet) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return said.splitlines()[: said.count("\n")]


def pace(work: Callable[[Say], None]) -> float:
    """Twice the time until the first acknowledgement: kills up to then meet a writer opening, and writing."""
    inlet, outlet = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        work(lambda said: (os.write(outlet, said.encode()), None)[1])
        os._exit(0)
    os.read(inlet, 1)
    took = time.monotonic() - start
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(inlet)
    os.close(outlet)
    return 2 * took


def under(item: Received, id: str) -> Received:
    """The same report under another id."""
    head = replace(item.findings.report, id=id)
    return replace(item, report=replace(item.report, id=id), findings=replace(item.findings, report=head))


def test_killed_adding(where: str) -> None:
    chance, acknowledged = random.Random(1), []
    items = several(4)
    Store.open(where).close()

    def add(round: int) -> Callable[[Say], None]:
        def work(say: Say) -> None:
            with Store.open(where) as store:
                for number in range(10_000):
                    batch = [under(item, f"k{round}-{number}-{i}") for i, item in enumerate(items)]
                    store.add(batch)
                    say(" ".join(item.report.id for item in batch))

        return work

    longest = pace(add(-1))
    for round in range(KILLS):
        acknowledged += killed(add(round), chance.uniform(0, longest))
    with Store.open(where) as store:
        there = {report.id for report in store.reports()}
        assert not verify(store).problems
    assert {id for line in acknowledged for id in line.split()} <= there
    assert acknowledged


def test_killed_deciding(where: str) -> None:
    chance, acknowledged = random.Random(2), []
    with Store.open(where) as store:
        store.add(several(2))
    figure = several(1)[0].findings.figures[0].id

    def decide(say: Say) -> None:
        with Store.open(where) as store:
            for number in range(10_000):
                head = store.head()
                assert head is not None
                decision = Decision("correct", "figure", (figure,), "سلمى", {"low": number})
                say(store.decide(decision, expected=head.hash).hash)

    longest = pace(decide)
    for _ in range(KILLS):
        acknowledged += killed(decide, chance.uniform(0, longest))
    with Store.open(where) as store:
        assert set(acknowledged) <= {entry.hash for entry in store.entries("decision")}
        assert not verify(store).problems
    assert acknowledged


def older(path: Path) -> None:
    """A ledger of the first schema, with reports."""
    engine = open_engine(path, read_only=False)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        upgrade(connection, "0001")
    engine.dispose()


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the first schema with reports in it."""
    path = tmp_path_factory.mktemp("old") / "old.ledger"
    older(path)
    from riwaya.ledger import appending

    engine = open_engine(path, read_only=False)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        batch = [under(item, f"{item.report.id}-{n}") for n in range(40) for item in several(5)]
        appending.append(connection, batch, "")
    engine.dispose()
    return path


def test_an_older_ledger_is_brought_up_to_date_after_a_backup(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    shutil.copyfile(old, path)
    with pytest.raises(LedgerError, match="open it once for writing"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.count() == 200
        assert not verify(store).problems
    saved = tmp_path / f"a.ledger.before-{REVISION}.backup"
    engine = open_engine(saved, read_only=True)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 200
    engine.dispose()


def test_a_backup_of_an_older_version_is_restored(old: Path, where: str) -> None:
    before = old.read_bytes()
    assert restore(old, where).reports == 200
    with Store.open(where) as store:
        assert store.count() == 200
        assert not verify(store).problems
    assert old.read_bytes() == before


def test_killed_migrating(old: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    path = tmp_path / "paced.ledger"
    shutil.copyfile(old, path)

    def migrate(say: Say) -> None:
        Store.open(path).close()
        say("done")

    longest = pace(migrate) / 1.5
    for round in range(KILLS):
        path = tmp_path / f"{round}.ledger"
        shutil.copyfile(old, path)
        killed(migrate, chance.uniform(0, longest))
        saved = path.with_name(f"{path.name}.before-{REVISION}.backup")
        if saved.exists():
            copy_file(saved, tmp_path / "saved.ledger", replace=True)
            with Store.open(tmp_path / "saved.ledger") as store:
                assert store.count() == 200
        with Store.open(path) as store:
            assert store.count() == 200
            assert not verify(store).problems
        for left in tmp_path.glob(f"*{round}.ledger*"):
            left.unlink()


def test_killed_while_made(tmp_path: Path) -> None:
    chance = random.Random(4)
    path = tmp_path / "paced.ledger"

    def make(say: Say) -> None:
        Store.open(path).close()
        say("done")

    longest = pace(make) / 1.5
    for round in range(KILLS):
        path = tmp_path / f"{round}.ledger"
        killed(make, chance.uniform(0, longest))
        with Store.open(path) as store:
            store.add([received()])
            assert not verify(store).problems


def test_killed_backing_up_and_exporting(where: str, tmp_path: Path) -> None:
    chance = random.Random(5)
    with Store.open(where) as store:
        store.add(under(item, f"{item.report.id}-{n}") for n in range(12) for item in several(5))
        head = store.head()

    def save(say: Say) -> None:
        with Store.open(where, read_only=True) as store:
            for number in range(10_000):
                backup(store, folder / f"{number}.backup")
                with appearing(folder / f"{number}.csv", replace=False) as made, made.open("w") as file:
                    for report in store.reports():
                        file.write(f"{report.id}\n")
                say(str(number))

    folder = tmp_path / "paced"
    folder.mkdir()
    longest = pace(save)
    for round in range(KILLS):
        folder = tmp_path / str(round)
        folder.mkdir()
        said = killed(save, chance.uniform(0, longest))
        assert {f"{number}.backup" for number in said} <= {path.name for path in folder.iterdir()}
        for path in folder.glob("[0-9]*.backup"):
            with Store.open(path, read_only=True) as store:
                assert store.head() == head
                assert not verify(store).problems
        for path in folder.glob("[0-9]*.csv"):
            assert len(path.read_text().splitlines()) == 60
        shutil.rmtree(folder)


def test_a_log_cut_at_any_byte_leaves_a_ledger_that_was_once_acknowledged(tmp_path: Path) -> None:
    """What a power cut may leave: the file as it was last written through, and a part of the log."""
    path, heads = tmp_path / "a.ledger", {}
    with Store.open(path) as store:
        for number in range(6):
            store.add([under(received(), f"p{number}")])
            head = store.head()
            assert head is not None
            heads[head.hash] = number + 1
        at_rest, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    chance = random.Random(6)
    left = set()
    for at in [0, 31, 32, len(log), *(chance.randrange(len(log)) for _ in range(KILLS * 2))]:
        path = tmp_path / "cut.ledger"
        Path(f"{path}-shm").unlink(missing_ok=True)
        path.write_bytes(at_rest)
        Path(f"{path}-wal").write_bytes(log[:at])
        with Store.open(path) as store:
            head, count = store.head(), store.count()
            assert not verify(store).problems
        assert count == (heads[head.hash] if head else 0)
        left.add(count)
    assert {0, 6} <= left


def test_a_full_disk_is_told_and_the_ledger_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    with Store.open(path) as store:
        store.add(several(3))
    size = path.stat().st_size

    def fill(say: Say) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 60_000, size + 60_000))
        with Store.open(path) as store:
            try:
                for number in range(10_000):
                    store.add([under(several(1)[0], f"f{number}")])
                    say(f"f{number}")
            except LedgerError as error:
                say(f"error {error}")

    *acknowledged, error = killed(fill, 20)
    assert acknowledged
    assert "a.ledger: " in error
    assert "make room" in error
    with Store.open(path) as store:
        assert set(acknowledged) <= {report.id for report in store.reports()}
        assert not verify(store).problems
        store.add([under(several(1)[0], "after")])


def test_no_room_for_a_backup_leaves_nothing(tmp_path: Path) -> None:
    path, target = tmp_path / "a.ledger", tmp_path / "full.backup"
    with Store.open(path) as store:
        store.add(several(5))

    def save(say: Say) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        with Store.open(path, read_only=True) as store:
            try:
                backup(store, target)
            except LedgerError as error:
                say(str(error))

    [error] = killed(save, 5)
    assert "nothing was left" in error
    assert [p.name for p in tmp_path.iterdir() if "full" in p.name] == []


def test_a_read_only_folder_is_told_and_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    path = folder / "a.ledger"
    with Store.open(path) as store:
        store.add(several(2))
    copy_file(path, folder / "b.ledger")
    path.chmod(0o444)
    (folder / "b.ledger").chmod(0o444)
    folder.chmod(0o555)

    def look(say: Say) -> None:
        if os.getuid() == 0:
            os.setuid(65534)
        for name in ("a.ledger", "b.ledger"):
            with Store.open(folder / name, read_only=True) as store:
                say(f"{store.count()} {len(verify(store).problems)}")
                assert backup(store, Path(open_folder) / name) is not None
            try:
                with Store.open(folder / name) as store:
                    store.add([under(received(), "more")])
            except LedgerError as error:
                say(str(error))
        try:
            Store.open(folder / "new.ledger")
        except LedgerError as error:
            say(str(error))

    open_folder = tmp_path / "open"
    open_folder.mkdir()
    open_folder.chmod(0o777)
    for parent in folder.parents[:3]:
        parent.chmod(0o755)
    try:
        said = killed(look, 10)
    finally:
        folder.chmod(0o755)
    assert said[0] == said[2] == "2 0"
    assert all("read-only" in line or "writable" in line for line in (said[1], said[3], said[4])), said
