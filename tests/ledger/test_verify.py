"""Whatever is done to a ledger behind its back is found, and the first broken entry is named."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_items import received, several

from riwaya.ledger.chain import canonical, entry_hash
from riwaya.ledger.copying import copy_file
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.model import Decision, LedgerError, Verified

TABLES = ("originals", "reports", "readings", "entries")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with reports, two readings each, decisions and an export."""
    path = tmp_path_factory.mktemp("whole") / "whole.ledger"
    with Store.open(path) as store:
        store.add(several(6))
        store.add(several(3, "test-2"))
        figure = received("r000", several(1)[0].report.text).findings.figures[0]
        store.decide(Decision("correct", "figure", (figure.id,), "سلمى", {"low": 4}), expected=None)
        store.record("export", "acled", "سلمى", {"rows": 3})
    return path


@pytest.fixture(scope="module")
def bare(whole: Path) -> Path:
    """The same with the triggers taken out, as somebody with an editor for SQLite files would."""
    path = whole.with_name("bare.ledger")
    copy_file(whole, path)
    with closing(sqlite3.connect(path)) as plain:
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            plain.execute(f"DROP TRIGGER {name}")
        plain.commit()
    return path


def tampered(bare: Path, path: Path, change: str | Callable[[sqlite3.Connection], None]) -> Verified | None:
    """What `verify` says of a copy with rows changed; None if the file itself refused the change."""
    shutil.copyfile(bare, path)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA synchronous=OFF")
        try:
            if callable(change):
                change(plain)
            else:
                assert plain.execute(change).rowcount, change
        except sqlite3.IntegrityError:  # the key of another row
            return None
        plain.commit()
    with Store.open(path, read_only=True) as store:
        return verify(store)


def test_an_untouched_ledger_verifies(store: Store) -> None:
    store.add(several(4))
    store.add(several(2, "test-2"))
    told: list[int] = []
    found = verify(store, store.entries().__next__().hash, tell=told.append)
    assert (found.entries, found.reports, found.readings, found.originals) == (10, 4, 6, 4)
    assert found.anchors > 10
    assert not found.problems
    assert found.head == (store.head().hash if store.head() else None)  # type: ignore[union-attr]


def test_an_empty_ledger_verifies(store: Store) -> None:
    assert verify(store) == Verified(0, 0, 0, 0, 0, None)


@pytest.mark.parametrize(
    ("change", "entry", "what"),
    [
        ("UPDATE reports SET text = text || '.' WHERE id = 'r002'", 5, "the text of report r002 was changed"),
        ("UPDATE reports SET published = '2019' WHERE id = 'r002'", 5, "what is kept of report r002"),
        ("UPDATE reports SET id = 'r9' WHERE id = 'r002'", 5, "what is kept of report r9"),
        ("UPDATE reports SET original = NULL WHERE id = 'r002'", 5, "another original"),
        ("DELETE FROM reports WHERE id = 'r002'", 5, "the report r002 is missing"),
        (
            "DELETE FROM readings WHERE report = 'r003' AND reader = 'test-1'",
            8,
            "the reading r003 is missing",
        ),
        ("UPDATE readings SET findings = x'00' WHERE entry = 8", 8, "the reading of report r003 was changed"),
        ("UPDATE readings SET reader = 'x' WHERE entry = 8", 8, "is under another name"),
        ("UPDATE originals SET data = x'00' WHERE rowid = 1", None, "was changed"),
        ("DELETE FROM originals WHERE rowid = 1", None, "is missing"),
        ("INSERT INTO originals VALUES ('x', '', 0, x'')", None, "was changed"),
        ("DELETE FROM entries WHERE seq = 7", 7, "entry 7 missing"),
        ("DELETE FROM entries WHERE seq IN (7, 8)", 7, "entries 7-8 missing"),
        ("UPDATE entries SET author = 'x' WHERE seq = 16", 16, "entry 16 (decision"),
        ("UPDATE entries SET kind = 'note' WHERE seq = 17", 17, "entry 17 (note acled) was changed"),
    ],
)
def test_each_kind_of_change_is_found(
    bare: Path, tmp_path: Path, change: str, entry: int | None, what: str
) -> None:
    found = tampered(bare, tmp_path / "a.ledger", change)
    assert found is not None
    first = found.problems[0]
    assert what in first.what
    assert "restore" in first.advice
    if entry is not None:
        assert first.entry == entry


