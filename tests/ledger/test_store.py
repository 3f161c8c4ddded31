"""What goes into a ledger comes out of it, once, and is never changed; the same in both databases."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_items import TEXT, received, several
from sqlalchemy import inspect

from riwaya.ledger.schema import METADATA
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.model import Added, Findings, LedgerError, Note, Received, Report, ReportHead


def test_a_report_comes_out_as_it_went_in(store: Store) -> None:
    item = received()
    assert store.add([item]) == Added(new=("r1",))
    assert store.report("r1") == item.report
    assert store.findings("r1") == item.findings
    assert store.reader_of("r1") == "test-1"
    assert store.original("r1") == (item.original, "text/plain")
    assert [e.kind for e in store.entries()] == ["report", "reading"]


@pytest.mark.parametrize(
    "text", ["قتل\x00 ثلاثة.", "قُتِلَ ثلاثة 😀 \u202eفي\u202c درنة\r\n.", "قتل \ue000 ثلاثة\ue0001."]
)
def test_every_character_is_kept(store: Store, text: str) -> None:
    store.add([received(text=text)])
    assert store.report("r1").text == text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), min_size=6, max_size=6
    )
)
def test_any_text_and_any_name_is_kept(store: Store, said: list[str]) -> None:
    id, text, outlet, title, url, note = said
    report = Report(id, text, outlet, url, title=title, published="2018-06-09")
    findings = Findings(ReportHead.of(report), notes=(Note("x", note),))
    item = Received(report, findings, "test-1", text.encode(), "text/plain", notes=(Note("x", note),))
    added = store.add([item])
    known = (added.new or added.known)[0]
    assert store.report(known) == replace(report, id=known) or added.known
    assert store.report(known).text == text
    assert store.original(known) == (text.encode(), "text/plain")
    assert not verify(store).problems


def test_the_tables_are_those_that_the_migrations_make(store: Store) -> None:
    with store.connection() as connection:
        made = inspect(connection)
        for table in METADATA.sorted_tables:
            columns = {c["name"]: c["nullable"] for c in made.get_columns(table.name)}
            assert columns == {c.name: bool(c.nullable) for c in table.columns}, table.name
            keys = made.get_pk_constraint(table.name)["constrained_columns"]
            assert set(keys) == {c.name for c in table.primary_key.columns}
            indexes = {i["name"] for i in made.get_indexes(table.name) if not i.get("duplicates_constraint")}
            assert indexes == {i.name for i in table.indexes}, table.name


def test_the_same_report_twice_is_one(store: Store) -> None:
    store.add([received()])
    assert store.add([received(), received()]) == Added(known=("r1", "r1"))
    assert store.count() == 1
    assert store.known([("r1", received().report.sha256), ("r2", "x")], "test-1") == {
        ("r1", received().report.sha256)
    }
    assert store.known([("r1", received().report.sha256)], "test-2") == set()


def test_another_text_under_a_known_id_is_kept_as_a_revision(store: Store) -> None:
    store.add([received()])
    edited = received(text=TEXT.format(n=4, m=9))
    name = f"r1~{edited.report.sha256[:8]}"
    assert store.add([edited]) == Added(new=(name,), revised=(("r1", name),))
    assert store.add([edited]) == Added(known=(name,))
    assert store.report(name) == replace(edited.report, id=name)
    assert store.findings(name).report.id == name
    assert store.known([("r1", edited.report.sha256)], "test-1") == {("r1", edited.report.sha256)}


def test_another_reader_adds_a_reading_and_the_newest_counts(store: Store) -> None:
    store.add(several(3))
    assert store.add(several(3, "test-2")).read_again == ("r000", "r001", "r002")
    assert store.reader_of("r001") == "test-2"
    assert [reader for reader, _ in store.newest()] == ["test-2"] * 3
    assert store.add(several(3)).known == ("r000", "r001", "r002")


def test_reports_stream_in_the_order_of_their_ids(store: Store) -> None:
    store.add(reversed(several(9)))
    ids = [f"r{i:03}" for i in range(9)]
    assert [r.id for r in store.reports()] == ids
    assert [f.report.id for _, f in store.newest()] == ids
    assert [r.id for r in store.reports(["r005", "none", "r002"])] == ["r002", "r005"]


def test_ids_are_ordered_by_code_point_in_both_databases(store: Store) -> None:
    ids = ["b", "A", "a", "ي", "ا", "É", "e", "_", "~", "10", "9"]
    store.add([received(i) for i in ids])
    assert [r.id for r in store.reports()] == sorted(ids)


@pytest.mark.parametrize("table", ["originals", "reports", "readings", "entries"])
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_what_was_appended_is_never_changed(store: Store, table: str, change: str) -> None:
    if "TRUNCATE" in change and store.dialect == "sqlite":
        pytest.skip("SQLite knows no TRUNCATE")
    store.add([received()])
    column = "kind" if table == "entries" else "media_type" if table in ("originals", "reports") else "reader"
    with pytest.raises(LedgerError, match="append-only"), store.begin() as connection:
        connection.exec_driver_sql(change.format(table, column))
    assert store.report("r1") == received().report


def test_replacing_a_row_is_refused_on_any_connection(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    with Store.open(path) as store:
        store.add([received()])
    with sqlite3.connect(path) as plain, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute("INSERT OR REPLACE INTO entries SELECT * FROM entries")


def test_other_entries_are_recorded(store: Store) -> None:
    entry = store.record("export", "acled", "سلمى", {"rows": 3}, reason="weekly")
    assert store.head() == entry
    assert list(store.entries("export")) == [entry]
    with pytest.raises(LedgerError, match="made by `add`"):
        store.record("report", "x", "y")


def test_a_reading_of_another_text_is_refused(store: Store) -> None:
    item = received()
    with pytest.raises(LedgerError, match="another text"):
        store.add([replace(item, report=replace(item.report, text="غيره"))])
    assert store.head() is None


def test_a_read_only_ledger_refuses_writing(where: str) -> None:
    with Store.open(where) as store:
        store.add([received()])
    with Store.open(where, read_only=True) as store:
        assert store.report("r1") == received().report
        with pytest.raises(LedgerError, match="reading only"):
            store.add([received("r2")])


def test_what_is_no_ledger_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger there"):
        Store.open(tmp_path / "none.ledger", create=False)
    with pytest.raises(LedgerError, match="is a folder"):
        Store.open(tmp_path)
    with pytest.raises(LedgerError, match="is not there; make it first"):
        Store.open(tmp_path / "no" / "a.ledger")
    text = tmp_path / "a.txt"
    text.write_text("قال الطبيب " * 500, "utf-8")
    with pytest.raises(LedgerError, match="it is no ledger"):
        Store.open(text)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as plain:
        plain.execute("CREATE TABLE entries (x)")
    with pytest.raises(LedgerError, match="another program"):
        Store.open(other)
    with pytest.raises(LedgerError, match=r"not mysql"):
        Store.open("mysql://secret:word@host/db")
    with pytest.raises(LedgerError, match="no report 'x'"), Store.open(tmp_path / "b.ledger") as store:
        store.report("x")


def test_a_password_is_never_shown() -> None:
    with pytest.raises(LedgerError) as error:
        Store.open("mysql://user:geheim@host/db")
    assert "geheim" not in str(error.value)


def test_a_bare_report_has_no_original(store: Store) -> None:
    store.add([replace(received(), original=None)])
    assert store.original("r1") is None
    assert isinstance(store.report("r1"), Report)
