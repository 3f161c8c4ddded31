"""Hedges behind the people counted, and adjectives that belong to them."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.mentions.figures.people import person
from riwaya.mentions.numbers.hedges import hedge_after
from riwaya.mentions.numbers.words import atom
from riwaya.model.findings import Hedge
from riwaya.rules.kept import kept
from riwaya.text.clitics import PARTS
from riwaya.text.document import Document
from riwaya.text.marks import COLON, COMMA, SENTENCE_END
from riwaya.text.sentences import Sentence

STOPS = COMMA | COLON | SENTENCE_END
_HEDGE_REACH = 6


class Late(NamedTuple):
    """A hedge behind a count: the token after the count with it, its effect, its rule."""

    end: int
    effect: Hedge
    by: str


def late_hedge(document: Document, sentence: Sentence, core: int, end: int) -> Late | None:
    """The hedge within a few words behind a count that ends at `end`, its number at `core`.

    "28 عنصرا على الأقل من الفصائل" ("28 members at least of the factions") has one;
    a comma, a verb or another number
    closes the search.
    """
    tokens = document.tokens
    for i in range(core, min(sentence.last, end + _HEDGE_REACH)):
        token = tokens[i]
        numeral = token.kind == "number" or (token.kind == "word" and atom(token.fold) is not None)
        if i >= end and (token.text in STOPS or numeral or document.classes[i] in ("verb", "comp", "rel")):
            return None
        found = hedge_after(tokens, i)
        if found is not None:
            return Late(found[0] if i <= end else end, found[1].effect, f"number:{found[1].id}")
    return None


def bounded(value: int, hedge: Hedge) -> tuple[int | None, int | None]:
    """The interval of a hedged value: at least 2 is (2, None), up to 2 is (None, 2)."""
    if hedge in ("more_than", "at_least"):
        return value, None
    return (None, value) if hedge == "up_to" else (value, value)


@kept
def adjective(word: str) -> bool:
    """Whether a folded word may describe the people just counted:
    a demonym or a noun for people, no proclitic on it.
    """
    who = person(word)
    return who is not None and not PARTS[who.prefix] - {"article"} and not who.suffix
