"""Persons beside a word of a measure who did it, and did not suffer it."""

from __future__ import annotations

from riwaya.mentions.figures.nouns import ENDINGS
from riwaya.mentions.figures.people import person
from riwaya.mentions.figures.words import SETS
from riwaya.text.document import Document
from riwaya.text.sentences import Sentence


def by_means_of(document: Document, sentence: Sentence, i: int) -> bool:
    """Whether the word before says that it was done by this person: "برصاص قناص" ("by a sniper's bullets"),
    "على يد مسلح" ("at the hands of a gunman")."""
    return i > sentence.first and document.tokens[i - 1].parted.stem in SETS["means"]


def did_it(document: Document, sentence: Sentence, i: int) -> bool:
    """Whether a person between a verb and another person who is its object did it: "قتل مسلح شرطيين" ("a
    gunman killed policemen"), "طعن فلسطيني مستوطنا"."""
    if i == sentence.first or i + 1 >= sentence.last or document.classes[i - 1] != "verb":
        return False
    one, other = document.tokens[i].fold, person(document.tokens[i + 1].fold)
    if other is None or other.prefix or one.endswith(ENDINGS["accusative"]):
        return False
    oblique = other.form == "two_or_more" and other.lemma not in SETS["adjectival"]
    return oblique or is_object(document, i, i + 1)


def is_object(document: Document, i: int, j: int) -> bool:
    """Whether token `j` is another person in the accusative and so no adjective of the one at token `i`:
    متظاهرا in "قتل شرطي متظاهرا" ("a policeman killed a protester")."""
    ending = ENDINGS["accusative"]
    one, other = document.tokens[i].fold, document.tokens[j].fold
    return other.endswith(ending) and not one.endswith(ending) and person(other) is not None
