"""The dossier: one file and one folder, for somebody who has nothing installed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from riwaya.ledger.store import Store
from riwaya.linking.link import incidents
from riwaya.model import InputError, LedgerError
from riwaya.review.dossier import MANIFEST, render, write_dossier, write_folder


@pytest.fixture
def store(sample_ledger: Path) -> Store:
    return Store.open(sample_ledger, read_only=True)


def first(store: Store) -> str:
    return max(incidents(store), key=lambda i: len(i.accounts)).id


def test_one_file_loads_nothing_and_runs_nothing(store: Store, tmp_path: Path) -> None:
    write_dossier(store, first(store), tmp_path / "d.html")
    page = (tmp_path / "d.html").read_text("utf-8")
    assert "<script" not in page
    assert not re.findall(r'(?:src|href|action)="(?!#)', page)
    assert "default-src 'none'" in page
    assert page.count("<article") == 2
    assert 'lang="ar" dir="rtl"' in page
    assert 'lang="en" dir="ltr"' in page


def test_every_quote_and_hash_stands_in_it(store: Store) -> None:
    found = max(incidents(store), key=lambda i: len(i.accounts))
    page = render(store, found)
    assert all(f.quote in page for a in found.accounts for f in a.figures)
    assert all(store.report(r).sha256 in page for r in found.reports)
    head = store.head()
    assert head
    assert head.hash in page


def test_a_folder_comes_with_a_manifest_that_holds(store: Store, tmp_path: Path) -> None:
    write_folder(store, first(store), tmp_path / "d")
    lines = (tmp_path / "d" / MANIFEST).read_text("utf-8").splitlines()
    files = {p.relative_to(tmp_path / "d").as_posix() for p in (tmp_path / "d").rglob("*") if p.is_file()}
    assert {line[66:] for line in lines} == files - {MANIFEST}
    for line in lines:
        assert hashlib.sha256((tmp_path / "d" / line[66:]).read_bytes()).hexdigest() == line[:64]


def test_nothing_is_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    with pytest.raises(InputError, match="choose another name"):
        write_folder(store, first(store), tmp_path / "d")
    with pytest.raises(LedgerError, match="no incident"):
        write_dossier(store, "nothing", tmp_path / "x.html")
    assert not (tmp_path / "x.html").exists()


def test_the_same_ledger_gives_the_same_file(store: Store, tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_dossier(store, first(store), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
