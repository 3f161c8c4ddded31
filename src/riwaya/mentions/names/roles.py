"""The best-known role of listed persons, as a title that a report may use without saying whose it is."""

from __future__ import annotations

from functools import cache

from riwaya.mentions.names.evidence import nation
from riwaya.mentions.names.grammar import FORMER, SILENT, SYNONYMS, without_article
from riwaya.mentions.names.lists import listed
from riwaya.rules.tables import several
from riwaya.text.folding import fold_word


@cache
def known_roles() -> dict[str, tuple[str, ...]]:
    """Listed name → the words of the role, articles off, with the country itself for its adjectives.

    So "الرئيس الأمريكي" ("the American president") may be somebody whom the report names without a title.
    """
    demonyms = {
        code: [nation(w) or SYNONYMS.get(w, w) for w in map(fold_word, several(adjectives))]
        for code, adjectives in listed("places/countries.tsv", "country", "demonyms")
    }
    found: dict[str, tuple[str, ...]] = {}
    for name, role, country in listed("names/persons.tsv", "name", "role", "country"):
        words = [without_article(fold_word(w)) for w in role.split(" ") if w]
        kept = [nation(w) or SYNONYMS.get(w, w) for w in words if w not in SILENT and w not in FORMER]
        if kept:
            found[name] = (*kept, *demonyms.get(country, ()))
    return found
