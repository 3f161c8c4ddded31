"""Constructed sentences with their statements marked (data/cues/practice), in the shape of coded reports."""

from __future__ import annotations

import re
from typing import Any

from riwaya.learn.gold import Coded
from riwaya.model import KnowledgeError, Report, Span
from riwaya.rules.tables import rows

_MARK = re.compile(r"[\[{<](\d) |[\]}>]")
_PART = {"[": "cue", "{": "speaker", "<": "span"}


def practice() -> list[Coded]:
    """The marked sentences, each as a report of its own: "[1 قال] {1 الناطق} إن <1 الطريق آمن>." ("the spokesman said that
    the road is safe") has one statement with cue, speaker and content. Raises KnowledgeError for marks that do not pair."""
    return [unmark(f"practice-{n}", text) for n, (text,) in enumerate(rows("cues/practice/sentences.tsv", "text"))]


def unmark(name: str, marked: str) -> Coded:
    """One marked sentence without its marks, and its statements."""
    text, at, open_marks = "", 0, []
    found: dict[str, dict[str, Any]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            open_marks.append((_PART[mark.group()[0]], mark.group(1), len(text)))
        elif open_marks:
            part, number, start = open_marks.pop()
            found.setdefault(number, {"cue": None, "speaker": None, "span": None, "via": None})[part] = Span(start, len(text))
        else:
            raise KnowledgeError(f"cues/practice/sentences.tsv: a mark closes that was not opened: {marked!r}")
    text += marked[at:]
    if open_marks or any(s["cue"] is None or s["span"] is None for s in found.values()):
        raise KnowledgeError(f"cues/practice/sentences.tsv: a mark stays open, or a statement lacks cue or content: {marked!r}")
    statements = [{**s, "name": s["speaker"].cut(text) if s["speaker"] else None} for s in found.values()]
    return Coded(Report(name, text), (Span(0, len(text)),), tuple(statements), (), (), ())
