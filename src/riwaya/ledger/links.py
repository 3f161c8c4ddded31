"""What linking made, kept and read: occurrences, likenesses, copies, incidents. Made again when code changes.

Nothing here is under the chain: it follows from the reports, the readings and the decisions, whatever the
order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    Connection,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from riwaya.ledger.derive import Derived
from riwaya.ledger.likeness import Likeness
from riwaya.ledger.link_tables import (
    METADATA,
    account_homes,
    blocks,
    copies,
    incidents,
    likenesses,
    members,
    occurrences,
    sketches,
    told,
)
from riwaya.ledger.occurrences import Occurrence
from riwaya.model import Incident

LINKS = Derived.of("links", "8", METADATA)

# Values in one statement.
_SOME = 400
# Undated last, in either database.
_BY_DAY = select(incidents.c.data).order_by(incidents.c.start.is_(None), incidents.c.start, incidents.c.id)
_encode = msgspec.json.Encoder().encode
_occurrence = msgspec.json.Decoder(Occurrence).decode
_incident = msgspec.json.Decoder(Incident).decode


def some(values: Iterable[str]) -> Iterator[list[str]]:
    """The distinct values, sorted, as many at a time as one statement takes."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), _SOME):
        yield ordered[start : start + _SOME]


def forget(connection: Connection, reports: Iterable[str]) -> set[str]:
    """Take out everything that was made of these reports; the occurrences of others that were tied to it."""
    touched: set[str] = set()
    gone: set[str] = set()
    for ids in some(reports):
        gone |= set(connection.scalars(select(occurrences.c.id).where(occurrences.c.report.in_(ids))))
        for column in (occurrences.c.report, sketches.c.report, copies.c.a, copies.c.b):
            connection.execute(delete(column.table).where(column.in_(ids)))
    touched |= fellows(connection, gone)
    forget_incidents(connection, homes(connection, gone))
    for ids in some(gone):
        for column, other in ((likenesses.c.a, likenesses.c.b), (likenesses.c.b, likenesses.c.a)):
            touched |= set(connection.scalars(select(other).where(column.in_(ids))))
            connection.execute(delete(likenesses).where(column.in_(ids)))
        for column in (blocks.c.occurrence, told.c.occurrence):
            connection.execute(delete(column.table).where(column.in_(ids)))
    return touched - gone


