"""Joining and parting: incidents, copies and sources as people see them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from riwaya.ledger.store import Store
from riwaya.linking import query
from riwaya.model import Decision, Incident, LedgerError
from riwaya.review.people import author_of, needs
from riwaya.review.protection import local_path
from riwaya.review.wanted import Opened

router = APIRouter(include_in_schema=False, dependencies=[Depends(needs("adjudicate"))])


@router.post("/incidents/{id}/join")
def join(
    request: Request,
    id: str,
    store: Opened,
    other: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Make one incident of two: `other` is the id of the other, or its address."""
    one = query.incident(store, id)
    two = query.incident(store, other.strip().rstrip("/").rsplit("/", 1)[-1].split("?")[0])
    if one.id == two.id:
        raise LedgerError(f"{store.name}: {id} is one incident already; give another one")
    _decide(request, store, "join", "incident", (event_of(one), event_of(two)), reason)
    return RedirectResponse(f"/incidents/{home_of(store, event_of(one))}", 303)


@router.post("/incidents/{id}/part")
def part(
    request: Request,
    id: str,
    store: Opened,
    report: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Take a report out of an incident: its events are kept apart from everybody else's there."""
    found = query.incident(store, id)
    own = [e for m in found.members if m.report == report for e in m.events]
    others = [m.events[0] for m in found.members if m.report != report and m.events]
    if not own or not others:
        raise LedgerError(
            f"{store.name}: {report!r} cannot be taken out of {id}; it is alone there or not there"
        )
    for other in others:
        _decide(request, store, "part", "incident", (own[0], other), reason)
    return RedirectResponse(f"/incidents/{home_of(store, others[0])}", 303)


@router.post("/copies/{action}")
def copies(
    request: Request,
    action: Literal["join", "part"],
    store: Opened,
    one: Annotated[str, Form()],
    other: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Say that two reports carry one text, or that they do not."""
    for report in (one, other):
        store.report(report)
    _decide(request, store, action, "copy", (one, other), reason)
    return RedirectResponse(local_path(back), 303)


@router.post("/sources/{action}")
def sources(
    request: Request,
    action: Literal["join", "part"],
    store: Opened,
    one: Annotated[str, Form()],
    other: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Say that two names are one voice, or take that back."""
    _decide(request, store, action, "source", (one, other), reason)
    return RedirectResponse("/sources", 303)


def _decide(
    request: Request,
    store: Store,
    action: Literal["join", "part"],
    layer: Literal["incident", "copy", "source"],
    subject: tuple[str, str],
    reason: str,
) -> None:
    head = store.head()
    decision = Decision(action, layer, subject, author_of(request), reason=reason)
    store.decide(decision, expected=head.hash if head else None)


def event_of(incident: Incident) -> str:
    """An event that stands for an incident in a decision: event ids outlive incidents. One of a report that
    tells of it, if there is one."""
    members = sorted(incident.members, key=lambda m: (m.role != "main", m.report))
    return next(e for m in members for e in m.events)


def home_of(store: Store, event: str) -> str:
    """The incident that an event is in now."""
    return next(i.id for i in query.incidents(store) if any(event in m.events for m in i.members))
