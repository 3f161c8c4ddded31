"""What the choice of a cue's speaker sees of a possible speaker: never a word form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.rules.decider import bucket
from riwaya.statements.candidates import Candidate
from riwaya.statements.carry import Voice
from riwaya.statements.options import OWN, Option, Scene, is_subject
from riwaya.statements.view import View

_MARKS = frozenset({"comma", "verb", "rel", "comp", "prep", "quote", "colon"})
_LONG_AGO = 4  # sentences
OPPOSITE = {"m": frozenset("f"), "f": frozenset("m")}


def option_features(seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], n: int) -> list[str]:
    """Features of the decision whether option `n` is the speaker of `cue`."""
    option = found[n]
    how = f"{cue.pattern}|{cue.form.kind}"
    origin = "+".join(sorted(option.origins))
    own = bool(option.origins & OWN)
    anyone = "+".join(sorted({x for o in found for x in o.origins} & {"model", "rule", "spoken"}))
    f = [
        "b",
        f"o={origin}",
        f"o={origin}|{how}",
        f"o={origin}|any={anyone}",
        f"k={option.kind}",
        f"k={option.kind}|{how}",
    ]
    f += [f"by={option.by}", f"by={option.by}|{origin}"]
    if own and not option.by:
        f += _unnamed_features(seen, option, origin)
    agrees = "y" if cue.form.agrees in option.agrees else ("?" if cue.form.agrees in ("", "s", "d") else "n")
    f += [f"a={agrees}|{origin}", f"a={agrees}|{how}", f"a={agrees}|{cue.form.agrees}|{option.kind}"]
    if own:
        f += _own_features(seen, cue, scene, found, n, how)
    else:
        ago = seen.document.sentence_index[cue.first] - seen.document.sentence_index[option.mention[0]]
        f += [
            f"rank={option.rank}|{origin}",
            f"rank={option.rank}|{how}|{agrees}",
            f"ago={bucket(ago)}|{origin}",
        ]
        f.append(f"id={cue.cue.id}|{origin}|{option.rank}")
        f.append(f"conj={bool(cue.prefix)}|{origin}|{option.rank}|{agrees}")
        f.append(f"next={_after(seen, cue)}|{origin}|{option.rank}")
        f.append(f"sub={is_subject(seen, option.mention[0])}|{origin}")

    if option.voice is not None:
        f += _voice_features(seen, cue, scene, option, option.voice, how, agrees)
    return f + _entity_features(scene, option, origin, how)


def _entity_features(scene: Scene, option: Option, origin: str, how: str) -> list[str]:
    """How often whom the option means has spoken so far."""
    voices = scene.memory.voices
    times = sum(1 for v in voices if v.identity.bare == option.bare) if option.bare else 0
    heard, often = bool(voices), bucket(times)
    own = bool(option.origins & OWN)
    return [
        f"times={often}|{origin}|{heard}",
        f"times={often}|{option.kind}|{heard}",
        f"times={bool(times)}|{how}|{heard}|{own}",
    ]


def _voice_features(
    seen: View, cue: Candidate, scene: Scene, option: Option, voice: Voice, how: str, agrees: str
) -> list[str]:
    """What an earlier voice has done: how long ago it spoke, how often, whether inside another's words."""
    voices = scene.memory.voices
    index = seen.document.sentence_index
    since = min(index[cue.first] - index[voice.at], _LONG_AGO)
    times = bucket(sum(1 for v in voices if v.identity.bare == voice.identity.bare))
    nested = _nested(voice, voices)
    inside = voice.said is not None and voice.said[0] <= cue.first < voice.said[1]
    main = next((v for v in reversed(voices) if not _nested(v, voices)), None)
    top = main is not None and main.identity.bare == voice.identity.bare
    lead = seen.label[cue.first - 1] if cue.first > cue.sentence.first else "edge"
    origin = "+".join(sorted(option.origins))
    return [
        f"since={since}|{origin}",
        f"since={since}|{how}|{agrees}",
        f"since={since}|{option.rank}|{lead}",
        f"spoke={times}|{origin}",
        f"spoke={times}|{option.kind}",
        f"nested={nested}|{origin}",
        f"nested={nested}|{how}|{since == 0}",
        f"inside={inside}|{how}|{origin}",
        f"inside={inside}|{how}|{lead}",
        f"top={top}|{origin}|{how}",
        f"top={top}|{since}|{agrees}",
        f"top={top}|{lead}|{cue.form.kind}",
    ]


def _nested(voice: Voice, voices: Sequence[Voice]) -> bool:
    """Whether a voice spoke inside what another said: the detainee in "the source said that he confessed"."""
    return any(
        v.said is not None and v.said[0] <= voice.at < v.said[1] and v.identity.bare != voice.identity.bare
        for v in voices
    )


