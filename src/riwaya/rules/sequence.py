"""The best labels of a sequence, and how likely each is: Viterbi and forward-backward over few labels."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from operator import mul

from riwaya.rules.weights import ONE, Scores, Weights

# A label so much less likely than the leading one (e^-18, 1e-8) everywhere is given no probability at all.
_HOPELESS = 18 * ONE


def best_path(weights: Weights, scores: Sequence[Scores]) -> list[str]:
    """The likeliest label sequence; of equals, the first label.

    A label is followed on only where what comes after it could still make up for its distance from the
    leading one: of nine labels of names three on average.
    """
    if len(scores) < 2:
        return [weights.labels[row.index(max(row))] for row in scores]
    moves, gains = weights.moves, weights.gains
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
    labels = weights.labels
    return [labels[at] for at in reversed(path)]


def marginals(weights: Weights, scores: Sequence[Scores]) -> list[dict[str, float]]:
    """P(label) at each position; labels without any hope in the sequence are left out."""
    if len(scores) < 2:
        return [_alone(weights, row) for row in scores]
    floors = [max(row) - weights.swing - _HOPELESS for row in scores]
    hopeful = [k for k, row in enumerate(zip(*scores, strict=True)) if any(map(int.__ge__, row, floors))]
    labels = [weights.labels[k] for k in hopeful]
    rows = [[weights.factors[j][k] for k in hopeful] for j in hopeful]
    columns = list(zip(*rows, strict=True))
    states = []
    for row in scores:
        lead = max(row)
        states.append([exp((row[k] - lead) / ONE) for k in hopeful])
    level = states[0]
    forward = [level]
    for state in states[1:]:
        level = _shares([w * sum(map(mul, level, column)) for w, column in zip(state, columns, strict=True)])
        forward.append(level)
    behind = [1.0] * len(hopeful)
    found = [dict(zip(labels, _shares(level), strict=True))]
    for at in range(len(states) - 2, -1, -1):
        after = list(map(mul, states[at + 1], behind))
        behind = _shares([sum(map(mul, row, after)) for row in rows])
        found.append(dict(zip(labels, _shares(list(map(mul, forward[at], behind))), strict=True)))
    found.reverse()
    return found


def _alone(weights: Weights, row: Scores) -> dict[str, float]:
    """P(label) of a sequence of one."""
    lead = max(row)
    floor = lead - weights.swing - _HOPELESS
    hopeful = [
        (label, exp((x - lead) / ONE)) for label, x in zip(weights.labels, row, strict=True) if x >= floor
    ]
    return dict(zip([label for label, _ in hopeful], _shares([x for _, x in hopeful]), strict=True))


def _shares(level: list[float]) -> list[float]:
    total = sum(level)
    return [x / total for x in level]
