"""Which words of the sentence are the cue's speaker, content and channel: features, the model's labels,
the stretches read off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from riwaya.rules.decider import Decider, bucket
from riwaya.rules.groups import Groups, Row
from riwaya.rules.kept import kept_by_all
from riwaya.rules.weights import Weights
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import governed_preps
from riwaya.statements.features import View, word_features
from riwaya.statements.opening import Opening, find_opening, opening_among
from riwaya.statements.proposal import Stretch, propose
from riwaya.text.marks import CLOSING

SPEAKER, CONTENT, VIA, CUE, OTHER = "S", "C", "V", "Q", "O"
_WIDEST_GAP = 2
_NEAR = 2
_MARKS = frozenset({"comma", "stop", "colon", "quote"})
_BACK = 30
_OFFSETS = (-2, -1, 1, 2)
_FAR = 160  # the longest coded content has 107 tokens (train); bounds the work on runaway text


@dataclass(frozen=True, slots=True)
class Roles:
    """The stretches of tokens that play a role for one cue; None where nothing does."""

    speaker: Stretch | None
    content: Stretch | None
    via: Stretch | None


def window(candidate: Candidate) -> tuple[int, int]:
    """The tokens that are labelled for a cue: its sentence, for a verb no further back than its subject
    may stand."""
    sentence = candidate.sentence
    back = _FAR if candidate.pattern == "prep" else _BACK
    return max(sentence.first, candidate.first - back), min(sentence.last, candidate.last + _FAR)


def role_rows(
    seen: View,
    candidate: Candidate,
    others: Sequence[Candidate],
    opening: Opening,
    groups: Groups[Row],
    shown: Callable[[str, str], Row],
) -> list[Row]:
    """A row for every token of the candidate's window; `others` are the sentence's other cues.

    `shown` gives what a token's own word shows on one side of the cue, which hangs on nothing else.
    """
    c, of = candidate, groups.of
    first, last = window(c)
    speaker, content = propose(seen, c, others, opening)
    passed = _passed(seen, c, others, opening)
    labels, named, tokens = seen.label, seen.named, seen.document.tokens
    rule = [_role_at(i, speaker, content) for i in range(first, last)]
    how, cue_id = f"{c.pattern}|{c.form.kind}", f"{c.cue.id}|{c.form.kind}"
    rows: list[Row] = []
    for i in range(first, last):
        if c.first <= i < c.last:
            rows.append(of(_at_cue, how))
            continue
        side, away = ("R", i - c.last + 1) if i >= c.last else ("L", c.first - i)
        label, r, near = labels[i], rule[i - first], bucket(away)
        state = side + passed[i]
        row = of(_standing, side, label, r, how, near, state) + of(_after, state, cue_id)
        if named[i]:
            row += of(_named, named[i], side, near, how)
        if tokens[i].kind == "word":
            row += shown(tokens[i].fold, side)
        for offset in _OFFSETS:
            k = i + offset
            if not first <= k < last:
                row += of(_edge, offset, side, "edge")
            elif c.first <= k < c.last:
                row += of(_edge, offset, side, "cue")
            else:
                row += of(_beside, offset, side, labels[k], rule[k - first], label, r)
        rows.append(row)
    return rows


def _at_cue(how: str) -> list[str]:
    return ["cue", "cue=" + how]


def _standing(side: str, label: str, r: str, how: str, near: str, state: str) -> list[str]:
    return [
        "b" + side, side + label, "r=" + r, f"r={r}|{how}",
        f"d={side}{near}|{how}", f"d={side}{near}|{label}",
        "s=" + state, f"s={state}|{label}", f"s={state}|{near}", f"s={state}|r{r}|{how}",
    ]  # fmt: skip


def _after(state: str, cue_id: str) -> list[str]:
    return [f"s={state}|{cue_id}"]


def _named(name: str, side: str, near: str, how: str) -> list[str]:
    return [f"nm={name}|{side}", f"nm={name}|{side}{near}|{how}"]


def _edge(offset: int, side: str, what: str) -> list[str]:
    return [f"{offset}{side}{what}"]


def _beside(offset: int, side: str, there: str, there_ruled: str, label: str, r: str) -> list[str]:
    found = [f"{offset}{side}{there}"]
    if offset in (-1, 1):
        found += [f"{offset}{side}{there}|{label}", f"{offset}r{there_ruled}|{r}"]
    return found


@cache
def _weighing(weights: Weights) -> tuple[Groups[int], Callable[[str, str], int]]:
    """What turns groups, and words beside a cue, into the packed sums of what a model weighs them at."""
    return Groups(weights.packed), kept_by_all(lambda word, side: weights.packed(sided(word, side)))


def sided(word: str, side: str) -> tuple[str, ...]:
    """The features of a folded word on one side of the cue. The fine clusters are left out: they cost and
    bring nothing
    (content found by cross-validation 0.911 with them and 0.919 without)."""
    return tuple(side + x for x in word_features(word) if x[0] != "f" or not x[1:2].isdigit())


def _role_at(i: int, speaker: Stretch | None, content: Stretch | None) -> str:
    if speaker and speaker[0] <= i < speaker[1]:
        return SPEAKER
    if content and content[0] <= i < content[1]:
        return CONTENT
    return OTHER


def _passed(
    seen: View, candidate: Candidate, others: Sequence[Candidate], opening: Opening
) -> dict[int, str]:
    """What lies between the cue and each token of its window, as one short class."""
    first, last = window(candidate)
    covered = {i for o in others for i in range(o.first, o.last)}
    found: dict[int, str] = {}
    _walk(seen, candidate, range(candidate.last, last), {o.first: o for o in others}, covered, opening, found)
    before = {o.last - 1: o for o in others}
    _walk(seen, candidate, range(candidate.first - 1, first - 1, -1), before, covered, None, found)
    return found


def _walk(
    seen: View, candidate: Candidate, order: range, spots: dict[int, Candidate], covered: set[int],
    opening: Opening | None, found: dict[int, str],
) -> None:  # fmt: skip
    opened, commas, crossed, verb = "", 0, "", ""
    label, quote = seen.label, seen.document.quote_of
    own = quote[candidate.core]
    opens_at = opening.first if opening is not None and opening.kind != "none" else None
    for i in order:
        if opens_at is not None and opening is not None and i >= opens_at:
            opened = opening.kind
        if i in spots:
            o = spots[i]
            crossed = (
                o.form.kind[:4] + o.pattern[:2] + ("," if label[i - 1] in ("comma", "quote", "stop") else "")
            )
        inside = quote[i]
        marks = ("q" if inside != own else "o") if inside >= 0 else ""
        found[i] = f"{opened}{commas}{marks}{crossed}{verb}{'X' if i in covered else ''}"
        if label[i] == "comma":
            commas = min(commas + 1, 2)
        elif label[i] == "verb" and i not in covered:
            verb = "v"


def find_roles(seen: View, candidate: Candidate, others: Sequence[Candidate], model: Decider | None) -> Roles:
    """The roles for one cue: the model's, or the rule's where there is no model."""
    opening = opening_among(seen.document, candidate, others)
    if model is None:
        speaker, content = propose(seen, candidate, others, opening)
        return Roles(speaker, content, None)
    shown = find_opening(seen.document, candidate, candidate.sentence.last)
    sums = role_rows(seen, candidate, others, shown, *_weighing(model.weights))
    roles = read_labels(model.tag_sums(sums), candidate, others)
    content = roles.content
    if content is None or _is_far(content, candidate, others):
        _, ruled = propose(seen, candidate, others, opening)
        content = ruled or content or _said_bare(seen, roles.speaker, candidate, others)
    else:
        content = _from_opening(content, candidate, opening)
    return replace(roles, content=_until_next(seen, content, candidate, others))


def _said_bare(
    seen: View, speaker: Stretch | None, candidate: Candidate, others: Sequence[Candidate]
) -> Stretch | None:
    """What follows a verb of saying that nothing opens: "وأضاف ستكون الأيام المقبلة صعبة" ("and added the
    coming days will be hard"), in brackets up to their end. Worth one statement of train."""
    if candidate.pattern != "verb" or "quote" not in candidate.cue.governs:
        return None
    first, last = candidate.last, candidate.sentence.last
    if speaker is not None and speaker[0] >= first:
        first = speaker[1]
    label, tokens = seen.label, seen.document.tokens
    if first < last and label[first] == "bracket":
        last = next((i for i in range(first + 1, last) if tokens[i].text in CLOSING), last)
    elif first >= last or label[first] != "verb":
        return None
    return None if any(first <= o.first < last for o in others) else (first, last)


def read_labels(labels: Sequence[str], candidate: Candidate, others: Sequence[Candidate] = ()) -> Roles:
    """The stretches of a labelled sentence: one content, the speaker nearest to the cue, the first
    channel."""
    base, _ = window(candidate)
    contents = _runs(labels, CONTENT, base, _WIDEST_GAP)
    speakers = _runs(labels, SPEAKER, base, _NEAR)
    channels = _runs(labels, VIA, base, 1)

    def distance(run: Stretch) -> int:
        return run[0] - candidate.last if run[0] >= candidate.last else candidate.first - run[1]

    return Roles(
        min(speakers, key=distance, default=None),
        _content_of(contents, candidate, others),
        min(channels, key=distance, default=None),
    )


def _from_opening(content: Stretch | None, candidate: Candidate, opening: Opening) -> Stretch | None:
    """The content without what stands before its opening, for cues that take clauses only: a title or a
    name there is
    the speaker's ("قال القائد، سالم الرفاعي، إن"); the document itself is no content of "جاء في" ("it says
    in")."""
    if content is None or opening.kind == "none":
        return content
    if candidate.pattern == "document" and content[0] < opening.first:
        return opening.first, content[1] if content[1] > opening.first else candidate.sentence.last
    clause = opening.kind in ("that", "colon", "quote") and not {"noun", "addressee"} & set(
        candidate.cue.governs
    )
    if candidate.pattern == "verb" and clause and candidate.last <= content[0] < opening.first < content[1]:
        return opening.first, content[1]
    return content


def _until_next(
    seen: View, content: Stretch | None, candidate: Candidate, others: Sequence[Candidate]
) -> Stretch | None:
    """The content up to the next cue. A verb's leaves out that cue's clause: "، ودعا", "، مؤكدا" after a
    comma or a closing quote go on with the report, unless a quotation holds both; what stands before a source
    ("بحسب", "according to") runs up to it.

    With the rule's content where the model reads none: contents of coded cues overlapping by half 0.943 to
    0.947 by cross-validation on train, 0.895 to 0.905 held back, 0.920 to 0.931 on dev.
    """
    if content is None or candidate.pattern not in ("verb", "prep"):
        return content
    first, last = content
    if candidate.pattern == "prep":
        free = last <= candidate.first and not any(last <= o.first < candidate.first for o in others)
        return (first, candidate.first) if free else content
    if seen.label[last - 1] == "prep":  # no content ends in a preposition: on to the next mark or cue
        ends = {o.first for o in others}
        while last < candidate.sentence.last and last not in ends and seen.label[last] not in _MARKS:
            last += 1
    quote = seen.document.quote_of
    for other in others:
        parted = first < other.first < last and seen.label[other.first - 1] in ("comma", "quote", "stop")
        goes_on = bool(other.prefix) or other.form.kind == "participle"
        if parted and goes_on and other.pattern == "verb" and quote[other.core] == quote[candidate.core]:
            return first, other.first
    return first, last


def _is_far(content: Stretch | None, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a verb's content begins only after another cue: the rule's content is the better one then."""
    return (
        content is not None
        and candidate.pattern == "verb"
        and any(candidate.last <= o.first < content[0] for o in others)
    )


def _content_of(runs: Sequence[Stretch], candidate: Candidate, others: Sequence[Candidate]) -> Stretch | None:
    """The content among several runs: for a verb the longest before the next cue, if any stands there;
    else the longest."""
    if candidate.pattern != "prep":
        cues_after = [o.first for o in others if o.first >= candidate.last]
        near = [r for r in runs if r[0] >= candidate.last and (not cues_after or r[0] < min(cues_after))]
        runs = near or runs
    return max(runs, key=lambda r: r[1] - r[0], default=None)


def _runs(labels: Sequence[str], wanted: str, base: int, gap: int) -> list[Stretch]:
    """The runs of one label, joined over gaps of up to `gap` tokens of nothing."""
    found: list[Stretch] = []
    for i, label in enumerate(labels):
        if label != wanted:
            continue
        if (
            found
            and i + base - found[-1][1] <= gap
            and all(x == OTHER for x in labels[found[-1][1] - base : i])
        ):
            found[-1] = (found[-1][0], i + base + 1)
        else:
            found.append((i + base, i + base + 1))
    return found


def content_letters(candidate: Candidate, seen: View, first: int) -> int:
    """Letters of the governed preposition written on to the first content token, to be left out."""
    clitic = seen.document.tokens[first].clitic
    return len(clitic) if clitic and clitic in governed_preps(candidate.cue.id) else 0
