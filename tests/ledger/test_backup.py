"""One backup file for both databases: it is a ledger itself, and restores into either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_items import several

from riwaya.ledger.backup import backup, restore
from riwaya.ledger.people import add_person, checked
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.model import Decision, LedgerError

NASTY = "قتل\x00 ثلاثة \ue000\ue0011 😀 في درنة.\r\n"


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(several(3))
    store.add(several(1, "test-2"))
    from ledger_items import received

    store.add([received("nasty", NASTY)])
    store.decide(Decision("accept", "figure", ("f1",), "سلمى"), expected=None)
    return store


def same(one: Store, other: Store) -> None:
    """The two hold the same, to the hash."""
    assert list(one.entries()) == list(other.entries())
    assert list(one.reports()) == list(other.reports())
    assert list(one.newest()) == list(other.newest())
    assert [one.original(r.id) for r in one.reports()] == [other.original(r.id) for r in one.reports()]


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_a_backup_restores_into_either(
    filled: Store, into: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    archive = tmp_path / "a.backup"
    add_person(filled, "هدى", "adjudicator", "كلمات طويلة لا تنسى", by="سلمى")
    head = filled.head()
    assert head is not None
    assert backup(filled, archive) == head.hash
    assert not list(tmp_path.glob("a.backup-*"))
    with Store.open(archive, read_only=True) as copy:
        same(filled, copy)
    target = str(tmp_path / "b.ledger")
    if into == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("postgres")
        target = make()
    assert restore(archive, target).head == head.hash
    with Store.open(target) as restored:
        same(filled, restored)
        assert not verify(restored, head.hash).problems
        assert checked(restored, "هدى", "كلمات طويلة لا تنسى")
        restored.add(several(5))
        assert not verify(restored, head.hash).problems
    with pytest.raises(LedgerError, match=r"is there already|holds a ledger already"):
        restore(archive, target)


def test_a_backup_overwrites_nothing(filled: Store, tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("kept")
    with pytest.raises(LedgerError, match="is there already"):
        backup(filled, target)
    assert target.read_text() == "kept"
    with pytest.raises(LedgerError, match="cannot be written"):
        backup(filled, tmp_path / "none" / "a.backup")


def test_a_broken_backup_is_not_restored(filled: Store, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    archive = tmp_path / "a.backup"
    backup(filled, archive)
    with closing(sqlite3.connect(archive)) as plain:
        plain.execute("DROP TRIGGER reports_no_update")
        plain.execute("UPDATE reports SET text = 'x' WHERE id = 'r001'")
        plain.commit()
    with pytest.raises(LedgerError, match="does not verify"):
        restore(archive, tmp_path / "b.ledger")
    assert not (tmp_path / "b.ledger").exists()
