"""What of a finding a reviewer can correct, layer by layer, and how a form's fields become its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from riwaya.events.frames import KINDS
from riwaya.model import Event, Figure, Place, Report, Span, Statement
from riwaya.model.findings import Act, Group, Hedge, Measure, SpeakerKind, Status

Layer = Literal["figure", "statement", "event"]
Finding = Figure | Statement | Event
_COARSE = ("country", "region")
# The layers that have a queue, by the word that an address names them with.
LAYERS: Mapping[str, Layer] = {"figures": "figure", "statements": "statement", "events": "event"}
PLURAL: Mapping[Layer, str] = {layer: name for name, layer in LAYERS.items()}
# The span that shows where a finding stands.
MAIN: Mapping[Layer, str] = {"figure": "span", "statement": "span", "event": "trigger"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `label` is a message of the catalogue; `words` the group of labels that names the
    choices, or "" where the catalogue does; `channel` how a span is painted."""

    name: str
    shape: Literal["number", "choice", "text", "span"]
    label: str
    choices: tuple[str, ...] = ()
    words: str = ""
    optional: bool = False
    channel: str = ""


FIELDS: Mapping[Layer, tuple[Field, ...]] = {
    "figure": (
        Field("low", "number", "at least", optional=True),
        Field("high", "number", "at most", optional=True),
        Field("hedge", "choice", "hedge", get_args(Hedge)),
        Field("measure", "choice", "measure", get_args(Measure), "measure"),
        Field("group", "choice", "group", get_args(Group)),
        Field("name", "text", "Speaker", optional=True),
        Field("span", "span", "Words counted", channel="quoted"),
    ),
    "statement": (
        Field("name", "text", "Speaker"),
        Field("kind", "choice", "Kind", get_args(SpeakerKind), "kind"),
        Field("act", "choice", "act", get_args(Act), "act"),
        Field("role", "text", "role", optional=True),
        Field("affiliation", "text", "affiliation", optional=True),
        Field("span", "span", "Words said", channel="quoted"),
        Field("cue", "span", "cue", optional=True, channel="cue"),
        Field("speaker", "span", "Words for the speaker", optional=True, channel="speaker"),
    ),
    "event": (
        Field("kind", "choice", "Kind", KINDS, "event"),
        Field("status", "choice", "status", get_args(Status), "status"),
        Field("trigger", "span", "Words for the event", channel="quoted"),
        Field("actor", "span", "Words for the actor", optional=True, channel="speaker"),
        Field("target", "span", "Words for the target", optional=True, channel="content"),
        Field("place", "span", "Words for the place", optional=True, channel="place"),
    ),
}


def label_of(layer: Layer, name: str) -> str:
    """The message that names a field; the name itself where it is none of the form ("action")."""
    return next((f.label for f in FIELDS[layer] if f.name == name), name)


def spans(layer: Layer, finding: Finding) -> dict[str, Span | None]:
    """The spans of a finding that can be corrected, by field."""
    return {f.name: getattr(finding, f.name) for f in FIELDS[layer] if f.shape == "span"}


def changed(layer: Layer, finding: Finding, given: Mapping[str, str], report: Report) -> dict[str, Any]:
    """The fields of a form that differ from the finding; a field that the form lacks stays as it is.

    Raises ValueError that names the field.
    """
    wanted = {f.name: _value(f, given, report) for f in FIELDS[layer] if _is_given(f, given)}
    low, high = wanted.get("low"), wanted.get("high")
    if low is not None and high is not None and low > high:
        raise ValueError(f"at least {low} cannot be more than at most {high}")
    return {name: value for name, value in wanted.items() if value != getattr(finding, name)}


def place_in(span: Span | None, places: Sequence[Place]) -> str | None:
    """The place that words name, the first of the finest; an event whose place phrase was marked anew is
    there. None where no place was found in them."""
    inside = [p for p in places if span is not None and span.contains(p.span)]
    best = min(inside, key=lambda p: (p.type in _COARSE, p.span), default=None)
    return best.id if best else None


def number(field: str, text: str) -> int | None:
    """A whole number in either digits; None for an empty field."""
    plain = text.strip().replace(",", "").replace("\u066c", "")
    if not plain:
        return None
    if not plain.isdecimal():
        raise ValueError(f"{field}: {text!r} is no whole number")
    return int(plain)


def _is_given(field: Field, given: Mapping[str, str]) -> bool:
    return (f"{field.name}_start" if field.shape == "span" else field.name) in given


def _value(field: Field, given: Mapping[str, str], report: Report) -> Any:
    if field.shape == "span":
        return _span(field, given, report)
    text = given[field.name]
    if field.shape == "number":
        return number(field.name, text)
    if field.shape == "choice":
        if text not in field.choices:
            raise ValueError(f"{field.name}: {text!r} is none of {', '.join(field.choices)}")
        return text
    if not text.strip() and not field.optional:
        raise ValueError(f"{field.name}: may not be empty")
    return text.strip() or None


def _span(field: Field, given: Mapping[str, str], report: Report) -> Span | None:
    edges = [
        number(f"{field.name} {edge}", given.get(f"{field.name}_{edge}", "")) for edge in ("start", "end")
    ]
    start, end = edges
    if start is None and end is None and field.optional:
        return None
    span = Span(start or 0, end or 0)
    if not 0 <= span.start < span.end <= len(report.text):
        raise ValueError(f"the words must lie in the text: {span.start} to {span.end} do not ({field.name})")
    return span
