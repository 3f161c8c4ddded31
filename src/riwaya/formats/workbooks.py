"""XLSX: the sheets of a workbook, each a table with a row of headings."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import PurePath
from typing import Any

from riwaya.formats.columns import Row, columns_of, read_rows
from riwaya.formats.incoming import Incoming, IntakeOptions, refused
from riwaya.formats.limits import RATIO
from riwaya.model import InputError

MEDIA_TYPE = "application/json"  # of a row: its cells by heading; the workbook itself stays with the user
_PARTS = 10_000
_FREE = 4 << 20
_UNFOLDED = 256 << 20  # bytes of all parts: cells are held while the sheet is read
_HEAD = 1 << 16  # bytes of a part in which a document type is looked for
_WIDEST = 256  # columns; a cell far to the right would make every row as wide
_ROWS = 1_048_576
_BLANK = 1_000  # empty rows after which a sheet is taken as ended


def read_workbook(raw: bytes, where: str, options: IntakeOptions, name: str = "table") -> Iterator[Incoming]:
    """The reports of every sheet that has a column of texts; formulas give the value that was last
    computed."""
    from openpyxl import load_workbook

    try:
        _check(raw, where)
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, _cells(sheet)) for sheet in book.worksheets]
    except InputError as error:
        yield Incoming(where, None, error)
        return
    except Exception as error:
        # The library's failure on a damaged workbook; it is named, the rest read.
        yield refused(
            where, f"{where}: no workbook that can be read ({type(error).__name__}); save it again as .xlsx"
        )
        return
    errors = []
    read = 0
    for title, cells in sheets:
        here = f"{where}[{title}]" if len(sheets) > 1 else where
        header = next(((n, row) for n, row in enumerate(cells) if any(c.strip() for c in row)), None)
        if header is None:
            continue
        try:
            columns = columns_of(header[1], here, options)
        except InputError as error:
            errors.append(Incoming(here, None, error))
            continue
        read += 1
        table = f"{PurePath(name).stem}-{title}" if len(sheets) > 1 else PurePath(name).stem
        rows = [
            _row(header[1], row, f"{here}:{n}") for n, row in enumerate(cells[header[0] + 1 :], header[0] + 2)
        ]
        yield from read_rows(columns, rows, options, table)
    if not read:
        yield from errors or [refused(where, f"{where}: the workbook is empty; nothing to read")]


def _check(raw: bytes, where: str) -> None:
    """Raise InputError for what is no zip, or one that would unfold too far or holds a document type."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > _PARTS or size > _UNFOLDED or size > max(_FREE, RATIO * len(raw)):
                raise InputError(
                    f"{where}: {len(parts)} parts that unfold to {size:,} bytes, as an archive bomb does; "
                    "open it and save the table as CSV if you trust it"
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as stream:
                        head = stream.read(_HEAD).replace(b"\x00", b"").upper()
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise InputError(
                            f"{where}: {part.filename!a} declares a document type; save it again as .xlsx"
                        )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise InputError(f"{where}: no .xlsx workbook ({error}); save it again as .xlsx") from error


def _cells(sheet: Any) -> list[list[str]]:
    kept: list[list[str]] = []
    blank = 0
    for row in islice(sheet.iter_rows(max_col=_WIDEST, values_only=True), _ROWS):
        cells = [_written(value) for value in row]
        blank = 0 if any(cells) else blank + 1
        if blank > _BLANK:
            break
        kept.append(cells)
    return kept


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _row(header: list[str], cells: list[str], where: str) -> Row:
    named = {
        name.strip() or f"column {n}": cell
        for n, (name, cell) in enumerate(zip(header, cells, strict=False), 1)
        if cell
    }
    return Row(
        cells, where, json.dumps(named, ensure_ascii=False).encode("utf-8", "surrogatepass"), MEDIA_TYPE
    )
