"""Surnames alone, mended by the full names of their report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from riwaya.mentions.names.apposed import ADDRESS
from riwaya.mentions.names.compare import even
from riwaya.mentions.names.evidence import Evidence, articled, given
from riwaya.mentions.names.features import own_marks
from riwaya.mentions.names.grammar import PREP, without_article
from riwaya.mentions.names.mention import Mention
from riwaya.text.folding import fold_word
from riwaya.text.tokens import Token

_SHORTEST, _LONG = 4, 5  # letters of a surname that is run together, and that has a slip; unmeasured


def mend_surnames(evidence: Evidence, mentions: Sequence[Mention]) -> None:
    """Change the mentions whose words end the name of a person who is named in full elsewhere."""
    tokens = evidence.tokens
    _tagged_as_bodies(tokens, mentions)
    names = [m for m in mentions if m.sort == "name"]
    full = [m.head for m in names if m.head[1] - m.head[0] > 1]
    _without_addressees(tokens, names, full)
    _whole(tokens, names, full)


def _tagged_as_bodies(tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
    """Make persons of single words that the tagger takes for bodies and that end a person's name here."""
    surnames = {
        tokens[m.head[1] - 1].fold for m in mentions if m.sort == "name" and m.head[1] - m.head[0] > 1
    }
    for m in mentions:
        alone = m.sort == "body" and m.by == "crf:names" and m.last - m.first == 1
        if alone and tokens[m.first].fold in surnames:
            m.sort, m.kind = "name", "person"


def _without_addressees(
    tokens: Sequence[Token], names: Sequence[Mention], full: Sequence[tuple[int, int]]
) -> None:
    """Part from a surname the word after it that a preposition is written on to: "قال الرفاعي لصحيفتين"
    ("al-Rifai told two papers"), where somebody is named in full as "سالم الرفاعي"."""
    for m in names:
        first, last = m.head
        if last - first != 2 or m.last != last or tokens[last - 1].fold[:1] not in PREP:
            continue
        if any(tokens[end - 1].fold == tokens[first].fold for at, end in full if at != first):
            m.head, m.last = (first, last - 1), last - 1


def _whole(tokens: Sequence[Token], names: Sequence[Mention], full: Sequence[tuple[int, int]]) -> None:
    """Give back to a surname the letter that was taken for a preposition: "قال بلوك" after "ستيف بلوك" ("Blok
    said", "Stef Blok")."""
    lasts = {tokens[end - 1].fold for _, end in full}
    for m in names:
        alone = m.first == m.head[0] and m.head[1] - m.first == 1
        if m.prefix and alone and tokens[m.first].fold in lasts:
            m.prefix = ""


def surname_in(evidence: Evidence, surnames: Mapping[str, str], m: Mention) -> str | None:
    """The person of these surnames whom a title alone means: one whose surname is the title itself, الأمين
    ("the trustee") after "علي الأمين", or follows it, "السيد ليون" ("Mr Leon"); not of "محامي ليون" ("Leon's
    lawyer"). A title that is a surname: 13 statements of two in 320 own reports."""
    tokens, at = evidence.tokens, m.titles[0][0]
    head = tokens[at].fold[len(m.prefix) if at == m.first else 0 :]
    if articled(head) and m.last - m.first == 1:
        own = surnames.get(even(without_article(head)))
        if own is not None and own.endswith(tokens[at].text[-len(head) :]):
            return own
    if at + 1 >= len(tokens) or not (articled(head) or m.by.partition(":")[2] in ADDRESS):
        return None
    return surnames.get(even(without_article(tokens[at + 1].fold)))


def spelled_otherwise(name: str, others: Iterable[str]) -> str | None:
    """The one fuller name of a report that a surname alone means but for its spelling; None where several or
    none are.

    It may be run together, "نصر الله" of "حسن نصرالله" (Hasan Nasrallah), or have a slip of one letter,
    أوغلو of "أحمد أغولو" (Ahmet Oğlu). A slip is only looked for in foreign names that no list has: Arabic
    surnames with one letter of difference are two. Fourteen names of 19,744 of own reports, none lost.
    """
    own = _letters(name)
    joined_up = {o for o in others if _ends(_letters(o), own)}
    if len(joined_up) == 1:
        return joined_up.pop()
    if " " in name or not _foreign(own):
        return None
    slips = {o for o in others if " " in o and _slip(_letters(o.split(" ")[-1]), own)}
    return slips.pop() if len(slips) == 1 else None


@lru_cache(maxsize=16384)
def _letters(name: str) -> str:
    return "".join(fold_word(w) for w in name.replace("-", " ").split())


def _ends(full: str, own: str) -> bool:
    """Whether letters end a fuller name, before which a given name stands."""
    before = full[: -len(own)]
    return len(own) >= _SHORTEST and full.endswith(own) and given(before)


def _foreign(own: str) -> bool:
    return len(own) >= _LONG and not articled(own) and not given(own) and "pe" not in own_marks(own)


def _slip(theirs: str, own: str) -> bool:
    """Whether two foreign surnames differ by one letter, which is another, too many, or has changed
    places."""
    if theirs == own or len(theirs) < _LONG or articled(theirs):
        return False
    first = next(
        (k for k, (a, b) in enumerate(zip(theirs, own, strict=False)) if a != b), min(len(theirs), len(own))
    )
    a, b = theirs[first:], own[first:]
    return a[1:] in (b[1:], b) or a == b[1:] or (a[1::-1] == b[:2] and a[2:] == b[2:])
