"""What a request asks for: the store that it asks, and the filters in its address.

Dependencies wait for nothing and are coroutines: a plain function would go through a thread each.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from riwaya.ledger.store import Store
from riwaya.model import Filters
from riwaya.review.shelf import Shelf


async def store_of(request: Request) -> Store:
    """The open ledger of the app."""
    store: Store = request.app.state.store
    return store


async def filters_of(
    since: str | None = None,
    until: str | None = None,
    place: Annotated[list[str] | None, Query()] = None,
    kind: Annotated[list[str] | None, Query()] = None,
    outlet: Annotated[list[str] | None, Query()] = None,
    speaker: Annotated[list[str] | None, Query()] = None,
    report: Annotated[list[str] | None, Query()] = None,
    review: Annotated[list[str] | None, Query()] = None,
) -> Filters:
    """The filters of an address, as `riwaya incidents` takes them; empty fields of a form do not narrow."""

    def given(values: list[str] | None) -> tuple[str, ...]:
        return tuple(v for v in values or () if v.strip())

    return Filters(
        since=since or None,
        until=until or None,
        places=given(place),
        kinds=given(kind),
        outlets=given(outlet),
        speakers=given(speaker),
        reports=given(report),
        review=given(review),  # type: ignore[arg-type]
    )


def shelf_of(request: Request) -> Shelf:
    """The incidents that the app keeps decoded."""
    shelf: Shelf = request.app.state.shelf
    return shelf


async def _shelf(request: Request) -> Shelf:
    return shelf_of(request)


Kept = Annotated[Shelf, Depends(_shelf)]
Asked = Annotated[Filters, Depends(filters_of)]
Opened = Annotated[Store, Depends(store_of)]
