"""Occurrences into incidents: the best pairs first, as long as whole groups agree.

The outcome hangs on the set of occurrences alone, not on the order in which they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]

# Pairs below are no link; groups may be joined whose pairs, in the mean, come to `TOGETHER`. On the coded
# incidents anything from 2.2 to 3.4 (with 0.6 less for groups) gives the same links.
LINK = 2.6
TOGETHER = 1.6
# What a pair counts that was never scored, since kind, place or day speak against it.
UNLIKE = -1.0
# Scores are added up in whole numbers of this size, since sums of fractions hang on their order.
_UNIT = 0.0001


def grouped(
    occurrences: Mapping[str, str],
    scores: Mapping[Pair, float],
    *,
    joined: Iterable[Pair] = (),
    parted: Collection[Pair] = (),
) -> list[tuple[str, ...]]:
    """The groups of `occurrences` (id → report id), each sorted, in order.

    `scores` holds the likeness of pairs, ids in order. Reviewers' decisions win: `joined` pairs are together
    with all that is like either of them, `parted` pairs apart. Two occurrences of one report are together
    only if a reviewer says so or both fit.
    """
    wanted = sorted((a, b) for a, b in joined if a in occurrences and b in occurrences)
    linked = sorted((-score, pair) for pair, score in scores.items() if score >= LINK)
    first: list[
        Pair
    ] = []  # joined before likeness, since what is like one of the two is parted from the other
    while True:
        held = _Groups(occurrences, scores, parted)
        for a, b in first:
            held.join(a, b)
        for _, (a, b) in linked:
            if held.fit(a, b):
                held.join(a, b)
        for a, b in wanted:
            if (a, b) not in first and held.apart(a, b):
                first.append((a, b))
                break
            held.join(a, b)
        else:
            break
    return sorted(tuple(sorted(g)) for g in held.members.values())


class _Groups:
    """Groups while they grow, each under one of its ids."""

    def __init__(
        self, reports: Mapping[str, str], scores: Mapping[Pair, float], parted: Collection[Pair]
    ) -> None:
        self.members: dict[str, list[str]] = {o: [o] for o in reports}
        self._home = {o: o for o in reports}
        # How often each report is in a group; how far the scored pairs between two groups lie above `UNLIKE`.
        self._reports = {o: Counter((report,)) for o, report in reports.items()}
        self._between: dict[str, dict[str, int]] = {o: {} for o in reports}
        for (a, b), score in scores.items():
            self._between[a][b] = self._between[b][a] = _units(score - UNLIKE)
        self._parted: dict[str, set[str]] = {}
        for a, b in parted:
            self._parted.setdefault(a, set()).add(b)
            self._parted.setdefault(b, set()).add(a)
        # Groups that did not fit each other, until one of them grows.
        self._refused: dict[str, set[str]] = {}

    def fit(self, a: str, b: str) -> bool:
        """Whether the groups of two occurrences are two, and agree so far that they can be one."""
        one, other = sorted((self._home[a], self._home[b]))
        if one == other or other in self._refused.get(one, ()):
            return False
        fits = not self._kept_apart(one, other) and self._agree(one, other)
        if not fits:
            self._refused.setdefault(one, set()).add(other)
            self._refused.setdefault(other, set()).add(one)
        return fits

    def join(self, a: str, b: str) -> None:
        """Make one group of the groups of two occurrences."""
        gone, keep = sorted((self._home[a], self._home[b]), key=lambda id: len(self._between[id]))
        if keep == gone:
            return
        for id in (keep, gone):
            for other in self._refused.pop(id, ()):
                self._refused[other].discard(id)
        for o in self.members[gone]:
            self._home[o] = keep
        self.members[keep] += self.members.pop(gone)
        self._reports[keep].update(self._reports.pop(gone))
        near = self._between[keep]
        for other, score in self._between.pop(gone).items():
            del self._between[other][gone]
            if other != keep:
                near[other] = self._between[other][keep] = near.get(other, 0) + score

    def apart(self, a: str, b: str) -> bool:
        """Whether a reviewer parted a member of one's group from a member of the other's."""
        return self._kept_apart(self._home[a], self._home[b])

    def _kept_apart(self, one: str, other: str) -> bool:
        if not self._parted:
            return False
        theirs = set(self.members[other])
        return any(not theirs.isdisjoint(self._parted.get(o, ())) for o in self.members[one])

    def _agree(self, one: str, other: str) -> bool:
        total = self._between[one].get(other, 0)
        fewer, more = sorted((self._reports[one], self._reports[other]), key=len)
        same = sum(count * more[report] for report, count in fewer.items() if report in more)
        pairs = len(self.members[one]) * len(self.members[other]) - same
        return total >= _units(TOGETHER - UNLIKE) * pairs


def _units(score: float) -> int:
    return round(score / _UNIT)
