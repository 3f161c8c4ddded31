"""The punctuation that the engine acts on, from data/text/marks.toml."""

from __future__ import annotations

import tomllib

from riwaya.rules.tables import DATA
from riwaya.text.folding import fold_word

_RAW = tomllib.loads((DATA / "text/marks.toml").read_text("utf-8"))

SENTENCE_END: frozenset[str] = frozenset(_RAW["sentence_end"])
PAIRS: dict[str, str] = dict(_RAW["pairs"])
MIRRORED: dict[str, str] = dict(_RAW["mirrored"])
CLOSERS: frozenset[str] = frozenset(PAIRS.values())
SAME: frozenset[str] = frozenset(_RAW["same"])
QUOTES: frozenset[str] = frozenset(PAIRS) | CLOSERS | SAME
LOOSE: frozenset[str] = frozenset(_RAW["loose"])
COMMA: frozenset[str] = frozenset(_RAW["comma"])
DASH: frozenset[str] = frozenset(_RAW["dash"])
CLOSING: frozenset[str] = frozenset(_RAW["closing"])
COLON: frozenset[str] = frozenset(_RAW["colon"])
ABBREVIATIONS: frozenset[str] = frozenset(fold_word(word) for word in _RAW["abbreviations"])
