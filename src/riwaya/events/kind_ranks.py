"""Which of its likeliest kinds an event has, chosen once more with the whole report in view: trees over what
the chain thinks of the kind here and elsewhere.

In a report of air raids "استهدفت المدينة" ("the city was targeted") is one more of them, not an attack of
another kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.events.kind_choice import Weighed
from riwaya.events.scene import Scene
from riwaya.rules.trees import Forest

MODEL = "event_kind_ranks"
QUESTION = "kind"
MEANS = ("kind", "kind+word", "kind+likeliest", "kind+report")
FEATURES = (
    "chance", "rank", "share", "behind", "elsewhere", "share_elsewhere", "sentence", "same_frame", "lately",
    "before", "proposed", "own_frame", *MEANS,
)  # fmt: skip
# Kinds under this chance are not asked about: 13 of 100 events have a second one.
LEAST = 0.04
# What another kind must lead the chain's by. By cross-validation on train 0, 0.15 and 0.2 give kinds 0.735,
# 0.734, 0.734 (broadcasters 0.705, 0.708, 0.708) and arguments 0.544, 0.543, 0.544; without a lead reports of
# one happening part: links of the coded incidents 0.972 instead of 0.979.
LEAD = 0.2
_LATELY = 3
_NONE = -1.0


class Report:
    """What the chain thinks of all candidates of a report, by kind."""

    def __init__(self, scene: Scene, weighed: Sequence[Weighed]) -> None:
        self.weighed = weighed
        self.chances = [dict(one.kinds) for one in weighed]
        self.mass: dict[str, float] = {}
        for chances in self.chances:
            for kind, chance in chances.items():
                self.mass[kind] = self.mass.get(kind, 0.0) + chance
        self.total = sum(self.mass.values())
        self.lead = max(self.mass, key=self.mass.__getitem__, default="")
        index = scene.document.sentence_index
        self.sentences = [index[one.candidate.first] for one in weighed]
        self.frames = [one.proposal.reading.frame.id for one in weighed]

    def rivals(self, at: int) -> list[tuple[str, float]]:
        """The kinds that candidate number `at` may have, likeliest first."""
        first, *others = self.weighed[at].kinds
        return [first, *(kind for kind in others if kind[1] >= LEAST)]

    def keys(self, at: int, kind: str) -> tuple[str, ...]:
        """What the learnt means of a kind hang on, in the order of MEANS."""
        one = self.weighed[at]
        reading, kinds = one.proposal.reading, one.kinds
        second = kinds[1][0] if len(kinds) > 1 else ""
        word = f"{reading.frame.id}#{reading.lemma}"
        return kind, f"{word}|{kind}", f"{kind}|{kinds[0][0]}>{second}", f"{kind}|{self.lead}"

    def row(self, at: int, rank: int, kind: str, chance: float) -> list[float]:
        """The features of a kind but for the learnt means."""
        one, chances = self.weighed[at], self.chances
        own = sum(x for _, x in one.kinds)
        others = [n for n in range(len(chances)) if n != at]
        beside = [chances[n].get(kind, 0.0) for n in others if self.sentences[n] == self.sentences[at]]
        alike = [chances[n].get(kind, 0.0) for n in others if self.frames[n] == self.frames[at]]
        before = [some.get(kind, 0.0) for some in chances[:at]]
        elsewhere = self.mass[kind] - chance
        return [
            chance, rank, chance / max(0.01, own), one.kinds[0][1] - chance, elsewhere,
            elsewhere / max(0.1, self.total - own), max(beside, default=_NONE), max(alike, default=_NONE),
            max(before[-_LATELY:], default=_NONE), max(before, default=_NONE), kind == one.proposal.kind,
            any(kind == reading.frame.kind for reading in one.candidate.readings),
        ]  # fmt: skip

    def best(self, at: int, forest: Forest) -> str:
        """The kind of candidate number `at`."""
        rivals = self.rivals(at)
        if len(rivals) == 1:
            return rivals[0][0]
        chances = [self._chance(at, rank, kind, x, forest) for rank, (kind, x) in enumerate(rivals)]
        chances[0] += LEAD
        return rivals[chances.index(max(chances))][0]

    def _chance(self, at: int, rank: int, kind: str, chance: float, forest: Forest) -> float:
        row = self.row(at, rank, kind, chance) + forest.learnt(MEANS, self.keys(at, kind))
        return forest.chance(QUESTION, row)
