"""Days of incidents, and the precision codes of the houses (docs/exports.md)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which an incident can have happened, both ends included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days it is."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The day in the middle; of two the earlier."""
        return self.first + timedelta(days=(self.length - 1) // 2)


def days(start: str | None, end: str | None) -> Days | None:
    """The stretch from `start` to `end` (ISO; a month or a year has all its days), None if undated."""
    first = _day(start or end, last=False)
    last = _day(end or start, last=True)
    if first is None or last is None:
        return None
    return Days(min(first, last), max(first, last))


def acled_time(stretch: Days) -> int | None:
    """ACLED's time_precision: 1 the day, 2 within a week, 3 within a month; None: coarser than it records."""
    return 1 if stretch.length == 1 else 2 if stretch.length <= 7 else 3 if stretch.length <= 31 else None


def ucdp_date(stretch: Days) -> int:
    """UCDP's date_prec: 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    bounds = ((1, 1), (6, 2), (7, 3), (31, 4))
    return next((code for most, code in bounds if stretch.length <= most), 5)


def _day(written: str | None, *, last: bool) -> date | None:
    if not written:
        return None
    try:
        parts = [int(p) for p in written[:10].split("-")]
        year, month, day = (*parts, 0, 0)[:3]
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None
