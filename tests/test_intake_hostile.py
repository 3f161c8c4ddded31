"""Whatever the bytes: a report or an InputError, in bounded time; names that mislead; links that lead out."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.formats.archives import read_archive
from riwaya.formats.incoming import Incoming, IntakeOptions
from riwaya.formats.json_reports import read_lines
from riwaya.formats.limits import LONGEST_LINE
from riwaya.formats.reports import _READERS, incoming
from riwaya.model import InputError

DATA = Path(__file__).parent / "data/intake"
SEEDS: dict[str, list[bytes]] = {
    ".html": [
        (DATA / "pages/telegram-preview.html").read_bytes(),
        (DATA / "pages/wordpress.html").read_bytes(),
        (DATA / "pages/asp-1256-silent.html").read_bytes(),
    ],
    ".xml": [(DATA / "rss-full.xml").read_bytes(), (DATA / "atom.atom").read_bytes()],
    ".json": [(DATA / "telegram/result.json").read_bytes(), (DATA / "telegram/account.json").read_bytes()],
    ".csv": [(DATA / "tables/semicolon.csv").read_bytes(), (DATA / "tables/utf-16.tsv").read_bytes()],
    ".xlsx": [(DATA / "tables/reports.xlsx").read_bytes()],
    ".txt": ["قتل ثلاثة في درنة".encode()],
}
STRANGE = [b"", b"\x00", b"\xff\xfe", b"<", b'"', b"]]>", b"&", b"{", b"\r", b"\\x00", b"\\ud800", b"<!--"]
STRANGE += ["\u202e".encode(), "٩".encode(), b"\x1a", b"9" * 400, b"[" * 2_000, b"<div>" * 500]
# RIWAYA_FUZZ=1000 runs longer; what it finds becomes a test of its own.
QUICK = settings(
    max_examples=int(os.environ.get("RIWAYA_FUZZ", "25")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@st.composite
def damaged(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A sample with pieces cut out, doubled or replaced."""
    raw = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(raw)))
        end = min(len(raw), at + draw(st.integers(0, 200)))
        piece = draw(st.one_of(st.sampled_from(STRANGE), st.binary(max_size=20), st.just(raw[at:end] * 3)))
        raw = raw[:at] + piece + raw[end:]
    return raw


def taken(read: Callable[[], list[Incoming]]) -> list[Incoming]:
    """What the reader gives; an InputError is an answer, any other exception fails the test."""
    started = time.monotonic()
    try:
        found = read()
    except InputError:
        found = []
    assert time.monotonic() - started < 10
    for item in found:
        assert item.report is None or item.error is None
        if item.report is not None:
            assert item.report.text.strip()
            assert item.original
            for entity in item.entities:
                assert 0 <= entity.start <= entity.end <= len(item.report.text)
            json.dumps([item.report.id, item.report.text, item.published_raw]).encode("utf-8")
    return found


@pytest.mark.parametrize("ending", SEEDS)
def test_no_bytes_bring_a_reader_down(ending: str) -> None:
    reader = _READERS[ending]

    @QUICK
    @given(damaged(SEEDS[ending]))
    def run(raw: bytes) -> None:
        taken(lambda: list(reader(raw, f"f{ending}", f"f{ending}", IntakeOptions())))

    run()


WARC = b"".join(
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/%d\r\n"
    b"WARC-Date: 2018-06-12T08:30:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (number, len(block), block)
    for number, block in enumerate(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n\r\n" % header + page
        for page in SEEDS[".html"]
        for header in (
            b"X: y",
            b"Transfer-Encoding: chunked",
            b"Content-Encoding: gzip",
            b"Content-Encoding: deflate",
        )
    )
)


@QUICK
@given(damaged([WARC]))
def test_no_archive_brings_the_front_down(raw: bytes) -> None:
    taken(lambda: list(read_archive(io.BytesIO(raw), "f.warc", IntakeOptions())))


@QUICK
@given(st.lists(st.one_of(damaged([b'{"id": "a", "text": "x"}', *SEEDS[".json"]]), st.binary(max_size=30))))
def test_no_line_brings_the_others_down(lines: list[bytes]) -> None:
    good = b'{"id": "good", "text": "\xd9\x82\xd8\xaa\xd9\x84"}'
    found = taken(lambda: list(read_lines([*lines, good], "f.jsonl", IntakeOptions())))
    assert [i.report.id for i in found if i.report][-1] == "good"


@QUICK
@given(damaged([gzip.compress(b'{"text": "x"}\n' * 50)]))
def test_no_gzip_brings_the_front_down(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.jsonl.gz"
    path.write_bytes(raw)
    taken(lambda: [i for i in incoming([str(path)]) if i.report is None or i.original])


def test_a_line_without_end_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * (LONGEST_LINE + 10) + b'"}\n{"id": "b", "text": "x"}\n')
    refused, read = incoming([str(path)])
    assert "a.jsonl:1: a line of more than" in str(refused.error)
    assert read.report is not None
    assert (read.report.id, read.where) == ("b", f"{path}:2")


def test_names_that_show_as_others() -> None:
    lines = [
        '{"id": "a\u202eb", "text": "x"}'.encode(),
        b'{"id": "a\\u0000b", "text": "x"}',
        '{"id": "c", "source": "وكالة\u202eالأفق\u202c", "via": "\u2066", "text": "\u202eقال"}'.encode(),
    ]
    first, second, third = read_lines(lines, "f", IntakeOptions())
    assert "'a\\u202eb'" in str(first.error)
    assert "'a\\x00b'" in str(second.error)
    assert third.report is not None
    assert (third.report.outlet, third.report.via) == ("وكالةالأفق", None)
    assert third.report.text == "\u202eقال"
    assert [n.code for n in third.notes] == ["controls_removed"]


def test_file_names_that_mislead(tmp_path: Path) -> None:
    (tmp_path / "a\u202egpj.txt").write_text("قتل ثلاثة", "utf-8")
    [item] = incoming([str(tmp_path)])
    assert item.report is not None
    assert item.report.id == "agpj"
    [nul] = incoming(["a\x00b.txt"])
    assert "check the path" in str(nul.error)


def test_a_link_in_a_folder_does_not_lead_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("سر", "utf-8")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "b.txt").write_text("قتل ثلاثة", "utf-8")
    (folder / "c.txt").symlink_to(folder / "b.txt")
    out, inside, linked = incoming([str(folder)])
    assert "leads out of the folder" in str(out.error)
    assert inside.report is not None
    assert linked.report is not None


def test_a_device_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.formats.limits.LARGEST", 1 << 20)
    monkeypatch.setattr("riwaya.formats.limits.read_whole.__defaults__", (1 << 20,))
    [item] = incoming(["/dev/zero"])
    assert "more than 1,048,576 bytes" in str(item.error)
