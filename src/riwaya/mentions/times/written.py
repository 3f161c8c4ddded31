"""The date that a line of words is, for inputs that write it so."""

from __future__ import annotations

from riwaya.mentions.times.find import find_times
from riwaya.text.document import Document

_KEPT = {"hour": 10, "part_of_day": 10, "day": 10, "month": 7, "year": 4}


def written_date(line: str) -> str | None:
    """ISO for the first date of `line`, to its own precision; None where no date stands by itself.

    "الثلاثاء 21 تموز/يوليو 2015" ("Tuesday 21 July 2015") gives "2015-07-21", "آذار 2012" ("March 2012")
    "2012-03"; "أمس" ("yesterday") hangs on a date that is not known, and gives None.
    """
    for time in find_times(Document.of(line), None):
        if time.start is not None and time.relative_to is None and time.precision in _KEPT:
            return time.start[: _KEPT[time.precision]]
    return None
