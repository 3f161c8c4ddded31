"""What protects every response and every write: headers, hosts, and where a request comes from."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from riwaya.review.settings import Settings

# Nothing is loaded from anywhere but the app itself, no script stands in a page, nobody frames it.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Nothing is told to other sites; "no-referrer" would make browsers send Origin: null with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
_log = logging.getLogger("riwaya.review")
SAFE = ("GET", "HEAD", "OPTIONS")

_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_OURS = {name for name, _ in _RAW}
# What browsers may keep, by the beginning of the path; nothing else. None: as the route says.
_KEPT = {
    "/static/": None,
    # Pictures of the ground, many to a page, and the same for everybody.
    "/tiles/": "private, max-age=86400",
}


class Protection:
    """The outermost part of an app: refuses, puts the headers on every answer, and tells no fault of ours."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def protected(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                path = scope["path"]
                kept = next((how for start, how in _KEPT.items() if path.startswith(start)), "no-store")
                ours = [(b"cache-control", kept.encode())] if kept else []
                replaced = _OURS | {name for name, _ in ours}
                theirs = [header for header in message["headers"] if header[0] not in replaced]
                message = {**message, "headers": [*theirs, *_RAW, *ours]}
            await send(message)

        refused = refusal(Request(scope), self._settings)
        try:
            await (PlainTextResponse(refused, 403) if refused else self._app)(scope, receive, protected)
        except Exception:
            if started:
                raise
            _log.exception("%s %s", scope["method"], scope["path"])
            said = "Something went wrong here; the log of the app says what.\n"
            await PlainTextResponse(said, 500)(scope, receive, protected)


def refusal(request: Request, settings: Settings) -> str | None:
    """Why a request is refused before anything looks at it; None if it is not.

    The host must be one of ours (DNS rebinding), and a write must come from a page of ours: browsers say so
    in Sec-Fetch-Site or, older ones, in Origin. A request with neither comes from no browser, and carries
    no cookie that it was not given on purpose.
    """
    host = request.headers.get("host", "")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if name not in settings.hosts:
        return "Unknown host. Start the app with --host NAME to reach it under another name.\n"
    if request.method in SAFE:
        return None
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return "This request came from another site.\n"
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "This request came from another site.\n"
    return None


def local_path(target: str | None, otherwise: str = "/") -> str:
    """A path of ours to go on to; anything that could lead elsewhere ("//host", "/\\host") becomes
    `otherwise`."""
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\") or "\\" in target:
        return otherwise
    return target if target.isprintable() else otherwise
