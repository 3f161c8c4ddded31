"""What the decision whether a cue reports is made from: classes, clusters, distances, the rule's proposal."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.rules.decider import bucket
from riwaya.rules.groups import Groups, Row
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import cue_readings, governed_preps
from riwaya.statements.opening import Opening, find_opening
from riwaya.statements.view import ACCUSATIVE, View, sense
from riwaya.text.clitics import PARTS
from riwaya.text.wordclass import possible_forms

_SUBJECT = 8  # tokens after the cue in which its subject is looked for
_PASSIVE_MARK, _VOWEL_REACH = "\u064f", 4


def cue_features(
    seen: View,
    candidate: Candidate,
    earlier: Sequence[Candidate],
    following: Sequence[Candidate],
    groups: Groups[Row],
) -> Row:
    """The row of the decision whether `candidate` reports, given the other candidates of its sentence."""
    before = earlier[-1] if earlier else None
    after = following[0] if following else None
    document, cue, c, of = seen.document, candidate.cue, candidate, groups.of
    first, last, sentence, kind, label = c.first, c.last, c.sentence, c.form.kind, seen.label
    opening = find_opening(document, c, sentence.last)
    quoted, suffix = document.quote_of[c.core] >= 0, bool(c.suffix)
    passive = _PASSIVE_MARK in document.tokens[c.core].text[:_VOWEL_REACH]
    row = of(_itself, cue.id, cue.act, kind, c.pattern, c.led, c.prefix, passive, suffix, label[c.core])
    row += of(_word, document.tokens[c.core].fold, kind, cue.id)
    for offset in (1, 2, 3):
        for i, name in ((last - 1 + offset, f"+{offset}"), (first - offset, f"-{offset}")):
            if sentence.first <= i < sentence.last:
                shown = seen.by_itself(i) if offset <= 2 else ()
                row += of(_beside, name, label[i], seen.named[i], kind) + of(_shown, name, shown)
            else:
                row += of(_edge, name)
    distance = bucket(opening.at - last) if opening.kind != "none" else "no"
    between = crosses(seen, following, opening)
    row += of(_opens, opening.kind, distance, between, cue.id, kind, c.pattern, suffix)
    row += of(_stands, quoted, kind, bucket(first - sentence.first), sentence.paragraph in seen.loose)
    row += of(_left, bucket(sentence.last - last), rule_accepts(seen, c, opening, between))
    if after is None:
        row += of(_no_cue, "aft")
    else:
        gap = bucket(after.first - last)
        row += of(_cue, "aft", after.pattern, after.form.kind, gap, after.cue.id, cue.id)
    if before is None:
        row += of(_no_cue, "bef")
    else:
        gap = bucket(first - before.last)
        row += of(_cue, "bef", before.pattern, before.form.kind, gap, before.cue.id, cue.id)
    row += _joint(seen, c, opening.kind, between, groups)
    row += _setting(seen, c, before, opening, groups)
    return row + _source(seen, c, earlier, groups) if c.pattern == "prep" else row


def _itself(
    cue: str, act: str, kind: str, pattern: str, led: bool, prefix: str, passive: bool, suffix: bool, own: str
) -> list[str]:
    return [
        "b", f"id={cue}", f"k={kind}", f"p={pattern}", f"id={cue}|{kind}|{led}", f"act={act}|{kind}",
        f"px={'+'.join(sorted(PARTS.get(prefix, ())))}|{kind}", f"u={passive}|{kind}",
        f"sx={suffix}|{kind}|{led}", f"own={own}|{kind}",
    ]  # fmt: skip


def _word(word: str, kind: str, cue: str) -> list[str]:
    """What the folded cue may be: kinds of cues, forms of verbs; whether a participle is an accusative, as
    "متهما" ("accusing") is and "متهم" ("a defendant") is not."""
    kinds = "+".join(sorted({r.form.kind for r in cue_readings(word)}))
    found = [f"readings={kinds}", "vf=" + "+".join(sorted(possible_forms(word)))]
    if kind == "participle":
        accusative = word.endswith(ACCUSATIVE)
        found += [f"acc={accusative}", f"acc={accusative}|{cue}"]
    return found


def _edge(name: str) -> list[str]:
    return [f"{name}=edge"]


def _beside(name: str, label: str, named: str, kind: str) -> list[str]:
    found = [f"{name}={label}", f"{name}={label}|{kind}"]
    return [*found, f"{name}nm={named}|{kind}"] if named else found


def _shown(name: str, base: tuple[str, ...]) -> list[str]:
    return [f"{name}{x}" for x in base]


def _opens(
    opening: str, distance: str, between: str, cue: str, kind: str, pattern: str, suffix: bool
) -> list[str]:
    return [
        f"open={opening}|{between}", f"open={opening}|{distance}|{between}",
        f"open={opening}|{cue}|{kind}|{between}", f"open={opening}|{pattern}|{between}|{suffix}",
    ]  # fmt: skip


def _stands(quoted: bool, kind: str, at: str, loose: bool) -> list[str]:
    found = [f"inq={quoted}|{kind}", f"pos={at}"]
    return [*found, "loose", f"loose|{kind}"] if loose else found


def _left(tokens: str, accepted: bool) -> list[str]:
    return [f"left={tokens}", f"rule={accepted}"]


def _no_cue(side: str) -> list[str]:
    return [f"{side}=no"]


def _cue(side: str, pattern: str, kind: str, gap: str, cue: str, own: str) -> list[str]:
    return [f"{side}={pattern}|{kind}|{gap}", f"{side}={cue}|{own}"]


def _joint(seen: View, c: Candidate, opening: str, between: str, groups: Groups[Row]) -> Row:
    """Features of two or three things at once: what a linear decision cannot add up by itself."""
    last, sentence = c.last, c.sentence
    before = seen.label[c.first - 1] if c.first > sentence.first else "edge"
    after = seen.label[last] if last < sentence.last else "edge"
    then = seen.label[last + 1] if last + 1 < sentence.last else "edge"
    head = "edge"
    if last < sentence.last:
        base = seen.by_itself(last)
        head = "masdar" if "vf_masdar" in base else ("def" if "def" in base else after)
    named = bool(seen.named[last]) if last < sentence.last else False
    governs = "+".join(c.cue.governs)
    of, kind = groups.of, c.form.kind
    row = of(_cue_and_next, c.cue.id, kind, before, after, then, head)
    return row + of(_both, governs, before, kind, opening, between, c.form.agrees, head, named)


def _cue_and_next(cue: str, kind: str, before: str, after: str, then: str, head: str) -> list[str]:
    return [f"j1={before}|{after}|{kind}", f"j2={cue}|{after}|{then}", f"j3={cue}|{head}|{kind}"]


def _both(
    governs: str, before: str, kind: str, opening: str, between: str, agrees: str, head: str, named: bool
) -> list[str]:
    return [
        f"j4={before}|{kind}|{opening}|{between}", f"j7={governs}|{opening}|{between}|{kind}",
        f"j10={agrees}|{kind}|{head}|{named}",
    ]  # fmt: skip


def _setting(
    seen: View, c: Candidate, before: Candidate | None, opening: Opening, groups: Groups[Row]
) -> Row:
    """Where a candidate stands: inside a name, in a relative clause, in what an earlier one opens; who could
    be its subject."""
    document, sentence, kind, named = seen.document, c.sentence, c.form.kind, seen.named
    tokens, of, cue = document.tokens, groups.of, c.cue.id
    limit = min(sentence.last, c.last + _SUBJECT, opening.at if opening.kind != "none" else sentence.last)
    after = next((named[i][1:] for i in range(c.last, limit) if named[i].startswith("B")), "")
    preps = governed_preps(cue)
    governed = next(
        (
            i - c.last
            for i in range(c.last, min(sentence.last, c.last + _SUBJECT))
            if tokens[i].fold in preps or tokens[i].clitic in preps
        ),
        -1,
    )
    shared = "none"
    if before is not None:
        own = find_opening(document, before, sentence.last)
        if own.kind != "none":
            shared = f"{own.kind}{'=' if own.at == opening.at else '<' if own.at < c.first else '>'}"
    object_at, meant = _object_sense(seen, c, limit)
    lead = seen.label[c.first - 1] if c.first > sentence.first else "edge"
    row = of(_named, named[c.core], seen.by_itself(c.core), kind)
    row += of(_within, shared, kind, cue, document.quote_of[c.core] >= 0, c.form.agrees, before is not None)
    row += of(_followed, after, governed, kind, cue, opening.kind)
    row += of(_object, meant, bucket(object_at), kind, cue, opening.kind)
    row += of(_led, bool(c.suffix), cue, lead)
    if kind == "participle" and c.first > sentence.first:
        prev = seen.by_itself(c.first - 1)
        shown = ("fem" in prev, "def" in prev)
        row += of(_participle, seen.label[c.first - 1], *shown, c.form.agrees, opening.kind)
    return row


def _named(name: str, base: tuple[str, ...], kind: str) -> list[str]:
    return [f"A{name}|{kind}", *(f"B{x}" for x in base)]


def _within(shared: str, kind: str, cue: str, quoted: bool, agrees: str, second: bool) -> list[str]:
    return [f"C{shared}|{kind}", f"C{shared}|{cue}", f"E{quoted}|{agrees}|{second}|{kind}"]


def _followed(name: str, governed: int, kind: str, cue: str, opening: str) -> list[str]:
    return [f"G{name}|{kind}", f"G{name}|{cue}", f"I{governed}|{cue}", f"I{governed}|{kind}|{opening}"]


def _object(meant: str, at: str, kind: str, cue: str, opening: str) -> list[str]:
    return [f"O{meant}|{kind}|{opening}", f"O{meant}|{cue}", f"O{meant}|{at}|{kind}"]


def _led(suffix: bool, cue: str, lead: str) -> list[str]:
    return [f"S{suffix}|{cue}|{lead}"]


def _participle(label: str, feminine: bool, definite: bool, agrees: str, opening: str) -> list[str]:
    return [f"M{label}|{feminine}|{definite}|{agrees}", f"M{feminine}|{definite}|{agrees}|{opening}"]


def _source(seen: View, c: Candidate, earlier: Sequence[Candidate], groups: Groups[Row]) -> Row:
    """Features of a source phrase: whether somebody is already speaking, who or what follows it."""
    told = "no"
    for other in earlier:
        opening = find_opening(seen.document, other, c.first)
        if other.pattern == "verb" and opening.kind in ("that", "colon", "quote"):
            told = opening.kind
    sentence, last = c.sentence, c.last
    base = seen.by_itself(last) if last < sentence.last else ()
    named = seen.named[last][1:] if last < sentence.last else ""
    meant = next((x for x in base if x.startswith("n_")), "via" if "vianoun" in base else "")
    ends = all(seen.label[i] != "verb" for i in range(last, sentence.last))
    return groups.of(_told, told, c.cue.id, c.led, named, meant, ends, c.first - sentence.first > 2)


def _told(told: str, cue: str, led: bool, named: str, meant: str, ends: bool, late: bool) -> list[str]:
    return [
        f"T{told}|{cue}|{led}", f"T{told}|{named}|{meant}", f"T{told}|{ends}|{late}",
        f"U{named}|{meant}|{cue}",
    ]  # fmt: skip


def _object_sense(seen: View, c: Candidate, limit: int) -> tuple[int, str]:
    """How far after the cue the first noun of a known sense stands before token `limit`, and its sense."""
    for i in range(c.last, limit):
        token = seen.document.tokens[i]
        meant = sense(token.fold) if token.kind == "word" else ""
        if meant:
            return i - c.last, "n_" + meant
    return -1, ""


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
