"""Bodies and outlets: listed ones, and phrases that a common noun such as "ministry" or "newspaper" opens."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence, articled, definite, demonym, joined
from riwaya.mentions.names.grammar import (
    ALSO_A_PLACE,
    AS_PREPOSITION,
    BY,
    CONJ,
    DEPENDENT,
    MAY_STAY_OPEN,
    NOT_BODIES,
    OWNING,
    without_article,
)
from riwaya.mentions.names.lexicon import Hit
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.objects import quoted_object
from riwaya.mentions.names.phrases import phrase_from
from riwaya.mentions.names.quoted import quoted_name, says
from riwaya.mentions.names.whereabouts import locates, proper, proper_or_place
from riwaya.text.folding import fold_word
from riwaya.text.marks import PAIRS, SAME

FOR_ANYTHING = frozenset(
    {"ngo", "government", "international", "company", "site"}
)  # bodies "for …" a purpose


def listed_body(evidence: Evidence, hit: Hit) -> Mention:
    """A listed body or outlet with the adjectives after it: "حركة حماس الفلسطينية"."""
    end = _closed(evidence, hit.first, hit.last)
    end = _adjectives(evidence, end)
    return Mention(
        hit.first,
        end,
        (hit.first, hit.last),
        "body",
        hit.entry.kind,
        f"list:{hit.entry.sort}",
        prefix=hit.prefix,
        listed=hit.entry.name,
        group=hit.entry.group,
    )


def headed_body(evidence: Evidence, hit: Hit, speaks: bool = False) -> Mention | None:
    """A body that its head noun opens; None for a bare indefinite noun ("قوة", "a force"), unless it
    `speaks`."""
    known = hit.entry.definite
    if (
        fold_word(hit.entry.name) in ALSO_A_PLACE
        and hit.last < len(evidence.tokens)
        and proper_or_place(evidence, hit.last)
    ):
        return None
    if (
        hit.last < len(evidence.tokens)
        and (without_article(fold_word(hit.entry.name)), evidence.tokens[hit.last].fold) in NOT_BODIES
    ):
        return None
    if hit.prefix in BY and fold_word(hit.entry.name) in AS_PREPOSITION:
        return None
    end = quoted_name(evidence, hit.last)
    if end > hit.last and not (known and _quotes_other(evidence, hit, end)):
        end = _adjectives(evidence, end)
    else:
        end = phrase_from(evidence, hit.first, hit.last, attached=False)
        if (
            end == hit.last
            and known
            and end < len(evidence.tokens)
            and evidence.tokens[end].fold in DEPENDENT
        ):
            end = phrase_from(evidence, hit.first, hit.last)
            return _headed(hit, end, known)
        if end > hit.last or not known:
            end = _of_body(evidence, end, hit.entry.group in FOR_ANYTHING)
    if (
        not known
        and not speaks
        and hit.entry.group != "outlets"
        and not (end > hit.last and _holds(evidence, hit, end))
    ):
        return None
    if not known and speaks:
        end = max(end, phrase_from(evidence, hit.first, hit.last, owning=False))
        if not _holds(evidence, hit, end, names=True):
            whole = _headed(hit, end, known)
            whole.sort = "unnamed"
            return whole
    return _headed(hit, _trimmed(evidence, hit.first, end), known)


def _quotes_other(evidence: Evidence, hit: Hit, end: int) -> bool:
    """Whether the marks behind a head, up to token `end`, hold speech or another's name."""
    return says(evidence, hit.last, end) or quoted_object(evidence, hit.first, hit.last, end)


def _headed(hit: Hit, last: int, known: bool) -> Mention:
    return Mention(
        hit.first,
        last,
        (hit.first, last),
        "body",
        hit.entry.kind,
        f"head:{hit.entry.group}",
        prefix=hit.prefix,
        definite=known,
        group=hit.entry.group,
    )


def _holds(evidence: Evidence, hit: Hit, end: int, names: bool = False) -> bool:
    """Whether a phrase with an indefinite head is a body's name: it ends definite, or its head may stay
    open."""
    if (not names and hit.entry.kind in ("media", "armed_group")) or fold_word(
        hit.entry.name
    ) in MAY_STAY_OPEN:
        return True
    return any(
        evidence.tokens[k].kind == "word" and (definite(evidence.tokens[k].fold) or proper(evidence, k))
        for k in range(hit.last, end)
    )


def tagged_body(evidence: Evidence, i: int) -> Mention:
    """A body that only the tagger knows."""
    end = i + 1
    while end < len(evidence.tokens) and (evidence.tags[end] == "I-ORG"):
        end += 1
    end = _closed(evidence, i, end)
    return Mention(
        i,
        end,
        (i, end),
        "body",
        "media" if "media" in evidence.hits[i] else "organisation",
        "crf:names",
        prefix=joined(evidence.tokens[i].fold),
    )


def _adjectives(evidence: Evidence, i: int) -> int:
    """The token after the definite adjectives at `i`, which belong to the mention and not to the name."""
    n = evidence.end_of_sentence(i - 1)
    while (
        i < n
        and evidence.nominal(i)
        and not evidence.closes(i)
        and demonym(evidence.tokens[i].fold)
        and articled(evidence.tokens[i].fold)
    ):
        i += 1
    return i


def _of_body(evidence: Evidence, i: int, anything: bool) -> int:
    """The token after "of …" with the preposition written on (المركز الإعلامي للمقاومة), where one stands at
    `i`."""
    tokens, n = evidence.tokens, evidence.end_of_sentence(i - 1)
    for _ in range(2):
        if i >= n or tokens[i].kind != "word" or not evidence.nominal(i):
            break
        clitic = joined(tokens[i].fold)
        if not clitic or clitic in CONJ or clitic not in OWNING:
            break
        if not anything and not definite(tokens[i].fold) and not locates(evidence, i):
            break
        i = phrase_from(evidence, i, i + 1, attached=False)
    return i


def _trimmed(evidence: Evidence, first: int, end: int) -> int:
    """The end without what only depends on the body (التابعة, المقربة من)."""
    for k in range(first + 1, end):
        if evidence.tokens[k].fold in DEPENDENT:
            return k
    return end


def _closed(evidence: Evidence, first: int, end: int) -> int:
    """The end with a closing mark whose opening lies inside."""
    if end < len(evidence.tokens) and evidence.glue(end):
        inside = {t.text for t in evidence.tokens[first:end] if t.kind == "sign"}
        sign = evidence.tokens[end].text
        if (sign in inside and sign in SAME) or any(
            PAIRS.get(o) == sign or (o, sign) == ("(", ")") for o in inside
        ):
            return end + 1
    return end
