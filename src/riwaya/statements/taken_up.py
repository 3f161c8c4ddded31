"""What a relative clause takes up: a denial or a confirmation of what its sentence has told before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.mentions.names.name import Name
from riwaya.model import Statement
from riwaya.statements.candidates import Candidate, all_candidates
from riwaya.statements.cues import closed
from riwaya.statements.proposal import Stretch
from riwaya.text.document import Document
from riwaya.text.marks import COMMA, QUOTES

_CUES = frozenset({"deny", "condemn"})
_BESIDE = 1  # tokens between the verb and its subject ("مرارا"); unmeasured
_BEHIND = 3  # signs and words between a statement's content and what takes it up; unmeasured
_LEAST = 2  # tokens of a content; unmeasured


class TakenUp(NamedTuple):
    """A denial by a relative clause: its cue, who denies, and what."""

    cue: Candidate
    speaker: Stretch
    content: Stretch


def taken_up(document: Document, names: Sequence[Name], told: Sequence[Statement]) -> Iterator[TakenUp]:
    """The denials of a document that refer back by a pronoun: "تتهم لندن موسكو بتسميم العميل، وهو ما تنفيه
    موسكو" ("London accuses Moscow of poisoning the agent, which Moscow denies").

    Of 44 such clauses that are coded in own reports the cue model alone finds four; `told` are the
    statements found otherwise.
    """
    for cue in all_candidates(document):
        confirms = cue.cue.id in closed("confirms")
        if cue.pattern != "verb" or not cue.suffix:
            continue
        opener = _opener(document, cue) if confirms or cue.cue.id in _CUES else _toll(document, cue)
        speaker = _subject(document, names, cue)
        if opener is None or speaker is None or _tells_itself(document, speaker, cue):
            continue
        content = _quoted(document, speaker, cue) or _content(document, cue, opener, told)
        if content is not None:
            yield TakenUp(cue, speaker, content)


def _opener(document: Document, cue: Candidate) -> int | None:
    """The first token of "which", "a thing that" right before a verb: "ما", "وهو ما", "الأمر الذي", "وهو
    أمر"; None where the verb stands otherwise, and for "as …" ("بحسب ما أكده")."""
    tokens, first, start = document.tokens, cue.first, cue.sentence.first
    if first - 1 < start:
        return None
    at = first - 1
    if tokens[at].fold in closed("which"):
        relative = tokens[at].fold in closed("which_behind_noun")
        at -= relative
        if relative and (at < start or tokens[at].fold not in closed("matter")):
            return None
    elif tokens[at].fold not in closed("matter"):
        return None
    if at - 1 > start and tokens[at - 1].fold in closed("that_is"):
        return at - 1
    parted = at - 1 > start and tokens[at - 1].text in COMMA | QUOTES
    return at if parted or tokens[at].fold in closed("matter") else None


def _toll(document: Document, cue: Candidate) -> int | None:
    """The "in" before a toll that somebody gives: "في حصيلة أولية أوردتها الوزارة" ("in a first toll that the
    ministry gave")."""
    tokens, at = document.tokens, cue.first - 1
    at -= at > cue.sentence.first and tokens[at].fold in closed("toll_kinds")
    if at - 1 <= cue.sentence.first or tokens[at].fold not in closed("tolls"):
        return None
    return at - 1 if document.classes[at - 1] == "prep" else None


def _subject(document: Document, names: Sequence[Name], cue: Candidate) -> Stretch | None:
    """The name that stands right behind a verb, or the rest of one that the verb stands in: "حصيلة أوردتها
    الوزارة" ("a toll that the ministry gave") is a document by its author."""
    for name in names:
        if name.first < cue.first and cue.last < name.last:
            return cue.last, name.last
        words = document.tokens[cue.last : name.first]
        if 0 <= name.first - cue.last <= _BESIDE and all(t.kind == "word" for t in words):
            return (name.first, name.last) if name.last <= cue.sentence.last else None
    return None


def _clause(document: Document, speaker: Stretch, cue: Candidate) -> Iterator[int]:
    """The tokens behind who denies, up to a verb or another cue."""
    others = {other.first for other in all_candidates(document) if other.pattern == "verb"}
    for at in range(speaker[1], cue.sentence.last):
        if document.classes[at] == "verb" or at in others:
            return
        yield at


def _tells_itself(document: Document, speaker: Stretch, cue: Candidate) -> bool:
    """Whether "that" follows in the clause, and so what is said: "وهو ما أكده الرئيس بأن" ("which the
    president affirmed, saying that")."""
    words = (document.tokens[at] for at in _clause(document, speaker, cue))
    opens = next((t for t in words if t.text in COMMA or t.fold in closed("complementiser")), None)
    return opens is not None and opens.text not in COMMA


def _quoted(document: Document, speaker: Stretch, cue: Candidate) -> Stretch | None:
    """What is quoted of the denial itself, no verb and no cue between: "نفته بوغوتا باعتباره "بلا أساس""
    ("Bogotá denied it as "baseless"")."""
    for at in _clause(document, speaker, cue):
        quote = document.quotes[document.quote_of[at]] if document.quote_of[at] >= 0 else None
        if quote is not None and document.tokens[at].kind == "word":
            return at, min(quote.last, cue.sentence.last)
    return None


def _content(
    document: Document, cue: Candidate, opener: int, told: Sequence[Statement]
) -> Stretch | None:
    """What is denied: the content of the last statement right before, else what a noun or verb of telling
    governs, else the sentence as far as it goes."""
    start, end = document.tokens[cue.sentence.first].start, document.tokens[opener].start
    spans = [s.span for s in told if start <= s.span.start and s.span.end <= end]
    if spans:
        last = max(spans, key=lambda span: (span.end, -span.start))
        first, after = document.tokens_of(last)
        if opener - after <= _BEHIND:
            return first, after
    before = [c for c in all_candidates(document) if cue.sentence.first <= c.first and c.last < opener]
    first = before[-1].last if before else cue.sentence.first
    while opener > first and document.tokens[opener - 1].kind == "sign":
        opener -= 1
    return (first, opener) if opener - first >= _LEAST else None
