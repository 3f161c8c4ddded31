"""The accounts of an incident by independent voice, as the plots and tables of the app and the dossier show
them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.drawing.strip import Axis, Mark
from riwaya.model import Account, AccountFigure, Figure, Incident
from riwaya.rules.labels import Language, label

MEASURES = (
    *("killed", "wounded", "missing", "displaced"),
    *("captured", "arrested", "surrendered", "abducted", "released"),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent group: its accounts in the order of their days, and the names under which it speaks.

    `name` is None where reports speak for themselves.
    """

    number: int
    name: str | None
    accounts: tuple[Account, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry it, each once."""
        return tuple(dict.fromkeys(a.outlet or a.report for a in self.accounts))

    def figures(self, measure: str, *, only_all: bool = True) -> list[tuple[Account, AccountFigure]]:
        """Its figures of one measure in the order in which they were said; parts and running totals apart."""
        return [
            (account, figure)
            for account in self.accounts
            for figure in account.figures
            if figure.measure == measure and (figure.scope == "all") == only_all
        ]


def voices(incident: Incident) -> list[Voice]:
    """The voices of an incident: those with figures first, then by number."""
    by_group: dict[int, list[Account]] = {}
    for account in incident.accounts:
        by_group.setdefault(account.independent_group, []).append(account)
    found = []
    for number, own in by_group.items():
        own.sort(key=lambda a: (a.said or "", a.report, a.id))
        name = next((a.name for a in own if a.name), None)
        found.append(Voice(number, name, tuple(own)))
    return sorted(found, key=lambda v: (not any(a.figures for a in v.accounts), v.number))


def measures(incident: Incident) -> list[str]:
    """The measures that somebody counts the whole incident by, in a fixed order."""
    told = {f.measure for a in incident.accounts for f in a.figures if f.scope == "all"}
    return [m for m in MEASURES if m in told]


def marks(voice: Voice, measure: str, language: Language, *, links: bool = True) -> list[Mark]:
    """The marks of a voice on the axis of a measure; one that repeats another's interval is drawn once."""
    found: dict[tuple[int | None, int | None, str], Mark] = {}
    for account, figure in voice.figures(measure):
        key = (figure.low, figure.high, figure.hedge)
        told = " · ".join(
            p for p in (interval(figure, language), figure.quote, account.outlet, account.said) if p
        )
        found.setdefault(
            key, Mark(figure.low, figure.high, figure.hedge, told, f"#{account.id}" if links else None)
        )
    return list(found.values())


def axis(found: Sequence[Voice], measure: str) -> Axis:
    """The axis that all voices of an incident share for a measure."""
    every: Sequence[Mark] = [m for v in found for m in marks(v, measure, "en")]
    return Axis.of(every)


def interval(figure: AccountFigure | Figure, language: Language) -> str:
    """A figure in numbers and the ledger's own words: "22 or more", "about 5", "10–17"."""
    low, high = figure.low, figure.high
    if low is not None and low == high:
        about = label("word", "about", language) + " " if figure.hedge == "about" else ""
        return f"{about}{low:,}"
    if low is not None and high is not None:
        return f"{low:,}–{high:,}"
    if low is not None:
        return f"{low:,} {label('word', 'or_more', language)}"
    return f"{label('word', 'up_to', language)} {high:,}" if high is not None else "?"
