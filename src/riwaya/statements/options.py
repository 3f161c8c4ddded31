"""The possible speakers of a cue: mentions of its sentence, earlier voices, subjects told just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from riwaya.mentions.names.describe import Identity, describe
from riwaya.mentions.names.name import Name
from riwaya.statements.candidates import Candidate
from riwaya.statements.carry import Memory, Voice, agreement
from riwaya.statements.cues import closed
from riwaya.statements.holders import holder, unknown_name
from riwaya.statements.opening import Opening
from riwaya.statements.proposal import Stretch
from riwaya.statements.view import View, sense
from riwaya.text.document import Document
from riwaya.text.marks import ABBREVIATIONS
from riwaya.text.wordclass import possible_forms

_RECENT = 5
_BACK = 2
OWN = frozenset({"model", "rule", "name"})


@dataclass(slots=True)
class Option:
    """A possible speaker: a mention (tokens) with where it comes from, and who it is."""

    mention: Stretch
    origins: set[str]
    kind: str
    agrees: frozenset[str]
    bare: str = ""
    identity: Identity | None = None
    rank: int = 0
    by: str = ""
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known where a cue is read: its sentence's other cues, its opening, the roles found for it,
    who spoke before."""

    others: Sequence[Candidate]
    opening: Opening
    speaker: Stretch | None
    rule: Stretch | None
    content: Stretch | None
    contents: Sequence[Stretch]
    spoken: Sequence[Voice]
    memory: Memory


def options(seen: View, names: Sequence[Name], cue: Candidate, scene: Scene) -> list[Option]:
    """The possible speakers of `cue`: mentions of its sentence in text order, then earlier voices and
    subjects."""
    document = seen.document
    found = _mentions(seen, names, cue, scene)
    for origin, stretch in (("model", scene.speaker), ("rule", scene.rule)):
        if stretch is None or document.tokens[stretch[0]].fold in closed("no_speaker"):
            continue
        if origin == "model" or _same_start(scene) or not _is_said(seen, stretch[0]):
            _join(document, found, _with_name(document, _without_particle(seen, stretch)), origin)
    _add_voices(found, scene)
    known = {o.bare for o in found}
    for name in _subjects_before(seen, names, cue):
        if name.bare not in known:
            found.append(_of_name(document, name, "subject"))
    return found


def _same_start(scene: Scene) -> bool:
    """Whether the model proposes the speaker that the rule does."""
    return scene.speaker is not None and scene.rule is not None and scene.speaker[0] == scene.rule[0]


def _is_said(seen: View, i: int) -> bool:
    """Whether token `i` is what is said or done rather than who says it: a verbal noun, a noun of speech.
    "أكد التزام المنظمة" ("affirmed the organisation's commitment") has no subject of its own.

    Of 94 such mentions that the rule alone proposes, in two of five coded reports, 6 were speakers.
    """
    token = seen.document.tokens[i]
    return token.kind == "word" and ("masdar" in possible_forms(token.fold) or bool(sense(token.fold)))


def _mentions(seen: View, names: Sequence[Name], cue: Candidate, scene: Scene) -> list[Option]:
    sentence = cue.sentence
    found: list[Option] = []
    inside = [n for n in names if n.first < sentence.last and n.last > sentence.first]
    for n, name in enumerate(inside):
        if name.first < cue.last and cue.first < name.last:
            continue
        end = scene.opening.at if scene.opening.kind != "none" and name.first >= cue.last else name.last
        proposed = scene.speaker if scene.speaker and abs(scene.speaker[0] - name.first) <= 1 else None
        held = holder(seen, name, inside[n + 1 :], end, proposed)
        option = _of_name(seen.document, name, "name", held)
        if held is None and name.by.startswith("title:") and end > name.last:
            _hold(seen.document, option, unknown_name(seen, name.last, end, proposed))
        found.append(option)
    return found


