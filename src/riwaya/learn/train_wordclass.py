"""Training verb-or-noun from text without labels: words that can be only one teach what stands around
verbs and nouns.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from riwaya.text.ambiguity import NAME, is_doubtful, key, neighbours, priors
from riwaya.text.analysis import Analysis, analyse, may_be_noun
from riwaya.text.frequencies import word_frequencies
from riwaya.text.inflection import readings, verbs
from riwaya.text.tokens import Token, tokenize
from riwaya.text.wordclass import WordClass, classify

_EVERY = 8
_LIMIT = 240_000
_LEAST = 8
_USUAL = 5
# A rare word is drawn towards even odds by four occurrences that are verb and four that are noun.
_PULL = 4
_PARAMS = {"c1": 1.5, "c2": 0.3, "max_iterations": 80, "feature.minfreq": 25}


def paragraphs(reports: Path, first: int) -> Iterator[list[Token]]:
    """The tokens of each paragraph of every twelfth ANT report from number `first` on."""
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % _EVERY == first:
                for paragraph in json.loads(line)["text"].split("\n"):
                    if paragraph.strip():
                        yield tokenize(paragraph)


def _seed(may: Analysis) -> str:
    """verb or noun for a word that can be nothing else and looks like the doubtful ones: no article, no
    preposition.
    """
    if may.closed or may.definite or may.participle or may.verb == may.noun:
        return ""
    if may.verb:
        return "verb" if _usual_verb(may.stem) else ""
    return "noun" if may_be_noun(may.stem, may.suffix) else ""


def _usual_verb(form: str) -> bool:
    """Whether past and present of the verb are both usual, so that the form is no chance likeness (زين a
    name, قيس another).
    """
    known, table = word_frequencies(), verbs()
    pasts = {r.past for r in readings().get(form, ()) if r.agrees}
    return any(min(known.get(p, -1), known.get(table[p].present, -1)) >= _USUAL for p in pasts)


def _bare(may: Analysis) -> bool:
    return not may.prefix or len(may.prefix) == 1


def examples(reports: Path) -> Iterator[tuple[list[str], str]]:
    """Features and label of the certain words."""
    seen = {"verb": 0, "noun": 0}
    for tokens in paragraphs(reports, 0):
        classes: list[WordClass] = classify(tokens, by_rule=True)
        for i, token in enumerate(tokens):
            may = analyse(token.fold, token.text) if token.kind == "word" else None
            label = _seed(may) if may and _bare(may) else ""
            # Balanced, so that the model's odds are those of the neighbours alone.
            if may and label and seen[label] < _LIMIT // 2 and seen[label] <= min(seen.values()) + 200:
                seen[label] += 1
                yield neighbours(tokens, i, classes, may), label


def train_context(reports: Path, out: Path) -> dict[str, float]:
    """Train `out/wordclass.crfsuite`; returns the share right on each tenth example, which is kept out."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(_PARAMS)
    kept: list[tuple[list[str], str]] = []
    for number, (features, label) in enumerate(examples(reports)):
        if number % 10 == 0:
            kept.append((features, label))
        else:
            trainer.append([features], [label])
    trainer.train(str(out / f"{NAME}.crfsuite"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(out / f"{NAME}.crfsuite"))
    right = sum(tagger.tag([features])[0] == label for features, label in kept)
    return {"certain": len(kept), "right": right / len(kept)}


def doubtful_odds(reports: Path, tagger: pycrfsuite.Tagger) -> dict[str, list[float]]:
    """For each stem that may be verb or noun, the odds of verb by the neighbours of each of its
    occurrences.
    """
    found: dict[str, list[float]] = defaultdict(list)
    for tokens in _sample(reports):
        classes = classify(tokens, by_rule=True)
        for i, token in enumerate(tokens):
            may = analyse(token.fold, token.text) if token.kind == "word" else None
            if may and is_doubtful(may) and len(found[key(may)]) < 400:
                tagger.set([neighbours(tokens, i, classes, may)])
                p = min(max(tagger.marginal("verb", 0), 1e-3), 1 - 1e-3)
                found[key(may)].append(math.log(p / (1 - p)))
    return found


def _sample(reports: Path) -> Iterator[list[Token]]:
    for first in (1, 3, 5):
        yield from paragraphs(reports, first)


def prior(odds: Sequence[float]) -> float:
    """The log odds of verb before any neighbour is seen, by expectation-maximisation over the
    occurrences.
    """
    value = 0.0
    for _ in range(20):
        share = sum(1 / (1 + math.exp(-(o + value))) for o in odds)
        share = (share + _PULL) / (len(odds) + 2 * _PULL)
        value = math.log(share / (1 - share))
    return value


def train(corpora: Path, out: Path) -> dict[str, float]:
    """Train the model of the neighbours, then the odds of each doubtful word; returns the scores."""
    reports = corpora / "ant/reports.jsonl.gz"
    scores = train_context(reports, out)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(out / f"{NAME}.crfsuite"))
    found = {w: prior(odds) for w, odds in doubtful_odds(reports, tagger).items() if len(odds) >= _LEAST}
    lines = "".join(f"{word}\t{round(value * 10)}\n" for word, value in sorted(found.items()))
    with (
        (out / f"{NAME}.priors.tsv.gz").open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed,
    ):
        packed.write(lines.encode())
    priors.cache_clear()
    return scores | {"doubtful_words": len(found)}