def fellows(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The occurrences that stand in one incident with any of `ids`."""
    found: set[str] = set()
    for part in some(homes(connection, ids)):
        found |= set(connection.scalars(select(members.c.occurrence).where(members.c.incident.in_(part))))
    return found


def keep_occurrences(connection: Connection, found: Sequence[Occurrence]) -> None:
    """Store occurrences, and which findings they hold."""
    _put(
        connection,
        occurrences,
        ({"id": o.id, "report": o.report, "fresh": True, "data": _encode(o)} for o in found),
    )
    held = ((f, o.id) for o in found for f in {*o.events, *o.figures})
    _put(connection, told, ({"finding": f, "occurrence": o} for f, o in held))


def keep_blocks(connection: Connection, rows: Iterable[tuple[str, bool, int, int, str]]) -> None:
    """Store (key, seeks, since, until, occurrence) as fresh: not yet compared."""
    names = ("key", "seeks", "since", "until", "occurrence")
    _put(connection, blocks, ({**dict(zip(names, r, strict=True)), "fresh": True} for r in rows))


def proposed_pairs(connection: Connection, size: int) -> Iterator[list[tuple[str, str]]]:
    """The pairs of occurrences, ids in order, that share a key and a day, or whose reports are copies, one of
    them fresh: those of `size` fresh occurrences at a time."""
    fresh = list(
        connection.scalars(select(occurrences.c.id).where(occurrences.c.fresh).order_by(occurrences.c.id))
    )
    x, y = blocks.alias("x"), blocks.alias("y")
    left, right = occurrences.alias("x"), occurrences.alias("y")
    meeting = (
        select(x.c.occurrence, y.c.occurrence)
        .join(y, and_(x.c.key == y.c.key, y.c.since <= x.c.until, y.c.until >= x.c.since))
        .where(or_(x.c.seeks, y.c.seeks), or_(not_(y.c.fresh), x.c.occurrence < y.c.occurrence))
    )
    carried = (
        select(left.c.id, right.c.id)
        .join(copies, or_(copies.c.a == left.c.report, copies.c.b == left.c.report))
        .join(right, or_(copies.c.a == right.c.report, copies.c.b == right.c.report))
        .where(left.c.report != right.c.report, or_(not_(right.c.fresh), left.c.id < right.c.id))
    )
    for start in range(0, len(fresh), size):
        first, last = fresh[start], fresh[min(start + size, len(fresh)) - 1]
        queries = (
            meeting.where(x.c.occurrence >= first, x.c.occurrence <= last, x.c.fresh),
            carried.where(left.c.id >= first, left.c.id <= last, left.c.fresh),
        )
        found = {(min(row), max(row)) for query in queries for row in connection.execute(query)}
        yield sorted(found)


def nothing_is_fresh(connection: Connection) -> None:
    """Everything has been compared."""
    for table in (occurrences, blocks, sketches):
        connection.execute(update(table).where(table.c.fresh).values(fresh=False))


def read_occurrences(connection: Connection, ids: Iterable[str]) -> dict[str, Occurrence]:
    """Occurrences by id."""
    found: dict[str, Occurrence] = {}
    for part in some(ids):
        for data in connection.scalars(select(occurrences.c.data).where(occurrences.c.id.in_(part))):
            read = _occurrence(data)
            found[read.id] = read
    return found


def reports_by_occurrence(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The report of each occurrence that is there."""
    found: dict[str, str] = {}
    for part in some(ids):
        asked = select(occurrences.c.id, occurrences.c.report).where(occurrences.c.id.in_(part))
        found |= {row.id: row.report for row in connection.execute(asked)}
    return found


def told_in(connection: Connection, findings: Iterable[str]) -> set[str]:
    """The occurrences that hold any of the findings."""
    found: set[str] = set()
    for part in some(findings):
        found |= set(connection.scalars(select(told.c.occurrence).where(told.c.finding.in_(part))))
    return found


def reports_of(connection: Connection, findings: Iterable[str]) -> set[str]:
    """The reports in whose occurrences the findings are."""
    return set(reports_by_occurrence(connection, told_in(connection, findings)).values())


def occurrences_of(connection: Connection, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of occurrences that hold the two events of each pair; those of one occurrence left out."""
    asked = list(pairs)
    home: dict[str, set[str]] = {}
    for part in some(e for p in asked for e in p):
        for row in connection.execute(select(told).where(told.c.finding.in_(part))):
            home.setdefault(row.finding, set()).add(row.occurrence)
    both = {(x, y) for a, b in asked for x in home.get(a, ()) for y in home.get(b, ()) if x != y}
    return sorted({(min(p), max(p)) for p in both})


def everything(connection: Connection) -> set[str]:
    """All occurrences."""
    return set(connection.scalars(select(occurrences.c.id)))


def keep_likenesses(connection: Connection, rows: Iterable[tuple[str, str, Likeness]]) -> None:
    """Store the likenesses of pairs, ids in order."""
    _put(
        connection,
        likenesses,
        ({"a": a, "b": b, "score": f.score, "parts": _encode(f.parts).decode()} for a, b, f in rows),
    )


def likenesses_of(connection: Connection, ids: Iterable[str]) -> dict[tuple[str, str], Likeness]:
    """The likenesses that any of `ids` has, pairs in order."""
    found: dict[tuple[str, str], Likeness] = {}
    for part in some(ids):
        for column in (likenesses.c.a, likenesses.c.b):
            for row in connection.execute(select(likenesses).where(column.in_(part))):
                found[row.a, row.b] = Likeness(row.score, msgspec.json.decode(row.parts))
    return found


def keep_sketches(connection: Connection, found: Mapping[str, Sequence[int]]) -> None:
    """Store the sketches of reports as fresh: not yet compared."""
    _put(connection, sketches, ({"run": n, "report": r, "fresh": True} for r, s in found.items() for n in s))


def proposed_copies(connection: Connection, least: int) -> list[tuple[str, str]]:
    """The pairs of reports, ids in order, one of them fresh, that share at least `least` sketched runs."""
    x, y = sketches.alias("x"), sketches.alias("y")
    asked = (
        select(x.c.report.label("a"), y.c.report.label("b"))
        .join(y, x.c.run == y.c.run)
        .where(x.c.fresh, x.c.report != y.c.report)
        .group_by(x.c.report, y.c.report)
        .having(func.count() >= least)
    )
    return sorted({(min(row), max(row)) for row in connection.execute(asked)})


def keep_copies(connection: Connection, rows: Iterable[tuple[str, str, float]]) -> None:
    """Store pairs of copies, ids in order, and the share of the shorter that stands in the other."""
    _put(connection, copies, ({"a": a, "b": b, "share": share} for a, b, share in rows))


def copies_among(connection: Connection, reports: Iterable[str]) -> set[frozenset[str]]:
    """The pairs of copies that any of `reports` is in."""
    found: set[frozenset[str]] = set()
    for part in some(reports):
        for column in (copies.c.a, copies.c.b):
            rows = connection.execute(select(copies.c.a, copies.c.b).where(column.in_(part)))
            found |= {frozenset((row.a, row.b)) for row in rows}
    return found


def homes(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The incidents that the occurrences are in."""
    found: set[str] = set()
    for part in some(ids):
        found |= set(connection.scalars(select(members.c.incident).where(members.c.occurrence.in_(part))))
    return found


def forget_incidents(connection: Connection, ids: Iterable[str]) -> None:
    """Take out incidents."""
    for part in some(ids):
        connection.execute(delete(incidents).where(incidents.c.id.in_(part)))
        connection.execute(delete(members).where(members.c.incident.in_(part)))
        connection.execute(delete(account_homes).where(account_homes.c.incident.in_(part)))


def keep_incidents(
    connection: Connection, made: Sequence[tuple[Incident, Sequence[Occurrence]]], entry: int
) -> None:
    """Store incidents, each with its members; `entry` is the last entry that they take in."""
    same = ("id", "kind", "place", "country", "lat", "lon", "start", "end")
    rows = (
        {**{c: getattr(i, c) for c in same}, "told_by": len(i.reports), "made": entry, "data": _encode(i)}
        for i, _ in made
    )
    _put(connection, incidents, rows)
    _put(
        connection,
        members,
        ({"occurrence": o.id, "incident": i.id, "report": o.report} for i, own in made for o in own),
    )
    homed = {(a.id, i.id) for i, _ in made for a in i.accounts}
    _put(connection, account_homes, ({"account": a, "incident": i} for a, i in sorted(homed)))


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
    query = _BY_DAY if asked is None else _BY_DAY.where(asked)
    for data in connection.execution_options(yield_per=200).scalars(query):
        yield _incident(data)


def _put(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    found = list(rows)
    if found:
        connection.execute(insert(table), found)
