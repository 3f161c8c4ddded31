"""Whether a figure counts a whole incident, some of its victims, or more than the incident."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from riwaya.linking.words import CONJUNCTIONS
from riwaya.model import Account, AccountFigure, Figure, Findings, Span, Time
from riwaya.model.incident import Scope

# A figure under words that leave more days open than this counts more than one happening ("since the start of
# the month"); chosen, unmeasured.
LONGEST_DAYS = 3
# Parts of a breakdown stand at most this far apart, code points; chosen on the Abha reports, unmeasured.
_NEXT_TO = 60
# A count so many times smaller than the same voice's toll is some of it; chosen, unmeasured.
MUCH_MORE = 3


def scopes(
    figures: Sequence[Figure],
    findings: Findings,
    text: str,
    sentence_of: Mapping[str, Span],
    summed: Collection[str] = (),
) -> dict[str, Scope]:
    """The scope of each of the figures that one occurrence has; `summed` add up several happenings.

    "استشهد عشرة من منسوبي القوات وثلاثة آخرون" ("ten of the force and three others were killed") is a
    breakdown: two counts of one measure by one voice, side by side. "مقتل 17 عنصرا منذ 22 تموز" ("17 killed
    since 22 July") is a running total.
    """
    long = [t.span for t in findings.times if _is_long(t)]
    found: dict[str, Scope] = {}
    for figure in figures:
        sentence = sentence_of[figure.id]
        if figure.part_of is not None:
            found[figure.id] = "part"
        elif figure.id in summed or any(
            sentence.contains(span) and abs(span.start - figure.span.end) < _NEXT_TO for span in long
        ):
            found[figure.id] = "running"
        else:
            found[figure.id] = "all"
    for measure in sorted({f.measure for f in figures}):
        row = sorted(
            (f for f in figures if f.measure == measure and found[f.id] == "all"),
            key=lambda f: (f.span, f.id),
        )
        for run in _side_by_side(row, text, sentence_of):
            total = next(
                (f for f in run if f.low and f.low == sum(g.low or 0 for g in run if g is not f)), None
            )
            for figure in run:
                found[figure.id] = "all" if figure is total else "part"
    return found


def _is_long(time: Time) -> bool:
    if time.precision != "range" or time.end is None:
        return False
    if time.start is None:
        return True
    try:
        return (date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])).days > LONGEST_DAYS
    except ValueError:
        return True


def _side_by_side(row: Sequence[Figure], text: str, sentence_of: Mapping[str, Span]) -> list[list[Figure]]:
    """Runs of two and more exact counts of one voice in one sentence, each joined to the one before."""
    runs: list[list[Figure]] = []
    for figure in row:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and figure.hedge == "exact"
            and last.hedge == "exact"
            and figure.name == last.name
            and sentence_of[figure.id] == sentence_of[last.id]
            and figure.span.start - last.span.end <= _NEXT_TO
            and _is_joined(text, figure.span.start)
        ):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return [r for r in runs if len(r) > 1]


def beside_tolls(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The accounts of an incident with small counts beside a toll made parts of it.

    A voice that tells of 15 dead and of "شرطي" ("a policeman") killed counts one of the 15; so does a paper's
    single victim in an incident of which others count three and more.
    """
    most: dict[str, int] = {}
    for figure in (f for a in accounts for f in a.figures if f.scope == "all"):
        most[figure.measure] = max(most.get(figure.measure, 0), _number(figure))
    found = []
    for account in accounts:
        own: dict[str, int] = {}
        for figure in (f for f in account.figures if f.scope == "all"):
            own[figure.measure] = max(own.get(figure.measure, 0), _number(figure))
        figures = tuple(
            replace(f, scope="part")
            if f.scope == "all"
            and (
                0 < _number(f) * MUCH_MORE <= own[f.measure]
                or (f.low == f.high == 1 and most[f.measure] >= MUCH_MORE)
            )
            else f
            for f in account.figures
        )
        found.append(replace(account, figures=figures))
    return tuple(found)


def _number(figure: AccountFigure) -> int:
    return figure.low if figure.low is not None else figure.high or 0


def _is_joined(text: str, start: int) -> bool:
    """Whether a conjunction is written on to the word at `start`: "وثلاثة آخرون" ("and three others")."""
    return start > 1 and text[start - 1] in CONJUNCTIONS and text[start - 2].isspace()
