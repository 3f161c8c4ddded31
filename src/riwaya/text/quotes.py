"""Quotations of every kind of mark, by paragraph; nested and unclosed ones kept as what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.model import Span
from riwaya.text.marks import CLOSERS, PAIRS, SAME
from riwaya.text.sentences import Sentence
from riwaya.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: tokens `first` (the opening mark) to `last` (exclusive, the closing mark inside if `closed`)."""

    first: int
    last: int
    inner: Span
    closed: bool

    @property
    def words(self) -> int:
        """Tokens between the marks."""
        return self.last - self.first - 1 - int(self.closed)


def find_quotes(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[Quote]:
    """The quotations in order of their opening marks: «…», “…”, "…" and so on.

    A sign that opens and closes alike ("…") opens after white space or an opening mark and closes otherwise.
    """
    found: list[Quote] = []
    stack: list[tuple[int, str]] = []
    bounds = {s.last - 1: s.paragraph for s in sentences}
    paragraph_of_last = {s.last - 1 for s, t in zip(sentences, sentences[1:], strict=False) if t.paragraph != s.paragraph}
    for i, token in enumerate(tokens):
        if token.kind == "sign":
            _step(text, tokens, i, stack, found)
        if i in paragraph_of_last or (i in bounds and i + 1 == len(tokens)):
            for first, _ in stack:
                found.append(Quote(first, i + 1, Span(tokens[first].end, token.end), closed=False))
            stack.clear()
    return sorted((q for q in found if q.inner.length > 0), key=lambda q: (q.first, -q.last))


def _step(text: str, tokens: Sequence[Token], i: int, stack: list[tuple[int, str]], found: list[Quote]) -> None:
    sign = tokens[i].text
    depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][1] == sign), None)
    if sign in SAME:
        opens = depth is None or (_opens(text, tokens, i) and depth != len(stack) - 1)
    else:
        opens = sign in PAIRS and depth is None
    if opens:
        stack.append((i, PAIRS.get(sign, sign)))
    elif depth is not None and (sign in CLOSERS or sign in SAME):
        first, _ = stack[depth]
        del stack[depth:]
        found.append(Quote(first, i + 1, Span(tokens[first].end, tokens[i].start), closed=True))


def _opens(text: str, tokens: Sequence[Token], i: int) -> bool:
    start, end = tokens[i].start, tokens[i].end
    after_space = start == 0 or text[start - 1].isspace()
    before_space = end == len(text) or text[end].isspace()
    return after_space and not before_space
