"""What linking keeps of occurrences: what they are, under what they are looked for, what they are like.

Nothing here is under the chain: it follows from the reports, the readings and the decisions, whatever the
order in which they came. It is made again when code changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select

from riwaya.ledger.derive import Derived
from riwaya.linking.occurrences import Occurrence
from riwaya.linking.tables import METADATA, blocks, likenesses, occurrences, told

LINKS = Derived.of("links", "10", METADATA)

# Values in one statement.
_SOME = 400
_encode = msgspec.json.Encoder().encode
_occurrence = msgspec.json.Decoder(Occurrence).decode
_scores = msgspec.json.Decoder(dict[str, float]).decode

Scores = dict[str, dict[str, float]]


def some(values: Iterable[str]) -> Iterator[list[str]]:
    """The distinct values, sorted, as many at a time as one statement takes."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), _SOME):
        yield ordered[start : start + _SOME]


def put(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, if there are any."""
    found = list(rows)
    if found:
        connection.execute(insert(table), found)


def keep_occurrences(connection: Connection, found: Sequence[Occurrence]) -> None:
    """Store occurrences, and which findings they hold."""
    put(connection, occurrences, ({"id": o.id, "report": o.report, "data": _encode(o)} for o in found))
    held = ((f, o.id) for o in found for f in {*o.events, *o.figures})
    put(connection, told, ({"finding": f, "occurrence": o} for f, o in held))


def forget_occurrences(connection: Connection, gone: Iterable[str]) -> set[str]:
    """Take out occurrences; those that were like them."""
    ids = set(gone)
    near = scores_of(connection, ids)
    others = {other for own in near.values() for other in own} - ids
    left = scores_of(connection, others)
    for own in left.values():
        for id in ids.intersection(own):
            del own[id]
    keep_scores(connection, left)
    for part in some(ids):
        for column in (
            occurrences.c.id,
            blocks.c.occurrence,
            told.c.occurrence,
            likenesses.c.occurrence,
        ):
            connection.execute(delete(column.table).where(column.in_(part)))
    return others


def read_occurrences(connection: Connection, ids: Iterable[str]) -> dict[str, Occurrence]:
    """Occurrences by id."""
    found: dict[str, Occurrence] = {}
    for part in some(ids):
        for data in connection.scalars(select(occurrences.c.data).where(occurrences.c.id.in_(part))):
            read = _occurrence(data)
            found[read.id] = read
    return found


def occurrences_in(connection: Connection, reports: Iterable[str]) -> dict[str, dict[str, Occurrence]]:
    """The occurrences of reports by report and id."""
    found: dict[str, dict[str, Occurrence]] = {}
    for part in some(reports):
        for data in connection.scalars(select(occurrences.c.data).where(occurrences.c.report.in_(part))):
            read = _occurrence(data)
            found.setdefault(read.report, {})[read.id] = read
    return found


def ids_in(connection: Connection, reports: Iterable[str]) -> dict[str, list[str]]:
    """The ids of the occurrences of reports, by report."""
    found: dict[str, list[str]] = {}
    for part in some(reports):
        asked = select(occurrences.c.id, occurrences.c.report).where(occurrences.c.report.in_(part))
        for id, report in connection.execute(asked):
            found.setdefault(report, []).append(id)
    return found


def reports_by_occurrence(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The report of each occurrence that is there."""
    found: dict[str, str] = {}
    for part in some(ids):
        asked = select(occurrences.c.id, occurrences.c.report).where(occurrences.c.id.in_(part))
        found.update((id, report) for id, report in connection.execute(asked))
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


def keep_blocks(connection: Connection, rows: Iterable[tuple[str, bool, int, int, str]]) -> None:
    """Store under what occurrences are looked for: (key, seeks, since, until, occurrence)."""
    names = ("key", "seeks", "since", "until", "occurrence")
    put(connection, blocks, (dict(zip(names, row, strict=True)) for row in rows))


def blocks_under(
    connection: Connection, keys: Iterable[str], since: int, until: int, *, seeking: bool
) -> dict[str, list[tuple[int, int, str]]]:
    """What is looked for under keys on days from `since` to `until`: (since, until, occurrence) by key; only
    what itself looks for others if `seeking`."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    own = blocks.c
    asked = select(own.key, own.since, own.until, own.occurrence)
    asked = asked.where(own.since <= until, own.until >= since)
    if seeking:
        asked = asked.where(own.seeks)
    for part in some(keys):
        for key, *row in connection.execute(asked.where(own.key.in_(part))):
            found.setdefault(key, []).append((row[0], row[1], row[2]))
    return found


def keep_scores(connection: Connection, found: Mapping[str, Mapping[str, float]]) -> None:
    """Store what each occurrence is like, in place of what was kept of it."""
    for part in some(found):
        connection.execute(delete(likenesses).where(likenesses.c.occurrence.in_(part)))
    put(connection, likenesses, ({"occurrence": o, "scores": _encode(own)} for o, own in found.items()))


def scores_of(connection: Connection, ids: Iterable[str]) -> Scores:
    """What occurrences are like: other → score by occurrence, for those that are like any."""
    found: Scores = {}
    for part in some(ids):
        for id, data in connection.execute(select(likenesses).where(likenesses.c.occurrence.in_(part))):
            found[id] = _scores(data)
    return found
