"""What the argument model sees of a token, relative to one trigger.

A report has some 600 pairs of token and trigger with 50 features each: every group of features that depends
on few values is
made once and kept, and what the model never saw is left out before it is handed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from riwaya.events.candidates import Candidate
from riwaya.events.clauses import Clauses, Phrase
from riwaya.events.relations import Standing, relations_of
from riwaya.events.scene import Scene
from riwaya.rules.decider import bucket

Feats = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """A trigger as its tokens see it: kind, first frame, forms, form with word class and pronoun, relations
    of targets."""

    kind: str
    frame: str
    forms: str
    form: str
    marked: frozenset[str]

    @classmethod
    def of(cls, scene: Scene, candidate: Candidate, kind: str) -> Around:
        """The trigger `candidate` taken as `kind`."""
        forms = "+".join(sorted({r.form for r in candidate.readings}))
        form = forms + "/" + scene.classes[candidate.first] + ("/s" if candidate.suffix else "")
        marked = relations_of(frozenset().union(*(r.frame.marks_target for r in candidate.readings)))
        return cls(kind, candidate.readings[0].frame.id, forms, form, marked)


@dataclass(slots=True)
class RowMaker:
    """Builds rows; `known` are the features that the model has (None: all, for training)."""

    known: frozenset[str] | None
    kept: dict[tuple[object, ...], Feats] = field(default_factory=dict)

    def _keep(self, key: tuple[object, ...], features: Iterable[str]) -> Feats:
        known = self.known
        found = tuple(features) if known is None else tuple(f for f in features if f in known)
        if len(self.kept) > _MOST_KEPT:
            self.kept.clear()
        self.kept[key] = found
        return found

    def fixed(self, scene: Scene, standing: Standing, i: int, first: int, last: int, trigger: str) -> Feats:
        """What does not depend on the trigger: the token, its neighbours and where it stands."""
        classes, marks = scene.classes, scene.marks
        place = scene.place_at[i] is not None
        key = (
            "own",
            marks[i],
            classes[i],
            standing.relation,
            min(standing.nth, 4),
            scene.name_kind[i],
            place,
            i in scene.name_start,
            trigger,
        )
        row = self.kept.get(key)
        if row is None:
            row = self._keep(key, _own(*key[1:]))
        for offset in (-2, -1, 1, 2):
            j = i + offset
            inside = first <= j < last
            beside = (
                ("by", offset, marks[j], classes[j], scene.name_kind[j], scene.place_at[j] is not None)
                if inside
                else ("by", offset)
            )
            more = self.kept.get(beside)
            if more is None:
                more = self._keep(beside, _beside(*beside[1:]))
            row += more
        return row

    def relative(
        self, around: Around, near: str, relation: str, nth: int, what: str, mark: str, senses: Feats
    ) -> Feats:
        """How the token's phrase stands to the trigger."""
        key = ("rel", around.kind, around.frame, around.form, near, relation, nth, what, mark, senses)
        found = self.kept.get(key)
        return (
            found
            if found is not None
            else self._keep(key, _relative(around, near, relation, nth, what, mark, senses))
        )

    def linked(self, *key: Any) -> Feats:
        """Distance, clause, the rules' proposal and the label at the trigger before."""
        found = self.kept.get(key)
        return found if found is not None else self._keep(key, _linked(*key))

    def pointed(self, around: Around, name: str, head: str, tag: str) -> Feats:
        """That the token stands in the phrase which `name` points to."""
        key = ("pt", name, head, tag, around.kind, around.frame, around.form)
        found = self.kept.get(key)
        if found is not None:
            return found
        kind, form, forms = around.kind, around.form, around.forms
        return self._keep(
            key,
            (
                f"pt={name}",
                f"pt={name}|{kind}",
                f"pt={name}|{form}|{head}",
                f"pt={name}|{kind}|{forms}",
                f"pt={name}|{around.frame}",
                f"pv={name}|{tag}",
                f"pv={name}|{tag}|{kind}",
            ),
        )


_MOST_KEPT = 400_000


