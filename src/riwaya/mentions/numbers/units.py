"""Units of measure and counted things after a number."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from riwaya.mentions.numbers.contexts import ARTICLE, CONTEXTS
from riwaya.rules.kept import kept
from riwaya.rules.tables import several, table
from riwaya.text.clitics import PARTS, variants
from riwaya.text.folding import fold_word
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
    word = tokens[i].fold
    for rest, unit in _units().get(word) or _units().get(word.removeprefix(ARTICLE)) or ():
        if tuple(t.fold for t in tokens[i + 1 : i + 1 + len(rest)]) == rest:
            return i + 1 + len(rest), unit
    return None


def unit_of(word: str) -> Unit | None:
    """The unit that one folded word names by itself."""
    return next((unit for rest, unit in _units().get(word, ()) if not rest), None)


@cache
def _duals() -> dict[str, Unit]:
    """Dual forms of one-word units: a form of the row that is another form of it with a dual ending."""
    found: dict[str, Unit] = {}
    for unit, kind, forms in table("numbers/units.tsv", "unit", "kind", "forms"):
        words = {fold_word(form) for form in several(forms) if " " not in form}
        for word in words:
            for ending in CONTEXTS["dual_endings"]:
                stem = word.removesuffix(ending)
                if stem != word and (stem in words or stem[:-1] + CONTEXTS["feminine"] in words):
                    found[word] = Unit(unit, kind)
    return found


@kept
def dual_unit(word: str) -> tuple[str, Unit] | None:
    """(proclitics, unit) of a dual: "مركبتين" ("two vehicles"); None for any other word."""
    for variant in variants(word):
        if variant.stem in _duals() and PARTS[variant.prefix] <= {"conj", "prep"}:
            return variant.prefix, _duals()[variant.stem]
    return None
