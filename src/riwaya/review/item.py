"""One finding in its words, to accept, correct, reject or leave open, by keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from riwaya.drawing.voices import interval
from riwaya.ledger.agreement import Coding, codings
from riwaya.ledger.deciding import corrected
from riwaya.ledger.store import Store
from riwaya.model import ConflictError, Decision, Figure, Filters, Findings, LedgerError, Span
from riwaya.review.fields import FIELDS, LAYERS, MAIN, PLURAL, Finding, Layer, changed, place_in, spans
from riwaya.review.forms import Given
from riwaya.review.language import words_of
from riwaya.review.page import page
from riwaya.review.people import author_of, needs, sees_colleagues
from riwaya.review.protection import local_path
from riwaya.review.queue import is_blind, items, queue_of, tail, undecided
from riwaya.review.report import read
from riwaya.review.wanted import Asked, Opened, shelf_of

router = APIRouter(include_in_schema=False)
# Code points of the text shown on either side of the finding.
_AROUND = 260
_STATES = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "unsure": "unsure"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text around a finding, with the channels that paint it."""

    text: str
    channels: tuple[str, ...]


@router.get("/review/{id:path}/{finding}")
def item(request: Request, id: str, finding: str, store: Opened, filters: Asked) -> Response:
    """One finding of the report `id` in its words, with what can be decided."""
    return _shown(request, id, finding, store, filters, "")


@router.post("/review/{id:path}/{finding}", dependencies=[Depends(needs("decide"))])
def decide(request: Request, id: str, finding: str, store: Opened, filters: Asked, given: Given) -> Response:
    """Append the decision and go on to the next finding; a field that cannot be is said, and nothing is
    lost."""
    report = id
    here = f"/review/{quote(report)}/{finding}{tail(request)}"
    mine, action = author_of(request), given.get("action", "")
    reason, head = given.get("reason", ""), given.get("head", "")
    try:
        layer, original = _original(store, report, finding)
        if action == "undo":
            decision = Decision("undo", layer, (given.get("entry", ""),), mine, reason=reason, report=report)
        else:
            values: dict[str, Any] = {}
            if action == "correct":
                now = original if is_blind(request) else _now(read(store, report)[1], layer, finding)
                if now is None:
                    raise LedgerError("this was rejected; undo that first")
                values = changed(layer, now, given, store.report(report))
                if layer == "event" and "place" in values:
                    values["location"] = place_in(values["place"], store.findings(report).places)
                action = "correct" if values else "accept"
            decision = Decision(action, layer, (finding,), mine, values, reason, report)  # type: ignore[arg-type]
        if is_blind(request):
            # Another coder's decision on the same finding is no conflict where neither may see the other's.
            last = store.head()
            head = last.hash if last else ""
        store.decide(decision, expected=head or None)
    except (LedgerError, ConflictError, ValueError) as error:
        return _shown(request, report, finding, store, filters, str(error))
    return RedirectResponse(here if action == "undo" else local_path(given.get("back"), here), 303)


def _original(store: Store, report: str, finding: str) -> tuple[Layer, Finding]:
    """The layer of a finding, and the finding as it was read; raises LedgerError if there is none."""
    findings = store.findings(report)
    for layer in LAYERS.values():
        found = _now(findings, layer, finding)
        if found is not None:
            return layer, found
    raise LedgerError(
        f"{store.name}: no finding {finding!r} in {report!r}; `riwaya show {report}` lists them"
    )


def _now(findings: Findings, layer: Layer, id: str) -> Finding | None:
    """A finding of a reading, or None."""
    found: Finding | None = next((f for f in getattr(findings, PLURAL[layer]) if f.id == id), None)
    return found


def _shown(
    request: Request, report: str, finding: str, store: Store, filters: Filters, problem: str
) -> Response:
    layer, original = _original(store, report, finding)
    found, findings, states = read(store, report)
    blind, mine = is_blind(request), author_of(request)
    history = [d for d in store.decisions(layer, finding) if not blind or d.entry.author == mine]
    now = _now(findings, layer, finding) or original
    if blind:
        own = codings(history).get(finding, {}).get(mine)
        now = _as_coded(layer, original, own)
        states = {finding: _STATES[own.action]} if own else {}
    every = items(store, shelf_of(request), filters, layer)
    at = next((n for n, i in enumerate(every) if (i.report, i.id) == (report, finding)), None)
    if at is None:
        after = [i for i in undecided(every, store.decisions(layer), mine) if i.id != finding][:1]
    else:
        after = every[at + 1 : at + 2]
    words, head = words_of(request), store.head()
    window = _window(list(spans(layer, now).values()), len(found.text))
    parts = _parts(layer, now, found.text, window)
    return page(
        request,
        "item.html",
        layer=layer,
        report=found,
        finding=now,
        original=original,
        state=states.get(finding),
        parts=parts,
        window=window,
        more=(window.start > 0, window.end < len(found.text)),
        fields=FIELDS[layer],
        main=MAIN[layer],
        channel={f.name: f.channel for f in FIELDS[layer]},
        incident=every[at].incident if at is not None else None,
        earlier=every[at - 1] if at else None,
        later=after[0] if after else None,
        number=None if at is None else at + 1,
        total=len(every),
        back=queue_of(layer, tail(request)),
        tail=tail(request),
        history=history,
        head=head.hash if head else "",
        names=sorted({s.name for s in findings.statements}),
        interval=words.digits(interval(now, words.language)) if isinstance(now, Figure) else "",
        problem=problem,
        colleagues=sees_colleagues(request),
    )


def _as_coded(layer: Layer, finding: Finding, own: Coding | None) -> Finding:
    """A finding as one coder left it."""
    if own is None or own.action != "correct":
        return finding
    return replace(finding, **corrected(layer, own.values))


def _window(shown: list[Span | None], length: int) -> Span:
    """The stretch of the text in which a finding is shown."""
    there = [s for s in shown if s is not None]
    return Span(
        max(0, min(s.start for s in there) - _AROUND), min(length, max(s.end for s in there) + _AROUND)
    )


def _parts(layer: Layer, finding: Finding, text: str, window: Span) -> tuple[list[Piece], ...]:
    """The window's text before, inside and after the finding's own words, cut where channels begin or end."""
    main: Span = getattr(finding, MAIN[layer])
    painted = [
        (span, field.channel)
        for field in FIELDS[layer]
        if field.name != MAIN[layer] and field.shape == "span" and (span := getattr(finding, field.name))
    ]
    made = []
    for start, end in ((window.start, main.start), (main.start, main.end), (main.end, window.end)):
        edges = {start, end} | {e for s, _ in painted for e in s if start < e < end}
        cuts = sorted(edges)
        made.append(
            [
                Piece(text[a:b], tuple(c for s, c in painted if s.start <= a and b <= s.end))
                for a, b in pairwise(cuts)
            ]
        )
    return tuple(made)
