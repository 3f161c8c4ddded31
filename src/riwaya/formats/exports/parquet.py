"""Accounts with their figures as one Parquet table (pyarrow, `riwaya[parquet]`).

A row a figure, and a row for each account that gives none.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from riwaya.formats.exports.cells import Column
from riwaya.formats.exports.long import ACCOUNTS, FIGURES, account_rows, figure_rows
from riwaya.formats.exports.method import method
from riwaya.formats.exports.tree import encoded
from riwaya.formats.exports.view import View
from riwaya.model import InputError

_OF_ACCOUNT = [c for c in ACCOUNTS if c.name not in ("resolved", "figures", "review")]
_OF_FIGURE = [c for c in FIGURES if c.name not in {a.name for a in _OF_ACCOUNT}]
COLUMNS = (
    *_OF_ACCOUNT,
    Column("account_review", "text", "what reviewers made of the account"),
    *_OF_FIGURE,
)


def write(view: View, sink: BinaryIO) -> None:
    """The table; the method note stands in the schema's metadata under `riwaya`."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as files
    except ImportError as error:
        raise InputError("Parquet needs pyarrow: pip install 'riwaya[parquet]'") from error
    types = {
        "text": arrow.string(),
        "json": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    rows = _rows(view)
    schema = arrow.schema(
        [(c.name, types[c.kind]) for c in COLUMNS], metadata={"riwaya": encoded(method(view, "parquet"))}
    )
    columns = [[_cell(row.get(c.name), c) for row in rows] for c in COLUMNS]
    arrays = [arrow.array(cells, types[c.kind]) for cells, c in zip(columns, COLUMNS, strict=True)]
    files.write_table(arrow.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")


def _rows(view: View) -> list[dict[str, Any]]:
    figures: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in figure_rows(view):
        figures.setdefault((row["incident"], row["account"]), []).append(row)
    rows: list[dict[str, Any]] = []
    for account in account_rows(view):
        own = {c.name: account.get(c.name) for c in _OF_ACCOUNT} | {"account_review": account["review"]}
        rows += [own | row for row in figures.get((account["incident"], account["account"]), [{}])]
    return rows


def _cell(value: Any, column: Column) -> Any:
    return encoded(value).decode() if column.kind == "json" and value is not None else value
