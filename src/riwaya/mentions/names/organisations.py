"""Bodies and outlets: listed ones, and phrases that a common noun such as "ministry" or "newspaper" opens."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence, articled, joined
from riwaya.mentions.names.grammar import CONJ, DEPENDENT
from riwaya.mentions.names.lexicon import Hit
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.phrases import phrase_from
from riwaya.text.marks import PAIRS, SAME

QUOTED = 7  # tokens of a name between marks


def listed_body(evidence: Evidence, hit: Hit) -> Mention:
    """A listed body or outlet with the adjectives after it: "حركة حماس الفلسطينية"."""
    end = _closed(evidence, hit.first, hit.last)
    end = _adjectives(evidence, end)
    return Mention(
        hit.first, end, (hit.first, hit.last), "body", hit.entry.kind, f"list:{hit.entry.sort}",
        prefix=hit.prefix, listed=hit.entry.name,
    )


def headed_body(evidence: Evidence, hit: Hit) -> Mention | None:
    """A body that its head noun opens; None for a bare indefinite noun ("قوات", "a force")."""
    end = quoted_name(evidence, hit.last)
    if end > hit.last:
        end = _adjectives(evidence, end)
    else:
        end = phrase_from(evidence, hit.first, hit.last, attached=False)
        end = _of_body(evidence, end)
    definite = hit.entry.definite
    if end == hit.last and not definite:
        return None
    last = _trimmed(evidence, hit.first, end)
    return Mention(
        hit.first, last, (hit.first, last), "body", hit.entry.kind, f"head:{hit.entry.group}",
        prefix=hit.prefix, definite=definite,
    )


def tagged_body(evidence: Evidence, i: int) -> Mention:
    """A body that only the tagger knows."""
    end = i + 1
    while end < len(evidence.tokens) and (evidence.tags[end] == "I-ORG"):
        end += 1
    end = _closed(evidence, i, end)
    return Mention(i, end, (i, end), "body", "organisation", "crf:names", prefix=joined(evidence.tokens[i].fold))


def quoted_name(evidence: Evidence, i: int) -> int:
    """The token after a name between marks that opens at token `i`: صحيفة «الخبر»; `i` where none does."""
    tokens, n = evidence.tokens, len(evidence.tokens)
    if i >= n or tokens[i].kind != "sign":
        return i
    sign = tokens[i].text
    closing = ")" if sign == "(" else PAIRS.get(sign, sign if sign in SAME else "")
    if not closing:
        return i
    for k in range(i + 1, min(n, i + 2 + QUOTED)):
        if tokens[k].text == closing and k > i + 1:
            return k + 1
    return i


def _adjectives(evidence: Evidence, i: int) -> int:
    """The token after the definite adjectives at `i`, which belong to the mention and not to the name."""
    n = len(evidence.tokens)
    while i < n and evidence.nominal(i) and not evidence.closes(i) and "dm" in _marks(evidence, i) and articled(evidence.tokens[i].fold):
        i += 1
    return i


def _marks(evidence: Evidence, i: int) -> frozenset[str]:
    from riwaya.mentions.names.features import marks

    return marks(evidence.tokens[i].fold)


def _of_body(evidence: Evidence, i: int) -> int:
    """The token after "of …" with the preposition written on (المركز الإعلامي للمقاومة), where one stands at `i`."""
    tokens, n = evidence.tokens, len(evidence.tokens)
    for _ in range(2):
        if i >= n or tokens[i].kind != "word" or not evidence.nominal(i):
            break
        clitic = joined(tokens[i].fold)
        if not clitic or clitic in CONJ or not _governs(clitic):
            break
        i = phrase_from(evidence, i, i + 1, attached=False)
    return i


def _governs(clitic: str) -> bool:
    """Whether a clitic is the preposition that says whose a thing is: l-, but not b- or k-."""
    from riwaya.mentions.names.grammar import OWNING

    return clitic in OWNING


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
        if (sign in inside and sign in SAME) or any(PAIRS.get(o) == sign or (o, sign) == ("(", ")") for o in inside):
            return end + 1
    return end
