"""What new occurrences are like: looked for by place and day, scored, kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from riwaya.linking import links
from riwaya.linking.blocking import keys, window
from riwaya.linking.carrying import copies_of
from riwaya.linking.likeness import Traits, likeness, traits
from riwaya.linking.links import Scores
from riwaya.linking.occurrences import Occurrence

# Pairs below are not kept: a group is judged by its pairs, and one that was never scored counts -1.
KEPT = 1.0
# Occurrences compared at once: those of a few days, so that most of what they meet is at hand.
_AT_ONCE = 4_000

Row = tuple[int, int, str]


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
        met = _met(connection, list(own.values()), copied, order)
        needed = own.keys() | {id for others in met.values() for id in others}
        known = {id: known[id] for id in needed & known.keys()}
        own |= links.read_occurrences(connection, needed - known.keys() - own.keys())
        known |= {id: traits(o) for id, o in own.items() if id not in known}
        found: Scores = {}
        for id, others in met.items():
            scores = _scored(known[id], [known[o] for o in others], copied.get(known[id].report, ()))
            if scores:
                found.setdefault(id, {}).update(scores)
            for other, score in scores.items():
                found.setdefault(other, {})[id] = score
        had = links.scores_of(connection, found)
        links.keep_scores(connection, {id: had.get(id, {}) | scores for id, scores in found.items()})


def _scored(own: Traits, others: Iterable[Traits], copies: Collection[str]) -> dict[str, float]:
    """The occurrences of other reports that one is like, with the scores."""
    found = {}
    for other in others:
        if other.report != own.report:
            like = likeness(own, other, copies=other.report in copies)
            if like is not None and (score := like.score) >= KEPT:
                found[other.id] = score
    return found


def _met(
    connection: Connection,
    own: Sequence[Occurrence],
    copied: Mapping[str, Collection[str]],
    order: Mapping[str, int],
) -> dict[str, set[str]]:
    """The occurrences that each of `own` is to be compared with: of two fresh ones, which have their place in
    `order`, the later with the earlier."""
    met: dict[str, set[str]] = {o.id: set() for o in own}
    windows = {o.id: window(o) for o in own}
    days = min(s for s, _ in windows.values()), max(u for _, u in windows.values())
    asking: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for occurrence in own:
        for key, seeks in keys(occurrence).items():
            asking[seeks].setdefault(key, []).append(occurrence.id)
    for seeks, by_key in asking.items():
        for key, rows in links.blocks_under(connection, by_key, *days, seeking=not seeks).items():
            asked = [(id, *windows[id]) for id in by_key[key]]
            _meet(asked, [row for row in rows if row[2] not in order], met)
            # The fresh ones that come before another in `order` do not begin after it.
            _meet([(id, s, s) for id, s, _ in asked], [row for row in rows if row[2] in order], met)
    carried = links.ids_in(connection, {r for others in copied.values() for r in others})
    for occurrence in own:
        for report in copied.get(occurrence.report, ()):
            met[occurrence.id].update(carried.get(report, ()))
    return {id: {o for o in others if order.get(o, -1) < order[id]} for id, others in met.items()}


def _meet(asked: Iterable[tuple[str, int, int]], rows: list[Row], met: Mapping[str, set[str]]) -> None:
    """Add to what is met by each of `asked` (id, first and last day) the `rows` (first and last day, id) of
    the same days."""
    if not rows:
        return
    rows.sort()
    starts = [since for since, _, _ in rows]
    longest = max(until - since for since, until, _ in rows)
    for id, since, until in asked:
        near = rows[bisect_left(starts, since - longest) : bisect_right(starts, until)]
        met[id].update([other for _, end, other in near if end >= since])
