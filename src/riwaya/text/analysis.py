"""What a word may be by itself, read from closed lists, the verb table and its likeliest parting."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal, NamedTuple

from riwaya.rules.kept import kept, kept_with
from riwaya.rules.tables import DATA, several, table
from riwaya.text.clitics import PARTS, restored
from riwaya.text.folding import fold_word
from riwaya.text.frequencies import word_frequencies
from riwaya.text.inflection import Form, Reading, readings
from riwaya.text.segmenter import parting

WordClass = Literal[
    "prep",
    "comp",
    "rel",
    "pron",
    "dem",
    "neg",
    "particle",
    "aux",
    "verb",
    "participle",
    "noun",
    "number",
    "sign",
]

RAW: dict[str, list[str]] = tomllib.loads((DATA / "text/closed.toml").read_text("utf-8"))
_CLOSED: dict[str, WordClass] = {
    fold_word(word): name
    for name in ("particle", "aux", "neg", "dem", "pron", "rel", "prep", "comp")
    for word in RAW[name]
}
_SPELLINGS: dict[str, frozenset[str]] = {}
for _name in ("particle", "aux", "neg", "dem", "pron", "rel", "prep", "comp"):
    for _word in RAW[_name]:
        _SPELLINGS[fold_word(_word)] = _SPELLINGS.get(fold_word(_word), frozenset()) | {_word}
CLOSES = frozenset(map(fold_word, RAW["closes"]))
_NOUN_ENDINGS = tuple(RAW["noun_endings"])
_HAMZA_SEATS = frozenset(RAW["hamza_seats"])
_HAMZA_BELOW = RAW["hamza_below"][0]
_YAA = RAW["yaa"][0]
_PERSONS = frozenset(RAW["verb_persons"])
_VERB_ENDINGS = tuple(RAW["verb_endings"])
NOUN_AFTER = frozenset(map(fold_word, RAW["noun_after"]))
TAA_WRITTEN = RAW["taa"][0]
_MADDA = RAW["hamza_seats"][-1]
_DUAL = frozenset(map(fold_word, RAW["verbs_in_dual"]))
TAA = fold_word(RAW["taa"][0])
_TANWIN = fold_word(RAW["tanwin"][0])
_BEFORE_VERB = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "future"})
_CONJ = frozenset(p for p, parts in PARTS.items() if parts <= {"conj"})
_FUTURE = frozenset(p for p, parts in PARTS.items() if "future" in parts)
_ARTICLED = tuple(p for p, parts in PARTS.items() if "article" in parts)
_ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
# A form that could be a verb may be a noun, too, if the same word with the article is at least 1/32 as
# frequent; unmeasured.
_MAY_BE_NOUN = -5
_SURELY_NOUN = -2


@cache
def listed_nouns() -> frozenset[str]:
    """The folded nouns of data/words/nouns.tsv with their plurals, and other nouns that look like verbs."""
    found = set(map(fold_word, RAW["also_nouns"]))
    if (DATA / "words/nouns.tsv").exists():
        for form, plurals in table("words/nouns.tsv", "form", "plural"):
            found.update(map(fold_word, (form, *several(plurals))))
    return frozenset(found)


@cache
def person_nouns() -> frozenset[str]:
    """The folded nouns for persons of data/words/nouns.tsv, with their plurals."""
    rows = table("words/nouns.tsv", "form", "plural", "class")
    persons = [(form, *several(plural)) for form, plural, kind in rows if "person" in kind]
    return frozenset(fold_word(word) for words in persons for word in words)


@cache
def given_names() -> frozenset[str]:
    """The folded given names of data/names/given.tsv that are one word and no listed noun."""
    names = (fold_word(form) for (form,) in table("names/given.tsv", "form") if " " not in form)
    return frozenset(names) - listed_nouns()


class Analysis(NamedTuple):
    """What a word may be by itself: its closed class, or a verb, a participle or another noun; and its
    parting.
    """

    closed: WordClass | None
    verb: bool
    noun: bool
    participle: bool
    definite: bool
    prefix: str = ""
    stem: str = ""
    suffix: str = ""
    unknown: bool = False


@kept_with
def analyse(word: str, text: str = "") -> Analysis:
    """What a folded word (written `text`) may be, by its likeliest parting."""
    closed = closed_class(word)
    if closed and not _spelt_otherwise(word, text):
        return Analysis(closed, False, False, False, False)
    part = parting(word, text)
    definite = _has_article(part.stem, word, text, len(part.prefix))
    forms = readings()
    kinds = {r.form for stem in _stems(part.stem, part.suffix) for r in forms.get(stem, ())}
    if definite:
        bare = part.stem[len(_ARTICLE) :]
        kinds = {r.form for stem in _stems(bare, part.suffix) for r in forms.get(stem, ())}
        return Analysis(None, False, True, _is_participle(kinds, bare), True, *part)
    forms_of = [r for stem in _stems(part.stem, part.suffix) for r in readings().get(stem, ()) if r.agrees]
    as_written = text[len(part.prefix) :] if len(text) == len(word) else ""
    nominal_only = (
        text.endswith(_NOUN_ENDINGS) or part.prefix not in _BEFORE_VERB or as_written[:1] == _HAMZA_BELOW
    )
    verb = not nominal_only and bool(forms_of)
    participle = _is_participle(kinds, part.stem)
    if part.prefix in _FUTURE:
        return Analysis(None, True, False, False, False, *part)
    noun = (
        nominal_only or not verb or bool(kinds - {"past", "present"}) or may_be_noun(part.stem, part.suffix)
    )
    noun = noun or all(r.agrees[0] == "2" or r.agrees == "1-s" for r in forms_of)
    if verb and noun and _rarely_verb(forms_of, as_written, part.stem, part.suffix):
        verb = False
    unknown = not (nominal_only or verb or kinds or may_be_noun(part.stem, part.suffix)) and _looks_verbal(
        part.stem
    )
    return Analysis(None, verb, noun, participle, False, *part, unknown)


def _is_participle(kinds: set[Form], stem: str) -> bool:
    """Whether the word is a participle and neither a verbal noun (مكافحة) nor a listed noun in its shape
    (مدينة).
    """
    if "masdar" in kinds or (stem[-1:] == TAA and stem in listed_nouns()):
        return False
    return bool(kinds & {"active", "passive"})


def _looks_verbal(stem: str) -> bool:
    """Whether a word in no list has a shape that verbs have: a person's letter before it or an ending
    after it.
    """
    return len(stem) > 3 and (stem[0] in _PERSONS or stem.endswith(_VERB_ENDINGS))


def _rarely_verb(found: list[Reading], as_written: str, stem: str, suffix: str) -> bool:
    """Whether a form that may be a noun is a verb only as a dual ("ردا") or with its last letter
    misspelt ("نفي").
    """
    dual = stem not in _DUAL and all(r.agrees == "3md" for r in found)
    if dual and may_be_noun(stem, suffix, _SURELY_NOUN):
        return True
    return (
        not suffix
        and as_written.endswith(_YAA)
        and all(r.form == "past" and r.agrees == "3ms" for r in found)
    )


def _stems(stem: str, suffix: str) -> list[str]:
    """The stem as written and as it was before the pronoun."""
    return restored(stem, suffix) if suffix else [stem]


def _has_article(stem: str, word: str, text: str, prefix: int) -> bool:
    """Whether the article begins the stem: not in "ألقى" nor "التقى" ("threw", "met")."""
    if not stem.startswith(_ARTICLE) or len(stem) < len(_ARTICLE) + 2:
        return False
    if len(text) == len(word) and text[prefix] in _HAMZA_SEATS:
        return False
    known = word_frequencies()
    verbal = any(r.form in ("past", "present") for r in readings().get(stem, ()))
    return not verbal or known.get(stem[len(_ARTICLE) :], 0) > known.get(stem, 0)


def may_be_noun(stem: str, suffix: str, least: int = _MAY_BE_NOUN) -> bool:
    """Whether the same word with the article is usual: تقدم ("advance" or "he advanced"), not أعلن."""
    known, listed = word_frequencies(), listed_nouns()
    for form in _stems(stem, suffix):
        for bare in (form, form[:-1] if form.endswith(_TANWIN) and len(form) > 3 else form):
            if bare in listed:
                return True
            articled = known.get(_ARTICLE + bare, -1)
            if articled > 0 and articled - known.get(bare, 0) >= least:
                return True
    return False


def _spelt_otherwise(word: str, text: str) -> bool:
    """Whether the spelling speaks against the closed word: "آلية" ("mechanism") folds like "إليه" ("to
    him").
    """
    if len(text) != len(word):
        return False
    start = 0 if word in _SPELLINGS else 1
    spellings = _SPELLINGS.get(word[start:], frozenset())
    first, last = text[start], text[-1]
    return (last == TAA_WRITTEN and not any(s[-1] == last for s in spellings)) or (
        first == _MADDA and not any(s[0] == first for s in spellings)
    )


@kept
def closed_class(word: str) -> WordClass | None:
    """The closed class of a folded word, a conjunction before it allowed."""
    if word in _CLOSED:
        return _CLOSED[word]
    if word[:1] in _CONJ and word[1:] in _CLOSED and len(word) > 2:
        return _CLOSED[word[1:]]
    return None


@kept
def is_definite(word: str) -> bool:
    """Whether a folded word carries the article, after whatever clitics."""
    return any(word.startswith(p) and len(word) > len(p) + 2 for p in _ARTICLED)
