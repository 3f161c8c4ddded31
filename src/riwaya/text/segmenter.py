"""Which letters at a word's ends are clitics: a small character model decides, the grammar checks
(models/segmenter.md).
"""

from __future__ import annotations

import tomllib
from functools import cache

from riwaya.rules.decider import decider
from riwaya.rules.kept import kept_with
from riwaya.rules.tables import DATA, several, table
from riwaya.text.clitics import PARTS, SUFFIXES, Variant, restored
from riwaya.text.folding import fold, fold_word
from riwaya.text.frequencies import word_frequencies
from riwaya.text.inflection import readings
from riwaya.text.letter_features import ARTICLE, letter_features

NAME = "segmenter"
_SPLIT = frozenset(p for p, parts in PARTS.items() if p and not parts & {"article", "future"})
_LEADING = frozenset(p[0] for p, parts in PARTS.items() if p and parts != {"article"})
_PREP_L = next(p[0] for p in PARTS if len(p) == 2 and p[0] == p[1])
_CONJ = frozenset(p for p, parts in PARTS.items() if parts == {"conj"})
# Alef with hamza or madda begins a word: "وأدى" ("and led to") is no "وادي" ("valley"). Dev's arguments 0.581
# to 0.582, all else the same.
_SEATS = frozenset(tomllib.loads((DATA / "text/closed.toml").read_text("utf-8"))["hamza_seats"])
_FUTURE = frozenset(p for p, parts in PARTS.items() if parts == {"future"})
_HAA = next(suffix for suffix, changes in SUFFIXES if len(suffix) == 1 and changes)
_NO_PRONOUN = tuple(row[0] for row in table("text/endings.tsv", "ending"))
_ENDINGS = tuple(suffix for suffix, _ in SUFFIXES)
# Words counted this often, as a power of two, are trusted without the model.
_USUAL = 4
# How many powers of two the word after a conjunction is more usual than with it, to be parted without
# the model.
_MUCH = 4
_THIRD = "3"
# "I shall" is left to the model: سالم and سامح are names.
_WITH_FUTURE = frozenset({"3ms", "3fs", "3mp", "3md", "3fd", "1-p"})
# A place that news names less often (in powers of two) is more likely to be part of the word.
_USUAL_PLACE = 3
# Longer runs of letters are no Arabic words; the model would only cost time there.
_LONGEST = 30


@kept_with
def parting(word: str, text: str = "") -> Variant:
    """The likeliest parting of a folded word: conjunction, preposition or future sign, then stem, then
    pronoun.

    `text` is the word as it was written, if at hand. The article stays with the stem and is restored
    after the preposition l-: "وللقوات" ("and for the forces") gives (ول, القوات, ""); "وزير"
    ("minister") and "بلدة" ("town") are not parted, "وبلدة" ("and a town") is. Where nothing is left
    between preposition and pronoun ("به", "in it") the stem is empty.
    """
    if text[:1] in _CONJ and text[1:2] in _SEATS and len(text) > 3 and len(text) == len(word):
        inner = _after_conjunction(word, text)
        if inner:
            return inner
    fixed = _fixed().get(word)
    if fixed is not None and not (word in _with_taa() and text.endswith(word[-1])):
        return fixed
    if len(word) < 3 or len(word) > _LONGEST or not word.isalpha() or word.isascii():
        return Variant("", word, "")
    if word[0] not in _LEADING and (
        word.startswith(ARTICLE) or not word.endswith(_ENDINGS) or text.endswith(_NO_PRONOUN)
    ):
        return Variant("", word, "")
    plain = _before_article(word)
    if plain:
        return _parted(word, plain, len(word))
    if _is_future(word):
        return _parted(word, 1, len(word))
    if word in _places():
        return Variant("", word, "")
    before = _before_place(word)
    if before:
        return _parted(word, before, len(word))
    if _joined(word):
        inner = _after_conjunction(word, text)
        if inner:
            return inner
    labels = decider(NAME).tag(letter_features(word, written(word, text)))
    start, end = 0, len(word)
    while start < end - 1 and labels[start] == "P":
        start += 1
    while end > start + 1 and labels[end - 1] == "E":
        end -= 1
    start = 1 if start == 0 and _is_future(word[:end]) else _listed_whole(word, start, end)
    if end == len(word) and text.endswith(word[-1]) and _on_a_verb(word[start:]):
        end -= 1
    if word[:start] not in PARTS or "article" in PARTS[word[:start]]:
        start = 0
    inner = _after_conjunction(word, text) if start and word[0] in _CONJ else None
    return inner or _parted(word, start, end)


def _after_conjunction(word: str, text: str) -> Variant | None:
    """The parting of a word by that of what follows its first letter: "وبقيادة" is و and what "بقيادة" is."""
    inner = parting(word[1:], text[1:] if text[:1] == word[0] else "")
    if inner.prefix and not PARTS[inner.prefix] <= {"prep", "future"}:
        return None
    return inner._replace(prefix=word[0] + inner.prefix)


