"""Which candidates report: the trained decision, or the rule where no model is installed."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.rules.decider import Decider
from riwaya.rules.trace import record
from riwaya.statements.candidates import Candidate
from riwaya.statements.features import View, cue_features, rule_accepts
from riwaya.statements.opening import find_opening

THRESHOLD = 0.5


def neighbours(candidates: Sequence[Candidate], n: int) -> tuple[Candidate | None, Candidate | None]:
    """The candidates before and after number `n` in its sentence."""
    here = candidates[n].sentence
    before = candidates[n - 1] if n and candidates[n - 1].sentence is here else None
    after = candidates[n + 1] if n + 1 < len(candidates) and candidates[n + 1].sentence is here else None
    return before, after


def reporting(seen: View, candidates: Sequence[Candidate], model: Decider | None) -> list[Candidate]:
    """The candidates that report something here."""
    found = []
    for n, candidate in enumerate(candidates):
        before, after = neighbours(candidates, n)
        if model is None:
            opening = find_opening(seen.document, candidate, candidate.sentence.last)
            between = after is not None and opening.kind != "none" and after.first < opening.at
            yes = rule_accepts(seen, candidate, opening, between)
        else:
            yes = model.probability(cue_features(seen, candidate, before, after), "yes") >= THRESHOLD
        record("statements", f"cue:{candidate.cue.id}", candidate.span, "won" if yes else "does not report here")
        if yes:
            found.append(candidate)
    return found
