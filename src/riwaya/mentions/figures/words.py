"""Function words around counts (data/figures/words.toml), folded."""

from __future__ import annotations

import tomllib

from riwaya.rules.tables import DATA
from riwaya.text.folding import fold_word
from riwaya.text.lexicon import folded_words

_RAW: dict[str, list[str]] = tomllib.loads((DATA / "figures/words.toml").read_text("utf-8"))

SETS: dict[str, frozenset[str]] = {name: frozenset(map(fold_word, words)) for name, words in _RAW.items()}
SUBSET_PHRASES = [folded_words(phrase) for phrase in _RAW["subset_phrases"]]
FURNITURE = [folded_words(phrase) for phrase in _RAW["furniture"]]
