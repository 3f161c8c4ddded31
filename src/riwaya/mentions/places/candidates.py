"""Stretches of text that may be toponyms: gazetteer names, and unknown names after a noun such as
"village"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from riwaya.mentions.names.name import Name
from riwaya.mentions.places.gazetteer import Entry, gazetteer
from riwaya.model import Span
from riwaya.model.findings import PlaceType
from riwaya.rules.kept import kept
from riwaya.rules.tables import table
from riwaya.text.clitics import PARTS
from riwaya.text.clusters import cluster, clustered_words
from riwaya.text.document import Document
from riwaya.text.lexicon import Hit, Lexicon
from riwaya.text.segmenter import proclitics
from riwaya.text.wordclass import closed_class, is_definite

_LONGEST_UNKNOWN = 2
# Share of gazetteer names that makes a cluster one of places. Other shares are
# unmeasured; the candidates from clusters and lists together brought 1.6 points in cross-validation.
_LEAST_KNOWN = 0.25


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that introduces a place name. `keep`: it belongs to the name ("جبل صبر", Mount Sabir: "yes"),
    stands before it
    ("مدينة درنة", the town of Derna: "no"), or is part of it where the gazetteer says so ("شمال سيناء":
    "either")."""

    type: PlaceType
    keep: Literal["yes", "no", "either"]


@dataclass(slots=True)
class Candidate:
    """Tokens `first` to `last` (exclusive) that may be a toponym; `entries` are what the gazetteer says it
    may mean.

    `head` is the introducing noun at token `head_at`, -1 where there is none. `source` is "gazetteer", "head"
    (an unknown
    name after an introducing noun), "tagger" (one that the names layer took for a place), "list" (joined to a
    place by "and") or
    "cluster" (one whose cluster holds many places).
    """

    first: int
    last: int
    span: Span
    prefix: str
    source: str
    entries: list[Entry] = field(default_factory=list)
    head: Head | None = None
    head_at: int = -1


@cache
def _heads() -> Lexicon[Head]:
    rows = table("places/heads.tsv", "form", "type", "keep")
    return Lexicon(
        ((form, Head(kind, keep)) for form, kind, keep in rows),  # type: ignore[arg-type]
        prefixes=("conj", "prep", "article"),
    )


def head_at(document: Document, at: int) -> Hit[Head] | None:
    """The introducing noun at a token, without the article: "محافظة" ("governorate") in "بمحافظة درعا"."""
    hits = (h for h in _heads().at(document.tokens, at) if h.width == 1 and "article" not in PARTS[h.prefix])
    return next(iter(hits), None)


def candidates(document: Document, names: Sequence[Name]) -> list[Candidate]:
    """Every candidate in text order; overlapping ones are left for the decision."""
    heads = {hit.first: hit for hit in _heads().find(document) if hit.width == 1}
    found: dict[tuple[int, int], Candidate] = {}
    for hit in gazetteer().find(document):
        before = heads.get(hit.first)
        trimmed = hit.width > 1 and before is not None and _stands_before(before)
        key = (hit.first + trimmed, hit.last)
        if key not in found:
            start = document.tokens[key[0]].start if trimmed else _start(document, hit)
            span = Span(start, document.tokens[hit.last - 1].end)
            found[key] = Candidate(*key, span, "" if trimmed else hit.prefix, "gazetteer")
        if hit.value not in found[key].entries and len(hit.prefix) <= len(found[key].prefix):
            found[key].entries.append(hit.value)
    for candidate in list(found.values()):
        before = heads.get(candidate.first - 1)
        if before is not None:
            candidate.head, candidate.head_at = before.value, candidate.first - 1
    for candidate in (*_after_heads(document, heads, found), *_tagged(document, names, heads)):
        found.setdefault((candidate.first, candidate.last), candidate)
    for candidate in (*_listed(document, list(found.values())), *_clustered(document)):
        if not any(
            (candidate.first, last) in found
            for last in range(candidate.last, candidate.last + _LONGEST_UNKNOWN)
        ):
            found[candidate.first, candidate.last] = candidate
    return sorted(found.values(), key=lambda c: (c.first, -c.last))


def _stands_before(hit: Hit[Head]) -> bool:
    """Whether the introducing noun is no part of the name: "مدينة درنة", but not "المملكة العربية
    السعودية"."""
    return hit.value.keep == "no" and "article" not in PARTS[hit.prefix]


