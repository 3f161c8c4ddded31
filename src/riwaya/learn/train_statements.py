"""Training of the models of the statement layer: which cues report, which words play which role for a cue,
and who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite

from riwaya.learn.corpus_coded import corpus_ids
from riwaya.learn.gold import Coded
from riwaya.learn.grown import SETTINGS, Case, plant
from riwaya.learn.practice import examples, practice
from riwaya.learn.speakers_coded import coded_speakers, match, rank_cases, right_options
from riwaya.learn.statements_coded import choice_cases
from riwaya.mentions.names.find import find_names
from riwaya.model import Span
from riwaya.rules.decider import Decider
from riwaya.rules.groups import Groups
from riwaya.statements import choice, speaker_ranks
from riwaya.statements.candidates import Candidate
from riwaya.statements.decide import by_sentence, chain_rows
from riwaya.statements.find import CUE_MODEL, ROLE_MODEL, SPEAKER_MODEL, Models
from riwaya.statements.opening import find_candidates, find_opening
from riwaya.statements.options import options
from riwaya.statements.role_rows import CONTENT, CUE, OTHER, SPEAKER, VIA, role_rows, sided, window
from riwaya.statements.speaker_features import option_features
from riwaya.statements.speakers import possible
from riwaya.statements.view import View, view
from riwaya.text.document import Document

Row = tuple[Sequence[Sequence[str]], list[str]]
Pair = tuple[list[dict[str, float]], list[str]]

# c1, c2: chosen by cross-validation on train; see the model cards.
CUES = {"c1": 0.0, "c2": 3.0, "max_iterations": 150, "feature.minfreq": 2}
_FOLDS = 4
# Three times instead of once, one fold: train attributed 0.762 to 0.773, own 0.713 to 0.715, dev's cues 0.928
# to 0.931.
_GOLD_TIMES = 3
RANK_MEANS = dict.fromkeys(speaker_ranks.MEANS, 10.0)
CHOICE_MEANS = dict.fromkeys(choice.MEANS, 10.0)
# 120 trees at twice the rate do as well in the mean of two seeds, but the seeds differ more.
_CHOICE_TREES, _CHOICE = 240, {**SETTINGS, "learning_rate": 0.04}
SPEAKERS = {"c1": 0.0, "c2": 20.0, "max_iterations": 120}
ROLES = {
    "c1": 0.15,
    "c2": 0.15,
    "max_iterations": 120,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}


def train(gold: Sequence[Coded], out: Path) -> dict[str, int]:
    """Train the models on coded reports and the practice sentences, into the folder `out`; training
    rows of each.

    The choice of speakers learns from roles that other folds' models read, so that it sees them with their
    usual errors.
    """
    coded = [*gold, *practice()]
    rows = [_often(rows_of(c), times(c)) for c in coded]
    rows += [_often(rows_of(c, lone=True), _GOLD_TIMES) for c in examples()]
    out.mkdir(parents=True, exist_ok=True)
    cues, roles = [r for c, _ in rows for r in c], [r for _, rs in rows for r in rs]
    fit(cues, out / f"{CUE_MODEL}.crfsuite", CUES)
    fit(roles, out / f"{ROLE_MODEL}.crfsuite", ROLES)
    with TemporaryDirectory() as folder:
        unseen = _unseen(coded, rows, Path(folder))
        speakers = [row for _, _, some in unseen for row in some]
        ranks, choices = _grow(gold, coded, unseen, Path(folder), out)
    fit(speakers, out / f"{SPEAKER_MODEL}.crfsuite", SPEAKERS)
    return {
        CUE_MODEL: len(cues), ROLE_MODEL: len(roles), SPEAKER_MODEL: len(speakers),
        speaker_ranks.MODEL: ranks, choice.MODEL: choices,
    }  # fmt: skip


def times(coded: Coded) -> int:
    """How often the rows of a report are learnt from: those of the coded reports of train more often than
    those that the project coded itself, or made up."""
    return 1 if coded.report.id in corpus_ids() or not coded.report.outlet else _GOLD_TIMES


def _often(rows: tuple[list[Row], list[Row]], often: int) -> tuple[list[Row], list[Row]]:
    cues, roles = rows
    return cues * often, roles * often


def _unseen(
    coded: Sequence[Coded], rows: Sequence[tuple[list[Row], list[Row]]], folder: Path
) -> list[tuple[Decider, Decider, list[Pair]]]:
    """For each fold the models of cues and roles that never saw its reports, and the rows of its speakers."""
    found = []
    for fold in range(_FOLDS):
        others = [both for n, both in enumerate(rows) if n % _FOLDS != fold]
        cues, roles = folder / f"cues{fold}.crfsuite", folder / f"roles{fold}.crfsuite"
        fit([row for some, _ in others for row in some], cues, CUES)
        fit([row for _, some in others for row in some], roles, ROLES)
        model = Decider(roles)
        found.append(
            (
                Decider(cues),
                model,
                [r for c in coded[fold::_FOLDS] for r in speaker_rows(c, model) * times(c)],
            )
        )
    return found


def _grow(
    gold: Sequence[Coded],
    coded: Sequence[Coded],
    unseen: Sequence[tuple[Decider, Decider, list[Pair]]],
    folder: Path,
    out: Path,
) -> tuple[int, int]:
    """Grow the trees that rank close speakers and those that choose statements, over decisions that never saw
    the report; their rows."""
    groups: list[list[Case]] = []
    choices: list[Case] = []
    for fold, (cues, roles, _) in enumerate(unseen):
        path = folder / f"speakers{fold}.crfsuite"
        fit([row for n, (_, _, some) in enumerate(unseen) if n != fold for row in some], path, SPEAKERS)
        speakers = Decider(path)
        groups += [g for c in coded[fold::_FOLDS] for g in rank_cases(c, roles, speakers, fold)]
        models = Models(cues, roles, speakers)
        choices += [case for c in gold[fold::_FOLDS] for case in [*choice_cases(c, models, fold)] * times(c)]
    ranks = [case for group in groups for case in group]
    plant(
        ranks, speaker_ranks.FEATURES, RANK_MEANS, (speaker_ranks.QUESTION,),
        out / f"{speaker_ranks.MODEL}.trees.gz", groups=[len(g) for g in groups],
    )  # fmt: skip
    path = out / f"{choice.MODEL}.trees.gz"
    plant(
        choices,
        choice.FEATURES,
        CHOICE_MEANS,
        (choice.QUESTION,),
        path,
        trees=_CHOICE_TREES,
        settings=_CHOICE,
    )
    return len(ranks), len(choices)


def rows_of(coded: Coded, *, lone: bool = False) -> tuple[list[Row], list[Row]]:
    """The training rows of one report: a decision for each candidate, a labelled sentence for each coded cue.

    With `lone`, sentences with more than one candidate are left out where the coding has a statement, as it
    tells of that one only.
    """
    document = Document.of(coded.report.text, coded.report.sha256)
    seen = view(document, find_names(document))
    candidates = find_candidates(document)
    coding = match(candidates, coded.statements)
    reports = {id(candidates[n]) for n in coding}
    cues: list[Row] = []
    for group in by_sentence(candidates):
        if lone and coding and len(group) > 1:
            continue
        cues.append((chain_rows(seen, group), ["yes" if id(c) in reports else "no" for c in group]))
    roles: list[Row] = [
        (
            role_rows(
                seen,
                candidates[n],
                others,
                find_opening(document, candidates[n], candidates[n].sentence.last),
                Groups(tuple),
                sided,
            ),
            labels,
        )
        for n, others, labels in _labelled(seen, candidates, coding)
    ]
    return cues, roles


def speaker_rows(coded: Coded, roles_model: Decider | None) -> list[Pair]:
    """Rows for the choice of the speaker: for every coded cue each pair of an option whose name is the coded
    one and one whose name is not.

    `roles_model` must not have been trained on this report, or it will look better than it is.
    """
    rows: list[Pair] = []
    for told in coded_speakers(coded, roles_model):
        seen, names, cue, scene, _ = told
        found = possible(seen, names, cue, options(seen, names, cue, scene))
        features = [option_features(seen, cue, scene, found, n) for n in range(len(found))]
        rows += pairs(features, right_options(told, found))
    return rows


def pairs(features: Sequence[list[str]], right: Sequence[bool]) -> list[Pair]:
    """Each right option against each wrong one: what it has more and less, both ways round.

    Pairs teach the order of a cue's options, which alone counts: right for 90.4 % of the statements found by
    cross-validation where a yes or no for each option gave 89.7 %.
    """
    rows: list[Pair] = []
    for good in (f for f, ok in zip(features, right, strict=True) if ok):
        for bad in (f for f, ok in zip(features, right, strict=True) if not ok):
            more: dict[str, float] = dict.fromkeys(good, 1.0)
            for feature in bad:
                more[feature] = more.get(feature, 0.0) - 1.0
            more = {feature: value for feature, value in more.items() if value}
            rows += [([more], ["yes"]), ([{f: -v for f, v in more.items()}], ["no"])]
    return rows


def _labelled(
    seen: View, candidates: Sequence[Candidate], coding: Mapping[int, list[Mapping[str, Any]]]
) -> Iterator[tuple[int, list[Candidate], list[str]]]:
    """For every candidate that reports: its number, the other cues of its sentence, and the labels of the
    sentence's tokens."""
    for n, statements in coding.items():
        candidate = candidates[n]
        others = [candidates[m] for m in coding if m != n and candidates[m].sentence is candidate.sentence]
        statement = statements[0]
        first, last = window(candidate)
        labels = [OTHER] * (last - first)
        _paint(seen.document, labels, first, statement["span"], CONTENT)
        if statement["via"] is not None and _own(statement["via"], candidate, others):
            _paint(seen.document, labels, first, statement["via"], VIA)
        speaker = statement["speaker"]
        if speaker is not None and _own(speaker, candidate, others):
            _paint(seen.document, labels, first, speaker, SPEAKER)
        for i in range(candidate.first, candidate.last):
            labels[i - first] = CUE
        yield n, others, labels


def _own(mention: Span, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether no other cue stands between the mention and this one: else the speaker is inherited from
    that cue."""
    low, high = min(mention.end, candidate.span.end), max(mention.start, candidate.span.start)
    return not any(low <= o.span.start and o.span.end <= high for o in others)


def _paint(document: Document, labels: list[str], base: int, span: Span, label: str) -> None:
    first, last = document.tokens_of(span)
    for i in range(first, last):
        if 0 <= i - base < len(labels):
            labels[i - base] = label


def fit(rows: Sequence[Row] | Sequence[Pair], path: Path, params: Mapping[str, Any]) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(dict(params))
    for features, labels in rows:
        trainer.append(features, labels)
    trainer.train(str(path))
