"""Words that tell time, by the roles that they play in a pattern (data/times/words)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.mentions.numbers.cardinal import cardinal
from riwaya.mentions.numbers.words import atom as number_word
from riwaya.mentions.times.stretch import Stretch
from riwaya.rules.entries import Entry, load_entries
from riwaya.rules.kept import kept
from riwaya.text.clitics import PARTS, variants
from riwaya.text.document import Document
from riwaya.text.lexicon import folded_words
from riwaya.text.tokens import Token

Senses = Mapping[str, int]

BREAK = "\ue000"
_KEPT = 200_000  # words whose weight is remembered
_CLOCK = re.compile(r"(\d{1,2})[.,](\d\d)")
_DOTTED = re.compile(r"(\d{1,4})[.,](\d{1,2})[.,](\d{1,4})")
_ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
# Digits play roles by their value: [from, to) and the roles; an anchor makes a run of words worth reading.
_DIGITS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0, 1, ("number", "hour", "minute")),
    (1, 25, ("number", "day", "hour", "minute")),
    (25, 32, ("number", "day", "minute")),
    (32, 60, ("number", "minute")),
    (1300, 1501, ("number", "hijri_year")),
    (1750, 2100, ("number", "year")),
)
_ANCHOR_DIGITS = frozenset({"year", "hijri_year", "dotted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule(Entry):
    """Forms of words that share a role, by the value that each stands for.

    `article` adds the forms with the article, in the role "the_<role>"; a word that is no `anchor` (a
    preposition, a sign) makes no time by itself.
    """

    role: str
    forms: dict[str, list[str]]
    article: bool = False
    anchor: bool = True


class Atom(NamedTuple):
    """One word of a pattern: a proclitic, a word, a phrase, a number, or a time that an earlier stage read.

    `senses` gives the value in each role that it may play; `token` is the document token that it begins in.
    """

    start: int
    end: int
    token: int
    symbol: str
    senses: Senses
    time: Stretch | None = None
    by: str = ""


@dataclass
class Vocabulary:
    """Words and phrases by folded form, a letter for every set of roles; `inner`: words inside phrases."""

    words: dict[str, dict[str, int]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], dict[str, int]]]] = field(default_factory=dict)
    symbols: dict[frozenset[str], str] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)

    def symbol(self, roles: frozenset[str], anchor: bool = False) -> str:
        """The letter of a set of roles."""
        found = self.symbols.get(roles)
        if found is None:
            found = self.symbols[roles] = chr(ord(BREAK) + 1 + len(self.symbols))
        if anchor:
            self.anchors.add(found)
        return found

    def letters(self, roles: list[str]) -> str:
        """The letters of all sets of roles that hold one of `roles`."""
        wanted = set(roles)
        return "".join(symbol for known, symbol in self.symbols.items() if known & wanted)


@cache
def word_rules() -> list[WordRule]:
    """The entries of data/times/words."""
    return load_entries("times/words", "word", WordRule)


@cache
def vocabulary() -> Vocabulary:
    """All words, loaded once a process."""
    found = Vocabulary()
    anchors = {r.role for r in word_rules() if r.anchor} | {f"the_{r.role}" for r in word_rules() if r.anchor}
    for rule in word_rules():
        for value, forms in rule.forms.items():
            for form in forms:
                _add(found, folded_words(form), rule.role, int(value))
                if rule.article:
                    _add(found, folded_words(_ARTICLE + form), f"the_{rule.role}", int(value))
    phrases = [senses for same in found.phrases.values() for _, senses in same]
    for senses in [*found.words.values(), *phrases]:
        found.symbol(frozenset(senses), anchor=bool(anchors & set(senses)))
    for same in found.phrases.values():
        same.sort(key=lambda p: -len(p[0]))
    for _, _, roles in _DIGITS:
        found.symbol(frozenset(roles), anchor=bool(_ANCHOR_DIGITS & set(roles)))
    for role in ("number", "clock", "count", "dotted"):
        found.symbol(frozenset({role}), anchor=role in _ANCHOR_DIGITS)
    for grain in ("day", "part", "week", "month", "year", "season", "decade", "century", "clock", "other"):
        found.symbol(frozenset({"a_time", f"a_{grain}"}), anchor=True)
    return found


def _add(found: Vocabulary, words: tuple[str, ...], role: str, value: int) -> None:
    if len(words) == 1:
        found.words.setdefault(words[0], {})[role] = value
        return
    found.inner.update(words[1:])
    same = found.phrases.setdefault(words[0], [])
    known = next((senses for rest, senses in same if rest == words[1:]), None)
    if known is None:
        same.append((words[1:], {role: value}))
    else:
        known[role] = value


class _Parts(NamedTuple):
    """A folded word: proclitics, the senses of its stem; `heads`: begins phrases; `counts`: a number."""

    prefix: str
    stem: str
    senses: Senses | None
    symbol: str
    heads: bool
    counts: bool


_NOTHING = _Parts("", "", None, BREAK, False, False)


@kept
def _parts(word: str) -> _Parts:
    """How a folded word is read: "والاحد" ("and Sunday") is and + weekday 6."""
    known = vocabulary()
    for prefix, stem, _ in variants(word):
        if PARTS[prefix] & {"article", "future"} or any(letter not in known.words for letter in prefix):
            continue
        senses, heads = known.words.get(stem), stem in known.phrases
        if senses is not None or heads:
            symbol = known.symbols[frozenset(senses)] if senses else BREAK
            return _Parts(prefix, stem, senses, symbol, heads, False)
    return _NOTHING._replace(counts=True) if number_word(word) else _NOTHING


@lru_cache(maxsize=4096)
def _digits(written: str) -> tuple[Senses, str] | None:
    """The senses of digits: 2014 is a number and a year; "14.30" a clock; "3.5" nothing."""
    known = vocabulary()
    if written.isdecimal():
        value = int(written) if len(written) < 9 else -1
        if value < 0:
            return None
        roles = next((r for low, high, r in _DIGITS if low <= value < high), ("number",))
        return dict.fromkeys(roles, value), known.symbols[frozenset(roles)]
    dotted = _DOTTED.fullmatch(written)
    if dotted:
        a, b, c = map(int, dotted.groups())
        return {"dotted": a * 10**6 + b * 10**4 + c}, known.symbols[frozenset({"dotted"})]
    clock = _CLOCK.fullmatch(written)
    if clock and int(clock[1]) < 25 and int(clock[2]) < 60:
        return {"clock": int(clock[1]) * 60 + int(clock[2])}, known.symbols[frozenset({"clock"})]
    return None


_NO_ROLE, _ROLE, _ANCHOR = range(3)
_weights: dict[str, int] = {}


def _weight(word: str) -> int:
    """Whether a folded token may stand in a time, and whether the words around it are worth reading."""
    found = _weights.get(word)
    if found is None:
        found = _weigh(word)
        if len(_weights) < _KEPT:
            _weights[word] = found
    return found


def _weigh(word: str) -> int:
    known = vocabulary()
    if not word:
        return _ROLE  # an invisible mark by itself parts nothing
    if word[0].isdecimal():
        digits = _digits(word)
        return _NO_ROLE if digits is None else _ANCHOR if digits[1] in known.anchors else _ROLE
    parts = _parts(word)
    # A preposition that begins a phrase ("after noon") makes no anchor: the phrase's other words do.
    heads = known.phrases.get(parts.stem, ()) if parts.heads and parts.senses is None else ()
    if parts.symbol in known.anchors or any(known.symbols[frozenset(s)] in known.anchors for _, s in heads):
        return _ANCHOR
    return _ROLE if parts is not _NOTHING or word in known.inner else _NO_ROLE


def runs(document: Document) -> Iterator[list[Atom]]:
    """The stretches of words that all play a role, an anchor among them; none crosses a sentence's end."""
    known = list(map(_weights.get, document.folds))
    weights = [_weight(word) if k is None else k for k, word in zip(known, document.folds, strict=True)]
    done = 0
    for i in [n for n, weight in enumerate(weights) if weight == _ANCHOR]:
        if i < done:
            continue
        sentence = document.sentences[document.sentence_index[i]]
        first, last = i, i + 1
        while first > max(done, sentence.first) and weights[first - 1]:
            first -= 1
        while last < sentence.last and weights[last]:
            last += 1
        done = last
        yield from _atoms(document, first, last)


