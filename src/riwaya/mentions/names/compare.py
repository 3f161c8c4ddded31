"""How names, titles and descriptions within a report are compared."""

from __future__ import annotations

from functools import lru_cache

from riwaya.mentions.names.grammar import FEMININE, PARTICLES, VARYING, without_article
from riwaya.text.folding import fold_word

Words = tuple[str, ...]


@lru_cache(maxsize=16384)
def name_words(name: str) -> Words:
    """The words of a name by which mentions are compared: folded, articles and particles off, long vowels
    evened."""
    words = (without_article(fold_word(w.strip("()[].,-\"'"))) for w in name.replace("-", " ").split())
    return tuple(even(w) for w in words if w and w not in PARTICLES)


@lru_cache(maxsize=16384)
def body_words(name: str) -> Words:
    """The words of a body's name by which mentions are compared: folded, articles off."""
    words = (without_article(fold_word(w.strip("()[].,-\"'"))) for w in name.split())
    return tuple(w for w in words if w)


@lru_cache(maxsize=65536)
def even(word: str) -> str:
    """A folded word without what spelling varies in: نايف and نائف, لصور and لاصور."""
    bare = "".join(c for c in word[1:] if c not in VARYING)
    return word[:1] + bare if len(bare) > 1 else word


def fit(wanted: list[str], title: Words) -> float:
    """How well a short title fits a full one, 0 for not at all: the head must agree, and one must hold the
    other's words."""
    if not title or not _same_head(wanted[0], title[0]):
        return 0.0
    a, b = set(wanted[1:]), set(title[1:])
    if a <= b:
        return 1.0 + len(a)
    if b <= a:
        return 0.5 + len(b) * 0.1
    return 0.0


def _same_head(a: str, b: str) -> bool:
    return a == b or (
        len(a) > 2 and len(b) > 2 and any(a == b + ending or b == a + ending for ending in FEMININE)
    )


def same_body(words: Words, theirs: Words) -> bool:
    """Whether another name is a fuller one of the same body."""
    return len(theirs) > len(words) and words[0] == theirs[0] and set(words) <= set(theirs)
