"""Who asks, and what the role allows: one person in local mode, accounts in a team."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from riwaya.ledger.people import (
    ROLES,
    Person,
    add_person,
    change_person,
    checked,
    close_session,
    everybody,
    open_session,
    person_of,
)
from riwaya.model import LedgerError
from riwaya.review.page import page
from riwaya.review.protection import local_path
from riwaya.review.settings import Settings
from riwaya.review.wanted import Opened

router = APIRouter(include_in_schema=False)
COOKIE = "session"
# What each role may do, the least first: each may what those before it may.
_MAY = {"viewer": 1, "data_viewer": 1, "coder": 2, "adjudicator": 3, "manager": 4}
_NEEDS = {"read": 1, "decide": 2, "adjudicate": 3, "manage": 4}
# Ways that are open to everybody in a team.
_OPEN = ("/login", "/static/", "/settings")
TRIES, WITHIN = 10, 900.0


class Throttle:
    """How often somebody failed to log in lately, by account and by address."""

    def __init__(self) -> None:
        self._failed: dict[str, list[float]] = defaultdict(list)

    def is_closed(self, *keys: str) -> bool:
        """Whether any of the keys has failed too often in the last quarter of an hour."""
        now = time.monotonic()
        for key in keys:
            self._failed[key] = [t for t in self._failed[key] if now - t < WITHIN]
        return any(len(self._failed[key]) >= TRIES for key in keys)

    def failed(self, *keys: str) -> None:
        """Count a failure."""
        for key in keys:
            self._failed[key].append(time.monotonic())


class Recognition:
    """The part of an app that says who asks; in a team nobody gets on without a session."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or send whoever is not known to the login."""
        following = self._app
        if scope["type"] == "http":
            request = Request(scope)
            request.state.person = None
            if self._settings.mode == "team":
                token = request.cookies.get(COOKIE)
                request.state.person = person_of(scope["app"].state.store, token) if token else None
                path = scope["path"]
                if request.state.person is None and not path.startswith(_OPEN):
                    login = RedirectResponse(f"/login?back={path}", 303)
                    following = Response("log in first\n", 401) if path.startswith("/api/") else login
        await following(scope, receive, send)


def needs(what: str) -> Callable[[Request], Awaitable[None]]:
    """A dependency that refuses whoever may not do this ("read", "decide", "adjudicate", "manage")."""

    async def allowed(request: Request) -> None:
        if not may(request, what):
            raise HTTPException(403, "your role does not allow this")

    allowed.needs = what  # type: ignore[attr-defined]
    return allowed


def may(request: Request, what: str) -> bool:
    """Whether who asks may do this; in local mode everybody may everything but manage people."""
    settings: Settings = request.app.state.settings
    if settings.mode == "local":
        return what != "manage"
    person: Person | None = getattr(request.state, "person", None)
    return person is not None and _MAY[person.role] >= _NEEDS[what]


def sees_colleagues(request: Request) -> bool:
    """Whether names of colleagues are shown: not to a viewer of data only."""
    person: Person | None = getattr(request.state, "person", None)
    return person is None or person.role != "data_viewer"


def author_of(request: Request) -> str:
    """The name that signs what this request decides."""
    person: Person | None = getattr(request.state, "person", None)
    settings: Settings = request.app.state.settings
    return person.name if person is not None else settings.author


@router.get("/login")
def ask(request: Request, back: str = "/") -> Response:
    """The form to log in with."""
    return page(request, "login.html", back=local_path(back), problem="", name="")


@router.post("/login")
def login(
    request: Request,
    store: Opened,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Log in: a new session each time, and one answer for a wrong name and a wrong password."""
    throttle: Throttle = request.app.state.throttle
    address = request.client.host if request.client else ""
    keys = (f"name {name.strip()}", f"from {address}")
    if throttle.is_closed(*keys):
        problem = "Too many tries; wait a quarter of an hour."
        return page(request, "login.html", status=429, back=local_path(back), problem=problem, name=name)
    person = checked(store, name, password)
    if person is None:
        throttle.failed(*keys)
        problem = "No account has this name and this password."
        return page(request, "login.html", status=401, back=local_path(back), problem=problem, name=name)
    old = request.cookies.get(COOKIE)
    if old:
        close_session(store, old)
    settings: Settings = request.app.state.settings
    response = RedirectResponse(local_path(back), 303)
    response.set_cookie(
        COOKIE, open_session(store, person), httponly=True, samesite="strict", secure=settings.secure_cookies
    )
    return response


@router.post("/logout")
def logout(request: Request, store: Opened) -> Response:
    """End the session."""
    token = request.cookies.get(COOKIE)
    if token:
        close_session(store, token)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE)
    return response


@router.get("/people", dependencies=[Depends(needs("manage"))])
def people(request: Request, store: Opened, problem: str = "") -> Response:
    """The accounts of a team."""
    return page(request, "people.html", everybody=everybody(store), roles=ROLES, problem=problem)


@router.post("/people", dependencies=[Depends(needs("manage"))])
def add(
    request: Request,
    store: Opened,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Make an account."""
    try:
        add_person(store, name, role, password, by=author_of(request))
    except LedgerError as error:
        return page(
            request, "people.html", status=422, everybody=everybody(store), roles=ROLES, problem=str(error)
        )
    return RedirectResponse("/people", 303)


@router.post("/people/{name}", dependencies=[Depends(needs("manage"))])
def change(
    request: Request,
    name: str,
    store: Opened,
    role: Annotated[str | None, Form()] = None,
    active: Annotated[str | None, Form()] = None,
    password: Annotated[str | None, Form()] = None,
) -> Response:
    """Change a role, close or open an account, or give a new password."""
    try:
        change_person(
            store,
            name,
            by=author_of(request),
            role=role or None,
            active=None if active is None else active == "yes",
            password=password or None,
        )
    except LedgerError as error:
        return page(
            request, "people.html", status=422, everybody=everybody(store), roles=ROLES, problem=str(error)
        )
    return RedirectResponse("/people", 303)
