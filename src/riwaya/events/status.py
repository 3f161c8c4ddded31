"""Whether an event happened, is planned, is denied or failed: the words before its trigger that say so."""

from __future__ import annotations

from functools import cache

from riwaya.events.candidates import Candidate
from riwaya.events.scene import Scene
from riwaya.model.findings import Status
from riwaya.rules.tables import table
from riwaya.text.lexicon import Hit, Lexicon

_REACH = 9


@cache
def _cues() -> Lexicon[tuple[str, int]]:
    return Lexicon(
        ((p, (status, int(reach))) for p, status, reach in table("frames/status.tsv", "phrase", "status", "reach")),
        prefixes=("conj", "prep", "article"),
        pronouns=True,
    )


def status_cues(scene: Scene) -> list[Hit[tuple[str, int]]]:
    """The cues of the document, in order."""
    return list(_cues().find(scene.document))


def cues_before(scene: Scene, candidate: Candidate, cues: list[Hit[tuple[str, int]]]) -> list[tuple[str, int]]:
    """(status, distance) of the cues of the same sentence that reach the trigger, nearest first."""
    sentence = scene.document.sentence_index
    found = []
    for hit in cues:
        distance = candidate.first - hit.last
        if 0 <= distance < hit.value[1] and sentence[hit.first] == sentence[candidate.first]:
            found.append((hit.value[0], distance))
    return sorted(found, key=lambda c: c[1])


def rule_status(scene: Scene, candidate: Candidate, cues: list[Hit[tuple[str, int]]]) -> Status:
    """The status by the nearest cue; "happened" with none."""
    for status, _ in cues_before(scene, candidate, cues):
        if status in ("planned", "denied", "failed"):
            return status  # type: ignore[return-value]
        if status == "negated":
            return "denied"
    return "happened"
