"""Learning word clusters without labels: skip-gram vectors of the ANT corpus, cut into 128 and 1,024
groups.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from riwaya.text.tokens import tokenize

_STOP = re.compile("[\n.!?\u061f]+")
_SIZES = (128, 1024)
_NUMBER = "0"
_VECTORS = {
    "vector_size": 100,
    "window": 3,
    "min_count": 5,
    "epochs": 8,
    "sg": 1,
    "negative": 8,
    "sample": 1e-3,
    "seed": 1,
}


def sentences(reports: Path) -> list[list[str]]:
    """The folded words and signs of each sentence of `reports.jsonl.gz` that has three or more, numbers
    written alike.
    """
    return [s for s in _sentences(reports) if len(s) > 2]


def _sentences(reports: Path) -> Iterator[list[str]]:
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            for piece in _STOP.split(f"{report['title']}\n{report['text']}"):
                yield [_NUMBER if t.kind == "number" else t.fold for t in tokenize(piece)]


def vectors(found: Sequence[Sequence[str]], workers: int = 2) -> Any:
    """The keyed vectors of the words that stand five times or more."""
    from gensim.models import Word2Vec

    return Word2Vec(found, workers=workers, **_VECTORS).wv


def groups(keyed: Any, size: int) -> dict[str, int]:
    """The number of each word's group among `size`, by the direction of its vector."""
    import numpy as np
    from sklearn.cluster import MiniBatchKMeans

    unit = keyed.vectors / np.linalg.norm(keyed.vectors, axis=1, keepdims=True)
    labels = MiniBatchKMeans(size, batch_size=8192, n_init=3, random_state=1, max_iter=200).fit(unit).labels_
    return dict(zip(keyed.index_to_key, map(int, labels), strict=True))


def write(coarse: Mapping[str, int], fine: Mapping[str, int], path: Path) -> None:
    """Write lines `coarse<TAB>fine<TAB>words`, the same bytes for the same groups."""
    together: dict[tuple[int, int], list[str]] = defaultdict(list)
    for word in coarse:
        together[coarse[word], fine[word]].append(word)
    lines = "".join(f"{c}\t{f}\t{' '.join(sorted(words))}\n" for (c, f), words in sorted(together.items()))
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(lines.encode())


def train(corpora: Path, out: Path) -> dict[str, int]:
    """Learn the clusters from `corpora/ant` and write `out/clusters.tsv.gz`; returns what was counted.

    Numbers of clusters mean nothing across two trainings: every model that reads them has to be trained
    again after it. With more than one worker thread the vectors differ a little from run to run.
    """
    found = sentences(corpora / "ant/reports.jsonl.gz")
    keyed = vectors(found)
    coarse, fine = (groups(keyed, size) for size in _SIZES)
    write(coarse, fine, out / "clusters.tsv.gz")
    return {"sentences": len(found), "tokens": sum(map(len, found)), "words": len(coarse)}
