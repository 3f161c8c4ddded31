"""Dates told in the Hijri calendar (Umm al-Qura), and the feasts that it fixes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hijridate import Gregorian

from riwaya.mentions.times.patterns import Match
from riwaya.mentions.times.setting import Reader, Setting, day_number, pointed
from riwaya.mentions.times.stretch import Publication, Stretch, by_year, hijri_days


def _hijri_year(publication: Publication) -> int | None:
    about = publication.about
    if about is None:
        return None
    try:
        return int(Gregorian(about.year, about.month, about.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def _hijri(
    m: Match, setting: Setting, month: int, day: int | None, length: int, precision: str
) -> Stretch | None:
    def build(year: int) -> Stretch | None:
        found = hijri_days(year, month, day)
        if found is None:
            return None
        return Stretch(found[0], found[1] + timedelta(length), precision, hijri=True)

    year = m.value("hijri_year", "hijri_year")
    if year is not None:
        return build(year)
    now = _hijri_year(setting.publication)
    found = (
        None
        if now is None
        else by_year(build, setting.publication, pointed(m), now, setting.ahead(m.all[0].token))
    )
    return replace(found or Stretch(None, None, precision, hijri=True), relative_to="published")


def read_hijri_date(m: Match, setting: Setting) -> Stretch | None:
    """5 شوال 1436 هـ, by the Umm al-Qura calendar."""
    day, month = day_number(m, "day"), m.value("hijri_month", "hijri_month", "weak_hijri_month")
    return None if day is None or month is None or day > 30 else _hijri(m, setting, month, day, 0, "day")


def read_hijri_month(m: Match, setting: Setting) -> Stretch | None:
    """شهر رمضان الماضي."""
    month = m.value("hijri_month", "hijri_month", "weak_hijri_month")
    return None if month is None else _hijri(m, setting, month, None, 0, "month")


def read_hijri_year(m: Match, setting: Setting) -> Stretch | None:
    """عام 1436 هـ."""
    year = m.value("hijri_year", "hijri_year")
    found = hijri_days(year) if year else None
    return Stretch(*found, "year", hijri=True) if found else None


def read_feast(m: Match, setting: Setting) -> Stretch | None:
    """عيد الفطر: three days; عيد الأضحى: four."""
    month, day = divmod(m.value("feast", "feast") or 0, 100)
    year = m.value("year", "year")
    nth = m.value("nth", "nth_of")
    length, precision = (2 if month == 10 else 3), "range"
    if nth is not None:
        day, length, precision = day + nth - 1, 0, "day"
    if year is None:
        return _hijri(m, setting, month, day, length, precision)
    inside = (hijri_days(h, month, day) for h in range(year - 580, year - 576))
    start = next((f[0] for f in inside if f and f[0].year == year), None)
    return Stretch(start, start + timedelta(length), precision, hijri=True) if start else None


HIJRI: dict[str, Reader] = {
    "hijri_date": read_hijri_date,
    "hijri_month": read_hijri_month,
    "hijri_year": read_hijri_year,
    "feast": read_feast,
}
