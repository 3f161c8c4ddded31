"""Cues: the words that report, from data/cues/*.toml, with every written form they may take."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from riwaya.model.findings import Act
from riwaya.rules.entries import Entry, load_entries
from riwaya.rules.kept import kept
from riwaya.rules.tables import DATA
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun
from riwaya.text.folding import fold_word
from riwaya.text.inflection import past_forms, present_forms
from riwaya.text.lexicon import Lexicon

Pattern = Literal["verb", "noun", "prep", "document", "relay"]
Governs = Literal["that", "quote", "noun", "addressee", "clause"]
FormKind = Literal["past", "present", "participle", "noun", "phrase"]

WORDS: dict[str, Any] = tomllib.loads((DATA / "cues/engine/words.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Entry):
    """A kind of cue. `verbs` are principal parts ("قال يقول قائل قل": past, present, active participle,
    short stem),
    `forms` fixed phrases, `nouns` verbal nouns; `governs` and `preps` say what may be its content; a
    `strict` cue is none
    where nothing opens a content; words of `never` open none;
    after a preposition of `sources` stands whose words they are ("نقلت الوكالة عن الوزير أن")."""

    pattern: Pattern
    act: Act
    governs: tuple[Governs, ...] = ()
    preps: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    strict: bool = False
    never: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class CueForm(NamedTuple):
    """One written form of a cue: its kind, whom it agrees with (m, f, p plural, d dual, s first person, ""
    anyone), and its word: the past of a verb, a noun, a phrase, folded."""

    cue: Cue
    kind: FormKind
    agrees: str
    word: str


class Reading(NamedTuple):
    """A cue form read in a word, with the clitics taken off."""

    form: CueForm
    prefix: str
    suffix: str


@cache
def cues() -> tuple[Cue, ...]:
    """All cues, by file and order."""
    return tuple(load_entries("cues", "cue", Cue))


@cache
def governed_preps(cue_id: str) -> frozenset[str]:
    """The folded prepositions that govern the content of a cue."""
    return next(frozenset(map(fold_word, c.preps)) for c in cues() if c.id == cue_id)


@cache
def source_preps(cue_id: str) -> frozenset[str]:
    """The folded prepositions after which a cue names the one whose words it passes on."""
    return next(frozenset(map(fold_word, c.sources)) for c in cues() if c.id == cue_id)


@cache
def never_opens(cue_id: str) -> frozenset[str]:
    """The folded words that no content of a cue begins with: "رفض التعليق" ("declined to comment") reports
    nothing."""
    return next(frozenset(map(fold_word, c.never)) for c in cues() if c.id == cue_id)


@cache
def _table() -> dict[str, list[CueForm]]:
    found: dict[str, list[CueForm]] = {}
    for cue in cues():
        for verb in cue.verbs:
            parts = [fold_word(part) for part in verb.split()]
            for form, kind, agrees in _verb_forms(*parts):
                found.setdefault(form, []).append(CueForm(cue, kind, agrees, parts[0]))
    for cue in cues():
        for noun in cue.nouns:
            stem = fold_word(noun)
            for ending, _ in WORDS["agreement"]["noun_ending"]:
                found.setdefault(stem + fold_word(ending), []).append(CueForm(cue, "noun", "", stem))
    return found


_NO_FORM = "-"


def _verb_forms(
    past: str, present: str, participle: str, weak: str = ""
) -> Iterator[tuple[str, FormKind, str]]:
    rule = WORDS["agreement"]
    for form in dict.fromkeys(past_forms(past, weak)):
        yield form, "past", _past_agreement(form, past)
    for form in dict.fromkeys(present_forms(present)):
        if len(form) > 2:
            yield form, "present", _present_agreement(form)
    if participle == _NO_FORM:
        return
    for ending, agrees in rule["participle"]:
        yield participle + ending, "participle", agrees
    back = rule["weak_participle"]
    if len(participle) < 5 and present[-1:] in rule["weak_present"]:
        for ending, agrees in rule["participle"]:
            yield participle + back + ending, "participle", agrees


def _past_agreement(form: str, past: str) -> str:
    if form == past:
        return "m"
    for ending, agrees in sorted(WORDS["agreement"]["past"], key=lambda e: -len(e[0])):
        if ending and form.endswith(ending):
            return str(agrees)
    return "m"


def _present_agreement(form: str) -> str:
    rule = WORDS["agreement"]
    if form.endswith(tuple(rule["present_plural"])) and len(form) > 5:
        return "p"
    if form.endswith(tuple(rule["present_dual"])) and len(form) > 5:
        return "d"
    return next((agrees for first, agrees in rule["present_first"] if form.startswith(first)), "")


_BEFORE_VERB = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "future"})
_BEFORE_NOUN = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "prep", "article"})
_ALLOWED: dict[FormKind, frozenset[str]] = {
    "past": _BEFORE_VERB,
    "present": _BEFORE_VERB,
    "participle": _BEFORE_VERB,
    "noun": _BEFORE_NOUN,
}


@kept
def cue_readings(word: str) -> tuple[Reading, ...]:
    """The cue forms that a folded word may be, the least parted first: "وطالبهم" ("and called on them")
    gives طالب."""
    table = _table()
    found: list[Reading] = []
    for variant in (*variants(word), *variants_before_pronoun(word)):
        for form in table.get(variant.stem, ()):
            if form.kind == "participle" and variant.suffix:
                continue
            if variant.prefix in _ALLOWED[form.kind] or (
                form.kind == "present" and variant.prefix in closed("purpose")
            ):
                found.append(Reading(form, variant.prefix, variant.suffix))
    return tuple(found)


@cache
def phrases() -> Lexicon[CueForm]:
    """The fixed phrases of all cues."""
    entries = [
        (form, CueForm(cue, "phrase", _phrase_agreement(form), fold_word(form)))
        for cue in cues()
        for form in cue.forms
    ]
    return Lexicon(entries, prefixes=("conj",))


def _phrase_agreement(phrase: str) -> str:
    readings = cue_readings(fold_word(phrase.split()[0]))
    return readings[0].form.agrees if readings else ""


@cache
def closed(name: str) -> frozenset[str]:
    """A closed list of data/cues/engine/words.toml, folded."""
    return frozenset(fold_word(word) for word in WORDS[name])


@cache
def phrase_list(name: str) -> Lexicon[str]:
    """A list of phrases of data/cues/engine/words.toml, a conjunction before them allowed."""
    return Lexicon([(phrase, phrase) for phrase in WORDS[name]], prefixes=("conj",))
