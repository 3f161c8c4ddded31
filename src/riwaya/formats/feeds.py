"""RSS and Atom: an item is a report, often only its opening."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from riwaya.formats.dates import iso_date
from riwaya.formats.decoding import decode_web
from riwaya.formats.incoming import Incoming, IntakeOptions, NoReport, checked, content_id
from riwaya.formats.limits import LARGEST_PAGE
from riwaya.formats.markup import words_of
from riwaya.formats.pages import Capture
from riwaya.formats.words import excerpt_endings
from riwaya.model import InputError, Note, Report

MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_VERBATIM = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(?:\w{1,20}:)?(?:item|entry)(?=[\s/>])")
_MOST_TAGS = 200_000  # a feed of 5,000 items has some 100,000; 660,000 took 40 s to read
_LONGEST_GUID = 300
Entry = Any  # of feedparser, which carries no types


def read_feed(
    raw: bytes, where: str, options: IntakeOptions, capture: Capture | None = None
) -> Iterator[Incoming]:
    """The items of a feed in its order. The whole text goes before the summary; a summary is noted as an
    excerpt.

    A feed with a document type is refused: entities can be made to unfold without end or to fetch files.
    """
    capture = capture or Capture()
    try:
        if len(raw) > LARGEST_PAGE:
            raise InputError(f"{where}: a feed of more than {LARGEST_PAGE:,} bytes; split it")
        text, notes = decode_web(raw, where, capture.charset)
        hidden = _VERBATIM.sub(lambda m: " " * len(m[0]), text)
        if _DTD.search(hidden):
            raise InputError(
                f"{where}: the feed declares a document type, which is refused for safety; "
                "take the <!DOCTYPE ...> out and read it again"
            )
        if hidden.count("<") > _MOST_TAGS:
            raise InputError(f"{where}: more than {_MOST_TAGS:,} tags; split the feed into smaller ones")
        feed = _parsed(text, where)
    except InputError as error:
        yield Incoming(where, None, error)
        return
    if not feed.entries:
        message = f"{where}: no feed with items (RSS 2.0, Atom 1.0); check what the file is"
        yield Incoming(where, None, NoReport(message))
        return
    slices = [text[start:end].encode() for start, end in _items(hidden)]
    received = slices if len(slices) == len(feed.entries) else [raw] * len(feed.entries)
    for number, (entry, original) in enumerate(zip(feed.entries, received, strict=True), 1):
        yield _item(
            feed, entry, f"{where}[{number}]", options, capture, original, notes if number == 1 else ()
        )


def _items(text: str) -> Iterator[tuple[int, int]]:
    """Where each item begins and ends, in a text whose verbatim parts are blanked."""
    start = None
    for tag in _TAG.finditer(text):
        if not tag[1]:
            start = tag.start() if start is None else start
        elif start is not None and (end := text.find(">", tag.end())) >= 0:
            yield start, end + 1
            start = None


def _parsed(text: str, where: str) -> Any:
    import feedparser

    body = _DECLARATION.sub("", text, count=1).replace("\x00", " ")
    try:
        # A stream, never a string: a string may be taken as an address or a path and be opened.
        return feedparser.parse(
            io.BytesIO(body.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # A library's failure on a hostile feed; the feed is named, the rest read.
        raise InputError(
            f"{where}: the feed cannot be read ({type(error).__name__}); check what the file is"
        ) from error


def _item(
    feed: Any,
    entry: Entry,
    where: str,
    options: IntakeOptions,
    capture: Capture,
    original: bytes,
    notes: tuple[Note, ...],
) -> Incoming:
    content = [str(c.get("value") or "") for c in entry.get("content") or ()]
    summary = words_of(str(entry.get("summary") or ""))
    text = max((words_of(c) for c in content), key=len, default="")
    excerpt = not text or text.endswith(excerpt_endings())
    text = text or summary
    told = list(notes)
    if excerpt and text:
        told.append(Note("excerpt", f"{where}: the feed carries an excerpt; the report itself may say more"))
    written = _string(entry, "published") or _string(entry, "updated")
    published = _moment(entry, written, options)
    if written and published is None:
        told.append(Note("date_unread", f"{where}: the date {written!r} could not be read"))
    kind = "atom" if str(feed.get("version", "")).startswith("atom") else "rss"
    url = _string(entry, "link")
    item = Incoming(
        where,
        Report(
            id=_id(feed, entry, url, text),
            text=text,
            outlet=_outlet(feed, entry),
            url=url,
            published=published or (None if written else options.published),
            title=" ".join(words_of(str(entry.get("title") or "")).split()),
        ),
        notes=tuple(told),
        original=original,
        media_type=MEDIA_TYPES[kind],
        retrieved=capture.retrieved,
        published_raw=written,
    )
    return checked(item)


def _string(holder: Any, key: str) -> str | None:
    if key not in holder:  # asked for "updated", feedparser's get() would give what was published
        return None
    value = holder[key]
    return value.strip() or None if isinstance(value, str) else None


def _moment(entry: Entry, written: str | None, options: IntakeOptions) -> str | None:
    """The date in the outlet's own zone where it is told; feedparser's UTC for forms that only it knows."""
    if not written:
        return None
    if found := iso_date(written, options.read_date):
        return found
    parsed = next((entry[key] for key in ("published_parsed", "updated_parsed") if key in entry), None)
    try:
        return datetime(*parsed[:6]).isoformat() + "Z" if parsed else None
    except (TypeError, ValueError):
        return None


def _id(feed: Any, entry: Entry, url: str | None, text: str) -> str:
    """The item's own id; one that is no address is put under the feed's host: "17" is many items' id."""
    guid = _string(entry, "id") or url
    if not guid or len(guid) > _LONGEST_GUID:
        return content_id(text)
    if ":" in guid:
        return guid
    host = _host(_string(feed.feed, "link") or url or "")
    return f"{host or 'feed'}:{guid}"


def _host(url: str) -> str:
    """The host of an address, empty where it has none or is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _outlet(feed: Any, entry: Entry) -> str | None:
    """The feed's title; of an item that a feed of feeds carries, its source's."""
    source = entry.get("source")
    own = _string(source, "title") if isinstance(source, dict) else None
    return own or _string(feed.feed, "title")
