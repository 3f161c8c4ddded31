"""Where a cue's content opens: a complementiser, a colon, a quotation, or a preposition that the cue
governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from riwaya.statements.candidates import Candidate, all_candidates
from riwaya.statements.cues import closed, cue_readings, governed_preps
from riwaya.text.document import Document
from riwaya.text.marks import COLON, COMMA, QUOTES
from riwaya.text.quotes import Quote
from riwaya.text.tokens import Token

OpeningKind = Literal["that", "colon", "quote", "prep", "none"]
_REACH = 45
_LONG_QUOTE = 4
_LONGEST_NAME = 8
_NAME_REACH = 8  # tokens of a name between a body in quotation marks and "that"; unmeasured


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening at token `at`; the content begins at token `first`, `letters` letters in (an attached
    preposition)."""

    kind: OpeningKind
    at: int
    first: int
    letters: int = 0


_NONE = Opening("none", -1, -1)


def find_opening(document: Document, candidate: Candidate, last: int) -> Opening:
    """What opens the content of `candidate` before token `last`.

    In "أشار الناطق إلى أن القوات انسحبت" ("the spokesman pointed out that the forces withdrew") the
    complementiser. Each is looked for once a document: it is asked for eight times on average.
    """
    known = document.worked_out
    key = ("opening", candidate.last, candidate.cue.id, last)
    opening: Opening | None = known.get(key)
    if opening is None:
        opening = known[key] = _opening(document, candidate, last)
    return opening


def _opening(document: Document, candidate: Candidate, last: int) -> Opening:
    prep = _NONE
    tokens = document.tokens
    preps, complementisers = governed_preps(candidate.cue.id), closed("complementiser")
    adverbial, contrary = closed("adverbial_before") | closed("modal_before"), closed("contrary_before")
    i = candidate.last
    end = min(last, candidate.last + _REACH)
    while i < end:
        token = tokens[i]
        if prep.kind != "none" and tokens[i - 1].text in COMMA and _goes_on(token):
            return prep
        if token.kind == "word":
            if token.fold in complementisers and tokens[i - 1].fold in contrary:
                return prep
            thought = i > candidate.last and tokens[i - 1].fold in closed("thought")
            thought = thought and token.fold in complementisers
            if token.fold in complementisers and tokens[i - 1].fold not in adverbial and not thought:
                return Opening("that", i, _inside_quote(document, i + 1, end))
            if prep.kind == "none" and not thought:
                letters = _governed(token, preps)
                if letters is not None and token.fold not in closed("not_governed"):
                    prep = Opening("prep", i, i if letters else i + 1, letters)
        elif token.text in COLON and not _between_digits(tokens, i):
            first = _inside_quote(document, i + 1, end)
            if first < end and tokens[first].fold in complementisers:
                return Opening("that", i, _inside_quote(document, first + 1, end))
            return Opening("colon", i, first)
        elif token.text in QUOTES:
            quote = next((q for q in document.quotes if q.first == i), None)
            if quote is not None and quote.words >= _LONG_QUOTE and not _is_name(document, quote, preps):
                if tokens[i + 1].fold in complementisers:
                    return Opening("that", i, _inside_quote(document, i + 2, end))
                return Opening("quote", i, i + 1)
            if quote is not None:
                i = quote.last
                continue
        i += 1
    return prep


def opening_among(document: Document, candidate: Candidate, others: Sequence[Candidate]) -> Opening:
    """What opens the content of `candidate` beside the other cues of its sentence: for a cue that takes
    nouns nothing that stands past the next cue's clause.

    In "نفى السفير التهمة، مؤكدا أن الحدود آمنة" ("the ambassador denied the charge, affirming that the
    borders are safe") the complementiser is the second cue's.
    """
    sentence = candidate.sentence
    opening = find_opening(document, candidate, sentence.last)
    if opening.kind == "none" or candidate.pattern != "verb":
        return opening
    nominal = {"noun", "addressee"} & set(candidate.cue.governs)
    for other in others:
        between = candidate.last <= other.first < opening.at and other.pattern == "verb"
        at = goes_on_at(document, other) if between else None
        if at is not None:
            own = find_opening(document, candidate, other.first)
            parted = document.tokens[at - 1].text in COMMA
            return own if nominal or parted or own.kind != "none" else opening
    return opening


def goes_on_at(document: Document, cue: Candidate) -> int | None:
    """Where the clause of a cue begins that goes on with the report beside another cue: at the cue with a
    conjunction written on to it ("وأكد"), at a participle ("مؤكدا"), at the word that joins it after a comma
    ("، كما أكد", "as he also affirmed"); None for one that does not."""
    if cue.prefix or cue.form.kind == "participle":
        return cue.first
    tokens, at = document.tokens, cue.first - 1
    if at > cue.sentence.first and tokens[at].fold in closed("joins_clause") and tokens[at - 1].text in COMMA:
        return at
    return None


def opens(document: Document, candidate: Candidate) -> bool:
    """Whether the candidate may stand: a strict cue needs a clause or a quotation, or a noun it governs by
    a preposition."""
    if not candidate.cue.strict:
        return True
    kind = find_opening(document, candidate, candidate.sentence.last).kind
    return kind in ("that", "colon", "quote") or (kind == "prep" and "noun" in candidate.cue.governs)


def _governed(token: Token, preps: frozenset[str]) -> int | None:
    """Letters of a governed preposition written on to the word; 0 where the word is one; None where there
    is none."""
    if token.fold in preps:
        return 0
    clitic = token.clitic
    return len(clitic) if clitic in preps else None


def _is_name(document: Document, quote: Quote, preps: frozenset[str]) -> bool:
    """Whether a quotation before a cue's content is a name, as the content opens only after it: "قال لشبكة
    «سي بي إس نيوز» إن" ("told the network CBS News that")."""
    if quote.words >= _LONGEST_NAME or quote.last >= len(document.tokens):
        return False
    word = document.tokens[quote.last].fold
    if word in closed("complementiser") or word in preps:
        return True
    for i in range(quote.last, min(len(document.tokens), quote.last + _NAME_REACH)):
        if document.tokens[i].fold in closed("complementiser"):
            return True
        named = document.classes[i] in ("noun", "participle", "sign") and not _goes_on(document.tokens[i])
        if not named or document.tokens[i].text in QUOTES | COLON:
            return False
    return False


def _goes_on(token: Token) -> bool:
    """Whether a word after a comma is a participle that reports something further ("، مؤكدا")."""
    readings = cue_readings(token.fold)
    return bool(readings) and readings[0].form.kind == "participle"


def _inside_quote(document: Document, i: int, end: int) -> int:
    while (
        i < end
        and document.tokens[i].kind == "sign"
        and (document.tokens[i].text in QUOTES or document.tokens[i].text in COLON)
    ):
        i += 1
    return i


def _between_digits(tokens: Sequence[Token], i: int) -> bool:
    return 0 < i < len(tokens) - 1 and tokens[i - 1].kind == "number" and tokens[i + 1].kind == "number"


def find_candidates(document: Document) -> list[Candidate]:
    """The cue candidates of a document that may stand, in text order."""
    return [c for c in all_candidates(document) if opens(document, c)]
