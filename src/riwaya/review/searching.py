"""Search over the texts, in any spelling, and the voices of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup, escape

from riwaya.linking import query
from riwaya.linking.grades import graded_as, grades
from riwaya.linking.kinds import INCIDENT
from riwaya.model import Account, Hit, Incident, LedgerError
from riwaya.review.page import page
from riwaya.review.wanted import Asked, Kept, Opened

router = APIRouter(include_in_schema=False)
MOST = 100
PER_PAGE, LAST_PAGE = 20, 1000


@router.get("/search")
def search(request: Request, store: Opened, filters: Asked, q: str = "", page_number: int = 1) -> Response:
    """The reports that hold the words of `q`, newest first."""
    page_number = min(max(1, page_number), LAST_PAGE)
    found = query.Hits((), False, None)
    problem = None
    if q.strip():
        try:
            first = (page_number - 1) * PER_PAGE
            found = query.search_page(store, q, filters, first=first, size=PER_PAGE)
        except LedgerError as error:
            problem = str(error)
    return page(
        request,
        "search.html",
        q=q,
        hits=[(hit, marked(hit)) for hit in found.hits],
        found=found,
        page_number=page_number,
        least=page_number * PER_PAGE,
        problem=problem,
        filters=filters,
        kinds=sorted(INCIDENT),
    )


def marked(hit: Hit) -> Markup:
    """The snippet of a hit with the words that were looked for marked."""
    start = hit.context.start
    made, at = "", 0
    for span in hit.spans:
        low, high = span.start - start, span.end - start
        if low < at or high > len(hit.snippet):
            continue
        made += f"{escape(hit.snippet[at:low])}<mark>{escape(hit.snippet[low:high])}</mark>"
        at = high
    return Markup(f"{made}{escape(hit.snippet[at:])}")


@dataclass(slots=True)
class Voice:
    """A speaker over all incidents: the names it goes by, its roles, and where it is heard."""

    key: str
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    incidents: dict[str, str] = field(default_factory=dict)
    first: str = ""
    last: str = ""


@router.get("/sources")
def sources(request: Request, store: Opened, shelf: Kept, filters: Asked) -> Response:
    """Everybody who says something of an incident, the most heard first."""
    ranked = voices_of(shelf.accounts(store, filters))
    given = grades(store).reliability
    return page(
        request,
        "sources.html",
        voices=ranked[:MOST],
        grades=given,
        total=len(ranked),
        filters=filters,
        kinds=sorted(INCIDENT),
    )


def voices_of(told: Iterable[tuple[Incident, Account]]) -> list[Voice]:
    """The voices of these accounts, outlets where reports speak themselves, the most heard first."""
    found: dict[str, Voice] = {}
    for incident, account in told:
        key, name = graded_as(account), account.name or account.outlet
        if key is None or name is None:
            continue
        voice = found.setdefault(key, Voice(key))
        voice.names[name] += 1
        voice.roles.update([account.role] if account.role else [])
        voice.kinds.update([account.kind or "media"])
        voice.reports.add(account.report)
        voice.incidents[incident.id] = incident.title
        said = account.said or ""
        voice.first = min(filter(None, (voice.first, said)), default="")
        voice.last = max(voice.last, said)
    return sorted(found.values(), key=lambda v: (-len(v.reports), v.key))
