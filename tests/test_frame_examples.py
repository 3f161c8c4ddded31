"""Every example of every frame: what the frames propose in it; and what the whole layer makes of all of
them."""

from __future__ import annotations

from functools import cache

import pytest

from riwaya.events.find import find_events
from riwaya.events.frames import KINDS, Frame, frames
from riwaya.events.proposals import propose
from riwaya.events.scene import Scene
from riwaya.mentions.names.find import find_names
from riwaya.mentions.places.find import find_places
from riwaya.model import Event, Span
from riwaya.rules.entries import Example
from riwaya.text.document import Document

CASES = [
    pytest.param(frame, example, id=f"{frame.id}-{n}")
    for frame in frames()
    for n, example in enumerate(frame.examples, 1)
]
ROLES = ("actor", "target", "place")


@cache
def scene(text: str) -> Scene:
    document = Document.of(text)
    names = find_names(document)
    return Scene(document, names, find_places(document, names), [], [])


def read(text: str) -> list[Event]:
    s = scene(text)
    return find_events(s.document, s.names, s.places, [], [])


@pytest.mark.parametrize(("frame", "example"), CASES)
def test_frames_propose(frame: Frame, example: Example, request: pytest.FixtureRequest) -> None:
    if example.fails:
        request.applymarker(pytest.mark.xfail(reason=example.fails, strict=True))
    s = scene(example.text)
    proposals = [(c, propose(s, c)) for c in s.candidates]
    if example.none:
        standing = [p for _, p in proposals if p.reading.frame is frame and p.needs_met and not p.stopped]
        assert not standing, f"{frame.file}: {frame.id} fires in {example.text!r}"
        return
    start = example.text.index(example.expect["trigger"])
    trigger = Span(start, start + len(example.expect["trigger"]))
    found = {p.kind for c, p in proposals if c.span.overlaps(trigger) and not p.stopped}
    assert example.expect["kind"] in found, (
        f"{frame.file}: {frame.id} in {example.text!r}: expected {example.expect}, got {found}"
    )


def test_every_kind_has_frames() -> None:
    assert {frame.kind for frame in frames()} == set(KINDS)
    assert {kind for frame in frames() for kind, _ in frame.others} <= set(KINDS)


def test_layer_on_examples() -> None:
    """The trained layer on sentences that it was never trained on; floors as measured, not per sentence."""
    hits = right = wanted = given = near = quiet = 0
    for frame in frames():
        for example in frame.examples:
            events = read(example.text)
            if example.none:
                near += 1
                quiet += not events
                continue
            start = example.text.index(example.expect["trigger"])
            trigger = Span(start, start + len(example.expect["trigger"]))
            matching = [e for e in events if e.trigger.overlaps(trigger)]
            hits += 1
            right += any(e.kind == example.expect["kind"] for e in matching)
            for role in ROLES:
                if role in example.expect:
                    wanted += 1
                    at = example.text.index(example.expect[role])
                    span = Span(at, at + len(example.expect[role]))
                    given += any(
                        (got := getattr(e, role)) is not None and got.overlap(span) * 2 > span.length
                        for e in matching
                    )
    assert right / hits >= FLOOR_KIND
    assert given / wanted >= FLOOR_ARGUMENTS
    assert quiet / near >= FLOOR_QUIET


FLOOR_KIND = 0.6
FLOOR_ARGUMENTS = 0.5
FLOOR_QUIET = 0.6
