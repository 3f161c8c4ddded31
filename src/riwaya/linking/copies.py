"""Which reports carry one text: an agency's wire with a paper's trimmings, a brief, an update.

A brief of 60 words inside a report of 600 resembles it by .07 and is contained in it by .9, so containment
decides. MinHash estimates resemblance and loses such pairs; the sketch kept here is the share of all runs of
words whose hash is a multiple of `ONE_IN` (Broder's sketch for containment), and every pair that it
proposes is measured on all runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2s
from math import sqrt
from operator import xor

from riwaya.linking.union import united
from riwaya.linking.words import written
from riwaya.rules.kept import kept
from riwaya.text.folding import fold_word

# On the 76 coded pairs of copies: runs of four words with .40 gave pairwise F1 .88 before groups were closed,
# five words with .26 .89, three with .45 .85.
RUN = 4
CONTAINED = 0.40
LEAST_RUNS = 20
ONE_IN = 8
# Reports that share fewer sketched runs of words are no copies; twenty shared runs give two and a half in
# the mean.
LEAST_SKETCHED = 2
# How far, in standard deviations, the share in the sketches may lie under `CONTAINED`: of 28,827 pairs of
# SaudiNewsNet 2.5 loses one (3 none) and proposes 174,000 (3: 209,000; 4: 253,000).
_DEVIATIONS = 2.5
# Signs of words have 60 bits; a word's sign differs by its place in the run.
_MASK = (1 << 60) - 1
_SECOND, _THIRD, _FOURTH = 0x9E3779B97F4A7C1, 0xBF58476D1CE4E5B, 0x94D049BB133111F


@kept
def _signs(word: str) -> tuple[int, int, int, int]:
    """The number of a word, spelled in any way, at each place of a run."""
    folded = fold_word(word).encode("utf-8", "surrogatepass")
    sign = int.from_bytes(blake2s(folded, digest_size=8).digest(), "big") & _MASK
    return sign, sign * _SECOND & _MASK, sign * _THIRD & _MASK, sign * _FOURTH & _MASK


def runs(text: str) -> frozenset[int]:
    """The hashes of all runs of `RUN` folded words; the same on every machine."""
    told = list(map(_signs, written(text)))
    if len(told) < RUN:
        return frozenset()
    first, second, third, fourth = zip(*told, strict=True)
    pairs = map(xor, first, second[1:])
    return frozenset(map(xor, map(xor, pairs, third[2:]), fourth[3:]))


def sketch(found: frozenset[int]) -> list[int]:
    """The kept share of a text's runs, in order."""
    return sorted(n for n in found if n % ONE_IN == 0)


def plausible(shared: int, shorter: int) -> bool:
    """Whether texts can be copies whose sketches, the shorter one of `shorter` runs, share so many.

    Of 50 sketched runs two copies share 20 in the mean; with 11 they are not worth measuring.
    """
    least = CONTAINED * shorter - _DEVIATIONS * sqrt(CONTAINED * (1 - CONTAINED) * shorter)
    return shared >= max(LEAST_SKETCHED, least)


def contained(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shorter text's runs that stand in the other; 0 where they share too few to tell."""
    shared = len(a & b)
    return shared / min(len(a), len(b)) if shared >= LEAST_RUNS else 0.0


def closed(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The groups that the pairs make, each sorted, in order: a copy of a copy is a copy."""
    names = sorted({x for pair in pairs for x in pair})
    at = {name: n for n, name in enumerate(names)}
    groups: dict[int, list[str]] = {}
    for name, group in zip(names, united(len(names), ((at[a], at[b]) for a, b in pairs)), strict=True):
        groups.setdefault(group, []).append(name)
    return sorted(tuple(g) for g in groups.values())
