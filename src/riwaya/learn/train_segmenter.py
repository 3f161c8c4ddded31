"""Training the clitic segmenter: word frequencies from the ANT corpus, labels from UD Arabic PUD."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from riwaya.rules.tables import several, table
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_word
from riwaya.text.frequencies import word_frequencies
from riwaya.text.letter_features import letter_features
from riwaya.text.segmenter import NAME, written
from riwaya.text.tokens import tokenize

_LEAST = 4
_FOLDS = 5
_ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
_SINGLE = [p for p, parts in PARTS.items() if len(p) == 1 and parts <= {"conj", "prep"}]
_ALIKE = [(a, b) for a in _SINGLE for b in _SINGLE if a != b and PARTS[a] == PARTS[b]]
_SHARE = 5
_PARAMS = {"c1": 0.1, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True}


def count_words(reports: Path) -> Counter[str]:
    """How often each folded word stands in the ANT reports (`reports.jsonl.gz`)."""
    counts: Counter[str] = Counter()
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            text = f"{report['title']}\n{report['text']}"
            counts.update(t.fold for t in tokenize(text) if t.kind == "word" and not t.fold.isascii())
    return counts


def write_words(counts: Counter[str], path: Path) -> int:
    """Write the words counted at least four times as lines `power of two<TAB>words`; returns how many."""
    by_power: dict[int, list[str]] = {}
    for word, count in counts.items():
        if count >= _LEAST and 1 < len(word) < 25:
            by_power.setdefault(round(math.log2(count)), []).append(word)
    lines = "".join(f"{power}\t{' '.join(sorted(words))}\n" for power, words in sorted(by_power.items()))
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(lines.encode())
    return sum(map(len, by_power.values()))


class Labelled(NamedTuple):
    """A folded word, its letters as written, and one label a letter: P proclitic, S stem, E pronoun."""

    word: str
    written: str
    labels: str


def labelled(pud: Path) -> Iterator[list[Labelled]]:
    """The sentences of `pud_seg.conll`."""
    sentence: list[Labelled] = []
    for line in [*pud.read_text("utf-8").splitlines(), ""]:
        if not line:
            if sentence:
                yield sentence
            sentence = []
            continue
        surface, segments = line.split("\t")
        parts = [fold_word(p) for p in segments.split("+")]
        parts = [p for p in parts if p]
        word = "".join(parts)
        if len(word) >= 2 and word.isalpha() and not word.isascii():
            sentence.append(Labelled(word, written(word, surface), _label(parts)))


def enlarged(words: Sequence[Labelled]) -> Iterator[Labelled]:
    """The words to train on: each with and without its written letters, and rare clitics in the place of
    frequent ones.

    PUD has 29 words with f- and 41 with k- against 676 with w-; what may follow them is nearly the same.
    """
    for number, word in enumerate(words):
        yield word
        if word.written:
            yield word._replace(written="")
        if number % _SHARE == 0 and word.labels.startswith("PS") and not word.word.startswith(_ARTICLE, 1):
            for clitic, other in _ALIKE:
                if word.word.startswith(clitic):
                    yield Labelled(other + word.word[1:], "", word.labels)


def constructed() -> Iterator[Labelled]:
    """Words of the project's own lists, bare and with the clitics that they may take: names and
    likenesses that PUD lacks.
    """
    listed = table("text/partings.tsv", "word", "prefix", "suffix")
    words = [word for word, prefix, suffix in listed if not prefix and not suffix]
    for name in ("places/countries.tsv", "places/conflict_places.tsv"):
        words += [word for (names,) in table(name, "arabic") for word in several(names) if word.isalpha()]
    singles = [w for w in dict.fromkeys(words) if " " not in w and len(fold_word(w)) == len(w)]
    for number, word in enumerate(singles):
        folded, parts = fold_word(word), [fold_word(word)]
        yield Labelled(folded, word if number % 2 else "", _label(parts))
        if not folded.startswith(_ARTICLE):
            clitic = _SINGLE[number % len(_SINGLE)]
            yield Labelled(clitic + folded, clitic + word if number % 2 else "", _label([clitic, folded]))


def _label(parts: Sequence[str]) -> str:
    """One label a letter; a split that is no clitic (عن+ما) is not learnt."""
    first, last = 0, len(parts)
    while first < last - 1 and parts[first] in PARTS:
        first += 1
    if last - first > 1 and len(parts[-1]) <= 3 and len(parts[-2]) > 1:
        last -= 1
    before, stem, after = (sum(map(len, p)) for p in (parts[:first], parts[first:last], parts[last:]))
    return "P" * before + "S" * stem + "E" * after


def _fit(words: Sequence[Labelled], out: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(_PARAMS)
    for word in (*enlarged(words), *constructed()):
        trainer.append(letter_features(word.word, word.written), list(word.labels))
    trainer.train(str(out))


def cross_validate(sentences: Sequence[list[Labelled]], folder: Path) -> dict[str, float]:
    """Five folds over sentences: shares of words with every letter right (given as written and folded),
    and with a clitic.
    """
    right = folded = total = right_clitic = total_clitic = 0
    for fold in range(_FOLDS):
        path = folder / f"fold{fold}.crfsuite"
        _fit([w for n, s in enumerate(sentences) if n % _FOLDS != fold for w in s], path)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        for w in (w for n, s in enumerate(sentences) if n % _FOLDS == fold for w in s):
            hit = "".join(tagger.tag(letter_features(w.word, w.written))) == w.labels
            clitic = set(w.labels) != {"S"}
            right, total = right + hit, total + 1
            folded += "".join(tagger.tag(letter_features(w.word))) == w.labels
            right_clitic, total_clitic = right_clitic + (hit and clitic), total_clitic + clitic
        path.unlink()
    return {
        "words": total,
        "right": right / total,
        "right_folded": folded / total,
        "with_clitic": total_clitic,
        "right_of_these": right_clitic / total_clitic,
    }


def train(corpora: Path, out: Path, *, validate: bool = True) -> dict[str, float]:
    """Count words, cross-validate, and train `out/segmenter.crfsuite` on all of PUD; returns the scores."""
    write_words(count_words(corpora / "ant/reports.jsonl.gz"), out / f"{NAME}.words.tsv.gz")
    word_frequencies.cache_clear()
    sentences = list(labelled(corpora / "ud_arabic_pud_seg/pud_seg.conll"))
    scores = cross_validate(sentences, out) if validate else {}
    _fit([w for s in sentences for w in s], out / f"{NAME}.crfsuite")
    return scores
