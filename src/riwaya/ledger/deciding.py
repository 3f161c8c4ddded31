"""How decisions are appended: checked, and refused where somebody else decided in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, get_args, get_type_hints

import msgspec
from sqlalchemy import Connection, Select, or_, select

from riwaya.ledger.anchors import spans_in
from riwaya.ledger.appending import columns, last_entry
from riwaya.ledger.chain import following
from riwaya.ledger.encoding import unpack
from riwaya.ledger.schema import entries, readings, reports
from riwaya.model import (
    ConflictError,
    Decided,
    Decision,
    Entry,
    Event,
    Figure,
    LedgerError,
    Place,
    Placing,
    Quantity,
    ReportHead,
    Statement,
    Time,
)
from riwaya.model.decision import Action, Credibility, Layer, Reliability

SHAPES: Mapping[str, type] = {
    "statement": Statement,
    "figure": Figure,
    "event": Event,
    "place": Place,
    "quantity": Quantity,
    "time": Time,
    "report": ReportHead,
    "incident": Placing,
}
# No place is wider: half of the way round the Earth.
_WIDEST_KM = 20_000.0
_GRADES = {
    "source": ("reliability", get_args(Reliability)),
    "account": ("credibility", get_args(Credibility)),
}
_MANY = ("join", "part")
_FIXED = ("id", "by", "sha256")
_DECISIONS = select(*(entries.c[name] for name in Entry.__dataclass_fields__)).where(
    entries.c.kind == "decision"
)


def append(connection: Connection, decision: Decision, expected: str | None, where: str) -> Entry:
    """Append a decision in the transaction of `connection`; `expected` as in `Store.decide`."""
    checked(decision)
    subjects = decision.subject
    if decision.action == "undo":
        subjects = _undone(connection, decision, where)
    if decision.report and decision.layer in SHAPES:
        _anchored(connection, decision, where)
    since = _seen(connection, expected, where)
    for other in _on(connection, subjects, since):
        if other.decision.layer == decision.layer:
            raise ConflictError(
                f"{where}: {other.entry.author} decided on {other.entry.subject} at {other.entry.time} "
                f"({other.decision.action}); look at it again and decide anew"
            )
    body = {
        "action": decision.action,
        "layer": decision.layer,
        "subject": list(decision.subject),
        "values": msgspec.to_builtins(dict(decision.values)),
        "report": decision.report,
    }
    entry = following(
        last_entry(connection),
        "decision",
        " ".join(subjects),
        decision.author,
        body,
        reason=decision.reason,
    )
    connection.execute(entries.insert(), columns(entry))
    return entry


def decided(
    connection: Connection, layer: str | None, subject: str | None, *, after: int = 0
) -> Iterator[Decided]:
    """Decisions in the order of the chain, after the entry number `after`; those that take back one about
    `subject` are about it, too."""
    every = _DECISIONS.where(entries.c.seq > after)
    found = _on(connection, [subject], after) if subject is not None else _decided(connection, every)
    return (d for d in found if layer is None or d.decision.layer == layer)


def decision_of(entry: Entry) -> Decision:
    """The decision that an entry keeps."""
    body = msgspec.json.decode(entry.body)
    return Decision(
        action=body["action"],
        layer=body["layer"],
        subject=tuple(body["subject"]),
        author=entry.author,
        values=body["values"],
        reason=entry.reason,
        report=body.get("report", ""),
    )


def checked(decision: Decision) -> None:
    """Raise LedgerError, naming the field, if a decision makes no sense."""
    if decision.action not in get_args(Action):
        raise LedgerError(f"decision: no action {decision.action!r}; there are {', '.join(get_args(Action))}")
    if decision.layer not in get_args(Layer):
        raise LedgerError(f"decision: no layer {decision.layer!r}; there are {', '.join(get_args(Layer))}")
    if not decision.author:
        raise LedgerError("decision: no author; a decision says who took it")
    if not decision.subject or not all(decision.subject):
        raise LedgerError("decision: no subject; give the id that it is about")
    if decision.action in _MANY and len(decision.subject) < 2:
        raise LedgerError(f"decision: {decision.action!r} needs two ids or more")
    if decision.action not in _MANY and len(decision.subject) > 1:
        raise LedgerError(f"decision: {decision.action!r} is about one id, not {len(decision.subject)}")
    if decision.action == "grade":
        _graded(decision)
    if decision.action == "correct":
        if not decision.values:
            raise LedgerError("decision: 'correct' needs the corrected fields in `values`")
        corrected(decision.layer, decision.values)


def _graded(decision: Decision) -> None:
    """Raise LedgerError unless a grade is one of the code, on a layer that has grades."""
    known = _GRADES.get(decision.layer)
    if known is None:
        raise LedgerError(
            f"decision: a {decision.layer} has no grade; there are grades of {', '.join(_GRADES)}"
        )
    name, values = known
    if decision.values.get(name) not in values:
        raise LedgerError(
            f"decision: {name} is one of {', '.join(values)}, not {decision.values.get(name)!r}"
        )


def corrected(layer: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The corrected fields of a finding as their own types (spans as Span); raises LedgerError."""
    shape = SHAPES.get(layer)
    if shape is None:
        return dict(values)
    hints = get_type_hints(shape)
    known = [f.name for f in fields(shape) if f.name not in _FIXED]
    found = {}
    for name, value in values.items():
        if name not in known:
            raise LedgerError(f"decision: a {layer} has no field {name!r}; there are {', '.join(known)}")
        try:
            found[name] = msgspec.convert(msgspec.to_builtins(value), hints[name])
        except msgspec.ValidationError as error:
            raise LedgerError(f"decision: {name} cannot be {value!r} ({error})") from error
    _on_earth(found)
    return found


