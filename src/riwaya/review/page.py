"""Pages out of templates: every value escaped, every fragment with its language and direction."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from riwaya.review.language import Words, words_of
from riwaya.rules.labels import label

HERE = Path(str(files("riwaya"))) / "review"
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
# What no page can hold, one character for one, so that code points still count.
_UNSHOWN = re.compile("[\x00\ud800-\udfff]")


@cache
def environment() -> Environment:
    """The templates, compiled once a process."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["quote"] = quoted
    made.filters["name"] = named
    made.filters["verbatim"] = verbatim
    made.filters["is_web"] = is_web
    made.filters["day"] = day
    made.filters["dated"] = dated
    made.filters["dated_plain"] = dated_plain
    made.filters["amount"] = amount
    return made


def quoted(text: str | None) -> Markup:
    """Words of a report: Arabic, right to left, isolated from the text around them."""
    return Markup(f'<q lang="ar" dir="rtl">{verbatim(text or "")}</q>')


def named(text: str | None) -> Markup:
    """A name of whatever script, isolated: "أحمد المسماري", "Reuters"."""
    return Markup(f"<bdi>{escape(text or '')}</bdi>")


def verbatim(text: str) -> Markup:
    """Text of a report to the code point: a page would take a carriage return for a line end of its own."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def is_web(address: str) -> bool:
    """Whether an address may be a link: one of the web, and nothing that a browser would run."""
    return address.lower().startswith(("http://", "https://"))


def day(written: str | None, words: Words | None = None) -> Markup:
    """A day as the ledger writes it, left to right wherever it stands; nothing for None."""
    if not written:
        return Markup("")
    shown = words.digits(written) if words else written
    return Markup(f'<time datetime="{escape(written)}" dir="ltr">{escape(shown)}</time>')


def dated(text: str) -> Markup:
    """A title with its days isolated: "غارة جوية في درنة، 2018-05-31" shows its day backwards without.

    Arabic-Indic digits run backwards round a hyphen even in an isolate; an override holds both.
    """
    return Markup(_DAY.sub(r'<bdo dir="ltr">\g<0></bdo>', str(escape(text))))


def dated_plain(text: str) -> str:
    """The same with characters alone, where no element can stand."""
    return _DAY.sub("\u2066\u202d\\g<0>\u202c\u2069", text)


def amount(text: str) -> Markup:
    """A number isolated: left to right where it is all digits ("10–17"), else as its words run."""
    if any(c.isalpha() for c in text):
        return Markup(f"<bdi>{escape(text)}</bdi>")
    return Markup(f'<bdo dir="ltr">{escape(text)}</bdo>')


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
    return HTMLResponse(_shown(body), status)


def _shown(body: str) -> bytes:
    """A page as it is sent; nearly none holds what no page can hold, and looking for it takes its time."""
    try:
        if "\x00" not in body:
            return body.encode()
    except UnicodeEncodeError:
        pass
    return _UNSHOWN.sub("\ufffd", body).encode()


__all__ = ["Words", "environment", "named", "page", "quoted"]
