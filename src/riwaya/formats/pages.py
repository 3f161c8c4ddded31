"""Saved HTML pages: the article's words without the furniture and what the page tells of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from riwaya.formats.decoding import decode_web
from riwaya.formats.incoming import Incoming, IntakeOptions, checked, plain_id, utc
from riwaya.formats.limits import LARGEST_PAGE
from riwaya.formats.page_dates import Dated, date_in_address, date_of
from riwaya.formats.telegram_pages import is_preview, read_preview
from riwaya.formats.words import folded
from riwaya.model import InputError, Note, Report

MEDIA_TYPE = "text/html"
Element = Any  # of lxml, which carries no types
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:)\s*(https?://\S+)"
)
_SAVED_ON = re.compile(
    r"Page saved with SingleFile[^>]*?saved date:\s*(\w{3} \w{3} \d\d \d{4} [\d:]{8} GMT[+-]\d{4})"
)
_HEAD = 4096
_NAMELESS = ("index", "default", "page", "article", "")
_LEAST = 40  # characters: below, it is a button or a notice and no article; unmeasured
_MOST_ELEMENTS = 30_000  # a heavy page of news has some 5,000; 70,000 links took 45 s to read
_OPENING = 4  # lines at the top of the text in which the headline and the date may stand again


@dataclass(frozen=True, slots=True)
class Capture:
    """What is known of a page besides its bytes: its address, when it was taken, the encoding it was sent
    with."""

    url: str | None = None
    retrieved: str | None = None
    charset: str | None = None


def read_page(
    raw: bytes, where: str, options: IntakeOptions, name: str = "", capture: Capture | None = None
) -> Iterator[Incoming]:
    """The report of a page: title, outlet, address and date as the page gives them; of a preview of a
    Telegram channel, the report of every message.

    A page from which no article can be taken is refused; what was received is kept as it came.
    """
    capture = capture or Capture()
    try:
        if len(raw) > LARGEST_PAGE:
            raise InputError(
                f"{where}: a page of more than {LARGEST_PAGE:,} bytes; save the report's text as .txt"
            )
        markup, notes = decode_web(raw, where, capture.charset)
        tree = _parsed(markup, where)
        if is_preview(raw):
            yield from read_preview(tree, where, options, capture.retrieved or _saved_on(markup))
            return
        page = _taken(tree, markup, where, options, capture.url)
    except InputError as error:
        yield Incoming(where, None, error)
        return
    url = capture.url or page.url
    published, told = _published(page, where, options)
    item = Incoming(
        where,
        Report(
            id=_id(name, capture, page.text),
            text=page.text,
            outlet=page.outlet,
            url=url,
            published=published,
            title=page.title,
        ),
        notes=(*notes, *told),
        original=raw,
        media_type=MEDIA_TYPE,
        retrieved=capture.retrieved or _saved_on(markup),
        published_raw=page.dated.raw,
    )
    yield checked(item)


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    title: str
    outlet: str | None
    url: str | None
    dated: Dated


def _parsed(markup: str, where: str) -> Element:
    import lxml.etree
    import lxml.html

    clean = _DECLARATION.sub("", markup.replace("\x00", " "), count=1)
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        tree = lxml.html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise InputError(f"{where}: no HTML that can be read; save the report's text as .txt") from error
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise InputError(f"{where}: more than {_MOST_ELEMENTS:,} elements; save the report's text as .txt")
    return tree


def _taken(tree: Element, markup: str, where: str, options: IntakeOptions, address: str | None) -> _Page:
    import trafilatura
    from trafilatura.metadata import extract_metadata

    for name in ("trafilatura", "htmldate"):  # what they warn of is told in our own words
        logging.getLogger(name).addHandler(logging.NullHandler())
    dated = date_of(tree, options)
    try:
        found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
        document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
        text = str(document.text or "") if document else ""
    except Exception as error:
        # The library fails on hostile markup in many ways; the page is named, the rest read.
        raise InputError(
            f"{where}: the markup cannot be read ({type(error).__name__}); save the report's text as .txt"
        ) from error
    if len(text.strip()) < _LEAST:
        raise InputError(f"{where}: no article was found on the page; save the report's text as .txt")
    title = " ".join((found.title or "").split())
    outlet = found.sitename or found.hostname
    saved = _SAVED_FROM.search(markup[:_HEAD])
    url = found.url or (saved[1] if saved else None)
    if dated.published is None and (in_address := date_in_address(address or url)):
        dated = Dated(in_address, dated.raw)
    # The library's own date is left out: it makes up what it does not know ("2015-01-01") and reads footers.
    return _Page(_body(text, title, dated.raw), title, outlet, url, dated)


def _body(text: str, title: str, date_line: str | None) -> str:
    """The text without the headline and the line of the date that stand once more above it."""
    lines = text.split("\n")
    furniture = {folded(title), folded(date_line or "")} - {""}
    kept = [line for line in lines[:_OPENING] if folded(line) not in furniture]
    return "\n".join([*kept, *lines[_OPENING:]]).strip("\n")


def _published(page: _Page, where: str, options: IntakeOptions) -> tuple[str | None, tuple[Note, ...]]:
    dated = page.dated
    if dated.published is None:
        if dated.raw is None or options.published:
            return options.published, ()
        return None, (Note("date_unread", f"{where}: the page's date {dated.raw!r} could not be read"),)
    if len(dated.published) == 4:
        return dated.published, (Note("year_only", f"{where}: of its date the page gives the year alone"),)
    return dated.published, ()


def _id(name: str, capture: Capture, text: str) -> str:
    """The address of a captured page; the name of a saved one, with its folder if it is index.html."""
    if capture.url:
        return plain_id(capture.url, text)
    path = PurePath(name)
    nameless = path.stem.lower() in _NAMELESS and path.parent.name
    return plain_id(f"{path.parent.name}-{path.stem}" if nameless else path.stem, text)


def _saved_on(markup: str) -> str | None:
    match = _SAVED_ON.search(markup[:_HEAD])
    try:
        return utc(datetime.strptime(match[1], "%a %b %d %Y %H:%M:%S GMT%z")) if match else None
    except ValueError:
        return None
