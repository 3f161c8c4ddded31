"""The words of a report as linking and copies compare them: folded, without what is written on to them."""

from __future__ import annotations

import re

from riwaya.rules.kept import kept
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_word

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile("(?<=[.!\u061f\u061b])\\s+|\n+")
_ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
_WITH_ARTICLE = tuple(sorted((p for p, parts in PARTS.items() if "article" in parts), key=len, reverse=True))
CONJUNCTIONS = tuple(sorted(p for p, parts in PARTS.items() if parts == {"conj"}))
_SHORTEST = 3


def written(text: str) -> list[str]:
    """The words of `text` as they stand there, in order."""
    return _WORD.findall(text)


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return list(map(fold_word, _WORD.findall(text)))


@kept
def stem(word: str) -> str:
    """A folded word without conjunction, preposition and article: "وبالقصف" ("and by the shelling") gives
    "قصف".
    """
    for prefix in _WITH_ARTICLE:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            return word[len(prefix) :]
    for prefix in CONJUNCTIONS:
        if word.startswith(prefix) and len(word) - len(prefix) > _SHORTEST:
            return word[len(prefix) :]
    return word


@kept
def is_definite(word: str) -> bool:
    """Whether a word begins with the article, after conjunctions and prepositions: "والهجوم" ("and the
    attack").
    """
    folded = fold_word(word.split(" ")[0])
    return any(folded.startswith(p) and len(folded) - len(p) >= _SHORTEST for p in _WITH_ARTICLE)


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of `text` begin, code points, in order."""
    return [0, *(m.end() for m in _BREAK.finditer(text))]
