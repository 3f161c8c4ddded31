"""Which of the speakers that the decision holds nearly as likely: trees over what it thinks of each, and of
where each stands.

In "وقال في تصريحات لصحيفة محلية إن" ("and he said in remarks to a local paper that") between the man who
spoke last and the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, log

from riwaya.rules.trees import Forest
from riwaya.statements.candidates import Candidate
from riwaya.statements.options import OWN, Option, Scene
from riwaya.statements.speaker_features import OPPOSITE, seat_of
from riwaya.statements.view import LABEL, View

MODEL = "statement_speaker_ranks"
QUESTION = "speaker"
MEANS = ("cue", "origin", "kind")
FEATURES = (
    "odds", "margin", "rank", "options", "own", "agrees", "form", "by_model", "by_rule", "spoken", "voice",
    "ago", "recency", "between", "past", "before", "after", "width", "in_content", "since", "times",
    "voices", "lead", "position", *MEANS,
)  # fmt: skip
# Log-odds that the likeliest may be ahead and still be asked about: asked about any lead the trees choose no
# better, of 3.5 options a cue instead of 0.7.
CLOSE = 1.0
_FORMS = ("past", "present", "participle", "noun", "phrase")
_LEAST, _FAR, _NONE = 1e-12, 6, -1.0


def odds_of(chance: float) -> float:
    """The log-odds of a chance."""
    chance = min(1 - _LEAST, max(_LEAST, chance))
    return log(chance / (1 - chance))


def close(odds: Sequence[float]) -> bool:
    """Whether a second option is nearly as likely as the likeliest."""
    ranked = sorted(odds)
    return len(ranked) > 1 and ranked[-1] - ranked[-2] <= CLOSE


def rank_keys(cue: Candidate, option: Option) -> tuple[str, ...]:
    """What the learnt means of an option hang on, in the order of MEANS."""
    side = "V"
    if option.origins & OWN:
        side = "R" if option.mention[0] >= cue.last else "L"
    origin = "+".join(sorted(option.origins))
    return (
        f"{cue.cue.id}{side}",
        f"{option.by}|{origin}",
        f"{option.kind}|{cue.form.kind}|{agreement_of(cue, option)}",
    )


def agreement_of(cue: Candidate, option: Option) -> int:
    """0 where the verb agrees with the option, 1 where it tells nothing, 2 where it clashes."""
    verb = cue.form.agrees
    return 0 if verb in option.agrees else 1 if verb in ("", "s", "d") or verb not in OPPOSITE else 2


def rank_rows(
    seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], odds: Sequence[float]
) -> list[list[float]]:
    """The features of all options but for the learnt means; `odds` are the decision's."""
    order = sorted(range(len(found)), key=lambda n: -odds[n])
    rank = {n: at for at, n in enumerate(order)}
    rows = []
    for n, option in enumerate(found):
        best = max((x for m, x in enumerate(odds) if m != n), default=-inf)
        rows.append(
            [odds[n], max(odds[n] - best, -99.0), rank[n], len(found), *_row(seen, cue, scene, found, option)]
        )
    return rows


def _row(seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], option: Option) -> list[float]:
    index, label, sentence = seen.document.sentence_index, seen.label, cue.sentence
    first, last = option.mention
    origins, voices = option.origins, scene.memory.voices
    own = bool(origins & OWN)
    between, past, before, after, width, inside = _NONE, _NONE, _NONE, _NONE, _NONE, False
    if own:
        seat = seat_of(seen, cue, scene, found, option)
        between, past, width = len(seat.between), seat.past, last - first
        before = LABEL.get(seat.before, _NONE)
        after = LABEL.get(label[last], _NONE) if last < sentence.last else 0.0
        inside = scene.content is not None and scene.content[0] <= first < scene.content[1]
    since = min(index[cue.first] - index[option.voice.at], _FAR) if option.voice else _NONE
    times = sum(1 for v in voices if v.identity.bare == option.bare) if option.bare else _NONE
    lead = LABEL.get(label[cue.first - 1], _NONE) if cue.first > sentence.first else 0.0
    return [
        own, agreement_of(cue, option), _FORMS.index(cue.form.kind), "model" in origins, "rule" in origins,
        "spoken" in origins, "voice" in origins, index[cue.first] - index[first], option.rank, between, past,
        before, after, width, inside, since, times, len(voices), lead, cue.first - sentence.first,
    ]  # fmt: skip


def best_option(
    seen: View,
    cue: Candidate,
    scene: Scene,
    found: Sequence[Option],
    odds: Sequence[float],
    trees: Forest | None,
) -> Option:
    """The likeliest of the options by the decision's log-odds, or by them and the trees where it is close."""
    if trees is not None and close(odds):
        ranks = ranked(seen, cue, scene, found, odds, trees)
        odds = [one + other for one, other in zip(odds, ranks, strict=True)]
    return found[odds.index(max(odds))]


def ranked(
    seen: View, cue: Candidate, scene: Scene, found: Sequence[Option], odds: Sequence[float], trees: Forest
) -> list[float]:
    """How high the trees rank each option, as log-odds."""
    ranks = []
    for option, row in zip(found, rank_rows(seen, cue, scene, found, odds), strict=True):
        ranks.append(odds_of(trees.chance(QUESTION, row + trees.learnt(MEANS, rank_keys(cue, option)))))
    return ranks
