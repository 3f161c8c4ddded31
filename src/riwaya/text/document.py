"""A report's text with the views that the layers read: tokens, sentences, quotations, word classes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from typing import Any

from riwaya.model import Span
from riwaya.text.quotes import Quote, find_quotes
from riwaya.text.sentences import Sentence, split
from riwaya.text.tokens import Token, tokenize
from riwaya.text.wordclass import WordClass, classify


@dataclass(frozen=True, slots=False)
class Document:
    """The verbatim `text` and its views; every view holds offsets into it. Build with `Document.of(text)`."""

    text: str
    sha256: str
    tokens: list[Token] = field(repr=False)
    sentences: list[Sentence] = field(repr=False)
    quotes: list[Quote] = field(repr=False)

    @classmethod
    def of(cls, text: str, sha256: str = "") -> Document:
        """The document of `text`."""
        tokens = tokenize(text)
        sentences = split(text, tokens)
        return cls(text, sha256, tokens, sentences, find_quotes(text, tokens, sentences))

    @cached_property
    def folds(self) -> list[str]:
        """The folded form of every token."""
        return [t.fold for t in self.tokens]

    def where(self, may: Callable[[str], object], first: int = 0, last: int | None = None) -> list[int]:
        """The tokens from `first` to `last` (exclusive; to the end) whose folded form `may` says yes to: most
        words begin nothing that a layer looks for, and `may` is best a function whose answers are kept."""
        end = len(self.tokens) if last is None else last
        return list(compress(range(first, end), map(may, self.folds[first:end])))

    @cached_property
    def classes(self) -> list[WordClass]:
        """The coarse class of every token, read with its neighbours."""
        return classify(self.tokens)

    @cached_property
    def sentence_index(self) -> list[int]:
        """The sentence number of every token."""
        return [s.index for s in self.sentences for _ in range(s.first, s.last)]

    @cached_property
    def quote_of(self) -> list[int]:
        """For every token the index in `quotes` of the innermost quotation that it stands in, -1 outside."""
        inside = [-1] * len(self.tokens)
        for number, quote in enumerate(self.quotes):
            for i in range(quote.first + 1, quote.last - int(quote.closed)):
                inside[i] = number
        return inside

    @cached_property
    def worked_out(self) -> dict[tuple[Any, ...], Any]:
        """What a layer above works out once for this document and is asked for again, under a key that names
        the layer's own question first."""
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens `first` to `last` (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def cut(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (exclusive)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def token_at(self, offset: int) -> int:
        """The index of the last token that begins at or before `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """First and last (exclusive) token that the span touches."""
        first = self.token_at(span.start)
        if self.tokens[first].end <= span.start:
            first += 1
        last = first
        while last < len(self.tokens) and self.tokens[last].start < span.end:
            last += 1
        return first, last
