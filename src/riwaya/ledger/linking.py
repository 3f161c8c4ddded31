"""From what is new in a ledger to its incidents: copies, occurrences, likenesses, groups.

Only what is new is compared, and only the groups that it touches are made again. The outcome is that of
linking everything at once, in whatever order it came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, func, select

from riwaya.ledger import links
from riwaya.ledger.accounts import Told
from riwaya.ledger.blocking import keys, window
from riwaya.ledger.copies import CONTAINED, contained, runs, sketch
from riwaya.ledger.deciding import decided
from riwaya.ledger.derive import TAKEN_IN, advance, prepare
from riwaya.ledger.grouping import LINK, grouped
from riwaya.ledger.incidents import incident_of, is_incident
from riwaya.ledger.likeness import Likeness, likeness
from riwaya.ledger.links import LINKS
from riwaya.ledger.occurrences import occurrences
from riwaya.ledger.placing import placed
from riwaya.ledger.review import Standing, reviewed, standing, states
from riwaya.ledger.schema import entries
from riwaya.ledger.store import Store
from riwaya.model import Incident

# Pairs below are not kept: a group is judged by its pairs, and one that was never scored counts -1.
_KEPT = 1.0
# Reports that share fewer sketched runs of words are no copies; twenty shared runs give two and a half in
# the mean.
_LEAST_SKETCHED = 2
_AT_ONCE = 500
_TEXTS_KEPT = 5_000
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
    tell: Progress = progress or (lambda *_: None)
    with store.begin() as connection:
        since = prepare(connection, LINKS)
        last = int(connection.execute(select(func.max(entries.c.seq))).scalar() or 0)
        if last <= since:
            return Linked(0, 0)
        decisions = _Decisions(connection, since)
        changed = _changed(connection, since, decisions)
        touched = links.forget(connection, changed)
        touched |= _take_in(connection, store, sorted(changed), decisions, tell)
        touched |= links.told_in(connection, decisions.about(("incident",)))
        if decisions.about(("source",)):
            touched |= links.everything(connection)
        count = _regroup(connection, store, touched, decisions, last, tell)
        advance(connection, LINKS, last)
    return Linked(len(changed), count)


def incidents(store: Store, asked: Any = None) -> Iterator[Incident]:
    """The incidents of a ledger by day and id: all, or those that a condition on `link_tables.incidents`
    picks.

    What is new in the ledger is linked first, unless it was opened for reading only.
    """
    with seen(store) as connection:
        if connection is not None:
            yield from links.read_incidents(connection, asked)


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


class _Decisions:
    """The decisions that stand, as linking needs them, and what those since the last time are about."""

    def __init__(self, connection: Connection, since: int) -> None:
        found = list(decided(connection, None, None))
        self.standing = standing(found)
        kept = {d.entry.seq: d for all_ in self.standing.values() for d in all_}
        self._pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for _, d in sorted(kept.items()):
            for pair in combinations(sorted(set(d.decision.subject)), 2):
                other = "part" if d.decision.action == "join" else "join"
                if d.decision.action in ("join", "part"):
                    self._drop(d.decision.layer, other, pair)
                    self._pairs.setdefault((d.decision.layer, d.decision.action), []).append(pair)
        # Grades are laid over incidents as these are read; nothing is linked anew for them.
        grades = {d.entry.hash for d in found if d.decision.action == "grade"}
        fresh = [d for d in found if d.entry.seq > since and d.entry.hash not in grades]
        self.new = [d for d in fresh if d.decision.subject[0] not in grades]

    def _drop(self, layer: str, action: str, pair: tuple[str, str]) -> None:
        kept = self._pairs.get((layer, action), [])
        if pair in kept:
            kept.remove(pair)

    def pairs(self, layer: str, action: str) -> list[tuple[str, str]]:
        """The pairs of ids that "join" or "part" puts together or apart."""
        return self._pairs.get((layer, action), [])

    def about(self, layers: Collection[str]) -> set[str]:
        """The ids that new decisions of these layers are about."""
        of = [d for d in self.new if d.decision.layer in layers]
        return {s for d in of for s in (*d.decision.subject, *d.entry.subject.split(" "))}


def _changed(connection: Connection, since: int, decisions: _Decisions) -> set[str]:
    """The reports that have a new reading, or findings on which somebody decided."""
    asked = select(entries.c.subject).where(entries.c.kind == "reading", entries.c.seq > since)
    found = set(connection.scalars(asked))
    found |= {d.decision.report for d in decisions.new if d.decision.report}
    found |= decisions.about(("report", "copy"))
    return found | links.reports_of(connection, decisions.about(("event", "figure")))


def _take_in(
    connection: Connection, store: Store, reports: Sequence[str], decisions: _Decisions, tell: Progress
) -> set[str]:
    """Store what new reports tell of, and what it is like; the ids of their occurrences."""
    made: set[str] = set()
    for start in range(0, len(reports), _AT_ONCE):
        tell("reports", start, len(reports))
        told = read_told(store, reports[start : start + _AT_ONCE], decisions.standing)
        links.keep_sketches(connection, {r: sketch(runs(t.report.text)) for r, t in told.items()})
        found = [o for t in told.values() for o in occurrences(t.report.text, t.findings)]
        links.keep_occurrences(connection, found)
        links.keep_blocks(connection, ((k, s, *window(o), o.id) for o in found for k, s in keys(o).items()))
        made |= {o.id for o in found}
    tell("copies", 0, 1)
    _find_copies(connection, store, decisions)
    tell("links", 0, 1)
    _compare(connection, tell)
    return made


def read_told(store: Store, reports: Sequence[str], decisions: Standing) -> dict[str, Told]:
    """Reports with their newest readings, decisions applied, by id."""
    texts = {r.id: r for r in store.reports(reports)}
    return {
        f.report.id: Told(texts[f.report.id], reviewed(f, decisions), states(f, decisions))
        for _, f in store.newest(reports)
    }


def _find_copies(connection: Connection, store: Store, decisions: _Decisions) -> None:
    """Measure the pairs that the sketches propose for fresh reports."""
    proposed = sorted(links.proposed_copies(connection, _LEAST_SKETCHED))
    kept: dict[str, frozenset[int]] = {}
    found = []
    joined, parted = set(decisions.pairs("copy", "join")), set(decisions.pairs("copy", "part"))
    for start in range(0, len(proposed), _AT_ONCE):
        pairs = proposed[start : start + _AT_ONCE]
        missing = {r for p in pairs for r in p} - kept.keys()
        kept |= {r.id: runs(r.text) for r in store.reports(missing)}
        for a, b in pairs:
            share = contained(kept[a], kept[b])
            if share >= CONTAINED and (a, b) not in parted:
                found.append((a, b, share))
        if len(kept) > _TEXTS_KEPT:
            kept.clear()
    had = {(a, b) for a, b, _ in found}
    found += [(a, b, 1.0) for a, b in sorted(joined) if (a, b) not in had]
    links.keep_copies(connection, found)


def _compare(connection: Connection, tell: Progress) -> None:
    """Score the pairs of occurrences that share a block, one of them fresh."""
    for pairs in links.proposed_pairs(connection, _AT_ONCE):
        known = links.read_occurrences(connection, {o for p in pairs for o in p})
        copied = links.copies_among(connection, {o.report for o in known.values()})
        rows = []
        for a, b in pairs:
            x, y = known[a], known[b]
            if x.report == y.report:
                continue
            found = likeness(x, y, copies=frozenset((x.report, y.report)) in copied)
            if found is not None and found.score >= _KEPT:
                rows.append((a, b, found))
        links.keep_likenesses(connection, rows)
    links.nothing_is_fresh(connection)


def _regroup(
    connection: Connection,
    store: Store,
    touched: set[str],
    decisions: _Decisions,
    last: int,
    tell: Progress,
) -> int:
    """Make the groups again that any touched occurrence is in, and their incidents; how many."""
    joined = links.occurrences_of(connection, decisions.pairs("incident", "join"))
    parted = links.occurrences_of(connection, decisions.pairs("incident", "part"))
    sources = decisions.pairs("source", "join")
    pool, scores = _components(connection, touched, joined)
    reports = links.reports_by_occurrence(connection, pool)
    pool &= reports.keys()
    gone = links.homes(connection, pool)
    groups = grouped(
        {o: reports[o] for o in sorted(pool)},
        {pair: found.score for pair, found in scores.items() if set(pair) <= pool},
        joined=joined,
        parted=parted,
    )
    links.forget_incidents(connection, gone)
    made = 0
    for start in range(0, len(groups), _AT_ONCE):
        tell("incidents", start, len(groups))
        some = groups[start : start + _AT_ONCE]
        made += _make(connection, store, some, scores, decisions, sources, last)
    return made


def _components(
    connection: Connection, touched: set[str], joined: Sequence[tuple[str, str]]
) -> tuple[set[str], dict[tuple[str, str], Likeness]]:
    """All occurrences that links tie to the touched ones, and the likenesses among them."""
    pool: set[str] = set()
    scores: dict[tuple[str, str], Likeness] = {}
    edge = set(touched)
    while edge:
        pool |= edge
        found = links.likenesses_of(connection, edge)
        scores |= found
        tied = {o for pair, like in found.items() if like.score >= LINK for o in pair}
        tied |= {o for pair in joined if edge.intersection(pair) for o in pair}
        edge = tied - pool
    return pool, scores


def _make(
    connection: Connection,
    store: Store,
    groups: Sequence[tuple[str, ...]],
    scores: Mapping[tuple[str, str], Likeness],
    decisions: _Decisions,
    sources: Sequence[tuple[str, str]],
    last: int,
) -> int:
    """Make and store the incidents of groups."""
    known = links.read_occurrences(connection, {o for g in groups for o in g})
    worth = [own for g in groups if is_incident(own := [known[o] for o in g])]
    told = read_told(store, sorted({o.report for own in worth for o in own}), decisions.standing)
    copied = links.copies_among(connection, told.keys())
    near = _by_member(scores)
    made = []
    for own in worth:
        ids = {o.id for o in own}
        among = {pair: like for o in own for pair, like in near.get(o.id, ()) if ids.issuperset(pair)}
        incident = incident_of(own, told, copied, among, sources)
        made.append((placed(incident, decisions.standing), own))
    links.keep_incidents(connection, made, last)
    return len(made)


def _by_member(
    scores: Mapping[tuple[str, str], Likeness],
) -> dict[str, list[tuple[tuple[str, str], Likeness]]]:
    found: dict[str, list[tuple[tuple[str, str], Likeness]]] = {}
    for pair, like in scores.items():
        found.setdefault(pair[0], []).append((pair, like))
    return found
