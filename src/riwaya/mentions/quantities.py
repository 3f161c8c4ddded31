"""Numbers of anything but people: shares, distances, areas, weights, money, vehicles, arms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.mentions.numbers.contexts import CONTEXTS, OF
from riwaya.mentions.numbers.number import Number
from riwaya.mentions.numbers.units import dual_unit
from riwaya.model import Quantity, Span, identity
from riwaya.model.findings import Hedge
from riwaya.rules.trace import record
from riwaya.text.document import Document
from riwaya.text.phrases import phrase_end

_NO_KINDS = frozenset(CONTEXTS["no_quantity"])
_NO_UNITS = frozenset(CONTEXTS["no_quantity_units"])
_NO_OF = frozenset(CONTEXTS["no_of_units"])
_OF_REACH = 6


def find_quantities(document: Document, numbers: Sequence[Number]) -> list[Quantity]:
    """The quantities in text order: "80% من المباني" ("80 % of the buildings") is 80 percent of "المباني".

    Times are another layer. `value` is in the unit as written;
    a vague plural ("عشرات المركبات") gives its low end.
    """
    found = [*_numbered(document, numbers), *_duals(document, numbers)]
    return sorted(found, key=lambda q: q.span)


def _numbered(document: Document, numbers: Sequence[Number]) -> Iterator[Quantity]:
    for number in numbers:
        if number.unit is None or number.unit_kind in _NO_KINDS or number.unit in _NO_UNITS:
            continue
        last = max(number.last, number.unit_last)
        start = number.span.start
        span = Span(start, document.tokens[last - 1].end)
        yield _quantity(document, span, number.value, number.hedge, number.unit, last, number.by)


def _duals(document: Document, numbers: Sequence[Number]) -> Iterator[Quantity]:
    counted = {i for n in numbers for i in range(n.first, max(n.last, n.unit_last))}
    for token in document.tokens:
        if token.kind != "word" or token.index in counted:
            continue
        found = dual_unit(token.fold)
        if found is None or found[1].kind in _NO_KINDS or found[1].name in _NO_UNITS:
            continue
        span = Span(token.at(len(found[0])), token.end)
        yield _quantity(document, span, 2.0, "exact", found[1].name, token.index + 1, "number:dual")


def _quantity(
    document: Document, span: Span, value: float, hedge: Hedge, unit: str, last: int, by: str
) -> Quantity:
    record("quantities", by, span, f"{value:g} {unit}")
    key = identity(document.sha256, "q", span, unit)
    of = None if unit in _NO_OF else _of(document, last)
    return Quantity(key, span, value, hedge, unit, of, None, None, by)


def _of(document: Document, last: int) -> Span | None:
    """What the quantity is of: the noun phrase behind "of" right after it."""
    tokens = document.tokens
    if last + 1 >= len(tokens) or tokens[last].fold != OF:
        return None
    end = document.sentences[document.sentence_index[last]].last
    after = phrase_end(document, last + 1, min(end, last + 1 + _OF_REACH))
    return document.span(last + 1, after) if after > last + 1 else None
