"""Quotations of every kind of mark; nested, unclosed and mismatched ones kept as what they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.model import Span
from riwaya.text.marks import COMMA, LOOSE, MIRRORED, PAIRS, QUOTES, SAME, SENTENCE_END
from riwaya.text.sentences import Sentence
from riwaya.text.tokens import Token

# Deeper nesting is a text of stray marks; the outermost is let go so that work stays in proportion to
# the text.
_DEEPEST = 6
# An unclosed quotation ends with its paragraph, or with its sentence where the paragraph goes on longer
# than this.
_LONGEST_UNCLOSED = 150
# How many paragraphs a quotation may run over without being opened anew.
_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: tokens `first` (the opening mark) to `last` (exclusive, the closing mark inside if
    `closed`).
    """

    first: int
    last: int
    inner: Span
    closed: bool

    @property
    def words(self) -> int:
        """Tokens between the marks."""
        return self.last - self.first - 1 - int(self.closed)


@dataclass(slots=True)
class _Open:
    """A quotation whose closing mark has not come: its first token, the mark awaited, and where it ends
    without one.
    """

    first: int
    awaits: str
    last: int = 0
    paragraphs: int = 0


def find_quotes(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[Quote]:
    """The quotations in order of their opening marks: «…», “…”, "…" and so on.

    A sign that opens and closes alike ("…") is paired in turn where a paragraph has an even number of it
    and white space does not speak against it; else it opens after white space and closes before it. A
    quotation that its paragraph does not close ends with it, unless one of the next paragraphs closes it
    before anything is opened there.
    """
    found: list[Quote] = []
    carried: list[_Open] = []
    ends = [s.last for s in sentences]
    for first, last in _paragraphs(sentences):
        marks = [i for i in range(first, last) if tokens[i].kind == "sign" and tokens[i].text in QUOTES]
        if marks:
            carried = _paragraph(text, tokens, marks, last, carried, found, ends)
        for quote in [q for q in carried if q.paragraphs >= _PARAGRAPHS]:
            found.append(_unclosed(tokens, quote))
        carried = [q for q in carried if q.paragraphs < _PARAGRAPHS]
        for quote in carried:
            quote.paragraphs += 1
    found += [_unclosed(tokens, quote) for quote in carried]
    return sorted((q for q in found if q.inner.length > 0), key=lambda q: (q.first, -q.last))


def _paragraphs(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The token bounds of each paragraph."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        first, _ = bounds.get(sentence.paragraph, (sentence.first, 0))
        bounds[sentence.paragraph] = (first, sentence.last)
    return list(bounds.values())


def _paragraph(
    text: str,
    tokens: Sequence[Token],
    marks: Sequence[int],
    last: int,
    carried: list[_Open],
    found: list[Quote],
    ends: Sequence[int],
) -> list[_Open]:
    """Pair the marks of a paragraph that ends before token `last`; returns the quotations it leaves
    open.
    """
    paired = {sign for sign in SAME if _alternate(text, tokens, [i for i in marks if tokens[i].text == sign])}
    stack: list[_Open] = []
    for i in marks:
        sign = tokens[i].text
        at = next((d for d in range(len(stack) - 1, -1, -1) if stack[d].awaits == sign), None)
        if _opens(text, tokens, i, sign in paired, at is not None):
            found += [_unclosed(tokens, q) for q in carried]
            carried = []
            if len(stack) == _DEEPEST:
                del stack[0]
            if at is not None and sign in SAME:
                found += [_unclosed(tokens, q) for q in stack[at:]]
                del stack[at:]
            sentence_end = ends[bisect_right(ends, i)]
            stack.append(_Open(i, _awaited(sign), last if last - i <= _LONGEST_UNCLOSED else sentence_end))
        elif at is not None:
            _close(tokens, stack[at].first, i, found)
            del stack[at:]
        elif stack and sign in LOOSE and stack[-1].awaits in LOOSE:
            _close(tokens, stack.pop().first, i, found)
        elif not stack and carried and carried[0].awaits == sign:
            _close(tokens, carried[0].first, i, found)
            carried = []
    if stack:
        found += [_unclosed(tokens, q) for q in (*carried, *stack[1:])]
        return stack[:1]
    return carried


def _awaited(sign: str) -> str:
    """The mark that closes what `sign` opens; the mirrored one of a closing mark: ”…“."""
    return PAIRS.get(sign) or MIRRORED.get(sign, sign)


def _opens(text: str, tokens: Sequence[Token], i: int, in_turn: bool, awaited: bool) -> bool:
    """Whether the mark at token `i` opens a quotation."""
    sign = tokens[i].text
    if sign in MIRRORED and not awaited:
        return _look(text, tokens, i) > 0
    if sign not in SAME:
        return sign in PAIRS and not awaited
    if in_turn:
        return not awaited
    look = _look(text, tokens, i)
    # Glued or free on both sides: what is awaited decides.
    return look > 0 or (look == 0 and not awaited)


def _alternate(text: str, tokens: Sequence[Token], marks: Sequence[int]) -> bool:
    """Whether the marks open and close in turn: an even number, and none looks like the contrary."""
    return len(marks) % 2 == 0 and all(
        _look(text, tokens, i) >= 0 if n % 2 == 0 else _look(text, tokens, i) <= 0
        for n, i in enumerate(marks)
    )


def _look(text: str, tokens: Sequence[Token], i: int) -> int:
    """1 if white space makes the mark at token `i` look like an opening one, -1 like a closing one, 0 if
    neither.
    """
    start, end = tokens[i].start, tokens[i].end
    before = start == 0 or text[start - 1].isspace()
    after = end == len(text) or text[end].isspace() or text[end] in COMMA or text[end] in SENTENCE_END
    return int(before) - int(after)


def _close(tokens: Sequence[Token], first: int, i: int, found: list[Quote]) -> None:
    found.append(Quote(first, i + 1, Span(tokens[first].end, tokens[i].start), closed=True))


def _unclosed(tokens: Sequence[Token], quote: _Open) -> Quote:
    return Quote(
        quote.first, quote.last, Span(tokens[quote.first].end, tokens[quote.last - 1].end), closed=False
    )
