"""Incidents and the accounts of them. Field names are the contract (DESIGN: `riwaya incidents`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from riwaya.model.findings import Group, Hedge, Link, Measure, SpeakerKind
from riwaya.model.span import Span

Scope = Literal["all", "part", "running"]


@dataclass(frozen=True, slots=True)
class AccountFigure:
    """A figure as an account gives it: "31 إرهابيا بينهم 8 أجانب" ("31 terrorists, among them 8 foreigners")
    is two.

    `scope` says whether it counts the whole incident ("all"), some of its victims ("part": a breakdown), or
    more than the incident ("running": since the start of the month, several incidents added up). Only "all"
    is compared and resolved.
    """

    id: str
    measure: Measure
    low: int | None
    high: int | None
    hedge: Hedge
    quote: str
    span: Span
    whom: str | None
    group: Group
    scope: Scope
    part_of: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one voice says of one incident in one report. `name` is None where the report itself says it.

    `independent_group` numbers the origins of an incident's accounts: copies of one text, and one speaker
    quoted by several papers, share a number. `said` is the day of the statement (ISO), as far as known.
    `reliability` (A to F) is how reviewers grade the source, `credibility` (1 to 6) how they grade this
    account.
    """

    id: str
    report: str
    outlet: str | None
    name: str | None
    source: str | None
    kind: SpeakerKind | None
    role: str | None
    via: str | None
    chain: tuple[Link, ...]
    said: str | None
    independent_group: int
    figures: tuple[AccountFigure, ...]
    statements: tuple[str, ...] = ()
    credibility: str | None = None
    review: str | None = None
    reliability: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One interval that some accounts give: `accounts` are their ids, `groups` their independent groups."""

    low: int | None
    high: int | None
    accounts: tuple[str, ...]
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure on which the accounts of an incident do not agree.

    `kind` "revision" is one source that changed its figure, "contradiction" sources that give figures which
    cannot both be true. `between` names the voices, `gap` is the least number of people they are apart.
    """

    measure: Measure
    kind: Literal["contradiction", "revision"]
    values: tuple[Value, ...]
    between: tuple[str, ...]
    gap: int


@dataclass(frozen=True, slots=True)
class Membership:
    """Why a report belongs to an incident: its events there, the score and the evidence of the link."""

    report: str
    role: Literal["main", "mention"]
    events: tuple[str, ...]
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening as several accounts tell it: where, when, and what each of them says.

    `place_ar` is the place in the reports' own letters, the most told spelling. `start` and `end` are the
    first and last day that it can have happened on (ISO); `precision_km` the radius of the place. `copies`
    are groups of reports that carry one text; `resolved` holds what each named rule makes of the figures,
    per measure. `place_review` is "corrected" where a reviewer set the place.
    """

    id: str
    kind: str
    title: str
    title_ar: str
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    start: str | None
    end: str | None
    reports: tuple[str, ...]
    mentions: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...]
    accounts: tuple[Account, ...]
    differ: tuple[Difference, ...]
    resolved: Mapping[str, Mapping[str, Any]]
    members: tuple[Membership, ...] = ()
    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    review: Mapping[str, int] = field(default_factory=dict)
    place_ar: str | None = None
    place_review: str | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a reviewer says that an incident was: degrees, the radius in km within which it lies, and what it
    is called. What is None stays as the reports have it."""

    lat: float
    lon: float
    precision_km: float | None = None
    place: str | None = None
    place_ar: str | None = None
    country: str | None = None
    gazetteer_id: str | None = None
