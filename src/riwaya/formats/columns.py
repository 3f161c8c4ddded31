"""Which column of a table is which field of a report, and the reports of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from riwaya.formats.dates import ambiguous, iso_date, month_first
from riwaya.formats.exports.cells import neutral, restored
from riwaya.formats.incoming import Incoming, IntakeOptions, checked, content_id, plain_id, refused
from riwaya.formats.words import folded, headings
from riwaya.model import InputError, Note, Report

FIELDS = ("text", "date", "source", "url", "title", "id", "via", "retrieved")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, where it stands, and the bytes it was received in."""

    cells: Sequence[str]
    where: str
    received: bytes
    media_type: str


def columns_of(header: Sequence[str], where: str, options: IntakeOptions) -> dict[str, int]:
    """The column of each field: as the user named them, else by the usual headings, English or Arabic.

    Raises InputError where no column holds the text, with the headings there are.
    """
    known = [folded(cell) for cell in header]
    found: dict[str, int] = {}
    for field, name in options.columns.items():
        if folded(name) not in known:
            raise InputError(f"{where}: no column {name!r} for {field}; the headings are {_told(header)}")
        found[field] = known.index(folded(name))
    for field, names in headings().items():
        usual = next((known.index(n) for n in names if n in known), None)
        if field not in found and usual is not None and usual not in found.values():
            found[field] = usual
    if "text" not in found:
        raise InputError(
            f"{where}: no column is known to hold the text; the headings are {_told(header)}. "
            "Say which, as --columns text=HEADING,date=HEADING"
        )
    return found


def _told(header: Sequence[str]) -> str:
    shown = [cell.strip()[:40] for cell in header if cell.strip()][:20]
    return ", ".join(repr(cell) for cell in shown) or "all empty"


def read_rows(
    columns: dict[str, int], rows: list[Row], options: IntakeOptions, table: str
) -> Iterator[Incoming]:
    """The report of every row; whether day or month stands first is told by the whole column of dates.

    An id that is a bare number goes behind the name of `table`: "1" stands in every table.
    """
    order = month_first(_cell(row, columns, "date") for row in rows) if "date" in columns else None
    told_order = False
    seen: dict[str, str] = {}
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        item = _report(row, columns, options, order, table)
        if order is None and not told_order and item.published_raw and ambiguous(item.published_raw):
            told_order = True
            note = Note(
                "day_first",
                f"{row.where}: {item.published_raw!r} is read day first, as is every such date here",
            )
            item = replace(item, notes=(*item.notes, note))
        yield _noted_if_repeated(item, seen)


def _noted_if_repeated(item: Incoming, seen: dict[str, str]) -> Incoming:
    if item.report is None:
        return item
    first = seen.setdefault(item.report.id, item.where)
    if first == item.where:
        return item
    note = Note(
        "repeated_id", f"{item.where}: the id {item.report.id!r} stands at {first}, too; both were read"
    )
    return replace(item, notes=(*item.notes, note))


def _report(
    row: Row, columns: dict[str, int], options: IntakeOptions, order: bool | None, table: str
) -> Incoming:
    cells = {field: _cell(row, columns, field) for field in columns}
    text = cells["text"]
    if not text.strip():
        return refused(
            row.where, f"{row.where}: the text is empty; nothing to read, the other rows were read"
        )
    id_ = cells.get("id", "").strip()
    written = cells.get("date", "").strip() or None
    published = (
        iso_date(written, options.read_date, month_first=bool(order)) if written else options.published
    )
    notes: tuple[Note, ...] = ()
    if written and published is None:
        notes = (Note("date_unread", f"{row.where}: the date {written!r} could not be read"),)
    retrieved = iso_date(cells.get("retrieved", ""))
    item = Incoming(
        row.where,
        Report(
            id=f"{plain_id(table, text)}-{id_}" if id_.isdigit() else id_ or content_id(text),
            text=text,
            outlet=cells.get("source", "").strip() or None,
            url=cells.get("url", "").strip() or None,
            published=published,
            title=cells.get("title", "").strip(),
            via=cells.get("via", "").strip() or None,
        ),
        notes=notes,
        original=row.received,
        media_type=row.media_type,
        retrieved=retrieved,
        published_raw=written,
    )
    return checked(item)


def _cell(row: Row, columns: dict[str, int], field: str) -> str:
    """The cell of a field as it was before an export of ours made it safe: "'=1+1" is "=1+1", and a cell that
    our exports would not have written stays as it is."""
    at = columns[field]
    cell = row.cells[at] if at < len(row.cells) else ""
    bare = restored(cell)
    return bare if bare is not None and neutral(bare) == cell else cell


def split_columns(told: str | None) -> dict[str, str]:
    """`--columns text=النص,date=التاريخ` as a mapping; raises InputError for a field that there is not."""
    found: dict[str, str] = {}
    for part in _parts(told or ""):
        field, sign, name = part.partition("=")
        if not sign or field.strip() not in FIELDS or not name.strip():
            raise InputError(
                f"--columns: {part!r} is not FIELD=HEADING; the fields are {', '.join(FIELDS)}, "
                "as in --columns text=Body,date=Published"
            )
        found[field.strip()] = name.strip()
    return found


def _parts(told: str) -> Iterable[str]:
    """The pairs; a comma that no field follows belongs to a heading."""
    fields = "|".join(FIELDS)
    return [p for p in re.split(rf"\s*,\s*(?=(?:{fields})\s*=)", told) if p.strip()]
