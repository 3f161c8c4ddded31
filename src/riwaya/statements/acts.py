"""What a statement does: say, deny, accuse, demand, threaten, condemn, promise."""

from __future__ import annotations

from riwaya.model.findings import Act
from riwaya.statements.candidates import Candidate
from riwaya.statements.cues import cue_readings
from riwaya.statements.proposal import Stretch
from riwaya.text.document import Document

_PERFORMED_WITHIN = 2


def act_of(document: Document, cue: Candidate, content: Stretch) -> Act:
    """The act of a statement: its cue's, but with a cue of mere saying that of a performative which opens
    the content.

    In "قال: نطالب بوقف القصف" ("he said: we demand an end to the shelling") it is `demand`.
    """
    return cue.cue.act if cue.cue.act != "say" else performed(document, content) or "say"


def performed(document: Document, content: Stretch) -> Act | None:
    """The act of a performative which opens the content: `demand` of "نطالب بوقف القصف" ("we demand an end to
    the shelling"); None with no such word."""
    for i in range(content[0], min(content[0] + _PERFORMED_WITHIN, content[1])):
        for form, _, suffix in cue_readings(document.tokens[i].fold):
            first = i == content[0]
            spoken = form.kind == "present" and (form.agrees == "s" or first)
            named = form.kind == "noun" and first and bool(suffix)
            if (spoken or named) and form.cue.act != "say" and not form.cue.strict:
                return form.cue.act
    return None
