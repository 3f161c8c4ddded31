"""The queue: one figure at a time next to its words, to accept, correct, reject or leave open, by
keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, get_args
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from riwaya.drawing.voices import interval
from riwaya.ledger import query
from riwaya.ledger.agreement import Coding, codings
from riwaya.ledger.deciding import corrected
from riwaya.ledger.store import Store
from riwaya.model import (
    Account,
    AccountFigure,
    ConflictError,
    Decision,
    Figure,
    Filters,
    Incident,
    LedgerError,
    Report,
    Span,
)
from riwaya.model.findings import Group, Hedge, Measure
from riwaya.review.language import words_of
from riwaya.review.page import page
from riwaya.review.people import author_of, may, needs, sees_colleagues
from riwaya.review.protection import local_path
from riwaya.review.report import read
from riwaya.review.settings import Settings
from riwaya.review.shelf import Shelf
from riwaya.review.wanted import Asked, Kept, Opened, shelf_of

router = APIRouter(include_in_schema=False)
# Code points of the text shown on either side of the figure.
_AROUND = 260
_STATES = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "unsure": "unsure"}


@dataclass(frozen=True, slots=True)
class Item:
    """One figure to decide on, with the account and the incident that it stands in."""

    incident: Incident
    account: Account
    figure: AccountFigure

    @property
    def place(self) -> str:
        """Its address in the queue."""
        return f"/review/{quote(self.account.report)}/{self.figure.id}"


def items(store: Store, shelf: Shelf, filters: Filters) -> list[Item]:
    """Every figure of the incidents that pass, once, in the order of incidents, reports and texts."""
    found: dict[tuple[str, str], Item] = {}
    for incident, account in shelf.accounts(store, filters):
        for figure in account.figures:
            found.setdefault((account.report, figure.id), Item(incident, account, figure))
    return list(found.values())


@router.get("/review")
def queue(request: Request, store: Opened, shelf: Kept, filters: Asked) -> Response:
    """How far the review is, and where it goes on: at the first figure that this person has not decided
    on."""
    every = items(store, shelf, filters)
    done = codings(store.decisions("figure"))
    mine = author_of(request)
    left = [i for i in every if mine not in done.get(i.figure.id, {})]
    blind = _is_blind(request)
    return page(request, "queue.html", every=every, left=left, filters=filters, mine=mine, blind=blind)


@router.get("/review/{report:path}/{finding}")
def item(request: Request, report: str, finding: str, store: Opened, problem: str = "") -> Response:
    """One figure in its words, with what can be decided."""
    found, findings, states = read(store, report)
    original = next((f for f in store.findings(report).figures if f.id == finding), None)
    if original is None:
        raise LedgerError(
            f"{store.name}: no figure {finding!r} in {report!r}; `riwaya show {report}` lists them"
        )
    blind = _is_blind(request)
    mine = author_of(request)
    history = [d for d in store.decisions("figure", finding) if not blind or d.entry.author == mine]
    if blind:
        own = codings(history).get(finding, {}).get(mine)
        findings = replace(findings, figures=(_as_coded(original, own),))
        states = {finding: _STATES[own.action]} if own else {}
    figure = next((f for f in findings.figures if f.id == finding), original)
    every = items(store, shelf_of(request), query.EVERYTHING)
    at = next((n for n, i in enumerate(every) if (i.account.report, i.figure.id) == (report, finding)), None)
    words = words_of(request)
    head = store.head()
    start = max(0, figure.span.start - _AROUND)
    end = min(len(found.text), figure.span.end + _AROUND)
    return page(
        request,
        "item.html",
        report=found,
        figure=figure,
        original=original,
        state=states.get(finding),
        before=found.text[start : figure.span.start],
        quote=figure.span.cut(found.text),
        after=found.text[figure.span.end : end],
        more=(start > 0, end < len(found.text)),
        incident=every[at].incident if at is not None else None,
        earlier=every[at - 1] if at else None,
        later=every[at + 1] if at is not None and at + 1 < len(every) else None,
        number=(at or 0) + 1,
        total=len(every),
        history=history,
        head=head.hash if head else "",
        names=sorted({s.name for s in findings.statements}),
        hedges=get_args(Hedge),
        measures=get_args(Measure),
        groups=get_args(Group),
        interval=words.digits(interval(figure, words.language)),
        problem=problem,
        colleagues=sees_colleagues(request),
    )


@router.post("/review/{report:path}/{finding}", dependencies=[Depends(needs("decide"))])
def decide(
    request: Request,
    report: str,
    finding: str,
    store: Opened,
    action: Annotated[str, Form()],
    head: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
    entry: Annotated[str, Form()] = "",
    low: Annotated[str, Form()] = "",
    high: Annotated[str, Form()] = "",
    hedge: Annotated[str, Form()] = "",
    measure: Annotated[str, Form()] = "",
    group: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    start: Annotated[str, Form()] = "",
    end: Annotated[str, Form()] = "",
) -> Response:
    """Append the decision and go on to the next figure; a field that cannot be is said, and nothing is
    lost."""
    here = f"/review/{quote(report)}/{finding}"
    mine = author_of(request)
    try:
        if action == "undo":
            decision = Decision("undo", "figure", (entry,), mine, reason=reason, report=report)
        else:
            given = {
                "low": low, "high": high, "hedge": hedge, "measure": measure, "group": group, "name": name,
                "start": start, "end": end,
            }  # fmt: skip
            text = store.report(report)
            known = store.findings(report).figures if _is_blind(request) else read(store, report)[1].figures
            original = next(f for f in known if f.id == finding)
            values = changed(original, given, text) if action == "correct" else {}
            if action == "correct" and not values:
                action = "accept"
            decision = Decision(action, "figure", (finding,), mine, values, reason, report)  # type: ignore[arg-type]
        if _is_blind(request):
            # Another coder's decision on the same figure is no conflict where neither may see the other's.
            last = store.head()
            head = last.hash if last else ""
        store.decide(decision, expected=head or None)
    except (LedgerError, ConflictError, ValueError, StopIteration) as error:
        return item(
            request, report, finding, store, problem=str(error) or "this figure was rejected; undo first"
        )
    return RedirectResponse(here if action == "undo" else local_path(back, here), 303)


def _is_blind(request: Request) -> bool:
    """Whether this person may not see what others decided."""
    settings: Settings = request.app.state.settings
    return settings.blind and not may(request, "adjudicate")


def _as_coded(figure: Figure, own: Coding | None) -> Figure:
    """A figure as one coder left it."""
    if own is None or own.action != "correct":
        return figure
    return replace(figure, **corrected("figure", own.values))


def changed(figure: Figure, given: dict[str, str], report: Report) -> dict[str, Any]:
    """The fields of a form that differ from the figure. Raises ValueError that names the field."""
    span = Span(_number("start", given["start"]) or 0, _number("end", given["end"]) or 0)
    if not 0 <= span.start < span.end <= len(report.text):
        raise ValueError(f"the words must lie in the text: {span.start} to {span.end} do not")
    wanted: dict[str, Any] = {
        "low": _number("low", given["low"]),
        "high": _number("high", given["high"]),
        "hedge": given["hedge"],
        "measure": given["measure"],
        "group": given["group"],
        "name": given["name"].strip() or None,
        "span": span,
    }
    low, high = wanted["low"], wanted["high"]
    if low is not None and high is not None and low > high:
        raise ValueError(f"at least {low} cannot be more than at most {high}")
    return {k: v for k, v in wanted.items() if v != getattr(figure, k)}


def _number(field: str, text: str) -> int | None:
    """A whole number in either digits; None for an empty field."""
    plain = text.strip().replace(",", "").replace("\u066c", "")
    if not plain:
        return None
    if not plain.isdecimal():
        raise ValueError(f"{field}: {text!r} is no whole number")
    return int(plain)
