"""A coarse class for every token, from closed lists, the verb table and the neighbours."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from riwaya.rules.tables import DATA
from riwaya.text.clitics import PARTS, variants_before_pronoun
from riwaya.text.folding import fold_word
from riwaya.text.inflection import verb_forms
from riwaya.text.tokens import Token

WordClass = Literal[
    "prep", "comp", "rel", "pron", "dem", "neg", "particle", "aux", "verb", "participle", "noun", "number", "sign"
]

_RAW: dict[str, list[str]] = tomllib.loads((DATA / "text/closed.toml").read_text("utf-8"))
_CLOSED: dict[str, WordClass] = {
    fold_word(word): name  # type: ignore[misc]
    for name in ("particle", "aux", "neg", "dem", "pron", "rel", "prep", "comp")
    for word in _RAW[name]
}
_VERB_AFTER = frozenset(map(fold_word, _RAW["verb_after"]))
_NOUN_AFTER = frozenset(map(fold_word, _RAW["noun_after"]))
CLOSES = frozenset(map(fold_word, _RAW["closes"]))
_CONJ = frozenset(p for p, parts in PARTS.items() if parts <= {"conj"})
_BEFORE_VERB = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "future"})
_ARTICLED = tuple(p for p, parts in PARTS.items() if "article" in parts)


def classify(tokens: Sequence[Token]) -> list[WordClass]:
    """The class of each token: in "قال الناطق إن" ("the spokesman said that") verb, noun, comp."""
    found: list[WordClass] = []
    for i, token in enumerate(tokens):
        if token.kind != "word":
            found.append(token.kind)
            continue
        before = tokens[i - 1].fold if i else ""
        found.append(_classify(token.fold, before, found[-1] if found else "sign"))
    return found


def _classify(word: str, before: str, class_before: WordClass) -> WordClass:
    closed = closed_class(word)
    if closed:
        return closed
    kinds = possible_forms(word)
    verbal, nominal = kinds & {"past", "present"}, kinds - {"past", "present"}
    if verbal and not nominal:
        return "verb" if class_before != "prep" or "present" in verbal else "noun"
    if verbal:
        if before in _VERB_AFTER:
            return "verb"
        if before in _NOUN_AFTER or class_before in ("prep", "verb", "dem", "number"):
            return "noun"
        if class_before in ("sign", "comp", "rel", "neg", "particle", "aux"):
            return "verb"
    if kinds & {"active"}:
        return "participle"
    return "noun"


@lru_cache(maxsize=65536)
def closed_class(word: str) -> WordClass | None:
    """The closed class of a folded word, a conjunction before it allowed."""
    if word in _CLOSED:
        return _CLOSED[word]
    if word[:1] in _CONJ and word[1:] in _CLOSED and len(word) > 2:
        return _CLOSED[word[1:]]
    return None


@lru_cache(maxsize=65536)
def possible_forms(word: str) -> frozenset[str]:
    """The kinds of verb form that a folded word may be: "وقتلوا" gives {past}; "القتل" gives {masdar}."""
    forms = verb_forms()
    found: set[str] = set()
    for prefix, parts in PARTS.items():
        if not word.startswith(prefix):
            continue
        kinds = {kind for _, kind in forms.get(word[len(prefix) :], ())}
        found |= kinds if prefix in _BEFORE_VERB else kinds - ({"past", "present"} if parts & {"article"} else {"past"})
    for variant in variants_before_pronoun(word):
        kinds = {kind for _, kind in forms.get(variant.stem, ())}
        found |= kinds if variant.prefix in _BEFORE_VERB else kinds - {"past"}
    return frozenset(found)


@cache
def is_definite(word: str) -> bool:
    """Whether a folded word carries the article, after whatever clitics."""
    return any(word.startswith(p) and len(word) > len(p) + 2 for p in _ARTICLED)
