"""What a number is there for: a count, a measure, a year, a date, or part of a name."""

from __future__ import annotations

from riwaya.mentions.numbers.contexts import (
    AGE_BEFORE,
    ARTICLE,
    DASHES,
    DAYS,
    HOUR_BEFORE,
    LABEL_BEFORE,
    LABEL_BEFORE_WEAK,
    MONTHS,
    OF,
    YEAR_BEFORE,
)
from riwaya.mentions.numbers.number import Role
from riwaya.mentions.numbers.units import Unit, unit_at
from riwaya.text.document import Document
from riwaya.text.tokens import Token

_YEARS = range(1300, 2101)
_HOURS = 24
_AGES = 120


def role_of(
    document: Document,
    first: int,
    core: int,
    last: int,
    value: float,
    kind: str,
    parts: frozenset[str],
    hedge: str,
) -> tuple[Role, Unit | None, int]:
    """The role of the number at `core` to `last`, its unit if it has one, and the token after the unit.

    In "اللواء 35" ("Brigade 35") the number is a label, in "20 عاما" a unit "year",
    in "23 شخصا" ("23 people") a count.
    """
    tokens = document.tokens
    unit = unit_at(tokens, last)
    if unit is not None:
        return ("percent" if unit[1].kind == "percent" else "unit"), unit[1], unit[0]
    if core and tokens[core - 1].text in ("%", "\u066a", "$"):
        sign = unit_at(tokens, core - 1)
        if sign is not None:
            return ("percent" if sign[1].kind == "percent" else "unit"), sign[1], last
    before = _word_before(tokens, first)
    after = tokens[last] if last < len(tokens) else None
    if kind in ("digits", "range") and _dated(tokens, core, last, after):
        return "date", None, last
    if kind == "digits":
        if hedge == "exact" and before is not None and _labelled(document, core, last, before):
            return "label", None, last
        if hedge == "exact" and _is_year(document, core, last, value, before):
            return "year", None, last
        counts = last < len(tokens) and document.classes[last] == "noun" and tokens[last].fold not in MONTHS
        if before is not None and before.fold in DAYS and value <= 31 and not counts:
            return "date", None, last
    if before is not None and kind in ("digits", "words") and _in_time(_stems(before), value):
        return "year", None, last
    if "article" in parts or (core and tokens[core - 1].fold == ARTICLE):
        return "definite", None, last
    return "count", None, last


def _word_before(tokens: list[Token], i: int) -> Token | None:
    """The word before token `i`, an opening bracket or mark skipped."""
    j = i - 1
    while j >= 0 and tokens[j].kind == "sign" and tokens[j].text in '(["«“':
        j -= 1
    return tokens[j] if j >= 0 and tokens[j].kind == "word" else None


def _stems(token: Token) -> set[str]:
    return {v.stem for v in token.variants} | {token.fold}


def _in_time(before: set[str], value: float) -> bool:
    """Whether the number is the year, the hour or the age that the word before announces."""
    if before & YEAR_BEFORE:
        return value in _YEARS
    return bool(before & HOUR_BEFORE and value <= _HOURS) or bool(before & AGE_BEFORE and value <= _AGES)


def _dated(tokens: list[Token], core: int, last: int, after: Token | None) -> bool:
    """Part of 12/5/2014, 10:30, or before a month's name: "8 آذار", "8 من آذار" ("the 8th of March")."""
    if after is not None and after.fold == OF and last + 1 < len(tokens) and tokens[last + 1].fold in MONTHS:
        return True
    if after is not None and (after.text in "/:" or (after.fold in MONTHS)):
        glued = after.kind == "word" or after.start == tokens[last - 1].end
        if glued and (after.kind == "word" or (last + 1 < len(tokens) and tokens[last + 1].kind == "number")):
            return True
    if core >= 2 and tokens[core - 1].text in "/:" and tokens[core - 2].end == tokens[core - 1].start:
        return tokens[core - 2].kind == "number"
    triple = core >= 2 and tokens[core - 1].text in DASHES and tokens[core - 2].kind == "number"
    return bool(triple and tokens[core - 1].end == tokens[core].start)


def _labelled(document: Document, core: int, last: int, before: Token) -> bool:
    if before.index != core - 1:
        return False
    counts = last < len(document.tokens) and document.classes[last] == "noun"
    return before.fold in LABEL_BEFORE or (before.fold in LABEL_BEFORE_WEAK and not counts)


def _is_year(document: Document, core: int, last: int, value: float, before: Token | None) -> bool:
    """Four digits without a separator in the range of years, and no noun right after that they could
    count.
    """
    token = document.tokens[core]
    if int(value) not in _YEARS or len(token.fold) != 4 or last != core + 1:
        return False
    if before is not None and (_stems(before) & YEAR_BEFORE or before.fold in MONTHS):
        return True
    if value < 1900:
        return False
    following = document.classes[last] if last < len(document.tokens) else "sign"
    return following != "noun"
