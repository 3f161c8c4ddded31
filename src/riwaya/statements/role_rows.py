"""What the model of roles sees of each token around a cue: features without word forms, in groups that hang
on few values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat

from riwaya.rules.decider import Decider, bucket
from riwaya.rules.groups import Groups, Row
from riwaya.rules.kept import kept_with
from riwaya.statements.candidates import Candidate
from riwaya.statements.opening import Opening
from riwaya.statements.proposal import Stretch, propose
from riwaya.statements.view import View, word_features
from riwaya.text.marks import QUOTES

SPEAKER, CONTENT, VIA, CUE, OTHER = "S", "C", "V", "Q", "O"
_BACK = 30
_FAR = 160  # the longest coded content has 107 tokens (train); bounds the work on runaway text


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
    how, cue_id = f"{c.pattern}|{c.form.kind}", f"{c.cue.id}|{c.form.kind}"
    there = _between(labels[first:last], "edge")
    there[c.first - first + 2 : c.last - first + 2] = ["cue"] * (c.last - c.first)
    ruled = _between([_role_at(i, speaker, content) for i in range(first, last)], "")
    rows: list[Row] = []
    for k, i in enumerate(range(first, last), 2):
        if c.first <= i < c.last:
            rows.append(of(_at_cue, how))
            continue
        side, away = ("R", i - c.last + 1) if i >= c.last else ("L", c.first - i)
        label, r, near, state = there[k], ruled[k], bucket(away), side + passed[i]
        row = (
            of(_standing, side, label, r, how, near, state)
            + of(_after, state, cue_id)
            + of(_beside, -1, side, there[k - 2], there[k - 1], ruled[k - 1], label, r)
            + of(_beside, 1, side, there[k + 2], there[k + 1], ruled[k + 1], label, r)
        )
        if named[i]:
            row += of(_named, named[i], side, near, how)
        if tokens[i].kind == "word":
            row += shown(tokens[i].fold, side)
        rows.append(row)
    return rows


def _between(window: list[str], edge: str) -> list[str]:
    """What is known of a window's tokens, with two more at either end: each token has two neighbours on each
    side."""
    return [edge, edge, *window, edge, edge]


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


def _beside(way: int, side: str, far: str, near: str, near_ruled: str, label: str, r: str) -> list[str]:
    """The two tokens before (`way` -1) or after (1) the token: what they are, or the cue, or the edge."""
    found = [f"{2 * way}{side}{far}", f"{way}{side}{near}"]
    if near not in ("edge", "cue"):
        found += [f"{way}{side}{near}|{label}", f"{way}r{near_ruled}|{r}"]
    return found


@cache
def weighing(model: Decider) -> tuple[Groups[int], Callable[[str, str], int]]:
    """What turns groups, and words beside a cue, into the packed sums of what a model weighs them at."""
    under = {side: model.weights.under(side) for side in ("L", "R")}
    return Groups(model.chain.packed), kept_with(
        lambda word, side: sum(map(under[side].get, beside_cue(word), repeat(0)))
    )


def sided(word: str, side: str) -> tuple[str, ...]:
    """The features of a folded word on one side of the cue."""
    return tuple(side + x for x in beside_cue(word))


def beside_cue(word: str) -> list[str]:
    """The features of a folded word that count beside a cue. The fine clusters are left out: they cost and
    bring nothing (content found by cross-validation 0.911 with them and 0.919 without)."""
    return [x for x in word_features(word) if x[0] != "f" or not x[1:2].isdigit()]


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
    said, heard, named = _quoted_at(seen, opens_at, own), False, False
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
        if said >= 0:
            heard = heard or inside == said
            marks = "w" if inside == said else marks or ("e" if heard else "")
        elif opens_at is not None and i >= opens_at:
            named = named or marks == "q"
            marks = marks or ("s" if named else "")
        found[i] = f"{opened}{commas}{marks}{crossed}{verb}{'X' if i in covered else ''}"
        if label[i] == "comma":
            commas = min(commas + 1, 2)
        elif label[i] == "verb" and i not in covered:
            verb = "v"


def _quoted_at(seen: View, at: int | None, own: int) -> int:
    """The quotation that begins where a content does, by its number, or -1: where it closes the content most
    likely ends, where a word in quotation marks within a content does not end it."""
    tokens = seen.document.tokens
    if at is None or at >= len(tokens):
        return -1
    inside = at + 1 if tokens[at].text in QUOTES and at + 1 < len(tokens) else at
    number = seen.document.quote_of[inside]
    if number < 0 or number == own or not 0 <= inside - seen.document.quotes[number].first <= 1:
        return -1
    return number
