"""Occurrences into incidents: the best pairs first, as long as whole groups agree.

The outcome hangs on the set of occurrences alone, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]

# Pairs below are no link; groups may be joined whose pairs, in the mean, come to `TOGETHER`. On the coded
# incidents anything from 2.2 to 3.4 (with 0.6 less for groups) gives the same links.
LINK = 2.6
TOGETHER = 1.6
# What a pair counts that was never scored, since kind, place or day speak against it.
UNLIKE = -1.0


def grouped(
    occurrences: Mapping[str, str],
    scores: Mapping[Pair, float],
    *,
    joined: Iterable[Pair] = (),
    parted: Collection[Pair] = (),
) -> list[tuple[str, ...]]:
    """The groups of `occurrences` (id → report id), each sorted, in order.

    `scores` holds the likeness of pairs, ids in order. Reviewers' decisions win: `joined` pairs are together,
    `parted` pairs apart. Two occurrences of one report are together only if a reviewer says so or both fit.
    """
    groups: dict[str, list[str]] = {o: [o] for o in occurrences}
    home: dict[str, str] = {o: o for o in occurrences}
    between: dict[str, dict[str, tuple[float, int]]] = {o: {} for o in occurrences}
    for (a, b), score in scores.items():
        between[a][b] = between[b][a] = (score, 1)
    forbidden: dict[str, set[str]] = {}
    for a, b in parted:
        forbidden.setdefault(a, set()).add(b)
        forbidden.setdefault(b, set()).add(a)

    def join(a: str, b: str) -> None:
        keep, gone = sorted((home[a], home[b]))
        groups[keep] += groups.pop(gone)
        for other, (score, count) in between.pop(gone).items():
            del between[other][gone]
            if other == keep:
                continue
            had, n = between[keep].get(other, (0.0, 0))
            between[keep][other] = between[other][keep] = (had + score, n + count)
        for o in groups[keep]:
            home[o] = keep

    def kept_apart(a: str, b: str) -> bool:
        return any(
            o in forbidden.get(x, ()) for x in groups[home[a]] if x in forbidden for o in groups[home[b]]
        )

    for a, b in sorted(joined):
        if a in home and b in home and home[a] != home[b]:
            join(a, b)
    for (a, b), score in sorted(scores.items(), key=lambda s: (-s[1], s[0])):
        if score < LINK:
            break
        if home[a] == home[b] or kept_apart(a, b):
            continue
        total, known = between[home[a]].get(home[b], (0.0, 0))
        pairs = sum(occurrences[x] != occurrences[y] for x in groups[home[a]] for y in groups[home[b]])
        if total + UNLIKE * (pairs - known) >= TOGETHER * pairs:
            join(a, b)
    return sorted(tuple(sorted(g)) for g in groups.values())
