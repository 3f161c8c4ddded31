"""What the whole report tells the model of kinds: what it is about, what it calls an attack elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from riwaya.events.candidates import Candidate
from riwaya.events.proposals import Proposal
from riwaya.events.scene import Scene
from riwaya.rules.decider import bucket

VIOLENT = frozenset(
    {"clash", "attack", "airstrike", "shelling", "explosion", "suicide_bombing", "killing", "abduction"}
)
_FAMILY = frozenset({"attack", "airstrike", "shelling", "explosion", "suicide_bombing", "killing"})
_TELLING = frozenset(
    {
        "armed", "suicide", "aircraft", "shell", "bomb", "shot", "knife",
        "sport", "economy", "court", "disaster", "religion", "media", "politics",
    }
)  # fmt: skip


_GENERAL = "attack"
_MEANS = frozenset({"airstrike", "shelling", "explosion", "suicide_bombing"})  # kinds that say how
_TAKEN = frozenset({"shelling", "explosion", "suicide_bombing"})
_TOLD = 2  # events of a kind, and at least half of all that say how, that a bare "attack" follows
_SPORT = "sport"
# Tokens up to which a report is a brief: its words weigh as in one of this length. Made for two constructed
# briefs; on train 0.758 with and without by cross-validation, on dev kinds 0.775 to 0.767.
_BRIEF = 150


def family_marks(scene: Scene, proposals: Sequence[Proposal]) -> dict[int, list[str]]:
    """For each candidate (by its first token) the kinds that the family of attacks takes around it in the
    report.

    A bare "الهجوم" ("the attack") is what the report calls it elsewhere.
    """
    special = [
        (c.first, p.kind)
        for c, p in zip(scene.candidates, proposals, strict=True)
        if p.kind in _FAMILY
        and not p.stopped
        and p.needs_met
        and (p.kind != p.reading.frame.kind or not p.reading.frame.others)
    ]
    sentence = scene.document.sentence_index
    found = {}
    for candidate, proposal in zip(scene.candidates, proposals, strict=True):
        marks: list[str] = []
        if proposal.reading.frame.kind in _FAMILY or proposal.reading.frame.others:
            here, frame = sentence[candidate.first], proposal.reading.frame.id
            others = [(at, kind) for at, kind in special if sentence[at] != here and kind != "attack"]
            counts = Counter(kind for _, kind in others)
            top = counts.most_common(1)[0][0] if counts else "-"
            share = counts[top] / len(others) if others else 0.0
            before = next((kind for at, kind in reversed(others) if at < candidate.first), "-")
            first = others[0][1] if others else "-"
            marks = [f"top={top}|{frame}|{share > 0.6:d}", f"prior={before}|{frame}", f"lead={first}|{frame}"]
            marks += [
                f"top={top}|{share > 0.6:d}",
                f"prior={before}",
                f"lead={first}",
                f"all={top}{before}{first}",
            ]
            marks += [f"has{kind}|{frame}" for kind in counts]
            bare = candidate.article and candidate.last - candidate.first == 1
            marks += [
                f"top={top}|{frame}|{bare:d}",
                f"prior={before}|{frame}|{bare:d}",
                f"lead={first}|{frame}|{bare:d}",
            ]
        found[candidate.first] = marks
    return found


def report_marks(scene: Scene, proposals: Sequence[Proposal]) -> list[str]:
    """What the whole report is about. A word that means something else, too (هجوم, "attack" of an army or a
    team), does not tell of sport."""
    senses = Counter(s for found in scene.senses for s in found if s != _SPORT or len(found) == 1)
    words = max(_BRIEF, len(scene.document.tokens))
    marks = [f"R:{s}={bucket(n * 400 / words)}" for s, n in senses.items() if s in _TELLING]
    strong = sum(p.kind in VIOLENT and not p.reading.frame.weak and not p.stopped for p in proposals)
    marks.append(f"R:violent={bucket(strong * 400 / words)}")
    return marks


def kind_elsewhere(
    scene: Scene, events: Sequence[tuple[Candidate, str, float]]
) -> list[tuple[Candidate, str, float]]:
    """The events (candidate, kind, chance) with the kind that the report gives elsewhere for an attack that
    is only called one: "الهجوم" ("the attack") in a report of bombs.

    The codebook asks for it. In the training reports 13 of 17 such attacks are so coded, 3 as an attack;
    where most are air strikes, 1 of 13. Worth 1.1 points of kinds on dev, where all but one are in one
    report; nothing on 640 unseen reports of the project's own coding, -0.5 on 160 held back.
    """
    told = Counter(kind for c, kind, _ in events if kind in _MEANS and not _bare(scene, c))
    if not told:  # nothing tells of its means: an attack
        return [(c, _GENERAL if own in _MEANS and _bare(scene, c) else own, sure) for c, own, sure in events]
    kind, count = told.most_common(1)[0]
    if kind not in _TAKEN or count < _TOLD or 2 * count < told.total():
        return list(events)
    return [(c, kind if own == _GENERAL and _bare(scene, c) else own, sure) for c, own, sure in events]


def _bare(scene: Scene, candidate: Candidate) -> bool:
    word = scene.document.tokens[candidate.first].fold[len(candidate.prefix) :]
    return (
        candidate.article
        and candidate.last == candidate.first + 1
        and any(word in r.frame.bare_words for r in candidate.readings)
    )
