"""Noun phrases by their edges: where a phrase that begins at a token ends."""

from __future__ import annotations

from riwaya.text.document import Document
from riwaya.text.marks import QUOTES
from riwaya.text.wordclass import CLOSES

_LONGEST = 25


def phrase_end(document: Document, first: int, last: int) -> int:
    """The token after the noun phrase that begins at `first`, before `last`: nouns, adjectives, names and quoted words.

    In "قال قائد القوة في البلدة" ("the commander of the force in the town said") the phrase at "قائد" ends before "في".
    """
    i = first
    while i < min(last, first + _LONGEST):
        token, kind = document.tokens[i], document.classes[i]
        if token.kind == "sign" and token.text not in QUOTES:
            break
        if kind not in ("noun", "participle", "number", "sign") or (token.fold in CLOSES and i > first):
            break
        i += 1
    return i
