"""Who did it, by the statement that an event stands in: whom it accuses, and never who condemns."""

from __future__ import annotations

from riwaya.events.argument_spans import trimmed
from riwaya.events.candidates import Candidate
from riwaya.events.letters import WITH
from riwaya.events.scene import Scene
from riwaya.model import Span
from riwaya.text.phrases import phrase_end


def actor_as_told(scene: Scene, candidate: Candidate, actor: Span | None) -> Span | None:
    """The actor of an event, given the one that was read for it."""
    return accused(scene, candidate) or (None if _condemns(scene, candidate, actor) else actor)


def accused(scene: Scene, candidate: Candidate) -> Span | None:
    """Who is accused of an event, where the accusation names them right before it: "التحالف" in "اتهم
    الحوثيون التحالف بقصف المدينة" ("the Houthis accused the coalition of shelling the city"). Two more right
    in train and 600 own reports, none fewer."""
    if not candidate.prefix.endswith(WITH):
        return None
    document = scene.document
    for statement in scene.statements:
        if statement.act != "accuse" or not statement.span.start < candidate.span.start < statement.span.end:
            continue
        first = document.token_at(statement.span.start)
        if first < candidate.first and phrase_end(document, first, candidate.first) == candidate.first:
            return trimmed(scene, first, candidate.first)
    return None


def _condemns(scene: Scene, candidate: Candidate, actor: Span | None) -> bool:
    """Whether the actor is who condemns the event: "نددت إيران بالغارات" ("Iran condemned the air strikes")
    does not say whose strikes they were."""
    return actor is not None and any(
        statement.act == "condemn"
        and statement.speaker is not None
        and statement.speaker.overlaps(actor)
        and not statement.span.overlaps(actor)
        and statement.span.start < candidate.span.end <= statement.span.end
        for statement in scene.statements
    )
