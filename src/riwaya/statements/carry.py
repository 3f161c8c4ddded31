"""Speakers that are not expressed: carried over from the speech so far, by agreement with the verb."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.mentions.names.describe import Identity
from riwaya.mentions.names.features import gender_of
from riwaya.mentions.names.grammar import without_article
from riwaya.mentions.names.titles import without_pronoun
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import WORDS, closed
from riwaya.text.document import Document
from riwaya.text.wordclass import closed_class, is_definite

FEMININE = tuple(WORDS["agreement"]["feminine_noun_ending"])
PLURAL = tuple(WORDS["agreement"]["plural_noun_ending"])
_REACH = 12
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who has spoken: who, where they were mentioned (tokens), what verbs agree with them (m, f, p),
    the token of the cue and the tokens of what was said."""

    identity: Identity
    mention: tuple[int, int]
    agrees: frozenset[str]
    at: int = -1
    said: tuple[int, int] | None = None


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


def agreement(
    document: Document, mention: tuple[int, int], kind: str, *, titled: bool = False
) -> frozenset[str]:
    """What verbs agree with a mention, read off its first noun, whether that is a title, and its kind:
    "المصادر" (f, p), "الوزارة" (f), "مسؤولون" (m, p), "موقع أمد" (m), "والده" (m, his father)."""
    first, last = mention
    words = [t for t in document.tokens[first:last] if t.kind == "word" and not closed_class(t.fold)]
    word = words[0].fold if words else ""
    if word in closed("plural_heads"):
        return frozenset("fp")
    if word.endswith(PLURAL) and len(word) > _SHORT and kind != "person":
        return frozenset("mp")
    if kind in ("media", "place"):
        return _outlet_agreement(without_article(word)) if kind == "media" else frozenset("fm")
    if kind == "person" and gender_of(word):
        return frozenset(gender_of(word))
    stem = without_article(word)
    if stem in closed("women"):
        return frozenset("f")
    if stem in closed("masculine_titles"):
        return frozenset("m")
    if titled and words:
        return frozenset("f" if without_pronoun(words[0]).endswith(FEMININE) else "m")
    if word.endswith(FEMININE) and (kind != "person" or (len(words) > 1 and is_definite(word))):
        return frozenset("f")
    return frozenset("m")


def _outlet_agreement(head: str) -> frozenset[str]:
    """A paper or agency is feminine, a site masculine; an outlet's bare name is either."""
    if head in closed("masculine_outlets"):
        return frozenset("m")
    return frozenset("f" if head.endswith(FEMININE) else "fm")


def spoken_by(agrees: frozenset[str], mention: tuple[int, int], candidate: Candidate) -> frozenset[str]:
    """The agreement of a voice once a verb stands before its mention, which says more than the noun: in
    "قالت رويترز" the agency is feminine from then on."""
    verb = candidate.form.agrees
    if (
        candidate.form.kind not in ("past", "present")
        or candidate.last > mention[0]
        or verb not in ("m", "f")
    ):
        return agrees
    if verb == "f" or ("f" in agrees and "m" in agrees):
        return agrees - {"m", "f"} | {verb}
    return agrees
