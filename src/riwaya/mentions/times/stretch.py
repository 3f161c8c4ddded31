"""Stretches of days, the day of publication, and the arithmetic between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from hijridate import Hijri

Grain = Literal["day", "month", "year"]
# The units of data/times/words/measures.toml by number.
UNITS = ("day", "day", "day", "week", "month", "year", "decade", "century")
MINUTE, HOUR, DAY, WEEK, MONTH, YEAR, DECADE, CENTURY = range(8)

_PUBLISHED = re.compile(r"\s*(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?\s*", re.DOTALL)
_PRESS = range(1850, 2200)  # years of publication; "0001-01-01" is how some exports write that they know none
# A date without a year is taken to be the nearest one, a day ahead weighing as much as two behind: news looks
# back. Unmeasured; with published June, "September" is three months ahead, "December" the one before.
_AHEAD_WEIGHS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both included; None where open or where nothing dates it.

    `clock` is "HH:MM", with "Z" for Greenwich; `part` the part of the day (data/times/words/days.toml);
    `month_day` is kept where the year of a date was not told but chosen, `hijri` where that calendar told it.
    """

    start: date | None
    end: date | None
    precision: str
    relative_to: str | None = None
    clock: str = ""
    part: int = 0
    month_day: tuple[int, int] | None = None
    hijri: bool = False

    def iso(self) -> tuple[str | None, str | None]:
        """Start and end as ISO 8601."""
        tail = f"T{self.clock}" if self.clock else ""
        return (
            self.start.isoformat() + tail if self.start else None,
            self.end.isoformat() + tail if self.end else None,
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of the day of publication: first and last day that it may be, and how exact that is."""

    first: date | None = None
    last: date | None = None
    grain: Grain | None = None

    @classmethod
    def of(cls, published: str | None) -> Publication:
        """From "2018-06-09", "2018-06" or "2018" (a time of day may follow); anything else is unknown."""
        match = _PUBLISHED.fullmatch(published or "")
        if not match:
            return cls()
        year, month, day = (int(part or 0) for part in match.groups())
        if year not in _PRESS:
            return cls()
        try:
            if match[3]:
                known = date(year, month, day)
                return cls(known, known, "day")
            if match[2]:
                return cls(date(year, month, 1), month_end(year, month), "month")
            return cls(date(year, 1, 1), date(year, 12, 31), "year")
        except ValueError:
            return cls()

    @property
    def day(self) -> date | None:
        """The day, where it is known to the day."""
        return self.first if self.grain == "day" else None

    @property
    def about(self) -> date | None:
        """A day near it, for choosing a year; None where only the year is known."""
        if self.first is None or self.last is None or self.grain == "year":
            return None
        return self.first + (self.last - self.first) / 2


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + 1, 1, 1) - timedelta(1) if month == 12 else date(year, month + 1, 1) - timedelta(1)


def days(start: date | None, end: date | None, precision: str, relative: bool = True) -> Stretch:
    """A stretch told from the day of publication."""
    return Stretch(start, end, precision, "published" if relative else None)


def unknown(precision: str, relative_to: str = "published") -> Stretch:
    """A stretch that nothing dates."""
    return Stretch(None, None, precision, relative_to)


def of_month(year: int, month: int, relative: bool = False) -> Stretch:
    """A month of the common calendar."""
    return days(date(year, month, 1), month_end(year, month), "month", relative)


def of_year(year: int, relative: bool = False) -> Stretch:
    """A year of the common calendar."""
    return days(date(year, 1, 1), date(year, 12, 31), "year", relative)


def back(day: date, unit: int, count: int) -> date:
    """The day `count` units before `day` (after it for a negative count); hours are rounded up to days."""
    if unit >= MONTH:
        months = count * {MONTH: 1, YEAR: 12, DECADE: 120, CENTURY: 1200}[unit]
        year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
        return date(year, month + 1, min(day.day, month_end(year, month + 1).day))
    if unit <= HOUR:
        hours = count if unit == HOUR else count / 60
        return day - timedelta(-(-hours // 24))
    return day - timedelta(count * (7 if unit == WEEK else 1))


def period(publication: Publication, unit: int, offset: int) -> Stretch:
    """The calendar unit `offset` units from the one of publication; weeks run Monday to Sunday (ISO 8601).

    Undated where publication is not known to that unit: with "2018-06" last month is May, yesterday unknown.
    """
    first, grain = publication.first, publication.grain
    if first is None or (unit < MONTH and grain != "day") or (unit == MONTH and grain == "year"):
        return unknown(UNITS[unit])
    if unit <= DAY:
        day = first + timedelta(offset if unit == DAY else 0)
        return days(day, day, "day")
    if unit == WEEK:
        monday = first - timedelta(first.weekday()) + timedelta(7 * offset)
        return days(monday, monday + timedelta(6), "week")
    if unit == MONTH:
        day = back(first.replace(day=1), MONTH, -offset)
        return of_month(day.year, day.month, True)
    if unit == YEAR:
        return of_year(first.year + offset, True)
    if unit == DECADE:
        start = first.year // 10 * 10 + 10 * offset
        return days(date(start, 1, 1), date(start + 9, 12, 31), "decade")
    return of_century((first.year - 1) // 100 + offset, True)


def of_century(hundreds: int, relative: bool = False) -> Stretch:
    """A century by its hundreds: 19 is 1901 to 2000."""
    return days(date(hundreds * 100 + 1, 1, 1), date(hundreds * 100 + 100, 12, 31), "century", relative)


def portion(whole: Stretch, third: int) -> Stretch:
    """The first, middle or last third of a stretch: of a month days 1-10, 11-20, 21 on; a year's 4 months."""
    if whole.start is None or whole.end is None:
        return replace(whole, precision="range")
    start, end = whole.start, whole.end
    if whole.precision == "month" and not whole.hijri:
        firsts = (start, start.replace(day=11), start.replace(day=21))
    elif whole.precision == "year" and not whole.hijri:
        firsts = (start, start.replace(month=5), start.replace(month=9))
    else:
        length = (end - start).days + 1
        firsts = (start, start + timedelta(length // 3), start + timedelta(2 * length // 3))
    if third == 3:
        return replace(whole, start=firsts[2], precision="range")
    return replace(whole, start=firsts[third - 1], end=firsts[third] - timedelta(1), precision="range")


def hijri_days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    """First and last day of a year, month or day of the Umm al-Qura calendar; None outside AH 1343-1500."""
    try:
        start = Hijri(year, month or 1, day or 1).to_gregorian()
        if day:
            end = start
        elif month:
            length = Hijri(year, month, 1).month_length()
            end = Hijri(year, month, length).to_gregorian()
        else:
            end = Hijri(year, 12, Hijri(year, 12, 1).month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(start.year, start.month, start.day), date(end.year, end.month, end.day)


def nearest(candidates: Iterable[Stretch], about: date) -> Stretch | None:
    """The stretch nearest to `about`, those ahead of it at a disadvantage."""

    def distance(stretch: Stretch) -> float:
        assert stretch.start is not None
        assert stretch.end is not None
        if stretch.start > about:
            return (stretch.start - about).days * _AHEAD_WEIGHS
        return max(0, (about - stretch.end).days)

    return min(candidates, key=distance, default=None)


def by_year(
    build: Callable[[int], Stretch | None],
    publication: Publication,
    point: int | None,
    year: int,
    ahead: bool = False,
) -> Stretch | None:
    """A yearless date: the nearest to publication, or, if pointed at, the last before, this or the next.

    `build` gives the stretch in a year of its calendar, None where there is none; `year` is that calendar's
    year of publication; `point` is below 0 for "last", 0 for "this", above 0 for "next"; `ahead` says
    that the words before speak of what is to come.
    """
    about = publication.about
    if about is None:
        return None
    if point == 0:
        return build(year)
    reach = 2 + abs(point or 0)
    near = [s for s in map(build, range(year - reach, year + reach + 1)) if s and s.start and s.end]
    if point is None:
        return nearest([s for s in near if s.end and s.end >= about] if ahead else near, about)
    if point < 0:
        before = [s for s in near if s.end and s.end < about]
        return before[point] if len(before) >= -point else None
    after = [s for s in near if s.start and s.start > about]
    return after[point - 1] if len(after) >= point else None
