"""Grades: how reliable a source is, on its page; how credible an account is, on its own."""

from __future__ import annotations

from typing import Any, Literal, get_args
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from riwaya.drawing.voices import interval
from riwaya.ledger.store import Store
from riwaya.linking import query
from riwaya.linking.grades import graded_as, grades, history
from riwaya.model import Account, ConflictError, Decision, LedgerError
from riwaya.model.decision import Credibility, Reliability
from riwaya.review.forms import Given
from riwaya.review.language import words_of
from riwaya.review.page import page
from riwaya.review.people import author_of, may, needs, sees_colleagues
from riwaya.review.searching import Voice, voices_of
from riwaya.review.shelf import Shelf
from riwaya.review.wanted import Kept, Opened

router = APIRouter(include_in_schema=False)
# Accounts shown of one source, the newest first.
MOST = 200


@router.get("/accounts/{id}")
def account(request: Request, id: str, store: Opened) -> Response:
    """One account with its figures, its grade, and who gave it."""
    return _account(request, store, id, "")


@router.post("/accounts/{id}/grade", dependencies=[Depends(needs("decide"))])
def grade_account(request: Request, id: str, store: Opened, given: Given) -> Response:
    """Grade an account, or take a grade back."""
    _, found = query.account(store, id)
    rests_on = [f.id for f in found.figures] or list(found.statements)
    values = {"credibility": given.get("grade", ""), "findings": rests_on}
    problem = _keep(request, store, "account", id, values, given)
    return _account(request, store, id, problem) if problem else RedirectResponse(f"/accounts/{id}", 303)


@router.get("/sources/{key:path}")
def source(request: Request, key: str, store: Opened, shelf: Kept) -> Response:
    """One voice: its names and roles, its grade, and everything that it says of incidents."""
    return _source(request, store, shelf, key, "")


@router.post("/sources/{key:path}/grade", dependencies=[Depends(needs("decide"))])
def grade_source(request: Request, key: str, store: Opened, shelf: Kept, given: Given) -> Response:
    """Grade a source, or take a grade back."""
    _voice(store, shelf, key)
    problem = _keep(request, store, "source", key, {"reliability": given.get("grade", "")}, given)
    if problem:
        return _source(request, store, shelf, key, problem)
    return RedirectResponse(f"/sources/{quote(key)}", 303)


def _keep(
    request: Request,
    store: Store,
    layer: Literal["source", "account"],
    subject: str,
    values: dict[str, Any],
    given: dict[str, str],
) -> str:
    """Append the decision; what was wrong with it, or ""."""
    action: Literal["grade", "undo"] = "undo" if given.get("action") == "undo" else "grade"
    about = given.get("entry", "") if action == "undo" else subject
    kept = {} if action == "undo" else values
    decision = Decision(action, layer, (about,), author_of(request), kept, given.get("reason", ""))
    try:
        store.decide(decision, expected=given.get("head") or None)
    except (LedgerError, ConflictError) as error:
        return str(error)
    return ""


def _account(request: Request, store: Store, id: str, problem: str) -> Response:
    incident, found = query.account(store, id)
    words = words_of(request)
    return page(
        request,
        "account.html",
        incident=incident,
        account=found,
        voice=graded_as(found),
        report=store.report(found.report),
        interval=lambda figure: words.digits(interval(figure, words.language)),
        **_grade(request, store, "account", id, found.credibility, problem),
    )


def _source(request: Request, store: Store, shelf: Shelf, key: str, problem: str) -> Response:
    voice, told = _voice(store, shelf, key)
    words = words_of(request)
    ordered = sorted(told, key=lambda t: (t[1].said or "", t[1].id), reverse=True)
    return page(
        request,
        "source.html",
        voice=voice,
        told=ordered[:MOST],
        total=len(told),
        interval=lambda figure: words.digits(interval(figure, words.language)),
        **_grade(request, store, "source", key, grades(store).reliability.get(key), problem),
    )


def _voice(store: Store, shelf: Shelf, key: str) -> tuple[Voice, list[tuple[Any, Account]]]:
    """A source and its accounts with their incidents; raises LedgerError if nobody is called so."""
    told = [(i, a) for i, a in shelf.accounts(store) if graded_as(a) == key]
    if not told:
        raise LedgerError(f"{store.name}: no source {key!r}; the page of sources lists them")
    return voices_of(told)[0], told


def _grade(
    request: Request, store: Store, layer: str, subject: str, now: str | None, problem: str
) -> dict[str, Any]:
    """What the form of a grade needs."""
    head = store.head()
    name = "reliability" if layer == "source" else "credibility"
    return {
        "scale": name,
        "grades": get_args(Reliability if layer == "source" else Credibility),
        "grade": now,
        "target": f"/{layer}s/{quote(subject)}/grade",
        "history": history(store, layer, subject),
        "head": head.hash if head else "",
        "problem": problem,
        "may_decide": may(request, "decide"),
        "colleagues": sees_colleagues(request),
    }
