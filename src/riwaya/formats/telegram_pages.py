"""Telegram's web preview of a public channel (t.me/s/NAME), as a browser saves it: a report a message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from riwaya.formats.incoming import Incoming, IntakeOptions, checked, utc
from riwaya.formats.markup import words_of_element
from riwaya.model import Note, Report

MEDIA_TYPE = "text/html"
_SIGN = b"tgme_widget_message"
Element = Any  # of lxml, which carries no types


def is_preview(raw: bytes) -> bool:
    """Whether a page is such a preview."""
    return _SIGN in raw and b"data-post=" in raw


def read_preview(
    tree: Element, where: str, options: IntakeOptions, retrieved: str | None
) -> Iterator[Incoming]:
    """The messages with words, in the page's order; ids are `telegram-<name>-<message>`, times UTC."""
    empty = 0
    for number, message in enumerate(_of_class(tree, "tgme_widget_message"), 1):
        post = message.get("data-post") or ""
        name, _, id_ = post.partition("/")
        text = next((words_of_element(e) for e in _of_class(message, "js-message_text")), "")
        if not text or not id_:
            empty += 1
            continue
        yield _message(message, f"{where}[{number}]", f"telegram-{name}-{id_}", text, options, retrieved)
    if empty:
        note = Note("passed_over", f"{where}: {empty} messages without words passed over")
        yield Incoming(where, None, notes=(note,))


def _message(
    message: Element, where: str, id_: str, text: str, options: IntakeOptions, retrieved: str | None
) -> Incoming:
    import lxml.etree

    date = next((e.get("datetime") for e in message.iter("time") if e.get("datetime")), None)
    item = Incoming(
        where,
        Report(
            id=id_,
            text=text,
            outlet=_words(message, "tgme_widget_message_owner_name"),
            url=f"https://t.me/{message.get('data-post')}",
            published=_moment(date) or options.published,
            via=_words(message, "tgme_widget_message_forwarded_from_name"),
        ),
        original=lxml.etree.tostring(message, encoding="utf-8", with_tail=False),
        media_type=MEDIA_TYPE,
        retrieved=retrieved,
        published_raw=date,
    )
    return checked(item)


def _of_class(tree: Element, name: str) -> Iterator[Element]:
    return (e for e in tree.iter() if isinstance(e.tag, str) and name in (e.get("class") or "").split())


def _words(message: Element, name: str) -> str | None:
    return next((" ".join(words_of_element(e).split()) for e in _of_class(message, name)), None) or None


def _moment(written: str | None) -> str | None:
    try:
        return utc(datetime.fromisoformat(written)) if written else None
    except (ValueError, OverflowError):
        return None
