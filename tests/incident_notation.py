"""Accounts and incidents in the notation of the problem, a line an account:

    outlet | speaker | killed 13, wounded >22 | said 2018-06-01 | …

A speaker "-" is the report's own voice. A figure is a measure and `13`, `~20` (about), `>22` (more than),
`>=7` (at least), `<9` (up to), `10-17`, `tens`, `hundreds`, `several`, `many`, `bare` (no number),
then its group (civilian, state_forces, armed_group) and scope (part, running, "part of N": of the line's Nth
figure), and `and` where it stands beside the one before it. Further cells: `said DAY`, `group N`,
`report ID`, `via NAME`, `kind KIND`, `source KEY`, `review WORD`.
All outlets and persons are invented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import Any, get_args

from riwaya.linking.differences import differ
from riwaya.linking.resolution import resolve
from riwaya.model import Account, AccountFigure, Incident, Link, ReportHead, Span
from riwaya.model.findings import Group, Measure

WORDS: dict[str, tuple[int | None, int | None, str]] = {
    "tens": (20, 99, "عشرات القتلى"),
    "hundreds": (200, 999, "مئات القتلى"),
    "several": (2, None, "عدد من القتلى"),
    "many": (2, None, "عدد كبير من القتلى"),
    "bare": (None, None, "قتلى"),
}
SIGNS = {">=": "at_least", ">": "more_than", "<": "up_to", "~": "about"}
# A report's body, as far as the anchors need one: figures stand in it one after the other.
PADDING = "وأضاف أن الحصيلة "


def accounts(table: str) -> list[Account]:
    """The accounts of a table, their figures anchored in `texts(table)`."""
    return _read(table)[0]


def texts(table: str) -> dict[str, str]:
    """Report id → the text that its accounts are anchored in."""
    return _read(table)[1]


def heads(table: str) -> dict[str, ReportHead]:
    """Report id → its head."""
    outlets = {a.report: a.outlet for a in accounts(table)}
    return {
        r: ReportHead(r, outlets[r], f"https://{r}.example.org/a", "2018-06-02", f"عنوان {r}", sha(t))
        for r, t in texts(table).items()
    }


def sha(text: str) -> str:
    from riwaya.model import Report

    return Report("x", text).sha256


def incident(table: str, **changed: Any) -> Incident:
    """An incident of these accounts: a clash in an invented town, resolved and compared."""
    told = accounts(table)
    reports = tuple(sorted({a.report for a in told}))
    fields: dict[str, Any] = {
        "id": "i0f3a9",
        "kind": "clash",
        "title": "clash in Nahr al-Safa",
        "title_ar": "اشتباك في نهر الصفا",
        "place": "Nahr al-Safa",
        "country": "SY",
        "lat": 35.763369,
        "lon": 36.558974,
        "precision_km": 3.0,
        "start": "2018-06-01",
        "end": "2018-06-01",
        "reports": reports,
        "mentions": (),
        "copies": (),
        "accounts": tuple(told),
        "differ": differ(told),
        "resolved": resolve(told),
        "actors": ("الجيش", "فصيل الوادي"),
        "targets": ("مدنيون",),
    }
    return Incident(**(fields | changed))


def _read(table: str) -> tuple[list[Account], dict[str, str]]:
    told: list[Account] = []
    written: dict[str, str] = {}
    taken = {int(n) for n in re.findall(r"\| *group (\d+)", table)}
    free = (n for n in count(1) if n not in taken)
    groups: dict[str, int] = {}
    for n, line in enumerate(filter(str.strip, table.strip().splitlines()), 1):
        outlet, speaker, figures, *more = [cell.strip() for cell in line.split("|")]
        extra = dict(cell.split(" ", 1) for cell in more if cell)
        report = extra.get("report", f"r{n}")
        name = None if speaker == "-" else speaker
        origin = name or outlet
        if "group" not in extra and origin not in groups:
            groups[origin] = next(free)
        group = int(extra["group"]) if "group" in extra else groups[origin]
        written.setdefault(report, "")
        made: list[AccountFigure] = []
        for cell in filter(None, (c.strip() for c in figures.split(","))):
            made.append(_figure(f"f{n}.{len(made) + 1}", cell, made, written, report))
        told.append(
            Account(
                id=f"a{n:02}",
                report=report,
                outlet=outlet,
                name=name,
                source=extra.get("source"),
                kind=extra.get("kind", "person" if name else None),  # type: ignore[arg-type]
                role=None,
                via=extra.get("via"),
                chain=(Link(extra["via"], "media"),) if "via" in extra else (),
                said=extra.get("said"),
                independent_group=group,
                figures=tuple(made),
                review=extra.get("review"),
            )
        )
    return told, written


def _figure(
    id_: str, cell: str, before: Sequence[AccountFigure], written: dict[str, str], report: str
) -> AccountFigure:
    measure, number, *more = cell.split()
    assert measure in get_args(Measure), cell
    low, high, hedge, quote = _number(number)
    text = written.get(report, "")
    beside = "and" in more and text
    written[report] = (f"{text[:-1]} و" if beside else f"{text}{PADDING}") + quote + "."
    start = len(written[report]) - 1 - len(quote)
    scope = next((s for s in ("part", "running") if s in more), "all")
    of = before[int(more[more.index("of") + 1]) - 1].id if "of" in more else None
    group = next((m for m in more if m in get_args(Group)), "unknown")
    return AccountFigure(
        id=id_,
        measure=measure,  # type: ignore[arg-type]
        low=low,
        high=high,
        hedge=hedge,  # type: ignore[arg-type]
        quote=quote,
        span=Span(start, start + len(quote)),
        whom=None,
        group=group,  # type: ignore[arg-type]
        scope=scope,  # type: ignore[arg-type]
        part_of=of,
    )


def _number(written: str) -> tuple[int | None, int | None, str, str]:
    if written in WORDS:
        low, high, quote = WORDS[written]
        return low, high, "exact" if written == "bare" else "dozens", quote
    found = re.fullmatch(r"(>=|>|<|~)?(\d+)(?:-(\d+))?", written)
    assert found, written
    sign, first, second = found.groups()
    if second:
        return int(first), int(second), "range", f"بين {first} و{second} قتيلا"
    low = None if sign == "<" else int(first)
    high = None if sign in (">", ">=") else int(first)
    said = {">=": "ما لا يقل عن ", ">": "أكثر من ", "<": "أقل من ", "~": "نحو ", None: ""}[sign]
    return low, high, SIGNS.get(sign or "", "exact"), f"{said}{first} قتيلا"
