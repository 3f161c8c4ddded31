"""What the model of kinds sees of a candidate: the word, the words around it, the other candidates; what the
report shows stands in `kind_report`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from riwaya.events.candidates import Candidate
from riwaya.events.kind_report import VIOLENT, family_marks, report_marks
from riwaya.events.proposals import NEAR, Proposal, nearest_senses
from riwaya.events.relations import Standing
from riwaya.events.scene import Scene
from riwaya.events.status import Cues, cues_before, status_cues
from riwaya.rules.decider import bucket
from riwaya.text.clitics import PARTS

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
Members = list[tuple[Candidate, Proposal]]


def sequences(scene: Scene, proposals: Sequence[Proposal]) -> list[tuple[list[list[str]], Members]]:
    """Feature rows of the candidates of each sentence that has any, with the candidates."""
    document = scene.document
    groups: dict[int, Members] = {}
    for candidate, proposal in zip(scene.candidates, proposals, strict=True):
        groups.setdefault(document.sentence_index[candidate.first], []).append((candidate, proposal))
    report = report_marks(scene, proposals)
    family = family_marks(scene, proposals)
    counts = Counter(p.kind for p in proposals if p.needs_met and not p.stopped)
    cues = status_cues(scene)
    out = []
    for number, members in groups.items():
        rows = [
            _row(scene, members, at, report, counts, cues, number)
            + family[members[at][0].first]
            + _governor_row(scene, members[at], scene.standing)
            for at in range(len(members))
        ]
        out.append((rows, members))
    return out


def _governor_row(
    scene: Scene, member: tuple[Candidate, Proposal], standing: Sequence[Standing]
) -> list[str]:
    """The verb that comes before the trigger in its clause, its preposition, and how its sentence ends."""
    candidate, proposal = member
    document = scene.document
    sentence = document.sentences[document.sentence_index[candidate.first]]
    row = [
        f"rel={standing[candidate.first].relation}",
        f"rel={standing[candidate.first].relation}|{proposal.reading.form}",
    ]
    row.append(f"nth={min(3, standing[candidate.first].nth)}|{proposal.reading.form}")
    for i in range(candidate.first - 1, max(sentence.first, candidate.first - 7) - 1, -1):
        if scene.classes[i] == "verb":
            row += [f"gov{m}" for m in scene.marks[i] if m[0] in "cFs"]
            row += [f"gov{m}|{proposal.reading.form}" for m in scene.marks[i] if m[0] == "c"]
            row.append(
                f"govgap={bucket(candidate.first - i)}|{scene.clause[i] == scene.clause[candidate.first]:d}"
            )
            break
    if candidate.last < sentence.last:
        after = standing[candidate.last]
        row += [
            f"next={after.relation}",
            f"next={after.relation}|{proposal.reading.frame.id}",
            f"next={after.relation}|{proposal.reading.form}",
        ]
    end = document.tokens[sentence.last - 1]
    closed = end.kind == "sign"
    row.append(f"closed={closed:d}|{bucket(sentence.last - sentence.first)}")
    if any(
        document.tokens[i].text in ("|", "/")
        for i in range(sentence.first, min(sentence.first + 8, sentence.last))
    ):
        row.append("bar")
    row.append(f"lastone={sentence.index >= len(document.sentences) - 2:d}|{closed:d}")
    return row


def _row(
    scene: Scene,
    members: Members,
    at: int,
    report: list[str],
    counts: Counter[str],
    cues: Cues,
    number: int,
) -> list[str]:
    candidate, proposal = members[at]
    frame = proposal.reading.frame
    row = ["bias", f"p={proposal.kind}", f"f={frame.id}", f"l={frame.id}#{proposal.reading.lemma}"]
    row.append(f"l={frame.id}#{proposal.reading.lemma}|{proposal.reading.form}")
    row += [f"a={r.frame.id}" for r in candidate.readings if r.frame is not frame]
    forms = "+".join(sorted({r.form for r in candidate.readings}))
    row += [
        f"form={forms}",
        f"form={forms}|{frame.id}",
        f"met={proposal.needs_met}",
        f"stop={proposal.stopped}",
    ]
    row += [
        f"met={proposal.needs_met}|{frame.id}",
        f"weak={frame.weak}",
        f"wide={candidate.last - candidate.first}",
    ]
    row += _word_row(scene, candidate, forms, frame.id)
    row += _context_row(scene, candidate, frame.id, report)
    row += _neighbour_row(scene, members, at, counts)
    for status, distance in cues_before(scene, candidate, cues)[:2]:
        row.append(f"cue={status}|{bucket(distance)}")
        row.append(f"cue={status}")
    row += report
    row.append(f"sent={bucket(number)}")
    return row


def _word_row(scene: Scene, candidate: Candidate, forms: str, frame: str) -> list[str]:
    """The trigger's own clitics, its class and the words next to it."""
    document = scene.document
    marks, classes = scene.marks, scene.classes
    parts = "+".join(sorted(PARTS[candidate.prefix]))
    row = [
        f"pre={candidate.prefix}",
        f"parts={parts}",
        f"parts={parts}|{forms}",
        f"suf={bool(candidate.suffix):d}|{forms}",
    ]
    row.append(f"class={classes[candidate.first]}|{forms}")
    row += [f"0{m}" for m in marks[candidate.first] if m[0] in "cF"]
    for offset in (-3, -2, -1, 1, 2, 3):
        i = candidate.first + offset if offset < 0 else candidate.last - 1 + offset
        if not 0 <= i < len(marks) or document.sentence_index[i] != document.sentence_index[candidate.first]:
            row.append(f"{offset}edge")
            continue
        row.append(f"{offset}k={classes[i]}")
        if abs(offset) < 3:
            row += [f"{offset}{m}" for m in marks[i]]
        else:
            row += [f"{offset}{m}" for m in marks[i] if m[0] in "cs"]
        if abs(offset) == 1:
            row.append(f"{offset}k={classes[i]}|{forms}")
            row.append(f"{offset}k={classes[i]}|{frame}")
            row += [f"{offset}{m}|{forms}|{parts}" for m in marks[i] if m in ("def", "indef")]
            row += [f"{offset}{m}|{frame}" for m in marks[i] if m[:2] == "s="]
            row.append(f"{offset}n={scene.name_kind[i]}")
            row.append(f"{offset}pl={scene.place_at[i] is not None:d}")
    return row


