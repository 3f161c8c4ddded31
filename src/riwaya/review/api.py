"""The ledger as JSON under /api, with the same filters as the pages and the command line."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from riwaya.linking import query
from riwaya.review.people import sees_colleagues
from riwaya.review.report import nameless, read
from riwaya.review.wanted import Asked, Kept, Opened

router = APIRouter(prefix="/api", tags=["ledger"])
_encode = msgspec.json.Encoder().encode

Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.")]
Offset = Annotated[int, Query(ge=0, description="After so many.")]
_JSON: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {}}}}


def answer(value: Any) -> Response:
    """A value of the model as JSON: msgspec's encoder, which takes a twentieth of the framework's time."""
    return Response(_encode(value), media_type="application/json")


@router.get("/incidents", responses=_JSON)
def incidents(store: Opened, shelf: Kept, filters: Asked, limit: Limit = 100, offset: Offset = 0) -> Response:
    """Incidents that pass the filters, by day and id, and how many there are."""
    found = list(shelf.incidents(store, filters))
    return answer({"total": len(found), "incidents": found[offset : offset + limit]})


@router.get("/incidents/{id}", responses=_JSON)
def incident(id: str, store: Opened) -> Response:
    """One incident with its accounts, differences and what each rule makes of them."""
    return answer(query.incident(store, id))


@router.get("/accounts", responses=_JSON)
def accounts(store: Opened, shelf: Kept, filters: Asked, limit: Limit = 100, offset: Offset = 0) -> Response:
    """Accounts that pass the filters, each with the id of its incident, and how many there are."""
    found = [{"incident": i.id, "account": a} for i, a in shelf.accounts(store, filters)]
    return answer({"total": len(found), "accounts": found[offset : offset + limit]})


@router.get("/accounts/{id}", responses=_JSON)
def account(id: str, store: Opened) -> Response:
    """One account, with the id of its incident."""
    found, one = query.account(store, id)
    return answer({"incident": found.id, "account": one})


@router.get("/reports/{id:path}", responses=_JSON)
def report(request: Request, id: str, store: Opened) -> Response:
    """One report with its text and its reading, reviewers' decisions applied."""
    found, findings, made = read(store, id)
    findings = findings if sees_colleagues(request) else nameless(findings)
    return answer({"report": found, "reading": findings, "review": made})


@router.get("/search", responses=_JSON)
def search(store: Opened, filters: Asked, q: str, limit: Limit = 100) -> Response:
    """The reports that hold the words of `q` in any spelling, newest first."""
    return answer({"hits": list(query.search(store, q, filters, limit=limit))})
