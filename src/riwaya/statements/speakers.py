"""Whose words they are: the choice of a cue's speaker among the possible ones."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.rules.decider import Decider, bucket
from riwaya.statements.candidates import Candidate
from riwaya.statements.carry import Voice
from riwaya.statements.features import View
from riwaya.statements.options import OWN, Option, Scene, as_voice, is_subject, options

_OPPOSITE = {"m": frozenset("f"), "f": frozenset("m")}


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
    f = [
        f"d={side}{bucket(len(between))}",
        f"d={side}{bucket(len(between))}|{how}",
        f"d={side}{bucket(len(between))}|{origin}",
    ]
    past = scene.opening.kind != "none" and right and first >= scene.opening.at
    f.append(f"past={past}|{scene.opening.kind}|{side}|{how}")
    if scene.content is not None:
        f.append(f"in={scene.content[0] <= first < scene.content[1]}|{side}|{how}")
    f.append(f"inother={any(a <= first < b for a, b in scene.contents)}|{side}")
    owned = [o for o in found if o.origins & OWN]
    order = sum(1 for o in owned if low <= o.mention[0] < high)
    f.append(f"nth={side}{min(order, 4)}|{how}")
    lead = seen.label[cue.first - 1] if cue.first > cue.sentence.first else "edge"
    f.append(f"lead={lead}|{side}{min(order, 2)}|{cue.form.kind}")
    if not right:
        heads = [o for o in owned if o.mention[0] < cue.first and is_subject(seen, o.mention[0])]
        head = (
            "no"
            if not heads
            else ("first" if heads[0] is option else ("last" if heads[-1] is option else "other"))
        )
        has = bool(scene.spoken) + 2 * (scene.speaker is not None)
        f += [
            f"head={head}|{has}|{cue.form.kind}",
            f"head={head}|{lead}|{cue.form.kind}",
            f"head={head}|{origin}|{cue.form.kind}",
        ]
    marks = "".join(
        sorted({x[0] for x in between if x in ("comma", "verb", "rel", "comp", "prep", "quote", "colon")})
    )
    f += [f"btw={side}{marks}", f"btw={side}{marks}|{how}"]
    crossed = sum(1 for o in scene.others if min(last, cue.last) <= o.first < max(first, cue.first))
    f.append(f"cross={side}{min(crossed, 2)}|{how}")
    f.append(f"subject={is_subject(seen, first)}|{side}|{cue.form.kind}")
    before = seen.label[first - 1] if first > cue.sentence.first else "edge"
    f += [
        f"before={side}{before}",
        f"before={side}{before}|{how}",
        f"before={side}{before}|{option.kind}|{cue.form.kind}",
    ]
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
        takes_object = "addressee" in cue.cue.governs
        f.append(f"of={min(rivals, 3)}|{min(order, 2)}|{clash}|{takes_object}|{scene.opening.kind}")
        f.append(f"clash={clash}|{cue.form.kind}|{option.kind}|{bool(scene.spoken or scene.memory.voices)}")
    f.append(f"g={shown}|{cue.form.agrees}|{cue.form.kind}|{side}")
    f.append(f"g={shown}|{cue.form.agrees}|{side}{len(between) == 0}|{origin}")
    f.append(f"j1={side}{min(len(between), 2)}|{marks}|{past}|{how}")
    f.append(f"j2={origin}|{side}{min(len(between), 2)}|{scene.opening.kind}|{cue.form.kind}")
    return f


def _after(seen: View, cue: Candidate) -> str:
    return seen.label[cue.last] if cue.last < cue.sentence.last else "edge"


def certain(seen: View, cue: Candidate, scene: Scene, found: Sequence[Option]) -> list[Option]:
    """The options that alone can be the speaker, where the grammar leaves no choice; else none.

    A source preposition governs what follows it ("بحسب الشرطة", "according to the police"). A mention
    between a verb of
    saying and the clause that it opens is its subject, if nothing parts the two ("قالت الشرطة إن").
    """
    at = cue.last
    while at < cue.sentence.last and seen.label[at] in ("hash", "quote", "bracket"):
        at += 1
    beside = [o for o in found if o.mention[0] in (cue.last, at) and o.origins & OWN]
    if cue.pattern == "prep":
        return beside if not cue.suffix or cue.led else []
    clause = scene.opening.kind in ("that", "colon", "quote") and not {"noun", "addressee"} & set(
        cue.cue.governs
    )
    if cue.pattern != "verb" or cue.form.kind not in ("past", "present") or not clause:
        return []
    return [
        o
        for o in beside
        if "name" in o.origins
        and o.mention[1] <= scene.opening.at
        and _OPPOSITE.get(cue.form.agrees) != o.agrees
    ]


def choose(
    seen: View, names: Sequence[Name], cue: Candidate, scene: Scene, model: Decider | None
) -> Voice | None:
    """The speaker of `cue` among the options; None where nobody can be it."""
    found = options(seen, names, cue, scene)
    found = certain(seen, cue, scene, found) or found
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
