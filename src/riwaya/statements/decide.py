"""Which candidates report: the trained decision, or the rule where no model is installed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from riwaya.rules.decider import Decider
from riwaya.rules.trace import record
from riwaya.statements.candidates import Candidate
from riwaya.statements.features import View, crosses, cue_features, rule_accepts
from riwaya.statements.opening import find_opening

THRESHOLD = 0.35


def by_sentence(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates grouped by their sentence, in text order."""
    return [list(group) for _, group in groupby(candidates, key=lambda c: c.sentence.index)]


def chain_rows(seen: View, group: Sequence[Candidate]) -> list[list[str]]:
    """The features of a sentence's candidates, decided together as a chain."""
    return [cue_features(seen, c, group[n - 1] if n else None, group[n + 1 :]) for n, c in enumerate(group)]


def reporting(seen: View, candidates: Sequence[Candidate], model: Decider | None) -> list[Candidate]:
    """The candidates that report something here."""
    found = []
    for group in by_sentence(candidates):
        if model is None:
            chosen = [_by_rule(seen, group, n) for n in range(len(group))]
        else:
            chosen = [p >= THRESHOLD for p in model.tag_with_marginals(chain_rows(seen, group), "yes")]
        for candidate, yes in zip(group, chosen, strict=True):
            record(
                "statements",
                f"cue:{candidate.cue.id}",
                candidate.span,
                "won" if yes else "does not report here",
            )
            if yes:
                found.append(candidate)
    return found


def _by_rule(seen: View, group: Sequence[Candidate], n: int) -> bool:
    opening = find_opening(seen.document, group[n], group[n].sentence.last)
    return rule_accepts(seen, group[n], opening, crosses(seen, group[n + 1 :], opening))
