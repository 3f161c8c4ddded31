"""Which candidates report: the trained decision, or the rule where no model is installed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from riwaya.rules.decider import Decider
from riwaya.rules.groups import Groups, Row, groups_of
from riwaya.rules.trace import record
from riwaya.statements.candidates import Candidate
from riwaya.statements.cue_features import crosses, cue_features, rule_accepts
from riwaya.statements.opening import find_opening
from riwaya.statements.rates import counted, joined
from riwaya.statements.view import View

# What comes of the less likely is left to the trees of `choice`, which are taught over it. From a chance of
# 0.25, 0.18 and 0.12, each with trees of its own and the best least chance: found on the 160 reports held
# back 0.876, 0.881 and 0.879, on dev 0.891, 0.894 and 0.897, cues 0.932, 0.932 and 0.933.
THRESHOLD = 0.12


@dataclass(frozen=True, slots=True)
class Reporting:
    """A candidate that reports: the chance that the model gives it, the counted log-odds of its word, both
    joined, and the candidates of its sentence; by the rule it is certain."""

    candidate: Candidate
    chance: float
    counted: float | None
    joined: float
    group: Sequence[Candidate]


def by_sentence(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates grouped by their sentence, in text order."""
    return [list(group) for _, group in groupby(candidates, key=lambda c: c.sentence.index)]


def chain_rows(seen: View, group: Sequence[Candidate]) -> list[tuple[str, ...]]:
    """The features of a sentence's candidates, decided together as a chain."""
    return _rows(seen, group, Groups[tuple[str, ...]](tuple))


def _rows(seen: View, group: Sequence[Candidate], groups: Groups[Row]) -> list[Row]:
    return [cue_features(seen, c, group[:n], group[n + 1 :], groups) for n, c in enumerate(group)]


def reporting(seen: View, candidates: Sequence[Candidate], model: Decider | None) -> list[Reporting]:
    """The candidates that report something here."""
    found: list[Reporting] = []
    for group in by_sentence(candidates):
        for one in _weighed(seen, group, model):
            candidate = one.candidate
            yes = one.joined >= THRESHOLD and not (found and _part_of(seen, candidate, found[-1].candidate))
            record(
                "statements",
                f"cue:{candidate.cue.id}",
                candidate.span,
                "won" if yes else "does not report here",
            )
            if yes:
                found.append(one)
    return found


def _weighed(seen: View, group: Sequence[Candidate], model: Decider | None) -> list[Reporting]:
    """The candidates of a sentence, each with its chance."""
    if model is None:
        sure = [float(_by_rule(seen, group, n)) for n in range(len(group))]
        return [Reporting(c, p, None, p, group) for c, p in zip(group, sure, strict=True)]
    found = []
    for n, by_label in enumerate(model.chain.chances(_rows(seen, group, groups_of(model.chain)))):
        chance, odds = by_label.get("yes", 0.0), _counted(seen, group, n)
        found.append(Reporting(group[n], chance, odds, joined(chance, odds), group))
    return found


def _part_of(seen: View, candidate: Candidate, before: Candidate) -> bool:
    """Whether a noun goes with the verb of saying before it: "وتابع بالقول إن" ("and went on by saying that")
    is one cue."""
    if candidate.pattern != "noun" or before.pattern != "verb" or before.sentence is not candidate.sentence:
        return False
    opening = find_opening(seen.document, candidate, candidate.sentence.last)
    if opening.kind not in ("that", "colon", "quote"):
        return False
    return find_opening(seen.document, before, candidate.sentence.last).at == opening.at


def _counted(seen: View, group: Sequence[Candidate], n: int) -> float | None:
    opening = find_opening(seen.document, group[n], group[n].sentence.last)
    return counted(group[n], opening.kind, crosses(seen, group[n + 1 :], opening))


def _by_rule(seen: View, group: Sequence[Candidate], n: int) -> bool:
    opening = find_opening(seen.document, group[n], group[n].sentence.last)
    return rule_accepts(seen, group[n], opening, crosses(seen, group[n + 1 :], opening))
