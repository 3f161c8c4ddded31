"""Who asks: one person in local mode, an account with a role in a team."""

from __future__ import annotations

from starlette.requests import Request

from riwaya.review.settings import Settings


def author_of(request: Request) -> str:
    """The name that signs what this request decides."""
    person = getattr(request.state, "person", None)
    if person is not None:
        return str(person.name)
    settings: Settings = request.app.state.settings
    return settings.author
