"""What the ledger's commands list, as JSON lines, as CSV or as text."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

Listed = TypeVar("Listed")
# What a spreadsheet takes for the start of a formula, full-width forms included, and what may precede it.
_FORMULA = tuple("=+-@\t\r\n\0'\uff1d\uff0b\uff0d\uff20")
_PASSED_OVER = ' \ufeff\u200e\u200f\u061c"'
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
    """A value as a cell; texts that a spreadsheet might run as a formula are marked with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.lstrip(_PASSED_OVER)[:1] in _FORMULA else text
