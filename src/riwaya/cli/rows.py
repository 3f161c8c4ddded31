"""What the ledger's commands list, as JSON lines, as CSV or as text."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from riwaya.formats.exports.cells import neutral

Listed = TypeVar("Listed")
Row = Mapping[str, Any]


def write_rows(
    found: Iterable[Listed],
    form: str,
    *,
    text: Callable[[Listed], str],
    json: Callable[[Listed], Any],
    columns: tuple[str, ...],
    rows: Callable[[Listed], Iterable[Row]],
) -> int:
    """Write everything found to standard output as it comes; how many there were."""
    sink = sys.stdout.buffer
    if form == "csv":
        sink.write(_csv([columns], signature=True))
    count = 0
    for one in found:
        count += 1
        if form == "jsonl":
            sink.write(msgspec.json.encode(json(one)) + b"\n")
        elif form == "csv":
            sink.write(_csv([[_cell(row.get(name)) for name in columns] for row in rows(one)]))
        else:
            sink.write(text(one).encode("utf-8", "replace") + b"\n")
    sink.flush()
    return count


def _csv(lines: Iterable[Iterable[str]], *, signature: bool = False) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode("utf-8-sig" if signature else "utf-8")


def _cell(value: Any) -> str:
    """A value as a cell; no spreadsheet runs a text as a formula (`riwaya.formats.exports.cells`)."""
    if value is None:
        return ""
    return repr(value) if isinstance(value, int | float) else neutral(str(value))
