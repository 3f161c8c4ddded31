"""WARC files, written here by warcio from constructed pages and read by us."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from riwaya.cli.intake import intake_options
from riwaya.formats.incoming import Incoming
from riwaya.formats.reports import incoming

StatusAndHeaders = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
WARCWriter = pytest.importorskip("warcio.warcwriter").WARCWriter

PAGES = Path(__file__).parent / "data/intake/pages"


def archive(path: Path, *, packed: bool = True) -> Path:
    """Pages (one packed, one in Windows-1256), a picture, a 404, a revisit, a request."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)

        def put(kind: str, url: str, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
            writer.write_record(
                writer.create_warc_record(
                    url,
                    kind,
                    payload=io.BytesIO(body),
                    http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                    warc_headers_dict={"WARC-Date": "2018-06-12T08:30:00Z"},
                )
            )

        page, old = (PAGES / "wordpress.html").read_bytes(), (PAGES / "asp-1256-silent.html").read_bytes()
        html, ok = [("Content-Type", "text/html; charset=utf-8")], "200 OK"
        put("response", "https://sunbula.example/1", ok, html, page)
        chunked = b"%x\r\n%s\r\n%x;x=1\r\n%s\r\n0\r\n\r\n" % (100, page[:100], len(page) - 100, page[100:])
        put("response", "https://sunbula.example/0", ok, [*html, ("Transfer-Encoding", "chunked")], chunked)
        squeezed = [*html, ("Content-Encoding", "gzip")]
        put("response", "https://sunbula.example/2", ok, squeezed, gzip.compress(page))
        put(
            "response",
            "https://old.example/3",
            ok,
            [("Content-Type", "text/html; charset=windows-1256")],
            old,
        )
        put("response", "https://sunbula.example/a.png", ok, [("Content-Type", "image/png")], b"\x89PNG")
        put("response", "https://sunbula.example/4", "404 Not Found", html, b"<p>none</p>")
        put("revisit", "https://sunbula.example/1", ok, html, b"")
    return path


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_pages_of_an_archive(tmp_path: Path, name: str, packed: bool) -> None:
    found = list(incoming([str(archive(tmp_path / name, packed=packed))], intake_options()))
    read = [i for i in found if i.report]
    assert [i.report.id for i in read if i.report] == [
        "https://sunbula.example/1",
        "https://sunbula.example/0",
        "https://sunbula.example/2",
        "https://old.example/3",
    ]
    assert {i.retrieved for i in read} == {"2018-06-12T08:30:00Z"}
    assert read[0].original == read[1].original == read[2].original == (PAGES / "wordpress.html").read_bytes()
    assert [i.report.published for i in read if i.report] == [
        *["2018-06-11T22:40:00+02:00"] * 3,
        "2015-07-21",
    ]
    [note] = [n.message for i in found if i.report is None for n in i.notes]
    assert "1 revisits" in note
    assert "1 that are no HTML" in note
    assert "1 without status 200" in note


def errors(found: list[Incoming]) -> str:
    return "\n".join(str(i.error) for i in found if i.error)


def test_damaged_archives_are_named_and_what_came_before_is_read(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.warc.gz").read_bytes()
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(whole[: len(whole) // 2])
    found = list(incoming([str(path)], intake_options()))
    assert [i.report.id for i in found if i.report][:1] == ["https://sunbula.example/1"]
    assert "cut.warc.gz" in errors(found)
    for name, raw in (("x.warc", b"no archive at all\n" * 50), ("y.warc", b""), ("z.warc.gz", b"\x1f\x8bno")):
        (tmp_path / name).write_bytes(raw)
        assert name in errors(list(incoming([str(tmp_path / name)])))


def test_bombs_stop(tmp_path: Path) -> None:
    zeros = gzip.compress(b"\x00" * (64 << 20))
    record = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 67108864\r\n\r\n" + b"\x00" * (64 << 20)
    for name, bomb in (("bomb.jsonl.gz", zeros), ("bomb.warc.gz", gzip.compress(record))):
        (tmp_path / name).write_bytes(bomb)
        assert "archive bomb" in errors(list(incoming([str(tmp_path / name)])))
    page = tmp_path / "page.warc"
    with page.open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
        writer.write_record(
            writer.create_warc_record(
                "https://a.example/",
                "response",
                payload=io.BytesIO(zeros),
                http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
            )
        )
    assert "bytes unpacked" in errors(list(incoming([str(page)])))
