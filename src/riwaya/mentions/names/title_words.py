"""The words of a title by which it is compared with another."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence, definite, demonym, joined, nation, swallowed
from riwaya.mentions.names.grammar import CONJ, FEMININE, OWNING, PREP, SILENT, SYNONYMS, without_article


def _masculine(word: str) -> str:
    """An adjective of nationality in the masculine: رئيس الحكومة التركية is رئيس الوزراء التركي."""
    stem = next((word[: -len(end)] for end in FEMININE if word.endswith(end)), word)
    return SYNONYMS.get(stem, stem) if stem != word and demonym(stem) else word


def title_words(evidence: Evidence, first: int, last: int) -> tuple[str, ...]:
    """The folded words of a title phrase, articles and clitics off, countries for nationalities: "وزير خارجية
    مصر" ("the foreign minister of Egypt") is "وزير الخارجية المصري"."""
    found = []
    for token in evidence.tokens[first:last]:
        if token.kind == "word":
            word = token.fold
            clitic = joined(word)
            parted = clitic in CONJ or clitic in OWNING or (clitic in PREP and definite(word))
            stem = without_article(word[len(clitic) :] if parted else word)
            if clitic in OWNING and swallowed(word):
                stem = word[len(clitic) + 1 :]
            if stem not in SILENT:
                found.append(nation(stem) or _masculine(SYNONYMS.get(stem, stem)))
    return tuple(found)
