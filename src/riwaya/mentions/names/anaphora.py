"""What stands for one named before: "the source", "the report", "its author", "the British paper"."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.compare import body_words
from riwaya.mentions.names.evidence import Evidence, adjective, articled, demonym
from riwaya.mentions.names.grammar import (
    FEMININE,
    NISBA,
    NUMBERS,
    SAME,
    STANDS_FOR,
    WRITERS,
    without_article,
)
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.naming import source_name
from riwaya.mentions.names.title_words import title_words

# Bodies that a noun of their class stands for; those of politics and war are called by adjectives themselves:
# "الجماعة الإسلامية" ("the Islamic Group") is a name, "الحركة الفلسطينية" ("the Palestinian movement") none.
_PRINTED = frozenset({"newspaper", "magazine"})
_NEUTRAL = _PRINTED | {"ngo", "international", "company", "agency", "channel", "site"}
ANAPHORIC = _NEUTRAL | {"armed_group", "party"}
OWN_WORDS = frozenset({"statement", "report"})  # documents by which somebody speaks


def same_source(evidence: Evidence, mentions: Sequence[Mention], m: Mention) -> str:
    """The description of an unnamed source: that of the one introduced before where this says "the source".

    The nearest before with the same words is meant, "المصدر" after "مصدر أمني"; else the nearest of the other
    number, "المصدر الأمني" after "مصادر أمنية".
    """
    own = source_name(evidence, m)
    if not m.definite:
        return own
    before = [o for o in mentions if o.first < m.first and o.sort == "unnamed" and not o.definite]
    for evened in (False, True):
        words = _description(evidence, m, evened)
        for other in reversed(before):
            if words and words <= _description(evidence, other, evened):
                return source_name(evidence, other)
    return own


def _description(evidence: Evidence, m: Mention, evened: bool) -> frozenset[str]:
    words = frozenset(title_words(evidence, m.first, m.last)) - SAME
    return frozenset(map(_even, words)) if evened else words


def _even(word: str) -> str:
    """A word of a description in the masculine singular, as far as the lists and the ending tell."""
    one = NUMBERS.get(word, word)
    return next((one[: -len(end)] for end in FEMININE if one.endswith(end) and len(one) > len(end) + 2), one)


def stands_for(evidence: Evidence, m: Mention, name: str) -> bool:
    """Whether a body, which bears this name so far, is called by a noun of its class: alone, "المنظمة" ("the
    organisation"), or with one adjective, "المنظمة الحقوقية" ("the rights organisation"), "الصحيفة
    البريطانية" ("the British paper")."""
    words = body_words(name)
    if m.listed or not m.definite or not words or words[0] not in STANDS_FOR or m.group not in ANAPHORIC:
        return False
    if len(words) == 1:
        return True
    last = evidence.tokens[m.last - 1].fold
    described = demonym(last) or (m.group in _NEUTRAL and (last[-1] in NISBA or adjective(last)))
    return len(words) == 2 == m.last - m.first and articled(last) and described


def of_class(named: Mention, m: Mention) -> bool:
    """Whether a noun of its class may stand for a body named before: papers and magazines for each other."""
    return named.group == m.group or {named.group, m.group} <= _PRINTED


def author_of(evidence: Evidence, mentions: Sequence[Mention], m: Mention) -> Mention | None:
    """Whose a document is: whom it names; else "a statement" of whom its sentence names, "the report" of one
    named before. An outlet that a statement names has passed it on."""
    if m.author:
        passed_on = m.group == "statement" and m.author.kind == "media"
        index = evidence.document.sentence_index
        return (_told_before(evidence, mentions, m, index[m.first]) if passed_on else None) or m.author
    if m.group == "statement" and not m.definite:
        return _author_around(evidence, mentions, m)
    if m.group in OWN_WORDS and m.definite and not m.plural:
        return _author_before(evidence, mentions, m)
    return None


def _author_around(evidence: Evidence, mentions: Sequence[Mention], m: Mention) -> Mention | None:
    """Whose "a statement" is: who stands right after a verb before it, "أعلنت الرئاسة في بيان" ("the
    presidency announced in a statement"), else the first body or person of its sentence."""
    index = evidence.document.sentence_index
    told = _told_before(evidence, mentions, m, index[m.first])
    if told:
        return told
    here = [b for b in _speakers(mentions) if index[b.first] == index[m.first]]
    return here[0] if here else None


def _told_before(
    evidence: Evidence, mentions: Sequence[Mention], m: Mention, sentence: int
) -> Mention | None:
    """The last body, person or country right after a verb in a sentence, before `m`."""
    index, classes = evidence.document.sentence_index, evidence.classes
    return next(
        (
            o
            for o in reversed(mentions)
            if o.last <= m.first
            and index[o.first] == sentence
            and o.sort in ("body", "name", "country")
            and o.kind != "media"
            and o.first
            and not o.prefix
            and classes[o.first - 1] == "verb"
        ),
        None,
    )


def _author_before(evidence: Evidence, mentions: Sequence[Mention], m: Mention) -> Mention | None:
    """Whose "the statement" or "the report" is.

    It is the author of the nearest one before; else, for a report, who speaks in the sentence that first has
    one; for a statement the first speaker of the sentence before.
    """
    index = evidence.document.sentence_index
    earlier = [o for o in mentions if o.first < m.first and o.sort == "document" and o.group == m.group]
    for other in reversed(earlier):
        if other.author:
            return other.author
    if m.group != "statement":
        return next((a for o in reversed(earlier) if (a := _told_by(evidence, mentions, o))), None)
    before = [b for b in _speakers(mentions) if b.last <= m.first]
    if not before:
        return None
    sentence = index[before[-1].first]
    return next(b for b in before if index[b.first] == sentence)


def _told_by(evidence: Evidence, mentions: Sequence[Mention], m: Mention) -> Mention | None:
    """Who speaks in the sentence in which a report is first spoken of: its first body, person or outlet."""
    index = evidence.document.sentence_index
    here = [
        o
        for o in mentions
        if o.sort in ("body", "name") and index[o.first] == index[m.first] and o.first < m.first
    ]
    return here[0] if here else None


def _speakers(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if m.sort in ("body", "name") and m.kind != "media"]


def writer_of(evidence: Evidence, mentions: Sequence[Mention], m: Mention) -> str | None:
    """The person whom "the article's author" means: who wrote the one before, else the person named last."""
    tokens = evidence.tokens
    if not m.titles:
        return None
    first, last = m.titles[0]
    if without_article(tokens[first].fold) not in WRITERS or last - first < 2:
        return None
    if "document" not in evidence.hits[first + 1]:
        return None
    before = [o for o in mentions if o.first < m.first]
    for other in reversed(before):
        if other.sort == "document" and other.author and other.author.sort == "name":
            return other.author.bare
    return next((o.bare for o in reversed(before) if o.sort == "name"), None)
