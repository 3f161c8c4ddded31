"""Things that pairs tie together."""

from __future__ import annotations

from collections.abc import Iterable


def united(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """The group of each of `count` things that the pairs tie together, groups numbered from 1 in order."""
    home = list(range(count))

    def root(x: int) -> int:
        while home[x] != x:
            home[x] = home[home[x]]
            x = home[x]
        return x

    for a, b in pairs:
        first, second = sorted((root(a), root(b)))
        home[second] = first
    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(x), len(numbers) + 1) for x in range(count)]
