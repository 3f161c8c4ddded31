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
    """A listed phrase at tokens `first` to `last` (exclusive), after the clitics `prefix` on its first word."""

    first: int
    last: int
    prefix: str
    value: V


class Gazetteer(Generic[V]):
    """Phrases with a value each, found across quotation marks, brackets and hash signs.

    "تنظيم «الدولة الإسلامية»" and "#الجيش_اليمني" are found as the phrases تنظيم الدولة الإسلامية and الجيش اليمني.
    """

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            words = folded_words(phrase)
            if words:
                self._first.setdefault(words[0], []).append((words[1:], value))
        for rests in self._first.values():
            rests.sort(key=lambda e: -len(e[0]))

    def __len__(self) -> int:
        return sum(map(len, self._first.values()))

    def at(self, tokens: list[Token], i: int) -> Found[V] | None:
        """The longest phrase that begins in token `i`, the least parted first."""
        best: Found[V] | None = None
        for variant in tokens[i].variants:
            if variant.prefix not in PREPOSED:
                continue
            for rest, value in self._first.get(variant.stem, ()):
                last = _walk(tokens, i + 1, rest)
                if last and (best is None or last > best.last):
                    best = Found(i, last, variant.prefix, value)
                    break
        return best

    def may_start(self, token: Token) -> bool:
        """Whether any phrase can begin in the token."""
        return token.kind == "word" and any(
            v.prefix in PREPOSED and v.stem in self._first for v in token.variants
        )

    def all_at(self, tokens: list[Token], i: int) -> Iterator[Found[V]]:
        """Every phrase that begins in token `i`, the least parted first, the longest first among equals."""
        for variant in tokens[i].variants:
            if variant.prefix in PREPOSED:
                for rest, value in self._first.get(variant.stem, ()):
                    last = _walk(tokens, i + 1, rest)
                    if last:
                        yield Found(i, last, variant.prefix, value)

    def all_exact(self, words: tuple[str, ...]) -> Iterator[V]:
        """The values of the phrase that is exactly these folded words."""
        return (v for rest, v in self._first.get(words[0], ()) if rest == words[1:])

    def find(self, tokens: list[Token]) -> Iterator[Found[V]]:
        """The longest phrases from left to right, without overlap."""
        free = 0
        first = self._first
        for i, token in enumerate(tokens):
            if i < free or token.kind != "word":
                continue
            if any(v.stem in first for v in token.variants):
                found = self.at(tokens, i)
                if found:
                    free = found.last
                    yield found


def _walk(tokens: list[Token], i: int, words: tuple[str, ...]) -> int:
    """The token after `words` read from token `i`, glue skipped between them; 0 where they do not stand there."""
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