def _unnamed_features(seen: View, option: Option, origin: str) -> list[str]:
    """What the first noun of a stretch is in which no name was read: a verbal noun seldom speaks."""
    base = seen.by_itself(option.mention[0])
    noun = "masdar" if "vf_masdar" in base else "noun"
    clitic = next((x for x in base if x.startswith("px_")), "")
    ending = "".join(x for x in base if x in ("fem", "plu", "def"))
    found = [f"bare={noun}|{origin}", f"bare={noun}|{clitic}", f"bare={noun}|{ending}"]
    return found + [f"bare={x}" for x in base if x[0] == "c" and x[1:].isdigit()]


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a mention stands seen from the cue: its side, the classes between, how many mentions lie
    between, and
    whether it stands past the opening of the content."""

    side: str
    between: list[str]
    order: int
    past: bool
    owned: list[Option]
    before: str


def seat_of(seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], option: Option) -> _Seat:
    """Where a mention stands seen from the cue."""
    first, last = option.mention
    right = first >= cue.last
    low, high = (cue.last, first) if right else (last, cue.first)
    between = [x for x in seen.label[low:high] if x not in ("hash", "quote", "bracket")]
    owned = [o for o in found if o.origins & OWN]
    order = sum(1 for o in owned if low <= o.mention[0] < high)
    past = scene.opening.kind != "none" and right and first >= scene.opening.at
    before = seen.label[first - 1] if first > cue.sentence.first else "edge"
    return _Seat("R" if right else "L", between, order, past, owned, before)


def _own_features(
    seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], n: int, how: str
) -> list[str]:
    option = found[n]
    seat = seat_of(seen, cue, scene, found, option)
    f = _distance_features(seen, cue, scene, option, seat, how)
    f += _noun_features(seen, cue, option, seat, how)
    if seat.side == "L":
        return f + _subject_features(seen, cue, scene, option, seat)
    return f + _object_features(cue, scene, option, seat)


def _distance_features(
    seen: View, cue: Candidate, scene: Scene, option: Option, seat: _Seat, how: str
) -> list[str]:
    """How far the mention stands from the cue, and what lies between."""
    first, last = option.mention
    side, gap, near = seat.side, min(len(seat.between), 2), bucket(len(seat.between))
    origin = "+".join(sorted(option.origins))
    marks = "".join(sorted({x[0] for x in seat.between if x in _MARKS}))
    crossed = sum(1 for o in scene.others if min(last, cue.last) <= o.first < max(first, cue.first))
    inside = scene.content is not None and scene.content[0] <= first < scene.content[1]
    lead = seen.label[cue.first - 1] if cue.first > cue.sentence.first else "edge"
    return [
        f"d={side}{near}",
        f"d={side}{near}|{how}",
        f"d={side}{near}|{origin}",
        f"past={seat.past}|{scene.opening.kind}|{side}|{how}",
        f"in={inside}|{side}|{how}",
        f"inother={any(a <= first < b for a, b in scene.contents)}|{side}",
        f"nth={side}{min(seat.order, 4)}|{how}",
        f"lead={lead}|{side}{min(seat.order, 2)}|{cue.form.kind}",
        f"btw={side}{marks}",
        f"btw={side}{marks}|{how}",
        f"cross={side}{min(crossed, 2)}|{how}",
        f"id={cue.cue.id}|{side}{near}",
        f"j1={side}{gap}|{marks}|{seat.past}|{how}",
        f"j2={origin}|{side}{gap}|{scene.opening.kind}|{cue.form.kind}",
    ]


def _noun_features(seen: View, cue: Candidate, option: Option, seat: _Seat, how: str) -> list[str]:
    """What the mention is: its first noun, its neighbours, its agreement with the verb."""
    first, last = option.mention
    side, before, order = seat.side, seat.before, min(seat.order, 2)
    after = seen.label[last] if last < cue.sentence.last else "edge"
    clitic = next((x for x in seen.by_itself(first) if x.startswith("px_")), "")
    shown = "".join(sorted(option.agrees))
    origin = "+".join(sorted(option.origins))
    return [
        f"subject={is_subject(seen, first)}|{side}|{cue.form.kind}",
        f"before={side}{before}",
        f"before={side}{before}|{how}",
        f"before={side}{before}|{option.kind}|{cue.form.kind}",
        *(f"{side}{x}" for x in seen.by_itself(first) if x.startswith(("px", "c", "def", "vianoun", "fem"))),
        f"after={side}{after}|{how}",
        f"src={cue.cue.id}|{side}{before}|{order}",
        f"px={clitic}|{side}{order}|{cue.form.kind}",
        f"g={shown}|{cue.form.agrees}|{cue.form.kind}|{side}",
        f"g={shown}|{cue.form.agrees}|{side}{not seat.between}|{origin}",
    ]


def _subject_features(seen: View, cue: Candidate, scene: Scene, option: Option, seat: _Seat) -> list[str]:
    """Whether a mention before the cue is the first or last subject of the sentence so far."""
    heads = [o for o in seat.owned if o.mention[0] < cue.first and is_subject(seen, o.mention[0])]
    head = "no"
    if heads:
        head = "first" if heads[0] is option else "last" if heads[-1] is option else "other"
    has = bool(scene.spoken) + 2 * (scene.speaker is not None)
    lead = seen.label[cue.first - 1] if cue.first > cue.sentence.first else "edge"
    origin = "+".join(sorted(option.origins))
    kind = cue.form.kind
    return [f"head={head}|{has}|{kind}", f"head={head}|{lead}|{kind}", f"head={head}|{origin}|{kind}"]


def _object_features(cue: Candidate, scene: Scene, option: Option, seat: _Seat) -> list[str]:
    """Whether a mention between cue and opening may be the addressee: "وحث الحكومة على" ("and urged the
    government to")."""
    if scene.opening.kind == "none" or seat.past:
        return []
    rivals = min(sum(1 for o in seat.owned if cue.last <= o.mention[0] < scene.opening.at), 3)
    clash = OPPOSITE.get(cue.form.agrees) == option.agrees
    order, takes_object = min(seat.order, 2), "addressee" in cue.cue.governs
    heard = bool(scene.spoken or scene.memory.voices)
    return [
        f"of={rivals}|{order}|{cue.cue.id}",
        f"of={rivals}|{order}|{clash}|{takes_object}|{scene.opening.kind}",
        f"clash={clash}|{cue.form.kind}|{option.kind}|{heard}",
    ]


def _after(seen: View, cue: Candidate) -> str:
    return seen.label[cue.last] if cue.last < cue.sentence.last else "edge"
