"""What the decision whether a cue reports is made from: classes, clusters, distances, the rule's proposal."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.rules.decider import bucket
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import cue_readings, governed_preps
from riwaya.statements.opening import Opening, find_opening
from riwaya.statements.view import View
from riwaya.text.clitics import PARTS
from riwaya.text.wordclass import possible_forms

_SUBJECT = 8  # tokens after the cue in which its subject is looked for
_PASSIVE_MARK, _VOWEL_REACH = "\u064f", 4


def cue_features(
    seen: View, candidate: Candidate, earlier: Sequence[Candidate], following: Sequence[Candidate]
) -> list[str]:
    """Features of the decision whether `candidate` reports here, given the other candidates of its
    sentence."""
    before = earlier[-1] if earlier else None
    after = following[0] if following else None
    document, cue, c = seen.document, candidate.cue, candidate
    first, last, sentence = c.first, c.last, c.sentence
    opening = find_opening(document, c, sentence.last)
    f = ["b", f"id={cue.id}", f"k={c.form.kind}", f"p={c.pattern}", f"id={cue.id}|{c.form.kind}|{c.led}"]
    f.append(f"act={cue.act}|{c.form.kind}")
    f.append(f"px={'+'.join(sorted(PARTS.get(c.prefix, ())))}|{c.form.kind}")
    f.append(f"u={_PASSIVE_MARK in document.tokens[c.core].text[:_VOWEL_REACH]}|{c.form.kind}")
    f.append(f"sx={bool(c.suffix)}|{c.form.kind}|{c.led}")
    f.append(f"own={seen.label[c.core]}|{c.form.kind}")
    words = document.tokens[c.core].fold
    f.append("readings=" + "+".join(sorted({r.form.kind for r in cue_readings(words)})))
    f.append("vf=" + "+".join(sorted(possible_forms(words))))
    for offset in (1, 2, 3):
        right, left = last - 1 + offset, first - offset
        f += _neighbour(seen, right, f"+{offset}", offset, right < sentence.last, c.form.kind)
        f += _neighbour(seen, left, f"-{offset}", offset, left >= sentence.first, c.form.kind)
    distance = bucket(opening.at - last) if opening.kind != "none" else "no"
    between = crosses(seen, following, opening)
    f.append(f"open={opening.kind}|{between}")
    f.append(f"open={opening.kind}|{distance}|{between}")
    f.append(f"open={opening.kind}|{cue.id}|{c.form.kind}|{between}")
    f.append(f"open={opening.kind}|{c.pattern}|{between}|{bool(c.suffix)}")
    f.append(f"inq={document.quote_of[c.core] >= 0}|{c.form.kind}")
    f.append(f"pos={bucket(first - sentence.first)}")
    if sentence.paragraph in seen.loose:
        f += ["loose", f"loose|{c.form.kind}"]
    f.append(f"left={bucket(sentence.last - last)}")
    f.append(
        "aft=no" if after is None else f"aft={after.pattern}|{after.form.kind}|{bucket(after.first - last)}"
    )
    f.append(
        "bef=no"
        if before is None
        else f"bef={before.pattern}|{before.form.kind}|{bucket(first - before.last)}"
    )
    if before is not None:
        f.append(f"bef={before.cue.id}|{cue.id}")
    if after is not None:
        f.append(f"aft={after.cue.id}|{cue.id}")
    f += _joint(seen, c, opening.kind, between)
    f += _setting(seen, c, before, opening)
    if c.pattern == "prep":
        f += _source(seen, c, earlier)
    f.append(f"rule={rule_accepts(seen, c, opening, between)}")
    return f


def _joint(seen: View, c: Candidate, opening: str, between: str) -> list[str]:
    """Features of two or three things at once: what a linear decision cannot add up by itself."""
    last, sentence = c.last, c.sentence
    kind, cue = c.form.kind, c.cue
    before = seen.label[c.first - 1] if c.first > sentence.first else "edge"
    after = seen.label[last] if last < sentence.last else "edge"
    then = seen.label[last + 1] if last + 1 < sentence.last else "edge"
    head = "edge"
    if last < sentence.last:
        base = seen.base[last]
        head = "masdar" if "vf_masdar" in base else ("def" if "def" in base else after)
    governs = "+".join(cue.governs)
    named = seen.named[last] if last < sentence.last else ""
    return [
        f"j1={before}|{after}|{kind}",
        f"j2={cue.id}|{after}|{then}",
        f"j3={cue.id}|{head}|{kind}",
        f"j4={before}|{kind}|{opening}|{between}",
        f"j7={governs}|{opening}|{between}|{kind}",
        f"j10={c.form.agrees}|{kind}|{head}|{bool(named)}",
    ]


def _setting(seen: View, c: Candidate, before: Candidate | None, opening: Opening) -> list[str]:
    """Where a candidate stands: inside a name, in a relative clause, in what an earlier one opens; who could
    be its subject."""
    document, sentence, kind, named = seen.document, c.sentence, c.form.kind, seen.named
    limit = min(sentence.last, c.last + _SUBJECT, opening.at if opening.kind != "none" else sentence.last)
    after = [named[i][1:] for i in range(c.last, limit) if named[i].startswith("B")]
    preps = governed_preps(c.cue.id)
    governed = next(
        (
            i - c.last
            for i in range(c.last, min(sentence.last, c.last + _SUBJECT))
            if document.tokens[i].fold in preps or document.tokens[i].clitic in preps
        ),
        -1,
    )
    shared = "none"
    if before is not None:
        own = find_opening(document, before, sentence.last)
        if own.kind != "none":
            shared = f"{own.kind}{'=' if own.at == opening.at else '<' if own.at < c.first else '>'}"
    f = [
        f"A{named[c.core]}|{kind}",
        *(f"B{x}" for x in seen.base[c.core]),
        f"C{shared}|{kind}",
        f"C{shared}|{c.cue.id}",
        f"E{document.quote_of[c.core] >= 0}|{c.form.agrees}|{before is not None}|{kind}",
        f"G{after[0] if after else ''}|{kind}",
        f"G{after[0] if after else ''}|{c.cue.id}",
        f"I{governed}|{c.cue.id}",
        f"I{governed}|{kind}|{opening.kind}",
    ]
    object_at, meant = _object_sense(seen, c, limit)
    lead = seen.label[c.first - 1] if c.first > sentence.first else "edge"
    f += [
        f"O{meant}|{kind}|{opening.kind}",
        f"O{meant}|{c.cue.id}",
        f"O{meant}|{bucket(object_at)}|{kind}",
        f"S{bool(c.suffix)}|{c.cue.id}|{lead}",
    ]
    if kind == "participle" and c.first > sentence.first:
        prev = seen.base[c.first - 1]
        f.append(f"M{seen.label[c.first - 1]}|{'fem' in prev}|{'def' in prev}|{c.form.agrees}")
        f.append(f"M{'fem' in prev}|{'def' in prev}|{c.form.agrees}|{opening.kind}")
    return f


def _source(seen: View, c: Candidate, earlier: Sequence[Candidate]) -> list[str]:
    """Features of a source phrase: whether somebody is already speaking, who or what follows it."""
    told = "no"
    for other in earlier:
        opening = find_opening(seen.document, other, c.first)
        if other.pattern == "verb" and opening.kind in ("that", "colon", "quote"):
            told = opening.kind
    sentence, last = c.sentence, c.last
    base = seen.base[last] if last < sentence.last else ()
    named = seen.named[last][1:] if last < sentence.last else ""
    meant = next((x for x in base if x.startswith("n_")), "via" if "vianoun" in base else "")
    ends = all(seen.label[i] != "verb" for i in range(last, sentence.last))
    return [
        f"T{told}|{c.cue.id}|{c.led}",
        f"T{told}|{named}|{meant}",
        f"T{told}|{ends}|{c.first - sentence.first > 2}",
        f"U{named}|{meant}|{c.cue.id}",
    ]


def _object_sense(seen: View, c: Candidate, limit: int) -> tuple[int, str]:
    """How far after the cue the first noun of a known sense stands before token `limit`, and its sense."""
    for i in range(c.last, limit):
        meant = next((x for x in seen.base[i] if x.startswith("n_")), "")
        if meant:
            return i - c.last, meant
    return -1, ""


def _neighbour(seen: View, i: int, name: str, offset: int, inside: bool, kind: str) -> list[str]:
    if not inside:
        return [f"{name}=edge"]
    found = [f"{name}={seen.label[i]}", f"{name}={seen.label[i]}|{kind}"]
    if seen.named[i]:
        found.append(f"{name}nm={seen.named[i]}|{kind}")
    if offset <= 2:
        found += [f"{name}{x}" for x in seen.base[i]]
    return found


def crosses(seen: View, following: Sequence[Candidate], opening: Opening) -> str:
    """What kind of later cue stands before the opening, which may then be that cue's: "verb",
    "participle", "other" or ""."""
    if opening.kind == "none":
        return ""
    for other in following:
        if other.first >= opening.at:
            break
        if other.form.kind in ("past", "present") and seen.label[other.core] == "verb":
            return "verb"
        if other.form.kind == "participle":
            return "participle" if seen.label[other.first - 1] == "comma" else "other"
        return "other"
    return ""


def rule_accepts(seen: View, candidate: Candidate, opening: Opening, between: str) -> bool:
    """The rule without a model: something opens a content, or a bare noun that the cue governs follows."""
    cue, c = candidate.cue, candidate
    before = seen.label[c.first - 1] if c.first > c.sentence.first else "edge"
    if before in ("neg",):
        return False
    if c.pattern == "prep":
        return c.last < c.sentence.last
    if opening.kind in ("that", "colon", "quote") and between in ("", "other"):
        return c.pattern != "noun" or opening.at - c.last <= 2
    if c.pattern in ("noun", "document", "relay") or c.form.kind == "noun":
        return False
    if seen.label[c.core] not in ("verb", "participle", "noun") or before == "rel":
        return False
    if opening.kind == "prep" and not between:
        return True
    return "noun" in cue.governs and c.form.kind in ("past", "present") and c.last < c.sentence.last
