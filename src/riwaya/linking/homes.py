"""The incidents that linking made, as they are kept and read, and what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, select

from riwaya.linking.links import put, some
from riwaya.linking.occurrences import Occurrence
from riwaya.linking.tables import account_homes, incidents, members
from riwaya.model import Incident

# Undated last, in either database.
_BY_DAY = select(incidents.c.data).order_by(incidents.c.start.is_(None), incidents.c.start, incidents.c.id)
_encode = msgspec.json.Encoder().encode
_incident = msgspec.json.Decoder(Incident).decode


def keep_incidents(
    connection: Connection, made: Sequence[tuple[Incident, Sequence[Occurrence]]], entry: int
) -> None:
    """Store incidents, each with its members; `entry` is the last entry that they take in."""
    same = ("id", "kind", "place", "country", "lat", "lon", "start", "end")
    rows = (
        {**{c: getattr(i, c) for c in same}, "told_by": len(i.reports), "made": entry, "data": _encode(i)}
        for i, _ in made
    )
    put(connection, incidents, rows)
    put(
        connection,
        members,
        ({"occurrence": o.id, "incident": i.id, "report": o.report} for i, own in made for o in own),
    )
    homed = {(a.id, i.id): a.source for i, _ in made for a in i.accounts}
    rows = ({"account": a, "incident": i, "source": source} for (a, i), source in sorted(homed.items()))
    put(connection, account_homes, rows)


def forget_incidents(connection: Connection, ids: Iterable[str]) -> None:
    """Take out incidents."""
    for part in some(ids):
        for column in (incidents.c.id, members.c.incident, account_homes.c.incident):
            connection.execute(delete(column.table).where(column.in_(part)))


def homes(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The incident that each of the occurrences is in; those that are in none are left out."""
    found: dict[str, str] = {}
    for part in some(ids):
        asked = select(members.c.occurrence, members.c.incident).where(members.c.occurrence.in_(part))
        found.update((id, incident) for id, incident in connection.execute(asked))
    return found


def members_of(connection: Connection, ids: Iterable[str]) -> dict[str, set[str]]:
    """The occurrences in each of the incidents."""
    found: dict[str, set[str]] = {}
    for part in some(ids):
        asked = select(members.c.incident, members.c.occurrence).where(members.c.incident.in_(part))
        for incident, id in connection.execute(asked):
            found.setdefault(incident, set()).add(id)
    return found


def heard_in(connection: Connection, sources: Iterable[str]) -> set[str]:
    """The incidents in which an account is by one of the sources."""
    found: set[str] = set()
    for part in some(sources):
        asked = select(account_homes.c.incident).where(account_homes.c.source.in_(part))
        found |= set(connection.scalars(asked))
    return found


def made_at(connection: Connection) -> dict[str, int]:
    """The last entry that each incident takes in: what was made since is told from what is known."""
    return {row.id: row.made for row in connection.execute(select(incidents.c.id, incidents.c.made))}


def incidents_of(reports: Iterable[str]) -> Select[Any]:
    """A query for the ids of the incidents that any of the reports tells of or mentions."""
    return select(members.c.incident).where(members.c.report.in_(list(reports)))


def incidents_with(account: str) -> Select[Any]:
    """A query for the ids of the incidents that an account stands in."""
    return select(account_homes.c.incident).where(account_homes.c.account == account)


def read_incidents(connection: Connection, asked: Any = None) -> Iterator[Incident]:
    """Incidents by start and id: all, or those that a condition on the table picks."""
    return map(_incident, read_data(connection, asked))


def read_data(connection: Connection, asked: Any = None) -> Iterator[bytes]:
    """The same as JSON."""
    query = _BY_DAY if asked is None else _BY_DAY.where(asked)
    yield from connection.execution_options(yield_per=200).scalars(query)