def _start(document: Document, hit: Hit[Any]) -> int:
    """Where the name begins: after conjunction and preposition; the article stays, unless the preposition
    swallowed it."""
    if "article" not in PARTS[hit.prefix]:
        return hit.span.start
    bare = max((p for p in PARTS if hit.prefix.startswith(p) and "article" not in PARTS[p]), key=len)
    swallowed = len(hit.prefix) - len(bare) == 1
    return document.tokens[hit.first].at(len(hit.prefix) if swallowed else len(bare))


def _after_heads(
    document: Document, heads: dict[int, Hit[Head]], found: dict[tuple[int, int], Candidate]
) -> Iterator[Candidate]:
    """Names after an introducing noun: "قرية الزاوية" ("the village of Zawiya"); with a kept noun, the noun
    too."""
    tokens, classes = document.tokens, document.classes
    for at, hit in heads.items():
        begin = at + 1
        if "article" in PARTS[hit.prefix] or begin >= len(tokens) or hit.value.keep == "either":
            continue
        sentence_end = document.sentences[document.sentence_index[at]].last
        known = [key for key in found if key[0] == begin]
        end = max((key[1] for key in known), default=begin)
        if not known:
            while (
                end < min(begin + _LONGEST_UNKNOWN, sentence_end)
                and tokens[end].kind == "word"
                and classes[end] == "noun"
            ):
                if (
                    closed_class(tokens[end].fold)
                    or proclitics(tokens[end].fold)
                    or (end > begin and not _continues(tokens[begin].fold, tokens[end].fold))
                ):
                    break
                end += 1
        if end == begin:
            continue
        entries = found[(begin, end)].entries if (begin, end) in found else []
        if not known:
            span = document.span(begin, end)
            yield Candidate(begin, end, span, "", "head", [], hit.value, at)
            if end - begin == 2:
                yield Candidate(
                    begin, begin + 1, document.span(begin, begin + 1), "", "head", [], hit.value, at
                )
        if hit.value.keep == "yes":
            span = Span(_start(document, hit), tokens[end - 1].end)
            yield Candidate(at, end, span, hit.prefix, "head", list(entries), hit.value, at)


def _continues(first: str, second: str) -> bool:
    """Whether a second word belongs to an unknown name: both definite or both not ("الزاوية الغربية")."""
    return is_definite(first) == is_definite(second)


def _tagged(document: Document, names: Sequence[Name], heads: dict[int, Hit[Head]]) -> Iterator[Candidate]:
    """Names that the names layer took for places, without a noun that only introduces them."""
    for name in names:
        if name.kind != "place":
            continue
        head = heads.get(name.first)
        if head is not None and name.last - name.first > 1 and _stands_before(head):
            span = Span(document.tokens[name.first + 1].start, name.head.end)
            yield Candidate(name.first + 1, name.last, span, "", "tagger", [], head.value, name.first)
        else:
            yield Candidate(name.first, name.last, name.head, "", "tagger")


def _listed(document: Document, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Unknown names joined to a candidate: "حرض وحيران" ("Harad and Hayran")."""
    for candidate in found:
        at = candidate.last
        if at < len(document.tokens) and document.classes[at] == "noun":
            prefix = proclitics(document.tokens[at].fold)
            if "conj" in PARTS.get(prefix, ()):
                start = document.tokens[at].at(len(prefix))
                yield Candidate(at, at + 1, Span(start, document.tokens[at].end), prefix, "list")


def _clustered(document: Document) -> Iterator[Candidate]:
    """Unknown words whose cluster holds many place names, where a preposition stands before or on them."""
    for at in document.where(_like_places):
        token = document.tokens[at]
        if token.kind != "word" or document.classes[at] != "noun":
            continue
        prefix = proclitics(token.fold)
        if "prep" in PARTS.get(prefix, ()) or (at and document.classes[at - 1] in ("prep", "sign")):
            yield Candidate(at, at + 1, Span(token.at(len(prefix)), token.end), prefix, "cluster")


@kept
def _like_places(word: str) -> bool:
    """Whether the cluster of a folded word holds many place names."""
    return place_share().get(cluster(word)[1], 0.0) >= _LEAST_KNOWN


@cache
def place_share() -> dict[str, float]:
    """For each fine cluster the share of its words that are gazetteer names."""
    names = gazetteer()
    size = Counter(fine for _, (_, fine) in clustered_words())
    known = Counter(fine for word, (_, fine) in clustered_words() if names.has_word(word))
    return {fine: known[fine] / size[fine] for fine in size}
