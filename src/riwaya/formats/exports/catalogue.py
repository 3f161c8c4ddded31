"""The one list of formats that `riwaya export` writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, BinaryIO

from riwaya.formats.exports import acled, followthemoney, geojson, hxl, long, parquet, provenance, tree, ucdp
from riwaya.formats.exports.cells import Column, write_csv
from riwaya.formats.exports.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, its columns if it is a table, how it is written.

    `rule` is the rule used where none is named. `beside` says that the method note stands in a file beside it
    (FILE.method.json), because the format has no room for it. `narrow` says that its rows are accounts or
    figures, of which only those that pass a filter are written.
    """

    name: str
    told: str
    write: Callable[[View, BinaryIO], None]
    rule: str = "none"
    beside: bool = True
    narrow: bool = False
    columns: Sequence[Column] = ()


def _table(
    columns: Sequence[Column],
    rows: Callable[[View], Iterator[Mapping[str, Any]]],
    *,
    signature: bool = False,
    tags: bool = False,
) -> Callable[[View, BinaryIO], None]:
    def write(view: View, sink: BinaryIO) -> None:
        write_csv(sink, columns, rows(view), signature=signature, tags=tags)

    return write


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format(
                "acled",
                "CSV in the shape of ACLED's export, 31 columns",
                _table(acled.COLUMNS, acled.rows),
                rule="lowest",
                columns=acled.COLUMNS,
            ),
            Format(
                "ucdp",
                "CSV in the shape of UCDP GED, 49 columns",
                _table(ucdp.COLUMNS, ucdp.rows),
                rule="ucdp",
                columns=ucdp.COLUMNS,
            ),
            Format(
                "accounts",
                "CSV for spreadsheets, a row an account",
                _table(long.ACCOUNTS, long.account_rows, signature=True),
                narrow=True,
                columns=long.ACCOUNTS,
            ),
            Format(
                "figures",
                "CSV for spreadsheets, a row a figure",
                _table(long.FIGURES, long.figure_rows, signature=True),
                narrow=True,
                columns=long.FIGURES,
            ),
            Format("jsonl", "incidents as `riwaya incidents` gives them, one a line", tree.write_lines),
            Format("geojson", "GeoJSON (RFC 7946), a Feature an incident", geojson.write, beside=False),
            Format(
                "hxl",
                "CSV with HXL 1.1 hashtags, a row an incident",
                _table(hxl.COLUMNS, hxl.rows, tags=True),
                rule="range",
                columns=hxl.COLUMNS,
            ),
            Format("ftm", "FollowTheMoney entities, one a line", followthemoney.write, rule="ucdp"),
            Format(
                "prov", "W3C Web Annotation and PROV, one JSON-LD document", provenance.write, beside=False
            ),
            Format(
                "parquet",
                "accounts with their figures as one Parquet table",
                parquet.write,
                beside=False,
                narrow=True,
                columns=parquet.COLUMNS,
            ),
        )
    }
)
