"""Proclitics and pronouns written on to a word, as the ways a word may be parted."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.rules.kept import kept
from riwaya.rules.tables import several, table


class Variant(NamedTuple):
    """One way to part a folded word. `stem` may restore letters that the pronoun changed: سيطرتها gives
    (سيطره, ها).
    """

    prefix: str
    stem: str
    suffix: str


PARTS: dict[str, frozenset[str]] = {
    prefix: frozenset(several(parts)) for prefix, parts in table("text/prefixes.tsv", "prefix", "parts")
} | {"": frozenset()}

_ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
_SWALLOWED = {p: p[:-1] for p, parts in PARTS.items() if "article" in parts and not p.endswith(_ARTICLE)}
_BY_LETTER = {
    letter: tuple(sorted((p for p in PARTS if p[:1] == letter), key=lambda p: (len(p), p)))
    for letter in {p[0] for p in PARTS if p}
}
SUFFIXES = [
    (suffix, [tuple(change.split(">")) for change in several(restore)])
    for suffix, restore in table("text/suffixes.tsv", "suffix", "restore")
]
_CHANGES = dict(SUFFIXES)
_SHORTEST_STEM = 2
_SHORTEST_BEFORE_PRONOUN = 3


def written_on(word: str) -> list[str]:
    """The proclitics, one or several, that `word` (folded) begins with, the shortest first: و and وب in
    "وبالقصف", besides وبال."""
    return [prefix for prefix in _BY_LETTER.get(word[:1], ()) if word.startswith(prefix)]


@kept
def variants(word: str) -> tuple[Variant, ...]:
    """Every way to part `word` (folded), the least parted first.

    "وبالقصف" ("and by the shelling") gives وبالقصف, و+بالقصف, وب+القصف, وبال+قصف.
    """
    found = [Variant("", word, "")]
    for prefix in written_on(word):
        if len(word) - len(prefix) >= _SHORTEST_STEM:
            found.append(Variant(prefix, word[len(prefix) :], ""))
            if prefix in _SWALLOWED:
                found.append(Variant(_SWALLOWED[prefix], _ARTICLE + word[len(prefix) :], ""))
    return tuple(found)


@kept
def variants_before_pronoun(word: str) -> tuple[Variant, ...]:
    """The ways to part `word` with an object or possessive pronoun taken off: "قتلوهم" ("they killed
    them") gives قتلوا+هم.
    """
    found: list[Variant] = []
    ends = [suffix for suffix in SUFFIXES if word.endswith(suffix[0])]
    for prefix, stem, _ in variants(word) if ends else ():
        if "article" in PARTS[prefix]:
            continue
        for suffix, changes in ends:
            bare = stem[: -len(suffix)]
            if len(bare) < _SHORTEST_BEFORE_PRONOUN:
                continue
            found.append(Variant(prefix, bare, suffix))
            found += [
                Variant(prefix, bare[: -len(end)] + was, suffix) for end, was in changes if bare.endswith(end)
            ]
    return tuple(found)


def restored(stem: str, suffix: str) -> list[str]:
    """What `stem` may have been before the pronoun `suffix` was written on to it, itself first: سيطرت +
    ها gives سيطره.
    """
    found = [stem]
    for end, was in _CHANGES.get(suffix, ()):
        if stem.endswith(end):
            found.append(stem[: -len(end)] + was)
    return found
