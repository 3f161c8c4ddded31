"""Dates as inputs write them, to ISO with the precision that they have; no grammar of words stands here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

_DIGITS: dict[int, str | None] = {
    **{zero + i: str(i) for zero in (0x0660, 0x06F0) for i in range(10)},
    **dict.fromkeys((0x200E, 0x200F, 0x061C)),  # marks of direction inside a date
}
_SHORT = re.compile(r"(\d{4})(?:-(\d{2}))?")
_PARTS = re.compile(r"(\d{1,4})\s*[/.\\-]\s*(\d{1,2})\s*[/.\\-]\s*(\d{1,4})(?:[T ,]+.*)?", re.DOTALL)
_LONGEST = 200  # characters: what is longer is no date
_YEARS = range(1900, 2101)


def iso_date(
    written: str, read_date: Callable[[str], str | None] | None = None, *, month_first: bool = False
) -> str | None:
    """ISO for a written date, or None: "٩/٦/٢٠١٨" gives "2018-06-09", "2018-06" stays.

    ISO 8601 and RFC 822 keep their time of day and zone. In digits alone the day stands first, as the Arab
    press writes, unless `month_first`. What is left goes to `read_date`.
    """
    text = " ".join(written.translate(_DIGITS).split())
    if not text or len(text) > _LONGEST:
        return None
    found = _iso(text) or _mail(text) or _numbers(text, month_first)
    return found or (read_date(written) if read_date else None)


def month_first(values: Iterable[str]) -> bool | None:
    """Whether a column of dates puts the month first: True or False where a value over 12 proves it, else
    None."""
    for value in values:
        match = _PARTS.fullmatch(value.translate(_DIGITS).strip())
        if match and len(match[1]) <= 2:
            if int(match[1]) > 12:
                return False
            if int(match[2]) > 12:
                return True
    return None


def ambiguous(written: str) -> bool:
    """Whether day and month could be told either way: "9/6/2018"."""
    match = _PARTS.fullmatch(written.translate(_DIGITS).strip())
    if match is None or len(match[1]) > 2:
        return False
    return match[1] != match[2] and max(int(match[1]), int(match[2])) <= 12


def _iso(text: str) -> str | None:
    if match := _SHORT.fullmatch(text):
        year, month = int(match[1]), int(match[2] or 1)
        return text if year in _YEARS and 1 <= month <= 12 else None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.year not in _YEARS:
        return None
    bare = len(text) <= 10 and ":" not in text
    return moment.date().isoformat() if bare else moment.isoformat()


def _mail(text: str) -> str | None:
    if not text.isascii() or ":" not in text:
        return None
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat() if moment.year in _YEARS else None


def _numbers(text: str, month_first: bool) -> str | None:
    match = _PARTS.fullmatch(text)
    if not match:
        return None
    first, second, third = (int(part) for part in match.groups())
    if len(match[1]) == 4:
        year, month, day = first, second, third
    else:
        day, month, year = (second, first, third) if month_first else (first, second, third)
        if month > 12:
            day, month = month, day
        year += 2000 if len(match[3]) <= 2 else 0
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None
