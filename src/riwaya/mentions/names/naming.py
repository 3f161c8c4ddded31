"""How a body, an outlet or a source is called once it stands alone."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence, adjective, articled, demonym, everyday, known_noun
from riwaya.mentions.names.features import own_marks
from riwaya.mentions.names.grammar import (
    ACCUSATIVE,
    DEPENDENT,
    DESCRIBING,
    DROPS_HEAD,
    KEEPS_HEAD,
    KNOWN_AS,
    LOADED,
    SAME,
    without_article,
)
from riwaya.mentions.names.mention import Mention, plain
from riwaya.text.folding import fold_word
from riwaya.text.marks import QUOTES

TANWIN = "\u064b\u064c\u064d"


def body_name(evidence: Evidence, m: Mention) -> str:
    """The bare name of a body: newspapers and channels lose their common noun, agencies keep it."""
    first, last = m.head
    tokens = evidence.tokens
    head = without_article(tokens[first].fold[len(m.prefix) if first == m.first else 0 :])
    if head in DROPS_HEAD and last - first > 1:
        last = _without_nationality(evidence, first, last) if m.kind == "media" else last
        quoted = _quoted(evidence, first + 1, last)
        if quoted:
            return plain(evidence.document, *quoted, "")
        rest = first + 1
        outlet = m.kind == "media" and _names(evidence, first, rest)
        if outlet or evidence.hits[rest].keys() & {"media", "actor"}:
            return plain(evidence.document, rest, last, "")
    if head in KEEPS_HEAD:
        quoted = _quoted(evidence, first + 2, last)
        if quoted and any(demonym(evidence.tokens[k].fold) for k in range(first, quoted[0])):
            last = quoted[0] - 1
    if m.kind == "media":
        last = _without_nationality(evidence, first, last)
    name = plain(
        evidence.document, first, _without_tail(evidence, first, last), m.prefix if first == m.first else ""
    )
    full: str = KNOWN_AS.get(tokens[last - 1].fold if last - first == 1 else "", name)
    return full


def _names(evidence: Evidence, first: int, rest: int) -> bool:
    """Whether the word after a paper's or channel's common noun is its name and not an adjective: صحيفة
    إلفاتو, صحيفة محلية."""
    word = evidence.tokens[rest].fold
    plain_head = not articled(evidence.tokens[first].fold)
    return plain_head and not (adjective(word) or demonym(word) or everyday(word) or word in DESCRIBING)


def _without_nationality(evidence: Evidence, first: int, last: int) -> int:
    """The end of an outlet's name without the nationality after it: وكالة دوغان التركية, but وكالة الأنباء
    التركية."""
    k = last - 1
    if k <= first + 1 or not demonym(evidence.tokens[k].fold):
        return last
    head = without_article(evidence.tokens[first].fold)
    return (
        k
        if head in DROPS_HEAD or (head in KEEPS_HEAD and not articled(evidence.tokens[k - 1].fold))
        else last
    )


def _quoted(evidence: Evidence, first: int, last: int) -> tuple[int, int] | None:
    """The tokens between the marks that open in `first` to `last`."""
    opening = next(
        (
            k
            for k in range(first, last)
            if evidence.tokens[k].text in QUOTES or evidence.tokens[k].text == "("
        ),
        None,
    )
    if opening is None:
        return None
    end = next(
        (k for k in range(opening + 1, last) if evidence.tokens[k].kind == "sign" and evidence.glue(k)), last
    )
    return (opening + 1, end) if end > opening + 1 else None


def _without_tail(evidence: Evidence, first: int, last: int) -> int:
    """The end without what only depends on the name (التابعة …), "itself" (نفسها) and marks."""
    for k in range(first + 1, last):
        if evidence.tokens[k].fold in DEPENDENT and k > first + 1:
            last = k
            break
    last = _before_bracket(evidence, first, last)
    while last - 1 > first and (evidence.tokens[last - 1].fold in LOADED | SAME or evidence.glue(last - 1)):
        last -= 1
    return last


def _before_bracket(evidence: Evidence, first: int, last: int) -> int:
    """The end without a short name in brackets: "مكتب تنسيق الشؤون الإنسانية (أوتشا)"."""
    opening = next((k for k in range(last - 1, first, -1) if evidence.tokens[k].text == "("), 0)
    if opening <= first or any(evidence.tokens[k].text == ")" for k in range(opening, last - 1)):
        return last
    return opening


def source_name(evidence: Evidence, m: Mention) -> str:
    """The description of an unnamed source: "نفسه" ("the same") off."""
    last = m.last
    while last - 1 > m.first and evidence.tokens[last - 1].fold in SAME:
        last -= 1
    name = plain(evidence.document, m.first, last, m.prefix)
    return name if m.definite else " ".join(map(_nominative, name.split(" ")))


def _nominative(word: str) -> str:
    """A word of a description without the accusative ending: مصدرا gives مصدر, where the lists know the word
    without it."""
    folded = fold_word(word)
    if not folded.endswith(ACCUSATIVE) or len(folded) < 4 or not known_noun(folded[:-1]):
        return word
    if own_marks(folded) & {"co", "cp", "pl"}:
        return word  # بريطانيا ("Britain"), not بريطاني ("British")
    kept = word.rstrip(TANWIN)
    return kept[:-1].rstrip(TANWIN) if fold_word(kept[-1:]) == ACCUSATIVE else kept
