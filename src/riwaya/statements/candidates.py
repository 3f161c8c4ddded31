"""Cue candidates: every place where a cue could stand, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.model import Span
from riwaya.statements.cues import Cue, CueForm, Pattern, closed, cue_readings, phrase_list, phrases
from riwaya.text.document import Document
from riwaya.text.lexicon import Hit
from riwaya.text.marks import COLON, QUOTES
from riwaya.text.sentences import Sentence
from riwaya.text.wordclass import closed_class

_FAR = 30
_KEY = ("cue candidates",)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cue at tokens `first` to `last` (exclusive) of sentence `sentence`.

    `core` is the token of the reporting word itself, `pattern` how it stands here ("كما قال" at the end of
    a clause is a
    prep), `led` whether words before the verb make it a source phrase.
    """

    first: int
    last: int
    core: int
    form: CueForm
    pattern: Pattern
    prefix: str
    suffix: str
    led: bool
    sentence: Sentence
    span: Span

    @property
    def cue(self) -> Cue:
        """The cue of the data."""
        return self.form.cue


def all_candidates(document: Document) -> list[Candidate]:
    """The candidates in text order; no two share a token. Looked for once a document."""
    known: list[Candidate] | None = document.worked_out.get(_KEY)
    if known is None:
        known = document.worked_out[_KEY] = _candidates(document)
    return known


def _candidates(document: Document) -> list[Candidate]:
    found: list[Candidate] = []
    phrase_at = {hit.first: hit for hit in phrases().longest(document)}
    free = 0
    for i in sorted({*phrase_at, *document.where(cue_readings)}):
        if i < free:
            continue
        sentence = document.sentences[document.sentence_index[i]]
        hit = phrase_at.get(i)
        if hit is not None and hit.last <= sentence.last and not _barred(document, hit):
            span, pattern = document.span(hit.first, hit.last), hit.value.cue.pattern
            found.append(
                Candidate(
                    i, hit.last, i, hit.value, pattern, hit.prefix, hit.suffix, False, sentence, span
                )
            )  # fmt: skip
            free = _led_verb(document, found, sentence) or hit.last
            continue
        candidate = _single(document, i, sentence, found[-1].last if found else 0)
        if candidate:
            found.append(candidate)
    return found


def _barred(document: Document, hit: Hit[CueForm]) -> bool:
    """Whether a phrase of one word is written like a cue and is none: "فحسب" ("only")."""
    return hit.width == 1 and document.tokens[hit.first].fold in closed("no_cue")


def _single(document: Document, i: int, sentence: Sentence, free: int) -> Candidate | None:
    token = document.tokens[i]
    if token.kind != "word" or token.fold in closed("no_cue"):
        return None
    if _describes(document, i) or _withheld(document, i):
        return None
    readings = cue_readings(token.fold)
    if not readings:
        return None
    nominal = closed_class(token.fold) is not None or document.classes[i] == "noun"
    label = document.classes[i]
    fit = [
        r
        for r in readings
        if not (r.suffix and r.form.cue.pattern == "verb" and (nominal or label == "participle"))
        and not (
            r.form.kind == "present" and label in ("noun", "participle") and r.prefix not in closed("purpose")
        )
    ]
    if not fit:
        return None
    form, prefix, suffix = fit[0]
    first, led = i, False
    lead = (
        _lead_before(document, i, max(sentence.first, free))
        if form.cue.pattern == "verb" and form.kind in ("past", "present")
        else None
    )
    if lead is not None and _is_source(document, lead, i, sentence):
        first, led = lead, True
    pattern: Pattern = "prep" if led else form.cue.pattern
    return Candidate(
        first, i + 1, i, form, pattern, prefix, suffix, led, sentence, document.span(first, i + 1)
    )


def _describes(document: Document, i: int) -> bool:
    """Whether a word written like a cue is the adjective of the noun before it: "هدوء حذر" ("a wary calm"),
    which no one warns of."""
    return i > 0 and f"{document.tokens[i - 1].fold} {document.tokens[i].fold}" in closed("no_cue_behind")


def _withheld(document: Document, i: int) -> bool:
    """Whether a word like "asked" is about the name of a source: "طلب عدم كشف اسمه" ("who asked not to be
    named"), which is nothing that he says. One more
    statement of train is right."""
    tokens = document.tokens
    return i + 1 < len(tokens) and any(phrase_list("unnamed_by_wish").at(tokens, i + 1))


def _led_verb(document: Document, found: list[Candidate], sentence: Sentence) -> int | None:
    """Join a source preposition with the "what … said" that follows it; the token after, or None."""
    lead = found[-1]
    if lead.pattern != "prep" or lead.last >= sentence.last:
        return None
    for hit in sorted(
        phrase_list("source_before_verb").at(document.tokens, lead.first), key=lambda h: -h.width
    ):
        if hit.last < sentence.last:
            readings = cue_readings(document.tokens[hit.last].fold)
            if readings and readings[0].form.kind in ("past", "present"):
                form, _, suffix = readings[0]
                span = document.span(lead.first, hit.last + 1)
                found[-1] = Candidate(
                    lead.first,
                    hit.last + 1,
                    hit.last,
                    form,
                    "prep",
                    lead.prefix,
                    suffix,
                    True,
                    sentence,
                    span,
                )
                return hit.last + 1
    return None


def _lead_before(document: Document, i: int, first: int) -> int | None:
    """Where a source phrase that ends just before token `i` begins."""
    for start in (i - 3, i - 2, i - 1):
        if start >= first and any(
            h.last == i for h in phrase_list("source_before_verb").at(document.tokens, start)
        ):
            return start
    return None


def _is_source(document: Document, lead: int, i: int, sentence: Sentence) -> bool:
    """Whether "as X said" closes what was said before it rather than opening something new."""
    if lead == sentence.first:
        return False
    for j in range(i + 1, min(sentence.last, i + _FAR)):
        token = document.tokens[j]
        if token.fold in closed("complementiser") or token.text in COLON:
            return False
        if token.text in QUOTES and j == i + 1:
            return False
    return True
