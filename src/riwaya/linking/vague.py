"""What a vague word counts as in a view that must write a number (data/resolution/vague.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from riwaya.rules.entries import Entry, load_entries
from riwaya.text.folding import fold_word


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueWord(Entry):
    """One word of no fixed number: "عشرات" ("tens"), and what ACLED and UCDP would count for it."""

    forms: tuple[str, ...]
    low: int
    acled: int
    ucdp: int
    prefixes: tuple[str, ...] = ()


@cache
def vague_words() -> tuple[VagueWord, ...]:
    """Every entry, in file order; raises KnowledgeError."""
    return tuple(load_entries("resolution", "word", VagueWord))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], VagueWord], ...]:
    """One pattern a form, the longest form first: "عشرات الآلاف" ("tens of thousands") before "عشرات"."""
    forms = [(fold_word(form), word) for word in vague_words() for form in word.forms]
    forms.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, w.prefixes))})?{re.escape(form)}(?!\w)"), w)
        for form, w in forms
    )


def word_in(quote: str) -> VagueWord | None:
    """The vague word that stands in `quote`, in any spelling; None where there is none.

    "بالعشرات" ("by the tens") is the entry "tens".
    """
    folded = fold_word(quote)
    return next((word for pattern, word in _patterns() if pattern.search(folded)), None)


def vague_word(quote: str, low: int | None) -> VagueWord:
    """The word of a vague figure: what its quote says, else what its lower end in people stands for.

    A bare plural ("قتلى وجرحى", "dead and wounded") has neither and counts as "several".
    """
    found = word_in(quote)
    if found is not None:
        return found
    words = vague_words()
    reached = [w for w in words if low is not None and w.low <= low]
    return max(reached, key=lambda w: (w.low, -w.acled)) if reached else words[0]
