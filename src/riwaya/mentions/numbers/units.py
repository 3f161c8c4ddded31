"""Units of measure and counted things after a number."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from riwaya.rules.tables import several, table
from riwaya.text.lexicon import folded_words
from riwaya.text.tokens import Token


class Unit(NamedTuple):
    """A unit and its kind (length, area, weight, volume, degree, percent, money, time, thing)."""

    name: str
    kind: str


@cache
def _units() -> dict[str, list[tuple[tuple[str, ...], Unit]]]:
    found: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for unit, kind, forms in table("numbers/units.tsv", "unit", "kind", "forms"):
        for form in several(forms):
            words = folded_words(form)
            found.setdefault(words[0], []).append((words[1:], Unit(unit, kind)))
    for phrases in found.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return found


def unit_at(tokens: list[Token], i: int) -> tuple[int, Unit] | None:
    """The unit that begins in token `i` and the token after it: "كيلومترا مربعا" is km2."""
    if i >= len(tokens):
        return None
    for rest, unit in _units().get(tokens[i].fold, ()):
        if tuple(t.fold for t in tokens[i + 1 : i + 1 + len(rest)]) == rest:
            return i + 1 + len(rest), unit
    return None


def unit_of(word: str) -> Unit | None:
    """The unit that one folded word names by itself."""
    return next((unit for rest, unit in _units().get(word, ()) if not rest), None)
