"""What the tagger sees of a word: its letters, its stem, its cluster, and the lists that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeVar

from riwaya.mentions.names.grammar import DEMONYM_ENDINGS
from riwaya.mentions.names.lists import actors, listed, words_in
from riwaya.rules.kept import kept, kept_by_all
from riwaya.rules.tables import several, unwatched
from riwaya.text.clitics import PARTS, written_on
from riwaya.text.clusters import cluster
from riwaya.text.folding import fold_word
from riwaya.text.lexicon import folded_words
from riwaya.text.marks import QUOTES
from riwaya.text.tokens import Token

_PREPOSED = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "prep"})
NO_MARKS: frozenset[str] = frozenset()
IN_PHRASES = frozenset({"ac+", "me+", "pe+", "pl+"})  # marks of words that stand only inside longer names
_ARTICLED = tuple(
    p for p, parts in PARTS.items() if "article" in parts and "prep" not in parts and "conj" not in parts
)
_BEFORE_LISTED = _PREPOSED | frozenset(_ARTICLED)


@cache
@unwatched
def _marks() -> dict[str, frozenset[str]]:
    """Folded word → the lists that it stands in, by short names (gv given, fm family, ti title, …)."""
    found: dict[str, frozenset[str]] = {}

    @cache
    def with_mark(marks: frozenset[str], mark: str) -> frozenset[str]:
        return marks | {mark}

    def add(mark: str, words: Iterable[str]) -> None:
        for word in words:
            found[word] = with_mark(found.get(word, NO_MARKS), mark)

    add("gv", words_in("names/given.tsv", "form"))
    add("fm", words_in("names/family.tsv", "form"))
    add("ti", words_in("names/titles.tsv", "form"))
    add("hd", words_in("names/heads.tsv", "form"))
    add("un", words_in("names/unnamed.tsv", "form"))
    for mark, file, columns in (
        ("ac", "names/actors.tsv", ("name", "forms")),
        ("me", "names/media.tsv", ("name", "forms")),
        ("pe", "names/persons.tsv", ("name", "forms")),
    ):
        for row in listed(file, *columns):
            for phrase in (row[0], *several(row[1])):
                words = folded_words(phrase)
                add(mark if len(words) == 1 else f"{mark}+", words)
    for arabic, capital, demonyms in listed("places/countries.tsv", "arabic", "capital_arabic", "demonyms"):
        add("co", (w for p in several(arabic) for w in folded_words(p)))
        add("cp", (w for p in several(capital) for w in folded_words(p)))
        stems = frozenset(fold_word(w) for w in several(demonyms))
        add("dm", stems | {s + end for s in stems for end in DEMONYM_ENDINGS})
    for file in (
        "places/conflict_places.tsv",
        "places/geonames.tsv.gz",
        "places/admin.tsv",
        "places/regions.tsv",
    ):
        for (arabic,) in listed(file, "arabic"):
            for place in several(arabic):
                words = folded_words(place)
                add("pl" if len(words) == 1 else "pl+", words)
    add("cw", words_in("places/common_words.tsv", "word"))
    return found


@cache
def _genders() -> dict[str, str]:
    known = listed("names/given.tsv", "form", "gender")
    return {fold_word(form): gender for form, gender in known if gender in ("m", "f")}


def gender_of(word: str) -> str:
    """The gender of those who bear a folded given name, m or f; "" for both and for no given name."""
    return _genders().get(word, "")


@kept
def marks(word: str) -> frozenset[str]:
    """The lists that a folded word stands in, conjunction, preposition and article off where the word itself
    is in none."""
    table = _marks()
    if word in table:
        return table[word]
    for prefix in written_on(word):
        if prefix in _BEFORE_LISTED and len(word) - len(prefix) > 2:
            stem = word[len(prefix) :]
            if stem in table:
                return table[stem]
            for article in _ARTICLED:
                if stem.startswith(article) and stem[len(article) :] in table:
                    return table[stem[len(article) :]]
    return NO_MARKS


def own_marks(word: str) -> frozenset[str]:
    """The lists that a folded word stands in just as it is."""
    return _marks().get(word, NO_MARKS)


@cache
def _name_clusters() -> frozenset[str]:
    """The fine clusters that hold at least `NAMES_IN_CLUSTER` listed parts of persons' names."""
    counts: dict[str, int] = {}
    for word, found in _marks().items():
        if found & {"gv", "fm", "pe", "pe+"} and not found & {"ti", "un", "hd", "cw"}:
            fine = cluster(word)[1]
            counts[fine] = counts.get(fine, 0) + 1
    return frozenset(fine for fine, n in counts.items() if fine and n >= NAMES_IN_CLUSTER)


@kept
def among_names(word: str) -> bool:
    """Whether a folded word's cluster holds persons' names, by the lists."""
    return cluster(word)[1] in _name_clusters()


NAMES_IN_CLUSTER = 8  # clusters have 63 words on average; unmeasured


