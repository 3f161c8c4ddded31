"""Where the accounts of an incident do not agree: contradictions between voices, revisions by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from riwaya.linking.standing import Saying, Standing, apart, interval, reach, sayings, standing
from riwaya.model import Account, Difference, Value
from riwaya.model.findings import Measure


def differ(accounts: Sequence[Account]) -> tuple[Difference, ...]:
    """The differences of an incident's accounts, per measure: contradictions, then revisions by voice.

    Two figures differ where they cannot both be true: 13 and 15 do; "more than 22" and 34 do not; "about 20"
    allows 18 to 22 (`standing.interval`). A contradiction is between the last words of independent voices; a
    revision is one voice whose own figures differ, in the order in which it gave them. `gap` is the number of
    people by which the two values farthest apart differ at least.
    """
    found: list[Difference] = []
    for measure, all_ in sayings(accounts).items():
        contradiction = _contradiction(measure, standing(all_))
        if contradiction is not None:
            found.append(contradiction)
        by_voice: dict[int, list[Saying]] = defaultdict(list)
        for saying in all_:
            by_voice[saying.voice].append(saying)
        for voice in sorted(by_voice):
            revision = _revision(measure, by_voice[voice])
            if revision is not None:
                found.append(revision)
    return tuple(found)


def _contradiction(measure: Measure, voices: Sequence[Standing]) -> Difference | None:
    reaches = {reach(v) for v in voices}
    opposed = {a for a in reaches if any(apart(a, b) for b in reaches)}
    if not opposed:
        return None
    against = [v for v in voices if reach(v) in opposed]
    values = _values(((v.low, v.high), s) for v in against for s in v.sayings)
    return Difference(
        measure,
        "contradiction",
        tuple(sorted(values, key=_by_size)),
        tuple(dict.fromkeys(v.name for v in against)),
        _gap(opposed),
    )


def _revision(measure: Measure, own: Sequence[Saying]) -> Difference | None:
    gap = _gap({reach(s) for s in own})
    if not gap:
        return None
    own = sorted(own, key=lambda s: (s.said or "", s.account))
    values = _values(((s.low, s.high), s) for s in own)
    return Difference(measure, "revision", tuple(values), (own[-1].name,), gap)


def _gap(reaches: Iterable[tuple[float, float]]) -> int:
    """How far the two intervals farthest apart are: the least upper end against the greatest lower one."""
    known = list(reaches)
    return int(max(0.0, max(r[0] for r in known) - min(r[1] for r in known)))


def _values(given: Iterable[tuple[tuple[int | None, int | None], Saying]]) -> list[Value]:
    """Each interval once, in the order in which it first comes, with the accounts and groups that give it."""
    by_interval: dict[tuple[int | None, int | None], list[Saying]] = defaultdict(list)
    for ends, saying in given:
        by_interval[ends].append(saying)
    return [
        Value(
            low,
            high,
            tuple(sorted({s.account for s in from_})),
            tuple(sorted({s.group for s in from_})),
        )
        for (low, high), from_ in by_interval.items()
    ]


def _by_size(value: Value) -> tuple[float, float]:
    return interval(value.low, value.high, "exact")
