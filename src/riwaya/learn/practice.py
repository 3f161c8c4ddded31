"""Constructed sentences with their statements marked (data/cues/practice), in the shape of coded reports."""

from __future__ import annotations

import re
from typing import Any

from riwaya.learn.gold import Coded
from riwaya.model import KnowledgeError, Report, Span
from riwaya.rules.tables import rows
from riwaya.statements.cues import cues

_MARK = re.compile(r"[\[{<](\d)(?:=(\d))? |[\]}>]")
_FILES = ("sentences", "reports")
_PART = {"[": "cue", "{": "speaker", "<": "span"}


def practice() -> list[Coded]:
    """The marked sentences, each as a report of its own: "[1 قال] {1 الناطق} إن <1 الطريق آمن>." ("the
    spokesman said that
    the road is safe") has one statement with cue, speaker and content. Raises KnowledgeError for marks
    that do not pair."""
    marked = [text for name in _FILES for (text,) in rows(f"cues/practice/{name}.tsv", "text")]
    return [unmark(f"practice-{n}", text) for n, text in enumerate(marked)]


def examples() -> list[Coded]:
    """The examples of the cues, where they tell all: near misses, and hits with their content given."""
    found = []
    for cue in cues():
        for n, example in enumerate(cue.examples, 1):
            text, expect = example.text, example.expect
            if not example.none and (example.fails or not {"cue", "content"} <= set(expect)):
                continue
            told = {part: _place(text, expect.get(key)) for key, part in _KEYS.items()}
            statements = () if example.none else ({**told, "via": None, "name": expect.get("speaker")},)
            report = Report(f"{cue.id}-{n}", text)
            found.append(Coded(report, (Span(0, len(text)),), statements, (), (), ()))
    return found


_KEYS = {"cue": "cue", "speaker": "speaker", "content": "span"}


def _place(text: str, part: str | None) -> Span | None:
    return Span(text.index(part), text.index(part) + len(part)) if part else None


def unmark(name: str, marked: str) -> Coded:
    """One marked sentence without its marks, and its statements."""
    text, at, open_marks = "", 0, []
    found: dict[str, dict[str, Any]] = {}
    speaker_of: dict[str, str] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            open_marks.append((_PART[mark.group()[0]], mark.group(1), len(text)))
            if mark.group(2):
                speaker_of[mark.group(1)] = mark.group(2)
        elif open_marks:
            part, number, start = open_marks.pop()
            found.setdefault(number, {"cue": None, "speaker": None, "span": None, "via": None})[part] = Span(
                start, len(text)
            )
        else:
            raise KnowledgeError(f"cues/practice: a mark closes that was not opened: {marked!r}")
    text += marked[at:]
    if open_marks or any(s["cue"] is None or s["span"] is None for s in found.values()):
        raise KnowledgeError(
            f"cues/practice: a mark stays open, or a statement lacks cue or content: {marked!r}"
        )
    statements = []
    for number, statement in found.items():
        told = found.get(speaker_of.get(number, number), statement)["speaker"]
        statements.append({**statement, "name": told.cut(text) if told else None})
    return Coded(Report(name, text), (Span(0, len(text)),), tuple(statements), (), (), ())
