"""When an event happened: which time of its sentence tells its day."""

from __future__ import annotations

from datetime import date

from riwaya.events.candidates import Candidate
from riwaya.events.scene import Scene
from riwaya.mentions.times.stretch import Publication
from riwaya.model import Time
from riwaya.model.findings import Status

# A stretch of this many days or more says of another clause's event when that one was, not this one: "… of
# the president who came to power in 1990". Unmeasured; months told beside a trigger are kept.
_LONG_DAYS = 60


def event_time(scene: Scene, candidate: Candidate, status: Status, published: str | None) -> str | None:
    """The id of the time that dates the trigger: the nearest of its clause, then of its sentence.

    In "قتل اثنان أمس قبل اجتماع الأحد المقبل" ("two were killed yesterday, before next Sunday's meeting") the
    killing was yesterday: what happened is not dated after publication. A length ("for two years") dates
    nothing, and a year told in a later clause dates that clause's event.
    """
    document = scene.document
    last = Publication.of(published).last
    best: tuple[bool, bool, int] | None = None
    found = None
    for time in scene.times:
        first, _ = document.tokens_of(time.span)
        if (
            time.precision == "duration"
            or first >= len(document.tokens)
            or document.sentence_index[first] != document.sentence_index[candidate.first]
        ):
            continue
        begin, end = _day(time.start), _day(time.end)
        if status == "happened" and last is not None and begin is not None and begin > last:
            continue
        elsewhere = scene.clause[first] != scene.clause[candidate.first]
        if elsewhere and first > candidate.first and _long(time, begin, end):
            continue
        rank = (elsewhere, begin is None and end is None, abs(first - candidate.first))
        if best is None or rank < best:
            best, found = rank, time.id
    return found


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso else None


def _long(time: Time, begin: date | None, end: date | None) -> bool:
    return time.precision in ("decade", "century") or (
        begin is not None and end is not None and (end - begin).days >= _LONG_DAYS
    )
