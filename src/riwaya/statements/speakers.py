"""Whose words they are: every mention and every earlier voice that could be a cue's speaker, and the choice among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from riwaya.mentions.names.describe import Identity, describe
from riwaya.mentions.names.name import Name
from riwaya.mentions.names.resolve import name_words
from riwaya.rules.decider import Decider, bucket
from riwaya.statements.candidates import Candidate
from riwaya.statements.carry import Memory, Voice, agreement, spoken_by
from riwaya.statements.cues import closed
from riwaya.statements.features import View
from riwaya.statements.opening import Opening
from riwaya.statements.proposal import Stretch
from riwaya.text.document import Document
from riwaya.text.marks import ABBREVIATIONS
from riwaya.text.wordclass import is_definite

_RECENT = 5
_BACK = 2
_GAP = 2
_OPPOSITE = {"m": frozenset("f"), "f": frozenset("m")}
_OWN = frozenset({"model", "rule", "name"})


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


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known where a cue is read: its sentence's other cues, its opening, the roles found for it, who spoke before."""

    others: Sequence[Candidate]
    opening: Opening
    speaker: Stretch | None
    rule: Stretch | None
    content: Stretch | None
    contents: Sequence[Stretch]
    spoken: Sequence[Voice]
    memory: Memory


def options(seen: View, names: Sequence[Name], cue: Candidate, scene: Scene) -> list[Option]:
    """The possible speakers of `cue`, those of its sentence first, in text order, then earlier voices and subjects."""
    document, sentence = seen.document, cue.sentence
    found: list[Option] = []
    inside = [n for n in names if n.first < sentence.last and n.last > sentence.first]
    for n, name in enumerate(inside):
        if name.first < cue.last and cue.first < name.last:
            continue
        end = scene.opening.at if scene.opening.kind != "none" and name.first >= cue.last else name.last
        holder = _holder(seen, name, inside[n + 1 :], end)
        found.append(_of_name(document, name, cue, "name", holder))
    for origin, stretch in (("model", scene.speaker), ("rule", scene.rule)):
        if stretch is not None:
            _join(document, found, _with_name(document, stretch), origin, cue)
    here = {o.bare for o in found if o.bare}
    recent: list[Voice] = []
    for voice in reversed(scene.memory.voices):
        if len(recent) == _RECENT:
            break
        if voice.identity.bare not in {v.identity.bare for v in recent}:
            recent.append(voice)
    for rank, voice in enumerate(recent):
        spoke_here = any(v.identity.bare == voice.identity.bare for v in scene.spoken)
        origin = "spoken" if spoke_here else "voice"
        twin = next((o for o in found if o.mention == voice.mention), None)
        if twin is not None:
            twin.origins.add(origin)
            twin.rank = rank
            continue
        if voice.identity.bare in here:
            next(o for o in found if o.bare == voice.identity.bare).origins.add("known")
        found.append(
            Option(voice.mention, {origin}, voice.identity.kind, voice.agrees, voice.identity.bare, voice.identity, rank)
        )
    known = {o.bare for o in found}
    for name in _subjects_before(seen, names, cue):
        if name.bare not in known:
            found.append(_of_name(document, name, cue, "subject"))
    return found


def _of_name(document: Document, name: Name, cue: Candidate, origin: str, holder: Name | None = None) -> Option:
    mention = (name.first, holder.last if holder else name.last)
    option = Option(mention, {origin}, name.kind, agreement(document, mention, name.kind), name.bare, by=name.by)
    if holder is not None:
        option.bare, option.kind, option.by = holder.bare, "person", "held"
        role = name.role or name.span.cut(document.text)
        option.identity = replace(describe(document, holder.first, holder.last, (holder,)), role=role)
    return option


def _holder(seen: View, name: Name, following: Sequence[Name], end: int) -> Name | None:
    """The person named after a title that the names layer left alone: right after it ("مدير المرصد سالم الرفاعي"), or set
    off by a comma before the content opens at token `end` ("مدير المرصد في حلب، سالم الرفاعي، إن")."""
    if not name.by.startswith(("title:", "source:")):
        return None
    beside: list[Name] = []
    for other in following:
        if other.kind != "person" or other.by.startswith("title:"):
            continue
        gap = seen.label[name.last : other.first]
        words = {t.fold for t in seen.document.tokens[name.last : other.first]}
        if len(gap) <= _GAP and words & closed("naming"):
            return other
        if name.by.startswith("source:"):
            return other if not gap else None
        if len(gap) <= _GAP and all(x in ("noun", "quote", "bracket") for x in gap):
            return other
        if other.last <= end and seen.label[other.first - 1] == "comma" and "verb" not in gap:
            beside.append(other)
    return next((o for o in beside if end - o.last <= 1), beside[0] if beside else None)


