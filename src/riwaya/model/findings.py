"""What a reading is made of. Field names are the contract (DESIGN: JSON of `riwaya read`); spans count code
points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from riwaya.model.span import Span

SpeakerKind = Literal["person", "organisation", "media", "unnamed", "document"]
Act = Literal["say", "deny", "accuse", "demand", "threaten", "condemn", "promise"]
Hedge = Literal["exact", "about", "more_than", "at_least", "up_to", "range", "dozens"]
Measure = Literal[
    "killed", "wounded", "missing", "captured", "arrested", "surrendered", "abducted", "released", "displaced"
]
Group = Literal["civilian", "state_forces", "armed_group", "unknown"]
Status = Literal["happened", "planned", "denied", "failed"]
PlaceType = Literal["country", "admin", "settlement", "locality", "natural", "region"]


@dataclass(frozen=True, slots=True)
class Link:
    """One hand through which an account came: an outlet, an agency, a spokesman."""

    name: str
    kind: SpeakerKind
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that the text puts into somebody's mouth.

    "قال الناطق إن القوات انسحبت" ("the spokesman said that the forces withdrew"): `cue` is "قال", `speaker`
    "الناطق", `span` the content "القوات انسحبت".
    """

    id: str
    span: Span
    cue: Span | None
    speaker: Span | None
    name: str
    kind: SpeakerKind
    role: str | None
    affiliation: str | None
    act: Act
    via: Span | None
    chain: tuple[Link, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people: the interval that the words mean, and whose count it is (`name`; None: the report's
    own)."""

    id: str
    span: Span
    low: int | None
    high: int | None
    hedge: Hedge
    measure: Measure
    whom: Span | None
    group: Group
    part_of: str | None
    name: str | None
    statement: str | None
    event: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of anything but people: a share, a distance, vehicles, arms, money.

    A vague plural ("مئات الألغام", "hundreds of mines") has the hedge "dozens"; its value is then the least
    that the word means.
    """

    id: str
    span: Span
    value: float
    hedge: Hedge
    unit: str
    of: Span | None
    name: str | None
    statement: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, was planned, denied or failed: one trigger, who did it to whom, where and when."""

    id: str
    trigger: Span
    kind: str
    status: Status
    actor: Span | None
    target: Span | None
    place: Span | None
    location: str | None
    time: str | None
    statement: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym and the point it is taken to mean. `precision_km` is the radius within which the place should
    lie."""

    id: str
    span: Span
    name: str
    country: str | None
    type: PlaceType
    lat: float | None
    lon: float | None
    precision_km: float | None
    gazetteer_id: str | None
    relation: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of days, ISO 8601; `start` and `end` are None where nothing dates it, and `relative_to` says
    what it hangs on."""

    id: str
    span: Span
    start: str | None
    end: str | None
    precision: str
    relative_to: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know of a reading: what could not be read, and where."""

    code: str
    message: str
    span: Span | None = None
