"""An occurrence while its report is being read: its places and days, and what can still belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from riwaya.linking.kinds import alike
from riwaya.linking.places import Where, is_within, near
from riwaya.model import Event, Figure, Time

# A report without a date of its own tells of the day it came out or of the days before: chosen, unmeasured.
USUAL_DELAY = 2
# A time expression that leaves more days open dates nothing.
WIDEST = 4
# What a report tells of without a day is recent: a day that lies further back is another happening's.
_RECENT_DAYS = 10
# A day that comes so many sentences after a happening told of without one is another's; chosen, unmeasured.
_FAR_SENTENCES = 5
# How far, in sentences, a figure or a place may stand from a happening to be given to it.
NEAR_SENTENCES = 3


@dataclass(slots=True)
class Draft:
    """An occurrence while its report is being read."""

    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    votes: Counter[Where] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    sentences: list[int] = field(default_factory=list)

    def likes(self, kind: str) -> float:
        """How far `kind` can be another word for what the draft tells of."""
        return max(alike(kind, e.kind) for e in self.events)


def days_of(time: Time | None) -> tuple[date, date] | None:
    """The days that a time expression leaves open, if they are few."""
    if time is None or time.start is None or time.end is None:
        return None
    try:
        first, last = date.fromisoformat(time.start[:10]), date.fromisoformat(time.end[:10])
    except ValueError:
        return None
    return (first, last) if (last - first).days < WIDEST else None


def place_fits(draft: Draft, place: Where | None) -> float:
    """How well a place goes with those that a draft has: its worst clash, or its best agreement."""
    if place is None or not draft.votes:
        return 0.0
    scores = [near(place, w) for w in draft.votes]
    return min(scores) if min(scores) < 0 else max(scores)


def other_days(draft: Draft, days: tuple[date, date], sentence: int, published: date | None) -> bool:
    """Whether days that the report gives cannot be those of a draft."""
    own = told_days(draft)
    if own is not None:
        return _apart(own, days)
    if published is not None and (published - days[1]).days > _RECENT_DAYS:
        return True
    return min(abs(sentence - s) for s in draft.sentences) >= _FAR_SENTENCES


def told_days(draft: Draft) -> tuple[date, date] | None:
    return (draft.first, draft.last) if draft.first and draft.last else None


def _apart(a: tuple[date, date], b: tuple[date, date]) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def largest_toll(draft: Draft, but: Figure) -> int:
    """The largest count of a draft in the measure of another figure, that one left out."""
    return max((f.low or 0 for f in draft.figures if f.measure == but.measure and f.id != but.id), default=0)


def near_by(draft: Draft, told: Mapping[int, Sequence[Where]], within: Collection[Where] = ()) -> list[Where]:
    """The places finer than a country, or the towns `within` provinces, in the sentence that is nearest to a
    draft's first, before it or after."""
    first = draft.sentences[0]
    fine = {
        s: [
            w
            for w in wheres
            if not w.coarse and (not within or any(is_within(w, p) and near(w, p) > 0 for p in within))
        ]
        for s, wheres in told.items()
    }
    near_ones = [s for s, wheres in fine.items() if wheres and abs(s - first) <= NEAR_SENTENCES]
    nearest_one = min(near_ones, key=lambda s: (abs(s - first), s), default=None)
    return fine[nearest_one][:1] if nearest_one is not None else []


def is_placed(draft: Draft) -> bool:
    return any(not w.coarse for w in draft.votes)


def are_one(home: Draft, draft: Draft, published: date | None) -> bool:
    """Whether a later draft can tell of the same happening as an earlier one."""
    likes = max(home.likes(e.kind) for e in draft.events)
    if likes < 0.4:
        return False
    for one, other in ((home, draft), (draft, home)):
        days = told_days(other)
        if days and other_days(one, days, other.sentences[0], published):
            return False
    if not is_placed(draft):
        return all(near(a, b) >= 0 for a in draft.votes for b in home.votes)
    return max(near(a, b) for a in draft.votes for b in home.votes) >= 0.5 and all(
        near(a, b) >= 0 for a in draft.votes for b in home.votes
    )


def window_of(draft: Draft, published: str | None) -> tuple[date | None, date | None, bool]:
    """The days on which it can have happened, and whether the report's words say so."""
    if draft.first is not None and draft.last is not None:
        return draft.first, draft.last, True
    day = whole_day(published)
    return (day - timedelta(days=USUAL_DELAY), day, False) if day else (None, None, False)


def whole_day(iso: str | None) -> date | None:
    """A full ISO day; None for less."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
