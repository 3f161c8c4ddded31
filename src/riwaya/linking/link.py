"""From what is new in a ledger to its incidents: copies, occurrences, likenesses, groups.

Only what is new is compared, and only the groups that it touches are made again. The outcome is that of
linking everything at once, in whatever order it came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, func, select

from riwaya.ledger.derive import TAKEN_IN, advance, prepare
from riwaya.ledger.schema import entries
from riwaya.ledger.store import Store
from riwaya.linking import links
from riwaya.linking.blocking import keys, window
from riwaya.linking.carrying import find_copies, keep_sketches, without_sketch
from riwaya.linking.comparing import compare
from riwaya.linking.homes import forget_incidents, heard_in, homes, members_of, read_incidents
from riwaya.linking.links import LINKS
from riwaya.linking.occurrences import Occurrence, occurrences
from riwaya.linking.regrouping import regroup
from riwaya.linking.rulings import Rulings
from riwaya.linking.telling import read_told
from riwaya.model import Incident
from riwaya.rules.tables import unwatched

_AT_ONCE = 500
# The last entry of the ledger, and the last that linking took in.
_STANDS = select(select(func.max(entries.c.seq)).scalar_subquery(), TAKEN_IN.scalar_subquery())

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking did: reports taken in, incidents made or made again."""

    reports: int
    incidents: int


def link(store: Store, progress: Progress | None = None) -> Linked:
    """Take everything into the incidents that came since the last time; nothing is done if nothing came.

    `progress` is called with the name of the step, how many of it are done and how many there are.
    """
    return unwatched(partial(_link, store, progress or (lambda *_: None)))()


def _link(store: Store, tell: Progress) -> Linked:
    with store.begin() as connection:
        since = prepare(connection, LINKS)
        last = int(connection.execute(select(func.max(entries.c.seq))).scalar() or 0)
        if last <= since:
            return Linked(0, 0)
        rulings = Rulings(connection, since)
        changed = _changed(connection, since, rulings)
        news = _take_in(connection, store, sorted(changed), rulings, tell)
        tell("copies", 0, 1)
        alike = news.unsketched | rulings.about(("report", "copy"))
        pairs = (rulings.pairs("copy", "join"), rulings.pairs("copy", "part"))
        find_copies(connection, store, alike, *pairs)
        compare(connection, news.fresh, tell)
        decided = links.told_in(connection, rulings.about(("incident",)))
        tied = news.left | news.like | news.fresh.keys() | decided
        renewed = news.left | news.fresh.keys() | news.same | decided
        for own in members_of(connection, heard_in(connection, rulings.about(("source",)))).values():
            renewed |= own
        count = regroup(connection, store, tied, renewed, rulings, last, tell)
        advance(connection, LINKS, last)
    return Linked(len(changed), count)


def incidents(store: Store, asked: Any = None) -> Iterator[Incident]:
    """The incidents of a ledger by day and id: all, or those that a condition on `tables.incidents`
    picks.

    What is new in the ledger is linked first, unless it was opened for reading only.
    """
    with seen(store) as connection:
        if connection is not None:
            yield from read_incidents(connection, asked)


@contextmanager
def seen(store: Store) -> Iterator[Connection | None]:
    """A connection to incidents that take everything in; None where a ledger opened for reading only has
    none. What is new is linked first; who only asks takes no lock where nothing came."""
    with store.connection() as connection:
        last, since = connection.execute(_STANDS, LINKS.asked).one()
        if store.read_only or (since is not None and since >= (last or 0)):
            yield connection if since is not None else None
            return
    link(store)
    with store.connection() as connection:
        yield connection


def catch_up(store: Store) -> None:
    """Link what came since the last time."""
    with seen(store):
        pass


@dataclass(frozen=True, slots=True)
class _News:
    """What new reports brought, as ids of occurrences: `fresh` ones, from which day on each is looked for,
    the `same` that were told before in other findings, those `left` of incidents that others are gone from,
    those that were `like` one that is gone; and the reports whose texts have not been compared.
    """

    fresh: dict[str, int]
    same: set[str]
    left: set[str]
    like: set[str]
    unsketched: set[str]


def _changed(connection: Connection, since: int, rulings: Rulings) -> set[str]:
    """The reports that have a new reading, or findings on which somebody decided."""
    asked = select(entries.c.subject).where(entries.c.kind == "reading", entries.c.seq > since)
    found = set(connection.scalars(asked))
    found |= {d.decision.report for d in rulings.new if d.decision.report}
    found |= rulings.about(("report", "copy"))
    return found | links.reports_of(connection, rulings.about(("event", "figure")))


def _take_in(
    connection: Connection, store: Store, reports: Sequence[str], rulings: Rulings, tell: Progress
) -> _News:
    """Store what new reports tell of, in place of what they told before, and the sketches of new texts."""
    news = _News({}, set(), set(), set(), set())
    recopied = rulings.about(("report", "copy"))
    for start in range(0, len(reports), _AT_ONCE):
        tell("reports", start, len(reports))
        some = reports[start : start + _AT_ONCE]
        told = read_told(store, some, rulings.standing)
        unsketched = without_sketch(connection, told)
        keep_sketches(connection, {r: told[r].report.text for r in unsketched})
        news.unsketched.update(unsketched)
        had = links.occurrences_in(connection, some)
        made: list[Occurrence] = []
        gone: set[str] = set()
        for report, own in ((r, occurrences(t.report.text, t.findings)) for r, t in told.items()):
            before = had.get(report, {})
            if before == {o.id: o for o in own} and report not in recopied:
                news.same.update(before)
            else:
                gone |= before.keys()
                made += own
        news.left.update(_take_apart(connection, gone))
        news.like.update(links.forget_occurrences(connection, gone))
        links.keep_occurrences(connection, made)
        links.keep_blocks(connection, ((k, s, *window(o), o.id) for o in made for k, s in keys(o).items()))
        news.fresh.update((o.id, window(o)[0]) for o in made)
    return news


def _take_apart(connection: Connection, gone: set[str]) -> set[str]:
    """Take out the incidents that occurrences are in; the others that were in them."""
    taken_apart = members_of(connection, set(homes(connection, gone).values()))
    forget_incidents(connection, taken_apart)
    return {o for own in taken_apart.values() for o in own} - gone