def _atoms(document: Document, first: int, last: int) -> Iterator[list[Atom]]:
    """Tokens `first` to `last` as atoms, parted where one plays no role after all; with an anchor only."""
    anchors = vocabulary().anchors
    run: list[Atom] = []
    i = first
    while i <= last:
        if i < last and not document.tokens[i].fold:
            i += 1
            continue
        found, i = _read(document, i, last) if i < last else ([], i + 1)
        if found:
            run += found
            continue
        if any(a.symbol in anchors for a in run):
            yield run
        run = []


def _read(document: Document, i: int, last: int) -> tuple[list[Atom], int]:
    """The atoms of the word or phrase at token `i`, and the token after it."""
    tokens, known = document.tokens, vocabulary()
    token = tokens[i]
    if token.kind == "number":
        digits = _digits(token.fold)
        return ([Atom(token.start, token.end, i, digits[1], digits[0])] if digits else []), i + 1
    parts = _parts(token.fold)
    if parts.counts:
        return _counted(document, i, last)
    if parts.heads:
        for rest, senses in known.phrases[parts.stem]:
            after = i + 1 + len(rest)
            if after <= last and all(t.fold == w for t, w in zip(tokens[i + 1 : after], rest, strict=True)):
                stem = Atom(
                    token.at(len(parts.prefix)),
                    tokens[after - 1].end,
                    i,
                    known.symbols[frozenset(senses)],
                    senses,
                )
                return [*_proclitics(token, parts.prefix), stem], after
    if parts.senses is None:
        return [], i + 1
    stem = Atom(token.at(len(parts.prefix)), token.end, i, parts.symbol, parts.senses)
    return [*_proclitics(token, parts.prefix), stem], i + 1


def _counted(document: Document, i: int, last: int) -> tuple[list[Atom], int]:
    found = cardinal(document, i)
    if found is None or found.last > last or found.value != int(found.value):
        return [], i + 1
    token = document.tokens[i]
    prefix = found.prefix.removesuffix(_ARTICLE)
    senses = {"count": int(found.value)}
    symbol = vocabulary().symbols[frozenset(senses)]
    number = Atom(token.at(len(prefix)), document.tokens[found.last - 1].end, i, symbol, senses)
    return [*_proclitics(token, prefix), number], max(found.last, i + 1)


def _proclitics(token: Token, prefix: str) -> list[Atom]:
    if not prefix:
        return []
    known, found = vocabulary(), []
    for at, letter in enumerate(prefix):
        senses = known.words[letter]
        symbol = known.symbols[frozenset(senses)]
        found.append(Atom(token.at(at), token.at(at + 1), token.index, symbol, senses))
    return found
