"""The queue: which figures, statements or events there are to decide on, and where the review goes on."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from riwaya.ledger.agreement import codings
from riwaya.ledger.store import Store
from riwaya.linking.kinds import INCIDENT
from riwaya.model import AccountFigure, Decided, Event, Filters, Incident, LedgerError, Statement
from riwaya.review.fields import LAYERS, MAIN, PLURAL, Layer
from riwaya.review.page import page
from riwaya.review.people import author_of, may
from riwaya.review.settings import Settings
from riwaya.review.shelf import Shelf
from riwaya.review.wanted import Asked, Kept, Opened

router = APIRouter(include_in_schema=False)
PER_PAGE = 100
# Decisions that the queue leads back to, the newest first.
_LATEST = 12
_FILTERS = ("since", "until", "place", "kind", "outlet", "speaker", "report", "review")


@dataclass(frozen=True, slots=True)
class Item:
    """One finding to decide on, with the incident that it stands in; `name` is who says it."""

    incident: Incident
    layer: Layer
    report: str
    id: str
    name: str | None = None
    figure: AccountFigure | None = None

    @property
    def place(self) -> str:
        """Its address in the queue."""
        return f"/review/{quote(self.report)}/{self.id}"


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the list shows it: `kind` is the key of its label."""

    item: Item
    quote: str
    kind: str
    low: int | None = None
    review: str | None = None


def items(store: Store, shelf: Shelf, filters: Filters, layer: Layer) -> list[Item]:
    """Every finding of the layer that the incidents which pass rest on, once, in the order of incidents,
    reports and texts."""
    found: dict[tuple[str, str], Item] = {}
    if layer == "event":
        for incident in shelf.incidents(store, filters):
            for member in incident.members:
                if not filters.reports or member.report in filters.reports:
                    for id in member.events:
                        found.setdefault((member.report, id), Item(incident, layer, member.report, id))
        return list(found.values())
    for incident, account in shelf.accounts(store, filters):
        of = account.report
        if layer == "figure":
            for figure in account.figures:
                item = Item(incident, layer, of, figure.id, account.name, figure)
                found.setdefault((of, figure.id), item)
        else:
            for id in account.statements:
                found.setdefault((of, id), Item(incident, layer, of, id, account.name))
    return list(found.values())


def undecided(every: list[Item], decided: list[Decided], author: str) -> list[Item]:
    """The items that this person has not decided on."""
    done = codings(decided)
    return [i for i in every if author not in done.get(i.id, {})]


@router.get("/review")
def queue(
    request: Request,
    store: Opened,
    shelf: Kept,
    filters: Asked,
    layer: str = "figures",
    page_number: int = 1,
) -> Response:
    """How far the review of a layer is, and where it goes on: at the first finding that this person has not
    decided on."""
    if layer not in LAYERS:
        raise LedgerError(f"no queue {layer!r}; there are {', '.join(LAYERS)}")
    one = LAYERS[layer]
    every = items(store, shelf, filters, one)
    mine, blind = author_of(request), is_blind(request)
    decided = store.decisions(one)
    left = undecided(every, decided, mine)
    pages = max(1, -(-len(every) // PER_PAGE))
    page_number = min(max(1, page_number), pages)
    first = (page_number - 1) * PER_PAGE
    kept = [d for d in decided if d.decision.report and (not blind or d.entry.author == mine)]
    return page(
        request,
        "queue.html",
        layer=layer,
        layers=tuple(LAYERS),
        rows=rows(store, every[first : first + PER_PAGE]),
        total=len(every),
        left=left,
        tail=tail(request),
        filters=filters,
        kinds=sorted(INCIDENT),
        mine=mine,
        blind=blind,
        page_number=page_number,
        pages=pages,
        latest=[d for d in reversed(kept) if d.decision.action != "undo"][:_LATEST],
    )


def rows(store: Store, some: list[Item]) -> list[Row]:
    """Items with their words; those of statements and events are read from the reports."""
    ids = {i.report for i in some if i.figure is None}
    texts = {r.id: r.text for r in store.reports(ids)} if ids else {}
    read = {f.report.id: f for _, f in store.newest(ids)} if ids else {}
    known: dict[tuple[str, str], Statement | Event] = {}
    for report, findings in read.items():
        known |= {(report, s.id): s for s in findings.statements}
        known |= {(report, e.id): e for e in findings.events}
    made = []
    for item in some:
        if item.figure is not None:
            figure = item.figure
            made.append(Row(item, figure.quote, figure.measure, figure.low, figure.review))
            continue
        found = known[item.report, item.id]
        words = getattr(found, MAIN[item.layer]).cut(texts[item.report])
        made.append(Row(item, words, found.act if isinstance(found, Statement) else found.kind))
    return made


def tail(request: Request) -> str:
    """The filters of a request as the end of an address, so that who goes on stays within them."""
    given = [(k, v) for k, v in request.query_params.multi_items() if k in _FILTERS and v.strip()]
    return "?" + urlencode(given) if given else ""


def queue_of(layer: Layer, tail: str) -> str:
    """The address of a layer's queue with the filters of `tail`."""
    return f"/review?layer={PLURAL[layer]}" + tail.replace("?", "&", 1)


def is_blind(request: Request) -> bool:
    """Whether this person may not see what others decided."""
    settings: Settings = request.app.state.settings
    return settings.blind and not may(request, "adjudicate")
