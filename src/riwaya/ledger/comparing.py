"""What new occurrences are like: looked for by place and day, scored, kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import Connection

from riwaya.ledger import links
from riwaya.ledger.blocking import keys, window
from riwaya.ledger.carrying import copies_of
from riwaya.ledger.likeness import Traits, likeness, traits
from riwaya.ledger.links import Scores
from riwaya.ledger.occurrences import Occurrence

# Pairs below are not kept: a group is judged by its pairs, and one that was never scored counts -1.
KEPT = 1.0
# Occurrences compared at once: those of a day or two, so that most of what they meet is at hand.
_AT_ONCE = 1_000


def compare(connection: Connection, fresh: Mapping[str, int], tell: Callable[[str, int, int], None]) -> None:
    """Score the pairs of occurrences that share a key and a day, or whose reports carry one text, one of them
    fresh.

    `fresh` says of each fresh occurrence from which day on it is looked for.
    """
    order = {id: n for n, id in enumerate(sorted(fresh, key=lambda id: (fresh[id], id)))}
    ids = list(order)
    known: dict[str, Traits] = {}
    for start in range(0, len(ids), _AT_ONCE):
        tell("links", start, len(ids))
        own = links.read_occurrences(connection, ids[start : start + _AT_ONCE])
        copied = copies_of(connection, {o.report for o in own.values()})
        met = _met(connection, list(own.values()), copied)
        needed = own.keys() | {id for others in met.values() for id in others}
        known = {id: known[id] for id in needed & known.keys()}
        own |= links.read_occurrences(connection, needed - known.keys() - own.keys())
        known |= {id: traits(o) for id, o in own.items()}
        found: Scores = {}
        for id, others in met.items():
            # Of two fresh ones the later is compared with the earlier.
            earlier = [known[o] for o in others if order.get(o, -1) < order[id]]
            for other, score in _scored(known[id], earlier, copied.get(known[id].report, ())):
                found.setdefault(id, {})[other] = score
                found.setdefault(other, {})[id] = score
        had = links.scores_of(connection, found)
        links.keep_scores(connection, {id: had.get(id, {}) | scores for id, scores in found.items()})


def _scored(own: Traits, others: Sequence[Traits], copies: Collection[str]) -> list[tuple[str, float]]:
    """The occurrences of other reports that one is like, with the scores."""
    found = []
    for other in others:
        if other.report == own.report:
            continue
        like = likeness(own, other, copies=other.report in copies)
        if like is not None and (score := like.score) >= KEPT:
            found.append((other.id, score))
    return found


def _met(
    connection: Connection, own: Sequence[Occurrence], copied: Mapping[str, Collection[str]]
) -> dict[str, set[str]]:
    """The occurrences that each of `own` is to be compared with."""
    windows = {o.id: window(o) for o in own}
    asked: dict[str, list[tuple[str, bool]]] = {}
    for occurrence in own:
        for key, seeks in keys(occurrence).items():
            asked.setdefault(key, []).append((occurrence.id, seeks))
    days = min(s for s, _ in windows.values()), max(u for _, u in windows.values())
    met: dict[str, set[str]] = {o.id: set() for o in own}
    for key, rows in links.blocks_under(connection, asked, *days).items():
        rows.sort()
        starts = [row[0] for row in rows]
        longest = max(until - since for since, until, _, _ in rows)
        for id, seeks in asked[key]:
            since, until = windows[id]
            near = rows[bisect_left(starts, since - longest) : bisect_right(starts, until)]
            met[id].update([o for _, end, o, sought in near if end >= since and (seeks or sought)])
    carried = links.ids_in(connection, {r for others in copied.values() for r in others})
    for occurrence in own:
        for report in copied.get(occurrence.report, ()):
            met[occurrence.id].update(carried.get(report, ()))
    for id, others in met.items():
        others.discard(id)
    return met
