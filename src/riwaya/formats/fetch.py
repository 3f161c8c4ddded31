"""A page or feed that the user named by its address: the only place where a connection is opened.

An address is resolved once, every answer of the resolver is checked, and the connection goes to the address
that was checked; each redirect is checked again. Private, loopback and link-local addresses are refused
unless the user allows them, so that a redirect cannot reach into the user's own network.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from riwaya.formats.incoming import utc
from riwaya.formats.limits import LARGEST_PAGE, inflated
from riwaya.model import InputError

SCHEMES = ("http", "https")
CONNECT_SECONDS = 15.0
TOTAL_SECONDS = 60.0
REDIRECTS = 5
_REDIRECTING = (301, 302, 303, 307, 308)
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_HEADERS = {
    "User-Agent": "riwaya",
    "Accept": "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
# Networks that carry an IPv4 address inside an IPv6 one: NAT64 leads to it.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CHUNK = 1 << 16
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: its bytes, where they came from in the end, and when."""

    url: str
    body: bytes
    media_type: str
    charset: str | None
    retrieved: str


def fetch(url: str, *, allow_private: bool = False, seconds: float = TOTAL_SECONDS) -> Fetched:
    """What `url` answers, within 20 MB and `seconds`; raises InputError saying what was refused and why."""
    if proxies := [name for name in _PROXIES if os.environ.get(name)]:
        raise InputError(
            f"{url}: {proxies[0]} is set, and Riwaya neither goes through proxies nor round yours. "
            "Save the page with your browser and read the file"
        )
    deadline = time.monotonic() + seconds
    here = url
    for _ in range(REDIRECTS + 1):
        answer = _ask(here, allow_private, deadline)
        if isinstance(answer, Fetched):
            return answer
        here = answer
    raise InputError(
        f"{url}: more than {REDIRECTS} redirects; save the page with your browser and read the file"
    )


def _ask(url: str, allow_private: bool, deadline: float) -> Fetched | str:
    """The answer, or the address that it redirects to."""
    parts, host, port = _parts(url)
    address = _resolved(url, host, port, allow_private)
    try:
        with _connection(parts.scheme, host, port, address, deadline) as connection:
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
                "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
            )
            connection.request("GET", path, headers={**_HEADERS, "Host": _host_header(parts, host, port)})
            answer = connection.getresponse()
            if answer.status in _REDIRECTING and answer.headers.get("Location"):
                return urljoin(url, str(answer.headers["Location"]))
            if answer.status != 200:
                raise InputError(
                    f"{url}: the server answers {answer.status} {answer.reason!a}; check the address"
                )
            body = _body(answer, url, deadline)
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        late = time.monotonic() >= deadline
        reason = (
            "took too long" if late or isinstance(error, TimeoutError) else f"{type(error).__name__}: {error}"
        )
        raise InputError(
            f"{url}: could not be fetched ({reason}); check the address and the connection"
        ) from error
    headers = answer.headers
    return Fetched(
        url, body, headers.get_content_type(), headers.get_content_charset(), utc(datetime.now(UTC))
    )


def _parts(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError) as error:
        raise InputError(f"{url!a}: no address ({error}); check it") from error
    if parts.scheme not in SCHEMES:
        raise InputError(f"{url!a}: only http and https are fetched, not {parts.scheme!a}")
    if not host or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise InputError(f"{url!a}: no address; check it")
    if parts.username is not None or parts.password is not None:
        raise InputError(
            f"{parts.scheme}://{host}: an address with a user's name is not fetched; save the page instead"
        )
    return parts, host, port


def _host_header(parts: SplitResult, host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if parts.port is None else f"{shown}:{port}"


def _resolved(url: str, host: str, port: int, allow_private: bool) -> str:
    """The one address to connect to; every address of the host must be public, or none is used."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{url}: the host {host!a} is not known ({error}); check the address") from error
    addresses = [str(answer[4][0]) for answer in answers]
    if not addresses:
        raise InputError(f"{url}: the host {host!a} is not known; check the address")
    for address in addresses:
        if not allow_private and not is_public(address):
            raise InputError(
                f"{url}: {host!a} is {address}, an address inside a private network; "
                "give --allow-private if you mean it"
            )
    return addresses[0]


def is_public(written: str) -> bool:
    """Whether an address lies in the public network, the IPv4 address that an IPv6 one carries included."""
    try:
        address: Address = ipaddress.ip_address(written.partition("%")[0])
    except ValueError:
        return False
    inner: list[Address] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        inner += [a for a in (address.ipv4_mapped, address.sixtofour) if a is not None]
        inner += list(address.teredo or ())
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped is not None:
            inner.remove(address)
    return all(a.is_global and not a.is_multicast and not a.is_reserved for a in inner)


@contextmanager
def _connection(
    scheme: str, host: str, port: int, address: str, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to `address` that is cut at the deadline, however slowly the server drips."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    plain = socket.create_connection((address, port), timeout=min(CONNECT_SECONDS, left))
    watch = threading.Timer(left, _cut, [plain])
    watch.daemon = True
    watch.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        if scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            watch.cancel()
            watch = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, [connection.sock])
            watch.daemon = True
            watch.start()
        else:
            connection.sock = plain
        yield connection
    finally:
        watch.cancel()
        connection.close()
        plain.close()


def _cut(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse, url: str, deadline: float) -> bytes:
    body = bytearray()
    while chunk := answer.read(_CHUNK):
        body += chunk
        if len(body) > LARGEST_PAGE:
            raise InputError(f"{url}: more than {LARGEST_PAGE:,} bytes; save what you need of it as a file")
    if time.monotonic() >= deadline:
        raise TimeoutError
    if answer.length:
        raise http.client.IncompleteRead(bytes(body), answer.length)
    return inflated(bytes(body), answer.headers.get("Content-Encoding") or "", url, LARGEST_PAGE)
