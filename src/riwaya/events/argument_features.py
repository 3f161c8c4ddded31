"""What the argument model sees of a token, relative to one trigger.

A report has some 600 pairs of token and trigger with 50 features each: every group of features that depends
on few values is made once, and what the model weighs it at is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from riwaya.events.candidates import Candidate
from riwaya.events.relations import Standing, relations_of
from riwaya.events.scene import Scene
from riwaya.rules.groups import Groups, Row
from riwaya.rules.kept import kept_by_all


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
class RowMaker(Groups[Row]):
    """The groups of features that a token's row for one trigger is made of."""

    shown: Callable[[tuple[str, ...], str, str, bool], list[Row]] = field(init=False)

    def __post_init__(self) -> None:
        Groups.__post_init__(self)
        self.shown = kept_by_all(self._shown)

    def _shown(self, marks: tuple[str, ...], kind: str, name: str, place: bool) -> list[Row]:
        """What a token of this word class and kind of name, in a place or not, shows as itself and to the
        tokens at each of the offsets from which it is seen."""
        return [
            self.taken(some)
            for some in (marks, *[_beside(offset, marks, kind, name, place) for offset in _OFFSETS])
        ]

    def fixed(
        self, scene: Scene, standing: Sequence[Standing], first: int, last: int, triggers: Mapping[int, str]
    ) -> dict[int, Row]:
        """What does not depend on the trigger, for each token of a sentence: itself, its neighbours, where it
        stands. `standing` begins with token `first`."""
        marks, classes, names, starts = scene.marks, scene.classes, scene.name_kind, scene.name_start
        places, known = scene.place_at, self.shown
        shown = [known(marks[i], classes[i], names[i], places[i] is not None) for i in range(first, last)]
        edges = [(offset, n, self.of(_edge, offset)) for n, offset in enumerate(_OFFSETS, 1)]
        found: dict[int, Row] = {}
        for at, (own, stand) in enumerate(zip(shown, standing, strict=True)):
            i = first + at
            row = own[0] + self.of(
                _placed, classes[i], names[i], places[i] is not None, stand.relation, min(stand.nth, 4),
                i in starts, triggers.get(i, ""),
            )  # fmt: skip
            for offset, n, edge in edges:
                row += shown[at + offset][n] if 0 <= at + offset < len(shown) else edge
            found[i] = row
        return found

    def relative(
        self,
        around: Around,
        near: str,
        relation: str,
        nth: int,
        what: str,
        mark: str,
        senses: tuple[str, ...],
    ) -> Row:
        """How the token's phrase stands to the trigger."""
        of, side, kind = self.of, near[0], around.kind
        return (
            of(_stands, around.form, near, relation, nth)
            + of(_governed, kind, around.frame, side, relation)
            + of(_is, kind, side, relation, what)
            + of(_fits, kind, around.forms, near, relation in around.marked)
            + of(_marked, mark, near, relation)
            + of(_means, mark, side, kind, senses)
        )

    def linked(
        self,
        around: Around,
        near: str,
        distance: str,
        gap: int,
        opens: bool,
        opener: str,
        verbs: int,
        proposal: str,
        earlier: str,
        word_class: str,
    ) -> Row:
        """Distance, clause, the rules' proposal and the label at the trigger before."""
        of, side = self.of, near[0]
        return (
            of(_far, side, distance, verbs)
            + of(_clause, side, gap, opens, opener)
            + of(_ruled, around.kind, around.forms, proposal, earlier)
            + of(_class, word_class, near)
        )

    def pointed(self, around: Around, name: str, head: str, tag: str) -> Row:
        """That the token stands in the phrase which `name` points to."""
        return self.of(_pointed, name, head, tag, around.kind, around.frame, around.form, around.forms)


_OFFSETS = (-2, -1, 1, 2)


def _placed(
    kind: str, name: str, place: bool, relation: str, nth: int, starts: bool, trigger: str
) -> list[str]:
    row = [
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


def _pointed(name: str, head: str, tag: str, kind: str, frame: str, form: str, forms: str) -> tuple[str, ...]:
    return (
        f"pt={name}",
        f"pt={name}|{kind}",
        f"pt={name}|{form}|{head}",
        f"pt={name}|{kind}|{forms}",
        f"pt={name}|{frame}",
        f"pv={name}|{tag}",
        f"pv={name}|{tag}|{kind}",
    )


def _edge(offset: int) -> list[str]:
    return [f"{offset}edge"]


def _beside(offset: int, marks: tuple[str, ...], kind: str, name: str, place: bool) -> list[str]:
    return [
        f"{offset}k={kind}",
        f"{offset}n={name}|{place:d}",
        *(f"{offset}{m}" for m in marks if m[0] in "csid"),
    ]


def _stands(form: str, near: str, relation: str, nth: int) -> list[str]:
    return [
        near[0],
        f"ph={near}",
        f"form={form}|{near}",
        f"rg={near}|{relation}",
        f"rgf={form}|{near}|{relation}|{nth}",
    ]


def _governed(kind: str, frame: str, side: str, relation: str) -> list[str]:
    return [f"kind={kind}|{side}", f"rgk={kind}|{side}|{relation}", f"rgff={frame}|{side}|{relation}"]


def _is(kind: str, side: str, relation: str, what: str) -> list[str]:
    return [f"kn={kind}|{side}|{what}", f"knr={side}|{relation}|{what}"]


def _fits(kind: str, forms: str, near: str, marked: bool) -> list[str]:
    row = [f"kdf={kind}|{forms}|{near}"]
    return [*row, f"marked|{near}"] if marked else row


def _marked(mark: str, near: str, relation: str) -> list[str]:
    return [f"{mark}|{near}|{relation}"]


def _means(mark: str, side: str, kind: str, senses: tuple[str, ...]) -> list[str]:
    return [f"{mark}|{side}|{kind}", *(f"{sense}|{side}|{kind}" for sense in senses)]


def _far(side: str, distance: str, verbs: int) -> list[str]:
    return [f"d={side}{distance}", f"v={side}{verbs}"]


def _clause(side: str, gap: int, opens: bool, opener: str) -> list[str]:
    near = min(gap, 2)
    return [f"gap={side}{gap}", f"open={side}|{opens:d}|{near}", f"cl={opener}|{side}{near}"]


def _ruled(kind: str, forms: str, proposal: str, earlier: str) -> list[str]:
    return [
        f"rule={proposal}",
        f"rule={proposal}|{kind}",
        f"earlier={earlier}",
        f"earlier={earlier}|{kind}|{forms}",
    ]


def _class(word_class: str, near: str) -> list[str]:
    return [f"k={word_class}|{near}"]
