"""Which of the likeliest words begins an argument: trees over what the chain model thinks of it and of the
words that it competes with, where it stands, and what such a word leans to.

In "قصفت طائرات التحالف قاعدة العند" ("the coalition's aircraft shelled Anad base") "طائرات" is chosen as the
actor against "التحالف" and "قاعدة".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.events.candidates import Candidate
from riwaya.events.clauses import Clauses, Phrase
from riwaya.events.leanings import leaning
from riwaya.events.scene import Scene
from riwaya.rules.trees import Forest

MODEL = "event_argument_choice"
ROLES = ("actor", "target", "place")
# Words a role is chosen among, by the chain's chances; 4 of them lose 0.5 points of first words by
# cross-validation, all of them win 0.1.
AMONG = 6
_NEVER = frozenset({"comp", "rel", "neg", "aux", "verb", "sign", "pron"})
_CLASSES = (
    "noun",
    "verb",
    "participle",
    "prep",
    "number",
    "sign",
    "pron",
    "dem",
    "particle",
    "comp",
    "rel",
    "aux",
    "neg",
)
_CLASS = {name: float(n) for n, name in enumerate(_CLASSES)}
_PER_ROLE = ("chance", "lag", "rank", "before", "after", "most", "leans", "leans_here")
_PLAIN = (
    "distance", "side", "class_before", "opens", "name", "at", "nth", "place_word", "place_phrase",
    "triggers", "same_speech", "phrases", "signs", "prepositions", "both", "met", "definite_before",
)  # fmt: skip
MEANS = ("kind+relation", "relation", "kind", "frame+relation", "form+pointers", "kind+pointers", "kind+word")
FEATURES = (
    *(f"{name} {role}" for role in ROLES for name in _PER_ROLE),
    *_PLAIN,
    *(f"{name} {role}" for name in MEANS for role in ROLES),
)

Levels = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """One trigger with its kind, the phrases that the grammar points to (name, first token, token after), and
    what the chain gives each token from `low` on: chances by role, and of both target and place."""

    scene: Scene
    clauses: Clauses
    triggers: Mapping[int, str]
    candidate: Candidate
    kind: str
    genitive: Phrase | None
    pointers: Sequence[tuple[str, int, int]]
    low: int
    levels: Sequence[Levels]
    both: Sequence[float]

    def starts(self) -> list[list[int]]:
        """For each role the tokens that may begin its argument, likeliest first."""
        scene, candidate = self.scene, self.candidate
        tokens, classes = scene.document.tokens, scene.classes
        may = [
            i
            for i in range(self.low, self.low + len(self.levels))
            if tokens[i].kind != "sign"
            and not candidate.first <= i < candidate.last
            and classes[i] not in _NEVER
        ]
        return [sorted(may, key=lambda i, q=q: -self.levels[i - self.low][q]) for q in range(3)]  # type: ignore[misc]

    def keys(self, i: int) -> tuple[str, ...]:
        """What the learnt means of token `i` hang on, in the order of MEANS."""
        scene, candidate, kind = self.scene, self.candidate, self.kind
        of = self.genitive
        relation = (
            "gen" if of and of[0] <= i < of[1] else self.clauses.standing[i - self.clauses.first].relation
        )
        frame = candidate.readings[0].frame.id
        forms = "+".join(sorted({r.form for r in candidate.readings}))
        marks, pointed = scene.marks[i], self.pointed(i)
        word = scene.name_kind[i] or ("place" if scene.place_at[i] is not None else "")
        word = word or next((m for m in marks if m[:2] == "s="), marks[0] if marks else "")
        return (
            f"{kind}|{relation}", relation, kind, f"{frame}|{relation}",
            f"{forms}|{pointed}", f"{kind}|{pointed}", f"{kind}|{word}",
        )  # fmt: skip

    def pointed(self, i: int) -> str:
        """Where the grammar points to token `i`, as the phrase's first word or inside it."""
        return "+".join([n if low == i else n + "~" for n, low, high in self.pointers if low <= i < high])

    def row(self, i: int, ranks: Sequence[Mapping[int, int]], most: Levels) -> list[float]:
        """The features of token `i` but for the learnt means."""
        scene, candidate, clauses, levels = self.scene, self.candidate, self.clauses, self.levels
        at, last = i - self.low, len(levels) - 1
        here, prior, later = (
            levels[at],
            levels[at - 1] if at else _NOTHING,
            levels[at + 1] if at < last else _NOTHING,
        )
        token = scene.document.tokens[i]
        leans = leaning(token.parted.stem if token.kind == "word" else token.fold)
        leans_here = leans.by_kind.get(self.kind, leans.means)
        row: list[float] = []
        for q in range(3):
            row += (
                here[q], here[q] - most[q], min(ranks[q].get(i, 6), 6), prior[q], later[q], most[q],
                leans.means[q], leans_here[q],
            )  # fmt: skip
        standing, first = clauses.standing, clauses.first
        stand, trigger = standing[i - first], standing[candidate.first - first]
        if i < candidate.first:
            side, between, phrases = (
                i - candidate.first,
                range(i + 1, candidate.first),
                trigger.phrase - stand.phrase,
            )
        else:
            side, between, phrases = (
                i - candidate.last + 1,
                range(candidate.last, i),
                stand.phrase - trigger.phrase,
            )
        phrase = clauses.phrase_of(i)
        classes, senses = scene.classes, scene.senses
        signs = sum(classes[j] == "sign" for j in between)
        prepositions = sum(classes[j] == "prep" for j in between)
        row += (
            abs(side), side, _CLASS.get(classes[i - 1], -1.0) if i > first else -1.0, phrase[0] == i,
            i in scene.name_start, i - phrase[0], stand.nth, "place" in senses[i],
            any("place" in senses[j] for j in range(i, phrase[1])),
            sum(j in self.triggers for j in between), scene.speech[i] == scene.speech[candidate.first],
            phrases, signs, prepositions, self.both[at], leans.met, i > first and "def" in scene.marks[i - 1],
        )  # fmt: skip
        return row

    def rows(self) -> tuple[list[list[int]], dict[int, list[float]]]:
        """The likeliest first tokens by role and the features of each of them but for the learnt means."""
        starts = self.starts()
        ranks = [{i: rank for rank, i in enumerate(some[: AMONG + 1])} for some in starts]
        top = [some[:AMONG] for some in starts]
        most = (
            max(x[0] for x in self.levels),
            max(x[1] for x in self.levels),
            max(x[2] for x in self.levels),
        )
        return top, {i: self.row(i, ranks, most) for i in {i for some in top for i in some}}


_NOTHING: Levels = (0.0, 0.0, 0.0)


def choose(field: Field, forest: Forest) -> list[tuple[int, float]]:
    """For each role the token that begins its argument and how surely it does; (-1, 0.0) with no word."""
    top, rows = field.rows()
    for i, row in rows.items():
        row += forest.learnt(MEANS, field.keys(i))
    found = []
    for role, some in zip(ROLES, top, strict=True):
        best = (-1, 0.0)
        for i in some:
            chance = forest.chance(role, rows[i])
            if chance > best[1]:
                best = (i, chance)
        found.append(best)
    return found


def weigh(field: Field, forest: Forest) -> dict[int, Levels]:
    """How surely each of the likeliest words begins an argument of each role."""
    found: dict[int, Levels] = {}
    for i, row in field.rows()[1].items():
        row += forest.learnt(MEANS, field.keys(i))
        a, t, p = (forest.chance(role, row) for role in ROLES)
        found[i] = (a, t, p)
    return found
