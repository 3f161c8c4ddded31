"""The best labels of a sequence, and how likely each is: Viterbi and forward-backward over few labels.

`chain_compiled.pyx` is the same class in C, built at installation where there is a C compiler: with it
reading takes a fifth less time. `chain_of` gives whichever is there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import repeat
from math import exp
from operator import mul

from riwaya.rules.weights import FIELD, ONE, Weights

Scores = tuple[int, ...]  # one of each label, in units of 1/ONE

# A label so much less likely than the leading one (e^-18, 1e-8) everywhere is given no probability at all.
HOPELESS = 18 * ONE
LONGEST = 700.0  # the exponential of more does not fit a float


class Chain:
    """A model at work: adds up the packed weights of features, and labels sequences of such sums."""

    def __init__(self, weights: Weights) -> None:
        count = len(weights.labels)
        self._labels, self._of, self._moves = weights.labels, weights.of, weights.moves
        self._gains = _gains(weights.moves)
        self._factors = [[exp(units / ONE) for units in row] for row in weights.moves]
        self._slack = slack(weights)
        self._unpack = struct.Struct(f"<{count}i").unpack
        self._size = count * FIELD // 8
        self._signs = sum(1 << (FIELD * label + FIELD - 1) for label in range(count))

    def packed(self, features: Iterable[str]) -> int:
        """The packed sum of what the features weigh; features that the model never saw weigh nothing."""
        return sum(map(self._of.get, features, repeat(0)))

    def scores(self, packed: int) -> Scores:
        """What a packed sum comes to for each label."""
        # A field may be negative and borrow from the next: the sign bits are lifted and put back.
        return self._unpack(((packed + self._signs) ^ self._signs).to_bytes(self._size, "little"))

    def chance(self, packed: int, label: int) -> float:
        """P(label) for one decision by the number of the label."""
        scores = self.scores(packed)
        own = scores[label]
        return 1.0 / sum([exp(min((other - own) / ONE, LONGEST)) for other in scores])

    def best(self, sums: Iterable[int]) -> list[str]:
        """The likeliest label sequence for a sequence of packed sums; of equals, the first label.

        A label is followed on only where what comes after it could still make up for its distance from the
        leading one: of nine labels of names three on average.
        """
        scores = list(map(self.scores, sums))
        labels, moves, gains = self._labels, self._moves, self._gains
        if len(scores) < 2:
            return [labels[row.index(max(row))] for row in scores]
        steps: list[list[tuple[int, int]]] = []
        alive: list[tuple[int, int]] = []
        for row in scores:
            if not alive:
                totals = list(row)
            elif len(alive) == 1:
                ((before, total),) = alive
                totals = [total + move + score for move, score in zip(moves[before], row, strict=True)]
            else:
                paths = [[total + move for move in moves[before]] for before, total in alive]
                totals = [path + score for path, score in zip(map(max, *paths), row, strict=True)]
            lead = max(totals)
            gain = gains[totals.index(lead)]
            alive = [(k, x) for k, x in enumerate(totals) if lead - x <= gain[k]]
            steps.append(alive)
        at, total = max(alive, key=lambda label: label[1])
        path = [at]
        for now in range(len(scores) - 1, 0, -1):
            rest, earlier = total - scores[now][at], steps[now - 1]
            if len(earlier) == 1:
                at, total = earlier[0]
            else:
                at, total = next((k, x) for k, x in earlier if x + moves[k][at] == rest)
            path.append(at)
        return [labels[at] for at in reversed(path)]

    def chances(self, sums: Iterable[int]) -> list[dict[str, float]]:
        """P(label) at each position of a sequence of packed sums; labels without any hope in the sequence are
        left out."""
        scores = list(map(self.scores, sums))
        if not scores:
            return []
        floors = [max(row) - self._slack for row in scores]
        hopeful = [k for k, row in enumerate(zip(*scores, strict=True)) if any(map(int.__ge__, row, floors))]
        labels = [self._labels[k] for k in hopeful]
        rows = [[self._factors[j][k] for k in hopeful] for j in hopeful]
        columns = list(zip(*rows, strict=True))
        states = []
        for row in scores:
            lead = max(row)
            states.append([exp((row[k] - lead) / ONE) for k in hopeful])
        level = states[0]
        forward = [level]
        for state in states[1:]:
            reached = [sum(map(mul, level, column)) for column in columns]
            level = _shares(list(map(mul, state, reached)))
            forward.append(level)
        behind = [1.0] * len(hopeful)
        found = [dict(zip(labels, _shares(level), strict=True))]
        for at in range(len(states) - 2, -1, -1):
            after = list(map(mul, states[at + 1], behind))
            behind = _shares([sum(map(mul, row, after)) for row in rows])
            found.append(dict(zip(labels, _shares(list(map(mul, forward[at], behind))), strict=True)))
        found.reverse()
        return found


def chain_of(weights: Weights) -> Chain:
    """The chain of a model's weights: the compiled one where it was built."""
    made: Chain = (compiled() or Chain)(weights)
    return made


def compiled() -> type[Chain] | None:
    """The class in C, or None where the installation had no C compiler."""
    try:
        found: type[Chain] = import_module("riwaya.rules.chain_compiled").Chain
    except ImportError:
        return None
    return found


def slack(weights: Weights) -> int:
    """How far behind the leading one a label may lie and still have a chance to speak of."""
    ahead, behind = _gains(weights.moves), _gains(list(zip(*weights.moves, strict=True)))
    return max(map(max, ahead)) + max(map(max, behind)) + HOPELESS


def _gains(moves: Sequence[Sequence[int]]) -> list[list[int]]:
    """For each two labels the most that the label after them can speak for the second against the first."""
    return [[max(y - x for x, y in zip(first, second, strict=True)) for second in moves] for first in moves]


def _shares(level: list[float]) -> list[float]:
    total = sum(level)
    return [x / total for x in level]
