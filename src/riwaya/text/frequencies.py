"""How often each word stands in news: it tells a letter that is written on to a word from one of its own."""

from __future__ import annotations

import gzip
from functools import cache

from riwaya.model import ModelError
from riwaya.rules.decider import MODELS
from riwaya.rules.tables import unwatched

# The segmenter's table: `riwaya train segmenter` counts it.
WORDS = MODELS / "segmenter.words.tsv.gz"


@cache
@unwatched
def word_frequencies() -> dict[str, int]:
    """For each known folded word the power of two nearest its count in the ANT corpus."""
    if not WORDS.exists():
        raise ModelError(f"{WORDS.name} is missing; reinstall the package or run `riwaya train segmenter`")
    found: dict[str, int] = {}
    for line in gzip.decompress(WORDS.read_bytes()).decode().splitlines():
        power, words = line.split("\t")
        found.update(dict.fromkeys(words.split(" "), int(power)))
    return found
