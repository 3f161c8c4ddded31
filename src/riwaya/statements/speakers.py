"""Whose words they are: the choice of a cue's speaker among the possible ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.mentions.names.evidence import swallowed
from riwaya.mentions.names.grammar import OBLIQUE_PEOPLE, PREP
from riwaya.mentions.names.name import Name
from riwaya.rules.decider import Decider
from riwaya.rules.trace import record
from riwaya.rules.trees import Forest
from riwaya.statements.candidates import Candidate
from riwaya.statements.carry import Voice
from riwaya.statements.cues import closed, cue_readings, source_preps
from riwaya.statements.identities import as_voice
from riwaya.statements.objects import CLAIM, called_upon, claimants, past_addressee, resumes, so_called
from riwaya.statements.options import OWN, Option, Scene, options
from riwaya.statements.speaker_features import OPPOSITE, option_features
from riwaya.statements.speaker_ranks import best_option, odds_of
from riwaya.statements.view import View
from riwaya.text.clitics import PARTS
from riwaya.text.wordclass import is_definite

_PROPOSED = frozenset({"model", "rule"})  # a mention that no list and no tagger knows
_NOMINAL = frozenset({"noun", "addressee"})
_ADDRESSEE_REACH, _BESIDE = 15, 3  # tokens after the verb, between subject and addressee
_APPOSED = frozenset({"noun", "comma", "quote", "participle", "hash"})
_HEADS = frozenset({"comp", "edge", "aux"})
_PASSED = frozenset({"hash", "quote", "bracket"})
_LIGHT = frozenset({"aux", "particle", "neg", "hash", "quote", "bracket"})


def certain(seen: View, cue: Candidate, scene: Scene, found: Sequence[Option]) -> list[Option]:
    """The options that alone can be the speaker, where the grammar leaves no choice; else none.

    A source preposition governs what follows it ("بحسب الشرطة", "according to the police"). A mention
    between a verb of
    saying and the clause that it opens is its subject, if nothing parts the two ("قالت الشرطة إن").
    """
    claiming = claimants(seen, cue, list(found))
    if claiming:
        return claiming
    at = cue.last
    while at < cue.sentence.last and (seen.label[at] in _PASSED or resumes(seen, cue, at)):
        at += 1
    past = past_addressee(seen, cue, at)
    starts = (past,) if cue.led and past > at else (cue.last, at, past)
    beside = [o for o in found if o.mention[0] in starts and o.origins & OWN]
    if cue.pattern == "prep":
        return beside if not cue.suffix or cue.led else []
    relayed = _relayed(seen, cue, found)
    if relayed:
        return relayed
    passed_on = source_preps(cue.cue.id)
    if passed_on and scene.opening.kind in ("that", "colon", "quote"):
        tokens = seen.document.tokens
        told = [o for o in found if cue.last < o.mention[0] < scene.opening.at and o.origins & OWN]
        told = [o for o in told if tokens[o.mention[0] - 1].fold in passed_on]
        if told:
            return told
    if cue.pattern != "verb" or cue.form.kind not in ("past", "present"):
        return []
    return [o for o in found if _heads_clause(seen, cue, o)] or [
        o
        for o in beside
        if _follows_verb(seen, cue, scene, o) or _before_addressee(seen, cue, scene, found, o)
    ]


def _follows_verb(seen: View, cue: Candidate, scene: Scene, option: Option) -> bool:
    """Whether a mention right after its verb is the verb's subject: before the clause that the verb opens, or
    after a verb that governs things where the two agree, as no verb reports a person: "أعلنت الوزارة هدنة"
    ("the ministry announced a truce"). With "that" between, with
    plurals and addressees, the grammar settles 1,476 verbs of 484 coded reports, 1,373 by the coded name.
    """
    if OPPOSITE.get(cue.form.agrees) == option.agrees:
        return False
    governs = set(cue.cue.governs)
    if _fills(seen, cue, scene, option):
        return True
    if "name" not in option.origins and not (option.origins >= _PROPOSED and not _NOMINAL & governs):
        return False
    if not _NOMINAL & governs:
        return scene.opening.kind in ("that", "colon", "quote") and option.mention[1] <= scene.opening.at
    speaks = option.kind not in ("document", "place", "none")
    agrees = cue.form.agrees in option.agrees or (cue.form.agrees == "m" and "p" in option.agrees)
    return "addressee" not in governs and speaks and agrees


def _fills(seen: View, cue: Candidate, scene: Scene, option: Option) -> bool:
    """Whether unknown words that both the model and the rule take for the speaker are all that stands between
    a verb and "that": محامياها in "أكد محامياها أن" ("her two lawyers affirmed that").

    Speakers in 57 of 58 such places of 2,000 own reports; one indefinite word alone in 13 of 18."""
    first, last = option.mention
    if scene.opening.kind != "that" or "addressee" in cue.cue.governs:
        return False
    if (first, last) != (cue.last, scene.opening.at):
        return False
    definite = is_definite(seen.document.tokens[first].fold)
    return option.origins >= _PROPOSED and (definite or last - first > 1)


def _before_addressee(
    seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], option: Option
) -> bool:
    """Whether a mention right after a verb that takes an addressee has the addressee behind it, and so is the
    subject: "أبلغ الوزير البرلمان أن" ("the minister told the parliament that"), "اتهم" with a pronoun on it.

    Right for 104 of 112 such mentions of three in five coded reports; six of the others are names.
    """
    if (
        "addressee" not in cue.cue.governs
        or "name" not in option.origins
        or cue.form.agrees not in option.agrees
    ):
        return False
    if cue.suffix:
        return True
    end = scene.opening.at if scene.opening.kind != "none" else cue.last + _ADDRESSEE_REACH
    first = option.mention[1]
    return any(
        "name" in o.origins
        and first <= o.mention[0] < end
        and o.mention[0] - first <= _BESIDE
        and all(x in _APPOSED for x in seen.label[first : o.mention[0]])
        for o in found
        if o is not option
    )


def _relayed(seen: View, cue: Candidate, found: Sequence[Option]) -> list[Option]:
    """Whose "his saying" is in a relay: the official in "نقلت الوكالة عن مسؤول قوله" ("the agency quoted an
    official as saying")."""
    if cue.form.kind != "noun" or not cue.suffix:
        return []
    tokens, preps = seen.document.tokens, frozenset[str]()
    for i in range(cue.sentence.first, cue.first):
        for reading in cue_readings(tokens[i].fold):
            preps |= source_preps(reading.form.cue.id)
        if preps and tokens[i].fold in preps:
            told = [o for o in found if o.mention[0] == i + 1 and o.origins & OWN]
            if told:
                return told
    return []


def _heads_clause(seen: View, cue: Candidate, option: Option) -> bool:
    """Whether a mention stands between "that" (or the sentence's beginning, or كان) and the verb `cue`:
    "أن الموقوف أقر" ("that the detainee confessed").

    Right for 37 of 38 such mentions of the training reports.
    """
    first, last = option.mention
    if "name" not in option.origins or last > cue.first or OPPOSITE.get(cue.form.agrees) == option.agrees:
        return False
    while first > cue.sentence.first and seen.label[first - 1] in ("quote", "hash"):
        first -= 1
    before = seen.label[first - 1] if first > cue.sentence.first else "edge"
    return before in _HEADS and all(x in _LIGHT for x in seen.label[last : cue.first])


def possible(seen: View, names: Sequence[Name], cue: Candidate, found: Sequence[Option]) -> list[Option]:
    """The options without mentions that a preposition written on to them keeps from being a verb's subject.

    In "قال للجزيرة إن" ("he told Al Jazeera that") the outlet is not who speaks; but before a relative clause
    the preposition belongs to the clause outside: "للحزب الذي أعلن" ("of the party which announced"). Of 330
    such mentions of the training reports 4 were speakers.
    """
    if cue.pattern != "verb":
        return list(found)
    begun = {option.mention[0] for option in found}
    parted = {n.first for n in names if n.first in begun and _parted(seen, n)}
    passed_on = source_preps(cue.cue.id)
    kept = []
    for option in found:
        first, last = option.mention
        told = first > cue.last and seen.document.tokens[first - 1].fold in passed_on
        relative = last <= cue.first and "rel" in seen.label[last : cue.first]
        governed = first in parted or (not option.by and _governed(seen, first))
        governed = governed or (first >= cue.last and _oblique(seen, first))
        governed = governed and not (cue.cue.id == CLAIM and so_called(seen, cue, first))
        if not (option.origins & OWN) or not governed or told or relative:
            kept.append(option)
    return kept


def _after_preposition(seen: View, cue: Candidate, option: Option) -> bool:
    """Whether a preposition stands by itself before the mention at token `first`, marks between them or none:
    «اليوم» in "وقال لـ «اليوم»" ("he told Al-Yaum").

    Of 900 such mentions of the training reports 4 were speakers, all of a clause about a noun: "على بيان حذرت
    فيه" ("on a statement in which it warned"). Barred in training too, options lost .4 points.
    """
    first, last = option.mention
    if cue.pattern != "verb" or not option.origins & OWN or first < cue.sentence.first:
        return False
    tokens = seen.document.tokens
    following = tokens[cue.last].fold if cue.last < cue.sentence.last else ""
    if last <= cue.first and ("rel" in seen.label[last : cue.first] or following in closed("resumes_noun")):
        return False
    at = first - 1
    while at >= cue.sentence.first and seen.label[at] in ("quote", "bracket", "hash"):
        at -= 1
    word = tokens[at].fold if at >= cue.sentence.first else ""
    told = first > cue.last and word in source_preps(cue.cue.id)
    return not told and word in closed("governs_mention")


def _governed(seen: View, i: int) -> bool:
    """Whether a preposition is written on to token `i`, which no list and no tagger knows: "بوقف القتال"."""
    token = seen.document.tokens[i]
    return token.kind == "word" and bool(PARTS[token.parted.prefix] & {"prep"})


def _oblique(seen: View, i: int) -> bool:
    """Whether token `i` is a plural of people that only objects and what prepositions govern are written in:
    "اتهم الديمقراطيين" ("he accused the Democrats"). Three statements of 2,000 own reports."""
    word = seen.document.tokens[i].fold
    return is_definite(word) and word.endswith(OBLIQUE_PEOPLE)


def _parted(seen: View, name: Name) -> bool:
    """Whether a preposition is written on to a name."""
    token = seen.document.tokens[name.first]
    letters = token.fold[: name.span.start - token.start]
    return swallowed(token.fold) or bool(set(letters) & PREP)


def asked(seen: View, names: Sequence[Name], cue: Candidate, scene: Scene) -> list[Option]:
    """The options among which the speaker of `cue` is chosen."""
    found = possible(seen, names, cue, options(seen, names, cue, scene))
    found = [o for o in found if not _after_preposition(seen, cue, o)]
    found = [o for o in found if not called_upon(seen, cue, scene, o)] or found
    return certain(seen, cue, scene, found) or found


@dataclass(frozen=True, slots=True)
class Chosen:
    """The speaker of a cue: the voice, the option that it comes from, how many options there were, the
    decision's log-odds and their lead over the next."""

    voice: Voice
    option: Option | None = None
    options: int = 0
    odds: float = 0.0
    lead: float = 0.0


_ALONE = 99.0


def choose(
    seen: View,
    names: Sequence[Name],
    cue: Candidate,
    scene: Scene,
    model: Decider | None,
    trees: Forest | None = None,
) -> Chosen | None:
    """The speaker of `cue` among the options; None where nobody can be it."""
    found = asked(seen, names, cue, scene)
    if not found:
        return None
    odds = [0.0] * len(found)
    if model is None:
        best = next((o for o in found if "rule" in o.origins or "model" in o.origins), None)
        if best is None:
            voice = scene.spoken[-1] if scene.spoken else scene.memory.recall(cue)
            return Chosen(voice) if voice else None
    else:
        features = [option_features(seen, cue, scene, found, n) for n in range(len(found))]
        odds = [odds_of(model.probability(row, "yes")) for row in features]
        best = best_option(seen, cue, scene, found, odds, trees)
    how = "+".join(sorted(best.origins))
    record("statements", f"speaker:{how}", seen.document.span(*best.mention), f"won for {cue.cue.id}")
    at = next(n for n, option in enumerate(found) if option is best)
    lead = odds[at] - max((x for n, x in enumerate(odds) if n != at), default=odds[at] - _ALONE)
    return Chosen(as_voice(seen.document, names, best, cue, scene), best, len(found), odds[at], lead)
