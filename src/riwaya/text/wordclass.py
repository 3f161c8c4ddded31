"""A coarse class for every token: what it may be by itself, and, where that leaves verb or noun, its
neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from riwaya.rules.decider import has_decider
from riwaya.rules.kept import kept
from riwaya.text.ambiguity import NAME, is_verb
from riwaya.text.analysis import CLOSES, RAW, Analysis, WordClass, analyse, closed_class, is_definite
from riwaya.text.clitics import PARTS, variants_before_pronoun, written_on
from riwaya.text.inflection import Form, readings
from riwaya.text.tokens import Token

__all__ = [
    "CLOSES",
    "Analysis",
    "WordClass",
    "analyse",
    "classify",
    "closed_class",
    "is_definite",
    "possible_forms",
]

_NAMES = frozenset(RAW["names_like_prepositions"])
_MAQSURA = frozenset(RAW["prepositions_with_maqsura"])
_BEFORE_VERB = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "future"})


def classify(tokens: Sequence[Token], *, by_rule: bool = False) -> list[WordClass]:
    """The class of each token: in "قال الناطق إن" ("the spokesman said that") verb, participle, comp.

    `by_rule` leaves the model aside, as its training does, which must not hang on what was trained before.
    """
    found: list[WordClass] = []
    trained = not by_rule and has_decider(NAME)
    names = _names_here(tokens)
    for i, token in enumerate(tokens):
        if token.kind != "word":
            found.append(token.kind)
            continue
        may = analyse(token.fold, token.text)
        if token.text in names:
            found.append("noun")
        elif may.closed:
            found.append(may.closed)
        elif (may.verb and may.noun) or (may.unknown and trained):
            verb = is_verb(tokens, i, found, may) if trained else _likely(tokens, i, found)
            found.append("verb" if verb else "participle" if may.participle else "noun")
        else:
            found.append("verb" if may.verb else "participle" if may.participle else "noun")
    return found


def _names_here(tokens: Sequence[Token]) -> frozenset[str]:
    """Names that fold like a preposition ("علي", "على"): nouns in a text that writes the preposition
    with alef maqsura.
    """
    return _NAMES if any(token.text in _MAQSURA for token in tokens) else frozenset()


def _likely(tokens: Sequence[Token], i: int, classes: Sequence[WordClass]) -> bool:
    """The rule that the model is bootstrapped from: a verb begins a clause, a noun does not."""
    return (classes[-1] if classes else "sign") in ("sign", "comp", "rel", "neg", "particle", "aux")


@kept
def possible_forms(word: str) -> frozenset[Form]:
    """The kinds of verb form that a folded word may be: "وقتلوا" gives {past}; "القتل" gives {masdar}."""
    forms = readings()
    found: set[Form] = set()
    for prefix in ("", *written_on(word)):
        parts = PARTS[prefix]
        kinds = {r.form for r in forms.get(word[len(prefix) :], ())}
        found |= (
            kinds
            if prefix in _BEFORE_VERB
            else kinds - ({"past", "present"} if parts & {"article"} else {"past"})
        )
    for variant in variants_before_pronoun(word):
        kinds = {r.form for r in forms.get(variant.stem, ())}
        found |= kinds if variant.prefix in _BEFORE_VERB else kinds - {"past"}
    return _one_of(frozenset(found))


@cache
def _one_of(kinds: frozenset[Form]) -> frozenset[Form]:
    """The same set for all words of these kinds, of which there are some dozens."""
    return kinds
