"""What the coding of a report says of its events: scenes, coded events, rows with labels to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riwaya.events.argument_features import RowMaker
from riwaya.events.arguments import ACTOR, BOTH, OUT, PLACE, TARGET, Stage, rows, window
from riwaya.events.candidates import Candidate
from riwaya.events.kind_features import sequences
from riwaya.events.kinds import AS_PROPOSED, NO_EVENT
from riwaya.events.pointers import point
from riwaya.events.proposals import propose
from riwaya.events.scene import Scene
from riwaya.events.status import by_sentence, status_cues, status_rows
from riwaya.learn.gold import Coded
from riwaya.mentions.names.find import find_names
from riwaya.mentions.places.find import find_places
from riwaya.mentions.times.find import find_times
from riwaya.model import Span
from riwaya.rules.groups import Groups
from riwaya.statements.find import find_statements
from riwaya.text.document import Document

Sequences = list[tuple[Sequence[Sequence[str | bytes]], list[str]]]


def scene_of(coded: Coded) -> Scene:
    """The report as the event layer sees it when reading."""
    report = coded.report
    document = Document.of(report.text, report.sha256)
    times = find_times(document, report.published)
    names = find_names(document)
    places = find_places(document, names)
    return Scene(document, names, places, times, find_statements(document, names, places, times))


def coded_events(scene: Scene, coded: Coded) -> dict[int, dict[str, Any]]:
    """The coded event of each candidate (by its number) that overlaps its trigger; one event for one
    candidate."""
    pairs = []
    for number, candidate in enumerate(scene.candidates):
        for event in coded.events:
            if event["trigger"] is not None and candidate.span.overlaps(event["trigger"]):
                pairs.append((candidate.span.overlap(event["trigger"]), -number, event))
    found: dict[int, dict[str, Any]] = {}
    used: list[int] = []
    for _, number, event in sorted(pairs, key=lambda p: (-p[0], -p[1])):
        if -number not in found and id(event) not in used:
            found[-number] = event
            used.append(id(event))
    return found


def kind_sequences(scene: Scene, coded: Coded) -> Sequences:
    """Rows and labels for the model of kinds."""
    events = coded_events(scene, coded)
    number = {id(c): n for n, c in enumerate(scene.candidates)}
    proposals = [propose(scene, c) for c in scene.candidates]
    out: Sequences = []
    for features, members in sequences(scene, proposals, Groups[tuple[str, ...]](tuple)):
        labels = []
        for candidate, proposal in members:
            event = events.get(number[id(candidate)])
            kind = event["kind"] if event else NO_EVENT
            labels.append(AS_PROPOSED if kind == proposal.kind else kind)
        out.append((features, labels))
    return out


def argument_sequences(scene: Scene, coded: Coded) -> Sequences:
    """Rows and labels for the model of arguments, from the coded triggers."""
    events = coded_events(scene, coded)
    chosen = [(scene.candidates[n], events[n]) for n in sorted(events)]
    groups: dict[int, list[tuple[Candidate, dict[str, Any]]]] = {}
    for candidate, event in chosen:
        groups.setdefault(scene.document.sentence_index[candidate.first], []).append((candidate, event))
    out: Sequences = []
    maker = RowMaker(tuple)
    for number, members in groups.items():
        stage = Stage.of(scene, number, [(c, e["kind"]) for c, e in members], maker)
        for candidate, event in members:
            low, high = window(stage, candidate)
            labels = coded_labels(scene, event, low, high)
            pointers = point(stage.clauses, candidate.first, candidate.last)
            out.append((rows(stage, candidate, event["kind"], low, high, pointers), labels))
            stage.earlier = {low + k: label for k, label in enumerate(labels) if label != OUT}
    return out


def status_sequences(scene: Scene, coded: Coded) -> Sequences:
    """Rows and labels for the model of status, from the coded triggers."""
    events = coded_events(scene, coded)
    cues = status_cues(scene)
    status = {id(scene.candidates[n]): events[n]["status"] for n in events}
    chosen = [(scene.candidates[n], events[n]["kind"]) for n in sorted(events)]
    return [
        (status_rows(scene, members, cues), [status[id(c)] for c, _ in members])
        for members in by_sentence(scene, chosen)
    ]


def coded_labels(scene: Scene, event: dict[str, Any], low: int, high: int) -> list[str]:
    """The label of each token from the coded spans."""
    labels = [OUT] * (high - low)
    for role, label in (("actor", ACTOR), ("place", PLACE), ("target", TARGET)):
        if event[role] is None:
            continue
        first, last = scene.document.tokens_of(nearest_mention(scene, event, role))
        for i in range(max(first, low), min(last, high)):
            labels[i - low] = BOTH if labels[i - low] == PLACE and label == TARGET else label
    return labels


def nearest_mention(scene: Scene, event: dict[str, Any], role: str) -> Span:
    """The coded string where it stands nearest to the trigger: a coding gives the words, not which of their
    mentions."""
    text, sentence, trigger, span = scene.document.text, event["sentence"], event["trigger"], event[role]
    best: Span = span
    words = best.cut(text)
    at = text.find(words, sentence.start, sentence.end)
    while at >= 0:
        found = Span(at, at + len(words))
        if _distance(found, trigger) < _distance(best, trigger):
            best = found
        at = text.find(words, at + 1, sentence.end)
    return best


def _distance(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)
