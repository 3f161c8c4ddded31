"""CSV whose cells no spreadsheet runs as formulas, and that reads back to equal values.

The rule: a text gets an apostrophe in front of every part that a spreadsheet could take for a formula. Parts
start at the cell's start and after every `;`, tab, CR and LF, where another reader may cut.
Such a part is one whose first character is `= + - @`, full-width forms included, once spaces, quotes,
control, byte-order, zero-width and bidi marks are passed over; and one that starts with an apostrophe. At the
cell's start also an empty text (None is the empty cell) and a text whose first such character is a control
character (tab, CR, LF, NUL). To read back, take one apostrophe off every part that starts with one. Numbers
stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

import msgspec

from riwaya.model import InputError

Kind = Literal["text", "integer", "number", "boolean", "json"]

_MARK = "'"
_SEPARATORS = re.compile(r"([;\t\r\n])")
_FORMULA = frozenset("=+-@")
_QUOTES = frozenset("\"'`\u00ab\u00bb\u2018\u2019\u201c\u201d")
_PASSED_OVER = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Cn", "Co"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, the kind of its cells, and where its value comes from (for the docs)."""

    name: str
    kind: Kind
    told: str
    tag: str = ""


Row = Mapping[str, Any]


def neutral(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: "=1+1" is written "'=1+1"."""
    if text[:1].isalnum() and _SEPARATORS.search(text) is None:
        return text
    parts = _SEPARATORS.split(text)
    marked = [_MARK + part if _runs(part) else part for part in parts]
    if marked[0] == parts[0] and (not text or _starts_in_control(text)):
        marked[0] = _MARK + marked[0]
    return "".join(marked)


def restored(cell: str) -> str | None:
    """The text that `neutral` wrote; None for an empty cell."""
    if not cell:
        return None
    return "".join(part.removeprefix(_MARK) for part in _SEPARATORS.split(cell))


def _starts_in_control(text: str) -> bool:
    """Whether a control character comes first, marks, spaces and quotes passed over."""
    for char in text:
        if unicodedata.category(char) == "Cc":
            return True
        if char not in _QUOTES and unicodedata.category(char) not in _PASSED_OVER:
            return False
    return False


def _runs(part: str) -> bool:
    if part.startswith(_MARK):
        return True
    for char in part:
        if char in _QUOTES or unicodedata.category(char) in _PASSED_OVER:
            continue
        return unicodedata.normalize("NFKC", char)[0] in _FORMULA
    return False


def write_csv(
    sink: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    signature: bool = False,
    tags: bool = False,
) -> None:
    """A header, with `tags` the row of tags under it, then the rows; lines end in CRLF (RFC 4180).

    `signature` starts the file with a byte-order mark, by which spreadsheets know that it is UTF-8.
    """
    text = io.TextIOWrapper(sink, encoding="utf-8-sig" if signature else "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([c.name for c in columns])
    if tags:
        writer.writerow([c.tag for c in columns])
    for row in rows:
        writer.writerow([_written(row.get(c.name), c.kind) for c in columns])
    text.detach()


def read_csv(data: bytes, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    """The rows of such a file, cells as the values that were written; raises InputError on another header."""
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    header = next(lines, [])
    if header != [c.name for c in columns]:
        raise InputError(f"a table with the columns {', '.join(header)} is none that this version writes")
    for line in lines:
        yield {c.name: _read(cell, c.kind) for c, cell in zip(columns, line, strict=True)}


def _written(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if kind == "text":
        return neutral(str(value))
    if kind == "json":
        return neutral(msgspec.json.encode(value, order="deterministic").decode())
    if kind == "boolean":
        return "true" if value else "false"
    return repr(value)


def _read(cell: str, kind: Kind) -> Any:
    if not cell:
        return None
    if kind == "text":
        return restored(cell)
    if kind == "json":
        return msgspec.json.decode(restored(cell) or "null")
    if kind == "boolean":
        return cell == "true"
    return int(cell) if kind == "integer" else float(cell)
