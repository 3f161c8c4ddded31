"""Frames: the words that can express an event, by kind, from data/frames/*.toml, and every form they are
written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple

from riwaya.events.letters import ALEF, ARTICLE, FEMININE, HAA, MASCULINE, WEAK, YAA
from riwaya.rules.entries import Entry, load_entries
from riwaya.text.folding import fold_word
from riwaya.text.inflection import participle_forms, past_forms, present_forms

FormKind = Literal["past", "present", "noun", "participle", "phrase", "light"]

KINDS = (
    "clash",
    "attack",
    "airstrike",
    "shelling",
    "explosion",
    "suicide_bombing",
    "killing",
    "abduction",
    "capture_territory",
    "withdraw",
    "advance",
    "besiege",
    "seize_arms",
    "destroy",
    "intercept",
    "arrest",
    "surrender",
    "release",
    "deploy",
    "displace",
    "ceasefire",
    "negotiate",
    "support",
    "aid",
    "protest",
    "other_crime",
)


@dataclass(frozen=True, slots=False, kw_only=True)
class Frame(Entry):
    """Words of one sense. `verbs` are pasts, "past/present/short stem" where the present is not past with y-
    before it;
    `light` are "verb ~ word|word": a verb and its object with at most a few words between, `light_nouns` the
    same of verbal nouns.

    `also` are "kind:sense": another kind where a word of the sense stands in the sentence. `unless` after and
    `unless_before` before the trigger say that no event is meant; `needs` are senses of which one should be
    about.
    `weak` marks a sense that is one of several of its words. Words of `takes_kind`, definite and alone, are
    of the kind that the report tells of elsewhere: "الهجوم" ("the attack").
    """

    kind: str
    verbs: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    light_nouns: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    target_preps: tuple[str, ...] = ()
    takes_kind: tuple[str, ...] = ()
    weak: bool = False

    @cached_property
    def others(self) -> tuple[tuple[str, str], ...]:
        """`also` as (kind, sense)."""
        return tuple((k, s) for k, _, s in (one.partition(":") for one in self.also))

    @cached_property
    def stops_after(self) -> frozenset[str]:
        """`unless`, folded."""
        return frozenset(map(fold_word, self.unless))

    @cached_property
    def stops_before(self) -> frozenset[str]:
        """`unless_before`, folded."""
        return frozenset(map(fold_word, self.unless_before))

    @cached_property
    def marks_target(self) -> frozenset[str]:
        """`target_preps`, folded."""
        return frozenset(map(fold_word, self.target_preps))

    @cached_property
    def bare_words(self) -> frozenset[str]:
        """`takes_kind`, folded."""
        return frozenset(map(fold_word, self.takes_kind))


class Form(NamedTuple):
    """A written form: the words after the first, whether words may stand between (`light`), its frame and
    lemma."""

    rest: tuple[str, ...]
    objects: frozenset[str]
    frame: Frame
    form: FormKind
    lemma: int
    article: bool


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, by file and order."""
    return tuple(load_entries("frames", "frame", Frame))


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Every form by its folded first word, longest first."""
    found: dict[str, dict[tuple[object, ...], Form]] = {}
    for frame in frames():
        for first, form in _forms_of(frame):
            key = (form.rest, form.objects, frame.id, form.form, form.article)
            found.setdefault(first, {}).setdefault(key, form)
    return {first: tuple(sorted(some.values(), key=lambda f: -len(f.rest))) for first, some in found.items()}


def _forms_of(frame: Frame) -> Iterator[tuple[str, Form]]:
    none: frozenset[str] = frozenset()
    lemma = 0
    for verb in (*frame.verbs, *frame.passives):
        for word, kind in verb_forms(verb):
            yield word, Form((), none, frame, kind, lemma, False)
        lemma += 1
    for noun in frame.nouns:
        for words in noun_forms(noun):
            yield words[0], Form(words[1:], none, frame, "noun", lemma, False)
            yield words[0], Form(tuple(ARTICLE + w for w in words[1:]), none, frame, "noun", lemma, True)
            if len(words) > 1:  # of two nouns only the last has the article: "أعمال الشغب" ("the riots")
                rest = (*words[1:-1], ARTICLE + words[-1])
                yield words[0], Form(rest, none, frame, "noun", lemma, False)
        lemma += 1
    for participle in frame.participles:
        for word in participle_forms(fold_word(participle)):
            yield word, Form((), none, frame, "participle", lemma, False)
        lemma += 1
    for phrase in frame.phrases:
        words = tuple(map(fold_word, phrase.split()))
        for first in _phrase_first(words[0]):
            yield first, Form(words[1:], none, frame, "phrase", lemma, False)
        lemma += 1
    for light in frame.light:
        verb, objects = _with_objects(light)
        for word, _ in verb_forms(verb):
            yield word, Form((), objects, frame, "light", lemma, False)
        lemma += 1
    for light in frame.light_nouns:
        noun, objects = _with_objects(light)
        for (word,) in noun_forms(noun):
            yield word, Form((), objects, frame, "noun", lemma, False)
        lemma += 1


def _with_objects(light: str) -> tuple[str, frozenset[str]]:
    """The word of "word ~ object|object" and its objects, folded."""
    word, _, objects = light.partition("~")
    return word.strip(), frozenset(map(fold_word, objects.strip().split("|")))


def verb_forms(verb: str) -> Iterator[tuple[str, FormKind]]:
    """The finite forms of "past", "past/present" or "past/present/short stem", folded.

    The present of most verbs is written as the past with its first letter for a y-: "انسحب" gives "ينسحب".
    """
    past, _, rest = verb.partition("/")
    present, _, weak = rest.partition("/")
    past, present, weak = fold_word(past), fold_word(present), fold_word(weak)
    if not present:
        present = YAA + (past[1:] if past[0] == ALEF else past)
    yield from ((form, "past") for form in past_forms(past, weak))
    cut = present[:-1] if present[-1] in WEAK else ""
    for form in present_forms(present, weak):
        # First person singular and the cut form of weak verbs ("يصف" for "يصفي") are mostly other words.
        if form[0] != ALEF and form[1:] != cut[1:]:
            yield form, "present"


def noun_forms(noun: str) -> Iterator[tuple[str, ...]]:
    """A noun, with what follows it, in the singular, the accusative, the dual and the sound plural,
    folded."""
    first, *rest = map(fold_word, noun.split())
    yield (first, *rest)
    stem, endings = (first[:-1], FEMININE) if first.endswith(HAA) else (first, MASCULINE)
    if rest:
        yield (first + ALEF, *(w + ALEF for w in rest))
        return
    for ending in endings:
        yield (stem + ending,)


def _phrase_first(word: str) -> Iterator[str]:
    yield word


# Accusative, sound plural, dual; the feminine dual before a genitive too. The masculine one (-y) is written
# as an adjective.
