"""Counting how often the words of cues report, in uncoded reports of the ANT corpus read by the cue model."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from math import exp, log
from pathlib import Path

from riwaya.learn.corpus_coded import corpus_ids
from riwaya.learn.gold import coded_ids
from riwaya.mentions.names.find import find_names
from riwaya.rules.decider import Decider
from riwaya.statements.cue_features import crosses
from riwaya.statements.decide import by_sentence, chain_rows
from riwaya.statements.find import CUE_MODEL
from riwaya.statements.opening import find_candidates, find_opening
from riwaya.statements.rates import RATES, backed_off, key_of
from riwaya.statements.rates import table as counted
from riwaya.statements.view import view
from riwaya.text.document import Document

Place = tuple[str, str, str, str]  # word, kind, opening, what stands between

_EVERY = 2  # reports counted: every second
_LEAST_SEEN = 3
_WEIGHT = 5  # what a broader count weighs, in places: how a word fares before any opening, and its kind
_ALL = -0.85
_BOUND = 1e-3


def train(corpora: Path, out: Path, gold: Path) -> dict[str, int]:
    """Count in `corpora/ant`, the coded reports left out, with the cue model in `out`, and write the table
    there; returns what was counted."""
    model = Decider(out / f"{CUE_MODEL}.crfsuite")
    coded = coded_ids(gold.parent) | corpus_ids()
    places = list(_places(_texts(corpora / "ant/reports.jsonl.gz", coded), model))
    found = tally(places)
    lines = "".join(f"{w}\t{k}\t{o}\t{odds:.2f}\n" for (w, k, o), odds in sorted(found.items()))
    with (
        (out / RATES.name).open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed,
    ):
        packed.write(lines.encode())
    counted.cache_clear()
    return {"candidates": len(places), "rows": len(found)}


def _texts(reports: Path, coded: frozenset[str]) -> Iterator[str]:
    """The texts of every second report that nobody coded."""
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, _EVERY):
            report = json.loads(line)
            if report["id"] not in coded:
                yield report["text"]


def _places(texts: Iterable[str], model: Decider) -> Iterator[tuple[Place, float]]:
    """Every candidate of the texts with the chance that it reports."""
    for text in texts:
        document = Document.of(text)
        seen = view(document, find_names(document))
        for group in by_sentence(find_candidates(document)):
            chances = model.tag_with_marginals(chain_rows(seen, group), "yes")
            for i, (c, chance) in enumerate(zip(group, chances, strict=True)):
                opening = find_opening(document, c, c.sentence.last)
                between = crosses(seen, group[i + 1 :], opening)
                yield (key_of(c), c.form.kind, opening.kind, between), chance


def tally(places: Iterable[tuple[Place, float]]) -> dict[tuple[str, str, str], float]:
    """The log-odds by word, kind and opening; by word and kind; by kind and opening; by kind. Rare ones lean
    on the broader: a word before an opening on the word's odds and what the opening adds for its kind."""
    sums: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (word, kind, opening, between), chance in places:
        keys: tuple[tuple[str, ...], ...] = (
            ("", kind, ""),
            ("", kind, opening),
            (word, kind, ""),
            (word, kind, opening, between),
        )
        for key in keys:
            sums[key][0] += chance
            sums[key][1] += 1
    found: dict[tuple[str, str, str], float] = {}
    for key, told in sorted(sums.items(), key=lambda item: len(item[0])):
        word, kind, opening = key[:3]
        if len(key) == 4:
            if told[1] >= _LEAST_SEEN:
                found[word, kind, opening + key[3]] = _odds(told, backed_off(found, word, kind, opening))
        elif not word:
            found[word, kind, opening] = _odds(told, _ALL)
        else:
            found[word, kind, ""] = _odds(told, _odds(sums["", kind, ""], _ALL))
    return found


def _odds(told: list[float], broader: float) -> float:
    """The log-odds of a rate that leans on broader log-odds."""
    rate = (told[0] + _WEIGHT / (1 + exp(-broader))) / (told[1] + _WEIGHT)
    rate = max(_BOUND, min(1 - _BOUND, rate))
    return log(rate / (1 - rate))
