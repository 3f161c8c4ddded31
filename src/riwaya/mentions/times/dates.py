"""Dates of the common calendar: days, months, years, seasons, centuries; numeric dates of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from riwaya.mentions.times.patterns import Match
from riwaya.mentions.times.setting import Reader, Setting, day_number, pointed
from riwaya.mentions.times.stretch import (
    DAY,
    MONTH,
    UNITS,
    WEEK,
    Publication,
    Stretch,
    by_year,
    days,
    hijri_days,
    month_end,
    nearest,
    of_century,
    of_year,
    period,
    unknown,
)

_ONE_DAY = timedelta(1)
_EARLIEST, _BARE = 1700, 1900  # a year before the second needs the word "year" beside it
_TOLD_ALONE = 50  # "in the thirties" without a century is as often somebody's age
_WEEKDAY_YEARS = 1  # a weekday beside a yearless date may tell which year; how far back is unmeasured


def _relative_year(m: Match, publication: Publication) -> tuple[bool, int | None]:
    """Whether the year is told from publication ("of last year"), and which it is."""
    if not (m.has("this_year") or m.has("of_year")):
        return False, None
    year = publication.first.year if publication.first else None
    return True, None if year is None else year + ((pointed(m) or 0) if m.has("of_year") else 0)


def _common_months(m: Match, group: str = "month") -> list[int]:
    return m.values(group, "month", "weak_month")


def _on(year: int, month: int, day: int) -> Stretch | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return days(found, found, "day", relative=False)


def read_date(m: Match, setting: Setting) -> Stretch | None:
    """10 يونيو 2018; the year from its words, from publication, or from the weekday beside it."""
    day, months = day_number(m, "day"), _common_months(m)
    if day is None or (m.rule.only and (months[0], day) != m.rule.only):
        return None
    if m.rule.year:
        after = setting.publication.first
        fixed = _on(m.rule.year, months[0], day)
        return fixed if fixed and fixed.start and (after is None or after >= fixed.start) else None
    return _dated(m, setting, months[0], day, m.value("year", "year"))


def _dated(m: Match, setting: Setting, month: int, day: int, year: int | None) -> Stretch | None:
    if year is not None:
        return _on(year, month, day)
    if _on(2000, month, day) is None:
        return None
    if m.has("story_year"):
        return unknown("day", "unknown")
    told, year = _relative_year(m, setting.publication)
    weekday, about, point = m.sense("weekday"), setting.publication.about, pointed(m)
    found: Stretch | None = None
    if told:
        found = _on(year, month, day) if year is not None else None
    elif about is not None and weekday is not None and point is None:
        years = range(about.year - _WEEKDAY_YEARS, about.year + 2)
        inside = [_on(y, month, day) for y in years]
        found = nearest([s for s in inside if s and s.start and s.start.weekday() == weekday], about)
    if found is None and about is not None and not told:
        found = by_year(
            lambda y: _on(y, month, day),
            setting.publication,
            point,
            about.year,
            setting.ahead(m.all[0].token),
        )
    return replace(found or unknown("day"), relative_to="published", month_day=(month, day))


def read_days(m: Match, setting: Setting) -> Stretch | None:
    """من 28 إلى 30 نيسان: two days of one month."""
    first, last, months = day_number(m, "day"), day_number(m, "day2"), _common_months(m)
    tens = len(m.group("day2")) == 1 and last in (20, 30) and m.sense("and") is not None
    if first is None or last is None or first >= last or (tens and m.value("day2", "ordinal")):
        return None  # "the second and twentieth" is one day
    end = _dated(m, setting, months[0], last, m.value("year", "year"))
    if end is None or end.start is None:
        return None if end is None else replace(end, precision="range", month_day=None)
    return replace(end, start=end.start.replace(day=first), precision="range")


def read_day_of_period(m: Match, setting: Setting) -> Stretch | None:
    """الخامس من الشهر المقبل."""
    day, unit = day_number(m, "day"), m.sense("the_unit_one")
    if day is None or unit != MONTH:
        return None
    month = period(setting.publication, MONTH, pointed(m) or 0)
    if month.start is None:
        return unknown("day")
    found = _on(month.start.year, month.start.month, day)
    return found and replace(found, relative_to="published")


def read_numeric(m: Match, setting: Setting) -> Stretch | None:
    """21/7/2015, 2015-07-21, 5/10/1436: the day first unless the year is."""
    a, b, c = (m.number(name) for name in ("a", "b", "c"))
    assert a is not None
    assert b is not None
    signs = [atom.senses for atom in m.all if "slash" in atom.senses or "dash" in atom.senses]
    if c is not None and len({"slash" in s for s in signs}) > 1:
        return None
    return _numeric(m, setting, a, b, c)


def _numeric(m: Match, setting: Setting, a: int, b: int, c: int | None) -> Stretch | None:
    if c is None:
        return _dated(m, setting, b, a, None) if 1 <= b <= 12 and 1 <= a <= 31 else None
    year, month, day = (a, b, c) if a > 31 else (c, b, a)
    if month > 12 and day <= 12 and year > 31:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if 1300 <= year <= 1500:
        found = hijri_days(year, month, day) if day <= 30 else None
        return Stretch(*found, "day", hijri=True) if found else None
    if 0 <= year <= 40 and "slash" in {r for atom in m.all for r in atom.senses}:
        year += 2000
    return _on(year, month, day) if 1900 <= year < 2100 else None


def read_dotted(m: Match, setting: Setting) -> Stretch | None:
    """21.7.2015."""
    packed = m.value("dotted", "dotted") or 0
    year = packed % 10**4
    day, month = packed // 10**6, packed // 10**4 % 100
    return _numeric(m, setting, day, month, year) if 1900 <= year < 2100 or day > 31 else None


def read_nth_of_month(m: Match, setting: Setting) -> Stretch | None:
    """الأسبوع الثاني من مايو: seven days from the eighth; the last week is the last seven days."""
    unit, number = m.value("unit", "the_unit_one"), 1 if m.has("last") else m.number("nth")
    told = period(setting.publication, MONTH, pointed(m) or 0)
    month = read_month(m, setting) if m.has("month") else told
    most = {DAY: 31, WEEK: 4}.get(unit, 0) if unit is not None else 0
    if month is None or number is None or unit is None or not 1 <= number <= most:
        return None
    if month.start is None or month.end is None:
        return replace(month, precision=UNITS[unit])
    length = timedelta(7 if unit == WEEK else 1)
    start = month.end - length + _ONE_DAY if m.has("last") else month.start + (number - 1) * length
    return replace(month, start=start, end=start + length - _ONE_DAY, precision=UNITS[unit], month_day=None)


def read_month(m: Match, setting: Setting) -> Stretch | None:
    """حزيران/يونيو 2017; two different months beside each other are a range."""
    months = _common_months(m)
    if len(months) > 1 and months[1] == months[0] + 1:
        return _months(m, setting, months[0], months[1])
    return _months(m, setting, months[0], months[0])


def read_months(m: Match, setting: Setting) -> Stretch | None:
    """بين يناير ومارس 2018."""
    return _months(m, setting, _common_months(m)[0], _common_months(m, "month2")[0])


def _months(m: Match, setting: Setting, first: int, last: int) -> Stretch | None:
    precision = "month" if first == last else "range"

    def build(year: int) -> Stretch | None:
        return days(date(year - (first > last), first, 1), month_end(year, last), precision, relative=False)

    return _of_its_year(m, setting, build, precision, (first, 0) if first == last else None)


def _of_its_year(
    m: Match,
    setting: Setting,
    build: Callable[[int], Stretch | None],
    precision: str,
    month_day: tuple[int, int] | None = None,
) -> Stretch | None:
    """What `build` makes of the year that the match names, or points to, or that lies next to publication."""
    year = m.value("year", "year")
    if year is not None:
        return build(year)
    if m.has("story_year"):
        return unknown(precision, "unknown")
    told, year = _relative_year(m, setting.publication)
    about = setting.publication.about
    if told:
        found = build(year) if year is not None else None
    else:
        found = (
            by_year(build, setting.publication, pointed(m), about.year, setting.ahead(m.all[0].token))
            if about
            else None
        )
    return replace(found or unknown(precision), relative_to="published", month_day=month_day)


def read_year(m: Match, setting: Setting) -> Stretch | None:
    """عام 2014."""
    year = m.value("year", "year", "count")
    return of_year(year) if year and _EARLIEST <= year < 2100 and (year >= _BARE or _says_year(m)) else None


def _says_year(m: Match) -> bool:
    return any(
        m.sense(role) is not None for role in ("year_word", "the_year_word", "years_word", "common_mark")
    )


def read_years(m: Match, setting: Setting) -> Stretch | None:
    """بين عامي 2006 و2008."""
    first, last = m.value("year", "year") or 0, m.value("year2", "year") or 0
    if first >= last or (first < _BARE and not _says_year(m)):
        return None
    return days(date(first, 1, 1), date(last, 12, 31), "range", relative=False)


def read_season(m: Match, setting: Setting) -> Stretch | None:
    """صيف 2016; the winter of a year is the one that begins in its December."""
    month = m.value("season", "season", "the_season") or 0

    def build(year: int) -> Stretch | None:
        end = month_end(year + (month == 12), (month + 1) % 12 + 1)
        return days(date(year, month, 1), end, "season", relative=False)

    return _of_its_year(m, setting, build, "season")


def read_decade(m: Match, setting: Setting) -> Stretch | None:
    """ثمانينيات القرن الماضي; without a century, the twentieth."""
    decade = m.value("decade", "decade", "the_decade") or 0
    if not m.has("century") and decade < _TOLD_ALONE:
        return None
    start = (m.value("century", "century") or 19) * 100 + decade
    return days(date(start, 1, 1), date(start + 9, 12, 31), "decade", relative=False)


def read_century(m: Match, setting: Setting) -> Stretch | None:
    """القرن الماضي."""
    return of_century(m.value("century", "century") or 19)


DATES: dict[str, Reader] = {
    "date": read_date,
    "days": read_days,
    "day_of_period": read_day_of_period,
    "numeric": read_numeric,
    "dotted": read_dotted,
    "nth_of_month": read_nth_of_month,
    "month": read_month,
    "months": read_months,
    "year": read_year,
    "years": read_years,
    "season": read_season,
    "decade": read_decade,
    "century": read_century,
}
