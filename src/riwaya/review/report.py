"""The page of one report: its text as it was published, and beside it who says what in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response

from riwaya.drawing.voices import interval
from riwaya.ledger.review import reviewed, states
from riwaya.ledger.store import Store
from riwaya.linking import link
from riwaya.linking.carrying import copies_of
from riwaya.linking.titles import Titled, titles
from riwaya.model import Figure, Findings, Report
from riwaya.review.citing import bibtex, citation, csl
from riwaya.review.language import words_of
from riwaya.review.marking import invisible, names_of_invisible, painted, spans_of
from riwaya.review.page import page
from riwaya.review.people import sees_colleagues
from riwaya.review.wanted import Opened

router = APIRouter(include_in_schema=False)


@router.get("/reports/{id:path}/spans.json")
def spans(id: str, store: Opened) -> Response:
    """Every painted span as [start, end, channel, finding id], offsets in code points of the text."""
    _, findings, _ = read(store, id)
    rows = [[f.span.start, f.span.end, f.channel, f.id] for f in spans_of(findings)]
    return Response(msgspec.json.encode(rows), media_type="application/json")


@router.get("/reports/{id:path}/citation.{form}")
def cited(id: str, form: str, store: Opened) -> Response:
    """The report as a BibTeX entry or as CSL JSON."""
    report = store.report(id)
    if form == "bib":
        return Response(bibtex(report), media_type="application/x-bibtex; charset=utf-8")
    return Response(msgspec.json.encode([csl(report)]), media_type="application/vnd.citationstyles.csl+json")


@router.get("/reports/{id:path}")
def report(request: Request, id: str, store: Opened) -> Response:
    """One report with everything found in it, reviewers' decisions applied."""
    found, findings, made = read(store, id)
    findings = findings if sees_colleagues(request) else nameless(findings)
    words = words_of(request)
    figures = _by_statement(findings)
    incidents, copies = _ties(store, found.id)
    return page(
        request,
        "report.html",
        report=found,
        findings=findings,
        states=made,
        text=painted(found.text, spans_of(findings)),
        invisible=invisible(found.text),
        names=names_of_invisible(),
        said=[(s, figures.get(s.id, [])) for s in findings.statements],
        own=[f for f in findings.figures if f.statement is None],
        quote=lambda span: span.cut(found.text) if span else "",
        interval=lambda figure: words.digits(interval(figure, words.language)),
        incidents=incidents,
        copies=copies,
        citation=citation(found),
    )


def read(store: Store, id: str) -> tuple[Report, Findings, dict[str, Any]]:
    """A report, its newest reading with decisions applied, and the states that reviewers left."""
    found, findings = store.report(id), store.findings(id)
    decisions = store.standing()
    return found, reviewed(findings, decisions), dict(states(findings, decisions))


def nameless(findings: Findings) -> Findings:
    """The same without the names of those who corrected something: for viewers who see no colleagues."""
    lists = ("statements", "figures", "quantities", "events", "places", "times")
    kept = {name: tuple(map(_nameless, getattr(findings, name))) for name in lists}
    return replace(findings, **kept)  # type: ignore[arg-type]


def _nameless(found: Any) -> Any:
    return replace(found, by="review") if found.by.startswith("review:") else found


def _by_statement(findings: Findings) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in findings.figures:
        if figure.statement is not None:
            found.setdefault(figure.statement, []).append(figure)
    return found


def _ties(store: Store, id: str) -> tuple[list[Titled], list[str]]:
    """The incidents that a report tells of, and the reports that carry its text."""
    with link.seen(store) as connection:
        if connection is None:
            return [], []
        return titles(connection, id), sorted(copies_of(connection, [id]).get(id, ()))
