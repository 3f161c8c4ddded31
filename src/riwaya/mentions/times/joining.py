"""Times made of times: parts of days and periods, two calendars, from and to, a day and an hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from riwaya.mentions.times.patterns import Match
from riwaya.mentions.times.setting import Reader, Setting
from riwaya.mentions.times.stretch import MONTH, WEEK, Stretch, back, month_end, portion, unknown

_ONE_DAY = timedelta(1)
_NOON, _AFTERNOON, _EVENING, _NIGHT = 3, 4, 5, 6


def _time(m: Match, group: str) -> Stretch:
    time = m.group(group)[0].time
    assert time is not None
    return time


def join_part(m: Match, setting: Setting) -> Stretch | None:
    """مساء الأحد."""
    part = m.sense("part") or m.sense("part_adverb") or 0
    return replace(_time(m, "t"), precision="part_of_day", part=part)


def join_between_days(m: Match, setting: Setting) -> Stretch | None:
    """ليل الجمعة السبت: the night from one day to the next."""
    first, last = _time(m, "t"), _time(m, "t2")
    if first.start is None or last.start is None:
        alike = first.relative_to == last.relative_to
        return replace(last, precision="part_of_day", part=_NIGHT) if alike else None
    if (last.start.weekday() - first.start.weekday()) % 7 != 1:
        return None
    return replace(first, end=first.start + _ONE_DAY, precision="part_of_day", part=_NIGHT)


def join_portion(m: Match, setting: Setting) -> Stretch | None:
    """أواخر مايو الماضي."""
    return portion(_time(m, "t"), m.value("portion", "portion") or 1)


def join_quarter(m: Match, setting: Setting) -> Stretch | None:
    """الربع الأول من عام 2018."""
    months, number, year = m.value("quarter", "quarter") or 3, m.value("nth", "ordinal") or 1, _time(m, "t")
    if year.start is None:
        return replace(year, precision="range")
    last = 12 if m.has("last") else months * number
    if last > 12:
        return None
    start = date(year.start.year, last - months + 1, 1)
    return replace(year, start=start, end=month_end(year.start.year, last), precision="range")


def join_first_units(m: Match, setting: Setting) -> Stretch | None:
    """الأشهر الأربعة الأولى من عام 2018."""
    count, unit, whole = m.number("n") or 0, m.value("unit", "the_units"), _time(m, "t")
    if unit is None or not WEEK <= unit <= MONTH or not 0 < count <= 11:
        return None
    if whole.start is None or whole.end is None:
        return replace(whole, precision="range")
    end = back(whole.start, unit, -count) - _ONE_DAY
    return replace(whole, end=end, precision="range") if end <= whole.end else None


def join_equal(m: Match, setting: Setting) -> Stretch | None:
    """5 شوال 1436 هـ الموافق 21 يوليو 2015: the common calendar's date is taken."""
    first, second = _time(m, "t"), _time(m, "t2")
    told = [t for t in (first, second) if t.start is not None and not t.hijri]
    with_year = [t for t in told if t.relative_to is None]
    with_month = [t for t in told if t.month_day is not None]
    return (with_year or with_month or told or [first])[0]


def join_from_to(m: Match, setting: Setting) -> Stretch | None:
    """من 28 مايو إلى 3 يونيو 2016: the year of the second is the first's too."""
    first, last = _time(m, "t"), _time(m, "t2")
    between = m.all[2:-1]
    if len(between) == 1 and "and" in between[0].senses and "between" not in m.all[0].senses:
        return None
    if first.month_day and not last.month_day and last.end and first.start:
        first = _in_year(first, last.end)
    if first.start is None or last.end is None:
        relative = first.relative_to or last.relative_to
        return Stretch(first.start, last.end, "range", relative)
    start = first.start
    if start > last.end and first.relative_to == "published":
        start -= timedelta(7)
    return (
        Stretch(start, last.end, "range", first.relative_to or last.relative_to)
        if start <= last.end
        else None
    )


def _in_year(first: Stretch, end: date) -> Stretch:
    assert first.month_day is not None
    month, day = first.month_day
    for year in (end.year, end.year - 1):
        try:
            start = date(year, month, day or 1)
        except ValueError:
            continue
        if start <= end:
            return replace(first, start=start, relative_to=None)
    return first


def join_since_time(m: Match, setting: Setting) -> Stretch | None:
    """منذ عام 2014: until publication, where that is known."""
    time, last = _time(m, "t"), setting.publication.last
    if time.start is None:
        return unknown("range", time.relative_to or "published") if time.end is None else time
    if last is not None and last < time.start:
        return replace(time, end=None, precision="range", clock="")
    return replace(time, end=last, precision="range", relative_to="published", clock="")


def join_until_time(m: Match, setting: Setting) -> Stretch | None:
    """حتى عام 2014."""
    return replace(_time(m, "t"), start=None, precision="range", clock="")


def join_before_time(m: Match, setting: Setting) -> Stretch | None:
    """قبل عام 2003."""
    time = _time(m, "t")
    return replace(time, start=None, end=time.start - _ONE_DAY if time.start else None, precision="range")


def join_after_time(m: Match, setting: Setting) -> Stretch | None:
    """بعد عام 2003."""
    time = _time(m, "t")
    return replace(time, start=time.end + _ONE_DAY if time.end else None, end=None, precision="range")


def join_clock(m: Match, setting: Setting) -> Stretch | None:
    """الساعة 14:30 بتوقيت غرينتش: the day is not told."""
    minutes = _minutes(m)
    if minutes is None:
        return None
    clock = _written(minutes, m.sense("part_adverb") or 0, m.sense("gmt") is not None)
    return Stretch(None, None, "hour", "unknown", clock)


def _minutes(m: Match) -> int | None:
    if m.has("c"):
        return m.value("c", "clock")
    if m.has("hm"):
        hour, minute = divmod(m.number("hm") or 0, 100)
        return hour * 60 + minute if hour <= 24 and minute < 60 else None
    hour = m.value("h", "hour", "hour_word") or 0
    return hour * 60 + (m.value("m", "minute") or m.sense("fraction") or 0)


def _written(minutes: int, part: int, greenwich: bool) -> str:
    hour, minute = divmod(minutes % (24 * 60), 60)
    hour = _of_day(hour, part)
    return f"{hour:02}:{minute:02}" + ("Z" if greenwich else "")


def _of_day(hour: int, part: int) -> int:
    """The hour on a clock of 24, from the part of the day that stands there: three in the afternoon is 15."""
    if part in (_AFTERNOON, _EVENING) and hour < 12:
        return hour + 12
    if part == _NOON and hour <= 3:
        return hour + 12
    if part == _NIGHT and 6 <= hour <= 12:
        return (hour + 12) % 24
    return 0 if part in (1, 2) and hour == 12 else hour


def join_at_clock(m: Match, setting: Setting) -> Stretch | None:
    """الساعة 3:15 فجر الجمعة."""
    day, clock = _time(m, "t"), _time(m, "c")
    hour, minute = int(clock.clock[:2]), clock.clock[2:]
    told = f"{_of_day(hour, day.part):02}{minute}" if day.part else clock.clock
    return replace(day, end=day.start, precision="hour", clock=told, part=0)


JOINED: dict[str, Reader] = {
    "part": join_part,
    "between_days": join_between_days,
    "portion": join_portion,
    "quarter": join_quarter,
    "first_units": join_first_units,
    "equal": join_equal,
    "from_to": join_from_to,
    "since_time": join_since_time,
    "until_time": join_until_time,
    "before_time": join_before_time,
    "after_time": join_after_time,
    "clock": join_clock,
    "at_clock": join_at_clock,
}
