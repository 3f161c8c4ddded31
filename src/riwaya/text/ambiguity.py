"""Verb or noun: what the neighbours say about a word that may be either (models/wordclass.md)."""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from functools import cache

from riwaya.rules.decider import MODELS, decider
from riwaya.text.analysis import NOUN_AFTER, Analysis, WordClass, analyse, given_names
from riwaya.text.clitics import PARTS
from riwaya.text.clusters import cluster
from riwaya.text.inflection import readings
from riwaya.text.marks import COLON, COMMA, QUOTES, SENTENCE_END
from riwaya.text.tokens import Token

NAME = "wordclass"
PRIORS = MODELS / f"{NAME}.priors.tsv.gz"
_OPEN: frozenset[str] = frozenset({"noun", "participle", "verb"})
# Words before the clause began are not looked at for another verb.
_CLAUSE = 12
_SIGNS = SENTENCE_END | QUOTES | COMMA | COLON | frozenset("()[]/-%")
# The odds of verb for a word in no list, before its neighbours are seen; unmeasured.
_UNKNOWN = -3.0
# The same for a given name that could be a verb (سالم) and was too rare to count; unmeasured.
_NAME = -2.5
# Odds so long that the neighbours are not asked; unmeasured.
_SETTLED = 4.0
_CONJ = frozenset(p for p, parts in PARTS.items() if parts == {"conj"})


@cache
def priors() -> dict[str, float]:
    """For folded stems that may be verb or noun, the logarithm of the odds of verb, as they stood in the
    ANT corpus.
    """
    if not PRIORS.exists():
        return {}
    lines = gzip.decompress(PRIORS.read_bytes()).decode().splitlines()
    return {word: int(odds) / 10 for word, odds in (line.split("\t") for line in lines)}


def key(may: Analysis) -> str:
    """What a word's odds are kept under: its stem, marked where a pronoun follows, for تقدمه is seldom
    what تقدم is.
    """
    return f"{may.stem}+" if may.suffix else may.stem


def is_verb(tokens: Sequence[Token], i: int, classes: Sequence[WordClass], may: Analysis) -> bool:
    """Whether token `i`, a verb or a noun by itself, is a verb here; `classes` has the classes of the
    tokens before it.

    "قتل" is one in "قتل الجنود ثلاثة" ("the soldiers killed three"), none in "عملية قتل الجنود" ("the
    killing of …").
    """
    if may.verb and _governed(tokens, i, classes):
        return False
    before = _prior(may)
    if abs(before) >= _SETTLED:
        return before > 0
    p = decider(NAME).probability(neighbours(tokens, i, classes, may), "verb")
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p)) + before > 0


def is_doubtful(may: Analysis) -> bool:
    """Whether the word by itself leaves verb or noun open."""
    return (may.verb and may.noun) or may.unknown


def _prior(may: Analysis) -> float:
    """The odds of verb before any neighbour is seen."""
    rare = _UNKNOWN if may.unknown else _NAME if may.stem in given_names() and not may.suffix else 0.0
    return priors().get(key(may), rare)


def _governed(tokens: Sequence[Token], i: int, classes: Sequence[WordClass]) -> bool:
    """Whether a preposition without pronoun or a noun such as "عملية" governs a word without a person's
    letter.
    """
    if (
        i == 0
        or (classes[i - 1] != "prep" and tokens[i - 1].parted.stem not in NOUN_AFTER)
        or tokens[i - 1].parted.suffix
    ):
        return False
    may = analyse(tokens[i].fold, tokens[i].text)
    return not may.prefix and not any(
        r.form == "present" and r.agrees[0] == "3" for r in readings().get(may.stem, ())
    )


def neighbours(tokens: Sequence[Token], i: int, classes: Sequence[WordClass], may: Analysis) -> list[str]:
    """The features of token `i`: nothing of the word itself but what is written on to it."""
    found = [f"own{may.prefix}|{may.suffix}", "b"]
    before, second = _seen(tokens, classes, i - 1), _seen(tokens, classes, i - 2)
    after, next_after = _ahead(tokens, i + 1), _ahead(tokens, i + 2)
    later = _verb_later(tokens, i)
    found += [
        f"p{before}",
        f"p{before}|{may.prefix}",
        f"pp{second}|{before}",
        f"n{after}",
        f"n{after}|{next_after}",
        f"pn{before}|{after}",
        f"v{_verb_before(classes, i)}",
        f"v{_verb_before(classes, i)}|{before}",
        f"l{later}",
        f"l{later}|{before}",
        f"l{later}|{_verb_before(classes, i)}",
    ]
    for name, at in (("p", i - 1), ("n", i + 1), ("m", i + 2)):
        if 0 <= at < len(tokens) and tokens[at].kind == "word":
            coarse, fine = cluster(tokens[at].fold)
            found += [f"c{name}{coarse}", f"f{name}{fine}"]
    return found


def _seen(tokens: Sequence[Token], classes: Sequence[WordClass], i: int) -> str:
    """A token before: its class, with the word itself where the class is closed."""
    if i < 0:
        return "<"
    kind = classes[i]
    if kind in _OPEN:
        may = analyse(tokens[i].fold, tokens[i].text)
        return f"{kind}{'D' if may.definite else 'd'}{may.prefix}"
    return kind if kind == "number" else f"{kind}:{_told(tokens[i])}"


def _ahead(tokens: Sequence[Token], i: int) -> str:
    """A token after: what it may be by itself."""
    if i >= len(tokens):
        return ">"
    token = tokens[i]
    if token.kind != "word":
        return token.kind if token.kind == "number" else _told(token)
    may = analyse(token.fold, token.text)
    if may.closed:
        return f"{may.closed}:{token.fold}"
    return f"{'V' * may.verb}{'N' * may.noun}{'D' * may.definite}{'P' * may.participle}{may.prefix}"


def _told(token: Token) -> str:
    """The word or sign itself, a sign only if the engine knows it: any other character may stand in a
    text.
    """
    return token.fold if token.kind == "word" or token.fold in _SIGNS else "sign"


def _verb_before(classes: Sequence[WordClass], i: int) -> str:
    """Whether the clause had a verb already, and how far back."""
    for back in range(1, min(i, _CLAUSE) + 1):
        kind = classes[i - back]
        if kind == "verb":
            return str(min(back, 4))
        if kind in ("comp", "rel"):
            return kind
        if kind == "sign":
            return "sign"
    return "-"


def _verb_later(tokens: Sequence[Token], i: int) -> str:
    """Whether a certain verb follows in the clause, after a definite word or another: "رفض الفصيل العرض
    أطال …".
    """
    definite = False
    for at in range(i + 1, min(len(tokens), i + _CLAUSE)):
        token = tokens[at]
        if token.kind == "sign":
            return "-"
        may = analyse(token.fold, token.text)
        if may.closed in ("comp", "rel", "aux", "neg") or may.prefix[:1] in _CONJ:
            return may.closed or "+"
        if may.verb and not may.noun:
            return "D" if definite else "d"
        definite = may.definite or bool(may.suffix) or (definite and may.closed is not None)
    return ">"
