"""How far two coders agree: percentage, Cohen's kappa, Krippendorff's alpha, F1 of spans.

Checked against published examples (tests/test_agreement.py): kappa of Cohen 1960, alpha of Krippendorff 2011.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from riwaya.model import Decided, Span

Value = Hashable


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two coders' values of one field come to; None where it cannot be told (no item, or no
    variation)."""

    field: str
    items: int
    percentage: float | None
    kappa: float | None
    alpha: float | None


def percentage(pairs: Sequence[tuple[Value, Value]]) -> float | None:
    """The share of items on which the two say the same."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[tuple[Value, Value]]) -> float | None:
    """Cohen's kappa (1960): agreement beyond what the coders' own shares of values make likely by chance."""
    observed = percentage(pairs)
    if observed is None:
        return None
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(one[v] * other[v] for v in one) / len(pairs) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Sequence[Sequence[Value]]) -> float | None:
    """Krippendorff's alpha for nominal values; each unit holds the values that coders gave it, any number of
    them. Units with one value pair with nothing and are left out.
    """
    paired = [list(u) for u in units if len(u) > 1]
    total = sum(len(u) for u in paired)
    if not total:
        return None
    overall = Counter(v for u in paired for v in u)
    within = 0.0
    for unit in paired:
        counts = Counter(unit)
        within += sum(n * (len(unit) - n) for n in counts.values()) / (len(unit) - 1)
    between = sum(n * (total - n) for n in overall.values()) / (total - 1)
    return None if between == 0 else 1 - within / between


def span_f1(a: Span | None, b: Span | None) -> float:
    """The overlap of two spans as F1 of their code points; 1 for two that are missing."""
    if a is None or b is None:
        return float(a is b)
    shared = a.overlap(b)
    return 2 * shared / (a.length + b.length) if shared else 0.0


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder made of one finding: the action, and the fields that it leaves the finding with."""

    author: str
    action: str
    values: Mapping[str, Value]


def codings(decisions: Sequence[Decided]) -> dict[str, dict[str, Coding]]:
    """Finding → author → the last coding that the author gave it; what was undone is left out."""
    undone = {d.decision.subject[0] for d in decisions if d.decision.action == "undo"}
    found: dict[str, dict[str, Coding]] = {}
    for d in decisions:
        one = d.decision
        if one.action in ("accept", "correct", "reject", "unsure") and d.entry.hash not in undone:
            values = {k: tuple(v) if isinstance(v, list) else v for k, v in one.values.items()}
            found.setdefault(one.subject[0], {})[one.author] = Coding(one.author, one.action, values)
    return found


def agreements(both: Sequence[tuple[Mapping[str, Value], Mapping[str, Value]]]) -> list[Agreement]:
    """The agreement of two coders per field; each item holds the fields as the one and the other leave it."""
    fields = sorted({f for a, b in both for f in (*a, *b)})
    found = []
    for field in fields:
        pairs = [(a[field], b[field]) for a, b in both if field in a and field in b]
        found.append(
            Agreement(field, len(pairs), percentage(pairs), kappa(pairs), alpha([list(p) for p in pairs]))
        )
    return found