def _context_row(scene: Scene, candidate: Candidate, frame: str, report: list[str]) -> list[str]:
    """What stands around: senses, names, places, quotation, statement, clause."""
    document = scene.document
    sentence = document.sentences[document.sentence_index[candidate.first]]
    row: list[str] = []
    before = range(max(sentence.first, candidate.first - NEAR), candidate.first)
    after = range(candidate.last, min(sentence.last, candidate.last + NEAR))
    for side, tokens in (("B", before), ("A", after)):
        senses = frozenset().union(*(scene.senses[i] for i in tokens))
        row += [f"{side}{s}" for s in senses]
        kinds = {scene.name_kind[i] for i in tokens} - {""}
        row += [f"{side}n={k}" for k in kinds]
        if any(scene.place_at[i] is not None for i in tokens):
            row.append(f"{side}place")
            row.append(f"{side}place|{frame}")
    whole = frozenset().union(*(scene.senses[i] for i in range(sentence.first, sentence.last)))
    row += [f"S{s}|{frame}" for s in whole if s in _STRONG]
    row += [f"S{s}" for s in whole if s in _STRONG]
    distances = nearest_senses(scene, candidate, _MEANS)
    if distances:
        nearest = min(distances, key=distances.__getitem__)
        row += [f"means={nearest}|{frame}", f"means={nearest}|{bucket(distances[nearest])}"]
        row += [f"m={sense}|{frame}|{_far(gap)}" for sense, gap in distances.items()]
    else:
        row.append(f"means=-|{frame}")
    row += [
        f"{m}|{frame}"
        for m in report
        if m.startswith(("R:suicide", "R:aircraft", "R:shell", "R:bomb", "R:shot", "R:knife"))
    ]
    row.append(f"quote={document.quote_of[candidate.first] >= 0:d}")
    row.append(f"in={scene.in_statement[candidate.first]}")
    row.append(f"at={bucket(candidate.first - sentence.first)}")
    row.append(f"long={bucket(sentence.last - sentence.first)}")
    clause = scene.clause
    i = candidate.first
    while i > sentence.first and clause[i - 1] == clause[candidate.first]:
        i -= 1
    row.append(f"opens={scene.classes[i]}|{bucket(candidate.first - i)}")
    row.append(f"opens={scene.classes[i]}")
    return row


_MEANS = ("aircraft", "shell", "bomb", "suicide", "shot", "knife")


def _far(gap: int) -> str:
    return "near" if gap <= 4 else "some" if gap <= 10 else "far"


def _neighbour_row(scene: Scene, members: Members, at: int, counts: Counter[str]) -> list[str]:
    """The other candidates of the sentence and the kinds that the report proposes."""
    candidate, proposal = members[at]
    row = [f"of={bucket(len(members))}", f"nth={bucket(at)}"]
    for offset in (-1, 1):
        if 0 <= at + offset < len(members):
            other, what = members[at + offset]
            gap = other.first - candidate.last if offset > 0 else candidate.first - other.last
            same = scene.clause[other.first] == scene.clause[candidate.first]
            row += [
                f"{offset}p={what.kind}",
                f"{offset}p={what.kind}|{proposal.kind}",
                f"{offset}gap={bucket(gap)}|{same:d}",
            ]
            row.append(f"{offset}f={what.reading.frame.id}|{proposal.reading.frame.id}")
            row.append(
                f"{offset}ok={what.needs_met and not what.stopped and not what.reading.frame.weak}|{same:d}"
            )
        else:
            row.append(f"{offset}p=-")
    others = {p.kind for k, (_, p) in enumerate(members) if k != at and p.needs_met and not p.stopped}
    row += [f"with={k}" for k in others]
    row += [f"with={k}|{proposal.kind}" for k in others if k in VIOLENT]
    row.append(f"same={bucket(counts[proposal.kind] - 1)}")
    for kind in ("suicide_bombing", "airstrike", "shelling", "explosion", "attack", "killing"):
        row.append(f"K{kind}={min(3, counts[kind])}|{proposal.reading.frame.id}")
    again = any(p.reading.frame is proposal.reading.frame for _, p in members[:at])
    row.append(f"again={again:d}")
    return row
