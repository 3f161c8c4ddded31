"""Events: what happened."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.events.kinds import decide_kinds
from riwaya.events.scene import Scene
from riwaya.events.status import rule_status, status_cues
from riwaya.mentions.names.name import Name
from riwaya.model import Event, Place, Statement, Time, identity
from riwaya.text.document import Document


def find_events(
    document: Document,
    names: Sequence[Name],
    places: Sequence[Place],
    times: Sequence[Time],
    statements: Sequence[Statement],
) -> list[Event]:
    """The events of the document, in text order.

    In "سيطرت القوات على البلدة" ("the forces took the town") the trigger is "سيطرت", the kind capture_territory, the actor
    "القوات", target and place "البلدة".
    """
    scene = Scene(document, names, places, times, statements)
    cues = status_cues(scene)
    found = []
    for candidate, kind, _ in decide_kinds(scene):
        status = rule_status(scene, candidate, cues)
        found.append(
            Event(
                id=identity(document.sha256, "e", candidate.span, kind),
                trigger=candidate.span,
                kind=kind,
                status=status,
                actor=None,
                target=None,
                place=None,
                location=None,
                time=None,
                statement=None,
                by=f"frame:{candidate.readings[0].frame.id}",
            )
        )
    return found
