"""What of a ledger is wanted, asked in one way by the command line, the exports and the app."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from riwaya.ledger.review import reviewed, states
from riwaya.ledger.search import find, wanted_words
from riwaya.ledger.store import Store
from riwaya.ledger.wording import placed, same_words
from riwaya.linking import homes, link, tables
from riwaya.linking.grades import graded, grades_seen
from riwaya.model import Account, Filters, Findings, Hit, Incident, LedgerError, Report, Span

EVERYTHING = Filters()
# Characters shown before and after the first word found.
_AROUND = 60


def incidents(store: Store, filters: Filters = EVERYTHING) -> Iterator[Incident]:
    """The incidents that pass, by day and id. An incident stands whole: a filter on outlets or speakers
    picks those of which they tell, with what everybody else says of them."""
    yield from passing(_graded(store, _condition(filters)), filters)


def _graded(store: Store, asked: Any) -> Iterator[Incident]:
    """The incidents that a condition on the table picks, with the grades of their accounts."""
    with link.seen(store) as connection:
        if connection is not None:
            yield from graded(homes.read_incidents(connection, asked), grades_seen(store, connection))


def passing(found: Iterable[Incident], filters: Filters) -> Iterator[Incident]:
    """Those of the incidents that pass."""
    return (incident for incident in found if incident_passes(incident, filters))


def accounts(store: Store, filters: Filters = EVERYTHING) -> Iterator[tuple[Incident, Account]]:
    """The accounts that pass, each with its incident, in the order of the incidents."""
    for incident in incidents(store, filters):
        for account in incident.accounts:
            if account_passes(account, filters):
                yield incident, account


def incident(store: Store, id: str) -> Incident:
    """The incident with this id; raises LedgerError if there is none."""
    for found in incidents(store, Filters(incidents=(id,))):
        return found
    raise LedgerError(f"{store.name}: no incident {id!r}; `riwaya incidents` lists them")


def account(store: Store, id: str) -> tuple[Incident, Account]:
    """The account with this id and its incident; raises LedgerError if there is none."""
    for found in _graded(store, tables.incidents.c.id.in_(homes.incidents_with(id))):
        for one in found.accounts:
            if one.id == id:
                return found, one
    raise LedgerError(f"{store.name}: no account {id!r}; `riwaya accounts` lists them")


def is_incident(store: Store, id: str) -> bool:
    """Whether an incident has this id."""
    return any(True for _ in link.incidents(store, tables.incidents.c.id == id))


def reports(store: Store, filters: Filters = EVERYTHING) -> Iterator[Report]:
    """The reports that pass, in the order of their ids."""
    return _passing(store, store.reports(filters.reports or None), filters)


def search(
    store: Store, query: str, filters: Filters = EVERYTHING, limit: int | None = None
) -> Iterator[Hit]:
    """The reports that hold the words of a query in any spelling and pass, newest first."""
    wanted = wanted_words(query)
    for report in islice(_passing(store, find(store, query).reports, filters), limit):
        yield _hit(report, placed(report.text, wanted))


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what a search found, words placed in the snippets only; `more`: there are others after it.
    `total` is None where only going through all of them would tell."""

    hits: tuple[Hit, ...]
    more: bool
    total: int | None


def search_page(store: Store, query: str, filters: Filters, *, first: int, size: int) -> Hits:
    """The hits number `first` and following, counted from 0."""
    wanted, every = wanted_words(query), find(store, query)
    some = list(islice(_passing(store, every.reports, filters), first, first + size + 1))
    hits = tuple(_hit(report, placed(report.text, wanted), whole=False) for report in some[:size])
    more = len(some) > size
    known = first + len(hits) if hits and not more else None
    return Hits(hits, more, known if known is not None or filters != EVERYTHING else every.count)


def incident_passes(incident: Incident, filters: Filters) -> bool:
    """Whether an incident passes every filter."""
    if filters.incidents and incident.id not in filters.incidents:
        return False
    if filters.kinds and not {incident.kind, *incident.kinds} & set(filters.kinds):
        return False
    if not _overlaps(incident.start, incident.end, filters):
        return False
    if filters.places and not any(_is_at(incident, place) for place in filters.places):
        return False
    if filters.reports and not {*incident.reports, *incident.mentions} & set(filters.reports):
        return False
    if not (filters.outlets or filters.speakers or filters.review):
        return True
    if any(account_passes(account, filters) for account in incident.accounts):
        return True
    # Events that reviewers looked at, where no account carries a mark.
    if filters.outlets or filters.speakers or (incident.accounts and not incident.review):
        return False
    return _in_state({*incident.review}, filters)


