"""Files are there whole or not at all, with and without a system that has unnamed files."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from riwaya.formats.sink import sink
from riwaya.model import InputError


@pytest.fixture(params=["unnamed", "named", "unlinked"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    if request.param == "unlinked":

        def refused(*_: object, **__: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refused)
    return tmp_path


def test_a_file_takes_the_place_of_the_old_one(folder: Path) -> None:
    path = folder / "out.csv"
    for text in (b"first", b"second"):
        with sink(path) as out:
            out.write(text)
            assert not path.exists() or path.read_bytes() == b"first"
        assert path.read_bytes() == text
    assert [p.name for p in folder.iterdir()] == ["out.csv"]


def test_what_fails_leaves_the_old_file(folder: Path) -> None:
    path = folder / "out.csv"
    path.write_bytes(b"old")
    with contextlib.suppress(ZeroDivisionError), sink(path) as out:
        out.write(b"half")
        out.write(b"x" * (1 // 0))
    assert path.read_bytes() == b"old"
    assert [p.name for p in folder.iterdir()] == ["out.csv"]


def test_a_full_disk_is_told_and_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "out.csv"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"), sink(path) as out:
        out.write(b"half")
    assert path.read_bytes() == b"old"
    assert [p.name for p in folder.iterdir()] == ["out.csv"]


def test_a_folder_that_is_none_is_told(folder: Path) -> None:
    with pytest.raises(InputError, match="choose another folder"), sink(folder / "none" / "out.csv"):
        pass
