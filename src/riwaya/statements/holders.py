"""Who bears a title that the names layer left alone: a person named further on, or words that it did not
know for a name."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.evidence import everyday
from riwaya.mentions.names.grammar import JOINT
from riwaya.mentions.names.name import Name
from riwaya.statements.cues import closed
from riwaya.statements.proposal import Stretch
from riwaya.statements.view import View
from riwaya.text.wordclass import is_definite

_GAP = 2
_LONGEST_NAME = 4
_CALLED = 10  # words between somebody and "called"; unmeasured
_FAR = 6  # words of a title's complement between it and the name that ends where the content opens
_MARKS = frozenset({"quote", "bracket"})
_PARTS_TITLES = frozenset({"verb", "comp", "colon", "rel"})


def holder(
    seen: View, name: Name, following: Sequence[Name], end: int, speaker: Stretch | None
) -> Name | None:
    """The person whom a title in text order before `following` is of; `end` is the token where the content
    opens, `speaker` what the model takes for the speaker."""
    return _holder(seen, name, following, end) or _held_by_model(seen, name, following, speaker)


def unknown_name(seen: View, low: int, end: int, speaker: Stretch | None) -> Stretch | None:
    """The words behind a title which ends at token `low` that must be its bearer's name, though nothing knows
    them for one."""
    return _between_commas(seen, low, end) or _ends_speaker(seen, low, speaker)


def _holder(seen: View, name: Name, following: Sequence[Name], end: int) -> Name | None:
    """The person named after a title that the names layer left alone: right after it ("مدير المرصد سالم
    الرفاعي"), or set
    off by a comma before the content opens at token `end` ("مدير المرصد في حلب، سالم الرفاعي، إن")."""
    if not name.by.startswith(("title:", "source:")):
        return None
    beside: list[Name] = []
    tokens = seen.document.tokens
    indefinite = not any(is_definite(t.fold) for t in tokens[name.first : name.last])
    for other in following:
        if other.kind != "person" or other.by.startswith("title:"):
            continue
        gap = seen.label[name.last : other.first]
        words = {t.fold for t in seen.document.tokens[name.last : other.first]}
        called = tokens[other.first - 1].fold in closed("naming") and len(gap) <= _CALLED
        called = called and not {"comp", "colon", "comma"} & set(gap)
        named = closed("naming") | closed("naming_pronouns")
        if called or (len(gap) <= _GAP and words & named):
            return other
        if indefinite and is_definite(tokens[other.first].fold) and other.head.start > other.span.start:
            return None  # "a woman", "the thinker Salem": two
        if name.by.startswith("source:"):
            return other if not gap else None
        if len(gap) <= _GAP and all(x in ("noun", "participle", "quote", "bracket") for x in gap):
            return other
        if _in_body(seen, name.last, other.first, following):
            return other
        plain = all(x in ("noun", "participle", "prep", "number", "quote", "bracket") for x in gap)
        if (
            plain
            and sum(x not in _MARKS for x in gap) <= _FAR
            and end - other.last <= 1
            and other.kind == "person"
        ):
            return other
        if other.last <= end and seen.label[other.first - 1] == "comma" and "verb" not in gap:
            beside.append(other)
    return next((o for o in beside if end - o.last <= 1), beside[0] if beside else None)


def _held_by_model(seen: View, name: Name, following: Sequence[Name], speaker: Stretch | None) -> Name | None:
    """The person whose name ends what the model takes for the speaker, where that begins with a title which
    the names layer left alone: "مدير مكافحة المخدرات في المنطقة كلها اللواء سالم" ("the director of drug
    control in the whole region, Major General Salem"). Six statements of 320 own reports, none lost."""
    if speaker is None or not name.by.startswith("title:"):
        return None
    tokens = seen.document.tokens
    other = next((o for o in following if o.first >= name.last and o.last == speaker[1]), None)
    if other is None or other.kind != "person" or other.by.startswith("title:") or other.first == name.last:
        return None
    gap = seen.label[name.last : other.first]
    if set(gap) & _PARTS_TITLES or any(t.fold in JOINT for t in tokens[name.first : other.first]):
        return None
    before = tokens[other.first - 1]
    return other if before.kind == "sign" or is_definite(before.fold) or seen.named[other.first - 1] else None


def _in_body(seen: View, first: int, last: int, names: Sequence[Name]) -> bool:
    """Whether tokens `first` to `last` are "in" and one name: "في الحركة" in "المسؤول في الحركة سالم" ("the
    official in the movement, Salem")."""
    if first + 1 >= last or seen.label[first] != "prep":
        return False
    at = first + 1
    while at < last and seen.label[at] in ("quote", "bracket"):
        at += 1
    body = next((n for n in names if n.first == at and n.kind != "person"), None)
    return (
        body is not None
        and body.last <= last
        and all(x in ("quote", "bracket") for x in seen.label[body.last : last])
    )


def _between_commas(seen: View, low: int, end: int) -> Stretch | None:
    """The words that commas set off after a title, just before the content opens at token `end`: "مدير الصحة،
    سالم لصور، إن"; whom one speaks to may stand between ("، سالم لصور، لوكالة الأنباء إن", "Salem Lasour,
    told the agency that")."""
    tokens = seen.document.tokens
    set_off = _set_off(seen, low, end)
    if set_off and tokens[set_off[0]].clitic in closed("addresses"):
        set_off = _set_off(seen, low, set_off[0])
    if set_off is None or not 1 < set_off[1] - set_off[0] <= _LONGEST_NAME:
        return None
    first = tokens[set_off[0]]
    barred = first.clitic in closed("addresses") or first.fold in closed("no_speaker")
    return None if barred else set_off


def _ends_speaker(seen: View, low: int, speaker: Stretch | None) -> Stretch | None:
    """The unknown words that end what the model takes for the speaker: ضاهي مطواع in "رئيس وفد الهيئة إلى
    المحادثات ضاهي مطواع" ("the head of the authority's delegation to the talks, Dahi Mitwa"). Six
    statements of 480 own reports, none lost."""
    if speaker is None or not low < speaker[1]:
        return None
    tokens, first, last = seen.document.tokens, speaker[1], speaker[1]
    while first > low and last - first < _LONGEST_NAME and seen.label[first - 1] == "noun":
        if everyday(tokens[first - 1].fold) or tokens[first - 1].clitic:
            break
        first -= 1
    while first < last and is_definite(tokens[first].fold):
        first += 1
    parted = first > low or is_definite(tokens[low - 1].fold)
    return (first, last) if last - first > 1 and parted else None


def _set_off(seen: View, low: int, end: int) -> Stretch | None:
    """The nouns before token `end`, and a comma there, that a comma parts from what ends at token `low`."""
    last = end - 1 if seen.label[end - 1] == "comma" else end
    first = last
    while first > low and seen.label[first - 1] == "noun":
        first -= 1
    return (first, last) if low <= first < last and seen.label[first - 1] == "comma" else None
