"""A coarse class for every token, from closed lists, the verb table, the word's parting and the neighbours."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from riwaya.rules.tables import DATA
from riwaya.text.clitics import PARTS, restored, variants_before_pronoun
from riwaya.text.folding import fold_word
from riwaya.text.inflection import verb_forms
from riwaya.text.segmenter import parting, word_frequencies
from riwaya.text.tokens import Token

WordClass = Literal[
    "prep", "comp", "rel", "pron", "dem", "neg", "particle", "aux", "verb", "participle", "noun", "number", "sign"
]

NAME = "wordclass"
_RAW: dict[str, list[str]] = tomllib.loads((DATA / "text/closed.toml").read_text("utf-8"))
_CLOSED: dict[str, WordClass] = {
    fold_word(word): name  # type: ignore[misc]
    for name in ("particle", "aux", "neg", "dem", "pron", "rel", "prep", "comp")
    for word in _RAW[name]
}
_VERB_AFTER = frozenset(map(fold_word, _RAW["verb_after"]))
_NOUN_AFTER = frozenset(map(fold_word, _RAW["noun_after"]))
CLOSES = frozenset(map(fold_word, _RAW["closes"]))
_NOUN_ENDINGS = tuple(_RAW["noun_endings"])
_HAMZA_SEATS = frozenset(_RAW["hamza_seats"])
_TANWIN = fold_word(_RAW["tanwin"][0])
_BEFORE_VERB = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "future"})
_CONJ = frozenset(p for p, parts in PARTS.items() if parts <= {"conj"})
_FUTURE = frozenset(p for p, parts in PARTS.items() if "future" in parts)
_ARTICLED = tuple(p for p, parts in PARTS.items() if "article" in parts)
_ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
# A form that could be a verb may be a noun, too, if the same word with the article is at least 1/32 as frequent; unmeasured.
_MAY_BE_NOUN = -5


class Analysis(NamedTuple):
    """What a word may be by itself: its closed class, or a verb, a participle or another noun."""

    closed: WordClass | None
    verb: bool
    noun: bool
    participle: bool
    definite: bool


def classify(tokens: Sequence[Token]) -> list[WordClass]:
    """The class of each token: in "قال الناطق إن" ("the spokesman said that") verb, participle, comp."""
    found: list[WordClass] = []
    for i, token in enumerate(tokens):
        if token.kind != "word":
            found.append(token.kind)
            continue
        may = analyse(token.fold, token.text)
        if may.closed:
            found.append(may.closed)
        elif may.verb and may.noun:
            verb = _is_verb(tokens, i, found)
            found.append("verb" if verb else "participle" if may.participle else "noun")
        else:
            found.append("verb" if may.verb else "participle" if may.participle else "noun")
    return found


def _is_verb(tokens: Sequence[Token], i: int, classes: Sequence[WordClass]) -> bool:
    """Whether a word that may be a verb or a noun is a verb here."""
    before = tokens[i - 1].fold if i else ""
    class_before = classes[-1] if classes else "sign"
    if before in _VERB_AFTER:
        return True
    if before in _NOUN_AFTER or class_before in ("prep", "verb", "dem", "number"):
        return False
    return class_before in ("sign", "comp", "rel", "neg", "particle", "aux")


@lru_cache(maxsize=131072)
def analyse(word: str, text: str = "") -> Analysis:
    """What a folded word (written `text`) may be, by its likeliest parting."""
    closed = closed_class(word)
    if closed:
        return Analysis(closed, False, False, False, False)
    part = parting(word, text)
    definite = _has_article(part.stem, word, text, len(part.prefix))
    forms = verb_forms()
    kinds = {kind for stem in _stems(part.stem, part.suffix) for _, kind in forms.get(stem, ())}
    if definite:
        bare = part.stem[len(_ARTICLE) :]
        kinds = {kind for stem in _stems(bare, part.suffix) for _, kind in forms.get(stem, ())}
        return Analysis(None, False, True, bool(kinds & {"active", "passive"}), True)
    nominal_only = text.endswith(_NOUN_ENDINGS) or part.prefix not in _BEFORE_VERB
    verb = not nominal_only and bool(kinds & {"past", "present"})
    participle = bool(kinds & {"active", "passive"})
    if part.prefix in _FUTURE:
        return Analysis(None, True, False, False, False)
    noun = nominal_only or not verb or bool(kinds - {"past", "present"}) or _may_be_noun(part.stem, part.suffix)
    return Analysis(None, verb, noun, participle, False)


def _stems(stem: str, suffix: str) -> list[str]:
    """The stem as written and as it was before the pronoun."""
    return restored(stem, suffix) if suffix else [stem]


def _has_article(stem: str, word: str, text: str, prefix: int) -> bool:
    """Whether the article begins the stem: not in "ألقى" nor "التقى" ("threw", "met")."""
    if not stem.startswith(_ARTICLE) or len(stem) < len(_ARTICLE) + 2:
        return False
    if len(text) == len(word) and text[prefix] in _HAMZA_SEATS:
        return False
    known = word_frequencies()
    verbal = any(kind in ("past", "present") for _, kind in verb_forms().get(stem, ()))
    return not verbal or known.get(stem[len(_ARTICLE) :], 0) > known.get(stem, 0)


def _may_be_noun(stem: str, suffix: str) -> bool:
    known = word_frequencies()
    for form in _stems(stem, suffix):
        for bare in (form, form[:-1] if form.endswith(_TANWIN) and len(form) > 3 else form):
            articled = known.get(_ARTICLE + bare, -1)
            if articled > 0 and articled - known.get(bare, 0) >= _MAY_BE_NOUN:
                return True
    return False


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
