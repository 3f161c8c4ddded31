"""What the model of kinds sees of a candidate: what stands around it, the other candidates; its own word and
those beside it stand in `kind_words`, what the report shows in `kind_report`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from riwaya.events.candidates import Candidate
from riwaya.events.kind_report import VIOLENT, family_marks, report_marks
from riwaya.events.kind_words import word_row
from riwaya.events.proposals import NEAR, Proposal, nearest_senses
from riwaya.events.scene import Scene
from riwaya.events.status import Cues, cues_before, status_cues
from riwaya.rules.decider import bucket
from riwaya.rules.groups import Groups, Row

_STRONG = frozenset(
    [
        "disaster",
        "court",
        "sport",
        "aircraft",
        "shell",
        "bomb",
        "suicide",
        "dead",
        "place",
        "captive",
        "people",
        "civilian",
        "aid",
        "hostage",
    ]
)
_TOLD = ("R:suicide", "R:aircraft", "R:shell", "R:bomb", "R:shot", "R:knife")
Members = list[tuple[Candidate, Proposal]]


def sequences(
    scene: Scene, proposals: Sequence[Proposal], groups: Groups[Row]
) -> list[tuple[list[Row], Members]]:
    """A row for each of the candidates of each sentence that has any, with the candidates."""
    document = scene.document
    by_sentence: dict[int, Members] = {}
    for candidate, proposal in zip(scene.candidates, proposals, strict=True):
        by_sentence.setdefault(document.sentence_index[candidate.first], []).append((candidate, proposal))
    family = family_marks(scene, proposals)
    about = report_marks(scene, proposals)
    report = _Report(
        groups.taken(about), [m for m in about if m.startswith(_TOLD)],
        Counter(p.kind for p in proposals if p.needs_met and not p.stopped), status_cues(scene),
    )  # fmt: skip
    out = []
    for number, members in by_sentence.items():
        sentence = document.sentences[number]
        whole = frozenset().union(*scene.senses[sentence.first : sentence.last]) & _STRONG
        rows = [
            report.row
            + _row(scene, members, at, report, groups)
            + _context_row(scene, members[at], whole, report.told, groups)
            + _governor_row(scene, members[at], groups)
            + groups.taken(family[members[at][0].first])
            for at in range(len(members))
        ]
        out.append((rows, members))
    return out


@dataclass(frozen=True, slots=True)
class _Report(Generic[Row]):
    """What all candidates of a report share: what it is about, the kinds that it proposes, cues of status."""

    row: Row
    told: list[str]
    counts: Counter[str]
    cues: Cues


def _row(scene: Scene, members: Members, at: int, report: _Report[Row], groups: Groups[Row]) -> Row:
    candidate, proposal = members[at]
    frame, reading = proposal.reading.frame.id, proposal.reading
    forms = "+".join(sorted({r.form for r in candidate.readings}))
    row = groups.of(
        _itself, proposal.kind, frame, reading.lemma, reading.form, proposal.needs_met, proposal.stopped,
        reading.frame.weak, candidate.last - candidate.first,
    )  # fmt: skip
    others = tuple([r.frame.id for r in candidate.readings if r.frame is not reading.frame])
    row += groups.of(_ambiguity, forms, frame, others)
    row += word_row(scene, candidate, forms, frame, groups)
    row += _neighbour_row(scene, members, at, report.counts, groups)
    for status, distance in cues_before(scene, candidate, report.cues)[:2]:
        row += groups.of(_cue, status, bucket(distance))
    return row


def _itself(
    kind: str, frame: str, lemma: int, form: str, met: bool, stopped: bool, weak: bool, wide: int
) -> list[str]:
    return [
        "bias", f"p={kind}", f"f={frame}", f"l={frame}#{lemma}", f"l={frame}#{lemma}|{form}",
        f"met={met}", f"met={met}|{frame}", f"stop={stopped}", f"weak={weak}", f"wide={wide}",
    ]  # fmt: skip


def _ambiguity(forms: str, frame: str, others: tuple[str, ...]) -> list[str]:
    """The forms that the word may have and the other frames that it may express."""
    return [f"form={forms}", f"form={forms}|{frame}", *(f"a={other}" for other in others)]


def _cue(status: str, distance: str) -> list[str]:
    return [f"cue={status}|{distance}", f"cue={status}"]


def _governor_row(scene: Scene, member: tuple[Candidate, Proposal], groups: Groups[Row]) -> Row:
    """The verb that comes before the trigger in its clause, its preposition, and how its sentence ends."""
    candidate, proposal = member
    document, standing = scene.document, scene.standing
    form, first = proposal.reading.form, candidate.first
    sentence = document.sentences[document.sentence_index[first]]
    row = groups.of(_stands, standing[first].relation, min(3, standing[first].nth), form)
    for i in range(first - 1, max(sentence.first, first - 7) - 1, -1):
        if scene.classes[i] == "verb":
            same = scene.clause[i] == scene.clause[first]
            row += groups.of(_governed, scene.marks[i], form) + groups.of(_gap, bucket(first - i), same)
            break
    if candidate.last < sentence.last:
        row += groups.of(_next, standing[candidate.last].relation, proposal.reading.frame.id, form)
    closed = document.tokens[sentence.last - 1].kind == "sign"
    bar = any(
        document.tokens[i].text in ("|", "/")
        for i in range(sentence.first, min(sentence.first + 8, sentence.last))
    )
    last = sentence.index >= len(document.sentences) - 2
    return row + groups.of(_sentence, closed, bucket(sentence.last - sentence.first), bar, last)


def _stands(relation: str, nth: int, form: str) -> list[str]:
    return [f"rel={relation}", f"rel={relation}|{form}", f"nth={nth}|{form}"]


def _governed(marks: tuple[str, ...], form: str) -> list[str]:
    found = [f"gov{m}" for m in marks if m[0] in "cFs"]
    return found + [f"gov{m}|{form}" for m in marks if m[0] == "c"]


def _gap(distance: str, same_clause: bool) -> list[str]:
    return [f"govgap={distance}|{same_clause:d}"]


def _next(relation: str, frame: str, form: str) -> list[str]:
    return [f"next={relation}", f"next={relation}|{frame}", f"next={relation}|{form}"]


def _sentence(closed: bool, length: str, bar: bool, last: bool) -> list[str]:
    found = [f"closed={closed:d}|{length}", f"lastone={last:d}|{closed:d}"]
    return [*found, "bar"] if bar else found


def _context_row(
    scene: Scene, member: tuple[Candidate, Proposal], whole: frozenset[str], told: list[str],
    groups: Groups[Row],
) -> Row:  # fmt: skip
    """What stands around: senses (`whole`: the strong ones of the sentence), names, places, quotation,
    statement, clause."""
    candidate, frame = member[0], member[1].reading.frame.id
    document, first, last, of = scene.document, candidate.first, candidate.last, groups.of
    sentence = document.sentences[document.sentence_index[first]]
    loose = _side_features(scene, "B", max(sentence.first, first - NEAR), first, frame)
    loose += _side_features(scene, "A", last, min(sentence.last, last + NEAR), frame)
    distances = nearest_senses(scene, candidate, _MEANS)
    if distances:
        nearest = min(distances, key=distances.__getitem__)
        loose += [f"means={nearest}|{frame}", f"means={nearest}|{bucket(distances[nearest])}"]
        loose += [f"m={sense}|{frame}|{_far(gap)}" for sense, gap in distances.items()]
    else:
        loose.append(f"means=-|{frame}")
    loose += [f"{m}|{frame}" for m in told]
    clause, i = scene.clause, first
    while i > sentence.first and clause[i - 1] == clause[first]:
        i -= 1
    row = of(_opens, scene.classes[i], bucket(first - i)) + of(_strong, whole, frame) + groups.taken(loose)
    return row + of(
        _stage, document.quote_of[first] >= 0, scene.in_statement[first], bucket(first - sentence.first),
        bucket(sentence.last - sentence.first), bucket(sentence.index),
    )  # fmt: skip


def _side_features(scene: Scene, side: str, first: int, last: int, frame: str) -> list[str]:
    """The senses, names and places of the tokens `first` to `last` on one side of the trigger."""
    found = [f"{side}{s}" for s in frozenset().union(*scene.senses[first:last])]
    found += [f"{side}n={k}" for k in {*scene.name_kind[first:last]} if k]
    if any(scene.place_at[i] is not None for i in range(first, last)):
        found += [f"{side}place", f"{side}place|{frame}"]
    return found


def _strong(senses: frozenset[str], frame: str) -> list[str]:
    return [x for s in sorted(senses) for x in (f"S{s}|{frame}", f"S{s}")]


def _stage(quoted: bool, in_statement: str, at: str, length: str, number: str) -> list[str]:
    return [f"quote={quoted:d}", f"in={in_statement}", f"at={at}", f"long={length}", f"sent={number}"]


def _opens(word_class: str, distance: str) -> list[str]:
    return [f"opens={word_class}|{distance}", f"opens={word_class}"]


_MEANS = ("aircraft", "shell", "bomb", "suicide", "shot", "knife")


def _far(gap: int) -> str:
    return "near" if gap <= 4 else "some" if gap <= 10 else "far"


def _neighbour_row(scene: Scene, members: Members, at: int, counts: Counter[str], groups: Groups[Row]) -> Row:
    """The other candidates of the sentence and the kinds that the report proposes."""
    (candidate, proposal), of = members[at], groups.of
    frame = proposal.reading.frame
    again = any(p.reading.frame is frame for _, p in members[:at])
    row = of(_among, bucket(len(members)), bucket(at), bucket(counts[proposal.kind] - 1), again)
    for offset in (-1, 1):
        if not 0 <= at + offset < len(members):
            row += of(_no_neighbour, offset)
            continue
        other, what = members[at + offset]
        gap = other.first - candidate.last if offset > 0 else candidate.first - other.last
        same = scene.clause[other.first] == scene.clause[candidate.first]
        ok = what.needs_met and not what.stopped and not what.reading.frame.weak
        row += of(_neighbour, offset, what.kind, proposal.kind, bucket(gap), same, ok)
        row += of(_frames, offset, what.reading.frame.id, frame.id)
    others = {p.kind for k, (_, p) in enumerate(members) if k != at and p.needs_met and not p.stopped}
    row += of(_with, frozenset(others), proposal.kind)
    return row + of(_counted, tuple([min(3, counts[kind]) for kind in _COUNTED]), frame.id)


_COUNTED = ("suicide_bombing", "airstrike", "shelling", "explosion", "attack", "killing")


def _among(members: str, nth: str, same: str, again: bool) -> list[str]:
    return [f"of={members}", f"nth={nth}", f"same={same}", f"again={again:d}"]


def _no_neighbour(offset: int) -> list[str]:
    return [f"{offset}p=-"]


def _neighbour(offset: int, kind: str, own: str, gap: str, same: bool, ok: bool) -> list[str]:
    return [
        f"{offset}p={kind}", f"{offset}p={kind}|{own}",
        f"{offset}gap={gap}|{same:d}", f"{offset}ok={ok}|{same:d}",
    ]  # fmt: skip


def _frames(offset: int, frame: str, own: str) -> list[str]:
    return [f"{offset}f={frame}|{own}"]


def _with(kinds: frozenset[str], own: str) -> list[str]:
    found = [f"with={k}" for k in sorted(kinds)]
    return found + [f"with={k}|{own}" for k in sorted(kinds & VIOLENT)]


def _counted(counts: tuple[int, ...], frame: str) -> list[str]:
    return [f"K{kind}={count}|{frame}" for kind, count in zip(_COUNTED, counts, strict=True)]
