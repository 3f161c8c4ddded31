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
    for plural in plurals:
        if plural == e["sound_plural"]:
            yield from ((word + ending, "more") for ending in e["sound_plural_forms"])
            if not feminine:
                woman = word + e["feminine"]
                yield woman, "one"
                yield word + e["open_t"] + e["dual"][0], "two"
                yield word + e["open_t"] + e["dual"][1], "two"
                yield word + e["women"], "more"
        elif plural == e["women"]:
            yield (word[:-1] if feminine else word) + e["women"], "more"
        else:
            yield fold_word(plural), "more"
            yield fold_word(plural) + e["accusative"], "more"
    yield word, "one"
    if not feminine:
        yield word + e["accusative"], "one"
    if len(word) < _SHORTEST_WITH_DUAL:  # "أمين" is a trustee, not two mothers
        return
    yield stem + e["dual"][0], "two"
    yield stem + e["dual"][1], "two_or_more" if sound and not feminine else "two"
    if len(stem) >= _SHORTEST_WITH_CONSTRUCT and (not sound or feminine):
        yield from ((stem + ending, "two") for ending in e["dual_construct"])
