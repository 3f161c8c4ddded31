"""Candidates: every stretch of a document that a frame's words cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from riwaya.events.frames import Form, Frame, forms
from riwaya.model import Span
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun
from riwaya.text.document import Document

_GAP = 6
_VERBAL = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "future"})
_AFTER_LAM = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "prep"})
_NOMINAL = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "prep", "article"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One frame that a candidate may express, in which form, and which of the frame's words it is."""

    frame: Frame
    form: str
    lemma: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` to `last` (exclusive) that may express an event; clitics of the first word and a pronoun on the last."""

    first: int
    last: int
    span: Span
    prefix: str
    suffix: str
    readings: tuple[Reading, ...]

    @property
    def article(self) -> bool:
        """Whether the first word carries the article."""
        return "article" in PARTS[self.prefix]


def find_candidates(document: Document) -> list[Candidate]:
    """The candidates in text order, none overlapping another: at each place the longest.

    "شنوا هجوما انتحاريا" ("they mounted a suicide attack") gives one candidate, "هجوما انتحاريا".
    """
    tokens = document.tokens
    folds = [t.fold for t in tokens]
    ends = {i: s.last for s in document.sentences for i in range(s.first, s.last)}
    hits: dict[tuple[int, int], dict[tuple[str, str], tuple[str, str, Reading]]] = {}
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        for prefix, suffix, form in parted(token.fold):
            last = _match(folds, i, ends[i], suffix, form)
            if last:
                reading = Reading(form.frame, form.form, form.lemma)
                hits.setdefault((i, last), {}).setdefault((form.frame.id, form.form), (prefix, suffix, reading))
    found: list[Candidate] = []
    free = 0
    for (first, last), readings in sorted(hits.items(), key=lambda h: (h[0][0], -h[0][1])):
        if first < free:
            continue
        prefix, suffix, _ = next(iter(readings.values()))
        span = document.span(first, last)
        found.append(Candidate(first, last, span, prefix, suffix, tuple(r for _, _, r in readings.values())))
        free = last
    return found


@lru_cache(maxsize=65536)
def parted(word: str) -> tuple[tuple[str, str, Form], ...]:
    """(prefix, pronoun, form) for each way in which a folded word begins a frame's form."""
    return tuple(_parted(word))


def _parted(word: str) -> Iterator[tuple[str, str, Form]]:
    known = forms()
    for variant in (*variants(word), *variants_before_pronoun(word)):
        for form in known.get(variant.stem, ()):
            allowed = _NOMINAL if form.form in ("noun", "participle", "phrase") else _VERBAL
            if form.form == "present":
                allowed = allowed | _AFTER_LAM
            if variant.prefix not in allowed:
                continue
            if form.article and "article" not in PARTS[variant.prefix]:
                continue
            if form.form == "noun" and form.rest and not form.article and "article" in PARTS[variant.prefix]:
                continue
            yield variant.prefix, variant.suffix, form


def _match(folds: list[str], i: int, end: int, suffix: str, form: Form) -> int:
    """The token after the form that begins at `i`, 0 if the rest of it does not follow."""
    if form.objects:
        for j in range(i + 1, min(i + 2 + _GAP, end)):
            if folds[j] in form.objects:
                return j + 1 if j == i + 1 else i + 1
        return 0
    last = i + 1 + len(form.rest)
    if not form.rest:
        return last
    if last > end or suffix or tuple(folds[i + 1 : last]) != form.rest:
        return 0
    return last