def account_passes(account: Account, filters: Filters) -> bool:
    """Whether an account passes the filters on reports, outlets, speakers and review."""
    if filters.reports and account.report not in filters.reports:
        return False
    if filters.outlets and not _named(filters.outlets, (account.outlet,)):
        return False
    if filters.speakers and not _named(filters.speakers, (account.name, account.source)):
        return False
    decided: set[str | None] = {account.review, *(figure.review for figure in account.figures)}
    return _in_state(decided, filters)


def _condition(filters: Filters) -> object:
    """The part of the filters that the table of incidents can answer; None if none."""
    table = tables.incidents.c
    parts: list[ColumnElement[bool]] = []
    if filters.incidents:
        parts.append(table.id.in_(filters.incidents))
    if filters.reports:
        parts.append(table.id.in_(homes.incidents_of(filters.reports)))
    if filters.since:
        parts.append(or_(table.end.is_(None), table.end >= filters.since))
    if filters.until:
        parts.append(or_(table.start.is_(None), table.start <= _last(filters.until)))
    return and_(*parts) if parts else None


def _passing(store: Store, found: Iterable[Report], filters: Filters) -> Iterator[Report]:
    """The reports that pass: by their own date and outlet, and by what was read in them."""
    deep = bool(filters.places or filters.kinds or filters.speakers or filters.review)
    decisions = store.standing() if deep else {}
    within = _reports_of(store, filters)
    for report in found:
        if filters.reports and report.id not in filters.reports:
            continue
        if within is not None and report.id not in within:
            continue
        if filters.outlets and not _named(filters.outlets, (report.outlet,)):
            continue
        if (filters.since or filters.until) and not _dated(report.published, filters):
            continue
        if deep:
            read = store.findings(report.id)
            made: set[str | None] = {*states(read, decisions).values()}
            if not _read_passes(report, reviewed(read, decisions), filters):
                continue
            if not _in_state(made, filters):
                continue
        yield report


def _reports_of(store: Store, filters: Filters) -> set[str] | None:
    """The reports of the incidents asked for; None if none are."""
    if not filters.incidents:
        return None
    asked = Filters(incidents=filters.incidents)
    return {report for one in incidents(store, asked) for report in (*one.reports, *one.mentions)}


def _read_passes(report: Report, read: Findings, filters: Filters) -> bool:
    if filters.kinds and not {event.kind for event in read.events} & set(filters.kinds):
        return False
    if filters.speakers and not _named(filters.speakers, [s.name for s in read.statements]):
        return False
    return not filters.places or any(
        asked.upper() == (place.country or "")
        or same_words(asked, place.name)
        or same_words(asked, place.span.cut(report.text))
        for asked in filters.places
        for place in read.places
    )


def _is_at(incident: Incident, asked: str) -> bool:
    if incident.country and asked.upper() == incident.country.upper():
        return True
    return any(
        same_words(asked, name) for name in (incident.place, incident.place_ar, incident.title_ar) if name
    )


def _named(asked: Iterable[str], names: Iterable[str | None]) -> bool:
    there = [name for name in names if name]
    return any(same_words(wanted, name) for wanted in asked for name in there)


def _in_state(decided: set[str | None], filters: Filters) -> bool:
    """Whether one of the things that reviewers did is asked for; None stands for nothing done."""
    if not filters.review:
        return True
    made = {state for state in decided if state}
    for asked in filters.review:
        if asked == "unreviewed":
            if not made:
                return True
        elif (asked == "reviewed" and made) or asked in made:
            return True
    return False


def _overlaps(start: str | None, end: str | None, filters: Filters) -> bool:
    """Whether days that may be open meet those asked for; the undated pass only where no days are asked
    for."""
    if not (filters.since or filters.until):
        return True
    if start is None and end is None:
        return False
    if filters.since and (end or start or "") < filters.since:
        return False
    return not (filters.until and (start or end or "") > _last(filters.until))


def _dated(published: str | None, filters: Filters) -> bool:
    """Whether a date, which may be a month or a year only, can lie in the days asked for."""
    if not published:
        return False
    day = published[:10]
    return _overlaps(day, _last(day), filters)


def _last(day: str) -> str:
    """A string after every day of a day, month or year: "2018-06" gives "2018-06-99"."""
    return day + "-99" * (2 - day.count("-"))


def _hit(report: Report, spans: Iterator[Span], *, whole: bool = True) -> Hit:
    """A report with the place of the first word found and what is around it; `whole`: every other place,
    too, and not only those in the snippet."""
    text, first = report.text, next(spans, None)
    context = Span(0, 0)
    shown: tuple[Span, ...] = ()
    if first is not None:
        start, end = max(0, first.start - _AROUND), min(len(text), first.end + _AROUND)
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        context = Span(start, end)
        shown = (first, *(spans if whole else takewhile(lambda span: span.end <= end, spans)))
    return Hit(
        report.id,
        report.outlet,
        report.url,
        report.published,
        report.title,
        shown,
        context,
        context.cut(text),
    )
