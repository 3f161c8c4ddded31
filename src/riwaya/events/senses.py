"""Senses of words: what kind of thing or person a word names, from data/frames/senses.tsv."""

from __future__ import annotations

from functools import cache

from riwaya.rules.kept import kept
from riwaya.rules.tables import several, table
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun
from riwaya.text.folding import fold_word

_NOMINAL = frozenset(p for p, parts in PARTS.items() if "future" not in parts)


@cache
def _senses() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, senses in table("frames/senses.tsv", "word", "senses"):
        found[fold_word(word)] = frozenset(several(senses))
    return found


@kept
def senses(word: str) -> frozenset[str]:
    """The senses of a folded word, clitics off: "وللمقاتلين" ("and for the fighters") gives {armed}."""
    known = _senses()
    for variant in variants(word):
        if variant.stem in known and variant.prefix in _NOMINAL:
            return known[variant.stem]
    for variant in variants_before_pronoun(word):
        if variant.stem in known:
            return known[variant.stem]
    return frozenset()
