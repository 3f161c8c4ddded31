"""Contents that the roles leave out: what a verb behind its sentence tells, what is quoted behind a
subject, and the clause that goes on behind a quotation. Dev and held back score the same with them."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import closed
from riwaya.statements.proposal import Stretch
from riwaya.statements.view import View
from riwaya.text.marks import COMMA, QUOTES, SENTENCE_END


def content_left_over(seen: View, names: Sequence[Name], cue: Candidate) -> Stretch | None:
    """The content of a verb for which none was found, its subject right behind it: the sentence before
    "، تقول الوزارة" (", says the ministry"), or the quotation behind "دان الوزير" ("the minister condemned");
    None elsewhere."""
    if cue.pattern != "verb" or cue.suffix or cue.form.kind not in ("past", "present"):
        return None
    subject = next((n for n in names if n.first == cue.last), None)
    if subject is None:
        return None
    return _before(seen, cue, subject) or _quoted(seen, cue, subject)


def _before(seen: View, cue: Candidate, subject: Name) -> Stretch | None:
    tokens, first, last = seen.document.tokens, cue.sentence.first, cue.sentence.last
    ended = subject.last == last or tokens[subject.last].text in SENTENCE_END
    parted = cue.first - 2 > first and tokens[cue.first - 1].text in COMMA and not cue.prefix
    return (first, cue.first - 1) if ended and parted and cue.cue.act == "say" else None


def _quoted(seen: View, cue: Candidate, subject: Name) -> Stretch | None:
    at = subject.last
    if "noun" not in cue.cue.governs or at >= cue.sentence.last:
        return None
    quote = next((q for q in seen.document.quotes if q.first == at), None)
    return (at + 1, min(quote.last, cue.sentence.last)) if quote is not None else None


def going_on(seen: View, cue: Candidate, content: Stretch, cues: Sequence[Candidate]) -> Stretch:
    """A content with the clause behind its quotation that "and that" joins to it: "قال إن "الحصار انتهى"،
    وإن 12 جنديا قتلوا" ("said that "the siege is over", and that 12 soldiers were killed")."""
    tokens, at, last = seen.document.tokens, content[1], cue.sentence.last
    closing = at
    while at < last and (tokens[at].text in QUOTES or tokens[at].text in COMMA):
        at += 1
    quoted = any(t.text in QUOTES for t in tokens[closing:at])
    if not quoted or at + 1 >= last or tokens[at].fold not in closed("and_that") or content[0] < cue.last:
        return content
    ends = [c.first for c in cues if c.first > at and (c.prefix or c.form.kind == "participle" or c.led)]
    end = min([*ends, last])
    while end > at + 1 and tokens[end - 1].kind == "sign":
        end -= 1
    return content[0], end
