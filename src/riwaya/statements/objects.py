"""Objects right behind their verb, which are not who speaks: whom somebody calls upon, what somebody
claims. Written after reports in the manner of later years; dev and the reports held back are the same."""

from __future__ import annotations

from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import closed
from riwaya.statements.options import OWN, Option, Scene
from riwaya.statements.view import View

_CALLING = frozenset({"demand", "threaten"})
CLAIM = "claim_attack"
_CLAIMANTS = frozenset({"armed_group", "organisation", "state_forces"})
_OBJECT = 3  # words of what is claimed, before who claims it; unmeasured


def called_upon(seen: View, cue: Candidate, scene: Scene, option: Option) -> bool:
    """Whether a mention right behind a verb is whom one who spoke before in the sentence calls upon: "نفى
    الجيش التقارير وناشد السكان البقاء" ("the army denied the reports and urged the residents to stay")."""
    behind = option.mention[0] == cue.last and bool(option.origins & OWN)
    return behind and bool(scene.spoken) and calls(seen, cue)


def calls(seen: View, cue: Candidate) -> bool:
    """Whether a verb of calling has those right behind it who are called upon as a rule: "all parties"."""
    if cue.cue.act not in _CALLING or cue.pattern != "verb" or cue.last >= cue.sentence.last:
        return False
    return seen.document.tokens[cue.last].fold in closed("called_upon")


def claimants(seen: View, cue: Candidate, found: list[Option]) -> list[Option]:
    """Who claims an attack behind it: "تبنى التفجير تنظيم الدولة" ("the bombing was claimed by Islamic
    State"), or behind "what is called": "تبنى ما يسمى تنظيم الدولة الهجوم"."""
    if cue.cue.id != CLAIM or cue.pattern != "verb" or cue.suffix:
        return []
    named = [o for o in found if "name" in o.origins and o.kind in _CLAIMANTS and o.mention[0] > cue.last]
    behind = (behind_object, so_called)
    return [o for o in named if any(stands(seen, cue, o.mention[0]) for stands in behind)][:1]


def so_called(seen: View, cue: Candidate, first: int) -> bool:
    """Whether "what is called" stands between a verb and the mention at token `first`."""
    words = [t.fold for t in seen.document.tokens[cue.last : first]]
    return len(words) == 2 and words[0] in closed("which") and words[1] in closed("so_called")


def behind_object(seen: View, cue: Candidate, first: int) -> bool:
    """Whether only what is claimed stands between a verb and the mention at token `first`."""
    between = seen.label[cue.last : first]
    if not 0 < len(between) <= _OBJECT or any(x not in ("noun", "participle", "det") for x in between):
        return False
    return not any(seen.named[cue.last : first])


def past_addressee(seen: View, cue: Candidate, at: int) -> int:
    """The token after whom the cue speaks to, where that stands first: مسؤول in "قال لـ«الحياة» مسؤول إن"
    ("an official told Al-Hayat that"); `at` where nobody is spoken to."""
    tokens, last, to = seen.document.tokens, cue.sentence.last, closed("addresses")
    if not (cue.pattern == "verb" or cue.led) or at >= last:
        return at
    if tokens[at].clitic not in to and tokens[at].fold not in to:
        return at
    first = at + (tokens[at].fold in to)
    if first >= last:
        return at
    quote = next((q for q in seen.document.quotes if q.first in (first, first + 1) and q.words <= 4), None)
    if quote is not None:
        return min(quote.last, last)
    end = first + 1
    while end < last and seen.named[end][:1] == "I":
        end += 1
    return end if seen.named[first][:1] == "B" else at


def resumes(seen: View, cue: Candidate, at: int) -> bool:
    """Whether token `at` is the "of it" of a source phrase: به in "وفق ما أفاد به مسؤول" ("by what an
    official said of it")."""
    return cue.led and seen.document.tokens[at].fold in closed("resumes_noun")
