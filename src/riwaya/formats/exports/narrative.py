"""An incident told in the customary sentences of a coder's notes: "On 1 June 2018, …"."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from riwaya.formats.exports.days import Days, days
from riwaya.formats.exports.estimates import shown
from riwaya.model import Account, Incident
from riwaya.model.findings import Measure

# Voices named per figure; the rest are counted.
_NAMED = 4
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def told(incident: Incident, rule: str) -> str:
    """When, what and where; each figure with its voices; where they differ; the rule of the number.

    "On 1 June 2018, clash at Nahr al-Safa, SY. Killed: 13 (spokesman, al-Ufuq); 15 (doctor, al-Sahil). The
    accounts of killed contradict each other by at least 2. Numbers by the rule "lowest"."
    """
    where = ", ".join(filter(None, (incident.place, incident.country)))
    what = incident.kind.replace("_", " ") + (f" at {where}" if where else "")
    sentences = [f"{_opening(days(incident.start, incident.end))}, {what}."]
    for measure in dict.fromkeys(
        f.measure for a in incident.accounts for f in a.figures if f.scope != "running"
    ):
        sentences.append(_counted(incident, measure))
    for difference in incident.differ:
        if difference.kind == "contradiction":
            sentences.append(
                f"The accounts of {difference.measure} contradict each other by at least {difference.gap}."
            )
        else:
            sentences.append(f"The count of {difference.measure} was revised by {difference.between[0]}.")
    sentences.append(f'Numbers by the rule "{rule}".')
    return " ".join(sentences)


def voice(account: Account) -> str:
    """Who says it and where: "doctor, al-Sahil"; the report's own words stand under its outlet."""
    outlet = account.outlet or account.report
    return f"{account.name}, {outlet}" if account.name and account.name != outlet else outlet


def _counted(incident: Incident, measure: Measure) -> str:
    voices: dict[str, dict[str, None]] = defaultdict(dict)
    sized: dict[str, tuple[float, float]] = {}
    for account in incident.accounts:
        for figure in account.figures:
            if figure.measure != measure or figure.scope == "running":
                continue
            worded = figure.hedge == "dozens" or (figure.low is None and figure.high is None)
            value = f"“{figure.quote}”" if worded else shown(figure.low, figure.high, figure.hedge)
            if figure.scope == "part":
                value += " among them"
            voices[value][voice(account)] = None
            high = float("inf") if figure.high is None else figure.high
            sized.setdefault(value, (figure.low or 0, high))
    ordered = sorted(voices, key=lambda v: (sized[v], v))
    return f"{measure.capitalize()}: " + "; ".join(f"{v} ({_names(list(voices[v]))})" for v in ordered) + "."


def _names(names: list[str]) -> str:
    more = len(names) - _NAMED
    return " / ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _opening(stretch: Days | None) -> str:
    if stretch is None:
        return "On an unknown day"
    if stretch.length == 1:
        return f"On {_written(stretch.first)}"
    return f"Between {_written(stretch.first)} and {_written(stretch.last)}"


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
