"""Nouns for people in every written form, with the group that the word suggests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from riwaya.mentions.figures.measures import people_of_measures
from riwaya.mentions.figures.nouns import ENDINGS, Form, inflect
from riwaya.mentions.figures.words import SETS
from riwaya.model.findings import Group
from riwaya.rules.kept import kept
from riwaya.rules.tables import several, table
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun
from riwaya.text.folding import fold_word


class Person(NamedTuple):
    """A noun for people. `form` is its number (two_or_more where the written form does not tell),
    `kind` its list.
    """

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


_Kind = Literal["noun", "demonym", "measure"]
_Entry = tuple[str, Form, Group, _Kind]


def _nouns() -> Iterator[tuple[str, list[str], Group, _Kind]]:
    """(singular, plurals, group, list) of every noun for people, the more telling lists first."""
    for singular, plural, _ in people_of_measures():
        yield singular, several(plural), "unknown", "measure"
    for singular, plural, group in table("figures/people.tsv", "singular", "plural", "group"):
        yield singular, several(plural), group, "noun"  # type: ignore[misc]
    for (cell,) in table("places/countries.tsv", "demonyms"):
        for demonym in several(cell):
            if " " not in demonym:
                yield demonym, [ENDINGS["sound_plural"]], "civilian", "demonym"


@cache
def _forms() -> dict[str, _Entry]:
    """Folded form → entry. A word that is some noun's singular is read as that before it is another's
    plural.
    """
    inflected = [
        (form, (fold_word(singular), number, group, kind))
        for singular, plurals, group, kind in _nouns()
        for form, number in inflect(singular, plurals)
    ]
    found: dict[str, _Entry] = {}
    for form, entry in sorted(inflected, key=lambda e: (e[1][3] != "measure", e[1][1] != "one")):
        found.setdefault(form, entry)
    return {form: entry for form, entry in found.items() if form not in SETS["not_people"]}


@kept
def person(word: str) -> Person | None:
    """The noun for people that a folded word is, proclitics and pronouns taken off:
    "وجنديين" is جندي, two.
    """
    forms = _forms()
    if any(v.stem in SETS["not_people"] for v in variants(word)):
        return None
    for variant in variants(word):
        if variant.stem in forms and "future" not in PARTS[variant.prefix]:
            return Person(*forms[variant.stem], variant.prefix, "")
    for variant in variants_before_pronoun(word):
        if variant.suffix in ENDINGS["verbal_pronouns"]:
            continue
        kin = forms.get(variant.stem.removesuffix(ENDINGS["nisba"]))
        if kin is not None and kin[0] in SETS["family"] and variant.stem.endswith(ENDINGS["nisba"]):
            return Person(kin[0], "two", kin[2], kin[3], variant.prefix, variant.suffix)
        if variant.stem in forms and "future" not in PARTS[variant.prefix]:
            lemma, form, group, kind = forms[variant.stem]
            if form == "two":
                continue
            return Person(lemma, form, group, kind, variant.prefix, variant.suffix)
    return None
