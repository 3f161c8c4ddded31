"""Double coding: where two coders who did not see each other differ, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from riwaya.ledger.agreement import Agreement, Coding, agreements, codings, span_f1
from riwaya.ledger.store import Store
from riwaya.model import Decided, Decision, Figure, LedgerError, Span
from riwaya.review.page import page
from riwaya.review.people import author_of, needs, sees_colleagues
from riwaya.review.wanted import Opened

router = APIRouter(include_in_schema=False)
FIELDS = ("measure", "low", "high", "hedge", "group", "name", "span")
# An adjudicator's decision says so in its reason, in words of the chain and not of the interface.
_MARK = "adjudication: "


@dataclass(frozen=True, slots=True)
class Doubled:
    """A figure that two coders or more decided on, as each leaves it; `settled` by an adjudicator or by
    agreeing."""

    report: str
    figure: Figure
    quote: str
    coded: Mapping[str, Coding]
    fields: Mapping[str, Mapping[str, Any]]
    settled: bool

    @property
    def differs(self) -> tuple[str, ...]:
        """The fields on which the coders differ; "action" where one rejects what another keeps."""
        names = ("action", *FIELDS)
        return tuple(n for n in names if len({f.get(n) for f in self.fields.values()}) > 1)


def doubled(store: Store) -> list[Doubled]:
    """Every figure with two coders or more, in the order of reports and ids."""
    decisions = store.decisions("figure")
    first: list[Decided] = [d for d in decisions if not d.entry.reason.startswith(_MARK)]
    ruled = {d.decision.subject[0] for d in decisions if d.entry.reason.startswith(_MARK)}
    reports = {d.decision.subject[0]: d.decision.report for d in decisions if d.decision.report}
    found = []
    for id, coded in sorted(codings(first).items()):
        if len(coded) < 2 or id not in reports:
            continue
        text = store.report(reports[id]).text
        figure = next((f for f in store.findings(reports[id]).figures if f.id == id), None)
        if figure is None:
            continue
        fields = {author: left(figure, coding) for author, coding in sorted(coded.items())}
        one = Doubled(reports[id], figure, figure.span.cut(text), coded, fields, settled=False)
        settled = id in ruled or not one.differs
        found.append(Doubled(one.report, figure, one.quote, coded, fields, settled))
    return sorted(found, key=lambda d: (d.report, d.figure.span, d.figure.id))


def left(figure: Figure, coding: Coding) -> dict[str, Any]:
    """The fields as a coding leaves them; a rejected figure has none but the action."""
    kept = "keep" if coding.action in ("accept", "correct") else coding.action
    if coding.action == "reject":
        return {"action": kept}
    values = {n: coding.values.get(n, getattr(figure, n)) for n in FIELDS}
    return {"action": kept, **values, "span": tuple(values["span"])}


@router.get("/adjudication")
def adjudication(request: Request, store: Opened) -> Response:
    """The differences, one after another, and the agreement of each pair of coders."""
    every = doubled(store)
    return page(
        request,
        "adjudication.html",
        open=[d for d in every if not d.settled],
        every=every,
        fields=FIELDS,
        pairs=_pairs(every),
        colleagues=sees_colleagues(request),
    )


def _pairs(every: list[Doubled]) -> list[tuple[str, str, list[Agreement], float | None]]:
    """Each pair of coders with the agreement per field, and the mean F1 of their spans."""
    coders = sorted({a for d in every for a in d.coded})
    found = []
    for a, b in combinations(coders, 2):
        both = [(d.fields[a], d.fields[b]) for d in every if a in d.fields and b in d.fields]
        if both:
            spans = [
                span_f1(Span(*x["span"]), Span(*y["span"])) for x, y in both if "span" in x and "span" in y
            ]
            mean = sum(spans) / len(spans) if spans else None
            found.append((a, b, agreements(both), mean))
    return found


@router.post("/adjudication/{finding}", dependencies=[Depends(needs("adjudicate"))])
def rule(
    request: Request,
    finding: str,
    store: Opened,
    take: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Let the coding of one coder stand."""
    one = next((d for d in doubled(store) if d.figure.id == finding), None)
    if one is None or take not in one.coded:
        raise LedgerError(f"{store.name}: nobody called {take!r} decided on {finding!r}")
    coding = one.coded[take]
    values = {k: list(v) if isinstance(v, tuple) else v for k, v in coding.values.items()}
    head = store.head()
    decision = Decision(
        coding.action,  # type: ignore[arg-type]
        "figure",
        (finding,),
        author_of(request),
        values,
        f"{_MARK}{take}{': ' + reason if reason.strip() else ''}",
        one.report,
    )
    store.decide(decision, expected=head.hash if head else None)
    return RedirectResponse("/adjudication", 303)
