"""Speakers that are not expressed: carried over from the speech so far, by agreement with the verb."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.mentions.names.describe import Identity
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import WORDS, closed
from riwaya.text.document import Document
from riwaya.text.wordclass import closed_class

_FEMININE = tuple(WORDS["agreement"]["feminine_noun_ending"])
_PLURAL = tuple(WORDS["agreement"]["plural_noun_ending"])
_REACH = 12


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who has spoken: who, where they were mentioned (tokens), and what verbs agree with them (m, f, p)."""

    identity: Identity
    mention: tuple[int, int]
    agrees: frozenset[str]


@dataclass(slots=True)
class Memory:
    """The voices of a report in the order of their speaking."""

    voices: list[Voice] = field(default_factory=list)

    def add(self, voice: Voice) -> None:
        """Remember that `voice` has just spoken."""
        self.voices.append(voice)

    def recall(self, candidate: Candidate) -> Voice | None:
        """Who speaks where `candidate` has no speaker of its own: the last voice that its verb agrees with, else the last."""
        recent = self.voices[-_REACH:]
        if not recent:
            return None
        wanted = candidate.form.agrees
        if candidate.form.kind in ("past", "present", "participle") and wanted in ("m", "f", "p"):
            for voice in reversed(recent):
                if wanted in voice.agrees:
                    return voice
        return recent[-1]


def agreement(document: Document, mention: tuple[int, int], candidate: Candidate) -> frozenset[str]:
    """What verbs agree with a mention: from its first noun, and from the verb that stands before it."""
    first, last = mention
    head = next((i for i in range(first, last) if document.tokens[i].kind == "word" and not closed_class(document.tokens[i].fold)), first)
    word = document.tokens[head].fold
    found: set[str] = set()
    if word in closed("plural_heads"):
        found |= {"f", "p"}
    elif word.endswith(_PLURAL) and len(word) > 4:
        found |= {"p", "m"} if candidate.first > first else {"p"}
    if candidate.form.kind in ("past", "present") and candidate.last <= first:
        if not (found and candidate.form.agrees == "m"):
            found.add(candidate.form.agrees)
    elif not found:
        found.add("f" if word.endswith(_FEMININE) else "m")
    return frozenset(found)
