"""Noun phrases by definiteness: how far a title, a body or a source runs with what depends on it."""

from __future__ import annotations

from riwaya.mentions.names.evidence import (
    Evidence,
    adjective,
    articled,
    definite,
    demonym,
    everyday,
    given,
    joined,
    noun_only,
    swallowed,
)
from riwaya.mentions.names.grammar import (
    ACCUSATIVE,
    ADDRESSEES,
    COMPLEMENT_PREPOSITIONS,
    CONJ,
    DEMONSTRATIVES,
    DEPENDENT,
    DESCRIBING,
    FEMININE,
    GENERAL,
    GOVERNING,
    JOINED_BODIES,
    JOINS_NEXT,
    JOINT,
    NISBA,
    OTHER,
    OWNING,
    PLACE_NOUNS,
    PLURAL_NOMINATIVE,
    SAME,
    SENT,
    SENT_TO,
    without_article,
)
from riwaya.mentions.names.objects import begins_object, quotes_other
from riwaya.mentions.names.persons import name_at
from riwaya.mentions.names.quoted import quoted_name, says
from riwaya.mentions.names.whereabouts import locates, proper

ADJECTIVAL = tuple(NISBA)  # last letters of an adjective, which governs no noun
BODIES = tuple(JOINED_BODIES)
LONGEST = 18  # tokens
SHORT_QUOTE = 5  # tokens, marks included, that may follow a complete phrase as another name of it


def phrase_from(
    evidence: Evidence, first: int, start: int, attached: bool = True, owning: bool = True
) -> int:
    """The token after the noun phrase whose first words are `first` to `start`.

    An indefinite head takes nouns up to the first definite one, then definite adjectives; a definite head
    takes definite
    adjectives. With `attached` prepositional complements follow: "قائد القوة في البلدة" ("commander of the
    force in the
    town"). A person's name ends it: in "وزير العدل الجديد سالم حمدان" the phrase ends before سالم.
    """
    tokens, n = evidence.tokens, min(evidence.end_of_sentence(first), first + LONGEST)
    sure = definite(tokens[start - 1].fold) or proper(evidence, start - 1)
    j, last = start, start
    fresh = tokens[start - 1].fold in JOINT  # whether token j opens a new phrase after a preposition
    while j < n:
        if evidence.glue(j):
            closing = quoted_name(evidence, j)
            if j < closing <= n and quotes_other(evidence, first, j, closing):
                break
            if j < closing <= n and (
                not sure or (closing - j <= SHORT_QUOTE and not says(evidence, j, closing))
            ):
                j = last = closing
                sure = True
                continue
            if tokens[j].text in ")]" or tokens[j].text not in "#_":
                break
            j += 1
            continue
        word = tokens[j].fold
        if tokens[j].kind == "sign" or (evidence.closes(j) and not fresh) or evidence.past_short(j) > j:
            break
        if word in SAME or word in OTHER:
            j = last = j + 1
            continue
        if name_at(evidence, j, titled=False) > j and not _inside(evidence, j):
            break
        if word in COMPLEMENT_PREPOSITIONS or word in JOINT or word in SENT_TO:
            if not attached or fresh or not _attaches(evidence, j, word, first):
                break
            j, fresh, sure = j + 1, True, False
            continue
        if fresh and word in DEMONSTRATIVES:
            j += 1
            continue
        if not evidence.nominal(j):
            break
        if word in DEPENDENT:
            if not attached:
                break
            j, sure = j + 1, False
            continue
        clitic = joined(word)
        if clitic and clitic not in CONJ:
            if not attached or fresh or not _governs(evidence, j, clitic, owning):
                break
            sure = definite(word)
        elif clitic:
            if not _coordinates(evidence, j, first):
                break
        elif (not fresh and _breaks(evidence, j, first, start, sure)) or new_noun(evidence, j):
            break
        sure = (sure and not fresh) or definite(word) or proper(evidence, j)
        fresh = False
        title = evidence.hit(j, "title")
        if title and not title.prefix and title.last > j + 1:
            # "حاكم ولاية" ("governor of the province of") within "the spokesman for the governor"
            j = last = min(title.last, n)
            sure = definite(tokens[last - 1].fold)
            continue
        body = evidence.hit(j, "actor") or evidence.hit(j, "media")
        j = last = max(j + 1, min(body.last, n) if body and not body.prefix else 0)
        if body and not body.prefix:
            sure = True
    while last < n and evidence.glue(last) and _closing(evidence, first, last):
        last += 1
    return last


