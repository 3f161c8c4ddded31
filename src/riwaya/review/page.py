"""Pages out of templates: every value escaped, every fragment with its language and direction."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from riwaya.review.language import Words, words_of
from riwaya.rules.labels import label

HERE = Path(str(files("riwaya"))) / "review"


@cache
def environment() -> Environment:
    """The templates, compiled once a process."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["quote"] = quoted
    made.filters["name"] = named
    return made


def quoted(text: str | None) -> Markup:
    """Words of a report: Arabic, right to left, isolated from the text around them."""
    return Markup('<q lang="ar" dir="rtl">{}</q>').format(text or "")


def named(text: str | None) -> Markup:
    """A name of whatever script, isolated: "أحمد المسماري", "Reuters"."""
    return Markup("<bdi>{}</bdi>").format(text or "")


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page in the words of the person who asked."""
    words = words_of(request)
    person = getattr(request.state, "person", None)
    body = (
        environment()
        .get_template(template)
        .render(
            request=request,
            t=words,
            words=words,
            label=lambda group, key: label(group, key, words.language),
            person=person,
            path=request.url.path,
            **values,
        )
    )
    return HTMLResponse(body, status)


__all__ = ["Words", "environment", "named", "page", "quoted"]
