"""Finding the phrases of a list in a document, with what may be written on to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from riwaya.model import Span
from riwaya.text.clitics import PARTS, Variant, variants_before_pronoun
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.tokens import Token, tokenize

V = TypeVar("V")

# Words whose partings a lexicon keeps: some 10 MB at the most, and a corpus has few more frequent ones.
_MOST_KEPT = 50_000
# First words with at least this many phrases ("جبل", "mount") are looked up by their second word, too.
_MANY = 4


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """A phrase found at tokens `first` to `last` (exclusive). `prefix` and `suffix` are the clitics around
    it."""

    first: int
    last: int
    prefix: str
    suffix: str
    value: V
    span: Span

    @property
    def width(self) -> int:
        """Tokens covered."""
        return self.last - self.first


_NO_HITS: Iterator[Any] = iter(())


class Lexicon(Generic[V]):
    """A list of phrases with a value each.

    `prefixes` names the clitic classes that may stand before the first word ("conj", "prep", "article",
    "future");
    `pronouns` lets an object or possessive pronoun follow the last word. With conj and prep allowed, "الجيش"
    is found in
    "وللجيش" ("and for the army").
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, V]],
        *,
        prefixes: Iterable[str] = ("conj", "prep"),
        pronouns: bool = False,
    ) -> None:
        allowed = frozenset(prefixes)
        self._prefixes = frozenset(p for p, parts in PARTS.items() if parts <= allowed)
        self._pronouns = pronouns
        self._openings: dict[str, tuple[Variant, ...]] = {}
        self._first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            words = folded_words(phrase)
            if words:
                self._first.setdefault(words[0], []).append((words[1:], value))
        for found in self._first.values():
            found.sort(key=lambda e: -len(e[0]))
        self._seconds: dict[str, dict[str, list[tuple[tuple[str, ...], V]]]] = {}

    def __contains__(self, phrase: str) -> bool:
        words = folded_words(phrase)
        return any(rest == words[1:] for rest, _ in self._first.get(words[0], ())) if words else False

    def has_word(self, word: str) -> bool:
        """Whether a folded word is a phrase of its own, as it stands."""
        phrases = self._first.get(word)
        return phrases is not None and not phrases[-1][0]

    def find(self, document: Document, first: int = 0, last: int | None = None) -> Iterator[Hit[V]]:
        """Every hit between tokens `first` and `last`, overlapping ones too, longest first at each token."""
        tokens = document.tokens
        found: list[Hit[V]] = []
        end = len(tokens) if last is None else last
        for i, openings in enumerate(map(self._openings.get, document.folds[first:end]), first):
            if openings is None:
                openings = self._open(tokens[i])
            for variant in openings:
                self._match(tokens, i, variant, found)
        return iter(found)

    def at(self, tokens: list[Token], i: int) -> Iterator[Hit[V]]:
        """Every hit that begins in token `i`."""
        openings = self._openings.get(tokens[i].fold)
        if openings is None:
            openings = self._open(tokens[i])
        if not openings:
            return _NO_HITS
        found: list[Hit[V]] = []
        for variant in openings:
            self._match(tokens, i, variant, found)
        return iter(found)

    def _open(self, token: Token) -> tuple[Variant, ...]:
        """The ways to part the token that open a phrase; kept by word, since most words open none."""
        ways = token.variants
        if self._pronouns and token.kind == "word":
            ways += variants_before_pronoun(token.fold)
        found = tuple(v for v in ways if v.prefix in self._prefixes and v.stem in self._first)
        if len(self._openings) >= _MOST_KEPT:
            self._openings.clear()
        self._openings[token.fold] = found
        return found

    def _match(self, tokens: list[Token], i: int, variant: Variant, found: list[Hit[V]]) -> None:
        for rest, value in self._phrases(tokens, i, variant.stem):
            if variant.suffix and rest:
                continue
            last = i + 1 + len(rest)
            if last > len(tokens):
                continue
            suffix = variant.suffix
            for offset, word in enumerate(rest, 1):
                token = tokens[i + offset]
                if token.fold == word:
                    continue
                suffix = self._pronoun_on(token, word) if offset == len(rest) else ""
                if not suffix:
                    break
            else:
                # After a preposition that swallowed the article (للجيش) the stem begins one letter further
                # on.
                swallowed = not variant.suffix and variant.prefix + variant.stem != tokens[i].fold
                span = Span(tokens[i].at(len(variant.prefix) + swallowed), tokens[last - 1].end)
                found.append(Hit(i, last, variant.prefix, suffix, value, span))

    def _phrases(self, tokens: list[Token], i: int, stem: str) -> list[tuple[tuple[str, ...], V]]:
        """The phrases that begin with `stem` and that the word after token `i` allows, longest first."""
        phrases = self._first[stem]
        if self._pronouns or len(phrases) < _MANY:
            return phrases
        seconds = self._seconds.get(stem)
        if seconds is None:
            seconds = {
                second: [p for p in phrases if p[0][:1] in ((), (second,))]
                for second in {p[0][0] for p in phrases if p[0]}
            }
            seconds[""] = [p for p in phrases if not p[0]]
            self._seconds[stem] = seconds
        return seconds.get(tokens[i + 1].fold if i + 1 < len(tokens) else "", seconds[""])

    def _pronoun_on(self, token: Token, word: str) -> str:
        if not self._pronouns or token.kind != "word":
            return ""
        return next(
            (v.suffix for v in variants_before_pronoun(token.fold) if not v.prefix and v.stem == word), ""
        )

    def longest(self, document: Document) -> list[Hit[V]]:
        """Hits that do not overlap: at each place the longest, the least parted first."""
        found: list[Hit[V]] = []
        free = 0
        for i, hits in groupby(self.find(document), key=lambda h: h.first):
            if i >= free:
                found.append(max(hits, key=lambda h: (h.width, -len(h.prefix))))
                free = found[-1].last
        return found


def folded_words(phrase: str) -> tuple[str, ...]:
    """The folded tokens of a phrase as the lexicon stores them."""
    if phrase.isalpha():
        return (fold_word(phrase),)
    if phrase.replace(" ", "").isalpha():  # most phrases: no need to look for signs and numbers
        return tuple(map(fold_word, phrase.split()))
    return tuple(t.fold for t in tokenize(phrase))
