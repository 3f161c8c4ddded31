"""The first page: incidents in a list, narrowed by filters that stand in the address."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from riwaya.ledger import query
from riwaya.ledger.kinds import INCIDENT
from riwaya.review.page import page
from riwaya.review.wanted import Asked, Opened

router = APIRouter(include_in_schema=False)
PER_PAGE = 50


@router.get("/")
def overview(request: Request, store: Opened, filters: Asked, page_number: int = 1) -> Response:
    """Incidents that pass the filters, newest first."""
    found = list(query.incidents(store, filters))
    found.sort(key=lambda i: (i.start or "", i.id), reverse=True)
    first = (max(1, page_number) - 1) * PER_PAGE
    return page(
        request,
        "overview.html",
        incidents=found[first : first + PER_PAGE],
        total=len(found),
        page_number=page_number,
        pages=max(1, -(-len(found) // PER_PAGE)),
        filters=filters,
        kinds=sorted(INCIDENT),
    )
