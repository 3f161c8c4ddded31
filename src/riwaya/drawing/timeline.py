"""Two dates of each account: the day on which it happened and the day on which it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riwaya.drawing.svg import element, picture, title, words

WIDTH = 720.0
_ROW, _TOP, _MARGIN = 22.0, 34.0, 40.0
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Told:
    """An account on a timeline: its day (ISO; None if unknown) and what it is called."""

    said: str | None
    told: str
    href: str | None = None


def timeline(
    start: str | None,
    end: str | None,
    accounts: Sequence[Told],
    label: str,
    happened: str,
    *,
    mirrored: bool = False,
    numerals: dict[int, str] | None = None,
) -> str:
    """The stretch of days on which it happened, and a dot for each day on which somebody said something.

    `mirrored` runs from right to left. Days are ISO; undated accounts are left out.
    """
    said = [(date.fromisoformat(a.said[:10]), a) for a in accounts if a.said and len(a.said) >= 10]
    days = [d for d, _ in said] + [date.fromisoformat(d[:10]) for d in (start, end) if d and len(d) >= 10]
    if not days:
        return ""
    first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=1)
    span = max(1, (last - first).days)

    def x(day: date) -> float:
        along = (day - first).days / span
        return _MARGIN + (WIDTH - 2 * _MARGIN) * (1 - along if mirrored else along)

    step = max(1, -(-span // _MOST_TICKS))
    ticks = [first + timedelta(days=n) for n in range(0, span + 1, step)]
    stacks: dict[date, int] = {}
    dots = []
    for day, account in sorted(said, key=lambda s: (s[0], s[1].told)):
        level = stacks.get(day, 0)
        stacks[day] = level + 1
        dot = element(
            "circle", title(account.told), cx=x(day), cy=_TOP + 26 + level * 12, r=4.5, class_="said"
        )
        dots.append(element("a", dot, href=account.href) if account.href else dot)
    height = _TOP + 34 + 12 * max(stacks.values(), default=1) + _ROW
    drawn = [
        *(element("line", x1=x(t), x2=x(t), y1=_TOP - 8, y2=height - _ROW, class_="grid") for t in ticks),
        *(
            words(
                t.isoformat()[5:].translate(numerals or {}),
                x=x(t), y=height - 6, text_anchor="middle", class_="tick", direction="ltr",
            )
            for t in ticks
        ),
    ]  # fmt: skip
    if start and end:
        a, b = sorted((x(date.fromisoformat(start[:10])), x(date.fromisoformat(end[:10]))))
        drawn.append(
            element(
                "rect", title(happened), x=a - 5, y=_TOP - 6, width=b - a + 10, height=12.0, class_="happened"
            )
        )
    return picture(WIDTH, height, label, *drawn, *dots, class_="timeline")
