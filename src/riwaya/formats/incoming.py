"""One input as every format hands it on: the report, the bytes it came in, and how it was read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from riwaya.model import InputError, Note, Report

# No single report is longer; a corpus pasted into one text would be read as one report with one publication
# date.
LONGEST = 2_000_000
# Direction overrides, embeddings and isolates, and control characters: no name or id needs them, and each can
# make one name look like another.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What a user says of the inputs, the same for `riwaya read` and `riwaya add`.

    `published` dates reports that carry no date; `columns` names the columns of a table for the fields of a
    report ({"text": "النص", "date": "التاريخ"}); `telegram_username` is the public name of the exported
    channel, which an export does not hold; `allow_private` lets a URL lead to a private address. `read_date`
    reads a date that stands in words ("الثلاثاء 21 تموز/يوليو 2015" gives "2015-07-21") and comes from the
    layer above, since formats know no grammar; without it such a date stays unread.
    """

    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    telegram_username: str | None = None
    allow_private: bool = False
    read_date: Callable[[str], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked stretch of a message, in code points of the report's text, end exclusive."""

    start: int
    end: int
    kind: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One input: a report with notes on how it was read, or the error that refused it.

    `original` is what was received for this report (the file, the line, the record's payload, the message),
    `media_type` what it is; `retrieved` the time of capture where the input says it ("2018-06-09T12:05:00Z"),
    `published_raw` the date as its outlet wrote it, `entities` the marks of a message.
    """

    where: str
    report: Report | None
    error: InputError | None = None
    notes: tuple[Note, ...] = ()
    original: bytes | None = None
    media_type: str = ""
    retrieved: str | None = None
    published_raw: str | None = None
    entities: tuple[Entity, ...] = ()


class NoReport(InputError):
    """JSON that is no report at all (a list of expected values, say): passed over inside a folder, refused by
    name."""


def refused(where: str, message: str) -> Incoming:
    """The input at `where` refused; `message` says why and what to do next."""
    return Incoming(where, None, InputError(message))


def checked(item: Incoming) -> Incoming:
    r"""`item`, or its refusal: empty, too long, not valid Unicode, or an id that shows as another.

    Names lose the characters that nobody sees ("وكالة\u202eالأفق"), with a note; the text keeps them.
    """
    report, where = item.report, item.where
    if report is None:
        return item
    if not report.text.strip():
        return refused(where, f"{where}: the text is empty; nothing to read")
    if len(report.text) > LONGEST:
        return refused(
            where,
            f"{where}: {len(report.text):,} characters, a report has {LONGEST:,} at the most; "
            "split it into reports",
        )
    told = (report.id, report.text, report.title, report.outlet or "", report.url or "", report.via or "")
    try:
        "".join(told).encode("utf-8")
    except UnicodeEncodeError as error:
        return refused(
            where,
            f"{where}: a lone surrogate at character {error.start}; no valid text can hold it, mend the file",
        )
    if _UNSEEN.search(report.id):
        return refused(where, f"{where}: the id {report.id!a} holds control characters; mend the id")
    return _named_plainly(item, report)


def _named_plainly(item: Incoming, report: Report) -> Incoming:
    plain = replace(
        report,
        outlet=_plain(report.outlet),
        via=_plain(report.via),
        url=_plain(report.url),
        published=_plain(report.published),
    )
    if plain == report:
        return item
    note = Note("controls_removed", f"{item.where}: control characters taken out of the outlet, via or url")
    return replace(item, report=plain, notes=(*item.notes, note))


def _plain(name: str | None) -> str | None:
    return name if name is None else _UNSEEN.sub("", name).strip() or None


def plain_id(name: str, text: str) -> str:
    """An id made from a file's name, without characters that nobody sees; the text's hash if none is left."""
    return _UNSEEN.sub("", name) or content_id(text)


def content_id(text: str) -> str:
    """The id of a report that brings none."""
    return "sha256-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def utc(moment: datetime) -> str:
    """A moment as the ledger keeps it: "2018-06-09T12:05:00Z". One without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
