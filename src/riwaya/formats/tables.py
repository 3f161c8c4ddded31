"""CSV and its kin: separators by comma, semicolon, tab or bar, quotes over several lines, old encodings."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import PurePath

from riwaya.formats.columns import Row, columns_of, read_rows
from riwaya.formats.decoding import decode, decoded_note
from riwaya.formats.incoming import LONGEST, Incoming, IntakeOptions, refused
from riwaya.model import InputError

MEDIA_TYPE = "text/csv"
_SEPARATORS = (",", ";", "\t", "|")
_TOLD = re.compile(r"sep=(.)\r?\n")
_QUOTED = re.compile(r'"[^"]*"')
_AFTER_LINE = re.compile("(?<=\n)")
_AFTER_RETURN = re.compile("(?<=\r)")
_RESUMED = 20  # quotes that never close, after which the rest of a table is not read


def read_table(raw: bytes, where: str, options: IntakeOptions, name: str = "table") -> Iterator[Incoming]:
    """The reports of a table with a row of headings; a row that cannot be read is named, the others are
    read."""
    try:
        text, encoding = _decoded(raw, where)
        lines = _AFTER_LINE.split(text) if "\n" in text else _AFTER_RETURN.split(text)
        first = 0
        separator = ""
        if lines and (told := _TOLD.fullmatch(lines[0])):
            separator, first = told[1], 1
        while first < len(lines) and not lines[first].strip():
            first += 1
        if first >= len(lines):
            raise InputError(f"{where}: the table is empty; nothing to read")
        separator = separator or _separator(lines, first)
    except InputError as error:
        yield Incoming(where, None, error)
        return
    rows: list[Row] = []
    problems: list[Incoming] = []
    for row in _rows(lines, first, separator, where):
        (rows if isinstance(row, Row) else problems).append(row)  # type: ignore[arg-type]
    try:
        columns = columns_of(rows[0].cells if rows else [], where, options)
    except InputError as error:
        yield Incoming(where, None, error)
        return
    yield from read_rows(columns, rows[1:], options, PurePath(name).stem)
    yield from problems
    if encoding == "windows-1256":
        yield Incoming(where, None, notes=decoded_note(encoding, where))


def _decoded(raw: bytes, where: str) -> tuple[str, str]:
    """As `decode`, and UTF-16 without a mark, as some spreadsheets save it."""
    if len(raw) % 2 == 0 and raw[:200].count(b"\x00") * 4 > len(raw[:200]):
        for encoding in ("utf-16-le", "utf-16-be"):
            text = raw.decode(encoding, "replace")
            if "\ufffd" not in text and "\x00" not in text[:100]:
                return text, encoding
    return decode(raw, where)


def _separator(lines: list[str], first: int) -> str:
    """The sign that parts the row of headings into most cells."""
    header = _QUOTED.sub(
        "", "".join(lines[first : first + 5]) if lines[first].count('"') % 2 else lines[first]
    )
    return max(_SEPARATORS, key=lambda sign: (header.count(sign), -_SEPARATORS.index(sign)))


def _rows(lines: list[str], first: int, separator: str, where: str) -> Iterator[Row | Incoming]:
    """Every row with the lines that it took. After a quote that never closes it goes on a line below."""
    csv.field_size_limit(LONGEST + 1)
    for _ in range(_RESUMED):
        begun = taken = first

        def consumed() -> Iterator[str]:
            nonlocal taken
            while taken < len(lines):
                taken += 1
                yield lines[taken - 1]

        reader = csv.reader(consumed(), delimiter=separator)
        try:
            for cells in reader:
                received = "".join(lines[begun:taken])
                if taken == len(lines) and taken - begun > 1 and received.count('"') % 2:
                    raise csv.Error("a quotation mark opens a cell and never closes")
                yield Row(
                    cells, f"{where}:{begun + 1}", received.encode("utf-8", "surrogatepass"), MEDIA_TYPE
                )
                begun = taken
            return
        except csv.Error as error:
            here = f"{where}:{begun + 1}"
            yield refused(here, f"{here}: the row cannot be read ({error}); mend it, the others were read")
            first = begun + 1
    yield refused(
        where, f"{where}:{first + 1}: too many broken rows; nothing from here on was read, mend the file"
    )
