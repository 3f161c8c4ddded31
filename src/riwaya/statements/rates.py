"""How often a word reports: the chance of a cue's word with what opens a content after it, counted in a
corpus.

"رفض" ("refused") seldom reports before a noun and nearly always before "that"; the coded reports are too
few to show it of every word.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from math import exp, log

from riwaya.rules.decider import MODELS
from riwaya.statements.candidates import Candidate

RATES = MODELS / "statement_cues.rates.tsv.gz"
# The weight of the counted log-odds. F1 of the cues by cross-validation on train, on the held-back fifth and
# on dev (neither the model nor the one that counted saw what is scored), at a threshold of 0.38 to 0.4: 91.8,
# 87.5, 92.3 without, 92.4, 88.2, 92.6 with 0.25, 92.5, 88.2, 93.3 with 0.3, 92.4, 88.5, 92.8 with 0.35.
SHARE = 0.3
_UNSEEN = -0.85
_LEAST = 1e-4


@cache
def table() -> dict[tuple[str, str, str], float]:
    """The counted log-odds by word, kind and opening; empty where none are installed."""
    if not RATES.exists():
        return {}
    lines = gzip.decompress(RATES.read_bytes()).decode().splitlines()
    cells = (line.split("\t") for line in lines)
    return {(word, kind, opening): float(odds) for word, kind, opening, odds in cells}


def key_of(candidate: Candidate) -> str:
    """The word that a candidate is counted under: its cue and its word."""
    return f"{candidate.cue.id} {candidate.form.word}"


def counted(candidate: Candidate, opening: str, between: str) -> float | None:
    """The log-odds that the word of `candidate` reports before such an opening, past such a cue; None
    without a table."""
    told = table()
    if not told:
        return None
    word, kind = key_of(candidate), candidate.form.kind
    odds = told.get((word, kind, opening + between))
    return backed_off(told, word, kind, opening) if odds is None else odds


def backed_off(told: Mapping[tuple[str, str, str], float], word: str, kind: str, opening: str) -> float:
    """The log-odds of a word before an opening that it was not seen before: its own and what the opening adds
    for its kind."""
    alone = told.get(("", kind, ""), _UNSEEN)
    return told.get((word, kind, ""), alone) + told.get(("", kind, opening), alone) - alone


def joined(chance: float, odds: float | None) -> float:
    """The chance that a model gives, joined with counted log-odds."""
    if odds is None:
        return chance
    chance = max(_LEAST, min(1 - _LEAST, chance))
    both = (1 - SHARE) * log(chance / (1 - chance)) + SHARE * odds
    return 1 / (1 + exp(-both))
