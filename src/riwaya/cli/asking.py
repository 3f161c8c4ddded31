"""`riwaya incidents`, `accounts` and `search`: what of a ledger is wanted, listed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any, get_args

import msgspec

from riwaya.batch.opening import open_for_asking
from riwaya.cli.incident_page import account_lines, incident_lines
from riwaya.cli.reading import check_date
from riwaya.cli.rows import Row, write_rows
from riwaya.linking import query as asking
from riwaya.model import Account, Filters, Hit, Incident, InputError
from riwaya.model.filters import ReviewState
from riwaya.rules.labels import Language

_INCIDENT = (
    "id", "kind", "title", "title_ar", "place", "country", "lat", "lon", "precision_km", "start", "end",
    "reports", "mentions", "accounts", "differ",
)  # fmt: skip
_ACCOUNT = (
    "incident", "incident_kind", "place", "start", "end", "account", "report", "outlet", "name", "kind",
    "role", "via", "said", "independent_group", "measure", "low", "high", "hedge", "whom", "group", "scope",
    "quote", "span_start", "span_end", "review", "credibility", "reliability",
)  # fmt: skip
_HIT = ("report", "outlet", "published", "title", "url", "snippet", "context_start", "context_end", "found")


def wanted(
    since: str | None,
    until: str | None,
    places: list[str] | None,
    kinds: list[str] | None,
    outlets: list[str] | None,
    speakers: list[str] | None,
    review: list[str] | None,
    incidents: list[str] | None = None,
) -> Filters:
    """The options of a command as a filter; raises InputError for one that cannot be."""
    check_date(since, "--since")
    check_date(until, "--until")
    states = get_args(ReviewState)
    for state in review or ():
        if state not in states:
            raise InputError(f"--review {state!r} is no state of review; there are {', '.join(states)}")
    return Filters(
        since=since,
        until=until,
        places=tuple(places or ()),
        kinds=tuple(kinds or ()),
        outlets=tuple(outlets or ()),
        speakers=tuple(speakers or ()),
        incidents=tuple(incidents or ()),
        review=tuple(review or ()),  # type: ignore[arg-type]
    )


def run_incidents(ledger: str, filters: Filters, limit: int | None, form: str, language: Language) -> int:
    """List incidents; status 0."""
    with open_for_asking(ledger) as store:
        count = write_rows(
            islice(asking.incidents(store, filters), limit),
            form,
            text=lambda one: "\n".join(incident_lines(one, language)) + "\n",
            json=lambda one: one,
            columns=_INCIDENT,
            rows=_incident_rows,
        )
    return _none(count, form, "no incident passes")


def run_accounts(ledger: str, filters: Filters, limit: int | None, form: str, language: Language) -> int:
    """List accounts, a row of CSV for each figure; status 0."""
    with open_for_asking(ledger) as store:
        if len(filters.incidents) == 1:
            asking.incident(store, filters.incidents[0])
        count = write_rows(
            islice(asking.accounts(store, filters), limit),
            form,
            text=lambda both: "\n".join(account_lines(both[1], language, both[0])),
            json=lambda both: {"incident": both[0].id, **msgspec.to_builtins(both[1])},
            columns=_ACCOUNT,
            rows=_account_rows,
        )
    return _none(count, form, "no account passes")


def run_search(ledger: str, query: str, filters: Filters, limit: int | None, form: str) -> int:
    """List the reports found; status 0."""
    with open_for_asking(ledger) as store:
        count = write_rows(
            asking.search(store, query, filters, limit),
            form,
            text=_hit_text,
            json=lambda hit: hit,
            columns=_HIT,
            rows=_hit_rows,
        )
    return _none(count, form, "no report has these words")


def _none(count: int, form: str, told: str) -> int:
    if not count and form == "text":
        print(told, file=sys.stderr)
    return 0


def _incident_rows(one: Incident) -> Iterator[Row]:
    row: dict[str, Any] = {name: getattr(one, name) for name in _INCIDENT}
    for name in ("reports", "mentions"):
        row[name] = " ".join(row[name])
    yield {**row, "accounts": len(one.accounts), "differ": " ".join(d.measure for d in one.differ)}


def _account_rows(both: tuple[Incident, Account]) -> Iterator[Row]:
    incident, account = both
    row = {name: getattr(account, name, None) for name in _ACCOUNT}
    row |= {
        "incident": incident.id,
        "incident_kind": incident.kind,
        "place": incident.place,
        "start": incident.start,
        "end": incident.end,
        "account": account.id,
    }
    for figure in account.figures:
        told = {name: getattr(figure, name) for name in ("measure", "low", "high", "hedge", "whom", "group")}
        spans = {"span_start": figure.span.start, "span_end": figure.span.end}
        yield {**row, **told, **spans, "scope": figure.scope, "quote": figure.quote, "review": figure.review}
    if not account.figures:
        yield row


def _hit_rows(hit: Hit) -> Iterator[Row]:
    row: dict[str, Any] = {name: getattr(hit, name, None) for name in _HIT}
    start, end = hit.context
    yield {**row, "context_start": start, "context_end": end, "found": len(hit.spans)}


def _hit_text(hit: Hit) -> str:
    about = ", ".join(part for part in (hit.outlet, hit.published) if part)
    lines = [f"{hit.report}" + (f"  ({about})" if about else "")]
    lines += [f"  {' '.join(part.split())}" for part in (hit.title, hit.snippet) if part]
    return "\n".join(lines)
