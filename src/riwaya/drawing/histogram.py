"""How many incidents each day, month or year has, those without any in their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from riwaya.drawing.svg import element, picture, title, upright, words

WIDTH, HEIGHT = 720.0, 120.0
_FOOT, _MOST_BARS = 22.0, 62


def histogram(
    days: Iterable[str],
    label: str,
    href: str,
    *,
    mirrored: bool = False,
    numerals: dict[int, str] | None = None,
) -> str:
    """Bars of counts per day, or per month or year where days would be too many; "" for no day.

    `days` are ISO; each bar leads to `href` with its day, month or year put in for {}. `mirrored` runs from
    right to left.
    """
    given = sorted(date.fromisoformat(d) for d in days if d)
    if not given:
        return ""
    names = _periods(given[0], given[-1])
    counts = Counter(d.isoformat()[: len(names[0])] for d in given)
    most, wide = max(counts.values()), WIDTH / len(names)
    bars = []
    for n, name in enumerate(names):
        x = (len(names) - 1 - n if mirrored else n) * wide
        high = (HEIGHT - _FOOT) * counts[name] / most
        shape = {"x": x + 1, "y": HEIGHT - _FOOT - high, "width": max(1.0, wide - 2), "height": high}
        bar = element(
            "rect", title(upright(f"{name}: {counts[name]}".translate(numerals or {}))), **shape, class_="bar"
        )
        if counts[name]:
            bars.append(element("a", bar, href=href.format(name)))
    ends = [
        (names[0], WIDTH if mirrored else 0.0, mirrored),
        (names[-1], 0.0 if mirrored else WIDTH, not mirrored),
    ]
    ends_told = [
        words(
            name.translate(numerals or {}), x=x, y=HEIGHT - 6, class_="tick", direction="ltr",
            text_anchor="end" if at_end else "start",
        )
        for name, x, at_end in ends[: len(names)]
    ]  # fmt: skip
    return picture(WIDTH, HEIGHT, label, *bars, *ends_told, class_="histogram")


def _periods(first: date, last: date) -> list[str]:
    """The days from `first` to `last`, or months, or years, as ISO: the finest that are few enough."""
    if (last - first).days < _MOST_BARS:
        return [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= _MOST_BARS:
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    return [f"{year:04}" for year in range(first.year, last.year + 1)]
