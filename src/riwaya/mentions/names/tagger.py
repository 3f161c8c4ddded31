"""The trained tagger: which words of a report are names of persons, bodies and places."""

from __future__ import annotations

from functools import cache
from itertools import repeat

from riwaya.mentions.names.features import OFFSETS, Look, context, context_features, look, word_features
from riwaya.mentions.names.lexicon import Hit
from riwaya.rules.decider import Decider, decider, has_decider
from riwaya.rules.kept import kept_by_all, kept_with
from riwaya.text.document import Document
from riwaya.text.tokens import Token

_NAME = "names"


class NameTagger:
    """The model with, for each word form, what it weighs as the word itself and as a neighbour."""

    def __init__(self, model: Decider) -> None:
        self._model = model
        weigh = model.chain.packed
        self._places = [(model.weights.under(str(offset)), view) for offset, view in OFFSETS]
        self._around = kept_with(self._views)
        self._context = kept_by_all(lambda *seen: weigh(context_features(*seen)))
        self._before, self._after = weigh(["-1edge"]), weigh(["1edge"])
        marks = ("", *(f"{place}-{kind}" for kind in ("ac", "me") for place in "BI"))
        self._listed = {mark: weigh([f"g={mark}"] if mark else ()) for mark in marks}
        self._listed_next = {mark: weigh([f"g1={mark}"] if mark else ()) for mark in marks}

    def _views(self, word: str, kind: str) -> tuple[int, int, int, int, int, Look]:
        """What a word weighs as seen from the token two before it, one before it, itself, and after; and what
        it shows in its context."""
        views = word_features(word, kind)
        far, near, own, after, far_after = [
            sum(map(known.get, views[view], repeat(0))) for known, view in self._places
        ]
        return far, near, own, after, far_after, look(word, kind)

    def tag(self, document: Document, listed: list[str]) -> list[str]:
        """An IOB2 tag (PER, LOC, ORG, MISC) for every token; `listed` marks the tokens of listed actors."""
        tags: list[str] = []
        for sentence in document.sentences:
            first, last = sentence.first, sentence.last
            tags += self._model.chain.best(self._sums(document.tokens[first:last], listed[first:last]))
        return tags

    def _sums(self, tokens: list[Token], listed: list[str]) -> list[int]:
        """The packed sum of each token of a sentence."""
        around = self._around
        second_before, before, own, after, second_after, looks = zip(
            *[around(t.fold, t.kind) for t in tokens], strict=True
        )
        n = len(own)
        sums = [
            sum(parts)
            for parts in zip(
                own,
                (self._before, *before[:-1]),
                (*after[1:], self._after),
                (0, 0, *second_before[:-2])[:n],
                (*second_after[2:], 0, 0)[:n],
                context(looks, self._context),
                strict=True,
            )
        ]
        if any(listed):
            for i, mark in enumerate(listed):
                if mark:
                    sums[i] += self._listed[mark]
                    if i:
                        sums[i - 1] += self._listed_next[mark]
        return sums


@cache
def name_tagger() -> NameTagger | None:
    """The shipped tagger, opened once a process; None where it is not installed: lists then work alone."""
    return NameTagger(decider(_NAME)) if has_decider(_NAME) else None


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
