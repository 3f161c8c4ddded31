"""Words as a search compares them: folded, and in every form in which they are written.

Nothing is stemmed in the index, so that "كتاب" ("book") is never "تاب" ("repented"); instead a word that is
asked for is looked up in each way in which clitics, the article and pronouns may be written on to it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from riwaya.model import Span
from riwaya.rules.tables import several, table
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_text, fold_word
from riwaya.text.segmenter import parting
from riwaya.text.tokens import scan

_ARTICLE = next(prefix for prefix, parts in PARTS.items() if parts == {"article"})
_PLAIN = tuple(sorted(prefix for prefix, parts in PARTS.items() if "article" not in parts))
_ARTICLED = tuple(sorted(prefix for prefix, parts in PARTS.items() if "article" in parts))
_SUFFIXES = [
    (suffix, [tuple(change.split(">")) for change in several(restore)])
    for suffix, restore in table("text/suffixes.tsv", "suffix", "restore")
]
# A stem shorter than this is not looked for behind the article of a word that is asked for.
_SHORTEST = 2
_WORD = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*|[^\W\d_]+")
_PARTED = re.compile(r"[.,\u066b\u066c]")
_SHORTEST_BEFORE_PRONOUN = 3
# Words are placed stretch by stretch, so that a snippet needs no more of a text than comes before it.
_STRETCH = re.compile(r"\S.{0,250}\S*", re.DOTALL)


def words(text: str) -> list[str]:
    """The words and numbers of a text as the index holds them: "إدارة" and "ادارة" are one, "1.200" and
    "1,200" too."""
    return [word if word.isalpha() else _PARTED.sub("", word) for word in _WORD.findall(fold_text(text))]


def placed(text: str, wanted: Collection[frozenset[str]]) -> Iterator[Span]:
    """Where in a text one of the wanted words stands, looked for as far as is asked."""
    every, cores = frozenset[str]().union(*wanted), [core(some) for some in wanted]
    for stretch in _STRETCH.finditer(text):
        part = stretch[0]
        folded = fold_text(part)
        if not any(one in folded for one in cores):
            continue
        for match in scan(part):
            if match.lastgroup == "sign":
                continue
            word = fold_word(match[0])
            if word in every if word.isalpha() else not every.isdisjoint(words(match[0])):
                yield Span(stretch.start() + match.start(), stretch.start() + match.end())


def side_by_side(text: str, wanted: Sequence[frozenset[str]]) -> bool:
    """Whether words stand one after the other in a text, each in one of its forms."""
    folded, first = fold_text(text), wanted[0]
    start, beginning = 0, core(first)
    if not beginning:
        held = words(text)
        return any(_begins(held[n:], wanted) for n, word in enumerate(held) if word in first)
    while (at := folded.find(beginning, start)) >= 0:
        while at and _is_letter(folded[at - 1]):
            at -= 1
        found = _WORD.match(folded, at)
        start = found.end() if found else at + 1
        if found and found[0] in first:
            length = len(wanted)
            rest = (_plain(m[0]) for m in islice(_WORD.finditer(folded, at), length))
            if _begins(list(rest), wanted):
                return True
    return False


def _begins(held: Sequence[str], wanted: Sequence[frozenset[str]]) -> bool:
    return len(held) >= len(wanted) and all(w in some for w, some in zip(held, wanted, strict=False))


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()


def _plain(word: str) -> str:
    return word if word.isalpha() else _PARTED.sub("", word)


@lru_cache(maxsize=500)
def core(some: frozenset[str]) -> str:
    """The longest letters that all forms of a word share: where they do not stand, none of the forms does.
    "" for a number, which may be written with separators in it."""
    shortest = min(some, key=lambda form: (len(form), form))
    if not all(form.isalpha() for form in some):
        return ""
    for length in range(len(shortest), 0, -1):
        for start in range(len(shortest) - length + 1):
            part = shortest[start : start + length]
            if all(part in form for form in some):
                return part
    return ""


# A word has some hundred forms, 20 KB.
@lru_cache(maxsize=500)
def forms(word: str) -> frozenset[str]:
    """Every folded form in which a word that is asked for may stand in a text.

    "المدينة" ("the city") is found as مدينه, المدينه, بالمدينه, وللمدينه, مدينتهم …; "وبنغازي" ("and
    Benghazi") as بنغازي, ببنغازي …
    """
    found = {word}
    for base in _bases(word):
        found |= {prefix + base for prefix in (*_PLAIN, *_ARTICLED)}
        owned = set(_with_pronouns(base)) if len(base) >= _SHORTEST_BEFORE_PRONOUN else set()
        found |= {prefix + form for prefix in _PLAIN for form in owned}
    return frozenset(found)


def _bases(word: str) -> set[str]:
    """The word without what is written on to it, and as it is: "آلات" ("machines"), folded, begins like a
    word with the article."""
    found = {word}
    if word.isalpha() and not word.isascii():
        stem = parting(word).stem
        found |= {stem} if len(stem) >= _SHORTEST else set()
    return {word, *map(_bare, found)}


def _bare(word: str) -> str:
    stem = word.removeprefix(_ARTICLE)
    return stem if len(stem) >= _SHORTEST else word


def _with_pronouns(base: str) -> Iterator[str]:
    """The word with each pronoun: سيطره ("control") gives سيطرتها ("her control")."""
    for suffix, changes in _SUFFIXES:
        yield base + suffix
        for end, was in changes:
            if base.endswith(was):
                yield base[: len(base) - len(was)] + end + suffix


def same_words(asked: str, name: str) -> bool:
    """Whether a name holds every word asked for, in any spelling: "المسمارى" is in "العميد أحمد المسماري"."""
    held = set(words(name))
    wanted = words(asked)
    return bool(wanted) and all(not forms(word).isdisjoint(held) for word in wanted)
