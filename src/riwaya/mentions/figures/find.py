"""Every count of people in a document, with measure, interval, group and the whole it is part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.mentions.figures.candidates import find_counts
from riwaya.mentions.figures.decide import decide
from riwaya.mentions.figures.measures import Trigger, find_triggers, held_by_fighters
from riwaya.mentions.figures.scene import Scene
from riwaya.mentions.figures.singles import Surroundings
from riwaya.mentions.figures.unreal import unreal
from riwaya.mentions.figures.whom import group_of, last_body, whom_of
from riwaya.mentions.figures.words import FURNITURE, SETS
from riwaya.mentions.names.name import Name
from riwaya.mentions.numbers.number import Number
from riwaya.model import Figure, identity
from riwaya.model.findings import Measure
from riwaya.rules.trace import record
from riwaya.text.document import Document
from riwaya.text.sentences import Sentence


def find_figures(document: Document, numbers: Sequence[Number], names: Sequence[Name]) -> list[Figure]:
    """The counts of people killed, wounded, arrested …, in text order;
    one figure for each measure of a count.

    "مقتل وإصابة العشرات" ("dozens killed and wounded") gives two figures on "العشرات".
    """
    found: list[Figure] = []
    for scene in scenes(document, numbers):
        found += _of_scene(document, scene)
    return found


def _of_scene(document: Document, scene: Scene) -> Iterator[Figure]:
    ids: dict[tuple[int, Measure], str] = {}
    for k, (count, verdicts) in enumerate(zip(scene.counts, decide(scene), strict=True)):
        if not verdicts:
            record("figures", "measure", count.span, "no measure")
        for verdict in verdicts:
            key = identity(document.sha256, "f", count.span, verdict.measure)
            record("figures", verdict.by, count.span, f"won: {verdict.measure}")
            ids[k, verdict.measure] = key
            yield Figure(
                id=key,
                span=count.span,
                low=count.low,
                high=count.high,
                hedge=count.hedge,
                measure=verdict.measure,
                whom=whom_of(scene, count),
                group=group_of(scene, k, verdict.trigger),
                part_of=_whole(scene, k, verdict.measure, ids),
                name=None,
                statement=None,
                event=None,
                by=verdict.by,
            )


def _whole(scene: Scene, k: int, measure: Measure, ids: dict[tuple[int, Measure], str]) -> str | None:
    """The figure that count `k` is a part of: the nearest one of its measure before it that is no part
    itself.
    """
    if not scene.is_part(k):
        return None
    wholes = (ids[j, measure] for j in range(k - 1, -1, -1) if (j, measure) in ids and not scene.is_part(j))
    return next(wholes, None)


def scenes(document: Document, numbers: Sequence[Number]) -> Iterator[Scene]:
    """The sentences that hold a count and a word of a measure."""
    at = 0
    for sentence in document.sentences:
        here = []
        while at < len(numbers) and numbers[at].core < sentence.last:
            here.append(numbers[at])
            at += 1
        told = find_triggers(document, sentence.first, sentence.last)
        told = [t for t in told if not unreal(document, t, sentence.last)]
        triggers = _held_by(document, sentence, told)
        if triggers and not _furniture(document, sentence):
            among = frozenset(t.first for t in triggers if t.kind == "among")
            dual = tuple(SETS["dual_past"])
            dual_verbs = (t.first for t in triggers if document.tokens[t.first].fold.endswith(dual))
            around = Surroundings(among, frozenset(t.last for t in triggers), frozenset(dual_verbs))
            counts = find_counts(document, sentence, here, around)
            if counts:
                yield Scene(document, sentence, counts, triggers)


def _held_by(document: Document, sentence: Sentence, triggers: list[Trigger]) -> list[Trigger]:
    """The triggers, with one measure for a word that is arrest by a state and abduction by fighters
    (احتجز).
    """
    rules = held_by_fighters()
    either = {t.first for t in triggers if t.rule in rules}
    if not either:
        return triggers
    kept = []
    for trigger in triggers:
        if trigger.first in either and trigger.measure in ("arrested", "abducted"):
            fighters = last_body(document, sentence.first, trigger.first, sentence.last) == "armed_group"
            if (trigger.rule in rules) != fighters:
                continue
        kept.append(trigger)
    return kept


def _furniture(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence is a link or a caption: "اقرأ أيضا: …" ("read also")."""
    start = tuple(t.fold for t in document.tokens[sentence.first : sentence.first + 4])
    return any(start[: len(words)] == words for words in FURNITURE)
