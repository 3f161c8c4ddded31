"""The front door: reports from files, folders and standard input, whatever their format.

What cannot be read is named and the rest goes on.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from riwaya.formats.decoding import decode, decoded_note
from riwaya.formats.incoming import Incoming, IntakeOptions, NoReport, checked, plain_id, refused
from riwaya.formats.json_reports import read_json, read_lines
from riwaya.model import InputError, Note, Report

SUFFIXES = (".json", ".jsonl", ".ndjson", ".txt", ".jsonl.gz")
LINES = (".jsonl", ".ndjson", ".jsonl.gz")
_DEFAULT = IntakeOptions()


def incoming(inputs: Iterable[str], options: IntakeOptions = _DEFAULT) -> Iterator[Incoming]:
    """Every report of the inputs in order: paths of files or folders, or "-" for standard input.

    A folder gives the files in it with a known ending, sorted by name.
    """
    for name in inputs:
        if name == "-":
            yield from _from_bytes(sys.stdin.buffer.read(), "standard input", "", options)
            continue
        path = Path(name)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.name.lower().endswith(SUFFIXES))
            if not inside:
                yield refused(
                    name, f"{name}: the folder holds no report; known endings are {', '.join(SUFFIXES)}"
                )
            for file in inside:
                yield from _from_file(file, options, in_folder=True)
        else:
            yield from _from_file(path, options, in_folder=False)


def _from_file(path: Path, options: IntakeOptions, *, in_folder: bool) -> Iterator[Incoming]:
    where = str(path)
    if not path.name.lower().endswith(SUFFIXES) and path.suffix.lower() in (
        ".html",
        ".htm",
        ".pdf",
        ".docx",
        ".xml",
    ):
        yield refused(
            where, f"{where}: {path.suffix} is not read here; save the report's text as .txt or .json"
        )
        return
    try:
        if path.name.lower().endswith(LINES):
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
                yield from read_lines(lines, where, options)
            return
        raw = path.read_bytes()
    except (OSError, EOFError) as error:
        yield refused(where, f"{where}: {getattr(error, 'strerror', None) or error}; check the path")
        return
    for item in _from_bytes(raw, where, path.name, options):
        if not (in_folder and isinstance(item.error, NoReport)):
            yield item


def _from_bytes(raw: bytes, where: str, name: str, options: IntakeOptions) -> Iterator[Incoming]:
    """Reports of a file that is no JSONL, or of standard input, whose form is told by how it begins."""
    try:
        text, encoding = decode(raw, where)
    except InputError as error:
        yield Incoming(where, None, error)
        return
    notes = decoded_note(encoding, where)
    if not name and _is_json_lines(text):
        yield from read_lines(raw.split(b"\n"), where, options)
    elif name.lower().endswith(".json") or (not name and text.lstrip()[:1] in ("{", "[")):
        yield from read_json(raw, text, where, options, notes)
    else:
        yield _plain(raw, text, where, name, options, notes)


def _is_json_lines(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _plain(
    raw: bytes, text: str, where: str, name: str, options: IntakeOptions, notes: tuple[Note, ...]
) -> Incoming:
    report = Report(plain_id(Path(name).stem, text), text.removesuffix("\n"), published=options.published)
    return checked(Incoming(where, report, None, notes, raw, "text/plain"))
