"""What one report tells of one happening: its events that speak of the same thing, with their figures.

"هز انفجار بلدة سروج … وقال عضو البرلمان إن عشرة قتلوا في الانفجار" ("a blast shook Suruç … the deputy said
that ten died in the blast") has two triggers and one occurrence, since the second is definite and names no
other place.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from riwaya.linking.drafts import (
    NEAR_SENTENCES,
    Draft,
    are_one,
    days_of,
    is_placed,
    largest_toll,
    near_by,
    other_days,
    place_fits,
    whole_day,
    window_of,
)
from riwaya.linking.kinds import INCIDENT, NAMING
from riwaya.linking.places import Where, is_within, near, where_of
from riwaya.linking.words import is_definite, sentence_starts, stem, words
from riwaya.model import Event, Figure, Findings, Place

_TOLD = ("happened", "denied", "failed")


class Toll(NamedTuple):
    """A count of people as linking compares it."""

    measure: str
    low: int | None
    high: int | None
    hedge: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening as one report tells it.

    Days are ISO; `dated` says that the report's words give them. `weight` is the share of the report's events
    and figures that speak of it, `lead` that the title or the first sentence does. `words` are the folded
    stems of the sentences in which it is told. `summed` are figures that add up several happenings of the
    report.
    """

    id: str
    report: str
    kinds: tuple[str, ...]
    events: tuple[str, ...]
    figures: tuple[str, ...]
    tolls: tuple[Toll, ...]
    places: tuple[Where, ...]
    first: str | None
    last: str | None
    dated: bool
    parties: tuple[str, ...]
    words: tuple[str, ...]
    weight: float
    lead: bool
    summed: tuple[str, ...] = ()


def occurrences(text: str, findings: Findings) -> list[Occurrence]:
    """The happenings that a report tells of, in the order in which it comes to them."""
    starts = sentence_starts(text)
    places = {p.id: p for p in findings.places}
    times = {t.id: t for t in findings.times}
    drafts: list[Draft] = []
    owner: dict[str, Draft] = {}
    told = _told_in(findings.places, starts)
    published = whole_day(findings.report.published)
    for event in findings.events:
        definite = is_definite(event.trigger.cut(text))
        # "The attack" is one that happened, even where it is told of as something to come.
        if event.kind not in INCIDENT or (event.status not in _TOLD and not definite):
            continue
        days = days_of(times.get(event.time or ""))
        sentence = bisect_right(starts, event.trigger.start) - 1
        stated = _place(event, places)
        place = _finer(stated, told.get(sentence, ()))
        draft = None
        if definite and stated is None:
            # Other places of its sentence say less than the article: it is the one told of before.
            draft = _home(drafts, event, None, days, sentence, published, definite=True)
            place = place if draft is None or (place and place_fits(draft, place) > 0) else None
        if draft is None:
            draft = _home(drafts, event, place, days, sentence, published, definite=definite)
        if draft is None:
            drafts.append(draft := Draft())
        draft.events.append(event)
        draft.sentences.append(sentence)
        if place is not None:
            draft.votes[place] += 1 if place.coarse else 3
        if days is not None and draft.first is None:
            draft.first, draft.last = days
        owner[event.id] = draft
    _count(findings.figures, drafts, owner, starts)
    drafts = _merged(drafts, told, published)
    summed = _summed(drafts)
    total = sum(len(d.events) + len(d.figures) for d in drafts) or 1
    stemmed = _Stemmed(text, starts)
    return [_finished(d, text, findings, stemmed, total, summed) for d in drafts]


class _Stemmed:
    """The stems of each sentence, worked out when first asked."""

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self._text, self._starts = text, [*starts, len(text)]
        self._kept: dict[int, frozenset[str]] = {}

    def of(self, sentence: int) -> frozenset[str]:
        if sentence not in self._kept:
            piece = self._text[self._starts[sentence] : self._starts[sentence + 1]]
            self._kept[sentence] = frozenset(stem(w) for w in words(piece))
        return self._kept[sentence]


def _place(event: Event, places: Mapping[str, Place]) -> Where | None:
    """The place that is stated of an event: its own, or the one that stands in its place phrase."""
    place = places.get(event.location or "")
    if place is None and event.place is not None:
        inside = [p for p in places.values() if event.place.contains(p.span)]
        place = min(inside, key=lambda p: (p.type in ("country", "region"), p.span), default=None)
    return where_of(place) if place is not None else None


def _home(
    drafts: Sequence[Draft],
    event: Event,
    place: Where | None,
    days: tuple[date, date] | None,
    sentence: int,
    published: date | None,
    *,
    definite: bool,
) -> Draft | None:
    """The draft that an event speaks of, the most recent of equals; None for a happening not told of before.

    It must be of a kind that can be another word for it, and neither its place nor its day may be another
    one.
    """
    best, top = None, 0.0
    for recency, draft in enumerate(reversed(drafts)):
        likes = draft.likes(event.kind)
        if not likes:
            continue
        spot = place_fits(draft, place)
        if spot < 0 or (days and other_days(draft, days, sentence, published)):
            continue
        gap = sentence - draft.sentences[-1]
        worth = likes + spot + 0.5 * definite - 0.05 * recency - (0.1 * min(gap, 5))
        if place is not None and not place.coarse and spot <= 0.2 and any(not w.coarse for w in draft.votes):
            worth -= 0.6
        if not definite and gap > 0 and spot < 0.5:
            worth -= 0.3
        if worth > top + 1e-9:
            best, top = draft, worth
    return best if top >= 0.6 else None