def _with_name(document: Document, stretch: Stretch) -> Stretch:
    """The stretch with the name after a shortened title that it ends in: "د" is not all of "د. سالم"."""
    last = stretch[1]
    if last - stretch[0] == 1 and document.tokens[last - 1].fold in ABBREVIATIONS and last + 1 < len(document.tokens):
        if document.tokens[last].text == "." and document.tokens[last + 1].kind == "word":
            return stretch[0], last + 2
    return stretch


def _join(document: Document, found: list[Option], stretch: Stretch, origin: str, cue: Candidate) -> None:
    """Add a proposed stretch: to the first mention inside it that begins where it begins, else as an option of its own."""
    for option in found:
        first, last = option.mention
        if first < stretch[1] and stretch[0] < last and (abs(first - stretch[0]) <= 1 or first <= stretch[0] < last):
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


def option_features(seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], n: int) -> list[str]:
    """Features of the decision whether option `n` is the speaker of `cue`."""
    option = found[n]
    how = f"{cue.pattern}|{cue.form.kind}"
    origin = "+".join(sorted(option.origins))
    own = bool(option.origins & _OWN)
    anyone = "+".join(sorted({x for o in found for x in o.origins} & {"model", "rule", "spoken"}))
    f = ["b", f"o={origin}", f"o={origin}|{how}", f"o={origin}|any={anyone}", f"k={option.kind}", f"k={option.kind}|{how}"]
    f += [f"by={option.by}", f"by={option.by}|{origin}"]
    agrees = "y" if cue.form.agrees in option.agrees else ("?" if cue.form.agrees in ("", "s", "d") else "n")
    f += [f"a={agrees}|{origin}", f"a={agrees}|{how}", f"a={agrees}|{cue.form.agrees}|{option.kind}"]
    if own:
        f += _own_features(seen, cue, scene, found, n, how)
    else:
        ago = seen.document.sentence_index[cue.first] - seen.document.sentence_index[option.mention[0]]
        f += [f"rank={option.rank}|{origin}", f"rank={option.rank}|{how}|{agrees}", f"ago={bucket(ago)}|{origin}"]
        f.append(f"id={cue.cue.id}|{origin}|{option.rank}")
        f.append(f"conj={bool(cue.prefix)}|{origin}|{option.rank}|{agrees}")
        f.append(f"next={_after(seen, cue)}|{origin}|{option.rank}")
        f.append(f"sub={is_subject(seen, option.mention[0])}|{origin}")
    return f


