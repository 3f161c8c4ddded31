"""Which words of the sentence are the cue's speaker, content and channel: features, the model's labels, the stretches read off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.rules.decider import Decider, bucket
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import governed_preps
from riwaya.statements.features import View
from riwaya.statements.opening import Opening, find_opening
from riwaya.statements.proposal import Stretch, propose

SPEAKER, CONTENT, VIA, CUE, OTHER = "S", "C", "V", "Q", "O"
_WIDEST_GAP = 2
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Roles:
    """The stretches of tokens that play a role for one cue; None where nothing does."""

    speaker: Stretch | None
    content: Stretch | None
    via: Stretch | None


def role_rows(seen: View, candidate: Candidate, others: Sequence[Candidate], opening: Opening) -> list[list[str]]:
    """A feature list for every token of the candidate's sentence; `others` are the sentence's other cues."""
    sentence, c = candidate.sentence, candidate
    speaker, content = propose(seen, c, others, opening)
    state = _State(seen, c, others, opening)
    how = f"{c.pattern}|{c.form.kind}"
    rows = []
    for i in range(sentence.first, sentence.last):
        label = seen.label[i]
        rule = _role_at(i, speaker, content)
        if c.first <= i < c.last:
            rows.append(["cue", f"cue={how}"])
            continue
        side = "R" if i >= c.last else "L"
        away = i - c.last + 1 if side == "R" else c.first - i
        f = ["b" + side, f"{side}{label}", f"r={rule}", f"r={rule}|{how}"]
        near = bucket(away)
        f.append(f"d={side}{near}|{how}")
        f.append(f"d={side}{near}|{label}")
        passed = state.at(i)
        f.append(f"s={side}{passed}")
        f.append(f"s={side}{passed}|{label}")
        f.append(f"s={side}{passed}|{c.cue.id}|{c.form.kind}")
        f.append(f"s={side}{passed}|{near}")
        f.append(f"s={side}{passed}|r{rule}|{how}")
        if seen.named[i]:
            f += [f"nm={seen.named[i]}|{side}", f"nm={seen.named[i]}|{side}{near}|{how}"]
        f += [side + x for x in seen.base[i]]
        for offset in (-2, -1, 1, 2):
            j = i + offset
            if not sentence.first <= j < sentence.last:
                f.append(f"{offset}edge{side}")
            elif c.first <= j < c.last:
                f.append(f"{offset}cue{side}")
            else:
                f.append(f"{offset}{side}{seen.label[j]}")
                if abs(offset) == 1:
                    f += [f"{offset}{x}" for x in seen.base[j][:3]]
                    f.append(f"{offset}{seen.label[j]}|{label}|{side}")
                    f.append(f"{offset}r{_role_at(j, speaker, content)}|{rule}")
        rows.append(f)
    return rows


def _role_at(i: int, speaker: Stretch | None, content: Stretch | None) -> str:
    if speaker and speaker[0] <= i < speaker[1]:
        return SPEAKER
    if content and content[0] <= i < content[1]:
        return CONTENT
    return OTHER


class _State:
    """What lies between the cue and a token, as one short class."""

    def __init__(self, seen: View, candidate: Candidate, others: Sequence[Candidate], opening: Opening) -> None:
        self._seen, self._c, self._opening = seen, candidate, opening
        sentence = candidate.sentence
        self._quote = seen.document.quote_of
        self._own = self._quote[candidate.core]
        self._passed: dict[int, str] = {}
        spots = {o.first: o for o in others}
        covered = {i for o in others for i in range(o.first, o.last)}
        self._walk(range(candidate.last, sentence.last), spots, covered, opening)
        self._walk(range(candidate.first - 1, sentence.first - 1, -1), {o.last - 1: o for o in others}, covered, None)

    def _walk(self, order: range, spots: dict[int, Candidate], covered: set[int], opening: Opening | None) -> None:
        opened, commas, crossed, verb = "", 0, "", 0
        label = self._seen.label
        for i in order:
            if opening is not None and opening.kind != "none" and i >= opening.first:
                opened = opening.kind
            if i in spots:
                o = spots[i]
                crossed = o.form.kind[:4] + o.pattern[:2] + ("," if label[i - 1] in ("comma", "quote", "stop") else "")
            inside = self._quote[i]
            quote = "q" if inside >= 0 and inside != self._own else ("o" if inside >= 0 else "")
            here = "X" if i in covered else ""
            self._passed[i] = f"{opened}{min(commas, 2)}{quote}{crossed}{'v' if verb else ''}{here}"
            if label[i] == "comma":
                commas += 1
            elif label[i] == "verb" and i not in covered:
                verb = 1

    def at(self, i: int) -> str:
        return self._passed[i]


def find_roles(seen: View, candidate: Candidate, others: Sequence[Candidate], model: Decider | None) -> Roles:
    """The roles for one cue: the model's, or the rule's where there is no model."""
    opening = find_opening(seen.document, candidate, candidate.sentence.last)
    if model is None:
        speaker, content = propose(seen, candidate, others, opening)
        return Roles(speaker, content, None)
    labels = model.tag(role_rows(seen, candidate, others, opening))
    return read_labels(labels, candidate)


def read_labels(labels: Sequence[str], candidate: Candidate) -> Roles:
    """The stretches of a labelled sentence: the longest content, the speaker nearest to the cue, the first channel."""
    base = candidate.sentence.first
    contents = _runs(labels, CONTENT, base, _WIDEST_GAP)
    speakers = _runs(labels, SPEAKER, base, _NEAR)
    channels = _runs(labels, VIA, base, 1)

    def distance(run: Stretch) -> int:
        return run[0] - candidate.last if run[0] >= candidate.last else candidate.first - run[1]

    return Roles(
        min(speakers, key=distance, default=None),
        max(contents, key=lambda r: r[1] - r[0], default=None),
        min(channels, key=distance, default=None),
    )


def _runs(labels: Sequence[str], wanted: str, base: int, gap: int) -> list[Stretch]:
    """The runs of one label, joined over gaps of up to `gap` tokens of nothing."""
    found: list[Stretch] = []
    for i, label in enumerate(labels):
        if label != wanted:
            continue
        if found and i + base - found[-1][1] <= gap and all(x == OTHER for x in labels[found[-1][1] - base : i]):
            found[-1] = (found[-1][0], i + base + 1)
        else:
            found.append((i + base, i + base + 1))
    return found


def content_letters(candidate: Candidate, seen: View, first: int) -> int:
    """Letters of the governed preposition written on to the first content token, to be left out."""
    if first == candidate.last or first > 0:
        token = seen.document.tokens[first]
        preps = governed_preps(candidate.cue.id)
        for variant in token.variants[1:]:
            if variant.prefix in preps and len(variant.stem) > 2:
                return len(variant.prefix)
    return 0
