"""In which relation the words of a sentence stand to what is before them: the preposition that governs each
token."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.events.letters import AND
from riwaya.rules.kept import kept_with
from riwaya.rules.tables import table
from riwaya.text.document import Document
from riwaya.text.lexicon import folded_words
from riwaya.text.marks import QUOTES
from riwaya.text.wordclass import CLOSES

# A preposition with its pronoun governs nothing after it.
_CLOSED_OFF = frozenset({"in_it", "on_it", "from_it", "against_it", "among", "between_them"})
_BREAKS = frozenset({"verb", "comp", "rel", "neg", "aux", "particle", "pron"})


class Standing(NamedTuple):
    """Where a token stands: the relation that governs its phrase, the number of its phrase, and its position
    in it."""

    relation: str
    phrase: int
    nth: int


@cache
def _relations() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, relation in table("frames/relations.tsv", "phrase", "relation"):
        words = folded_words(phrase)
        found.setdefault(words[0], []).append((words[1:], relation))
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found


@lru_cache(maxsize=1024)
def relations_of(prepositions: frozenset[str]) -> frozenset[str]:
    """The relations that folded prepositions stand for, the clitic ones too."""
    known = _relations()
    found = {relation for p in prepositions for rest, relation in known.get(p, ()) if not rest}
    return frozenset(found | {_clitics()[p] for p in prepositions if p in _clitics()})


@cache
def _clitics() -> dict[str, str]:
    """The prepositions of one letter, which are written on to what they govern."""
    return {word: entries[0][1] for word, entries in _relations().items() if len(word) == 1}


def govern(document: Document, classes: Sequence[str], first: int, last: int) -> list[Standing]:
    """For tokens `first` to `last` (exclusive) where each stands.

    In "هجوم على الحاجز في البلدة" ("an attack on the checkpoint in the town") "الحاجز" stands in relation
    "on", "البلدة" in "in".
    """
    clitics = _clitics()
    found: list[Standing] = []
    relation, phrase, nth = "", 0, 0
    i = first
    while i < last:
        token = document.tokens[i]
        kind = classes[i]
        width, name = _relation_at(document, i, last)
        if width:
            relation, phrase, nth = name, phrase + 1, 0
            found += [Standing("=" + name, phrase, 0)] * width
            i += width
            if name in _CLOSED_OFF:
                relation, phrase = "", phrase + 1
            continue
        if token.kind == "sign" and token.text in QUOTES:
            found.append(Standing(relation, phrase, nth))
            i += 1
            continue
        if kind == "dem" and nth:
            phrase, nth = phrase + 1, 0
        if kind in _BREAKS or (token.kind == "sign") or token.fold in CLOSES:
            relation, phrase, nth = (
                ("" if kind in _BREAKS else "," if token.kind == "sign" else "."),
                phrase + 1,
                0,
            )
            found.append(Standing("=" + kind, phrase, 0))
            i += 1
            continue
        clitic = token.parted.prefix
        if clitic and clitic[-1] in clitics and token.kind == "word":
            relation, phrase, nth = clitics[clitic[-1]], phrase + 1, 0
        elif clitic == AND and nth:
            nth = 0
        found.append(Standing(relation, phrase, nth))
        nth += 1
        i += 1
    return found


def _relation_at(document: Document, i: int, last: int) -> tuple[int, str]:
    token = document.tokens[i]
    if token.kind != "word":
        return 0, ""
    for rest, relation in _entries(token.fold, token.parted.stem):
        end = i + 1 + len(rest)
        if end <= last and all(document.tokens[i + 1 + k].fold == w for k, w in enumerate(rest)):
            return 1 + len(rest), relation
    return 0, ""


@kept_with
def _entries(word: str, stem: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What may follow a word, whole or without its clitics, for it to be a preposition, and the relation."""
    known = _relations()
    return tuple(e for w in (word, stem, word[1:] if word[:1] == AND else "") for e in known.get(w, ()))