def test_a_rewritten_entry_breaks_the_chain_after_it(whole: Path, bare: Path, tmp_path: Path) -> None:
    with Store.open(whole, read_only=True) as store:
        entry = next(store.entries(after=15))
    forged = entry_hash(
        entry.previous, 16, entry.kind, entry.subject, "عمر", entry.time, entry.reason, entry.body
    )
    change = f"UPDATE entries SET author = 'عمر', hash = '{forged}' WHERE seq = 16"
    found = tampered(bare, tmp_path / "a.ledger", change)
    assert found is not None
    assert found.problems[0].entry == 17
    assert "does not follow entry 16" in found.problems[0].what


def test_a_cut_end_is_found_by_a_head_kept_outside(whole: Path, bare: Path, tmp_path: Path) -> None:
    with Store.open(whole, read_only=True) as store:
        head = store.head()
        assert head is not None
        assert not verify(store, head.hash).problems
    path = tmp_path / "a.ledger"
    cut = tampered(bare, path, "DELETE FROM entries WHERE seq >= 16")
    assert cut is not None
    assert not cut.problems  # it cannot be seen without
    with Store.open(path, read_only=True) as store:
        [problem] = verify(store, head.hash).problems
    assert problem.entry == 16
    assert "cut off" in problem.advice


def test_rows_without_entries_are_found(bare: Path, tmp_path: Path) -> None:
    found = tampered(bare, tmp_path / "a.ledger", "DELETE FROM entries WHERE seq >= 11")
    assert found is not None
    assert (found.problems[0].entry, "without its entry" in found.problems[0].what) == (11, True)


def test_an_anchor_outside_the_text_is_found(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.ledger") as store:
        store.add(several(1))
        figure = several(1)[0].findings.figures[0]
        store.decide(Decision("correct", "figure", (figure.id,), "x", {"span": [5, 5000]}), expected=None)
        [problem] = verify(store).problems
        assert f"figures {figure.id} is anchored at 5:5000" in problem.what


def test_the_documented_encoding_is_enough_to_walk_the_chain(whole: Path) -> None:
    import hashlib
    import json

    previous = "0" * 64
    with closing(sqlite3.connect(whole)) as plain:
        asked = (
            "SELECT previous, seq, kind, subject, author, time, reason, body, hash FROM entries ORDER BY seq"
        )
        for *told, hash in plain.execute(asked):
            written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            assert told[0] == previous
            assert hashlib.sha256(written.encode()).hexdigest() == hash
            assert canonical(json.loads(told[-1])) == told[-1]
            previous = hash


@pytest.fixture(scope="module")
def cells(whole: Path) -> list[tuple[str, str, int]]:
    """Every cell of the append-only tables that holds something."""
    found = []
    with closing(sqlite3.connect(whole)) as plain:
        for table in TABLES:
            for _, column, *_ in plain.execute(f"PRAGMA table_info({table})").fetchall():
                rows = plain.execute(f"SELECT rowid FROM {table} WHERE length({column}) > 0").fetchall()
                found += [(table, column, rowid) for (rowid,) in rows]
    return found


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_byte_is_found(
    bare: Path, tmp_path: Path, cells: list[tuple[str, str, int]], data: st.DataObject
) -> None:
    table, column, rowid = data.draw(st.sampled_from(cells))
    at, bit = data.draw(st.integers(0, 10_000)), data.draw(st.integers(0, 7))

    def flip(plain: sqlite3.Connection) -> None:
        value = plain.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()[0]
        if isinstance(value, int):
            changed: object = value ^ (1 << bit)
        else:
            raw = bytearray(value.encode() if isinstance(value, str) else value)
            raw[at % len(raw)] ^= 1 << bit
            changed = raw.decode("utf-8", "replace") if isinstance(value, str) else bytes(raw)
        plain.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed, rowid))

    found = tampered(bare, tmp_path / "flipped.ledger", flip)
    # What kind of thing an original is, its report says too.
    assert found is None or found.problems or (table, column) == ("originals", "media_type")
    if found is not None and table == "entries" and column != "seq":
        assert found.problems[0].entry == rowid


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(a=st.integers(1, 17), b=st.integers(1, 17))
def test_any_two_entries_exchanged_are_found(bare: Path, tmp_path: Path, a: int, b: int) -> None:
    if a == b:
        return

    def exchange(plain: sqlite3.Connection) -> None:
        for old, new in ((a, -1), (b, a), (-1, b)):
            plain.execute("UPDATE entries SET seq = ? WHERE seq = ?", (new, old))

    found = tampered(bare, tmp_path / "exchanged.ledger", exchange)
    assert found is not None
    assert found.problems[0].entry == min(a, b)


def test_a_damaged_file_is_told_as_such(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.ledger"
    copy_file(whole, path)
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    path.write_bytes(raw)
    try:
        with Store.open(path, read_only=True) as store:
            told = verify(store).problems[0].what
    except LedgerError as error:
        told = str(error)
    assert "damaged" in told or "malformed" in told
