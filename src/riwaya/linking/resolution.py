"""Named rules that make one value of the figures in an incident's accounts (docs/exports.md, with examples).

Every rule starts from the same ground: only totals of the incident count (a sum over a breakdown only where
`standing.summed` allows it), and of each voice only its last word. A measure that nobody counts is absent:
no figure is not zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from riwaya.linking.standing import Saying, Standing, later, sayings, standing, tolerance
from riwaya.linking.vague import vague_word
from riwaya.model import Account

Resolved = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, its one-paragraph definition as written into every export, and the function that applies it to
    the standing voices and to all sayings of one measure."""

    name: str
    definition: str
    apply: Callable[[Sequence[Standing], Sequence[Saying]], Any]


def resolve(accounts: Sequence[Account]) -> Resolved:
    """What each rule makes of the accounts: rule → measure → value.

    13 killed by one source, 15 by two, 17 by a fourth give `{"lowest": {"killed": 13}, "ucdp": {"killed":
    {"low": 13, "best": 15, "high": 17, …}}, …}`. The order of the accounts changes nothing.
    """
    found = {measure: (standing(all_), all_) for measure, all_ in sayings(accounts).items()}
    return {
        rule.name: {str(measure): rule.apply(voices, all_) for measure, (voices, all_) in found.items()}
        for rule in RULES.values()
    }


def lowest(voices: Sequence[Standing], _: Sequence[Saying]) -> int:
    """The least number; only where no voice gives one, the least that the words count as."""
    numbered = [v.number for v in voices if not v.is_word]
    return min(numbered or [vague_word(v.quote, v.low).acled for v in voices])


def ucdp(voices: Sequence[Standing], _: Sequence[Saying]) -> dict[str, Any]:
    """Low, best and high, and the best estimate by group of victims."""
    numbered = [v for v in voices if not v.is_word]
    if not numbered:
        least = [vague_word(v.quote, v.low).ucdp for v in voices]
        best = min(least)
        return {"low": best, "best": best, "high": max(least), "groups": _groups(voices, best)}
    best = _most_backed(numbered)[0]
    return {
        "low": min(v.number for v in numbered),
        "best": best,
        "high": max(v.high if v.high is not None else v.number for v in numbered),
        "groups": _groups([v for v in numbered if _backs(v, best)], best),
    }


def ranged(voices: Sequence[Standing], _: Sequence[Saying]) -> dict[str, Any]:
    """The least and the most over the voices, an open top kept apart, and the same of each voice.

    Words count among the voices, and for the whole only where no voice gives a number.
    """
    counted = [_range(v) for v in voices if not v.is_word] or [_range(v) for v in voices]
    return {
        "min": min(s["min"] for s in counted),
        "max": max(s["max"] for s in counted),
        "open": any(s["open"] for s in counted),
        "sources": [_range(v) for v in voices],
    }


def majority(voices: Sequence[Standing], _: Sequence[Saying]) -> int | None:
    """The number that more than half of the voices give; None where there is none."""
    numbered = [v for v in voices if not v.is_word]
    if not numbered:
        return None
    best, backers = _most_backed(numbered)
    return best if 2 * backers > len(numbered) else None


def latest(voices: Sequence[Standing], _: Sequence[Saying]) -> int | None:
    """The number of the voice that spoke last; of several on that day the most backed, then the lower."""
    numbered = [v for v in voices if not v.is_word]
    dated = [v for v in numbered if v.said is not None]
    last = [v for v in dated if not any(later(o.said, v.said) for o in dated)] or numbered
    return _most_backed(last)[0] if last else None


def nothing(_: Sequence[Standing], all_: Sequence[Saying]) -> list[dict[str, Any]]:
    """Every value that stands in an account, revised ones, too; nothing chosen."""
    values: dict[tuple[Any, ...], set[int]] = {}
    for s in all_:
        values.setdefault((s.low, s.high, s.hedge), set()).add(s.group)
    return [
        {"low": low, "high": high, "hedge": hedge, "groups": sorted(groups)}
        for (low, high, hedge), groups in sorted(values.items(), key=lambda v: _order(*v[0]))
    ]


def _order(low: int | None, high: int | None, hedge: str) -> tuple[float, float, str]:
    return (-1.0 if low is None else low, float("inf") if high is None else high, hedge)


def _backs(voice: Standing, number: int) -> bool:
    """Whether a voice stands behind a number: it names it, or it gives a stretch or an "about" round it.

    A bound backs its own number only: "more than 22" can be true with 34 and says nothing for 34.
    """
    if voice.hedge == "about":
        return abs(number - voice.number) <= tolerance(voice.number)
    if voice.hedge in ("at_least", "more_than", "up_to"):
        return number == voice.number
    return (voice.low or 0) <= number <= (voice.high if voice.high is not None else voice.number)


def _most_backed(voices: Sequence[Standing]) -> tuple[int, int]:
    """The number that most voices back and how many do; of several such the lowest."""
    named = {n for v in voices for n in (v.low, v.high) if n is not None}
    backers = {n: sum(_backs(v, n) for v in voices) for n in named}
    best = min(named, key=lambda n: (-backers[n], n))
    return best, backers[best]


def _range(voice: Standing) -> dict[str, Any]:
    """One voice's stretch: people without a number are one or more, "up to 9" is 0 to 9."""
    low, high = voice.low, voice.high
    bare = low is None and high is None
    least = 1 if bare else (low or 0)
    return {
        "group": voice.voice,
        "min": least,
        "max": high if high is not None else least,
        "open": high is None,
    }


def _groups(voices: Sequence[Standing], best: int) -> dict[str, int]:
    """The best estimate by group of victims: the group that every backer who names one agrees on, for all of
    them; where none does or they dispute it, "unknown"."""
    whose = {s.whose for v in voices for s in v.sayings} - {"unknown"}
    return {whose.pop() if len(whose) == 1 else "unknown": best}


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.name: rule
        for rule in (
            Rule(
                "lowest",
                "The lowest number that any independent voice gives last (ACLED's practice for "
                "contradictory reports). A bound counts as its number: 'more than 22' is 22. Vague words "
                "and bare plurals count only where no voice gives a number, by ACLED's table: several 3 "
                "or 10, tens 10, dozens 12, hundreds 100.",
                lowest,
            ),
            Rule(
                "ucdp",
                "Low, best and high, in the manner of UCDP: low and high are the least and the greatest "
                "number that an independent voice gives last, best the one that most of them back, of "
                "several such the lower. A bound counts as its number; vague words only where no voice "
                "gives a number, as the least they can mean. Victims go to the group that all backers of "
                "the best estimate agree on, else to 'unknown'.",
                ucdp,
            ),
            Rule(
                "range",
                "The least and the greatest number over what the independent voices give last (Airwars' "
                "practice), and the same of each. 'At least 7' is 7 to 7 with an open top, kept apart. "
                "Words count for the whole only where no voice gives a number: people without one are 1 "
                "with an open top, vague words the stretch that the ledger codes them with.",
                ranged,
            ),
            Rule(
                "majority",
                "The number that more than half of the independent voices with a number back by their "
                "last word; none where there is no such number.",
                majority,
            ),
            Rule(
                "latest",
                "The number of the independent voice that spoke last; of several on that day the most "
                "backed, then the lower. Undated statements count only where none is dated; vague words "
                "give none.",
                latest,
            ),
            Rule(
                "none",
                "Nothing chosen: every value that stands in an account, with the independent groups that "
                "give it; later revisions do not remove earlier values.",
                nothing,
            ),
        )
    }
)