def _own_features(
    seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], n: int, how: str
) -> list[str]:
    option = found[n]
    first, last = option.mention
    right = first >= cue.last
    side = "R" if right else "L"
    low, high = (cue.last, first) if right else (last, cue.first)
    between = [x for x in seen.label[low:high] if x not in ("hash", "quote", "bracket")]
    origin = "+".join(sorted(option.origins))
    f = [f"d={side}{bucket(len(between))}", f"d={side}{bucket(len(between))}|{how}", f"d={side}{bucket(len(between))}|{origin}"]
    past = scene.opening.kind != "none" and right and first >= scene.opening.at
    f.append(f"past={past}|{scene.opening.kind}|{side}|{how}")
    if scene.content is not None:
        f.append(f"in={scene.content[0] <= first < scene.content[1]}|{side}|{how}")
    f.append(f"inother={any(a <= first < b for a, b in scene.contents)}|{side}")
    owned = [o for o in found if o.origins & _OWN]
    order = sum(1 for o in owned if low <= o.mention[0] < high)
    f.append(f"nth={side}{min(order, 4)}|{how}")
    lead = seen.label[cue.first - 1] if cue.first > cue.sentence.first else "edge"
    f.append(f"lead={lead}|{side}{min(order, 2)}|{cue.form.kind}")
    if not right:
        heads = [o for o in owned if o.mention[0] < cue.first and is_subject(seen, o.mention[0])]
        head = "no" if not heads else ("first" if heads[0] is option else ("last" if heads[-1] is option else "other"))
        has = bool(scene.spoken) + 2 * (scene.speaker is not None)
        f += [f"head={head}|{has}|{cue.form.kind}", f"head={head}|{lead}|{cue.form.kind}", f"head={head}|{origin}|{cue.form.kind}"]
    marks = "".join(sorted({x[0] for x in between if x in ("comma", "verb", "rel", "comp", "prep", "quote", "colon")}))
    f += [f"btw={side}{marks}", f"btw={side}{marks}|{how}"]
    crossed = sum(1 for o in scene.others if min(last, cue.last) <= o.first < max(first, cue.first))
    f.append(f"cross={side}{min(crossed, 2)}|{how}")
    f.append(f"subject={is_subject(seen, first)}|{side}|{cue.form.kind}")
    before = seen.label[first - 1] if first > cue.sentence.first else "edge"
    f += [f"before={side}{before}", f"before={side}{before}|{how}", f"before={side}{before}|{option.kind}|{cue.form.kind}"]
    f += [f"{side}{x}" for x in seen.base[first] if x.startswith(("px", "c", "def", "vianoun", "fem"))]
    after = seen.label[last] if last < cue.sentence.last else "edge"
    f.append(f"after={side}{after}|{how}")
    f.append(f"id={cue.cue.id}|{side}{bucket(len(between))}")
    f.append(f"src={cue.cue.id}|{side}{before}|{min(order, 2)}")
    clitic = next((x for x in seen.base[first] if x.startswith("px_")), "")
    f.append(f"px={clitic}|{side}{min(order, 2)}|{cue.form.kind}")
    shown = "".join(sorted(option.agrees))
    if right and scene.opening.kind != "none" and not past:
        rivals = sum(1 for o in owned if cue.last <= o.mention[0] < scene.opening.at)
        clash = _OPPOSITE.get(cue.form.agrees) == option.agrees
        f.append(f"of={min(rivals, 3)}|{min(order, 2)}|{cue.cue.id}")
        f.append(f"of={min(rivals, 3)}|{min(order, 2)}|{clash}|{'addressee' in cue.cue.governs}|{scene.opening.kind}")
        f.append(f"clash={clash}|{cue.form.kind}|{option.kind}|{bool(scene.spoken or scene.memory.voices)}")
    f.append(f"g={shown}|{cue.form.agrees}|{cue.form.kind}|{side}")
    f.append(f"g={shown}|{cue.form.agrees}|{side}{len(between) == 0}|{origin}")
    f.append(f"j1={side}{min(len(between), 2)}|{marks}|{past}|{how}")
    f.append(f"j2={origin}|{side}{min(len(between), 2)}|{scene.opening.kind}|{cue.form.kind}")
    return f


def _after(seen: View, cue: Candidate) -> str:
    return seen.label[cue.last] if cue.last < cue.sentence.last else "edge"


def choose(
    seen: View, names: Sequence[Name], cue: Candidate, scene: Scene, model: Decider | None
) -> Voice | None:
    """The speaker of `cue` among the options; None where nobody can be it."""
    found = options(seen, names, cue, scene)
    if not found:
        return None
    if model is None:
        best = next((o for o in found if "rule" in o.origins or "model" in o.origins), None)
        if best is None:
            return scene.spoken[-1] if scene.spoken else scene.memory.recall(cue)
    else:
        n, _ = model.best([option_features(seen, cue, scene, found, n) for n in range(len(found))])
        best = found[n]
    return as_voice(seen.document, names, best, cue, scene.memory)


def as_voice(document: Document, names: Sequence[Name], option: Option, cue: Candidate, memory: Memory) -> Voice:
    """The option as a voice, described in the light of who has spoken."""
    identity = option.identity or describe(document, *option.mention, names)
    identity = _in_context(document, option, identity, memory)
    return Voice(identity, option.mention, spoken_by(option.agrees, option.mention, cue))




def _in_context(document: Document, option: Option, identity: Identity, memory: Memory) -> Identity:
    """Who a title or "the statement" alone means among those who have spoken.

    "رئيس اللجنة" ("the head of the committee") is the person who spoke under that title; "البيان" ("the statement") is
    the voice last heard, unless the names layer finds in it one who has spoken.
    """
    voices = memory.voices[::-1]
    if option.by.startswith("title:") and identity.kind in ("person", "unnamed"):
        words = set(name_words(identity.bare))
        for voice in voices:
            role = voice.identity.role
            if role and words and words <= set(name_words(role)) and voice.identity.bare != identity.bare:
                return voice.identity
    first, last = option.mention
    if option.by == "document:statement" and last - first == 1 and is_definite(document.tokens[first].fold):
        if identity.bare not in {v.identity.bare for v in voices}:
            return next((v.identity for v in voices if v.identity.kind not in ("media", "document")), identity)
    return identity
