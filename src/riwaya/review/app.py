"""The app of one ledger, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from riwaya.ledger.store import Store
from riwaya.model import LedgerError
from riwaya.review import (
    adjudication,
    api,
    grading,
    incident,
    item,
    joining,
    overview,
    people,
    placing,
    preferences,
    queue,
    report,
    searching,
    tiles,
)
from riwaya.review.page import HERE, page
from riwaya.review.protection import Protection
from riwaya.review.settings import Settings
from riwaya.review.shelf import Shelf
from riwaya.review.tiles import Tiles

# Routes that need the right to read, and those that say themselves what they need.
GUARDED = tuple(
    part.router
    for part in (
        overview,
        incident,
        report,
        searching,
        queue,
        item,
        adjudication,
        joining,
        placing,
        grading,
        tiles,
        api,
    )
)
# Pages made at once. They compute more than they wait: of ten clients at once on two cores 95 % had
# their search within 142 ms with two, 154 with three, 157 with four, 228 with eight. Three leave one for
# short pages beside two long ones.
THREADS = 3
OPEN = (people.router, preferences.router)


def create_app(settings: Settings) -> FastAPI:
    """The app over the ledger of `settings`; opens it when it starts and closes it when it stops."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        with Store.open(settings.ledger, create=False) as store:
            app.state.store = store
            yield

    app = FastAPI(
        title="Riwaya",
        version=version("riwaya"),
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.settings = settings
    app.state.throttle = people.Throttle()
    app.state.shelf = Shelf()
    app.state.tiles = Tiles.open(settings.tiles) if settings.tiles else None
    app.add_middleware(people.Recognition, settings=settings)
    app.add_middleware(Protection, settings=settings)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for part in GUARDED:
        app.include_router(part, dependencies=[Depends(people.needs("read"))])
    for part in OPEN:
        app.include_router(part)

    @app.exception_handler(LedgerError)
    async def ledger_error(request: Request, error: LedgerError) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": str(error)}, 404)
        return page(request, "error.html", status=404, title="Not found", message=str(error))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        return page(
            request,
            "error.html",
            status=error.status_code,
            title=str(error.status_code),
            message=error.detail,
        )

    return app
