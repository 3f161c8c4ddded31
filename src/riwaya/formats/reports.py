"""The front door: reports from files, folders, addresses and standard input, whatever their format.

`_READERS` is the one list of formats. What cannot be read is named and the rest goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from riwaya.formats import archives, feeds, json_reports, pages, tables, workbooks
from riwaya.formats.decoding import decode, decoded_note
from riwaya.formats.incoming import Incoming, IntakeOptions, NoReport, checked, plain_id, refused
from riwaya.formats.limits import lines_of, read_file, read_whole, unfolded
from riwaya.formats.pages import Capture
from riwaya.model import InputError, Report

# A reader takes all bytes of an input, where they stand, the name they came under, and the user's options.
Reader = Callable[[bytes, str, str, IntakeOptions], Iterator[Incoming]]


def _page(raw: bytes, where: str, name: str, options: IntakeOptions) -> Iterator[Incoming]:
    return pages.read_page(raw, where, options, name)


def _feed(raw: bytes, where: str, name: str, options: IntakeOptions) -> Iterator[Incoming]:
    return feeds.read_feed(raw, where, options)


def _json(raw: bytes, where: str, name: str, options: IntakeOptions) -> Iterator[Incoming]:
    text, encoding = decode(raw, where)
    return json_reports.read_json(raw, text, where, options, decoded_note(encoding, where))


def _table(raw: bytes, where: str, name: str, options: IntakeOptions) -> Iterator[Incoming]:
    return tables.read_table(raw, where, options, name or "table")


def _workbook(raw: bytes, where: str, name: str, options: IntakeOptions) -> Iterator[Incoming]:
    return workbooks.read_workbook(raw, where, options, name or "table")


def _text(raw: bytes, where: str, name: str, options: IntakeOptions) -> Iterator[Incoming]:
    text, encoding = decode(raw, where)
    report = Report(plain_id(Path(name).stem, text), text.removesuffix("\n"), published=options.published)
    yield checked(Incoming(where, report, None, decoded_note(encoding, where), raw, "text/plain"))


_READERS: dict[str, Reader] = {
    ".json": _json,
    ".txt": _text,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".xml": _feed,
    ".rss": _feed,
    ".atom": _feed,
    ".csv": _table,
    ".tsv": _table,
    ".xlsx": _workbook,
}
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ARCHIVES = (".warc", ".warc.gz")
SUFFIXES = (*_READERS, *LINES, *ARCHIVES)
_UNREAD = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".xls", ".ods", ".zip", ".mhtml", ".eml")
_SCHEMES = ("http://", "https://")
_FURNITURE = "_files"  # the folder that browsers save beside a page
_DEFAULT = IntakeOptions()


def incoming(inputs: Iterable[str], options: IntakeOptions = _DEFAULT) -> Iterator[Incoming]:
    """Every report of the inputs in order: paths of files or folders, addresses, or "-" for standard input.

    A folder gives the files in it with a known ending, sorted by name. Nothing is fetched but what is named
    here by its address. An item without a report and without an error tells in its notes what was passed
    over.
    """
    for name in inputs:
        if name == "-":
            yield from _from_stream(sys.stdin.buffer, options)
        elif name[:8].lower().startswith(_SCHEMES):
            yield from _from_address(name, options)
        elif Path(name).is_dir():
            yield from _from_folder(Path(name), options)
        else:
            yield from _from_file(Path(name), options, in_folder=False)


def _from_folder(folder: Path, options: IntakeOptions) -> Iterator[Incoming]:
    inside = sorted(p for p in folder.rglob("*") if p.name.lower().endswith(SUFFIXES) and p.is_file())
    inside = [
        p for p in inside if not any(part.endswith(_FURNITURE) for part in p.relative_to(folder).parts[:-1])
    ]
    if not inside:
        yield refused(
            str(folder), f"{folder}: the folder holds no report; known endings are {', '.join(SUFFIXES)}"
        )
    root = folder.resolve()
    for file in inside:
        if not file.resolve().is_relative_to(root):
            yield refused(
                str(file), f"{file}: a link that leads out of the folder; name the file itself to read it"
            )
        else:
            yield from _from_file(file, options, in_folder=True)


def _from_file(path: Path, options: IntakeOptions, *, in_folder: bool) -> Iterator[Incoming]:
    where, name = str(path), path.name.lower()
    if name.endswith(_UNREAD):
        yield refused(
            where, f"{where}: {path.suffix} is not read here; save the report's text as .txt or .json"
        )
        return
    try:
        if name.endswith(LINES + ARCHIVES):
            with path.open("rb") as stream:
                yield from _streamed(stream, where, name, options)
            return
        raw = read_file(path, where)
        for item in _reader(name, raw)(raw, where, _named(path), options):
            if not (in_folder and isinstance(item.error, NoReport)):
                yield item
    except InputError as error:
        yield Incoming(where, None, error)
    except (OSError, ValueError) as error:
        yield refused(where, f"{where!a}: {getattr(error, 'strerror', None) or error}; check the path")


def _named(path: Path) -> str:
    """The name of a file with the folder that it stands in, for pages that are all called index.html."""
    return str(Path(path.parent.name) / path.name)


def _streamed(stream: IO[bytes], where: str, name: str, options: IntakeOptions) -> Iterator[Incoming]:
    """Formats that are read as they come, so that a corpus never stands in memory."""
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    source: IO[bytes] = unfolded(stream, where) if packed else stream  # type: ignore[arg-type]
    if name.endswith(ARCHIVES):
        yield from archives.read_archive(source, where, options)
    else:
        yield from json_reports.read_lines(lines_of(source), where, options)


def _reader(name: str, raw: bytes) -> Reader:
    """By the ending of the name; without a known one by how the bytes begin."""
    ending = next((suffix for suffix in _READERS if name.endswith(suffix)), None)
    if ending == ".xml" and _begins(raw) == "page":
        return _page
    if ending is not None:
        return _READERS[ending]
    return {"page": _page, "feed": _feed, "json": _json, "workbook": _workbook}.get(_begins(raw), _text)


def _begins(raw: bytes) -> str:
    head = raw[:1024].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"pk\x03\x04"):
        return "workbook"
    if head[:1] in (b"{", b"["):
        return "json"
    if head.startswith(b"<") and any(sign in head for sign in (b"<rss", b"<feed", b"<rdf:rdf")):
        return "feed"
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<!--")) or b"<html" in head:
        return "page" if head.startswith(b"<") else "text"
    return "text"


def _from_stream(stream: IO[bytes], options: IntakeOptions) -> Iterator[Incoming]:
    """Standard input, whose form is told by how it begins: JSON lines, too."""
    where = "standard input"
    try:
        raw = read_whole(stream, where)
        reader = _reader("", raw)
        if reader is _json and json_reports.is_lines(decode(raw, where)[0]):
            yield from json_reports.read_lines(raw.split(b"\n"), where, options)
        else:
            yield from reader(raw, where, "", options)
    except InputError as error:
        yield Incoming(where, None, error)


def _from_address(url: str, options: IntakeOptions) -> Iterator[Incoming]:
    """A page or a feed, as its bytes say; servers call a feed many things."""
    from riwaya.formats.fetch import fetch  # opens the way to the network; loaded only where it is asked for

    try:
        answer = fetch(url, allow_private=options.allow_private)
    except InputError as error:
        yield Incoming(url, None, error)
        return
    capture = Capture(answer.url, answer.retrieved, answer.charset)
    kind = _begins(answer.body)
    if kind == "feed":
        yield from feeds.read_feed(answer.body, answer.url, options, capture)
    elif kind == "page" or answer.media_type in ("text/html", "application/xhtml+xml"):
        yield from pages.read_page(answer.body, answer.url, options, capture=capture)
    else:
        yield refused(
            url, f"{url}: {answer.media_type} is neither a page nor a feed; save it as a file and read that"
        )
