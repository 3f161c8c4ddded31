"""Speech under its speaker's name: what posts and headlines tell without a cue."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.statements.cues import closed
from riwaya.statements.proposal import Stretch
from riwaya.text.document import Document
from riwaya.text.marks import COLON

# Coded reports leave headings within their text uncoded, so that only a text as short as a post is read so.
_LONGEST = 150  # tokens
_LEAST = 3  # tokens of what is said; unmeasured
_SPEAKERS = frozenset({"person", "organisation", "armed_group", "state_forces", "unnamed"})


def labelled(document: Document, names: Sequence[Name]) -> tuple[Name, Stretch] | None:
    """Who speaks and what they say, where a short text begins with somebody and a colon: "المتحدث باسم
    الدفاع المدني: انتشلنا أربع جثث" ("Civil Defence spokesman: we recovered four bodies"), "urgent" and
    signs before it allowed. An outlet is none: it names where the text comes from."""
    if not document.sentences or len(document.tokens) > _LONGEST:
        return None
    tokens, sentence = document.tokens, document.sentences[0]
    first = sentence.first
    while first < sentence.last and (tokens[first].kind == "sign" or tokens[first].fold in closed("urgent")):
        first += 1
    name = next((n for n in names if n.first == first and n.kind in _SPEAKERS), None)
    if name is None or name.last + _LEAST >= sentence.last or tokens[name.last].text not in COLON:
        return None
    return name, (name.last + 1, sentence.last)
