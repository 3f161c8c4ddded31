"""A document as the event layer sees it: senses, clusters, names and places at every token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from sys import intern

from riwaya.events.candidates import Candidate, find_candidates
from riwaya.events.letters import ALEF, ARTICLE, HAA, PLURAL_NOUNS
from riwaya.events.relations import Standing, govern
from riwaya.events.senses import senses
from riwaya.mentions.names.name import Name
from riwaya.model import Place, Statement, Time
from riwaya.rules.kept import kept, kept_with
from riwaya.rules.tables import table
from riwaya.text.clitics import Variant
from riwaya.text.clusters import cluster
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.marks import COMMA
from riwaya.text.sentences import Sentence
from riwaya.text.wordclass import is_definite


@dataclass(frozen=True, slots=False)
class Scene:
    """The document with what other layers found in it. All lists are by token."""

    document: Document
    names: Sequence[Name]
    places: Sequence[Place]
    times: Sequence[Time]
    statements: Sequence[Statement]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """What may be a trigger."""
        return find_candidates(self.document)

    @cached_property
    def senses(self) -> list[frozenset[str]]:
        """The senses of each token, less what a word before it takes away ("الدفاع الجوي", "air defence", is
        no aircraft)."""
        folds = self.document.folds
        found = list(map(senses, folds))
        for i in self.document.where(_may_block):
            token = self.document.tokens[i]
            if token.kind != "word":
                continue
            taken = sense_blocks().get(token.parted.stem.removeprefix(ARTICLE))
            if taken:
                for j in range(i + 1, min(i + 3, len(found))):
                    found[j] = found[j] - {taken}
        return found

    @cached_property
    def classes(self) -> list[str]:
        """The word classes, with names and places taken for the nouns that they are."""
        found: list[str] = list(self.document.classes)
        for i, kind in enumerate(found):
            if kind in ("verb", "participle") and (
                self.place_at[i] is not None or self.name_kind[i] not in ("", "unnamed")
            ):
                found[i] = "noun"
        for candidate in self.candidates:
            if found[candidate.first] != "verb" and all(
                r.form in ("past", "present", "light") for r in candidate.readings
            ):
                found[candidate.first] = "verb"
        return found

    @cached_property
    def candidate_at(self) -> dict[int, Candidate]:
        """The candidates by their first token."""
        return {candidate.first: candidate for candidate in self.candidates}

    @cached_property
    def told(self) -> list[Sentence]:
        """The sentences with a candidate: nothing is asked of the others."""
        sentences, index = self.document.sentences, self.document.sentence_index
        return [sentences[n] for n in sorted({index[c.first] for c in self.candidates})]

    @cached_property
    def standing(self) -> list[Standing]:
        """Where each token of a sentence with a candidate stands in it (see `govern`)."""
        found = [_NOWHERE] * len(self.document.tokens)
        for s in self.told:
            found[s.first : s.last] = govern(self.document, self.classes, s.first, s.last)
        return found

    @cached_property
    def marks(self) -> list[tuple[str, ...]]:
        """What each token of a sentence with a candidate shows by itself (see `word_marks`)."""
        found: list[tuple[str, ...]] = [()] * len(self.document.tokens)
        for s in self.told:
            for i in range(s.first, s.last):
                token = self.document.tokens[i]
                if token.kind == "word":
                    found[i] = word_marks(token.fold, token.parted)
                else:
                    found[i] = ("number",) if token.kind == "number" else (f"sign={token.fold[0]}",)
        return found

    @cached_property
    def name_kind(self) -> list[str]:
        """The kind of the name that each token stands in, "" outside; an armed name wins over what holds
        it."""
        kinds = [""] * len(self.document.tokens)
        for name in self.names:
            if name.kind == "place":
                continue
            for i in range(name.first, name.last):
                kinds[i] = name.kind
        return kinds

    @cached_property
    def name_start(self) -> dict[int, Name]:
        """Names by their first token."""
        return {name.first: name for name in self.names}

    @cached_property
    def place_at(self) -> list[Place | None]:
        """The place that each token stands in."""
        found: list[Place | None] = [None] * len(self.document.tokens)
        for place in self.places:
            first, last = self.document.tokens_of(place.span)
            for i in range(first, last):
                found[i] = place
        return found

    @cached_property
    def in_statement(self) -> list[str]:
        """The act of the innermost statement whose content holds each token, "" outside; "cue" on cues."""
        acts = [""] * len(self.document.tokens)
        for statement in sorted(self.statements, key=lambda s: -s.span.length):
            first, last = self.document.tokens_of(statement.span)
            acts[first:last] = [statement.act] * (last - first)
        for statement in self.statements:
            if statement.cue is not None:
                first, last = self.document.tokens_of(statement.cue)
                acts[first:last] = ["cue"] * (last - first)
        return acts

    @cached_property
    def speech(self) -> list[int]:
        """The innermost statement whose content holds each token, by its number from the longest on; -1
        outside."""
        found = [-1] * len(self.document.tokens)
        for number, statement in enumerate(sorted(self.statements, key=lambda s: -s.span.length)):
            first, last = self.document.tokens_of(statement.span)
            found[first:last] = [number] * (last - first)
        return found

    @cached_property
    def clause(self) -> list[int]:
        """A clause number by token: commas, semicolons, complementisers, relatives and sentence ends open a
        new one."""
        numbers, number = [], 0
        ends = {s.first for s in self.document.sentences}
        for i, (token, kind) in enumerate(zip(self.document.tokens, self.classes, strict=True)):
            if i in ends or kind in ("comp", "rel") or (token.kind == "sign" and token.text[0] in COMMA):
                number += 1
            numbers.append(number)
        return numbers


_NOWHERE = Standing("", 0, 0)


@cache
def sense_blocks() -> dict[str, str]:
    """Folded words and the sense that they take from the next two."""
    return {fold_word(word): sense for word, sense in table("frames/sense_blocks.tsv", "word", "sense")}


@kept
def _may_block(word: str) -> bool:
    """Whether a word that takes a sense from the next two may be part of a folded word."""
    return any(blocking in word for blocking in sense_blocks())


@kept_with
def word_marks(word: str, part: Variant) -> tuple[str, ...]:
    """What a parted word shows by itself: clusters, senses, article, clitics, ending. No letters of its
    stem."""
    prefix, stem, suffix = part
    coarse, fine = cluster(stem)
    marks = [f"c={coarse}", f"F={fine}", f"cl={prefix}", f"pr={bool(suffix):d}"]
    marks += [f"s={s}" for s in sorted(senses(word))]
    marks.append("def" if is_definite(stem) else "indef")
    if stem.endswith(HAA):
        marks.append("fem")
    elif stem.endswith(PLURAL_NOUNS):
        marks.append("plur")
    elif stem.endswith(ALEF):
        marks.append("acc")
    return tuple(map(intern, marks))
