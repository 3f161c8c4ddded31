"""Which figures of an incident's accounts stand: one voice, its last word, per measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

from riwaya.model import Account, AccountFigure
from riwaya.model.findings import Group, Hedge, Measure

MEASURES: tuple[Measure, ...] = get_args(Measure)
REJECTED = frozenset({"reject", "rejected"})

# Parts that stand side by side ("5 ضباط و20 جنديا", "5 officers and 20 soldiers") lie at most this many code
# points apart: a conjunction with its spaces. Unmeasured.
_SIDE_BY_SIDE = 3
# Of several figures that one voice gives at once and that can all be true, the most exact stands.
_EXACTNESS: dict[Hedge, int] = {
    "exact": 0,
    "about": 1,
    "range": 2,
    "at_least": 3,
    "more_than": 3,
    "up_to": 4,
    "dozens": 5,
}


def _is_word(hedge: Hedge, low: int | None, high: int | None) -> bool:
    return hedge == "dozens" or (low is None and high is None)


@dataclass(frozen=True, slots=True)
class Saying:
    """One total that one account gives for a measure, in people. `low` and `high` both None: people without
    any number. `parts` is true for a sum over a breakdown (see `summed`)."""

    account: str
    voice: int
    group: int
    name: str
    said: str | None
    low: int | None
    high: int | None
    hedge: Hedge
    quote: str
    whose: Group
    parts: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it names no number: "عشرات القتلى" ("tens of dead"), "قتلى" ("dead")."""
        return _is_word(self.hedge, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one voice says last of a measure: the interval in people, and the accounts that carry it."""

    voice: int
    name: str
    said: str | None
    low: int | None
    high: int | None
    hedge: Hedge
    quote: str
    sayings: tuple[Saying, ...]

    @property
    def is_word(self) -> bool:
        """Whether the voice names no number."""
        return _is_word(self.hedge, self.low, self.high)

    @property
    def number(self) -> int:
        """The number that the words name, a bound as its number: "more than 22" is 22, "up to 9" is 9."""
        return self.low if self.low is not None else self.high or 0


def interval(low: int | None, high: int | None, hedge: Hedge) -> tuple[float, float]:
    """The numbers of people with which a figure can be true.

    "About" leaves a tenth on both sides, one at least; a vague plural reaches from half of its lower end to a
    tenth over its upper one; people without a number are one or more. Both tolerances are unmeasured.
    """
    least = float(low) if low is not None else (1.0 if high is None else 0.0)
    most = float(high) if high is not None else float("inf")
    if hedge == "about":
        slack = tolerance(least)
        return max(0.0, least - slack), most + slack
    if hedge == "dozens":
        return least / 2, most + most // 10 if high is not None else most
    return least, most


def tolerance(number: float) -> float:
    """How many people "about `number`" may be off: a tenth, one at least."""
    return max(1.0, number // 10)


def apart(a: tuple[float, float], b: tuple[float, float]) -> int:
    """The least number of people that two intervals are apart; 0 where both can be true."""
    return int(max(0.0, a[0] - b[1], b[0] - a[1]))


def reach(saying: Saying | Standing) -> tuple[float, float]:
    """`interval` of a saying."""
    return interval(saying.low, saying.high, saying.hedge)


def sayings(accounts: Iterable[Account]) -> dict[Measure, list[Saying]]:
    """Every total in the accounts, per measure in the order of the model; what a reviewer rejected is left
    out. The order of `accounts` changes nothing."""
    kept = sorted((a for a in accounts if a.review not in REJECTED), key=lambda a: a.id)
    voices = _voices(kept)
    found: dict[Measure, list[Saying]] = defaultdict(list)
    for account in kept:
        figures = [f for f in account.figures if f.review not in REJECTED]
        for measure in dict.fromkeys(f.measure for f in figures):
            here = [f for f in figures if f.measure == measure]
            totals = [f for f in here if f.scope == "all"]
            for figure, parts in [(f, False) for f in totals] or [(f, True) for f in summed(here)]:
                low, high = figure.low, figure.high
                if low is not None and high is not None and low > high:
                    low, high = high, low
                found[measure].append(
                    Saying(
                        account.id,
                        voices[account.id],
                        account.independent_group,
                        account.name or account.outlet or account.report,
                        account.said,
                        low,
                        high,
                        figure.hedge,
                        figure.quote,
                        figure.group,
                        parts,
                    )
                )
    return {m: found[m] for m in MEASURES if m in found}


def summed(figures: Sequence[AccountFigure]) -> list[AccountFigure]:
    """The sum of one account's parts, as a list of one, where it may stand for a total it does not give.

    It may where at least two parts belong to no larger figure of the account, each has a lower end, and no
    person can be in two of them: their groups differ ("5 civilians … 3 soldiers"), or they stand side by side
    in one phrase ("5 ضباط و20 جنديا", "5 officers and 20 soldiers"). Else nothing stands.
    """
    ids = {f.id for f in figures}
    parts = sorted((f for f in figures if f.scope == "part" and f.part_of not in ids), key=lambda f: f.span)
    if len(parts) < 2 or any(p.low is None for p in parts):
        return []
    groups = [p.group for p in parts]
    disjoint = "unknown" not in groups and len(set(groups)) == len(groups)
    neighbours = all(0 <= b.span.start - a.span.end <= _SIDE_BY_SIDE for a, b in pairwise(parts))
    if not disjoint and not neighbours:
        return []
    low = sum(p.low or 0 for p in parts)
    high = None if any(p.high is None for p in parts) else sum(p.high or 0 for p in parts)
    hedges = {p.hedge for p in parts}
    hedge: Hedge
    if hedges == {"exact"}:
        hedge = "exact"
    elif high is None:
        hedge = "at_least"
    else:
        hedge = "about" if high == low else "range"
    first = parts[0]
    return [
        AccountFigure(
            id="+".join(p.id for p in parts),
            measure=first.measure,
            low=low,
            high=high,
            hedge=hedge,
            quote=" + ".join(p.quote for p in parts),
            span=first.span,
            whom=None,
            group=first.group if len(set(groups)) == 1 else "unknown",
            scope="all",
        )
    ]


def standing(found: Sequence[Saying]) -> list[Standing]:
    """The last word of every voice, by voice: what it revised later no longer stands.

    Undated sayings neither supersede nor are superseded. Where a voice gives several figures at once, the
    most exact stands if all can be true; if not, the whole stretch from the lowest to the highest does.
    """
    by_voice: dict[int, list[Saying]] = defaultdict(list)
    for saying in found:
        by_voice[saying.voice].append(saying)
    return [_last_word(voice, by_voice[voice]) for voice in sorted(by_voice)]


def later(a: str | None, b: str | None) -> bool:
    """Whether day `a` is surely after day `b`; "2018-06" is neither before nor after "2018-06-09"."""
    if a is None or b is None:
        return False
    shared = min(len(a), len(b), 10)
    return a[:shared] > b[:shared]


def _last_word(voice: int, found: list[Saying]) -> Standing:
    last = [s for s in found if not any(later(o.said, s.said) for o in found)]
    last.sort(key=lambda s: (_EXACTNESS[s.hedge], s.low is None and s.high is None, s.low or 0, s.account))
    first = last[0]
    low, high, hedge = first.low, first.high, first.hedge
    if any(apart(reach(a), reach(b)) for i, a in enumerate(last) for b in last[i + 1 :]):
        lows, highs = [s.low for s in last], [s.high for s in last]
        low = min((n for n in lows if n is not None), default=None)
        high = None if None in highs else max(n for n in highs if n is not None)
        hedge = "range" if high is not None else "at_least"
    said = max((s.said for s in last if s.said is not None), default=None)
    return Standing(voice, first.name, said, low, high, hedge, first.quote, tuple(last))


def _voices(accounts: Sequence[Account]) -> dict[str, int]:
    """Account id → its voice: the least independent group that speaks with the same mouth.

    Groups are taken as they are. Two of them are one voice, too, where each holds accounts of one and the
    same source only: one speaker on two days, one outlet that corrects its own toll.
    """
    mouths: dict[int, set[str]] = defaultdict(set)
    for account in accounts:
        mouths[account.independent_group].add(_mouth(account))
    first: dict[str, int] = {}
    voice: dict[int, int] = {}
    for group in sorted(mouths):
        (mouth, *more) = sorted(mouths[group])
        voice[group] = group if more or not mouth else first.setdefault(mouth, group)
    return {a.id: voice[a.independent_group] for a in accounts}


def _mouth(account: Account) -> str:
    """Who speaks, as far as it can be the same voice in another report; empty where nobody can tell.

    An unnamed source ("مصدر أمني", "a security source") of one report is not that of another.
    """
    if account.kind in ("unnamed", "document"):
        return ""
    if account.source or account.name:
        return f"source {account.source or account.name}"
    return f"outlet {account.outlet}" if account.outlet and not account.via else ""
