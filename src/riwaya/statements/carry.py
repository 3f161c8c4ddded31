"""Speakers that are not expressed: carried over from the speech so far, by agreement with the verb."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.mentions.names.describe import Identity
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import WORDS, closed
from riwaya.text.document import Document
from riwaya.text.wordclass import closed_class, is_definite

_FEMININE = tuple(WORDS["agreement"]["feminine_noun_ending"])
_PLURAL = tuple(WORDS["agreement"]["plural_noun_ending"])
_REACH = 12
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who has spoken: who, where they were mentioned (tokens), and what verbs agree with them (m,
    f, p)."""

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
        """Who speaks where `candidate` has no speaker of its own: the last voice that its verb agrees
        with, else the last."""
        recent = self.voices[-_REACH:]
        if not recent:
            return None
        wanted = candidate.form.agrees
        if candidate.form.kind in ("past", "present", "participle") and wanted in ("m", "f", "p"):
            for voice in reversed(recent):
                if wanted in voice.agrees:
                    return voice
        return recent[-1]


def agreement(document: Document, mention: tuple[int, int], kind: str) -> frozenset[str]:
    """What verbs agree with a mention, read off its first noun and its kind: "المصادر" (f, p), "الوزارة"
    (f), "مسؤولون" (m, p)."""
    first, last = mention
    words = [t for t in document.tokens[first:last] if t.kind == "word" and not closed_class(t.fold)]
    word = words[0].fold if words else ""
    if word in closed("plural_heads"):
        return frozenset("fp")
    if word.endswith(_PLURAL) and len(word) > _SHORT and kind != "person":
        return frozenset("mp")
    if kind in ("media", "place"):
        return frozenset("fm")
    if word.endswith(_FEMININE) and (kind != "person" or (len(words) > 1 and is_definite(word))):
        return frozenset("f")
    return frozenset("m")


def spoken_by(agrees: frozenset[str], mention: tuple[int, int], candidate: Candidate) -> frozenset[str]:
    """The agreement of a voice once a verb stands before its mention: a feminine verb says more than the
    noun."""
    verb = candidate.form.agrees
    if (
        candidate.form.kind in ("past", "present")
        and candidate.last <= mention[0]
        and verb == "f"
        and "f" not in agrees
    ):
        return agrees - {"m"} | {"f"}
    return agrees
