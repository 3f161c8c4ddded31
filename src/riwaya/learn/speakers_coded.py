"""What the coding of a report says of its speakers: who speaks at each coded cue, and the options there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from riwaya.learn.gold import Coded
from riwaya.learn.grown import Case
from riwaya.mentions.names.compare import name_words
from riwaya.mentions.names.find import find_names
from riwaya.mentions.names.name import Name
from riwaya.model import Span
from riwaya.rules.decider import Decider
from riwaya.statements.candidates import Candidate
from riwaya.statements.carry import Memory, Voice
from riwaya.statements.decide import by_sentence
from riwaya.statements.find import scene_of
from riwaya.statements.identities import as_voice
from riwaya.statements.opening import find_candidates
from riwaya.statements.options import Option, Scene, options
from riwaya.statements.roles import find_roles
from riwaya.statements.speaker_features import option_features
from riwaya.statements.speaker_ranks import QUESTION, odds_of, rank_keys, rank_rows
from riwaya.statements.speakers import asked, possible
from riwaya.statements.view import View, view
from riwaya.text.document import Document

Told = tuple[View, Sequence[Name], Candidate, Scene, str]


def coded_speakers(coded: Coded, roles_model: Decider | None) -> Iterator[Told]:
    """Each coded cue with its scene and the coded name; the scene remembers the coded speakers before.

    `roles_model` must not have been trained on this report, or it will look better than it is.
    """
    document = Document.of(coded.report.text, coded.report.sha256)
    names = find_names(document)
    seen = view(document, names)
    candidates = find_candidates(document)
    coding = match(candidates, coded.statements)
    memory = Memory()
    for group in by_sentence([candidates[n] for n in sorted(coding)]):
        read = [(c, find_roles(seen, c, [o for o in group if o is not c], roles_model)) for c in group]
        spoken: list[Voice] = []
        for cue in group:
            scene = scene_of(seen, cue, read, spoken, memory)
            statement = coding[next(n for n in coding if candidates[n] is cue)][0]
            if statement["name"] is None:
                continue
            yield seen, names, cue, scene, statement["name"]
            found = possible(seen, names, cue, options(seen, names, cue, scene))
            voices = [as_voice(document, names, o, cue, scene) for o in found]
            right = [same_name(v.identity.bare, statement["name"]) for v in voices]
            if any(right):
                voice = voices[_likeliest(found, right)]
                spoken.append(voice)
                memory.add(voice)


def right_options(told: Told, found: Sequence[Option]) -> list[bool]:
    """Which options have the coded name."""
    seen, names, cue, scene, name = told
    voices = [as_voice(seen.document, names, o, cue, scene) for o in found]
    return [same_name(v.identity.bare, name) for v in voices]


def rank_cases(
    coded: Coded, roles_model: Decider, speakers_model: Decider, fold: int
) -> Iterator[list[Case]]:
    """For each coded cue with a choice its options, yes for the coded speaker; no model may have been
    trained on this report."""
    asks, no = frozenset({QUESTION}), frozenset[str]()
    for told in coded_speakers(coded, roles_model):
        seen, names, cue, scene, _ = told
        found = asked(seen, names, cue, scene)
        features = [option_features(seen, cue, scene, found, n) for n in range(len(found))]
        odds = [odds_of(speakers_model.probability(f, "yes")) for f in features]
        if len(found) < 2:
            continue
        rows = rank_rows(seen, cue, scene, found, odds)
        yield [
            Case(fold, row, rank_keys(cue, option), asks, asks if right else no)
            for option, row, right in zip(found, rows, right_options(told, found), strict=True)
        ]


def _likeliest(found: Sequence[Option], right: Sequence[bool]) -> int:
    """Among the right options the one that the sentence itself offers, proposed by the model if any is."""
    order = ("model", "rule", "name", "spoken", "voice", "subject")
    best = [
        (min(order.index(x) for x in o.origins if x in order), n) for n, o in enumerate(found) if right[n]
    ]
    return min(best)[1]


def same_name(found: str, coded: str) -> bool:
    """Whether every word of the shorter name stands in the longer, articles and spelling evened."""
    a, b = set(name_words(found)), set(name_words(coded))
    return bool(a and b) and (a <= b or b <= a)


def match(
    candidates: Sequence[Candidate], statements: Sequence[Mapping[str, Any]]
) -> dict[int, list[Mapping[str, Any]]]:
    """The coded statements of each candidate, by its number: those whose cue it overlaps most."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    for statement in statements:
        cue: Span | None = statement["cue"]
        if cue is None or statement["span"] is None:
            continue
        best = max(range(len(candidates)), key=lambda n: _meets(candidates[n], cue), default=None)
        if best is not None and candidates[best].span.overlaps(cue):
            found.setdefault(best, []).append(statement)
    return found


def _meets(candidate: Candidate, cue: Span) -> tuple[bool, int]:
    """How well a candidate meets a coded cue: "وتابع بالقول" ("and went on by saying") is its verb's."""
    shared = candidate.span.overlap(cue)
    return shared > 0 and candidate.pattern != "noun", shared
