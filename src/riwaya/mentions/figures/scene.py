"""One sentence with its counts and its words of measures, and what stands between any two places of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from riwaya.mentions.figures.count import Count
from riwaya.mentions.figures.measures import Trigger
from riwaya.mentions.figures.words import SETS, SUBSET_PHRASES
from riwaya.rules.kept import kept
from riwaya.text.clitics import PARTS, variants
from riwaya.text.document import Document
from riwaya.text.marks import COLON, COMMA
from riwaya.text.segmenter import proclitics
from riwaya.text.sentences import Sentence
from riwaya.text.tokens import Token

_PARTING = COMMA | COLON | {"("}
_SUBSET_REACH = 3
_CHAIN_REACH = 9
_NAMED = (
    "partitive_pronoun",
    "subset",
    "others",
    "total",
    "negation",
    "possibility",
    "convicted",
    "between",
    "prep_of",
    "prep_to",
    "prep_on",
    "prep_about",
    "prep_in",
    "prep_with",
    "prep_after",
)


@kept
def word_names(word: str) -> tuple[str, ...]:
    """The lists of function words that a folded word stands in, proclitics before it allowed."""
    stems = {v.stem for v in variants(word) if PARTS[v.prefix] <= {"conj"}}
    return tuple(name for name in _NAMED if stems & SETS[name])


def conjoined(token: Token) -> bool:
    """Whether "and" or "so" is written on to the word."""
    return token.kind == "word" and "conj" in PARTS[proclitics(token.fold, token.text)]


class Scene:
    """One sentence with its counts and triggers, and running totals of what stands between any two places."""

    def __init__(
        self, document: Document, sentence: Sentence, counts: Sequence[Count], triggers: Sequence[Trigger]
    ) -> None:
        self.document, self.sentence, self.counts, self.triggers = document, sentence, counts, triggers
        self.first = sentence.first
        tokens, classes = document.tokens, document.classes
        inside = range(sentence.first, sentence.last)
        self.commas = _running(tokens[i].text in _PARTING for i in inside)
        self.verbs = _running(classes[i] == "verb" for i in inside)
        self.clauses = _running(classes[i] in ("comp", "rel") for i in inside)
        self.preps = _running(classes[i] == "prep" for i in inside)
        self.ands = _running(conjoined(tokens[i]) for i in inside)
        strong = {t.first for t in triggers if t.kind not in ("weak", "people")}
        self.strong = _running(i in strong for i in inside)
        begun = {c.first for c in counts if c.kind != "single"}
        self.begun = _running(i in begun for i in inside)
        self.anchor = [self._anchor(k) for k in range(len(counts))]

    def between(self, totals: list[int], first: int, last: int) -> int:
        """How many of `totals` stand at tokens `first` to `last` (exclusive)."""
        return totals[max(first, last) - self.first] - totals[first - self.first] if last > first else 0

    def _anchor(self, k: int) -> tuple[int, str]:
        """The earlier count that this one is part of or joined to ("subset", "joined"), or itself."""
        count = self.counts[k]
        for before in range(k - 1, -1, -1):
            other = self.counts[before]
            if other.last > count.first:
                continue
            gap = count.first - other.last
            if self.is_subset(count):
                return before, "subset"
            if count.person is not None and count.person.kind == "measure":
                return k, ""
            free = self.between(self.strong, other.last, count.first) == 0
            if free and gap <= _CHAIN_REACH and (gap == 0 or self._joined(count)):
                return before, "joined"
            return k, ""
        return k, ""

    def _joined(self, count: Count) -> bool:
        token = self.document.tokens[count.first]
        if "conj" in PARTS[count.prefix]:
            return True
        before = self.document.tokens[count.first - 1] if count.first > self.first else None
        return before is not None and (before.fold in SETS["and"] or "others" in word_names(token.fold))

    def is_subset(self, count: Count) -> bool:
        """Whether "among them" or the like stands right before the count."""
        tokens = self.document.tokens
        if count.first > self.first and tokens[count.first - 1].text in SETS["breakdown"]:
            return any(c.last == count.first - 1 for c in self.counts)
        if count.partitive and count.noun < 0 and tokens[count.last - 1].fold in SETS["partitive_pronoun"]:
            return True
        before = max((c.last for c in self.counts if c.last <= count.first), default=self.first)
        low = max(before, count.first - _SUBSET_REACH)
        for i in range(low, count.first):
            if tokens[i].fold in SETS["subset"] and (i == count.first - 1 or tokens[i + 1].text not in COMMA):
                return True
            for phrase in SUBSET_PHRASES:
                if (
                    tuple(t.fold for t in tokens[i : i + len(phrase)]) == phrase
                    and i + len(phrase) <= count.first
                ):
                    return True
        return False

    def is_part(self, k: int) -> bool:
        """Whether count `k` is a part of an earlier one, or joined to such a part: "بينهم 3 أطفال وامرأة"."""
        for _ in range(len(self.counts)):
            before, how = self.anchor[k]
            if how != "joined":
                return how == "subset"
            k = before
        return False

    def root(self, k: int) -> tuple[int, str]:
        """The first count of the chain that `k` hangs on and how it hangs on it."""
        how = self.anchor[k][1]
        seen = 0
        while self.anchor[k][0] != k and seen < 8:
            k, seen = self.anchor[k][0], seen + 1
        return k, how


def _running(flags: Iterable[bool]) -> list[int]:
    return [0, *accumulate(map(int, flags))]
