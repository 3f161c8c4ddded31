"""Count which role nouns are read in, over reports that nobody coded (the ANT corpus)."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from riwaya.events.argument_choice import MODEL as CHOICE
from riwaya.events.argument_choice import weigh
from riwaya.events.arguments import MODEL as CHAIN
from riwaya.events.arguments import Stage, by_sentence, maker, read_field
from riwaya.events.kinds import decide_kinds
from riwaya.events.leanings import Leaning, Means, write_leanings
from riwaya.events.scene import Scene
from riwaya.learn.corpus_coded import corpus_ids
from riwaya.learn.gold import coded_ids
from riwaya.mentions.names.find import find_names
from riwaya.mentions.places.find import find_places
from riwaya.rules.decider import decider
from riwaya.rules.trees import forest
from riwaya.text.document import Document

# Reports read, in an order shuffled with this seed, and of each its first characters. By cross-validation on
# train, with readers that had not seen the report in question, no leanings give arguments 0.541, those of
# 2,000 reports 0.545, of 6,000 0.548, of 6,000 by the chain alone 0.544.
REPORTS, SEED, CHARACTERS = 13_000, 7, 4_000
# Meetings from which a word counts, alone and beside a kind of event, and what the wider mean weighs; all
# unmeasured.
LEAST, LEAST_OF_KIND, WEIGHT, WEIGHT_OF_KIND, MOST = 4, 5, 5.0, 8.0, 200

Sums = dict[tuple[str, str], list[float]]


def train(corpora: Path, gold: Path) -> dict[str, float]:
    """Count over the corpus without the coded reports and write the list where it is shipped."""
    sums: Sums = {}
    events = 0
    for text in uncoded_texts(corpora / "ant" / "reports.jsonl.gz", gold.parent):
        for kind, met in met_words(text):
            events += 1
            for stem, chances in met.items():
                for key in (("", stem), (kind, stem)):
                    row = sums.setdefault(key, [0.0] * 4)
                    for n, x in enumerate((*chances, 1.0)):
                        row[n] += x
    found = leanings_of(sums)
    write_leanings(found)
    return {"events": events, "words": len(found)}


def uncoded_texts(corpus: Path, gold: Path) -> Iterator[str]:
    """Texts of the corpus, shuffled, without those of the coded reports."""
    coded = coded_ids(gold) | corpus_ids()
    lines = gzip.decompress(corpus.read_bytes()).decode().split("\n")
    random.Random(SEED).shuffle(lines)
    reports = (json.loads(line) for line in lines if line)
    texts = (str(r["text"])[:CHARACTERS] for r in reports if r["id"] not in coded)
    yield from (text for text, _ in zip(texts, range(REPORTS), strict=False))


def met_words(text: str) -> Iterable[tuple[str, dict[str, Means]]]:
    """For each event that is read in the text its kind, and the highest chance of each role by stem among the
    words that may begin its arguments."""
    document = Document.of(text)
    names = find_names(document)
    scene = Scene(document, names, find_places(document, names), [], [])
    pairs = [(candidate, kind) for candidate, kind, _ in decide_kinds(scene)]
    for number, members in by_sentence(scene, pairs).items():
        stage = Stage.of(scene, number, [pairs[at] for at in members], maker())
        for at in members:
            field = read_field(stage, *pairs[at], decider(CHAIN))
            met: dict[str, Means] = {}
            for i, chances in weigh(field, forest(CHOICE)).items():
                token = document.tokens[i]
                if token.kind == "word":
                    before = met.get(token.parted.stem, (0.0, 0.0, 0.0))
                    a, t, p = map(max, before, chances)
                    met[token.parted.stem] = (a, t, p)
            yield pairs[at][1], met


def leanings_of(sums: Sums) -> dict[str, Leaning]:
    """Smoothed means of the words met often enough; "" for the mean of all."""
    alone = {stem: row for (kind, stem), row in sums.items() if not kind}
    count = sum(row[3] for row in alone.values())
    a, t, p = (sum(row[n] for row in alone.values()) / count for n in range(3))
    overall = (a, t, p)
    found = {"": Leaning(overall, 0, {})}
    by_kind: dict[str, dict[str, Means]] = {}
    for stem, row in alone.items():
        if row[3] >= LEAST and stem:
            by_kind[stem] = {}
            found[stem] = Leaning(_mean(row, overall, WEIGHT), min(int(row[3]), MOST), by_kind[stem])
    for (kind, stem), row in sums.items():
        if kind and stem in by_kind and row[3] >= LEAST_OF_KIND:
            by_kind[stem][kind] = _mean(row, found[stem].means, WEIGHT_OF_KIND)
    return found


def _mean(row: list[float], wider: Means, weight: float) -> Means:
    a, t, p = ((row[n] + weight * wider[n]) / (row[3] + weight) for n in range(3))
    return a, t, p
