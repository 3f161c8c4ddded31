"""Noun phrases by definiteness: how far a title, a body or a source runs with what depends on it."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence, articled, definite, joined
from riwaya.mentions.names.features import marks
from riwaya.mentions.names.grammar import (
    COMPLEMENT_PREPOSITIONS,
    CONJ,
    DEPENDENT,
    JOINED_BODIES,
    JOINT,
    OTHER,
    SAME,
)
from riwaya.mentions.names.persons import name_at

LONGEST = 18  # tokens


def phrase_from(evidence: Evidence, first: int, start: int, attached: bool = True) -> int:
    """The token after the noun phrase whose first words are `first` to `start`.

    An indefinite head takes nouns up to the first definite one, then definite adjectives; a definite head takes definite
    adjectives. With `attached` prepositional complements follow: "قائد القوة في البلدة" ("commander of the force in the
    town"). A person's name ends it: in "وزير العدل الجديد سالم حمدان" the phrase ends before سالم.
    """
    tokens, n = evidence.tokens, min(len(evidence.tokens), first + LONGEST)
    sure = definite(tokens[start - 1].fold) or _proper(evidence, start - 1)
    j, last = start, start
    fresh = False  # whether token j opens a new phrase after a preposition
    while j < n:
        if evidence.glue(j):
            if tokens[j].text in ")]":
                break
            j += 1
            continue
        word = tokens[j].fold
        if tokens[j].kind == "sign" or (evidence.closes(j) and not fresh):
            break
        if word in SAME or word in OTHER:
            j = last = j + 1
            continue
        if name_at(evidence, j, titled=False) > j and not _inside(evidence, j):
            break
        if word in COMPLEMENT_PREPOSITIONS or word in JOINT:
            if not attached or fresh:
                break
            j, fresh, sure = j + 1, True, False
            continue
        if not evidence.nominal(j):
            break
        if word in DEPENDENT:
            if not attached:
                break
            j, last = j + 1, last
            fresh, sure = True, False
            continue
        clitic = joined(word)
        if clitic and clitic not in CONJ:
            if not attached:
                break
            sure = definite(word)
        elif clitic:
            if not _coordinates(evidence, j, first):
                break
        elif sure and not fresh and not articled(word) and not _goes_on(evidence, j):
            break
        elif articled(word) and sure and _new_noun(evidence, j):
            break
        sure = sure and not fresh or definite(word) or _proper(evidence, j)
        fresh = False
        actor = evidence.hit(j, "actor")
        j = last = max(j + 1, min(actor.last, n) if actor and not actor.prefix else 0)
        if actor and not actor.prefix:
            sure = True
    while last < n and evidence.glue(last) and _closing(evidence, first, last):
        last += 1
    return last


def _proper(evidence: Evidence, j: int) -> bool:
    """Whether token `j` is a proper name of a place or body, which is definite without the article."""
    if evidence.tags[j] in ("B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-PER", "I-PER"):
        return not evidence.hits[j].keys() & {"head", "title", "unnamed"}
    return bool(marks(evidence.tokens[j].fold) & {"co", "cp", "pl"}) and not marks(evidence.tokens[j].fold) & {"cw", "hd", "ti"}


def _goes_on(evidence: Evidence, j: int) -> bool:
    """Whether an indefinite token after a definite one still belongs: a second word of a place or a listed body."""
    return evidence.tags[j] in ("I-LOC", "I-ORG") or (_proper(evidence, j) and _proper(evidence, j - 1))


def _inside(evidence: Evidence, j: int) -> bool:
    """Whether a person's name at `j` is part of the body's own name (كتيبة عمر المختار)."""
    return j > 0 and "head" in evidence.hits[j - 1] and not definite(evidence.tokens[j - 1].fold)


def _new_noun(evidence: Evidence, j: int) -> bool:
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
        head = evidence.tokens[first].fold
        return j + 1 < len(evidence.tokens) and any(head.endswith(h) for h in JOINED_BODIES) and articled(before)
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
