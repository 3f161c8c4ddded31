"""Times told by their distance from publication, or from something in the story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from riwaya.mentions.times.patterns import Match
from riwaya.mentions.times.setting import Reader, Setting, amount_of, pointed
from riwaya.mentions.times.stretch import (
    DAY,
    HOUR,
    UNITS,
    WEEK,
    YEAR,
    Stretch,
    back,
    days,
    period,
    portion,
    unknown,
)

_ONE_DAY = timedelta(1)
_HOURS = 24


def read_weekday(m: Match, setting: Setting) -> Stretch | None:
    """الأحد: the latest on or before publication, that day included; the next where words look ahead."""
    weekday, near, day = m.sense("weekday"), m.sense("near_day"), setting.publication.day
    if day is None or weekday is None:
        return unknown("day")
    if near is not None:
        return _near(day + timedelta(near), weekday)
    point = pointed(m)
    since = (day.weekday() - weekday) % 7
    if point is None and not setting.ahead(m.all[0].token):
        found = day - timedelta(since)
    elif point is None:
        found = day + timedelta(-since % 7)
    elif point < 0:
        found = day - timedelta(since or 7) - timedelta(7 * (-point - 1))
    else:
        found = day + timedelta((-since % 7 or 7) + 7 * (point - 1))
    return days(found, found, "day")


def read_weekdays(m: Match, setting: Setting) -> Stretch | None:
    """يومي الخميس والجمعة: from the first to the second."""
    first, second = m.value("first", "weekday") or 0, m.value("second", "weekday") or 0
    length, day, point = timedelta((second - first) % 7), setting.publication.day, pointed(m)
    if not length:
        return None
    if day is None:
        return unknown("range")
    if (point is None and setting.ahead(m.all[0].token)) or (point or 0) > 0:
        start = day + timedelta((first - day.weekday()) % 7)
        return days(start, start + length, "range")
    end = day - timedelta((day.weekday() - second) % 7)
    return days(end - length, end, "range")


def _near(day: date, weekday: int) -> Stretch:
    """The named weekday about `day`, at most one day after it: reports are dated late rather than early."""
    offset = (weekday - day.weekday() + 5) % 7 - 5
    found = day + timedelta(offset)
    return days(found, found, "day")


def read_near_day(m: Match, setting: Setting) -> Stretch | None:
    """أمس, أول من أمس, اليوم الأحد."""
    offset, weekday, day = m.sense("near_day") or 0, m.sense("weekday"), setting.publication.day
    if day is None:
        return unknown("day")
    found = day + timedelta(offset)
    return _near(found, weekday) if weekday is not None else days(found, found, "day")


def read_night(m: Match, setting: Setting) -> Stretch | None:
    """الليلة الماضية: from one day into the next."""
    day, offset = setting.publication.day, m.sense("night") or 0
    if day is None:
        return unknown("part_of_day")
    first = day + timedelta(offset)
    return replace(days(first, first + _ONE_DAY, "part_of_day"), part=6)


def read_this_part(m: Match, setting: Setting) -> Stretch | None:
    """هذا المساء."""
    day = setting.publication.day
    told = days(day, day, "part_of_day") if day else unknown("part_of_day")
    return replace(told, part=m.sense("the_part") or 0)


def read_period(m: Match, setting: Setting) -> Stretch | None:
    """العام الماضي, هذا الأسبوع."""
    unit = m.value("unit", "the_unit_one")
    if m.sense("this") is not None and unit is not None and unit <= HOUR:
        return None  # as often this watch
    return None if unit is None else period(setting.publication, unit, pointed(m) or 0)


def read_bare_period(m: Match, setting: Setting) -> Stretch | None:
    """مطلع العام: of the present one."""
    unit, third = m.value("unit", "the_unit_one") or 0, m.value("portion", "portion") or 1
    return portion(period(setting.publication, unit, 0), third) if WEEK <= unit <= YEAR else None


def read_story(m: Match, setting: Setting) -> Stretch | None:
    """اليوم التالي: hangs on the story."""
    unit = m.sense("the_unit_one")
    return unknown("part_of_day" if unit is None else UNITS[unit], "unknown")


def read_stretch(m: Match, setting: Setting) -> Stretch | None:
    """الأيام الأربعة الماضية."""
    amount, day = amount_of(m), setting.publication.day
    if amount is None:
        return None
    if day is None:
        return unknown("range")
    return _span(day, amount, ahead=(pointed(m) or -1) > 0)


def _span(day: date, amount: tuple[int, int], ahead: bool = False) -> Stretch | None:
    count, unit = amount
    try:
        other = back(day, unit, -count if ahead else count)
    except (ValueError, OverflowError):
        return None
    return days(day, other, "range") if ahead else days(other, day, "range")


def read_vague(m: Match, setting: Setting) -> Stretch | None:
    """الأيام الماضية: no telling since when."""
    day = setting.publication.last
    return days(day, None, "range") if (pointed(m) or -1) > 0 else days(None, day, "range")


def read_ago(m: Match, setting: Setting) -> Stretch | None:
    """قبل ثلاثة أيام: told back from publication; "two days before the battle" hangs on the story."""
    amount = amount_of(m)
    if amount is None:
        return None
    count, unit = amount
    if m.has("story"):
        return unknown(UNITS[unit], "unknown")
    publication = setting.publication
    if not count:
        return days(None, publication.last, "range")
    try:
        if unit > WEEK or unit == DAY or publication.day is None:
            return period(publication, unit, -count)
        day = back(publication.day, unit, count if unit == WEEK or count >= _HOURS else 0)
        half = timedelta(3 if unit == WEEK else 0)
        return days(day - half, day + half, UNITS[unit])
    except (ValueError, OverflowError):
        return None


def read_since_amount(m: Match, setting: Setting) -> Stretch | None:
    """منذ ثلاثة أيام: from then until publication."""
    amount, day = amount_of(m), setting.publication.day
    if amount is None:
        return None
    if day is None:
        return unknown("range")
    return _span(day, amount) if amount[0] else days(None, day, "range")


def read_story_amount(m: Match, setting: Setting) -> Stretch | None:
    """بعد أسبوعين: hangs on the story."""
    amount = amount_of(m)
    return unknown(UNITS[amount[1]], "unknown") if amount else None


def read_duration(m: Match, setting: Setting) -> Stretch | None:
    """لمدة 4 سنوات: a length, on no day."""
    return unknown("duration", "unknown") if amount_of(m) else None


def read_nothing(m: Match, setting: Setting) -> Stretch | None:
    """A name: the words are read, and no time is made of them."""
    return None


NEAR: dict[str, Reader] = {
    "weekday": read_weekday,
    "weekdays": read_weekdays,
    "near_day": read_near_day,
    "night": read_night,
    "this_part": read_this_part,
    "period": read_period,
    "bare_period": read_bare_period,
    "story": read_story,
    "stretch": read_stretch,
    "vague": read_vague,
    "ago": read_ago,
    "since_amount": read_since_amount,
    "story_amount": read_story_amount,
    "duration": read_duration,
    "nothing": read_nothing,
}