def _breaks(evidence: Evidence, j: int, first: int, start: int, sure: bool) -> bool:
    """Whether a word without clitics cannot go on the phrase: `sure` says that the phrase is definite
    already."""
    word, before = evidence.tokens[j].fold, evidence.tokens[j - 1].fold
    if begins_object(evidence, first, j):
        return True
    if not articled(word):
        if sure:
            return not _goes_on(evidence, j)
        return _behind_plural(before, word) or not _describes(evidence, j, first, start)
    if sure:
        return noun_only(word) or not _agrees(before, word, j - 1 == first)
    return (
        j > start
        and j - 1 > first
        and adjective(before)
        and before not in DESCRIBING | GOVERNING
        and before not in PLACE_NOUNS
        and not noun_only(before)
    )


def _behind_plural(before: str, word: str) -> bool:
    """Whether a noun follows people in the sound plural of the nominative, which keeps its last letter only
    where it governs nothing: "وثق ناشطون | مقتل" ("activists recorded the killing"). Of 7,000 names of own
    reports four are read better, one worse."""
    if not before.endswith(PLURAL_NOMINATIVE) or word.endswith(PLURAL_NOMINATIVE):
        return False
    return not (adjective(word) or word in DESCRIBING or word in GOVERNING)


def _governs(evidence: Evidence, j: int, clitic: str, owning: bool) -> bool:
    """Whether the preposition written on token `j` goes on the phrase: "of" before anything but an outlet,
    "in" before a place."""
    if clitic in OWNING:
        word = evidence.tokens[j].fold
        if swallowed(word) and word[len(clitic) + 1 :] in ADDRESSEES:
            return False
        hits = evidence.hits[j]
        return owning and "media" not in hits and not ("head" in hits and hits["head"].entry.kind == "media")
    return locates(evidence, j)


def _attaches(evidence: Evidence, j: int, word: str, first: int) -> bool:
    """Whether the preposition at `j` goes on the phrase: before a place or a body, or after a title that is
    sent."""
    if word in JOINT:
        return True
    if j + 1 >= len(evidence.tokens):
        return False
    if evidence.glue(j + 1) and j + 2 < len(evidence.tokens) and quoted_name(evidence, j + 1) > j + 1:
        return "actor" in evidence.hits[j + 2]  # "مسؤول في «حزب الله»" ("an official of Hezbollah")
    if word in SENT_TO:
        return any(t.fold in SENT for t in evidence.tokens[first:j]) and locates(evidence, j + 1)
    return locates(evidence, j + 1)


def _agrees(head: str, word: str, adjacent: bool) -> bool:
    """Whether a definite word can be an adjective of the definite head before it: a feminine head takes
    feminine ones."""
    if adjacent and articled(head) and head.endswith(FEMININE):
        return word.endswith(FEMININE)
    return word[-1] in NISBA or without_article(word) in DESCRIBING or demonym(word) or adjective(word)


