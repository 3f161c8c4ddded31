"""Written forms of nouns for people: singular, dual and plural, folded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Literal

from riwaya.rules.tables import DATA
from riwaya.text.folding import fold_word

Form = Literal["one", "two", "two_or_more", "more"]

_SHORTEST_WITH_DUAL = 3
_SHORTEST_WITH_CONSTRUCT = 4
ENDINGS = tomllib.loads((DATA / "figures/endings.toml").read_text("utf-8"))


def inflect(singular: str, plurals: list[str]) -> Iterator[tuple[str, Form]]:
    """The folded forms of a noun for people and their number: جندي gives جندي جنديا جنديان جنديين جنود.

    Where the plural is sound the dual in -ين is also its plural (مسلحين): "two_or_more".
    """
    e = ENDINGS
    word = fold_word(singular)
    feminine = word.endswith(e["feminine"])
    stem = word[:-1] + e["open_t"] if feminine else word
    sound = any(p == e["sound_plural"] or fold_word(p) == word + e["sound_plural"] for p in plurals)
    if word not in map(fold_word, plurals):  # "سكان" ("inhabitants") is a plural by itself
        yield word, "one"
        if not feminine:
            yield word + e["accusative"], "one"
    if len(word) >= _SHORTEST_WITH_DUAL:  # "أمين" is a trustee, not two mothers
        yield stem + e["dual"][0], "two"
        yield stem + e["dual"][1], "two_or_more" if sound and not feminine else "two"
        if len(stem) >= _SHORTEST_WITH_CONSTRUCT and (not sound or feminine):
            yield from ((stem + ending, "two") for ending in e["dual_construct"])
    for plural in plurals:
        yield from _plural(word, plural, feminine)
    if sound and not word.endswith(e["nisba"]):
        yield from ((word + ending, "more") for ending in e["plural_construct"])


def _plural(word: str, plural: str, feminine: bool) -> Iterator[tuple[str, Form]]:
    """The forms of one plural of the cell; the sound masculine brings the feminine with it."""
    e = ENDINGS
    if plural == e["women"]:
        yield (word[:-1] if feminine else word) + e["women"], "more"
    elif plural != e["sound_plural"]:
        yield fold_word(plural), "more"
        yield fold_word(plural) + e["accusative"], "more"
    else:
        yield from ((word + ending, "more") for ending in e["sound_plural_forms"])
        if not feminine:
            yield word + e["feminine"], "one"
            yield word + e["open_t"] + e["dual"][0], "two"
            yield word + e["open_t"] + e["dual"][1], "two"
            yield word + e["women"], "more"
