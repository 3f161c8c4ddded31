"""Nouns for people in every written form, with the group that the word suggests."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from riwaya.mentions.figures.measures import people_of_measures
from riwaya.mentions.figures.nouns import ENDINGS, Form, inflect
from riwaya.mentions.figures.words import SETS
from riwaya.model.findings import Group
from riwaya.rules.tables import several, table
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun
from riwaya.text.folding import fold_word

class Person(NamedTuple):
    """A noun for people. `form` is its number (two_or_more where the written form does not tell), `kind` its list."""

    lemma: str
    form: Form
    group: Group
    kind: Literal["noun", "demonym", "measure"]
    prefix: str
    suffix: str

    @property
    def definite(self) -> bool:
        """Whether it carries the article or a pronoun."""
        return "article" in PARTS[self.prefix] or bool(self.suffix)


@cache
def _forms() -> dict[str, tuple[str, Form, Group, Literal["noun", "demonym", "measure"]]]:
    found: dict[str, tuple[str, Form, Group, Literal["noun", "demonym", "measure"]]] = {}
    for singular, plural, _ in people_of_measures():
        for form, number in inflect(singular, several(plural)):
            found.setdefault(form, (fold_word(singular), number, "unknown", "measure"))
    for singular, plural, group in table("figures/people.tsv", "singular", "plural", "group"):
        if " " in singular:
            continue
        for form, number in inflect(singular, several(plural)):
            found.setdefault(form, (fold_word(singular), number, group, "noun"))  # type: ignore[arg-type]
    for (cell,) in table("places/countries.tsv", "demonyms"):
        for demonym in several(cell):
            if " " not in demonym:
                for form, number in inflect(demonym, [ENDINGS["sound_plural"]]):
                    found.setdefault(form, (fold_word(demonym), number, "unknown", "demonym"))
    return {form: entry for form, entry in found.items() if form not in SETS["not_people"]}


@lru_cache(maxsize=65536)
def person(word: str) -> Person | None:
    """The noun for people that a folded word is, proclitics and pronouns taken off: "وجنديين" is جندي, two."""
    forms = _forms()
    for variant in variants(word):
        if variant.stem in forms and "future" not in PARTS[variant.prefix]:
            return Person(*forms[variant.stem], variant.prefix, "")
    for variant in variants_before_pronoun(word):
        if variant.stem in forms and "future" not in PARTS[variant.prefix]:
            lemma, form, group, kind = forms[variant.stem]
            if form == "two" and lemma not in SETS["family"]:
                continue
            return Person(lemma, form, group, kind, variant.prefix, variant.suffix)
    return None
