"""Word clusters: a class for each of 65,000 frequent folded words, learnt without labels (see
models/clusters.md).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from riwaya.model import ModelError
from riwaya.rules.kept import kept
from riwaya.rules.tables import unwatched
from riwaya.text.clitics import variants

_PATH = Path(str(files("riwaya"))) / "models" / "clusters.tsv.gz"


@cache
@unwatched
def _clusters() -> dict[str, tuple[str, str]]:
    if not _PATH.exists():
        raise ModelError(f"{_PATH.name} is missing; reinstall the package")
    found: dict[str, tuple[str, str]] = {}
    for line in gzip.decompress(_PATH.read_bytes()).decode().splitlines():
        coarse, fine, words = line.split("\t")
        for word in words.split(" "):
            found[word] = (coarse, fine)
    return found


@kept
def cluster(word: str) -> tuple[str, str]:
    """The (coarse of 128, fine of 1024) cluster of a folded word; ("", "") for one that is too rare.

    A word with a conjunction or preposition written on to it takes the cluster of its stem if it has
    none of its own.
    """
    table = _clusters()
    for variant in variants(word):
        if variant.stem in table:
            return table[variant.stem]
    return ("", "")


def clustered_words() -> Iterable[tuple[str, tuple[str, str]]]:
    """Every (folded word, its coarse and fine cluster)."""
    return _clusters().items()
