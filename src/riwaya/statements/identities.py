"""Who the chosen speaker is, in the light of who has spoken: titles, "the source", "the statement" alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from riwaya.mentions.names.compare import name_words
from riwaya.mentions.names.describe import Identity, describe
from riwaya.mentions.names.features import marks
from riwaya.mentions.names.grammar import DEMONSTRATIVES, SAME
from riwaya.mentions.names.name import Name
from riwaya.statements.candidates import Candidate
from riwaya.statements.carry import Voice, spoken_by
from riwaya.statements.cues import closed
from riwaya.statements.options import Option, Scene
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.wordclass import is_definite

_NEAR = 3  # voices back that "the official" alone may mean


def as_voice(
    document: Document, names: Sequence[Name], option: Option, cue: Candidate, scene: Scene
) -> Voice:
    """The option as a voice, described in the light of who has spoken."""
    identity = option.identity or describe(document, *option.mention, names)
    if option.mention[0] == cue.last and not option.by:
        identity = _whole(document, option, identity)
    voices = scene.memory.voices[::-1]
    if identity.bare not in {v.identity.bare for v in voices}:
        identity = _in_context(document, option, identity, voices)
    agrees = spoken_by(option.agrees, option.mention, cue)
    return Voice(identity, option.mention, agrees, cue.first, scene.content)


def _whole(document: Document, option: Option, identity: Identity) -> Identity:
    """An unknown name right after its verb, no conjunction taken off: in "قالت فاديا" ("Fadia said") the
    faa is the name's."""
    text = document.cut(*option.mention)
    taken_off = text.endswith(identity.bare) and text != identity.bare
    return replace(identity, bare=text) if taken_off else identity


def _in_context(document: Document, option: Option, identity: Identity, voices: Sequence[Voice]) -> Identity:
    """Who a title or "the statement" alone means among those who have spoken, the last one first.

    "رئيس اللجنة" ("the head of the committee") is the person who spoke under that title; "البيان" ("the
    statement") is the voice last heard.
    """
    first, last = option.mention
    titled = option.by.startswith("title:")
    person = next((v.identity for v in voices if v.identity.kind == "person"), None)
    if titled and person and _pointed_at(document, first):
        return person
    stood = _stands_for(document, option, identity, voices)
    if stood:
        return stood
    if titled and identity.kind in ("person", "unnamed"):
        words = set(name_words(identity.bare))
        for voice in voices:
            role = voice.identity.role
            if role and words and words <= set(name_words(role)):
                return voice.identity
    if titled and _leaves_open(document, option, identity) and voices:
        spoke = voices[0]
        index = document.sentence_index
        if (
            identity.kind == spoke.identity.kind == "person"
            and not spoke.identity.role
            and index[first] - index[spoke.at] <= 1
            and option.agrees & spoke.agrees
        ):
            return spoke.identity
    if option.by == "document:statement" and last - first == 1 and is_definite(document.tokens[first].fold):
        heard = (v.identity for v in voices if v.identity.kind not in ("media", "document"))
        return next(heard, identity)
    return identity


def _leaves_open(document: Document, option: Option, identity: Identity) -> bool:
    """Whether a title names nobody and is definite, so that it may take up who spoke: "مدرب الهلال" ("the
    coach of al-Hilal") after somebody spoke of whom nothing was told.

    Counted by eye in 484 coded reports 11 of 13; with statements of unnamed sources attributed +0.4 on the
    project's own codings, nothing on train.
    """
    words = [t.fold for t in document.tokens[option.mention[0] : option.mention[1]]]
    named = fold_word(identity.bare) != fold_word(document.cut(*option.mention))
    if named or closed("governs_mention") & set(words):
        return False
    return is_definite(words[0]) or (len(words) > 1 and is_definite(words[-1]))


def _pointed_at(document: Document, first: int) -> bool:
    """Whether "this" stands at token `first` or before it: "هذا الناطق" ("this spokesman")."""
    return any(t.fold in DEMONSTRATIVES for t in document.tokens[max(first - 1, 0) : first + 1])


def _stands_for(
    document: Document, option: Option, identity: Identity, voices: Sequence[Voice]
) -> Identity | None:
    """Who "the source", "the mother", "the official" alone is where nothing of that description came before:
    the last voice of its kind and gender."""
    first, last = option.mention
    pointing = SAME | DEMONSTRATIVES
    words = [t.fold for t in document.tokens[first:last] if t.kind == "word" and t.fold not in pointing]
    if len(words) != 1 or fold_word(identity.bare) != words[0]:
        return None
    if option.by == "source:source" and is_definite(words[0]):
        unnamed = (v.identity for v in voices if v.identity.kind == "unnamed")
        described = (x for x in unnamed if "un" in marks(fold_word(x.bare.split(" ")[0])))
        others = (v.identity for v in voices[:_NEAR] if v.identity.kind in ("organisation", "media"))
        return next(chain(described, others), None)
    for gender in ("m", "f"):
        if words[0] in closed(f"stand_ins_{gender}"):
            near = (v for v in voices[:_NEAR] if v.identity.kind in ("person", "unnamed"))
            return next((v.identity for v in near if gender in v.agrees), None)
    return None
