"""What a verb form agrees with: the person, gender and number of a subject that need not be expressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from riwaya.rules.kept import kept
from riwaya.text.clitics import PARTS, variants_before_pronoun
from riwaya.text.inflection import Reading, readings
from riwaya.text.segmenter import parting

_BEFORE_VERB = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "future"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """Person 1-3, gender m or f ("" open), number s, d or p, tense; "" where the writing leaves it open."""

    person: str
    gender: str
    number: str
    tense: Literal["past", "present", ""]

    def fits(self, gender: str, number: str) -> bool:
        """Whether a subject of that gender and number may stand with it; "" fits all."""
        return (not gender or not self.gender or gender == self.gender) and (
            not number or not self.number or number == self.number
        )


@kept
def agreement(word: str) -> Agreement | None:
    """The agreement of a folded verb form; None for a word that is no known verb form.

    "وقالت" ("and she said") is third person feminine singular past; "يعلنون" ("they announce") third
    masculine plural. Third persons win over the second and first ones that are written alike, since news
    speaks of others.
    """
    found = _readings(word)
    if not found:
        return None
    third = [r for r in found if r.agrees[0] == "3"] or found
    return Agreement(
        third[0].agrees[0],
        _shared(r.agrees[1] for r in third).strip("-"),
        _shared(r.agrees[2] for r in third),
        _shared(r.form for r in third),  # type: ignore[arg-type]
    )


def _readings(word: str) -> list[Reading]:
    """The verb readings of the word, of its likeliest parting first, then of any."""
    known = readings()
    part = parting(word)
    if part.prefix in _BEFORE_VERB:
        for stem in (part.stem, part.stem + part.suffix):
            verbal = [r for r in known.get(stem, ()) if r.agrees]
            if verbal:
                return verbal
    for prefix in sorted(_BEFORE_VERB, key=len):
        verbal = (
            [r for r in known.get(word[len(prefix) :], ()) if r.agrees] if word.startswith(prefix) else []
        )
        if verbal:
            return verbal
    for variant in variants_before_pronoun(word):
        verbal = (
            [r for r in known.get(variant.stem, ()) if r.agrees] if variant.prefix in _BEFORE_VERB else []
        )
        if verbal:
            return verbal
    return []


def _shared(values: Iterable[str]) -> str:
    """The one value that all share, or nothing."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""
