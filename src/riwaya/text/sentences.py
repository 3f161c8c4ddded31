"""Sentences as runs of tokens: at full stops that end one, and at line ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.model import Span
from riwaya.text.marks import ABBREVIATIONS, CLOSING, COMMA, DASH, QUOTES, SENTENCE_END
from riwaya.text.tokens import Token

# Later layers may take time that grows with the square of a sentence's length. The longest of 20,492
# sentences in 1,979 ANT reports has 220 tokens, so a longer run is a text without punctuation.
LONGEST = 400
# A dateline opens the report and has this many tokens at the most, and as few as these without a bracket
# before its dash.
DATELINE, SHORT_DATELINE = 18, 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive) of the document, and the paragraph that they stand in."""

    index: int
    first: int
    last: int
    span: Span
    paragraph: int


def split(text: str, tokens: Sequence[Token]) -> list[Sentence]:
    """The sentences of `text`: they part its tokens, none longer than `LONGEST`.

    A full stop ends one when white space follows (after a closing quote, too) and the word before is no
    abbreviation: "قال د. سالم إن" ("Dr Salem said that") is not cut. A line end always ends one, and
    so does the dash of a dateline. A longer run is cut at its last comma.
    """
    found: list[Sentence] = []
    first, paragraph, comma = 0, 0, 0
    count, length = len(tokens), len(text)
    for i, token in enumerate(tokens):
        following = tokens[i + 1].start if i + 1 < count else length
        inside = token.kind != "sign" and i + 1 < count and i + 1 - first < LONGEST
        if inside and (following == token.end or text[token.end : following] == " "):
            continue  # most tokens: nothing ends with a word before a space
        if token.kind == "sign" and token.text in COMMA:
            comma = i + 1
        ends = i + 1 == count
        new_line = False
        if following > token.end:
            gap = text[token.end : following]
            new_line = gap != " " and _breaks_line(gap)
            ends = ends or new_line or ((gap[0].isspace() or len(gap) > 1) and _ends(tokens, i, first))
            ends = ends or (first == 0 and i <= DATELINE and _closes_dateline(tokens, i))
        if ends:
            found.append(_sentence(tokens, len(found), first, i + 1, paragraph))
            first = i + 1
            paragraph += new_line
        elif i + 1 - first >= LONGEST:
            cut = comma if comma > first + LONGEST // 2 else i + 1
            found.append(_sentence(tokens, len(found), first, cut, paragraph))
            first = cut
    return found


def _closes_dateline(tokens: Sequence[Token], i: int) -> bool:
    """Whether a dash ends an agency's dateline: "درنة (الأفق) - قتل أربعة" ("Derna (Al-Ufuq) - four were
    killed")."""
    if tokens[i].text not in DASH or i == 0 or tokens[i - 1].end == tokens[i].start:
        return False
    return tokens[i - 1].text in CLOSING or i <= SHORT_DATELINE


def _sentence(tokens: Sequence[Token], index: int, first: int, last: int, paragraph: int) -> Sentence:
    return Sentence(index, first, last, Span(tokens[first].start, tokens[last - 1].end), paragraph)


def _breaks_line(gap: str) -> bool:
    return "\n" in gap or "\r" in gap or "\u2029" in gap or "\u2028" in gap


def _ends(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Whether the sentence that began at `first` ends with token `i`, white space following."""
    if tokens[i].kind != "sign":
        return False
    stop = i - 1 if tokens[i].text in QUOTES and i > first and tokens[i - 1].end == tokens[i].start else i
    sign = tokens[stop].text
    if sign[0] not in SENTENCE_END:
        return False
    if sign != "." or stop == first:
        return True
    before = tokens[stop - 1]
    if before.end != tokens[stop].start:
        return True
    if before.kind == "number":
        return stop - 1 > first
    return before.kind != "word" or not (
        before.fold in ABBREVIATIONS or (len(before.fold) == 1 and before.fold.isascii())
    )
