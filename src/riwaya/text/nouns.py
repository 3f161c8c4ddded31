"""Nouns by themselves: common nouns, names, verbal nouns, and which of them begin a phrase of their own."""

from __future__ import annotations

import tomllib
from functools import cache

from riwaya.rules.kept import kept
from riwaya.rules.tables import DATA, table
from riwaya.text.analysis import WordClass, given_names, is_definite, listed_nouns, person_nouns
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_word
from riwaya.text.frequencies import word_frequencies
from riwaya.text.inflection import is_verbal_noun

_RAW = tomllib.loads((DATA / "text/phrases.toml").read_text("utf-8"))
_TANWIN = fold_word(_RAW["tanwin"])
_NEVER_COMMON = frozenset(map(fold_word, _RAW["names_written_like_nouns"]))
_ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
# A word is a common noun if the same word with the article is at least an eighth as frequent (2^-3);
# unmeasured.
_COMMON = -3


def begins_anew(word: str, kind: WordClass) -> bool:
    """Whether a word after a complete definite phrase begins another: an indefinite common noun or
    participle.
    """
    if kind == "number" or is_definite(word) or word in _NEVER_COMMON or word in given_names():
        return False
    return (kind == "participle" and word.endswith(_TANWIN)) or is_common(word) or _is_action(word)


@kept
def is_name(word: str) -> bool:
    """Whether a folded word is in no list of nouns and is hardly seen with the article: "عدن", "داعش"."""
    return word.isalpha() and not is_common(word) and not _is_action(word)


@cache
def cardinals() -> frozenset[str]:
    """The folded cardinals in words, and the plurals of tens, hundreds and thousands."""
    rows = table("numbers/words.tsv", "form", "kind")
    words = {fold_word(form) for form, kind in rows if kind not in ("ordinal", "fraction")}
    return frozenset(words | set(map(fold_word, _RAW["amounts"])))


def is_thing(word: str, kind: WordClass) -> bool:
    """Whether a common noun after a name is no person's and so begins another phrase: "شهدت عدن |
    اشتباكات".
    """
    if kind != "noun" or is_definite(word) or word in given_names() or word in _NEVER_COMMON:
        return False
    return word not in person_nouns() and word in listed_nouns()


@kept
def _is_action(word: str) -> bool:
    """Whether a folded word is a listed noun or a verbal noun: "مقتل", "إعلان"."""
    return word in listed_nouns() or is_verbal_noun(word)


@kept
def is_common(word: str) -> bool:
    """Whether a folded word without article is a common noun: the same word is about as usual with the
    article.

    "مدينه" ("town") is, "محمد" is not.
    """
    known = word_frequencies()
    for form in (word, word[:-1] if word.endswith(_TANWIN) and len(word) > 3 else word):
        articled = known.get(_ARTICLE + form, -1)
        if articled > 0 and articled - known.get(form, 0) >= _COMMON:
            return True
    return False
