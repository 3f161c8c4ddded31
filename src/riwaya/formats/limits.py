"""How much of an input is read: bombs stop here, before they unfold.

A line, a file and what a compressed file unfolds to each have a bound; what crosses it is an InputError that
names the file and says what to do.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from riwaya.model import InputError

LARGEST = 1 << 30  # bytes of a file, or of what it unfolds to, that is read as a whole
LARGEST_PAGE = 20 << 20  # bytes of one page of markup, one payload, one fetched answer
LONGEST_LINE = 24 << 20  # bytes of a JSON line: the longest report with each character escaped
RATIO = 100  # bytes out for one byte in: text is packed some 4 to 15 to one, a bomb 1,000
_FREE = 4 << 20  # bytes that unfold before the ratio counts


def read_whole(stream: IO[bytes], where: str, most: int = LARGEST) -> bytes:
    """All of the stream, of `most` bytes at the most."""
    raw = stream.read(most + 1)
    if len(raw) > most:
        raise InputError(f"{where}: more than {most:,} bytes; split it into smaller files")
    return raw


def read_file(path: Path, where: str) -> bytes:
    """All bytes of a file."""
    with path.open("rb") as stream:
        return read_whole(stream, where)


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a stream; one longer than LONGEST_LINE comes cut after one byte more, its rest is passed
    over."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line


def inflated(raw: bytes, packing: str, where: str, most: int) -> bytes:
    """A body as HTTP packs it ("gzip", "deflate"), unpacked to `most` bytes; as it is where it is not
    packed, whatever its header says."""
    name = packing.strip().lower()
    if name in ("", "identity", "none") or (name in ("gzip", "x-gzip") and not raw.startswith(b"\x1f\x8b")):
        return raw
    if name not in ("gzip", "x-gzip", "deflate"):
        raise InputError(f"{where}: packed as {name!a}, which is not read; save the page with your browser")
    try:
        try:
            body = zlib.decompressobj(47).decompress(raw, most + 1)
        except zlib.error:
            body = zlib.decompressobj(-15).decompress(raw, most + 1)  # deflate as some servers mean it
    except zlib.error as error:
        raise InputError(f"{where}: the packed body is broken ({error}); get it again") from error
    if len(body) > most:
        raise InputError(f"{where}: more than {most:,} bytes unpacked; save what you need of it as a file")
    return body


class _Unfolding(io.RawIOBase):
    """A gzip stream that stops at RATIO bytes out for one in."""

    def __init__(self, packed: BinaryIO, where: str) -> None:
        self._packed, self._where = packed, where
        self._gzip = gzip.GzipFile(fileobj=packed, mode="rb")
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._gzip.read1(len(buffer))  # what came before a break is given first
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(
                f"{self._where}: broken gzip after {self._out:,} bytes ({error}); what came before was read, "
                "get the file again"
            ) from error
        self._out += len(data)
        if self._out > max(_FREE, RATIO * self._packed.tell()):
            raise InputError(
                f"{self._where}: unfolds to more than {RATIO} times its size, as an archive bomb does; "
                "unpack it by hand if you trust it"
            )
        buffer[: len(data)] = data
        return len(data)


def unfolded(packed: BinaryIO, where: str) -> io.BufferedReader:
    """The bytes of a gzip file, record after record; raises InputError while reading, for a bomb or a
    break."""
    return io.BufferedReader(_Unfolding(packed, where), 1 << 16)
