"""Candidates: every stretch of a document that a frame's words cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from riwaya.events.frames import Form, Frame, forms
from riwaya.events.letters import SHADDA, TAA_MARBUTA
from riwaya.mentions.names.grammar import without_article
from riwaya.model import Span
from riwaya.rules.kept import kept, kept_with
from riwaya.rules.tables import table
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.lexicon import folded_words
from riwaya.text.nouns import cardinals
from riwaya.text.tokens import Token

_GAP = 6
_BACK = 4  # tokens before a verb in which its object is looked for (noun, adjective, relative); unmeasured
_PRONOUNS = frozenset(suffix for (suffix,) in table("text/suffixes.tsv", "suffix"))
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
    """Tokens `first` to `last` (exclusive) that may express an event; clitics of the first word and a
    pronoun on the last."""

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
    tokens, folds = document.tokens, document.folds
    hits: dict[tuple[int, int], dict[tuple[str, str], tuple[str, str, Reading]]] = {}
    for i in document.where(_may_begin):
        token = tokens[i]
        if (
            token.kind != "word"
            or token.fold in not_triggers()
            or _in_name(tokens, i)
            or _is_drone(tokens, i)
        ):
            continue
        sentence = document.sentences[document.sentence_index[i]]
        closed = document.classes[i] in ("prep", "comp", "rel", "pron", "neg", "dem")
        for prefix, suffix, form in parted(token.fold, token.text[-1:] == TAA_MARBUTA):
            if closed and form.form in ("past", "present"):
                continue
            last = _match(folds, sentence.first, i, sentence.last, suffix, form)
            if last:
                reading = Reading(form.frame, form.form, form.lemma)
                hits.setdefault((i, last), {}).setdefault(
                    (form.frame.id, form.form), (prefix, suffix, reading)
                )
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


def _in_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word that could be a trigger is one of two that name something: "طائرة مسيرة" ("a drone"), no
    march, "الدعم السريع" ("the Rapid Support Forces")."""
    known = _not_triggers_beside()
    stem = without_article(tokens[i].parted.stem)
    if stem not in known:
        return False
    beside = [without_article(tokens[k].parted.stem) for k in (i - 1, i + 1) if 0 <= k < len(tokens)]
    return not known[stem].isdisjoint(beside)


def _is_drone(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word that is read as a march is a drone: "أسقطت الدفاعات 25 مسيرة من طراز شاهد" ("defences
    shot down 25 Shahed drones"). A number may stand before it; "of the type" may follow. Unmeasured: coded
    reports of 2015 and 2018 have few."""
    if without_article(tokens[i].parted.stem) not in _drones("noun"):
        return False
    if SHADDA in tokens[i].text:
        return True
    counts = cardinals() | _drones("count")
    counted = i > 0 and (tokens[i - 1].kind == "number" or tokens[i - 1].fold in counts)
    last = i - 1 - counted
    reach = range(last, max(last - 1 - counted * _LAUNCHER, -1), -1)  # who launches may stand between
    if any(without_article(tokens[k].parted.stem) in _drones("before") for k in reach):
        return True
    following = [t.fold for t in tokens[i + 1 : i + 3]]
    return bool(following) and (
        without_article(following[0]) in _drones("after") or following[-1] in _drones("type")
    )


_LAUNCHER = 2  # words for who launches counted drones; unmeasured


@cache
def _drones(place: str) -> frozenset[str]:
    """The folded words of one place of data/frames/drones.tsv."""
    rows = table("frames/drones.tsv", "word", "place")
    return frozenset(fold_word(word) for word, where in rows if where == place)


@cache
def _not_triggers_beside() -> dict[str, frozenset[str]]:
    """The stems that are no triggers beside another, with those others."""
    found: dict[str, set[str]] = {}
    for words in (folded_words(w) for (w,) in table("frames/not_triggers.tsv", "word") if " " in w):
        for word, other in (words, words[::-1]):
            found.setdefault(word, set()).add(other)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def not_triggers() -> frozenset[str]:
    """Folded words that only look like a trigger."""
    words = (word for (word,) in table("frames/not_triggers.tsv", "word") if " " not in word)
    return frozenset(map(fold_word, words))


@kept
def _may_begin(word: str) -> bool:
    """Whether a form of a frame may begin in a folded word."""
    return next(_parted(word), None) is not None


@kept_with
def parted(word: str, taa: bool) -> tuple[tuple[str, str, Form], ...]:
    """(prefix, pronoun, form) for each way in which a folded word begins a frame's form.

    `taa` says that the word was written with a final taa marbuta, which is no pronoun: "حركة" ("movement")
    is not "he moved it".
    """
    return tuple(p for p in _parted(word) if not (taa and p[1] and p[1] == word[-len(p[1]) :]))


def _parted(word: str) -> Iterator[tuple[str, str, Form]]:
    known = forms()
    for variant in (*variants(word), *variants_before_pronoun(word)):
        for form in known.get(variant.stem, ()):
            allowed = _NOMINAL if form.form in ("noun", "participle", "phrase") else _VERBAL
            if form.form == "present":
                allowed = allowed | _AFTER_LAM
            elif form.form in ("past", "light") and "future" in PARTS[variant.prefix]:
                continue
            if variant.prefix not in allowed:
                continue
            if form.article and "article" not in PARTS[variant.prefix] and not variant.suffix:
                continue
            if form.form == "noun" and form.rest and not form.article and "article" in PARTS[variant.prefix]:
                continue
            yield variant.prefix, variant.suffix, form


def _match(folds: list[str], first: int, i: int, end: int, suffix: str, form: Form) -> int:
    """The token after the form that begins at `i`, 0 if the rest of it does not follow; its sentence is
    `first` to `end`."""
    if form.objects:
        for j in range(i + 1, min(i + 2 + _GAP, end)):
            if folds[j] in form.objects:
                return j + 1 if j == i + 1 else i + 1
        # "الصواريخ التي أطلقها" ("the missiles that they launched"): what is told of stands before.
        before = folds[max(first, i - _BACK) : i] if form.form == "light" else []
        # What may be a trigger itself needs no second one: "كمين نصبه" ("an ambush that they laid").
        return i + 1 if any(word in form.objects and not _may_begin(word) for word in before) else 0
    last = i + 1 + len(form.rest)
    if not form.rest:
        return last
    if last > end or (suffix and not form.article):
        return 0
    if tuple(folds[i + 1 : last - 1]) != form.rest[:-1]:
        return 0
    word, wanted = folds[last - 1], form.rest[-1]
    return last if word == wanted or (word.startswith(wanted) and word[len(wanted) :] in _PRONOUNS) else 0
