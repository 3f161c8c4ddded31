"""What protects every response and every write: headers, hosts, and where a request comes from."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

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

Next = Callable[[Request], Awaitable[Response]]


def protect(settings: Settings) -> Callable[[Request, Next], Awaitable[Response]]:
    """The middleware of an app run with these settings."""

    async def protected(request: Request, following: Next) -> Response:
        refused = refusal(request, settings)
        try:
            response = PlainTextResponse(refused, 403) if refused else await following(request)
        except Exception:
            _log.exception("%s %s", request.method, request.url.path)
            response = PlainTextResponse("Something went wrong here; the log of the app says what.\n", 500)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if request.url.path.startswith("/tiles/"):
            # Pictures of the ground, many to a page, and the same for everybody.
            response.headers["Cache-Control"] = "private, max-age=86400"
        elif not request.url.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return protected


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
