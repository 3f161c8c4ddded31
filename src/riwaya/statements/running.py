"""Speech that runs on: sentences without a cue inside a quotation that a speaker has opened."""

from __future__ import annotations

from collections.abc import Container, Iterator

from riwaya.text.document import Document
from riwaya.text.quotes import Quote

_LONGEST = 12
_UNCLOSED = 2


def quote_opened(document: Document, content: tuple[int, int]) -> Quote | None:
    """The quotation that a content stands in and that goes on past its sentence."""
    first, last = content
    sentence = document.sentences[document.sentence_index[first]]
    best: Quote | None = None
    for quote in document.quotes:
        if quote.first >= last:
            break
        if quote.last > sentence.last and quote.last > last and quote.first >= first - 3:
            best = best or quote
    return best


def running_on(
    document: Document, quote: Quote, after: int, cued: Container[int]
) -> Iterator[tuple[int, int]]:
    """The stretches, sentence by sentence after sentence number `after`, that the quotation still covers.

    One that is never closed is taken to end at the next sentence with a cue (`cued`), and after two
    sentences.
    """
    end = quote.last - int(quote.closed)
    for sentence in document.sentences[after + 1 : after + 1 + _LONGEST]:
        if sentence.first >= end:
            break
        if not quote.closed and (sentence.index in cued or sentence.index > after + _UNCLOSED):
            break
        yield sentence.first, min(sentence.last, end)
