"""What the whole report tells the model of kinds: what it is about, what it calls an attack elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