def _joined(word: str) -> bool:
    """Whether a conjunction stands before a word that is much more usual than the whole, or a verb that
    the whole is not.
    """
    if word[0] not in _CONJ or len(word) < 4:
        return False
    known = word_frequencies()
    rest, whole = known.get(word[1:], -1), known.get(word, -1)
    if _is_future(word[1:]):
        return True
    if word not in readings() and known.get(ARTICLE + word, -1) < 0 and rest >= whole:
        return any(r.agrees[:1] == _THIRD for r in readings().get(word[1:], ()))
    return rest >= max(whole + _MUCH, _USUAL)


def _is_future(word: str) -> bool:
    """Whether the sign of the future stands before a present: "سينجحون" ("they will succeed")."""
    return word[0] in _FUTURE and any(
        r.form == "present" and r.agrees in _WITH_FUTURE for r in readings().get(word[1:], ())
    )


def _on_a_verb(word: str) -> bool:
    """Whether a last haa, written as such, stands on a verb form: "نشره" ("published it"), not "نشرة"
    ("bulletin").
    """
    if len(word) < 4 or word[-1] != _HAA or word in readings():
        return False
    return any(r.agrees for r in readings().get(word[:-1], ()))


def _listed_whole(word: str, start: int, end: int) -> int:
    """Where the stem begins if a listed whole word begins before `start`: "وبيانهم" is و+بيان+هم, as
    "بيان" is listed.
    """
    fixed = _fixed()
    for at in range(start):
        for stem in restored(word[at:end], word[end:]):
            listed = fixed.get(stem)
            if listed is not None and not listed.prefix and word[:at] in _SPLIT | {""}:
                return at
    return start


def _before_article(word: str) -> int:
    """How many letters stand before the article, where the word without them is more usual than with
    them (والقوات).
    """
    known = word_frequencies()
    for letters in (1, 2):
        if word.startswith(ARTICLE, letters) and word[:letters] in _SPLIT:
            return letters if known.get(word[letters:], -1) >= max(known.get(word, -1), _USUAL) else 0
    return 0


def _before_place(word: str) -> int:
    """How many letters stand before a listed place that is no everyday word: one in "بدرنة" ("in Derna").

    Training text has few such words, and the model left most of them whole. The place must be as usual as the
    whole.
    """
    known = word_frequencies()
    for letters in (1, 2):
        place = word[letters:]
        if place in _places() and word[:letters] in _SPLIT and word not in _places():
            usual, whole = known.get(place, -1), known.get(word, -1)
            return letters if usual >= whole and (usual >= _USUAL_PLACE or whole < 0) else 0
    return 0


@cache
def _places() -> frozenset[str]:
    """The folded one-word names of countries, provinces and towns, everyday words left out."""
    found = set()
    for name in ("countries", "admin", "conflict_places"):
        for forms, note in table(f"places/{name}.tsv", "arabic", "note"):
            if note != "common-word":
                found |= {fold_word(form) for form in several(forms) if " " not in form and len(form) > 2}
    return frozenset(found)


def _parted(word: str, start: int, end: int) -> Variant:
    prefix, stem = word[:start], word[start:end]
    if prefix.endswith(_PREP_L) and stem.startswith(_PREP_L) and len(stem) > 3:
        # للقوات hides القوات, للواء hides اللواء, لليبيا hides no article: the most frequent word is taken.
        known = word_frequencies()
        stem = max((ARTICLE + stem[1:], ARTICLE + stem, stem), key=lambda w: known.get(w, -1))
    return Variant(prefix, stem, word[end:])


def written(word: str, text: str) -> str:
    """The letters of `text`, one for each folded letter of `word`; empty if they cannot be paired."""
    if not text or text == word:
        return text
    source = fold(text).source
    return "".join(text[i] for i in source) if len(source) == len(word) else ""


@cache
def _fixed() -> dict[str, Variant]:
    """Words of data/text/partings.tsv, and closed words, which the model need not guess."""
    found: dict[str, Variant] = {}
    for word, prefix, suffix in table("text/partings.tsv", "word", "prefix", "suffix"):
        folded = fold_word(word)
        found[folded] = _parted(folded, len(prefix), len(folded) - len(suffix))
    return found


@cache
def _with_taa() -> frozenset[str]:
    """The listed words with taa marbuta, which ones with a last haa ("his deputy") are not."""
    words = (row[0] for row in table("text/partings.tsv", "word"))
    return frozenset(folded for word, folded in ((w, fold_word(w)) for w in words) if word[-1] != folded[-1])


def proclitics(word: str, text: str = "") -> str:
    """The clitics at the front of a folded word as the model reads it, the article left out: "وبالقصف"
    gives وب.
    """
    # No prefix begins with another letter: a third of the words need not be parted.
    return parting(word, text).prefix if word[:1] in _LEADING else ""


def enclitic(word: str, text: str = "") -> str:
    """The pronoun at the end of a folded word as the model reads it: "قواتهم" ("their forces") gives هم."""
    return parting(word, text).suffix
