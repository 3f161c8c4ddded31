"""The words that say what became of the people counted (data/figures/measures)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from riwaya.mentions.figures.nouns import ENDINGS, inflect
from riwaya.mentions.figures.words import SETS
from riwaya.mentions.numbers.contexts import CONTEXTS
from riwaya.mentions.numbers.hedges import may_begin_vague
from riwaya.mentions.numbers.words import atom
from riwaya.model.findings import Measure
from riwaya.rules.entries import Entry, load_entries
from riwaya.rules.kept import kept
from riwaya.rules.tables import several
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.inflection import past_forms, present_forms
from riwaya.text.lexicon import folded_words
from riwaya.text.tokens import Token

TriggerKind = Literal[
    "verb", "patient", "noun", "both", "people", "among", "tail", "opener", "phrase", "participle", "weak"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRule(Entry):
    """One family of words with its measure; the head of killed.toml says what each list holds."""

    measure: Measure
    verbs: list[str] = field(default_factory=list)
    patient_verbs: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    participles: list[str] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    openers: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    penalty: bool = False
    not_before_verb: bool = False
    by_fighters: bool = False


class Trigger(NamedTuple):
    """A word of a measure at tokens `first` to `last` (exclusive);
    "both" is a form that may be verb or noun (قتل).
    """

    first: int
    last: int
    rule: str
    measure: Measure
    kind: TriggerKind
    prefix: str
    suffix: str
    plural: bool


@cache
def measure_rules() -> list[MeasureRule]:
    """The entries of data/figures/measures."""
    return load_entries("figures/measures", "measure", MeasureRule)


_OPENER_REACH = 25
_PLURAL = tuple(ENDINGS["verb_plural"])
_ENDED = (*_PLURAL, ENDINGS["accusative"])


@cache
def _single() -> dict[str, dict[tuple[str, Measure], tuple[TriggerKind, bool]]]:
    """Folded word → (rule, measure) → (kind, whether a plural verb)."""
    found: dict[str, dict[tuple[str, Measure], tuple[TriggerKind, bool]]] = {}

    def put(form: str, rule: MeasureRule, kind: TriggerKind, plural: bool = False) -> None:
        words = found.setdefault(form, {})
        old = words.get((rule.id, rule.measure))
        if old is not None and {old[0], kind} == {"verb", "noun"}:
            kind = "both"
        elif old is not None:
            return
        words[(rule.id, rule.measure)] = (kind, plural)

    for rule in measure_rules():
        for kind, listed in (("verb", rule.verbs), ("patient", rule.patient_verbs)):
            for form, plural in _verb_forms(listed):
                put(form, rule, kind, plural)  # type: ignore[arg-type]
        for kind, phrases in _word_lists(rule):
            for phrase in phrases:
                words = folded_words(phrase)
                if len(words) == 1:
                    put(words[0], rule, kind)
    for singular, plurals, rule in people_of_measures():
        for form, _ in inflect(singular, several(plurals)):
            put(form, rule, "people")
    return found


def _verb_forms(listed: list[str]) -> Iterator[tuple[str, bool]]:
    for item in listed:
        past, _, rest = item.partition(":")
        present, _, weak = rest.partition(":")
        if " " in past:
            continue
        for form in past_forms(fold_word(past), fold_word(weak)):
            yield form, form.endswith(_PLURAL)
        for form in present_forms(fold_word(present), fold_word(weak)):
            yield form, form.endswith(_PLURAL)


def _word_lists(rule: MeasureRule) -> list[tuple[TriggerKind, list[str]]]:
    return [
        ("noun", rule.nouns),
        ("participle", rule.participles),
        ("tail", rule.tails),
        ("opener", rule.openers),
        ("phrase", rule.phrases),
        ("weak", rule.weak),
    ]


@cache
def _several_words() -> dict[str, list[tuple[tuple[str, ...], MeasureRule, TriggerKind]]]:
    found: dict[str, list[tuple[tuple[str, ...], MeasureRule, TriggerKind]]] = {}
    for rule in measure_rules():
        for kind, phrases in _word_lists(rule):
            for phrase in phrases:
                words = folded_words(phrase)
                if len(words) > 1:
                    found.setdefault(words[0], []).append((words[1:], rule, kind))
    for phrases_of_word in found.values():
        phrases_of_word.sort(key=lambda p: -len(p[0]))
    return found


@kept
def _word_triggers(word: str) -> tuple[tuple[str, Measure, TriggerKind, str, str, bool], ...]:
    """(rule, measure, kind, prefix, suffix, plural) of a folded word;
    the least parted reading of each measure.
    """
    found: dict[tuple[str, Measure], tuple[TriggerKind, str, str, bool]] = {}
    for variant in (*variants(word), *variants_before_pronoun(word)):
        parts = PARTS[variant.prefix]
        for key, (kind, plural) in _single().get(variant.stem, {}).items():
            verbal = kind in ("verb", "patient")
            if verbal and not (parts <= {"conj", "future"} or _for_purpose(variant.prefix, variant.stem)):
                continue
            if variant.suffix and kind not in ("verb", "noun", "both", "patient"):
                continue
            if key not in found:
                found[key] = (kind, variant.prefix, variant.suffix, plural)
    return tuple((rule, measure, *rest) for (rule, measure), rest in found.items())


def _for_purpose(prefix: str, stem: str) -> bool:
    """Whether the letter before a present verb says what for: "لتقتل" ("to kill")."""
    return prefix in SETS["purpose"] and stem.startswith(tuple(SETS["present_first"]))


@kept
def _phrase_starts(word: str) -> tuple[tuple[str, str], ...]:
    """(prefix, first word) of the phrases that a folded word may begin."""
    table = _several_words()
    return tuple((v.prefix, v.stem) for v in variants(word) if v.stem in table)


@kept
def _may_begin(word: str) -> bool:
    """Whether a folded word is, or begins, a word of a measure."""
    return bool(_word_triggers(word) or _phrase_starts(word))


def find_triggers(document: Document, first: int, last: int) -> list[Trigger]:
    """The words of measures between tokens `first` and `last`, in order;
    the longest phrase takes its words.
    """
    found: list[Trigger] = []
    tokens, free = document.tokens, first
    for i in document.where(_may_begin, first, last):
        token = tokens[i]
        if i < free or token.kind != "word":
            continue
        width = 1
        for prefix, start in _phrase_starts(token.fold):
            for rest, rule, kind in _several_words()[start]:
                end = i + 1 + len(rest)
                if end <= last and all(_same(tokens[i + 1 + k].fold, w) for k, w in enumerate(rest)):
                    found.append(Trigger(i, end, rule.id, rule.measure, kind, prefix, "", False))
                    width = end - i
                    break
            if width > 1:
                break
        if width == 1:
            for name, measure, kind, prefix, suffix, plural in _word_triggers(token.fold):
                if suffix == CONTEXTS["pronoun"] and not token.text.endswith(suffix):
                    continue  # أسرة ("a family") is no أسره ("captured him")
                if kind == "tail" and not _opened(tokens, first, i, name):
                    continue
                if kind == "opener":
                    if not _closed(tokens, i, last, name):
                        continue
                    kind = "phrase"
                if _sentenced(tokens, first, i, name, prefix) or _particle(document, i, last, name):
                    continue
                if kind == "both" and "prep" in PARTS[prefix]:
                    kind = "noun"
                if kind == "people" and _among(tokens, first, i, prefix, found):
                    kind = "among"
                found.append(Trigger(i, i + 1, name, measure, kind, prefix, suffix, plural))
        free = i + width
    return found


def _sentenced(tokens: list[Token], first: int, i: int, rule: str, prefix: str) -> bool:
    """ "حكم عليهم بالسجن": a sentence passed is no arrest and no killing (codebook, ruling 8)."""
    if rule not in _flagged("penalty") or "prep" not in PARTS[prefix]:
        return False
    window = tokens[max(first, i - _OPENER_REACH) : i]
    return any(v.stem in SETS["convicted"] for t in window for v in t.variants)


def _particle(document: Document, i: int, last: int, rule: str) -> bool:
    """Whether "فقد" is the particle ("for") and not "went missing":
    only before a number is it surely the verb.

    "فقدوا" and the other forms with an ending are no particles.
    """
    if rule not in _flagged("not_before_verb") or document.tokens[i].fold.endswith(_ENDED):
        return False
    if i + 1 >= last:
        return True
    following = document.tokens[i + 1]
    counts = following.kind == "number" or atom(following.fold) is not None or may_begin_vague(following.fold)
    return not counts and document.classes[i + 1] != "noun"


@cache
def _flagged(flag: str) -> frozenset[str]:
    return frozenset(rule.id for rule in measure_rules() if getattr(rule, flag))


def held_by_fighters() -> frozenset[str]:
    """The rules that hold only where fighters are named before the word."""
    return _flagged("by_fighters")


def _opened(tokens: list[Token], first: int, i: int, rule: str) -> bool:
    """Whether a word that opens the phrase of a tail stands before it."""
    openers = _openers().get(rule, frozenset())
    return any(v.stem in openers for t in tokens[max(first, i - _OPENER_REACH) : i] for v in t.variants)


def _closed(tokens: list[Token], i: int, last: int, rule: str) -> bool:
    """Whether a tail of the opener's rule stands behind it."""
    tails = _tails().get(rule, frozenset())
    return any(t.fold in tails for t in tokens[i + 1 : min(last, i + 1 + _OPENER_REACH)])