def stem_of(word: str) -> str:
    """A folded word without conjunction and preposition, where what is left is a word that the lists or
    clusters know."""
    if own_marks(word) - IN_PHRASES:
        return word
    table = _marks()
    for prefix in written_on(word):
        stem = word[len(prefix) :]
        if prefix in _PREPOSED and len(stem) > 2 and (stem in table or cluster(stem)[1]):
            return stem
    return word


def word_features(word: str, kind: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Features of one folded word as the word itself, as a neighbour and as a neighbour's neighbour."""
    if kind != "word":
        sign = "0" * len(word) if kind == "number" else word
        return ((f"w={sign}", f"k={kind}"), (f"w={sign}", f"k={kind}"), (f"w={sign}",))
    coarse, fine = cluster(word)
    stem = stem_of(word)
    listed_in = sorted(marks(word))
    own = [f"w={word}", f"c={coarse}", f"f={fine}", f"l={min(len(word), 9)}"]
    own += [f"p{n}={word[:n]}" for n in (1, 2, 3, 4) if len(word) > n]
    own += [f"s{n}={word[-n:]}" for n in (1, 2, 3, 4) if len(word) > n]
    own += [f"m={m}" for m in listed_in]
    if len(listed_in) > 1:
        own.append("ms=" + "+".join(listed_in))
    if word.isascii():
        own.append("latin")
    if stem != word:
        own += [f"t={stem}", f"pre={word[: len(word) - len(stem)]}"]
    near = [f"w={word}", f"c={coarse}", f"f={fine}", f"s2={word[-2:]}", f"p2={word[:2]}"] + [
        f"m={m}" for m in listed_in
    ]
    if among_names(word):
        own.append("am")
        near.append("am")
    far = [f"w={word}", f"c={coarse}"]
    return tuple(own), tuple(near), tuple(far)


OFFSETS = ((-2, 2), (-1, 1), (0, 0), (1, 1), (2, 2))


@kept_by_all
def _placed(word: str, kind: str, offset: int, view: int) -> tuple[str, ...]:
    return tuple(f"{offset}{f}" for f in word_features(word, kind)[view])


Look = tuple[str, str, bool, bool]  # see `look`


def look(word: str, kind: str) -> Look:
    """What the features of a word in its context need: cluster, kind of name word, whether a title, whether
    it parts phrases."""
    if kind != "word":
        return "", "", False, kind == "sign" and word not in QUOTES and word not in "()"
    coarse, fine = cluster(word)
    shape = (
        ("am" if among_names(word) else "")
        + ("al" if word.startswith(_ARTICLED) else "")
        + ("" if fine else "u")
    )
    return coarse, shape, "ti" in marks(word), False


def context_features(
    cluster_before: str, coarse: str, title_before: bool, shape: str, since: int
) -> list[str]:
    """The features of a word's context: the cluster pair, the distance from a title, what comes right after
    a title."""
    row = [f"cc={cluster_before}|{coarse}", f"ti{since}|{shape}"]
    if title_before:
        row.append(f"-1ti|{shape or coarse}")
    return row


Looked = TypeVar("Looked", list[str], int)


def context(looks: Iterable[Look], features: Callable[[str, str, bool, str, int], Looked]) -> list[Looked]:
    """What `features` makes of each token of one sentence and the words before it, from what `look` gives of
    each; see `context_features`."""
    found: list[Looked] = []
    since = FAR
    coarse_before, title_before = "", False
    for coarse, shape, title, parts in looks:
        found.append(features(coarse_before, coarse, title_before, shape, since if since < 6 else 6))
        since = 1 if title else FAR if parts or since >= FAR else since + 1
        coarse_before, title_before = coarse, title
    return found


FAR = 9  # tokens: farther than this a title says nothing


def rows(tokens: Sequence[Token], listed_at: Sequence[str]) -> list[list[str]]:
    """The features of every token of one sentence; `listed_at` marks the tokens of listed names (B-ac, I-ac,
    …, or "")."""
    found = context([look(t.fold, t.kind) for t in tokens], context_features)
    n = len(tokens)
    for i, row in enumerate(found):
        for offset, view in OFFSETS:
            j = i + offset
            if 0 <= j < n:
                row += _placed(tokens[j].fold, tokens[j].kind, offset, view)
            elif abs(offset) == 1:
                row.append(f"{offset}edge")
        if listed_at[i]:
            row.append("g=" + listed_at[i])
        if i + 1 < n and listed_at[i + 1]:
            row.append("g1=" + listed_at[i + 1])
    return found


def listed_marks(tokens: list[Token]) -> list[str]:
    """For every token whether it begins or continues a listed name: B-ac, I-ac (actors), B-me, I-me (media),
    "" elsewhere."""
    found = [""] * len(tokens)
    for hit in actors().find(tokens):
        for i in range(hit.first, hit.last):
            found[i] = "B-ac" if i == hit.first else "I-ac"
    return found
