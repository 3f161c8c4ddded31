"""Addresses that the user names: a local server only; what leads elsewhere is refused before a connection."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.formats import fetch as fetching
from riwaya.formats.fetch import fetch, is_public
from riwaya.formats.incoming import IntakeOptions
from riwaya.formats.reports import incoming
from riwaya.model import InputError

DATA = Path(__file__).parent / "data/intake"
ALLOWED = IntakeOptions(allow_private=True)


class Site(BaseHTTPRequestHandler):
    """A constructed site: a page, a feed, redirects of several kinds, an endless and a slow answer."""

    def do_GET(self) -> None:
        port = self.server.server_address[1]
        moves = {
            "/moved": "/page",
            "/loop": "/loop",
            "/file": "file:///etc/hostname",
            "/inside": f"http://2130706433:{port}/page",
        }
        if self.path in moves:
            self._answer(302, "text/html", b"", ("Location", moves[self.path]))
        elif self.path.startswith("/page"):
            self._answer(200, "text/html; charset=utf-8", (DATA / "pages/wordpress.html").read_bytes())
        elif self.path == "/old":
            raw = (DATA / "pages/asp-1256-silent.html").read_bytes()
            self._answer(200, "text/html; charset=windows-1256", raw)
        elif self.path == "/feed":
            self._answer(200, "text/html", (DATA / "rss-full.xml").read_bytes())
        elif self.path == "/bomb":
            packed = gzip.compress(b"<p>" * (10 << 20))
            self._answer(200, "text/html", packed, ("Content-Encoding", "gzip"))
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        elif self.path == "/pdf":
            self._answer(200, "application/pdf", b"%PDF-1.4")
        else:
            self._answer(404, "text/html", b"")

    def _answer(self, status: int, kind: str, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        with suppress(OSError):  # the client hangs up, as it should
            super().handle()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in fetching._PROXIES:
        monkeypatch.delenv(name, raising=False)


def test_a_page_by_its_address(site: str) -> None:
    [item] = incoming([f"{site}/moved"], ALLOWED)
    assert item.report is not None, item.error
    assert item.report.id == item.report.url == f"{site}/page"
    assert item.report.published == "2018-06-11T22:40:00+02:00"
    assert item.retrieved is not None
    assert item.retrieved.endswith("Z")
    assert item.original == (DATA / "pages/wordpress.html").read_bytes()
    [old] = incoming([f"{site}/old"], ALLOWED)
    assert old.report is not None
    assert old.report.text.startswith("قال الطبيب")


def test_a_feed_by_its_address_whatever_the_server_calls_it(site: str) -> None:
    reports = [i.report for i in incoming([f"{site}/feed"], ALLOWED) if i.report]
    assert [r.id for r in reports] == ["https://ufuq.example/news/1", "ufuq.example:17"]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/loop", "redirects"),
        ("/file", "only http and https"),
        ("/bomb", "more than"),
        ("/pdf", "neither a page nor a feed"),
        ("/none", "answers 404"),
    ],
)
def test_answers_that_are_refused(site: str, path: str, says: str) -> None:
    [item] = incoming([site + path], ALLOWED)
    assert item.report is None
    assert says in str(item.error)


def test_a_server_that_drips_is_cut_off(site: str) -> None:
    started = time.monotonic()
    with pytest.raises(InputError, match=r"took too long|could not be fetched"):
        fetch(f"{site}/slow", allow_private=True, seconds=0.4)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[fe80::1]",
        "[fc00::1]",
        "[2002:7f00:1::]",
        "[64:ff9b::7f00:1]",
    ],
)
def test_private_addresses_are_refused_before_a_connection(
    site: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*arguments: object, **named: object) -> socket.socket:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(InputError, match=r"private network|not known"):
        fetch(f"http://{host}:{site.rsplit(':', 1)[1]}/page")


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """The resolver gives these in turn; what was connected to is listed, and led to nothing."""
    told, connected = iter(addresses), []

    def resolve(host: str, port: int, **named: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (next(told), port))]

    def connect(address: tuple[str, int], **named: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError("nothing there")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    return connected


def test_a_host_is_resolved_once_and_the_checked_address_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = answers(monkeypatch, "93.184.215.14", "127.0.0.1")
    with pytest.raises(InputError, match="nothing there"):
        fetch("http://rebinding.example/")
    assert connected == ["93.184.215.14"]


def test_a_redirect_is_checked_again(site: str) -> None:
    real = fetching.is_public
    port = site.rsplit(":", 1)[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "_resolved", _first_allowed(fetching._resolved))
        with pytest.raises(InputError, match="private network"):
            fetch(f"http://127.0.0.1:{port}/inside")
    assert fetching.is_public is real


def _first_allowed(resolved):  # type: ignore[no-untyped-def]
    asked: list[str] = []

    def once(url: str, host: str, port: int, allow_private: bool) -> str:
        asked.append(host)
        return str(resolved(url, host, port, len(asked) == 1))

    return once


@pytest.mark.parametrize(
    "url", ["http://", "http://user:word@a.example/", "http://a b/", "http://[::1", "http://a.example:99999/"]
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(InputError):
        fetch(url)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.from_regex(r"https?://[^ ]*")))
def test_no_address_brings_the_front_down(url: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in fetching._PROXIES:
            patch.delenv(name, raising=False)

        def resolve(*arguments: object, **named: object) -> None:
            raise socket.gaierror("no network here")

        patch.setattr(socket, "getaddrinfo", resolve)
        with pytest.raises(InputError):
            fetch(url)


def test_a_proxy_is_not_gone_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9050")
    with pytest.raises(InputError, match="ALL_PROXY is set"):
        fetch("http://a.example/")


def test_public_addresses_are_public() -> None:
    assert is_public("93.184.215.14")
    assert is_public("2606:4700::1111")
    assert not is_public("::ffff:10.0.0.1")
    assert not is_public("no address")


def test_the_network_is_not_touched_for_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*arguments: object, **named: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    assert [i for i in incoming([str(DATA)]) if i.report]
