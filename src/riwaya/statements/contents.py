"""Where a content begins once it is known who speaks."""

from __future__ import annotations

from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import closed, governed_preps
from riwaya.statements.opening import find_opening
from riwaya.statements.proposal import Stretch
from riwaya.statements.speakers import Chosen
from riwaya.statements.view import View

_PARTED = frozenset({"rel", "comma"})


def past_speaker(seen: View, cue: Candidate, content: Stretch, chosen: Chosen) -> Stretch:
    """The content without the speaker that it begins with: "الهدوء" in "دعا الرئيس، الذي عاد أمس، إلى الهدوء"
    ("the president, who returned yesterday, called for calm")."""
    first, last = chosen.voice.mention
    option = chosen.option
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
    told = seen.document.tokens[first].fold in closed("later")
    start = seen.timed.get(first, first + told)
    nominal = start < last - 1 and seen.label[start] in ("noun", "participle")
    opening = find_opening(seen.document, cue, cue.sentence.last)
    return start if nominal and (opening.kind == "none" or opening.first > start) else first
