"""The lists behind the names: actors, media, titles, given and family names, heads, unnamed sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from riwaya.rules.tables import DATA, several, table
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_word
from riwaya.text.lexicon import folded_words
from riwaya.text.marks import QUOTES
from riwaya.text.tokens import Token

V = TypeVar("V")

PREPOSED = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "prep"})
GLUE = QUOTES | frozenset("#_()[]")


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A listed phrase at tokens `first` to `last` (exclusive), after the clitics `prefix` on its word."""

    first: int
    last: int
    prefix: str
    value: V


class Gazetteer(Generic[V]):
    """Phrases with a value each, found across quotation marks, brackets and hash signs.

    "تنظيم «الدولة الإسلامية»" and "#الجيش_اليمني" are found as the phrases تنظيم الدولة الإسلامية and الجيش
    اليمني.
    """

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._alone: dict[str, list[V]] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], V]]]] = {}
        for phrase, value in entries:
            words = folded_words(phrase)
            if len(words) == 1:
                self._alone.setdefault(words[0], []).append(value)
            elif words:
                self._longer.setdefault(words[0], {}).setdefault(words[1], []).append((words[2:], value))
        for seconds in self._longer.values():
            for rests in seconds.values():
                rests.sort(key=lambda e: -len(e[0]))

    def __len__(self) -> int:
        longer = sum(len(rests) for seconds in self._longer.values() for rests in seconds.values())
        return longer + sum(map(len, self._alone.values()))

    def starts(self, token: Token) -> tuple[tuple[str, str], ...]:
        """The (clitics, word) of the ways to part a token with which a phrase may begin, the least parted
        first."""
        if token.kind != "word":
            return ()
        return tuple(
            (v.prefix, v.stem)
            for v in token.variants
            if v.prefix in PREPOSED and (v.stem in self._alone or v.stem in self._longer)
        )

    def all_at(self, tokens: list[Token], i: int, starts: Iterable[tuple[str, str]]) -> Iterator[Found[V]]:
        """Every phrase that begins in token `i` with one of `starts`."""
        second = next_word(tokens, i + 1)
        for prefix, word in starts:
            for rest, value in self._longer.get(word, {}).get(tokens[second].fold, ()) if second else ():
                last = walk(tokens, second + 1, rest)
                if last:
                    yield Found(i, last, prefix, value)
            for value in self._alone.get(word, ()):
                yield Found(i, i + 1, prefix, value)

    def alone(self, word: str) -> list[V]:
        """The values of a folded word as a phrase of its own."""
        return self._alone.get(word, [])

    def longer(self, word: str) -> dict[str, list[tuple[tuple[str, ...], V]]]:
        """The phrases of several words that begin with a folded word: second word → (the rest, value)."""
        return self._longer.get(word, {})

    def find(self, tokens: list[Token]) -> Iterator[Found[V]]:
        """The longest phrases from left to right, without overlap."""
        free = 0
        for i, token in enumerate(tokens):
            if i < free:
                continue
            starts = self.starts(token)
            best = max(self.all_at(tokens, i, starts), key=lambda f: f.last, default=None) if starts else None
            if best:
                free = best.last
                yield best


def next_word(tokens: list[Token], i: int) -> int:
    """The first token from `i` on that is no glue; 0 at the end."""
    while i < len(tokens):
        if tokens[i].text not in GLUE:
            return i
        i += 1
    return 0


def walk(tokens: list[Token], i: int, words: tuple[str, ...]) -> int:
    """The token after `words` read from token `i`, glue skipped between them; 0 where they do not stand
    there."""
    for word in words:
        while i < len(tokens) and tokens[i].fold != word and tokens[i].text in GLUE:
            i += 1
        if i >= len(tokens) or tokens[i].fold != word:
            return 0
        i += 1
    return i


def listed(name: str, *columns: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list cut to `columns`; none where the list is not installed."""
    return table(name, *columns) if (DATA / name).exists() else ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A listed body: the name that it goes by, its kind in the list, and the country that it belongs to."""

    name: str
    kind: str
    country: str


def _spellings(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in rows:
        for phrase in (row[0], *several(row[1])):
            yield phrase, row


@cache
def actors() -> Gazetteer[Actor]:
    """Every written form of the listed bodies."""
    rows = listed("names/actors.tsv", "name", "forms", "kind", "country")
    return Gazetteer((phrase, Actor(row[0], row[2], row[3])) for phrase, row in _spellings(rows))


@cache
def words_in(name: str, column: str) -> frozenset[str]:
    """The folded single words of one column of a list (cells with several values parted)."""
    rows = listed(name, column)
    return frozenset(fold_word(w) for (cell,) in rows for w in several(cell) if " " not in w)
