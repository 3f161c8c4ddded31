"""Double coding: where two coders who did not see each other differ, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from riwaya.ledger.agreement import Agreement, Coding, agreements, codings, span_f1
from riwaya.ledger.store import Store
from riwaya.model import Decided, Decision, LedgerError, Span
from riwaya.review.fields import FIELDS, LAYERS, MAIN, PLURAL, Finding, Layer, label_of
from riwaya.review.page import page
from riwaya.review.people import author_of, needs, sees_colleagues
from riwaya.review.wanted import Opened

router = APIRouter(include_in_schema=False)
# An adjudicator's decision says so in its reason, in words of the chain and not of the interface.
_MARK = "adjudication: "


@dataclass(frozen=True, slots=True)
class Doubled:
    """A finding that two coders or more decided on, as each leaves it; `settled` by an adjudicator or by
    agreeing."""

    layer: Layer
    report: str
    finding: Finding
    quote: str
    coded: Mapping[str, Coding]
    fields: Mapping[str, Mapping[str, Any]]
    settled: bool

    @property
    def differs(self) -> tuple[str, ...]:
        """The fields on which the coders differ; "action" where one rejects what another keeps."""
        names = ("action", *_names(self.layer))
        return tuple(n for n in names if len({f.get(n) for f in self.fields.values()}) > 1)


def doubled(store: Store) -> list[Doubled]:
    """Every finding with two coders or more, in the order of layers, reports and texts."""
    return [one for layer in LAYERS.values() for one in _doubled(store, layer)]


def _doubled(store: Store, layer: Layer) -> list[Doubled]:
    decisions = store.decisions(layer)
    first: list[Decided] = [d for d in decisions if not d.entry.reason.startswith(_MARK)]
    ruled = {d.decision.subject[0] for d in decisions if d.entry.reason.startswith(_MARK)}
    reports = {d.decision.subject[0]: d.decision.report for d in decisions if d.decision.report}
    made = []
    for id, coded in sorted(codings(first).items()):
        if len(coded) < 2 or id not in reports:
            continue
        text = store.report(reports[id]).text
        read: Sequence[Finding] = getattr(store.findings(reports[id]), PLURAL[layer])
        finding = next((f for f in read if f.id == id), None)
        if finding is None:
            continue
        fields = {author: left(layer, finding, coding) for author, coding in sorted(coded.items())}
        words = getattr(finding, MAIN[layer]).cut(text)
        one = Doubled(layer, reports[id], finding, words, coded, fields, settled=False)
        made.append(replace(one, settled=id in ruled or not one.differs))
    return sorted(made, key=lambda d: (d.report, getattr(d.finding, MAIN[layer]), d.finding.id))


def left(layer: Layer, finding: Finding, coding: Coding) -> dict[str, Any]:
    """The fields as a coding leaves them; a rejected finding has none but the action."""
    kept = "keep" if coding.action in ("accept", "correct") else coding.action
    if coding.action == "reject":
        return {"action": kept}
    values = {n: coding.values.get(n, getattr(finding, n)) for n in _names(layer)}
    plain = {n: tuple(v) if isinstance(v, list | tuple) else v for n, v in values.items()}
    return {"action": kept, **plain}


def _names(layer: Layer) -> tuple[str, ...]:
    return tuple(f.name for f in FIELDS[layer])


@router.get("/adjudication")
def adjudication(request: Request, store: Opened) -> Response:
    """The differences, one after another, and the agreement of each pair of coders."""
    every = doubled(store)
    return page(
        request,
        "adjudication.html",
        open=[d for d in every if not d.settled],
        every=every,
        pairs=_pairs(every),
        plural=PLURAL,
        label_of=label_of,
        colleagues=sees_colleagues(request),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """How far two coders agree on a layer: per field, and the mean F1 of the findings' own words."""

    layer: Layer
    coders: tuple[str, str]
    fields: Sequence[Agreement]
    words: float | None


def _pairs(every: list[Doubled]) -> list[Pair]:
    """Each pair of coders with their agreement, layer by layer."""
    found = []
    for layer in LAYERS.values():
        here = [d for d in every if d.layer == layer]
        for a, b in combinations(sorted({a for d in here for a in d.coded}), 2):
            both = [(d.fields[a], d.fields[b]) for d in here if a in d.fields and b in d.fields]
            if both:
                own = MAIN[layer]
                f1 = [span_f1(Span(*x[own]), Span(*y[own])) for x, y in both if own in x and own in y]
                mean = sum(f1) / len(f1) if f1 else None
                found.append(Pair(layer, (a, b), agreements(both), mean))
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
    one = next((d for d in doubled(store) if d.finding.id == finding), None)
    if one is None or take not in one.coded:
        raise LedgerError(f"{store.name}: nobody called {take!r} decided on {finding!r}")
    coding = one.coded[take]
    values = {k: list(v) if isinstance(v, tuple) else v for k, v in coding.values.items()}
    head = store.head()
    decision = Decision(
        coding.action,  # type: ignore[arg-type]
        one.layer,
        (finding,),
        author_of(request),
        values,
        f"{_MARK}{take}{': ' + reason if reason.strip() else ''}",
        one.report,
    )
    store.decide(decision, expected=head.hash if head else None)
    return RedirectResponse("/adjudication", 303)
