"""A document as the deciders of statements see it: classes, clusters, names by token; never a word form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from sys import intern

from riwaya.mentions.names.name import Name
from riwaya.model import Time
from riwaya.rules.decider import bucket
from riwaya.rules.kept import kept
from riwaya.rules.tables import rows
from riwaya.statements.cues import WORDS, closed, cue_readings
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun, written_on
from riwaya.text.clusters import cluster
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.marks import COLON, COMMA, QUOTES, SENTENCE_END
from riwaya.text.wordclass import is_definite, possible_forms


@kept
def word_features(word: str) -> tuple[str, ...]:
    """Classes of a folded word by itself: clusters, possible verb forms, clitics, ending."""
    coarse, fine = cluster(word)
    found = [f"c{coarse}", f"f{fine}"]
    if is_definite(word):
        found.append("def")
    kinds = possible_forms(word)
    found += sorted(f"vf_{kind}" for kind in kinds)
    if word in closed("complementiser"):
        found.append("compl")
    if word in closed("report_resumes"):
        found.append("resume")
    if word in VIA_NOUNS:
        found.append("vianoun")
    meant = sense(word)
    if meant:
        found.append("n_" + meant)
    prefix = next((p for p in reversed(written_on(word)) if len(word) > len(p) + 1), "")
    if prefix:
        found.append("px_" + "+".join(sorted(PARTS[prefix])))
    readings = cue_readings(word)
    if readings:
        found.append(f"q_{readings[0].form.kind}")
    found.append("l" + bucket(len(word)))
    if word.endswith(_FEMININE):
        found.append("fem")
    elif word.endswith(_PLURAL):
        found.append("plu")
    return tuple(map(intern, found))


@cache
def _senses() -> dict[str, str]:
    found: dict[str, str] = {}
    for noun, meant in rows("cues/nouns_after.tsv", "noun", "sense"):
        for ending in ("", *ACCUSATIVE):
            found.setdefault(fold_word(noun) + ending, meant)
    return found


@kept
def sense(word: str) -> str:
    """What a noun beside a cue tells of the verb's meaning (data/cues/nouns_after.tsv), or ""."""
    table = _senses()
    for prefix, stem, _ in (*variants(word), *variants_before_pronoun(word)):
        if PARTS[prefix] <= _NOMINAL and stem in table:
            return table[stem]
    return ""


_NOMINAL = frozenset({"conj", "prep", "article"})
ACCUSATIVE = tuple(WORDS["agreement"]["accusative_ending"])
VIA_NOUNS = frozenset(fold_word(w) for w in WORDS["via"]["nouns"])
_FEMININE = tuple(WORDS["agreement"]["feminine_noun_ending"])
_PLURAL = tuple(WORDS["agreement"]["plural_noun_ending"])


HASH, BRACKETS = frozenset("#"), frozenset("()[]{}")


def sign_class(text: str) -> str:
    """The class of a punctuation mark."""
    for name, marks in (
        ("comma", COMMA),
        ("colon", COLON),
        ("quote", QUOTES),
        ("stop", SENTENCE_END),
        ("hash", HASH),
        ("bracket", BRACKETS),
    ):
        if text in marks:
            return name
    return "stop" if text[0] in SENTENCE_END else "sign"


# The labels of tokens as numbers, for trees; "edge" is past the sentence.
_LABELS = (
    "edge", "noun", "verb", "participle", "prep", "number", "pron", "dem", "particle", "comp", "rel", "aux",
    "neg", "comma", "colon", "quote", "stop", "hash", "bracket", "sign",
)  # fmt: skip
LABEL = {name: float(n) for n, name in enumerate(_LABELS)}


@dataclass(frozen=True, slots=True)
class View:
    """A document as the deciders see it: `label[i]` is the class of token `i`, `named[i]` the kind of the
    name that covers it with B or I before it, or "", `loose` the paragraphs that end without a full stop
    where most others have one: headings and links; `timed` the token after each time, by its first."""

    document: Document
    label: list[str]
    named: list[str]
    loose: frozenset[int]
    timed: Mapping[int, int]

    def by_itself(self, i: int) -> tuple[str, ...]:
        """The features of token `i` by itself; none for a sign or a number."""
        token = self.document.tokens[i]
        return word_features(token.fold) if token.kind == "word" else ()


def view(document: Document, names: Sequence[Name], times: Sequence[Time] = ()) -> View:
    """The view of a document."""
    label: list[str] = [
        sign_class(token.text) if kind == "sign" else kind
        for token, kind in zip(document.tokens, document.classes, strict=True)
    ]
    named = [""] * len(label)
    for name in names:
        for i in range(name.first, min(name.last, len(named))):
            named[i] = ("B" if i == name.first else "I") + name.kind
    timed = dict(document.tokens_of(time.span) for time in times)
    return View(document, label, named, _loose(document, label), timed)


def _loose(document: Document, label: Sequence[str]) -> frozenset[int]:
    """The paragraphs of one sentence that ends without a full stop or a quotation mark, unless most are
    such."""
    last: dict[int, list[int]] = {}
    for sentence in document.sentences:
        last.setdefault(sentence.paragraph, []).append(sentence.last)
    loose = frozenset(
        p for p, ends in last.items() if len(ends) == 1 and label[ends[0] - 1] not in ("stop", "quote")
    )
    return loose if 2 * len(loose) <= len(last) else frozenset()