@cache
def _tails() -> dict[str, frozenset[str]]:
    return {rule.id: frozenset(map(fold_word, rule.tails)) for rule in measure_rules()}


@cache
def _openers() -> dict[str, frozenset[str]]:
    return {rule.id: frozenset(map(fold_word, rule.openers)) for rule in measure_rules()}


def _among(tokens: list[Token], first: int, i: int, prefix: str, found: list[Trigger]) -> bool:
    """ "بين قتيل وجريح" ("some killed, some wounded"): the noun says what became of people counted
    elsewhere.
    """
    if "article" in PARTS[prefix]:
        return False
    if i > first and tokens[i - 1].fold in SETS["between"]:
        return True
    return "conj" in PARTS[prefix] and bool(found) and found[-1].kind == "among" and found[-1].last == i


def _same(word: str, wanted: str) -> bool:
    """A phrase's later word: as written, or (a preposition of one letter) written on to what follows."""
    return word == wanted or (len(wanted) == 1 and word.startswith(wanted))


def people_of_measures() -> Iterator[tuple[str, str, MeasureRule]]:
    """(singular, plural cell, rule) of the nouns for people who carry a measure: قتيل, جريح, أسير."""
    for rule in measure_rules():
        for item in rule.people:
            singular, _, plural = item.partition("=")
            yield singular, plural, rule
