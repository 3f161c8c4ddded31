"""Train the name tagger on ANERcorp (CAMeL split) and write the model with its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from riwaya.mentions.names.features import listed_marks, rows
from riwaya.text.tokens import Token, tokenize

Labelled = list[tuple[str, str]]
TYPES = ("PER", "LOC", "ORG", "MISC")
SETTINGS = {"c1": 0.06, "c2": 0.2, "max_iterations": 150, "feature.possible_transitions": True}
WINDOW = 30  # sentences in which a name is taken to repeat; ANERcorp marks no reports
DEV_SHARE = 9  # one in so many training sentences, the last ones, is the development part


def read_conll(path: Path) -> list[Labelled]:
    """The sentences of a CoNLL file: (word, IOB2 tag) pairs."""
    sentences: list[Labelled] = [[]]
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            word, _, tag = line.partition("\t")
            sentences[-1].append((word, tag))
        elif sentences[-1]:
            sentences.append([])
    return [s for s in sentences if s]


def retokenised(sentence: Labelled) -> tuple[list[Token], list[str], list[int]]:
    """Our tokens of a sentence, their tags, and for each the number of the corpus word that it stands in."""
    text = " ".join(word for word, _ in sentence)
    owner = [n for n, (word, _) in enumerate(sentence) for _ in range(len(word) + 1)]
    tokens = tokenize(text)
    tags: list[str] = []
    owners = [owner[t.start] for t in tokens]
    for k, token in enumerate(tokens):
        tag = sentence[owners[k]][1]
        if tag.startswith("B-") and k and owners[k - 1] == owners[k] and tags[-1] != "O":
            tag = "I-" + tag[2:]
        closes = k + 1 == len(tokens) or owners[k + 1] != owners[k]
        bare = token.kind == "sign" and (
            not tag.startswith("I-") or (closes and k > 0 and owners[k - 1] == owners[k])
        )
        tags.append("O" if bare else tag)
    return tokens, tags, owners


def projected(sentence: Labelled, predicted: Sequence[str], owners: Sequence[int]) -> list[str]:
    """The predicted tags put back on the corpus's words: the first tag other than O of each."""
    tags = ["O"] * len(sentence)
    for tag, n in zip(predicted, owners, strict=True):
        if tag != "O" and tags[n] == "O":
            tags[n] = tag
    return tags


def entities(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """The (first, last, type) of every entity in a tag sequence."""
    found: set[tuple[int, int, str]] = set()
    first, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            found.add((first, i, kind))
            kind = ""
        if tag != "O" and not kind:
            first, kind = i, tag[2:]
    return found


def repeated(
    sentences: Sequence[Labelled], tagged: list[list[str]], plain: frozenset[str]
) -> list[list[str]]:
    """The tags with last names and one-word names marked where they come again untagged within `WINDOW`
    sentences.

    `plain` holds the words that training has outside names: they are left alone.
    """
    known: dict[str, list[tuple[int, str]]] = {}
    for s, tags in enumerate(tagged):
        for first, last, kind in entities(tags):
            if kind == "PER" or last - first == 1:
                known.setdefault(sentences[s][last - 1][0], []).append((s, kind))
    out = []
    for s, tags in enumerate(tagged):
        tags = list(tags)
        for i, (word, _) in enumerate(sentences[s]):
            if tags[i] == "O" and word not in plain:
                near = [kind for at, kind in known.get(word, ()) if abs(at - s) <= WINDOW]
                if near:
                    tags[i] = "B-" + near[0]
        out.append(tags)
    return out


def scores(
    gold: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]]
) -> dict[str, tuple[float, float, float]]:
    """Exact-span precision, recall and F1 in percent, over all types ("all") and for each."""
    counts = {k: [0, 0, 0] for k in ("all", *TYPES)}
    for g, p in zip(gold, predicted, strict=True):
        want, got = entities(g), entities(p)
        for name, row in counts.items():
            a = {e for e in want if name in ("all", e[2])}
            b = {e for e in got if name in ("all", e[2])}
            row[0] += len(a & b)
            row[1] += len(b)
            row[2] += len(a)
    return {k: _prf(*row) for k, row in counts.items()}


def _prf(hit: int, system: int, gold: int) -> tuple[float, float, float]:
    p, r = 100 * hit / max(1, system), 100 * hit / max(1, gold)
    return round(p, 2), round(r, 2), round(2 * p * r / (p + r), 2) if p + r else 0.0


def fit(sentences: Sequence[Labelled], out: Path) -> None:
    """Train one model on the sentences."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        tokens, tags, _ = retokenised(sentence)
        trainer.append(rows(tokens, listed_marks(tokens)), tags)
    trainer.set_params(SETTINGS)
    trainer.train(str(out))


def predict(model: Path, sentences: Sequence[Labelled]) -> Iterator[list[str]]:
    """The model's tags on the corpus's words, sentence by sentence."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    for sentence in sentences:
        tokens, _, owners = retokenised(sentence)
        yield projected(sentence, tagger.tag(rows(tokens, listed_marks(tokens))), owners)


def evaluate(
    model: Path, sentences: Sequence[Labelled], train: Sequence[Labelled]
) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Scores as tagged and with the repetition pass."""
    gold = [[t for _, t in s] for s in sentences]
    tagged = list(predict(model, sentences))
    plain = frozenset(w for s in train for w, t in s if t == "O")
    return {"tagged": scores(gold, tagged), "repeated": scores(gold, repeated(sentences, tagged, plain))}


def train(corpora: Path, out: Path) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Train on all of ANERcorp train, write `out`/names.crfsuite, return the scores on ANERcorp test."""
    folder = Path(corpora) / "anercorp_camel"
    sentences = read_conll(folder / "train.conll")
    model = Path(out) / "names.crfsuite"
    fit(sentences, model)
    return evaluate(model, read_conll(folder / "test.conll"), sentences)
