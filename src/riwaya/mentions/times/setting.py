"""What a reader works with: the groups of a match and what is known of publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from riwaya.mentions.times.patterns import Match
from riwaya.mentions.times.stretch import DECADE, Publication, Stretch

_MOST = 5000  # more of any unit is no stretch of a report


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reader knows besides the words: the day of publication, and whether words before look ahead."""

    publication: Publication
    ahead: Callable[[int], bool]


Reader = Callable[[Match, Setting], Stretch | None]


def pointed(m: Match) -> int | None:
    """-1 for "last", -2 for "before last", 0 for "this", 1 for "next"; None where nothing points."""
    for group in ("point", "year_point"):
        if past := m.value(group, "past"):
            return -past
        if following := m.value(group, "next"):
            return following
        if m.has(group):
            return 0
    return None


def amount_of(m: Match) -> tuple[int, int] | None:
    """(count, unit) of "three weeks", "two days", "a month"; a vague plural counts 0."""
    if m.has("vague"):
        return 0, m.value("vague", "units") or 0
    if m.has("two"):
        return 2, m.value("two", "unit_two", "the_unit_two") or 0
    if m.has("whole"):
        return 1, m.value("whole", "unit_one") or 0
    if m.has("one"):
        one = m.value("one", "unit_one") or 0
        return None if one == DECADE else (1, one)
    number, unit = m.number("n"), m.value("unit", "unit_one", "units", "the_units")
    return None if number is None or unit is None or not 0 < number < _MOST else (number, unit)


def day_number(m: Match, group: str) -> int | None:
    """A day of the month in digits or ordinals; None for words that make no ordinal (الخامس ثلاثة)."""
    atoms = m.group(group)
    tens = [a.senses["count"] for a in atoms if "count" in a.senses and len(atoms) > 1]
    value = m.number(group)
    if value is None or any(t != 10 for t in tens) or not 1 <= value <= 31:
        return None
    return value