def _describes(evidence: Evidence, j: int, first: int, start: int) -> bool:
    """Whether an indefinite word goes on an indefinite phrase: the noun's own complement, or one more
    adjective."""
    word, before = evidence.tokens[j].fold, evidence.tokens[j - 1].fold
    if j == first + 1 or word in DESCRIBING or before in JOINS_NEXT:
        return True
    if j == start and start - first > 1 and before == GENERAL and _definite_next(evidence, j):
        return True  # "مدير عام مكافحة المخدرات" ("the director general of drug control")
    if proper(evidence, j):
        return before not in DESCRIBING  # "مسؤول أميركي سابق #قطر": two
    if word in PLACE_NOUNS and before not in DESCRIBING and not adjective(before) and not demonym(before):
        return True  # "مدير أمن محافظة" ("the security chief of the province of")
    if before not in DESCRIBING and (
        evidence.hits[j - 1].keys() & {"head", "title", "relation"} or before in PLACE_NOUNS
    ):
        return True
    if evidence.hits[j].keys() & {"head", "title", "actor"}:
        return before not in DESCRIBING or j == start
    if before.endswith(ACCUSATIVE) and word.endswith(ACCUSATIVE):
        return True
    if not before.endswith(ADJECTIVAL) and before not in DESCRIBING and _definite_next(evidence, j):
        return True
    return before[-1] == word[-1] and (before[-2:] == word[-2:] or (len(word) > 3 and word[-1] in NISBA))


def _definite_next(evidence: Evidence, j: int) -> bool:
    """Whether a definite noun follows token `j`, so that a chain of nouns goes on to it: غرفة عمليات طوفان
    الكرامة."""
    k = j + 1
    return (
        k < evidence.end_of_sentence(j)
        and evidence.nominal(k)
        and articled(evidence.tokens[k].fold)
        and not joined(evidence.tokens[j].fold)
    )


def _goes_on(evidence: Evidence, j: int) -> bool:
    """Whether an indefinite token after a definite one still belongs: a second word of a place or a listed
    body."""
    if given(evidence.tokens[j].fold):
        return False
    return (evidence.tags[j] in ("I-LOC", "I-ORG") and not everyday(evidence.tokens[j].fold)) or (
        proper(evidence, j) and proper(evidence, j - 1) and "media" not in evidence.hits[j]
    )


def _inside(evidence: Evidence, j: int) -> bool:
    """Whether a person's name at `j` is part of the body's own name (كتيبة عمر المختار)."""
    return j > 0 and "head" in evidence.hits[j - 1] and not definite(evidence.tokens[j - 1].fold)


def new_noun(evidence: Evidence, j: int) -> bool:
    """Whether a definite token opens a phrase of its own: a title with the article before a name."""
    title = evidence.hit(j, "title")
    return bool(
        title
        and not title.prefix
        and title.entry.group in ("rank", "honorific", "religious", "royal")
        and name_at(evidence, title.last, titled=True) > title.last
    )


def _coordinates(evidence: Evidence, j: int, first: int) -> bool:
    """Whether a word with "and" on it goes on the phrase: طبية وأمنية, وزارة الداخلية والأمن الوطني."""
    word, before = evidence.tokens[j].fold, evidence.tokens[j - 1].fold
    stem = word[len(joined(word)) :]
    if stem in OTHER:
        return True
    if evidence.hits[j].keys() & {"title", "unnamed", "country", "actor", "document", "relation"}:
        return False
    if articled(stem):
        if articled(before) and before[-2:] == stem[-2:] and before[-1] == stem[-1]:
            return True
        return articled(before) and any(t.fold.endswith(BODIES) for t in evidence.tokens[first:j])
    return not articled(before) and before[-1] == stem[-1] and before[-2:] == stem[-2:]


def _closing(evidence: Evidence, first: int, last: int) -> bool:
    """Whether the sign at `last` closes a pair that was opened inside the phrase."""
    sign = evidence.tokens[last].text
    inside = [t.text for t in evidence.tokens[first:last] if t.kind == "sign"]
    if sign in ")]":
        opening = {")": "(", "]": "["}[sign]
        return inside.count(opening) > inside.count(sign)
    if sign in ("»", "”"):
        return inside.count({"»": "«", "”": "“"}[sign]) > inside.count(sign)
    return inside.count(sign) % 2 == 1
