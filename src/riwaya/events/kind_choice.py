"""Whether a candidate is an event, read once more with the whole report in view: trees over what the chain
model thinks of it, of the other candidates of its clause, sentence and report, and of its word elsewhere.

In a report of one attack the third "الهجوم" ("the attack") is as surely an event as the first two were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.events.candidates import Candidate
from riwaya.events.proposals import Proposal
from riwaya.events.scene import Scene
from riwaya.rules.trees import Forest

MODEL = "event_kind_choice"
QUESTIONS = ("event", "kind")
MEANS = ("kind", "frame", "word", "form", "kinds")
_GROUPS = ("frame", "word", "clause", "sentence")
_PLAIN = (
    "sure", "chance", "second", "mean", "candidates", "density", "kind_elsewhere", "met", "stopped", "weak",
    "article", "pronoun", "width", "readings", "sentence", "sentences", "at", "speech", "length",
    "sure_before", "gap_before", "sure_after", "gap_after",
)  # fmt: skip
FEATURES = (
    *(f"{what} {group}" for group in _GROUPS for what in ("most", "mean", "others")),
    *_PLAIN,
    *(f"{name} {question}" for name in MEANS for question in QUESTIONS),
)
_FAR = 99


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate as the chain weighs it: how surely it is any event, and its kinds, likeliest first."""

    candidate: Candidate
    proposal: Proposal
    sure: float
    kinds: Sequence[tuple[str, float]]

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return self.kinds[0][0]

    def keys(self) -> tuple[str, ...]:
        """What the learnt means hang on, in the order of MEANS."""
        reading = self.proposal.reading
        frame = reading.frame.id
        forms = "+".join(sorted({r.form for r in self.candidate.readings}))
        second = self.kinds[1][0] if len(self.kinds) > 1 else ""
        return self.kind, frame, f"{frame}#{reading.lemma}", f"{frame}|{forms}", f"{self.kind}>{second}"


def rows_of(scene: Scene, weighed: Sequence[Weighed]) -> list[list[float]]:
    """The features of each candidate of a report (all of them, in text order) but for the learnt means."""
    document = scene.document
    index, count = document.sentence_index, len(weighed)
    groups: list[dict[object, list[float]]] = [{}, {}, {}, {}]
    places: list[tuple[object, ...]] = []
    mass: dict[str, float] = {}
    for one in weighed:
        first, keys = one.candidate.first, one.keys()
        places.append((keys[1], keys[2], scene.clause[first], index[first]))
        for group, key in zip(groups, places[-1], strict=True):
            group.setdefault(key, []).append(one.sure)
        for kind, chance in one.kinds:
            mass[kind] = mass.get(kind, 0.0) + chance
    total, others = sum(one.sure for one in weighed), max(1, count - 1)
    rows: list[list[float]] = []
    for at, one in enumerate(weighed):
        candidate, sure = one.candidate, one.sure
        sentence = document.sentences[index[candidate.first]]
        row: list[float] = []
        for group, key in zip(groups, places[at], strict=True):
            row += _beside(group[key], sure)
        before = weighed[at - 1] if at and places[at - 1][3] == sentence.index else None
        after = weighed[at + 1] if at + 1 < count and places[at + 1][3] == sentence.index else None
        proposal = one.proposal
        row += (
            sure, one.kinds[0][1], one.kinds[1][1] if len(one.kinds) > 1 else 0.0, (total - sure) / others,
            count, count / len(document.tokens), (mass[one.kind] - one.kinds[0][1]) / others,
            proposal.needs_met, proposal.stopped, proposal.reading.frame.weak, candidate.article,
            bool(candidate.suffix), candidate.last - candidate.first, len(candidate.readings), sentence.index,
            len(document.sentences), candidate.first - sentence.first, scene.speech[candidate.first] >= 0,
            sentence.last - sentence.first,
            before.sure if before else -1.0, candidate.first - before.candidate.last if before else _FAR,
            after.sure if after else -1.0, after.candidate.first - candidate.last if after else _FAR,
        )  # fmt: skip
        rows.append(row)
    return rows


def _beside(all_sure: Sequence[float], own: float) -> tuple[float, float, int]:
    """The highest and the mean chance of the others of a group, and how many they are; -1 for none."""
    others = len(all_sure) - 1
    if not others:
        return -1.0, -1.0, 0
    ranked = sorted(all_sure)
    most = ranked[-2] if ranked[-1] == own else ranked[-1]
    return most, (sum(all_sure) - own) / others, others


def choose_kinds(scene: Scene, weighed: Sequence[Weighed], forest: Forest) -> list[tuple[float, float]]:
    """For each candidate how surely it is an event, and how surely one of its likeliest kind."""
    found = []
    for one, row in zip(weighed, rows_of(scene, weighed), strict=True):
        if one.sure < _HOPELESS:
            found.append((0.0, 0.0))
            continue
        row += forest.learnt(MEANS, one.keys())
        found.append((forest.chance("event", row), forest.chance("kind", row)))
    return found


# Under this chance from the chain nothing is asked any more; unmeasured, for speed.
_HOPELESS = 0.03
