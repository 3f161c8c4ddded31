"""WARC: the pages of a crawl, each with its address and the time that it was captured.

Read here and not by a library: the format is lines of headers and a length, the quick reader (fastwarc 2.0)
panics on a stream that it cannot seek in and unfolds bombs, and taking the article from a page costs a
hundred times as much.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.parser import HeaderParser
from typing import IO

from riwaya.formats.incoming import Incoming, IntakeOptions, refused, utc
from riwaya.formats.limits import LARGEST_PAGE, inflated
from riwaya.formats.pages import Capture, read_page
from riwaya.model import InputError, Note

_PAGES = ("text/html", "application/xhtml+xml")
_VERSION = re.compile(rb"WARC/\d\.\d\s*\Z")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_LONGEST_HEADER = 1 << 16  # bytes of a header line; of all lines 100 times as much
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class _Record:
    headers: Message
    block: bytes | None  # None where it was passed over: too long, or of a kind that is not read


def read_archive(stream: IO[bytes], where: str, options: IntakeOptions) -> Iterator[Incoming]:
    """The HTML pages with status 200, record after record; what is passed over is counted in a note at the
    end.

    A revisit holds no page: its words stand in the record that it points to.
    """
    passed: Counter[str] = Counter()
    number = 0
    try:
        for number, record in enumerate(_records(stream, where), 1):
            here = f"{where}[{number}]"
            kind = record.headers.get("WARC-Type", "").lower()
            if kind == "revisit":
                passed["revisits, whose page stands in an earlier record"] += 1
            elif kind == "response" and record.block is None:
                passed[f"of more than {LARGEST_PAGE:,} bytes"] += 1
            elif kind == "response":
                page = _response(record, here, options)
                if isinstance(page, str):
                    passed[page] += 1
                else:
                    yield from page
    except InputError as error:
        yield Incoming(where, None, error)
        return
    if not number:
        yield refused(where, f"{where}: no WARC record; check what the file is")
    elif passed:
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(passed.items()))
        yield Incoming(where, None, notes=(Note("passed_over", f"{where}: passed over: {told}"),))


def _records(stream: IO[bytes], where: str) -> Iterator[_Record]:
    """Every record in order; raises InputError where the archive is broken, once those before were given."""
    number = 0
    while line := _first_line(stream):
        number += 1
        here = f"{where}[{number}]"
        if not _VERSION.match(line):
            raise InputError(f"{here}: no WARC record begins here ({line[:20]!r}); what came before was read")
        headers = _headers(b"".join(_header_lines(stream, here)))
        length = headers.get("Content-Length", "").strip()
        if not (length.isascii() and length.isdigit()) or len(length) > 15:
            raise InputError(
                f"{here}: the record has no length; what came before was read, get the file again"
            )
        wanted = headers.get("WARC-Type", "").lower() == "response" and int(length) <= LARGEST_PAGE
        block = _block(stream, int(length), here, keep=wanted)
        yield _Record(headers, block)


def _first_line(stream: IO[bytes]) -> bytes:
    """The next line that is not blank, or nothing at the end."""
    while line := stream.readline(_LONGEST_HEADER):
        if line.strip():
            return line
    return b""


def _header_lines(stream: IO[bytes], where: str) -> Iterator[bytes]:
    read = 0
    while line := stream.readline(_LONGEST_HEADER):
        read += len(line)
        if read > 100 * _LONGEST_HEADER:
            raise InputError(f"{where}: a header without end; what came before was read, get the file again")
        yield line
        if not line.strip():
            return


def _headers(raw: bytes) -> Message:
    """Header lines as strings, whatever their bytes: addresses in Arabic stand in UTF-8."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return HeaderParser().parsestr(text)


def _block(stream: IO[bytes], length: int, where: str, *, keep: bool) -> bytes | None:
    kept = io.BytesIO()
    left = length
    while left:
        chunk = stream.read(min(_CHUNK, left))
        if not chunk:
            raise InputError(
                f"{where}: the archive breaks off here; what came before was read, get the file again"
            )
        left -= len(chunk)
        if keep:
            kept.write(chunk)
    return kept.getvalue() if keep else None


def _response(record: _Record, where: str, options: IntakeOptions) -> Iterator[Incoming] | str:
    """The page of a response, or why it is passed over."""
    head, _, body = (record.block or b"").partition(b"\r\n\r\n")
    status = _STATUS.match(head)
    if status is None or status[1] != b"200":
        return "without status 200"
    headers = _headers(head.partition(b"\r\n")[2] + b"\r\n\r\n")
    if headers.get_content_type() not in _PAGES:
        return "that are no HTML"
    url = str(record.headers.get("WARC-Target-URI", "")).strip("<> ") or None
    try:
        if "chunked" in str(headers.get("Transfer-Encoding", "")).lower():
            body = _joined(body)
        raw = inflated(body, str(headers.get("Content-Encoding", "")), f"{where}: {url}", LARGEST_PAGE)
    except InputError as error:
        return iter((Incoming(where, None, error),))
    capture = Capture(url, _captured(record.headers.get("WARC-Date")), headers.get_content_charset())
    return read_page(raw, where, options, capture=capture)


def _joined(body: bytes) -> bytes:
    """A body sent in chunks, joined; as it is where the crawler had joined it and left the header."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 100)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return body if not parts else b"".join(parts)
        count = int(size, 16)
        if count == 0:
            break
        parts.append(body[end + 2 : end + 2 + count])
        at = end + 2 + count + 2
    return b"".join(parts)


def _captured(written: str | None) -> str | None:
    try:
        return utc(datetime.fromisoformat(written)) if written else None
    except (ValueError, OverflowError):
        return None
