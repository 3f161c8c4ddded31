"""One voice's figures on an axis that all voices of an incident share.

An exact number is a dot, a bound an open-ended bar, a stretch a bar with ends, a vague word a hollow bar;
what one voice said before and after is joined by a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from riwaya.drawing.svg import element, picture, title, words

WIDTH, HEIGHT = 320.0, 30.0
_MARGIN, _TICKS = 12.0, 4
_DOT, _BAR, _LEVEL = 5.0, 8.0, 15.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure: its interval in people, how it is hedged, and what it is called when pointed at."""

    low: int | None
    high: int | None
    hedge: str
    told: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """From 0 to `top` people; `ticks` are the numbers written under it."""

    top: int
    ticks: tuple[int, ...]

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> Axis:
        """The axis that holds all marks, with three to five round ticks: 1, 2 or 5 times a power of ten
        apart."""
        most = max((n for m in marks for n in (m.low, m.high) if n is not None), default=1) or 1
        rough = max(1.0, most * 1.1 / _TICKS)
        power = 10 ** floor(log10(rough))
        step = next(int(k * power) for k in (1, 2, 5, 10) if k * power >= rough)
        count = ceil(most * 1.05 / step)
        return cls(step * count, tuple(range(0, step * count + 1, step)))

    def x(self, people: float) -> float:
        """Where a number of people lies, in units of the picture."""
        return _MARGIN + (WIDTH - 2 * _MARGIN) * min(people, self.top) / self.top


def scale(axis: Axis, label: str, numerals: dict[int, str] | None = None) -> str:
    """The numbers of an axis, to stand once above the strips."""
    ticks = [
        words(f"{n:,}".translate(numerals or {}), x=axis.x(n), y=20.0, text_anchor="middle", class_="tick")
        for n in axis.ticks
    ]
    return picture(WIDTH, HEIGHT, label, *ticks, class_="strip scale")


def strip(marks: Sequence[Mark], axis: Axis, label: str) -> str:
    """The strip of one voice, marks in the order in which it gave them; `label` says it in words."""
    lines = [element("line", x1=axis.x(n), x2=axis.x(n), y1=0, y2=HEIGHT, class_="grid") for n in axis.ticks]
    path = [axis.x(_middle(m)) for m in marks]
    joins = [
        element("line", x1=a, x2=b, y1=_LEVEL, y2=_LEVEL, class_="revision")
        for a, b in pairwise(path)
        if a != b
    ]
    drawn = [_linked(_drawn(m, axis, last=n == len(marks) - 1), m.href) for n, m in enumerate(marks)]
    return picture(WIDTH, HEIGHT, label, *lines, *joins, *drawn, class_="strip")


def _middle(mark: Mark) -> float:
    if mark.low is None:
        return mark.high or 0
    return mark.low if mark.high is None else (mark.low + mark.high) / 2


def _linked(drawn: str, href: str | None) -> str:
    return element("a", drawn, href=href) if href else drawn


def _drawn(mark: Mark, axis: Axis, *, last: bool) -> str:
    state = "" if last else " earlier"
    if mark.hedge == "dozens":
        return _bar(axis.x(mark.low or 0), axis.x(mark.high or axis.top), f"vague{state}", mark.told)
    if mark.low is not None and mark.low == mark.high:
        about = " about" if mark.hedge == "about" else ""
        return element(
            "circle", title(mark.told), cx=axis.x(mark.low), cy=_LEVEL, r=_DOT, class_=f"exact{about}{state}"
        )
    if mark.low is not None and mark.high is not None:
        return _bar(axis.x(mark.low), axis.x(mark.high), f"range{state}", mark.told)
    start, end = (axis.x(mark.low), WIDTH) if mark.low is not None else (0.0, axis.x(mark.high or 0))
    foot = start if mark.low is not None else end
    edge = element("line", x1=foot, x2=foot, y1=_LEVEL - _BAR, y2=_LEVEL + _BAR, class_=f"edge{state}")
    return element("g", title(mark.told), _bar(start, end, f"open{state}", None), edge)


def _bar(start: float, end: float, class_: str, told: str | None) -> str:
    shape = {
        "x": start,
        "y": _LEVEL - _BAR / 2,
        "width": max(2.0, end - start),
        "height": _BAR,
        "class_": class_,
    }
    return element("rect", *([title(told)] if told else []), **shape)
