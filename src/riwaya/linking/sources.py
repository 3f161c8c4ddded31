"""Who a voice is across reports: names that spelling, titles and short forms vary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from riwaya.linking.spelling import bones
from riwaya.linking.union import united


@lru_cache(maxsize=65_536)
def source_key(name: str) -> str:
    """What names a source in the ledger: its bones, sorted, so that one spelling is one key."""
    return " ".join(sorted(bones(name))) or name


@lru_cache(maxsize=65_536)
def same_source(a: str, b: str) -> bool:
    """Whether two names within one incident can be one voice: all words of the shorter stand in the longer.

    "داود أوغلو" is "أحمد داود أوغلو" ("Ahmet Davutoglu"); "وزارة الداخلية" is "وزارة الداخلية التركية".
    """
    x, y = set(bones(a)), set(bones(b))
    return bool(x and y) and (x <= y or y <= x)


def fullest(names: Iterable[str]) -> str:
    """The name to show of several spellings: the most told of the longest, ties by letters."""
    told: dict[str, int] = {}
    for name in names:
        told[name] = told.get(name, 0) + 1
    longest = max(len(bones(n)) for n in told)
    return min((n for n in told if len(bones(n)) == longest), key=lambda n: (-told[n], n))


def fold_names(names: Sequence[str]) -> list[int]:
    """Which of the names are one voice: the group of each, from 1. A short form that fits two names that do
    not fit each other stays by itself.
    """
    pairs = []
    for i, a in enumerate(names):
        fits = [j for j, b in enumerate(names) if j != i and same_source(a, b)]
        longer = [j for j in fits if len(bones(names[j])) > len(bones(a))]
        if all(same_source(names[x], names[y]) for x in longer for y in longer):
            pairs += [(i, j) for j in longer]
        pairs += [(i, j) for j in fits if source_key(names[j]) == source_key(a)]
    return united(len(names), pairs)
