"""Reports from files, folders and standard input; what cannot be read is named and the rest goes on."""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.formats.decoding import decode
from riwaya.model import InputError, Note, Report

SUFFIXES = (".json", ".jsonl", ".ndjson", ".txt", ".jsonl.gz")
LINES = (".jsonl", ".ndjson", ".jsonl.gz")
# No single report is longer; a corpus pasted into one text would be read as one report with one publication
# date.
LONGEST = 2_000_000
_KNOWN = ("id", "source", "outlet", "url", "date", "published", "title", "text")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One input: a report with notes on how it was read, or the error that refused it."""

    where: str
    report: Report | None
    error: InputError | None = None
    notes: tuple[Note, ...] = ()


def incoming(inputs: Iterable[str], published: str | None = None) -> Iterator[Incoming]:
    """Every report of the inputs in order: paths of files or folders, or "-" for standard input.

    A folder gives the files in it with a known ending, sorted by name. `published` dates the reports that
    carry no date.
    """
    for name in inputs:
        if name == "-":
            yield from _from_bytes(sys.stdin.buffer.read(), "standard input", "", published)
            continue
        path = Path(name)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.name.lower().endswith(SUFFIXES))
            if not inside:
                yield _refused(
                    name, f"{name}: the folder holds no report; known endings are {', '.join(SUFFIXES)}"
                )
            for file in inside:
                yield from _from_file(file, published, in_folder=True)
        else:
            yield from _from_file(path, published, in_folder=False)


def _from_file(path: Path, published: str | None, *, in_folder: bool) -> Iterator[Incoming]:
    where = str(path)
    if not path.name.lower().endswith(SUFFIXES) and path.suffix.lower() in (
        ".html",
        ".htm",
        ".pdf",
        ".docx",
        ".xml",
    ):
        yield _refused(
            where, f"{where}: {path.suffix} is not read here; save the report's text as .txt or .json"
        )
        return
    try:
        if path.name.lower().endswith(LINES):
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
                yield from _from_lines(lines, where, published)
            return
        raw = path.read_bytes()
    except (OSError, EOFError) as error:
        yield _refused(where, f"{where}: {getattr(error, 'strerror', None) or error}; check the path")
        return
    for item in _from_bytes(raw, where, path.name, published):
        if not (in_folder and isinstance(item.error, NoReport)):
            yield item


class NoReport(InputError):
    """JSON that is no report at all (a list of expected values, say): passed over inside a folder, refused by
    name."""


def _from_bytes(raw: bytes, where: str, name: str, published: str | None) -> Iterator[Incoming]:
    """Reports of a file that is no JSONL, or of standard input, whose form is told by how it begins."""
    try:
        text, encoding = decode(raw, where)
    except InputError as error:
        yield Incoming(where, None, error)
        return
    notes = _notes(encoding, where)
    if not name and _is_json_lines(text):
        yield from _from_lines(raw.split(b"\n"), where, published)
    elif name.lower().endswith(".json") or (not name and text.lstrip()[:1] in ("{", "[")):
        yield from _from_json(text, where, published, notes)
    else:
        yield _checked(where, _plain(text, where, name, published), notes)


def _notes(encoding: str, where: str) -> tuple[Note, ...]:
    if encoding != "windows-1256":
        return ()
    return (Note("decoded", f"{where}: read as Windows-1256; offsets count the characters that came out"),)


def _is_json_lines(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        json.loads(first)
    except ValueError:
        return False
    return True


def _from_lines(lines: Iterable[bytes], where: str, published: str | None) -> Iterator[Incoming]:
    """One report a line, read as the lines come, so that a corpus never stands in memory."""
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        here = f"{where}:{number}"
        try:
            text, encoding = decode(raw, here)
            yield _checked(here, _report(json.loads(text), here, published), _notes(encoding, here))
        except ValueError as error:
            yield _refused(here, f"{here}: broken JSON ({error}); mend the line, the others were read")
        except InputError as error:
            yield Incoming(here, None, error)


def _from_json(text: str, where: str, published: str | None, notes: tuple[Note, ...]) -> Iterator[Incoming]:
    try:
        raw = json.loads(text)
    except ValueError as error:
        yield _refused(where, f"{where}: broken JSON ({error}); mend the file")
        return
    for number, item in enumerate(raw if isinstance(raw, list) else [raw], 1):
        here = f"{where}[{number}]" if isinstance(raw, list) else where
        try:
            yield _checked(here, _report(item, here, published), notes)
        except InputError as error:
            yield Incoming(here, None, error)


def _report(raw: Any, where: str, published: str | None) -> Report:
    if not isinstance(raw, dict) or "text" not in raw:
        raise NoReport(
            f'{where}: no report: needs an object with a "text", '
            'as {"id", "source", "date", "title", "text"}'
        )
    for key in _KNOWN:
        if raw.get(key) is not None and not isinstance(raw[key], str) and key != "id":
            raise InputError(f'{where}: "{key}" must be a string or null, not {type(raw[key]).__name__}')
    text = raw["text"] or ""
    return Report(
        id=str(raw.get("id") or _content_id(text)),
        text=text,
        outlet=raw.get("source") or raw.get("outlet"),
        url=raw.get("url"),
        published=raw.get("date") or raw.get("published") or published,
        title=raw.get("title") or "",
    )


def _plain(text: str, where: str, name: str, published: str | None) -> Report:
    return Report(id=Path(name).stem or _content_id(text), text=text.removesuffix("\n"), published=published)


def _content_id(text: str) -> str:
    return "sha256-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _checked(where: str, report: Report, notes: tuple[Note, ...]) -> Incoming:
    if not report.text.strip():
        return _refused(where, f"{where}: the text is empty; nothing to read")
    if len(report.text) > LONGEST:
        return _refused(
            where,
            f"{where}: {len(report.text):,} characters, a report has {LONGEST:,} at the most; "
            "split it into reports",
        )
    try:
        "".join((report.id, report.text, report.title, report.outlet or "", report.url or "")).encode("utf-8")
    except UnicodeEncodeError as error:
        return _refused(
            where,
            f"{where}: a lone surrogate at character {error.start}; no valid text can hold it, mend the file",
        )
    return Incoming(where, report, None, notes)


def _refused(where: str, message: str) -> Incoming:
    return Incoming(where, None, InputError(message))