def _add_voices(found: list[Option], scene: Scene) -> None:
    """Add those who spoke last, each once, the latest first; one whose mention is there already is marked
    instead."""
    here = {o.bare for o in found if o.bare}
    recent: dict[str, Voice] = {}
    for voice in reversed(scene.memory.voices):
        if len(recent) < _RECENT:
            recent.setdefault(voice.identity.bare, voice)
    spoken = {v.identity.bare for v in scene.spoken}
    for rank, (bare, voice) in enumerate(recent.items()):
        origin = "spoken" if bare in spoken else "voice"
        twin = next((o for o in found if o.mention == voice.mention), None)
        if twin is not None:
            twin.origins.add(origin)
            twin.rank, twin.voice = rank, voice
            continue
        if bare in here:
            next(o for o in found if o.bare == bare).origins.add("known")
        kind = voice.identity.kind
        option = Option(voice.mention, {origin}, kind, voice.agrees, bare, voice.identity, rank, voice=voice)
        found.append(option)


def _of_name(document: Document, name: Name, origin: str, holder: Name | None = None) -> Option:
    mention = (name.first, holder.last if holder else name.last)
    option = Option(mention, {origin}, name.kind, _agreement(document, mention, name), name.bare, by=name.by)
    if holder is not None:
        option.bare, option.kind, option.by = holder.bare, "person", "held"
        role = name.role or name.span.cut(document.text)
        option.identity = replace(describe(document, holder.first, holder.last, (holder,)), role=role)
    return option


def _agreement(document: Document, mention: Stretch, name: Name) -> frozenset[str]:
    titled = name.by.startswith("title:") or (name.kind == "person" and name.head.start > name.span.start)
    return agreement(document, mention, name.kind, titled=titled)


def _hold(document: Document, option: Option, called: Stretch | None) -> None:
    """Give a title the name of its bearer."""
    if called is None:
        return
    role = option.bare
    option.bare, option.kind, option.by = document.cut(*called), "person", "held"
    option.mention = (option.mention[0], called[1])
    option.identity = Identity(option.bare, "person", role, None, document.span(*called))


def _without_particle(seen: View, stretch: Stretch) -> Stretch:
    """The stretch without a particle before its first noun: "أما المسؤول" ("as for the official"), and
    without what befell the speaker: "الموقوف أمام القاضي" ("the detainee before the judge")."""
    first, last = stretch
    while first < last - 1 and seen.label[first] in ("particle", "aux", "comma", "quote"):
        first += 1
    tokens = seen.document.tokens
    ends = (i for i in range(first + 1, last) if tokens[i].fold in closed("ends_speaker"))
    return first, next(ends, last)


def _with_name(document: Document, stretch: Stretch) -> Stretch:
    """The stretch with the name after a shortened title that it ends in: "د" is not all of "د. سالم"."""
    last = stretch[1]
    tokens = document.tokens
    shortened = last - stretch[0] == 1 and tokens[last - 1].fold in ABBREVIATIONS
    if shortened and last + 1 < len(tokens) and tokens[last].text == "." and tokens[last + 1].kind == "word":
        return stretch[0], last + 2
    return stretch


def _join(document: Document, found: list[Option], stretch: Stretch, origin: str) -> None:
    """Add a proposed stretch: to the first mention inside it that begins where it begins, else as an
    option of its own."""
    for option in found:
        first, last = option.mention
        if (
            first < stretch[1]
            and stretch[0] < last
            and (abs(first - stretch[0]) <= 1 or first <= stretch[0] < last)
        ):
            option.origins.add(origin)
            if first <= stretch[0]:
                return
            option.mention = (stretch[0], max(last, stretch[1]))
            option.bare = ""
            return
    found.append(Option(stretch, {origin}, "none", agreement(document, stretch, "none")))


def _subjects_before(seen: View, names: Sequence[Name], cue: Candidate) -> list[Name]:
    """Names that follow a verb, or open their sentence, in the sentences just before."""
    document = seen.document
    low = document.sentences[max(0, cue.sentence.index - _BACK)].first
    return [n for n in names if low <= n.first < cue.sentence.first and is_subject(seen, n.first)]


def is_subject(seen: View, first: int) -> bool:
    """Whether a mention stands where a subject stands: after a verb or at the head of its sentence."""
    sentence = seen.document.sentences[seen.document.sentence_index[first]]
    before = first - 1
    while before >= sentence.first and seen.label[before] in ("quote", "particle", "hash", "aux"):
        before -= 1
    return before < sentence.first or seen.label[before] == "verb"
