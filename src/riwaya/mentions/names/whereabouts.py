"""Words for where somebody belongs: places, bodies, and the nouns for them."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence, joined, possessed_noun
from riwaya.mentions.names.features import marks
from riwaya.mentions.names.grammar import FIELDS, PLACE_NOUNS, without_article


def locates(evidence: Evidence, j: int) -> bool:
    """Whether token `j`, clitics off, is a place, a body or a noun for one, so that "in" before it says
    where somebody belongs."""
    word = evidence.tokens[j].fold
    if evidence.glue(j):
        return j + 1 < len(evidence.tokens) and evidence.tokens[j].text == "#"
    if evidence.tags[j] in ("B-LOC", "B-ORG") or evidence.hits[j].keys() & {"country", "actor", "head"}:
        return True
    stem = word[len(joined(word)) :]
    return (
        (
            bool(marks(word) & {"co", "cp", "pl"})
            and not possessed_noun(evidence.tokens[j])
            and not marks(word) & {"cw", "un", "ti"}
        )
        or word in PLACE_NOUNS
        or stem in PLACE_NOUNS
        or word in FIELDS
        or stem in FIELDS
        or without_article(stem) in PLACE_NOUNS
    )


def proper_or_place(evidence: Evidence, j: int) -> bool:
    """Whether token `j` is a place's name or a noun for a place."""
    return (proper(evidence, j) and evidence.tags[j] not in ("B-ORG", "B-PER")) or evidence.tokens[
        j
    ].fold in PLACE_NOUNS


def proper(evidence: Evidence, j: int) -> bool:
    """Whether token `j` is a proper name of a place or body, which is definite without the article."""
    if evidence.tags[j] in ("B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-PER", "I-PER"):
        return not evidence.hits[j].keys() & {"head", "title", "unnamed"}
    word = evidence.tokens[j].fold
    return (
        word not in PLACE_NOUNS
        and bool(marks(word) & {"co", "cp", "pl"})
        and not marks(word) & {"cw", "hd", "ti"}
    )