def _count(
    figures: Sequence[Figure], drafts: Sequence[Draft], owner: Mapping[str, Draft], starts: Sequence[int]
) -> None:
    """Give every figure to the occurrence of its event, or to the one told of just before it."""
    for figure in figures:
        draft = owner.get(figure.event or "")
        if draft is None:
            sentence = bisect_right(starts, figure.span.start) - 1
            draft = _told_near(drafts, sentence)
        if draft is not None:
            draft.figures.append(figure)


def _summed(drafts: Sequence[Draft]) -> set[str]:
    """The figures that are the sum of what several happenings of a report cost: "16 قتيلا في هجومين" ("16
    killed in two attacks"), of which one killed 12 and one four.
    """
    found = set()
    for figure in (f for d in drafts for f in d.figures):
        tolls = [largest_toll(d, figure) for d in drafts]
        if figure.low and sum(t > 0 for t in tolls) > 1 and sum(tolls) == figure.low:
            found.add(figure.id)
    return found


def _told_near(drafts: Sequence[Draft], sentence: int) -> Draft | None:
    def gap(draft: Draft) -> tuple[int, int]:
        return min((abs(sentence - s) + (s > sentence), -s) for s in draft.sentences)

    near_ones = [d for d in drafts if gap(d)[0] <= NEAR_SENTENCES]
    return min(near_ones, key=gap, default=None)


def _told_in(places: Sequence[Place], starts: Sequence[int]) -> dict[int, list[Where]]:
    """The places named in each sentence."""
    told: dict[int, list[Where]] = {}
    for place in places:
        told.setdefault(bisect_right(starts, place.span.start) - 1, []).append(where_of(place))
    return told


def _finer(place: Where | None, told: Sequence[Where]) -> Where | None:
    """The place of an event made as fine as its sentence is: without one, the one that the sentence names;
    of a province, the one town in it that is named with it ("مديرية حيس بمحافظة الحديدة", "Hays in
    Hodeidah").
    """
    fine = {w for w in told if not w.coarse}
    if place is not None and place.type == "admin":
        fine = {w for w in fine if is_within(w, place) and near(w, place) > 0} or {place}
    elif place is not None:
        return place
    return fine.pop() if len(fine) == 1 else place


def _merged(
    drafts: Sequence[Draft], told: Mapping[int, Sequence[Where]], published: date | None
) -> list[Draft]:
    """The drafts with those put together that can be one: placed nowhere, they are the report's first
    happening that they fit.
    """
    named = Counter(w for wheres in told.values() for w in wheres if w.type == "country")
    country = min(named, key=lambda w: (-named[w], w.key), default=None)
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (not is_placed(d), d.events[0].trigger)):
        home = next((k for k in kept if are_one(k, draft, published)), None)
        if home is None:
            kept.append(draft)
            continue
        home.events += draft.events
        home.figures += draft.figures
        home.votes += draft.votes
        home.sentences += draft.sentences
        if home.first is None:
            home.first, home.last = draft.first, draft.last
    for draft in kept:
        if not is_placed(draft):
            for sentence in draft.sentences:
                for where in told.get(sentence, ()):
                    draft.votes[where] += 1
        if not is_placed(draft):
            for where in near_by(draft, told):
                draft.votes[where] += 1
        # Worth .7 points of links and 2.4 of figures on the coded incidents.
        provinces = {w for w in draft.votes if w.type == "admin"}
        if provinces and not any(is_within(w, p) for w in draft.votes for p in provinces):
            for where in near_by(draft, told, provinces):
                draft.votes[where] += 1
        if not draft.votes and country is not None:
            draft.votes[country] += 1
    return sorted(kept, key=lambda d: min(e.trigger for e in d.events))


def _finished(
    draft: Draft, text: str, findings: Findings, stemmed: _Stemmed, total: int, summed: set[str]
) -> Occurrence:
    kinds = Counter(e.kind for e in draft.events)
    ranked = sorted(kinds, key=lambda k: (-kinds[k], NAMING.index(k) if k in NAMING else len(NAMING), k))
    parties = sorted(
        {
            stem(w)
            for e in draft.events
            for s in (e.actor, e.target)
            if s is not None
            for w in words(s.cut(text))
        }
    )
    first, last, dated = window_of(draft, findings.report.published)
    told = frozenset().union(*(stemmed.of(s) for s in set(draft.sentences)))
    places = [w for w, _ in sorted(draft.votes.items(), key=lambda v: (v[0].coarse, -v[1], v[0].key))]
    events = tuple(e.id for e in draft.events)
    return Occurrence(
        id="o" + hashlib.blake2s("|".join((findings.report.id, *events)).encode(), digest_size=8).hexdigest(),
        report=findings.report.id,
        kinds=tuple(ranked),
        events=events,
        figures=tuple(f.id for f in draft.figures),
        tolls=tuple(Toll(f.measure, f.low, f.high, f.hedge) for f in draft.figures),
        places=tuple(places[:4]),
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        dated=dated,
        parties=tuple(parties),
        words=tuple(sorted(told)),
        weight=(len(draft.events) + len(draft.figures)) / total,
        lead=0 in draft.sentences,
        summed=tuple(f.id for f in draft.figures if f.id in summed),
    )
