"""The interface's language and numerals, as each person chooses them."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from riwaya.review.language import COOKIE, LANGUAGES, NUMERALS_COOKIE
from riwaya.review.protection import local_path

router = APIRouter(include_in_schema=False)


@router.get("/settings")
def settings(language: str = "", numerals: str = "", back: str = "/") -> Response:
    """Keep the interface's language or numerals in a cookie, and go back."""
    response = RedirectResponse(local_path(back), 303)
    if language in LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=31_536_000, samesite="lax", httponly=True)
    if numerals in ("indic", "western"):
        response.set_cookie(NUMERALS_COOKIE, numerals, max_age=31_536_000, samesite="lax", httponly=True)
    return response
