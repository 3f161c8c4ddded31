"""Words of a measure that tell of nobody hurt: what did not happen, what was only tried, who fell ill."""

from __future__ import annotations

from riwaya.mentions.figures.measures import Trigger
from riwaya.mentions.figures.words import SETS
from riwaya.text.clitics import variants
from riwaya.text.document import Document

_EXCEPT_REACH = 3  # tokens after a negated verb in which "only" may follow; unmeasured
_ILL_REACH = 3  # tokens after إصابة in which the illness is named; unmeasured
_VERBS = frozenset({"verb", "patient", "both"})


def unreal(document: Document, trigger: Trigger, last: int) -> bool:
    """Whether nobody is counted by a word of a measure; `last` is the end of its sentence.

    "لم يقتل أحد" ("nobody was killed"), "الشروع في قتل ضابط" ("the attempted murder of an officer"), "300
    إصابة بفيروس" ("300 infections with a virus"). Ten false figures of 2,000 own reports, none lost.
    """
    return _negated(document, trigger, last) or _tried(document, trigger) or _ill(document, trigger, last)


def _negated(document: Document, trigger: Trigger, last: int) -> bool:
    tokens = document.tokens
    if trigger.kind not in _VERBS or not trigger.first:
        return False
    if not _is(tokens[trigger.first - 1].fold, "not_done"):
        return False
    following = tokens[trigger.last : min(trigger.last + _EXCEPT_REACH, last)]
    return not any(t.fold in SETS["except"] for t in following)


def _tried(document: Document, trigger: Trigger) -> bool:
    tokens, first = document.tokens, trigger.first
    if trigger.kind not in ("noun", "both") or trigger.measure == "displaced" or not first:
        return False
    before = first - (tokens[first - 1].fold in SETS["prep_in"]) - 1
    return before >= 0 and _is(tokens[before].fold, "tried")


def _ill(document: Document, trigger: Trigger, last: int) -> bool:
    tokens = document.tokens
    if trigger.measure != "wounded":
        return False
    following = tokens[trigger.last : min(trigger.last + _ILL_REACH, last)]
    return any(_is(t.fold, "illness") for t in following)


def _is(word: str, name: str) -> bool:
    """Whether a folded word, proclitics off, stands in a list."""
    return any(v.stem in SETS[name] for v in variants(word))
