"""Subject and object side by side: where whom one accuses or tells begins behind who does it.

With what else came in that round nine names of 19,744 speakers of own reports were mended, none broken; dev
is the same.
"""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence, adjective, articled, joined
from riwaya.mentions.names.grammar import BY, CONDEMNS, DESCRIBING, PLURAL_NOMINATIVE, TELLS, THAT
from riwaya.mentions.names.quoted import QUOTED
from riwaya.text.analysis import person_nouns
from riwaya.text.inflection import readings


def begins_object(evidence: Evidence, first: int, j: int) -> bool:
    """Whether token `j` begins another phrase than the one that runs from `first`: "اتهم ناشطون | الجيش"
    ("activists accused the army"), "أبلغت مصادر طبية | وكالة الأنباء" ("medical sources told the news
    agency")."""
    tokens, before = evidence.tokens, evidence.tokens[j - 1].fold
    word = tokens[j].fold
    if articled(word):
        describes = j > first + 1 and (adjective(before) or before in DESCRIBING)
        return _governs_nothing(before) or (describes and not articled(before) and tells(evidence, first))
    body = evidence.hits[j].keys() & {"head", "actor", "media"}
    source = evidence.hit(first, "unnamed")
    whole = source is not None and (j > first + 1 or source.entry.plural)
    return bool(body) and whole and not articled(before) and tells(evidence, first)


def quotes_other(evidence: Evidence, first: int, j: int, closing: int) -> bool:
    """Whether the name between marks from token `j` to `closing` is another's than that of the phrase from
    `first`: whom it accuses or tells."""
    return quoted_object(evidence, first, j, closing) or _quoted_outlet(evidence, first, j, closing)


def quoted_object(evidence: Evidence, first: int, j: int, closing: int) -> bool:
    """Whether the name between marks from token `j` to `closing` is whom the phrase from `first` accuses or
    tells, since what they are told follows: "اتهمت الوزارة | "فلول النظام" ب" ("the ministry accused
    remnants of the regime of")."""
    if closing >= len(evidence.tokens) or j <= first:
        return False
    following = evidence.tokens[closing].fold
    if tells(evidence, first, CONDEMNS):  # "دان الوزير | "الجريمة البشعة"" ("condemned the heinous crime")
        return evidence.classes[closing] in ("prep", "sign")
    return tells(evidence, first) and (following in THAT or following in BY or joined(following) in BY)


def _quoted_outlet(evidence: Evidence, first: int, j: int, closing: int) -> bool:
    """Whether the marks from token `j` to `closing` hold the outlet that the source from `first` spoke to:
    "أفاد مصدر محلي «عدن الغد»" ("a local source told Aden al-Ghad")."""
    if j <= first + 1 or closing - j > QUOTED or evidence.hit(first, "unnamed") is None:
        return False
    return "media" in evidence.hits[j + 1] and evidence.classes[j - 1] != "prep"


def tells(evidence: Evidence, first: int, verbs: frozenset[str] = TELLS) -> bool:
    """Whether the verb right before token `first` takes whom it is about as its object, and has none yet."""
    if first < 1 or evidence.classes[first - 1] != "verb":
        return False
    verb = evidence.tokens[first - 1]
    return any(r.past in verbs and r.agrees for v in verb.variants for r in readings().get(v.stem, ()))


def _governs_nothing(word: str) -> bool:
    """Whether a folded word is people in the indefinite sound plural of the nominative: "ناشطون"."""
    return word.endswith(PLURAL_NOMINATIVE) and not articled(word) and word in person_nouns()

