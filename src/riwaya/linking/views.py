"""Readable views in a SQLite ledger, for pandas, DuckDB or any browser of SQLite files.

>>> pandas.read_sql("SELECT * FROM v_figures", sqlite3.connect("derna.ledger"))   # doctest: +SKIP
"""

from __future__ import annotations

from sqlalchemy import Connection

from riwaya.ledger.derive import Derived, prepare
from riwaya.ledger.store import Store

_INCIDENTS = "json(CAST(i.data AS TEXT))"
_OF_INCIDENT = ("kind", "title", "title_ar", "place", "country", "start", "end")
_OF_ACCOUNT = (
    "report",
    "outlet",
    "name",
    "source",
    "kind",
    "role",
    "via",
    "said",
    "independent_group",
    "review",
)
_OF_FIGURE = ("measure", "low", "high", "hedge", "quote", "whom", "group", "scope", "part_of", "review")


def _cells(of: str, names: tuple[str, ...], prefix: str = "") -> str:
    return ", ".join(f"""json_extract({of}, '$.{name}') AS "{prefix}{name}" """ for name in names)


_VIEWS = {
    "v_reports": "SELECT id, outlet, url, via, published, title, sha256, original, retrieved, media_type, "
    "revises, text FROM reports",
    "v_entries": "SELECT seq, kind, subject, author, time, reason, body, previous, hash FROM entries",
    "v_decisions": "SELECT seq, time, author, json_extract(body, '$.action') AS action, "
    "json_extract(body, '$.layer') AS layer, subject, json_extract(body, '$.report') AS report, "
    "json_extract(body, '$.values') AS \"values\", reason, hash FROM entries WHERE kind = 'decision'",
    "v_incidents": f"SELECT i.id, {_cells(_INCIDENTS, (*_OF_INCIDENT, 'lat', 'lon', 'precision_km'))}, "
    f"json_array_length({_INCIDENTS}, '$.reports') AS reports, "
    f"json_array_length({_INCIDENTS}, '$.accounts') AS accounts, "
    f"json_array_length({_INCIDENTS}, '$.differ') AS differences FROM incidents i",
    "v_accounts": f"SELECT i.id AS incident, {_cells(_INCIDENTS, _OF_INCIDENT, 'incident_')}, "
    f"json_extract(a.value, '$.id') AS account, {_cells('a.value', _OF_ACCOUNT)} "
    f"FROM incidents i, json_each({_INCIDENTS}, '$.accounts') a",
    "v_figures": f"SELECT i.id AS incident, {_cells(_INCIDENTS, _OF_INCIDENT, 'incident_')}, "
    f"json_extract(a.value, '$.id') AS account, {_cells('a.value', _OF_ACCOUNT, 'account_')}, "
    f"json_extract(f.value, '$.id') AS figure, {_cells('f.value', _OF_FIGURE)}, "
    "json_extract(f.value, '$.span[0]') AS span_start, json_extract(f.value, '$.span[1]') AS span_end "
    f"FROM incidents i, json_each({_INCIDENTS}, '$.accounts') a, json_each(a.value, '$.figures') f",
}


def keep_views(store: Store) -> None:
    """Make the views, if they are not there in this version. A PostgreSQL ledger has none: incidents are
    listed and exported by Riwaya."""
    if store.dialect == "sqlite":
        with store.begin() as connection:
            prepare(connection, VIEWS)


def _make(connection: Connection) -> None:
    for name, query in _VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")


def _drop(connection: Connection) -> None:
    for name in _VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


VIEWS = Derived("views", "1", _make, _drop)
