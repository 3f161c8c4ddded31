"""Where a content begins once it is known who speaks."""

from __future__ import annotations

from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import closed, governed_preps, phrase_list
from riwaya.statements.objects import CLAIM, behind_object, calls, so_called
from riwaya.statements.opening import find_opening
from riwaya.statements.proposal import Stretch
from riwaya.statements.speakers import Chosen
from riwaya.statements.view import View

_CALLED = 5  # words of whom somebody calls upon, before what is asked; unmeasured
_NOMINAL = frozenset({"noun", "participle", "number"})
_PARTED = frozenset({"rel", "comma"})


def past_speaker(seen: View, cue: Candidate, content: Stretch, chosen: Chosen) -> Stretch:
    """The content without the speaker that it begins with: "الهدوء" in "دعا الرئيس، الذي عاد أمس، إلى الهدوء"
    ("the president, who returned yesterday, called for calm")."""
    first, last = chosen.voice.mention
    option = chosen.option
    if first != cue.last and cue.last < content[0] <= cue.last + _CALLED and calls(seen, cue):
        return cue.last, content[1]
    if option is not None and cue.cue.id == CLAIM and cue.last < first:
        if so_called(seen, cue, first):
            return (last, content[1]) if last < content[1] else content
        if behind_object(seen, cue, first) and first <= content[0]:
            return cue.last, first
    if (
        option is None
        or "name" not in option.origins
        or not cue.last <= first <= content[0] < last < content[1]
    ):
        return content
    opening = find_opening(seen.document, cue, cue.sentence.last)
    if seen.label[last] in _PARTED and opening.kind != "none" and last < opening.first < content[1]:
        return opening.first, content[1]
    start = last
    while start < content[1] - 1 and seen.label[start] == "comma":
        start += 1
    governed = seen.document.tokens[start].fold in governed_preps(cue.cue.id)
    return start + (start > last and governed and start < content[1] - 1), content[1]


def past_time(seen: View, cue: Candidate, content: Stretch) -> int:
    """The first token of a content that nothing opens, without the time or the "later" between the verb and
    what it announces: "انتهاء" in "أعلن الأسبوع الماضي انتهاء العملية" ("announced last week the end of the
    operation"). Dev, train and own reports are scored the same with it."""
    first, last = content
    if cue.pattern != "verb" or first < cue.last or seen.label[first - 1] in ("colon", "quote"):
        return first
    tokens = seen.document.tokens
    if first - 2 >= cue.last and tokens[first - 2].fold.startswith(tuple(closed("responsibility"))):
        return first - 2 if tokens[first - 1].fold in governed_preps(cue.cue.id) else first
    start = _past_manner(seen, cue, content)
    if start > first:
        governed = tokens[start].clitic in governed_preps(cue.cue.id)
        return start if governed or seen.label[start] in _NOMINAL else first
    start = seen.timed.get(first, first + (tokens[first].fold in closed("later")))
    nominal = start < last - 1 and seen.label[start] in ("noun", "participle")
    opening = find_opening(seen.document, cue, cue.sentence.last)
    return start if nominal and (opening.kind == "none" or opening.first > start) else first


def _past_manner(seen: View, cue: Candidate, content: Stretch) -> int:
    """The first token of a content behind how it was said, and through what: "الهجوم" in "أدان بأشد
    العبارات الهجوم" ("condemned in the strongest terms the attack"), "مقتل" in "أكد على منصة «إكس» مقتل
    قائد" ("confirmed on X the killing of a commander"). Dev, train and own reports score the same with it."""
    tokens, (first, last) = seen.document.tokens, content
    at = first
    while at < last:
        ends = [hit.last for hit in phrase_list("said_how").at(tokens, at)]
        end = max(ends, default=0) or _past_channel(seen, cue, at, last)
        if end <= at:
            break
        at = end
        while at < last and seen.label[at] in ("comma", "quote"):
            at += 1
    return at if at < last else first


def _past_channel(seen: View, cue: Candidate, at: int, last: int) -> int:
    """The token after a channel at token `at`, its preposition there or right before it; `at` where none
    stands."""
    tokens = seen.document.tokens
    start = at + (tokens[at].fold in closed("through"))
    quoted = tokens[at].fold in closed("platforms") and seen.label[at - 1] == "quote"
    behind = start > at or (at > cue.last and tokens[at - 1].fold in closed("through"))
    if not quoted and (not behind or start >= last or tokens[start].fold not in closed("channels")):
        return at
    end = start + 1
    while end < last:
        word = tokens[end].fold
        goes_on = word in closed("through") and end + 1 < last
        named = goes_on and tokens[end + 1].fold in closed("channels") | closed("platforms")
        goes_on = named or (goes_on and seen.label[end + 1] == "quote")
        if not (goes_on or word in closed("platforms") or seen.label[end] == "quote"):
            break
        end += 1
    return end
