"""Constructed sentences with their events marked (data/frames/practice), in the shape of coded reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from riwaya.events.frames import KINDS
from riwaya.learn.gold import Coded, numbered_sentences
from riwaya.model import KnowledgeError, Report, Span
from riwaya.rules.tables import rows

FILES = ("arab_east", "arab_west", "world", "no_events")
_MARK = re.compile(r"\[(?:(?P<number>\d)(?P<kind>[a-z_]+)(?P<status>[!~-]?)|(?P<roles>(?:[ATP]\d+)+)) |\]")
_ROLE = re.compile(r"([ATP])(\d+)")
_ROLES = {"A": "actor", "T": "target", "P": "place"}
_STATUS = {"": "happened", "!": "planned", "~": "failed", "-": "denied"}


def practice() -> list[Coded]:
    """The marked passages, each as a report of its own.

    "[1airstrike قصفت] [A1 الطائرات] [T1 مخزنا] في [P1 تدمر]" ("the aircraft bombed a depot in Tadmur") has
    one event with its trigger, actor, target and place; digits behind a role's letter are the events that
    share it; `!` behind a kind is planned, `~` failed, `-` denied. Raises KnowledgeError for marks that do
    not pair.
    """
    marked = [(f"{name}-{n}", text) for name in FILES for n, text in enumerate(_texts(name))]
    return [unmark(name, text) for name, text in marked]


def _texts(name: str) -> Iterator[str]:
    yield from (text for (text,) in rows(f"frames/practice/{name}.tsv", "text"))


def unmark(name: str, marked: str) -> Coded:
    """One marked passage without its marks, and its events."""
    text, at = "", 0
    open_marks: list[tuple[re.Match[str], int]] = []
    events: dict[str, dict[str, Any]] = {}
    roles: list[tuple[str, str, Span]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group() != "]":
            open_marks.append((mark, len(text)))
            continue
        if not open_marks:
            raise KnowledgeError(f"frames/practice: a mark closes that was not opened: {marked!r}")
        opened, start = open_marks.pop()
        span = Span(start, len(text))
        if opened["roles"]:
            roles += [(n, _ROLES[r], span) for r, some in _ROLE.findall(opened["roles"]) for n in some]
        elif opened["number"] in events or opened["kind"] not in KINDS:
            raise KnowledgeError(f"frames/practice: an unknown kind or a number twice: {marked!r}")
        else:
            events[opened["number"]] = _event(span, opened["kind"], _STATUS[opened["status"]])
    text += marked[at:]
    if open_marks or "[" in text or any(n not in events or events[n][role] for n, role, _ in roles):
        raise KnowledgeError(
            f"frames/practice: a mark stays open, or a role has no event or two spans: {marked!r}"
        )
    for number, role, span in roles:
        events[number][role] = span
    sentences = numbered_sentences(text)
    for event in events.values():
        event["s"] = next(n for n, s in enumerate(sentences) if s.overlaps(event["trigger"]))
        event["sentence"] = sentences[event["s"]]
    return Coded(Report(name, text), sentences, (), (), tuple(events.values()), ())


def _event(trigger: Span, kind: str, status: str) -> dict[str, Any]:
    return {"trigger": trigger, "kind": kind, "status": status, "actor": None, "target": None, "place": None}
