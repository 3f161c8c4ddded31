"""A trigger's rows: for each token around it the groups of features that it shows, added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riwaya.events.argument_features import Around, RowMaker
from riwaya.events.candidates import Candidate
from riwaya.events.clauses import Clauses
from riwaya.events.pointers import Pointers
from riwaya.events.scene import Scene
from riwaya.rules.decider import bucket
from riwaya.rules.groups import Row
from riwaya.rules.kept import kept_by_all


def make_rows(
    maker: RowMaker[Row],
    scene: Scene,
    clauses: Clauses,
    fixed: Mapping[int, Row],
    candidate: Candidate,
    around: Around,
    pointers: Pointers,
    proposal: Sequence[str],
    earlier: Mapping[int, str],
    triggers: Mapping[int, str],
    low: int,
    high: int,
) -> list[Row]:
    """A feature tuple for each token from `low` to `high` (exclusive)."""
    clause, classes, standing, base = scene.clause, scene.classes, clauses.standing, clauses.first
    here, here_clause = standing[candidate.first - base].phrase, clause[candidate.first]
    of = pointers.phrases.get("of")
    pointed = _pointed(maker, around, pointers)
    verbs, nothing = 0, maker.taken(())
    opening: dict[int, int] = {}
    rows: list[Row] = []
    for i in range(low, high):
        opening.setdefault(clause[i], i)
        stand = standing[i - base]
        if i < candidate.first:
            side, distance, phrase = "b", candidate.first - i, here - stand.phrase
        elif i < candidate.last:
            side, distance, phrase = "t", 0, 0
        else:
            side, distance, phrase = "a", i - candidate.last + 1, stand.phrase - here
            verbs += classes[i] == "verb" or i in triggers
        near = f"{side}{min(phrase, 4)}"
        relation = "gen" if of and of[0] <= i < of[1] else stand.relation
        what = scene.name_kind[i] + ("@" if scene.place_at[i] is not None else "")
        marks = scene.marks[i]
        mark = marks[0] if marks[0][:2] == "c=" else "c-"
        senses = sensed(marks)
        gap, first = min(3, abs(clause[i] - here_clause)), opening[clause[i]]
        rows.append(
            fixed[i]
            + maker.relative(around, near, relation, min(stand.nth, 2), what, mark, senses)
            + maker.linked(
                around,
                near,
                bucket(distance),
                gap,
                first == i,
                classes[first],
                min(verbs, 3),
                proposal[i - low],
                earlier.get(i, "-"),
                classes[i],
            )
            + pointed.get(i, nothing)
        )
    return rows


@kept_by_all
def sensed(marks: tuple[str, ...]) -> tuple[str, ...]:
    """The senses among the marks of a token."""
    return tuple(m for m in marks if m[:2] == "s=")


def _pointed(maker: RowMaker[Row], around: Around, pointers: Pointers) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for name, phrase in pointers.phrases.items():
        if phrase is None:
            continue
        tag = pointers.verb_tag(name)
        head, rest = maker.pointed(around, name, "B", tag), maker.pointed(around, name, "I", tag)
        for i in range(*phrase):
            found[i] = found.get(i, maker.taken(())) + (head if i == phrase[0] else rest)
    return found
