"""Sentences as runs of tokens: at full stops that end one, and at line ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.model import Span
from riwaya.text.marks import ABBREVIATIONS, QUOTES, SENTENCE_END
from riwaya.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive) of the document, and the paragraph that they stand in."""

    index: int
    first: int
    last: int
    span: Span
    paragraph: int


def split(text: str, tokens: Sequence[Token]) -> list[Sentence]:
    """The sentences of `text`.

    A full stop ends one when white space follows (after a closing quote, too) and the word before is no abbreviation:
    "قال د. سالم إن" ("Dr Salem said that") is not cut. A line end always ends one.
    """
    found: list[Sentence] = []
    first, paragraph = 0, 0
    for i, token in enumerate(tokens):
        following = tokens[i + 1].start if i + 1 < len(tokens) else len(text)
        gap = text[token.end : following]
        new_line = "\n" in gap or "\u2029" in gap
        if new_line or i + 1 == len(tokens) or (gap and _ends(tokens, i)):
            found.append(Sentence(len(found), first, i + 1, Span(tokens[first].start, token.end), paragraph))
            first = i + 1
            paragraph += new_line
    return found


def _ends(tokens: Sequence[Token], i: int) -> bool:
    """Whether the sentence ends with token `i`, white space following."""
    stop = i - 1 if tokens[i].text in QUOTES and i > 0 and tokens[i - 1].end == tokens[i].start else i
    sign = tokens[stop].text
    if sign[0] not in SENTENCE_END:
        return False
    if sign != "." or stop == 0:
        return True
    before = tokens[stop - 1]
    return not (before.end == tokens[stop].start and before.kind == "word" and before.fold in ABBREVIATIONS)
