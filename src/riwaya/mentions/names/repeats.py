"""Surnames and given names that come again alone after the full name was read."""

from __future__ import annotations

from dataclasses import replace

from riwaya.mentions.names.apposed import apposition
from riwaya.mentions.names.evidence import Evidence
from riwaya.mentions.names.features import marks
from riwaya.mentions.names.grammar import JOINS_NEXT, PARTICLES, PREPOSED, without_article
from riwaya.mentions.names.mention import Mention

EVERYDAY = frozenset({"ti", "hd", "un", "co", "dm"})


def with_repeats(evidence: Evidence, mentions: list[Mention]) -> list[Mention]:
    """The mentions and, where nothing else stands, the last words of persons' names alone: "المسماري" after
    "أحمد المسماري"."""
    lasts = _last_words(evidence, mentions)
    if not lasts:
        return mentions
    taken = [False] * len(evidence.tokens)
    for m in mentions:
        taken[m.first : m.last] = [True] * (m.last - m.first)
    found = list(mentions)
    titles = {m.last: m for m in mentions if m.sort == "title" and m.first == m.head[0] and not m.plural}
    for i, token in enumerate(evidence.tokens):
        if taken[i] or token.kind != "word":
            continue
        for variant in token.variants:
            if variant.prefix in PREPOSED and variant.stem in lasts and _free(evidence, i, variant.prefix):
                last, after = apposition(evidence, i + 1)
                end = i + 1 if any(taken[i + 1 : last]) else last
                again = Mention(
                    i, end, (i, i + 1), "name", "person", "repeat:names", prefix=variant.prefix,
                    titles=[after] if after and end == last else [],
                )  # fmt: skip
                found.append(_titled(again, titles, found))
                break
    return sorted(found, key=lambda m: m.first)


def _titled(name: Mention, titles: dict[int, Mention], found: list[Mention]) -> Mention:
    """The name with the title that was read alone right before it, which is taken out of `found`: "الشيخ
    البدير" ("Sheikh al-Badir") after "صلاح البدير"."""
    title = None if name.prefix else titles.pop(name.first, None)
    if title is None:
        return name
    found.remove(title)
    return replace(name, first=title.first, prefix=title.prefix, titles=[*title.titles, *name.titles])


def _last_words(evidence: Evidence, mentions: list[Mention]) -> set[str]:
    """The last word of each person's name of two words or more, with and without the article."""
    found: set[str] = set()
    for m in mentions:
        if m.sort != "name" or m.head[1] - m.head[0] < 2:
            continue
        word = evidence.tokens[m.head[1] - 1].fold
        if len(word) < 3 or word in PARTICLES or word in JOINS_NEXT or marks(word) & EVERYDAY:
            continue
        found.add(word)
        if (
            without_article(word) != word
            and len(without_article(word)) > 3
            and not marks(without_article(word))
        ):
            found.add(without_article(word))
    return found


def _free(evidence: Evidence, i: int, prefix: str) -> bool:
    """Whether a word may be a name here: as written, or tagged, or after a conjunction; not an everyday
    word."""
    if evidence.tags[i] in ("B-LOC", "I-LOC"):
        return False
    return evidence.classes[i] not in ("comp", "rel", "pron", "neg") and not (
        prefix and not evidence.nominal(i)
    )