def _on_earth(values: Mapping[str, Any]) -> None:
    """Raise LedgerError for a point that is none, or a radius that holds nothing."""
    for name, most in (("lat", 90.0), ("lon", 180.0)):
        if values.get(name) is not None and not -most <= values[name] <= most:
            raise LedgerError(f"decision: {name} lies between -{most:g} and {most:g}, not at {values[name]}")
    km = values.get("precision_km")
    if km is not None and not 0 < km <= _WIDEST_KM:
        raise LedgerError(f"decision: precision_km lies between 0 and {_WIDEST_KM:g}, not at {km}")


def _anchored(connection: Connection, decision: Decision, where: str) -> None:
    """Raise LedgerError unless the report has a reading with the finding, and corrected spans lie within its
    text."""
    of = reports.c.id == decision.report
    body = connection.execute(select(reports.c.text).where(of)).scalar()
    if body is None:
        raise LedgerError(f"{where}: no report {decision.report!r}; `riwaya search` finds reports")
    found = select(readings.c.findings).where(readings.c.report == decision.report)
    raw = b"".join(unpack(data) for data in connection.scalars(found))
    about = decision.subject[0]
    if decision.layer != "report" and decision.action != "undo" and f'"{about}"'.encode() not in raw:
        raise LedgerError(f"{where}: report {decision.report!r} has no {decision.layer} {about}")
    for start, end in spans_in(dict(decision.values)):
        if not 0 <= start < end <= len(body):
            raise LedgerError(
                f"decision: the span {start}:{end} is none in a text of {len(body)} characters; mark it again"
            )


def _undone(connection: Connection, decision: Decision, where: str) -> tuple[str, ...]:
    """What the decision that an "undo" takes back is about."""
    asked = _DECISIONS.where(entries.c.hash == decision.subject[0])
    for other in _decided(connection, asked):
        if other.decision.layer != decision.layer:
            raise LedgerError(
                f"{where}: that decision is about a {other.decision.layer}, not a {decision.layer}"
            )
        return (
            tuple(other.entry.subject.split(" "))
            if len(other.decision.subject) > 1
            else (other.entry.subject,)
        )
    raise LedgerError(
        f"{where}: no decision has the hash {decision.subject[0]!r}; `riwaya show ID` lists decisions"
    )


def _on(connection: Connection, subjects: Sequence[str], since: int) -> Iterator[Decided]:
    """Decisions about one of `subjects`, alone or among several, after the entry number `since`."""
    near = or_(entries.c.subject.in_(subjects), entries.c.subject.like("% %"))
    for other in _decided(connection, _DECISIONS.where(entries.c.seq > since, near)):
        told = (other.entry.subject, *other.decision.subject)
        if not set(subjects).isdisjoint(told):
            yield other


def _decided(connection: Connection, asked: Select[Any]) -> Iterator[Decided]:
    for row in connection.execute(asked.order_by(entries.c.seq)):
        entry = Entry(*row)
        yield Decided(entry, decision_of(entry))


def _seen(connection: Connection, expected: str | None, where: str) -> int:
    """The number of the newest entry that the person had seen."""
    if expected is None:
        return 0
    seq = connection.execute(select(entries.c.seq).where(entries.c.hash == expected)).scalar()
    if seq is None:
        raise ConflictError(f"{where}: no entry has the hash {expected!r}; look at the ledger again")
    return int(seq)
