"""All the lists of names in one table of phrases, each with what it is evidence of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Literal

from riwaya.mentions.names.grammar import (
    ACCUSATIVE,
    ARTICLE,
    FATHER_OF,
    NO_ACCUSATIVE,
    NOT_TITLES,
    ONLY_ARTICLED,
    PARTICLES,
    without_article,
)
from riwaya.mentions.names.lists import Gazetteer, listed, next_word, walk, words_in
from riwaya.mentions.names.name import NameKind
from riwaya.rules.tables import several
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.tokens import Token

Sort = Literal["actor", "media", "person", "title", "relation", "unnamed", "head", "document", "country"]

ACTOR_KINDS: dict[str, NameKind] = {
    "armed_group": "armed_group",
    "militia": "armed_group",
    "state_forces": "state_forces",
    "police": "state_forces",
}


# Words whose look-up is kept.
_MOST_KEPT = 65_536


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed phrase. `name` is its full written form, `group` the class that its list gives it ("rank",
    "ngo" …)."""

    sort: Sort
    name: str
    group: str
    kind: NameKind
    definite: bool
    plural: bool


def _with_articles(form: str) -> Iterator[tuple[str, bool]]:
    """The form without and with the article, on the head, on the head and its adjective, on the word that
    governs it."""
    words = form.split(" ")
    al = ARTICLE
    bare = [not w.startswith(al) for w in words]
    yield form, not bare[-1]
    if len(words) == 1 and bare[0] and not fold_word(form).endswith(NO_ACCUSATIVE):
        yield form + ACCUSATIVE, False
    if bare[0]:
        yield al + form, True
    if len(words) == 2 and bare[0] and bare[1]:
        yield f"{al}{words[0]} {al}{words[1]}", True
        yield f"{words[0]} {al}{words[1]}", True
    if len(words) == 3 and all(bare):
        yield f"{al}{words[0]} {al}{words[1]} {al}{words[2]}", True


def _joined(form: str) -> Iterator[str]:
    """A person's form, and the form with the "father of" that opens it written on to what follows: أبو مازن,
    أبومازن."""
    yield form
    first, _, rest = form.partition(" ")
    if rest and first in FATHER_OF:
        yield first + rest


def _bodies() -> Iterator[tuple[str, Entry]]:
    for name, forms, kind in listed("names/actors.tsv", "name", "forms", "kind"):
        for phrase in (name, *several(forms)):
            yield phrase, Entry("actor", name, kind, ACTOR_KINDS.get(kind, "organisation"), True, False)
    for name, forms, kind in listed("names/media.tsv", "name", "forms", "kind"):
        for phrase in (name, *several(forms)):
            yield phrase, Entry("media", name, kind, "media", True, False)
    titles = words_in("names/titles.tsv", "form") - PARTICLES
    for name, forms in listed("names/persons.tsv", "name", "forms"):
        for phrase in (written for form in (name, *several(forms)) for written in _joined(form)):
            if without_article(fold_word(phrase.split(" ")[0])) not in titles:
                yield phrase, Entry("person", name, "", "person", True, False)
    for arabic, capital in listed("places/countries.tsv", "arabic", "capital_arabic"):
        for phrase in several(arabic):
            yield phrase, Entry("country", phrase, "country", "organisation", True, False)
        for phrase in several(capital):
            yield phrase, Entry("country", phrase, "capital", "organisation", True, False)


def _common_nouns() -> Iterator[tuple[str, Entry]]:
    for form, number, group in listed("names/titles.tsv", "form", "number", "class"):
        if fold_word(form) in NOT_TITLES or "." in form:
            continue
        sort: Sort = "relation" if group == "relation" else "title"
        for phrase, definite in _with_articles(form):
            if definite or fold_word(form) not in ONLY_ARTICLED:
                yield phrase, Entry(sort, form, group, "person", definite, number == "p")
    for form, number, group in listed("names/documents.tsv", "form", "number", "class"):
        for phrase, definite in _with_articles(form):
            yield phrase, Entry("document", form, group, "document", definite, number != "s")
    for form, number, group in listed("names/unnamed.tsv", "form", "number", "class"):
        if group == "media":
            continue
        sort = "document" if group == "report" else "unnamed"
        for phrase, definite in _with_articles(form):
            yield (
                phrase,
                Entry(
                    sort, form, group, "document" if group == "report" else "unnamed", definite, number != "s"
                ),
            )
    for form, group, kind in listed("names/heads.tsv", "form", "class", "kind"):
        for phrase, definite in _with_articles(form):
            yield phrase, Entry("head", form, group, kind, definite, False)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed phrase at tokens `first` to `last` (exclusive), after the clitics `prefix` on its word."""

    first: int
    last: int
    prefix: str
    entry: Entry


Alone = tuple[tuple[Sort, str, Entry], ...]
Longer = tuple[tuple[str, dict[str, list[tuple[tuple[str, ...], Entry]]]], ...]


class NameLexicon:
    """The lists as one table, looked up once for each word form."""

    def __init__(self) -> None:
        self._phrases: Gazetteer[Entry] = Gazetteer([*_bodies(), *_common_nouns()])
        self._starts: dict[str, tuple[Alone, Longer] | None] = {}

    def is_title(self, word: str) -> bool:
        """Whether a folded word alone is a title."""
        return any(e.sort == "title" for e in self._phrases.alone(word))

    def is_relation(self, word: str) -> bool:
        """Whether a folded word alone names a relative."""
        return any(e.sort == "relation" for e in self._phrases.alone(word))

    def along(self, document: Document) -> list[dict[Sort, Hit]]:
        """For every token and every sort the longest phrase that begins there, the least parted of equals."""
        tokens = document.tokens
        found: list[dict[Sort, Hit]] = []
        for i, known in enumerate(map(self._starts.get, document.folds, repeat(_UNKNOWN))):
            starts = self._look_up(tokens[i]) if known is _UNKNOWN else known
            found.append(NOTHING if starts is None else self._at(tokens, i, *starts))
        return found

    def _at(self, tokens: list[Token], i: int, alone: Alone, longer: Longer) -> dict[Sort, Hit]:
        found: dict[Sort, Hit] = {}
        second = next_word(tokens, i + 1) if longer else 0
        if second:
            for prefix, seconds in longer:
                for rest, entry in seconds.get(tokens[second].fold, ()):
                    last = walk(tokens, second + 1, rest)
                    if last and (entry.sort not in found or last > found[entry.sort].last):
                        found[entry.sort] = Hit(i, last, prefix, entry)
        for sort, prefix, entry in alone:
            if sort not in found:
                found[sort] = Hit(i, i + 1, prefix, entry)
        return found

    def _look_up(self, token: Token) -> tuple[Alone, Longer] | None:
        if len(self._starts) >= _MOST_KEPT:
            self._starts.clear()
        found = self._starts[token.fold] = self._begun(token)
        return found

    def _begun(self, token: Token) -> tuple[Alone, Longer] | None:
        starts = self._phrases.starts(token)
        if not starts:
            return None
        alone = tuple((e.sort, prefix, e) for prefix, word in starts for e in self._phrases.alone(word))
        longer = tuple(
            (prefix, self._phrases.longer(word)) for prefix, word in starts if self._phrases.longer(word)
        )
        return alone, longer


NOTHING: dict[Sort, Hit] = {}
_UNKNOWN: tuple[Alone, Longer] = ((), ())


@cache
def lexicon() -> NameLexicon:
    """The lists, loaded once a process."""
    return NameLexicon()