def _own(
    marks: Feats, kind: str, relation: str, nth: int, name: str, place: bool, starts: bool, trigger: str
) -> list[str]:
    row = [
        *marks,
        f"k={kind}",
        f"g={relation}",
        f"nth={nth}",
        f"g={relation}|{min(nth, 2)}",
        f"n={name}",
        f"pl={place:d}",
    ]
    if starts:
        row.append("nstart")
    if trigger:
        row.append(f"trig={trigger}")
    return row


def _beside(
    offset: int, marks: Feats | None = None, kind: str = "", name: str = "", place: bool = False
) -> list[str]:
    if marks is None:
        return [f"{offset}edge"]
    return [
        f"{offset}k={kind}",
        f"{offset}n={name}|{place:d}",
        *(f"{offset}{m}" for m in marks if m[0] in "csid"),
    ]


def _relative(
    around: Around, near: str, relation: str, nth: int, what: str, mark: str, senses: Feats
) -> list[str]:
    side, kind, form, frame = near[0], around.kind, around.form, around.frame
    row = [
        side,
        f"ph={near}",
        f"kind={kind}|{side}",
        f"form={form}|{near}",
        f"rg={near}|{relation}",
        f"rgk={kind}|{side}|{relation}",
        f"rgf={form}|{near}|{relation}|{nth}",
        f"rgff={frame}|{side}|{relation}",
        f"kn={kind}|{side}|{what}",
        f"knr={side}|{relation}|{what}",
        f"kdf={kind}|{around.forms}|{near}",
        f"{mark}|{side}|{kind}",
        f"{mark}|{near}|{relation}",
        *(f"{sense}|{side}|{kind}" for sense in senses),
    ]
    if relation in around.marked:
        row.append(f"marked|{near}")
    return row


def _linked(
    kind: str,
    forms: str,
    side: str,
    distance: str,
    gap: int,
    opens: bool,
    opener: str,
    verbs: int,
    near: str,
    proposal: str,
    earlier: str,
    word_class: str,
) -> list[str]:
    return [
        f"d={side}{distance}",
        f"gap={side}{gap}",
        f"rule={proposal}",
        f"rule={proposal}|{kind}",
        f"open={side}|{opens:d}|{min(gap, 2)}",
        f"v={side}{verbs}",
        f"earlier={earlier}",
        f"earlier={earlier}|{kind}|{forms}",
        f"k={word_class}|{near}",
        f"cl={opener}|{side}{min(gap, 2)}",
    ]


def make_rows(
    maker: RowMaker,
    scene: Scene,
    clauses: Clauses,
    fixed: Mapping[int, Feats],
    candidate: Candidate,
    around: Around,
    pointers: Mapping[str, Phrase | None],
    proposal: Sequence[str],
    earlier: Mapping[int, str],
    triggers: Mapping[int, str],
    low: int,
    high: int,
) -> list[Feats]:
    """A feature tuple for each token from `low` to `high` (exclusive)."""
    clause, classes, standing, base = scene.clause, scene.classes, clauses.standing, clauses.first
    here, here_clause = standing[candidate.first - base].phrase, clause[candidate.first]
    of = pointers.get("of")
    pointed = _pointed(maker, clauses, around, pointers)
    verbs = 0
    opening: dict[int, int] = {}
    rows: list[Feats] = []
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
        senses = tuple(m for m in marks if m[:2] == "s=")
        gap, first = min(3, abs(clause[i] - here_clause)), opening[clause[i]]
        rows.append(
            fixed[i]
            + maker.relative(around, near, relation, min(stand.nth, 2), what, mark, senses)
            + maker.linked(
                around.kind,
                around.forms,
                side,
                bucket(distance),
                gap,
                first == i,
                classes[first],
                min(verbs, 3),
                near,
                proposal[i - low],
                earlier.get(i, "-"),
                classes[i],
            )
            + pointed.get(i, ())
        )
    return rows


def _pointed(
    maker: RowMaker, clauses: Clauses, around: Around, pointers: Mapping[str, Phrase | None]
) -> dict[int, Feats]:
    found: dict[int, Feats] = {}
    for name, phrase in pointers.items():
        if phrase is None:
            continue
        tag = clauses.verb_tag(name)
        head, rest = maker.pointed(around, name, "B", tag), maker.pointed(around, name, "I", tag)
        for i in range(*phrase):
            found[i] = found.get(i, ()) + (head if i == phrase[0] else rest)
    return found
