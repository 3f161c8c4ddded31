"""What the frames alone say of a candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.events.candidates import Candidate, Reading
from riwaya.events.letters import ALEF
from riwaya.events.scene import Scene

NEAR = 8


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the frames alone say of a candidate: the reading that fits best, its kind, and what speaks
    against it."""

    reading: Reading
    kind: str
    needs_met: bool
    stopped: bool


def propose(scene: Scene, candidate: Candidate) -> Proposal:
    """The frames' own proposal: the first reading whose needs are met and which nothing stops."""
    document = scene.document
    sentence = document.sentences[document.sentence_index[candidate.first]]
    low, high = max(sentence.first, candidate.first - NEAR), min(sentence.last, candidate.last + NEAR)
    # Few frames need a sense or are stopped by words: for the others these are not looked at.
    near = after = before = frozenset[str]()
    if any(r.frame.needs for r in candidate.readings):
        about = (slice(low, candidate.first), slice(candidate.last, high))
        near = _seen(scene, about).union(*(senses for part in about for senses in scene.senses[part]))
    if any(r.frame.stops_after for r in candidate.readings):
        after = _stems(scene, candidate.last, min(sentence.last, candidate.last + 4))
    if any(r.frame.stops_before for r in candidate.readings):
        before = _stems(scene, max(sentence.first, candidate.first - 2), candidate.first)
    ranked = []
    for order, reading in enumerate(candidate.readings):
        frame = reading.frame
        met = not frame.needs or bool(near & frozenset(frame.needs))
        stopped = bool(frame.stops_after & after) or bool(frame.stops_before & before)
        kind = _nearest_kind(scene, candidate, frame.others) or frame.kind
        ranked.append(
            ((stopped, not met, frame.weak and not frame.needs, order), Proposal(reading, kind, met, stopped))
        )
    return min(ranked, key=lambda r: r[0])[1]


def _nearest_kind(scene: Scene, candidate: Candidate, others: Sequence[tuple[str, str]]) -> str | None:
    """The kind whose sense stands nearest to the trigger in its sentence."""
    if not others:
        return None
    distances = nearest_senses(scene, candidate, [sense for _, sense in others])
    found = [(distances[sense], kind) for kind, sense in others if sense in distances]
    return min(found, key=lambda f: f[0])[1] if found else None


def nearest_senses(scene: Scene, candidate: Candidate, wanted: Sequence[str]) -> dict[str, int]:
    """For each of the senses that the sentence has, the tokens between it and the trigger (0: in the
    trigger)."""
    sentence = scene.document.sentences[scene.document.sentence_index[candidate.first]]
    found: dict[str, int] = {}
    for i in range(sentence.first, sentence.last):
        here = scene.senses[i]
        if not here:
            continue
        distance = max(0, candidate.first - i, i - candidate.last + 1)
        for sense in wanted:
            if sense in here and distance < found.get(sense, _FAR):
                found[sense] = distance
    return found


_FAR = 10_000


_NAMED = {"armed_group": "group", "state_forces": "armed", "organisation": "politics"}


def _seen(scene: Scene, parts: Sequence[slice]) -> frozenset[str]:
    """ "toponym" and the kinds of names that stand in the stretches of tokens."""
    kinds = {kind for part in parts for kind in scene.name_kind[part] if kind}
    found = {_NAMED.get(kind, "person") for kind in kinds}
    if any(place is not None for part in parts for place in scene.place_at[part]):
        found |= {"toponym", "place"}
    return frozenset(found)


def _stems(scene: Scene, first: int, last: int) -> frozenset[str]:
    """The folded words, with their proclitics and without."""
    found = set()
    for token in scene.document.tokens[first:last]:
        for variant in token.variants:
            found.add(variant.stem)
            if variant.stem.endswith(ALEF):
                found.add(variant.stem[:-1])
    return frozenset(found)
