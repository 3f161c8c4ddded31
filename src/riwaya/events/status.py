"""Whether an event happened, is planned, is denied or failed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from riwaya.events.candidates import Candidate
from riwaya.events.letters import ARTICLE, FOR, WITH
from riwaya.events.scene import Scene
from riwaya.model.findings import Status
from riwaya.rules.decider import bucket, decider, has_decider
from riwaya.rules.tables import table
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_word
from riwaya.text.inflection import readings
from riwaya.text.lexicon import Hit, Lexicon

MODEL = "event_status"
_EXCEPT = 8  # tokens after a negated verb in which "except" takes the negation back; unmeasured
_RUMOUR = 4  # tokens between "reports of" and what they tell; unmeasured
_COMING = 8  # tokens behind a trigger in which "in the coming days" may stand; unmeasured
_SUBJECT = 6  # tokens between a verb and its object, its subject among them; unmeasured
Cues = list[Hit[tuple[str, int]]]


@cache
def _cues() -> Lexicon[tuple[str, int]]:
    return Lexicon(
        (
            (p, (status, int(reach)))
            for p, status, reach in table("frames/status.tsv", "phrase", "status", "reach")
        ),
        prefixes=("conj", "prep", "article"),
        pronouns=True,
    )


def status_cues(scene: Scene) -> Cues:
    """The cues of the sentences with a candidate, in order."""
    known, key = scene.document.worked_out, ("status cues",)
    found: Cues | None = known.get(key)
    if found is None:
        lexicon = _cues()
        found = [hit for s in scene.told for hit in lexicon.find(scene.document, s.first, s.last)]
        known[key] = found
    return found


def cues_before(scene: Scene, candidate: Candidate, cues: Cues) -> list[tuple[str, int]]:
    """(status, distance) of the cues of the same sentence that reach the trigger, nearest first."""
    sentence = scene.document.sentence_index
    found = []
    for hit in cues:
        distance = candidate.first - hit.last
        if 0 <= distance < hit.value[1] and sentence[hit.first] == sentence[candidate.first]:
            found.append((hit.value[0], distance))
    return sorted(found, key=lambda c: c[1])


def rule_status(scene: Scene, candidate: Candidate, cues: Cues) -> Status:
    """The status by the nearest cue; "happened" with none.

    "فشل في السيطرة على البلدة" ("failed to take the town") gives failed for "السيطرة".
    """
    for status, _ in cues_before(scene, candidate, cues):
        if status in ("planned", "denied", "failed", "happened"):
            return status  # type: ignore[return-value]
        if status == "negated":
            return "denied"
    return "happened"


def decide_status(scene: Scene, events: Sequence[tuple[Candidate, str]], cues: Cues) -> list[Status]:
    """The status of each event, in the order given (text order)."""
    if not has_decider(MODEL):
        return [rule_status(scene, candidate, cues) for candidate, _ in events]
    model = decider(MODEL)
    found: list[Status] = []
    for members in by_sentence(scene, events):
        tagged: list[Status] = model.tag(status_rows(scene, members, cues))  # type: ignore[assignment]
        for (candidate, _), status in zip(members, tagged, strict=True):
            sure = by_grammar(scene, candidate) if status == "happened" else _welcomed(scene, candidate)
            found.append(sure or status)
    return found


@cache
def _settling() -> dict[tuple[str, str], Status]:
    """(folded word, what stands right before the trigger) → status."""
    rows = table("frames/status_grammar.tsv", "word", "before", "status")
    return {(fold_word(word), fold_word(before)): status for word, before, status in rows}  # type: ignore[misc]


def by_grammar(scene: Scene, candidate: Candidate) -> Status | None:
    """The status that the word governing a trigger leaves no choice about: "لم تسيطر" ("did not take"),
    "فشل الجيش في استعادة المطار" ("the army failed to retake the airport"); None for any other.

    Coded reports hold few: status on dev is the same with it, on the reports held back 0.873 for
    0.872. In short sentences
    the model alone took all three for done.
    """
    tokens, classes = scene.document.tokens, scene.classes
    start = scene.document.sentences[scene.document.sentence_index[candidate.first]].first
    at = candidate.first - 1
    if at < start:
        return None
    if tokens[candidate.first].parted.stem in _words("attempt"):
        return "failed"
    if _unfounded(scene, candidate, start):
        return "denied"
    if _expected(scene, candidate):
        return "planned"
    present = all(r.form == "present" for r in candidate.readings)
    if present and tokens[at].fold in _words("may"):
        return "planned"
    if classes[candidate.first] == "verb":
        after = [tokens[k].fold for k in range(candidate.last, min(candidate.last + _EXCEPT, len(tokens)))]
        excepted = any((word, "except") in _settling() for word in after)  # "لم تفرج إلا عن" ("only freed")
        unless = at > start and (tokens[at - 1].fold, "unless") in _settling()
        return None if excepted or unless else _settling().get((tokens[at].parted.stem, "particle"))
    before = "-"
    if classes[at] == "prep":
        before, at = tokens[at].fold, at - 1
    elif candidate.prefix and not candidate.article:
        return None
    while at >= start and candidate.first - at <= _SUBJECT:
        if classes[at] == "verb":
            return _settling().get((tokens[at].parted.stem, before))
        if classes[at] not in ("noun", "participle") or tokens[at].clitic:
            return None
        at -= 1
    return None


def _unfounded(scene: Scene, candidate: Candidate, start: int) -> bool:
    """Whether only rumours tell of it, which the sentence calls baseless: "الأنباء عن انسحاب الجيش عارية عن
    الصحة" ("the reports of the army's withdrawal are untrue"). With the attempts and what is
    welcomed status of dev 0.939 to 0.941, of the reports held back 0.873 to 0.875."""
    tokens, last = scene.document.tokens, scene.document.sentences[scene.document.sentence_index[start]].last
    before = tokens[max(start, candidate.first - _RUMOUR) : candidate.first]
    if not any(v.stem.removeprefix(ARTICLE) in _words("rumour") for t in before for v in t.variants):
        return False
    return any(tokens[k].fold in _words("baseless") for k in range(candidate.last, last))


def _expected(scene: Scene, candidate: Candidate) -> bool:
    """Whether somebody only expects it: "رجح المتحدث أن تشهد المدينة غارات" ("the spokesman thought it likely
    that the city would see air strikes"), or a time to come follows ("خلال الأيام المقبلة", "in the coming
    days")."""
    document = scene.document
    last = document.sentences[document.sentence_index[candidate.first]].last
    tokens = document.tokens
    if not all(r.form == "past" for r in candidate.readings):
        for k in range(candidate.last, min(candidate.last + _COMING, last)):
            if scene.classes[k] == "verb":
                break
            if tokens[k].fold in _words("coming") and tokens[k - 1].fold in _words("time"):
                return True
    for statement in scene.statements:
        if statement.cue is None or not statement.span.start <= candidate.span.start < statement.span.end:
            continue
        if tokens[document.token_at(statement.cue.start)].parted.stem not in _words("expects"):
            continue
        first = document.token_at(statement.span.start)
        forms = {r.form for r in readings().get(tokens[first].parted.stem, ())}
        return scene.classes[first] == "verb" and "present" in forms
    return False


def _welcomed(scene: Scene, candidate: Candidate) -> Status | None:
    """ "happened" for what is welcomed or condemned: "رحبت المنظمة بإفراج الحركة عن الأسرى" ("the
    organisation welcomed the movement's release of the captives")."""
    tokens, classes, at = scene.document.tokens, scene.classes, candidate.first - 1
    start = scene.document.sentences[scene.document.sentence_index[candidate.first]].first
    if not candidate.prefix.endswith(WITH):
        return None
    while at >= start and candidate.first - at <= _SUBJECT:
        if classes[at] == "verb":
            return "happened" if tokens[at].parted.stem in _words("welcome") else None
        if classes[at] not in ("noun", "participle") or tokens[at].clitic:
            return None
        at -= 1
    return None


@cache
def _words(group: str) -> frozenset[str]:
    """The folded words of one group of data/frames/status_words.tsv, the article off."""
    rows = table("frames/status_words.tsv", "word", "group")
    return frozenset(fold_word(word) for word, name in rows if name == group)


def by_sentence(scene: Scene, events: Sequence[tuple[Candidate, str]]) -> list[list[tuple[Candidate, str]]]:
    """The events in runs of one sentence."""
    runs: list[list[tuple[Candidate, str]]] = []
    sentence = scene.document.sentence_index
    for event in events:
        if runs and sentence[runs[-1][-1][0].first] == sentence[event[0].first]:
            runs[-1].append(event)
        else:
            runs.append([event])
    return runs


def status_rows(scene: Scene, members: Sequence[tuple[Candidate, str]], cues: Cues) -> list[list[str]]:
    """A feature list for each event of a sentence."""
    rows = [_row(scene, candidate, kind, cues) for candidate, kind in members]
    for (before, _), (after, row) in pairwise(zip([m[0] for m in members], rows, strict=True)):
        here = scene.clause[before.first] == scene.clause[after.first]
        row.append(f"after={bucket(after.first - before.last)}|{here:d}")
    return rows


def _row(scene: Scene, candidate: Candidate, kind: str, cues: Cues) -> list[str]:
    document = scene.document
    classes, marks = scene.classes, scene.marks
    sentence = document.sentences[document.sentence_index[candidate.first]]
    forms = "+".join(sorted({r.form for r in candidate.readings}))
    parts = "+".join(sorted(PARTS[candidate.prefix])) + candidate.prefix[-1:]
    form = f"{forms}/{classes[candidate.first]}"
    row = [
        "bias",
        f"kind={kind}",
        f"frame={candidate.readings[0].frame.id}",
        f"form={form}",
        f"parts={parts}|{forms}",
    ]
    row += [
        f"form={form}|{kind}",
        f"rule={rule_status(scene, candidate, cues)}",
        f"pre={candidate.prefix}|{forms}",
    ]
    for status, distance in cues_before(scene, candidate, cues)[:3]:
        row += [f"cue={status}", f"cue={status}|{bucket(distance)}", f"cue={status}|{forms}"]
    for back in (1, 2, 3, 4, 5, 6):
        i = candidate.first - back
        if i < sentence.first:
            row.append(f"edge{back}")
            break
        row += [
            f"-{back}k={classes[i]}",
            *(f"-{back}{m}" for m in marks[i] if m[0] in "cF" and (back < 4 or m[0] == "F")),
        ]
        row += [f"B{m}" for m in marks[i] if m[0] == "F" or m[:2] == "s="]
        if classes[i] in ("neg", "comp", "rel", "aux"):
            row += [f"has={classes[i]}", *(f"has{m}" for m in marks[i] if m[0] == "F")]
    if candidate.last < sentence.last:
        row += [f"+1{m}" for m in marks[candidate.last] if m[0] in "cFd"]
    row += [f"in={scene.in_statement[candidate.first]}", f"quote={document.quote_of[candidate.first] >= 0:d}"]
    prefixes = PARTS.get(candidate.prefix, frozenset())
    row += [
        f"future={'future' in prefixes:d}",
        f"purpose={candidate.prefix.endswith(FOR) and 'past' not in forms:d}|{kind}",
    ]
    row += [f"purpose={candidate.prefix.endswith(FOR) and 'past' not in forms:d}"]
    row += _governor(scene, candidate, sentence.first)
    seen = {hit.value[0] for hit in cues if sentence.first <= hit.first < candidate.first}
    row += [f"any={status}" for status in seen]
    return row


def _governor(scene: Scene, candidate: Candidate, first: int) -> list[str]:
    """The verbs before the trigger: what opens its clause, and the mood of the nearest one or two."""
    classes, marks, clause = scene.classes, scene.marks, scene.clause
    opener = candidate.first
    while opener > first and clause[opener - 1] == clause[candidate.first]:
        opener -= 1
    row = [f"opens={classes[opener]}", *(f"open{m}" for m in marks[opener] if m[0] == "F")]
    nth = 0
    for i in range(candidate.first - 1, first - 1, -1):
        if classes[i] != "verb":
            continue
        here = "here" if clause[i] == clause[candidate.first] else "there"
        prefix = scene.document.tokens[i].parted.prefix
        before = classes[i - 1] if i > first else "edge"
        row += [f"verb{nth}{m}|{here}" for m in marks[i] if m[0] in "cF"]
        row += [
            f"verb{nth}future={'future' in PARTS.get(prefix, frozenset()):d}|{here}",
            f"verb{nth}before={before}|{here}",
        ]
        row += [f"verb{nth}gap={bucket(candidate.first - i)}"]
        other = scene.candidate_at.get(i)
        if other is not None:
            row.append(f"verb{nth}frame={other.readings[0].frame.id}")
        nth += 1
        if nth == 2:
            break
    return row
