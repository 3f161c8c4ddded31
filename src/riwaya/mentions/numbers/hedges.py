"""Hedges and vague plurals as phrase lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riwaya.mentions.numbers.contexts import ARTICLE, OF
from riwaya.model.findings import Hedge
from riwaya.rules.entries import Entry, load_entries
from riwaya.rules.kept import kept
from riwaya.text.clitics import PARTS, variants
from riwaya.text.lexicon import folded_words
from riwaya.text.marks import QUOTES
from riwaya.text.tokens import Token

_ADJECTIVES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeRule(Entry):
    """Phrases before or after a number and what they do to it."""

    side: Literal["before", "after"]
    effect: Hedge
    forms: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueRule(Entry):
    """Vague plurals with their interval; a `high` of 0 is no upper end;
    `described`: adjectives may part it from "of".
    """

    forms: list[str]
    low: int
    high: int
    described: bool = False


@cache
def hedge_rules() -> list[HedgeRule]:
    """The entries of data/numbers/hedges."""
    return load_entries("numbers/hedges", "hedge", HedgeRule)


@cache
def vague_rules() -> list[VagueRule]:
    """The entries of data/numbers/vague."""
    return load_entries("numbers/vague", "vague", VagueRule)


@cache
def _hedges(side: str) -> dict[str, list[tuple[tuple[str, ...], HedgeRule]]]:
    """Phrases by the word next to the number: the last before it, the first after it."""
    found: dict[str, list[tuple[tuple[str, ...], HedgeRule]]] = {}
    for rule in hedge_rules():
        if rule.side == side:
            for form in rule.forms:
                words = folded_words(form)
                found.setdefault(words[-1 if side == "before" else 0], []).append((words, rule))
    for phrases in found.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return found


@cache
def _vague() -> dict[str, list[tuple[tuple[str, ...], VagueRule]]]:
    found: dict[str, list[tuple[tuple[str, ...], VagueRule]]] = {}
    for rule in vague_rules():
        for form in rule.forms:
            words = folded_words(form)
            found.setdefault(words[0], []).append((words, rule))
    for phrases in found.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return found


def hedge_before(tokens: list[Token], core: int) -> tuple[int, HedgeRule, str] | None:
    """The longest hedge that ends right before token `core`, a quotation mark between them or not: its first
    token, its rule, the proclitics before it.
    """
    core -= _quoted(tokens, core)
    if core == 0:
        return None
    for words, rule in _hedges("before").get(tokens[core - 1].fold, ()):
        first = core - len(words)
        if first >= 0 and all(tokens[first + k].fold == w for k, w in enumerate(words[1:], 1)):
            if tokens[first].fold == words[0]:
                return first, rule, ""
            prefix = _prefix(tokens[first].fold, words[0])
            if prefix is not None:
                return first, rule, prefix
    if core >= 1:  # one-word hedges with a proclitic: وبنحو
        for variant in variants(tokens[core - 1].fold):
            if variant.prefix and "article" not in PARTS[variant.prefix]:
                for words, rule in _hedges("before").get(variant.stem, ()):
                    if len(words) == 1:
                        return core - 1, rule, variant.prefix
    return None


def _quoted(tokens: list[Token], core: int) -> bool:
    """Whether the number at token `core` stands in quotation marks by itself: على "600" شخص."""
    between = 0 < core < len(tokens) - 1
    return between and tokens[core - 1].text in QUOTES and tokens[core + 1].text in QUOTES


def _prefix(word: str, stem: str) -> str | None:
    for variant in variants(word):
        if variant.stem == stem and PARTS[variant.prefix] <= {"conj", "prep"}:
            return variant.prefix
    return None


def hedge_after(tokens: list[Token], i: int) -> tuple[int, HedgeRule] | None:
    """The hedge that begins in token `i`: the token after it, and its rule."""
    if i >= len(tokens):
        return None
    for words, rule in _hedges("after").get(tokens[i].fold, ()):
        if [t.fold for t in tokens[i : i + len(words)]] == list(words):
            return i + len(words), rule
    return None


def vague_at(tokens: list[Token], i: int) -> tuple[int, VagueRule, str] | None:
    """The vague plural that begins in token `i`: the token after it, its rule, its proclitics."""
    token = tokens[i]
    heads = _heads(token.fold) if token.kind == "word" else ()
    for prefix, words, rule in heads:
        if all(i + k < len(tokens) and tokens[i + k].fold == words[k] for k in range(1, len(words))):
            return i + len(words), rule, prefix
    return _described(tokens, i) if heads else None


def may_begin_vague(word: str) -> bool:
    """Whether a folded word can begin a vague plural."""
    return bool(_heads(word))


@kept
def _heads(word: str) -> tuple[tuple[str, tuple[str, ...], VagueRule], ...]:
    """(proclitics, phrase, rule) of the vague phrases that a folded word may begin, the longest first."""
    return tuple(
        (variant.prefix, words, rule)
        for variant in variants(word)
        if PARTS[variant.prefix] <= {"conj", "prep"}
        for words, rule in _vague().get(variant.stem, ())
    )


def _described(tokens: list[Token], i: int) -> tuple[int, VagueRule, str] | None:
    """ "أعداد متزايدة من" ("growing numbers of"): the head of a vague phrase, up to two adjectives,
    and its "of".
    """
    token = tokens[i]
    if token.kind != "word" or i + 2 >= len(tokens):
        return None
    if tokens[i + 1].kind != "word" or tokens[i + 1].fold.startswith(ARTICLE):
        return None
    for prefix, words, rule in _heads(token.fold):
        if not rule.described or words[1:] != (OF,):
            continue
        for j in range(i + 2, min(i + 2 + _ADJECTIVES, len(tokens))):
            if tokens[j].fold == OF:
                return j + 1, rule, prefix
            if tokens[j].kind != "word":
                break
    return None
