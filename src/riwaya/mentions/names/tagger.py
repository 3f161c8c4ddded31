"""The trained tagger: which words of a report are names of persons, bodies and places."""

from __future__ import annotations

import struct
from functools import cache, lru_cache
from pathlib import Path

import pycrfsuite

from riwaya.mentions.names.features import OFFSETS, Context, context, context_features, word_features
from riwaya.mentions.names.lexicon import Hit
from riwaya.rules.decider import MODELS, has_decider
from riwaya.rules.kept import WORDS_KEPT
from riwaya.text.document import Document

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_DICTIONARY = struct.Struct("<4sIIIII")


def attributes(model: Path) -> frozenset[str]:
    """The feature strings that a CRFsuite model has weights for, read from its attribute dictionary.

    The layout is CRFsuite's own: a header of twelve words with the dictionary's offset as the tenth, and in
    the
    dictionary ("CQDB") an array of offsets to records of id, length, name.
    """
    raw = model.read_bytes()
    at = _HEADER.unpack_from(raw)[9]
    _, _, _, _, count, back = _DICTIONARY.unpack_from(raw, at)
    found = []
    for (offset,) in struct.iter_unpack("<I", raw[at + back : at + back + 4 * count]):
        if offset:
            _, size = struct.unpack_from("<II", raw, at + offset)
            found.append(raw[at + offset + 8 : at + offset + 7 + size].decode())
    return frozenset(found)


Known = dict[str, bytes]  # feature → itself as the model holds it: every row shares these
Row = tuple[bytes, ...]


class Keep(dict[Context, Row]):
    """Context → its features that the model has weights for, worked out when first asked."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, key: Context) -> Row:
        self[key] = tuple(self._known[f] for f in context_features(key) if f in self._known)
        return self[key]


class NameTagger:
    """The model with, for each word form, only the features that it has weights for: the rest cannot change
    a tag."""

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        # Bytes that all rows share take less memory than strings made anew, and are set a quarter faster.
        self._known: Known = {f: f.encode() for f in attributes(path)}
        self._around = lru_cache(maxsize=WORDS_KEPT)(self._views)
        self._seen = Keep(self._known)
        self._edges = {
            o: tuple(self._known[f] for f in (f"{o}edge",) if f in self._known) for o, _ in OFFSETS
        }

    def _views(self, word: str, kind: str) -> tuple[Row, ...]:
        """The known features of a word as seen from the token two before it, one before it, itself, and
        after."""
        views, known = word_features(word, kind), self._known
        return tuple(tuple(known[k] for f in views[view] if (k := f"{o}{f}") in known) for o, view in OFFSETS)

    def tag(self, document: Document, listed: list[str]) -> list[str]:
        """An IOB2 tag (PER, LOC, ORG, MISC) for every token; `listed` marks the tokens of listed actors."""
        tags: list[str] = []
        for sentence in document.sentences:
            tags += self._tagger.tag(self._rows(document, sentence.first, sentence.last, listed))
        return tags

    def _rows(self, document: Document, first: int, last: int, listed: list[str]) -> list[Row]:
        views = [self._around(t.fold, t.kind) for t in document.tokens[first:last]]
        before, after = self._edges[-1], self._edges[1]
        n = len(views)
        rows = []
        looks = context(document.tokens[first:last], self._seen)
        for i, (view, around) in enumerate(zip(views, looks, strict=True)):
            row = view[2] + (views[i - 1][1] if i else before) + (views[i + 1][3] if i + 1 < n else after)
            if i > 1:
                row += views[i - 2][0]
            if i + 2 < n:
                row += views[i + 2][4]
            if listed[first + i]:
                row += (b"g=" + listed[first + i].encode(),)
            if i + 1 < n and listed[first + i + 1]:
                row += (b"g1=" + listed[first + i + 1].encode(),)
            rows.append(row + around)
        return rows


@cache
def name_tagger() -> NameTagger | None:
    """The shipped tagger, opened once a process; None where it is not installed: the lists then work alone.
    The shipped tagger, opened once a process; None where it is not installed: the lists then work alone."""
    return NameTagger(MODELS / "names.crfsuite") if has_decider("names") else None


def listed_marks(size: int, actors: list[Hit]) -> list[str]:
    """B-ac and I-ac on the tokens of the longest listed actors, "" elsewhere: what the tagger was trained
    with."""
    found = [""] * size
    free = 0
    for hit in actors:
        if hit.first >= free:
            found[hit.first : hit.last] = ["B-ac"] + ["I-ac"] * (hit.last - hit.first - 1)
            free = hit.last
    return found
