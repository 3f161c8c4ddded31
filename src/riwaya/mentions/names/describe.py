"""Who a phrase means: the speaker's bare name within the report, kind, role and affiliation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.mentions.names.apposed import owed
from riwaya.mentions.names.bearers import CATAPHORIC
from riwaya.mentions.names.evidence import given, name_like
from riwaya.mentions.names.find import as_name, cast_of
from riwaya.mentions.names.grammar import CALLED, DEMONSTRATIVES
from riwaya.mentions.names.mention import Mention, plain
from riwaya.mentions.names.name import Name
from riwaya.mentions.names.person_run import homograph
from riwaya.mentions.names.persons import may_belong
from riwaya.mentions.names.resolve import Cast
from riwaya.mentions.names.scan import mention_at
from riwaya.model import Span
from riwaya.model.findings import SpeakerKind
from riwaya.text.document import Document

_KINDS: dict[str, SpeakerKind] = {
    "person": "person",
    "organisation": "organisation",
    "armed_group": "organisation",
    "state_forces": "organisation",
    "place": "organisation",
    "media": "media",
    "unnamed": "unnamed",
    "document": "document",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a phrase means: `bare` is the fullest bare name in the report (rank and title off), or the bare
    organisation,
    or the description of an unnamed source."""

    bare: str
    kind: SpeakerKind
    role: str | None
    affiliation: str | None
    head: Span


def describe(document: Document, first: int, last: int, names: Sequence[Name]) -> Identity:
    """Who tokens `first` to `last` (exclusive) mean.

    In "وقال المتحدث باسم الهيئة سامي الدرعي" ("the authority's spokesman Sami al-Dirii said") the last five
    words are
    the person "سامي الدرعي" with the role "المتحدث باسم الهيئة"; "الوزير" alone is the minister whom the
    report names.
    """
    cast = cast_of(document)
    mention = speaker_mention(cast, first, last)
    if mention is None:
        return _unknown(cast, first, last)
    return _identity(document, mention)


def speaker_mention(cast: Cast, first: int, last: int) -> Mention | None:
    """The mention that a phrase is about: the one that opens it; a person named further on where a title
    opens it."""
    start = _first_word(cast, first, last)
    inside = [m for m in cast.mentions if m.first < last and m.last > start]
    opening = next((m for m in inside if m.first == start), None)
    if opening is None:
        opening = _read_at(cast, start)
    if opening and opening.sort == "name":
        return _holder(cast, inside, opening) or opening
    person = next((m for m in inside if m.sort == "name" and m.head[0] < last), None)
    if person and (opening is None or opening.sort == "title" or _called(cast, person)):
        return person
    return opening or next((m for m in inside if cast.signs_only(start, m.first)), None)


def _holder(cast: Cast, inside: Sequence[Mention], opening: Mention) -> Mention | None:
    """Who is named right after a title whose last word was read as a name: جون سالم in "مدير شرطة أوستن جون
    سالم" ("the police chief of Austin, John Salem"). Of 19,744 speakers of own reports seven were mended,
    none broken."""
    first, last = opening.head
    if not opening.titles or last - first > 1 or cast.is_surname(first):
        return None
    right_after = (m for m in inside if m.sort == "name" and m.first == last and m.head[0] <= last + 1)
    return next((m for m in right_after if m.head[1] - m.head[0] > 1), None)


def _called(cast: Cast, person: Mention) -> bool:
    """Whether "called" stands before a name: "شاهد يدعى سالم" ("a witness called Salem")."""
    return person.first > 0 and cast.evidence.tokens[person.first - 1].fold in CALLED


def _read_at(cast: Cast, start: int) -> Mention | None:
    mention = mention_at(cast.evidence, start, speaks=True)
    return cast.settle(mention) if mention else None


def _first_word(cast: Cast, first: int, last: int) -> int:
    """The first token that may open the mention: signs, "this" and prepositions before it are passed over."""
    evidence = cast.evidence
    while first < last - 1 and (
        evidence.tokens[first].kind == "sign"
        or evidence.tokens[first].fold in DEMONSTRATIVES
        or (evidence.classes[first] == "prep" and not evidence.hits[first] and not homograph(evidence, first))
    ):
        first += 1
    return first


def _identity(document: Document, m: Mention) -> Identity:
    name = as_name(document, m)
    if m.sort == "document" and m.author:
        kind = _KINDS[m.author.kind]
    elif (m.sort == "title" and m.bare) or (m.by.endswith(CATAPHORIC) and not m.plural):
        kind = "person"
    else:
        kind = _KINDS[m.kind]
    return Identity(m.bare, kind, m.role, m.affiliation, name.head)


def preceded(cast: Cast, i: int) -> str | None:
    """The name that the word at token `i` ends elsewhere in the report, after words that may be a name's: a
    surname whose
    full name was not recognised as one."""
    evidence = cast.evidence
    word = evidence.tokens[i].fold
    for j, token in enumerate(evidence.tokens):
        first = j
        if token.fold != word or j == i:
            continue
        while first and j - first < 3 and may_belong(evidence, first - 1):
            first -= 1
        if first < j:
            return plain(evidence.document, first, j + 1, "")
    return None


def _unknown(cast: Cast, first: int, last: int) -> Identity:
    """A phrase in which nothing was read: the words themselves, a person's if the report has a name with
    them."""
    document = cast.evidence.document
    text = plain(document, first, last, owed(cast.evidence, first) or None)
    person = cast.person(text)
    if person == text and last - first > 1:
        surname = plain(document, first, first + 1)
        person = cast.person(surname)
        if person == surname or given(cast.evidence.tokens[first].fold):
            person = text
    if person == text and last - first == 1:
        person = preceded(cast, first) or text
    named = person != text or cast.evidence.is_person(first)
    alone = last - first == 1 and name_like(cast.evidence.tokens[first].fold)
    kind: SpeakerKind = "person" if named or alone else "unnamed"
    return Identity(person, kind, None, None, document.span(first, last))
