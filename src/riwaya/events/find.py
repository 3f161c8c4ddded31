"""Events: what happened."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.events.argument_spans import Roles
from riwaya.events.arguments import find_roles
from riwaya.events.by_object import kind_by_object
from riwaya.events.candidates import Candidate
from riwaya.events.kinds import decide_kinds
from riwaya.events.scene import Scene
from riwaya.events.status import decide_status, status_cues
from riwaya.events.when import event_time
from riwaya.mentions.names.name import Name
from riwaya.model import Event, Place, Span, Statement, Time, identity
from riwaya.model.findings import Status
from riwaya.text.document import Document


def find_events(
    document: Document,
    names: Sequence[Name],
    places: Sequence[Place],
    times: Sequence[Time],
    statements: Sequence[Statement],
    published: str | None = None,
) -> list[Event]:
    """The events of the document, in text order.

    In "سيطرت القوات على البلدة" ("the forces took the town") the trigger is "سيطرت", the kind
    capture_territory, the actor
    "القوات", target and place "البلدة". `published` (ISO) keeps what happened from being dated after it.
    """
    scene = Scene(document, names, places, times, statements)
    cues = status_cues(scene)
    decided = decide_kinds(scene)
    known = [(one, kind_by_object(scene, one, kind), sure) for one, kind, sure in decided]
    events = [(candidate, kind) for candidate, kind, _ in known if kind is not None]
    roles = find_roles(scene, events, [sure for _, kind, sure in known if kind is not None])
    statuses = decide_status(scene, events, cues)
    return [
        _event(scene, candidate, kind, role, status, published)
        for (candidate, kind), role, status in zip(events, roles, statuses, strict=True)
    ]


def _event(
    scene: Scene, candidate: Candidate, kind: str, role: Roles, status: Status, published: str | None
) -> Event:
    return Event(
        id=identity(scene.document.sha256, "e", candidate.span, kind),
        trigger=candidate.span,
        kind=kind,
        status=status,
        actor=role.actor,
        target=role.target,
        place=role.place,
        location=_location(scene, role.place),
        time=event_time(scene, candidate, status, published),
        statement=None,
        by=f"frame:{candidate.readings[0].frame.id}",
    )


def _location(scene: Scene, span: Span | None) -> str | None:
    """The id of the place that the span holds: the last one, since the wider place is named after the
    narrower in a phrase's
    head; the one that covers most where they nest."""
    if span is None:
        return None
    inside = [p for p in scene.places if p.span.overlaps(span)]
    return max(inside, key=lambda p: (p.span.overlap(span), -p.span.start)).id if inside else None
