"""Reports as JSON: one object, a list, or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from riwaya.formats.decoding import decode, decoded_note
from riwaya.formats.incoming import Incoming, IntakeOptions, NoReport, checked, content_id, refused, utc
from riwaya.formats.limits import LONGEST_LINE
from riwaya.formats.telegram import chats_of, is_telegram, mended, read_export
from riwaya.formats.telethon import is_message, read_message
from riwaya.model import InputError, Note, Report

MEDIA_TYPE = "application/json"
_TOLD = ("text", "title", "url", "via")
_OUTLET = ("source", "outlet")
_DATE = ("date", "published", "published_at")
_RETRIEVED = ("retrieved", "fetched_at")


def read_lines(lines: Iterable[bytes], where: str, options: IntakeOptions) -> Iterator[Incoming]:
    """One report a line, read as the lines come, so that a corpus never stands in memory.

    An id that stood on an earlier line is noted: the later report is read, too.
    """
    seen: dict[str, int] = {}
    wordless = 0
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        here = f"{where}:{number}"
        if len(raw) > LONGEST_LINE:
            yield refused(here, f"{here}: a line of more than {LONGEST_LINE:,} bytes; the others were read")
            continue
        try:
            text, encoding = decode(raw, here)
            item = read_object(json.loads(text), here, options)
        except InputError as error:
            yield Incoming(here, None, error)
            continue
        except (ValueError, RecursionError) as error:
            yield refused(here, f"{here}: broken JSON ({error}); mend the line, the others were read")
            continue
        if item.report is None and item.error is None:
            wordless += 1
            continue
        item = replace(item, notes=(*decoded_note(encoding, here), *item.notes), original=raw.rstrip(b"\r\n"))
        yield _noted_if_repeated(item, number, seen)
    if wordless:
        yield Incoming(
            where, None, notes=(Note("passed_over", f"{where}: {wordless} messages without words"),)
        )


def _noted_if_repeated(item: Incoming, number: int, seen: dict[str, int]) -> Incoming:
    if item.report is None:
        return item
    first = seen.setdefault(item.report.id, number)
    if first == number:
        return item
    note = Note(
        "repeated_id", f"{item.where}: the id {item.report.id!r} stands on line {first}, too; both were read"
    )
    return replace(item, notes=(*item.notes, note))


def read_json(
    raw: bytes, text: str, where: str, options: IntakeOptions, notes: tuple[Note, ...]
) -> Iterator[Incoming]:
    """The reports of a JSON file: one object, a list of them, or an export of Telegram Desktop."""
    if is_telegram(text):
        text, repaired = mended(text)
        chats = chats_of(text)
        if chats is not None:
            yield from read_export(chats, where, options, repaired)
            return
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield refused(where, f"{where}: broken JSON ({error}); mend the file")
        return
    if not isinstance(whole, list):
        yield from _one(whole, where, options, notes, raw)
        return
    for number, item in enumerate(whole, 1):
        received = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield from _one(item, f"{where}[{number}]", options, notes, received)


def _one(
    raw: Any, where: str, options: IntakeOptions, notes: tuple[Note, ...], received: bytes
) -> Iterator[Incoming]:
    try:
        item = read_object(raw, where, options)
    except InputError as error:
        yield Incoming(where, None, error)
        return
    yield replace(item, notes=(*notes, *item.notes), original=received)


def read_object(raw: Any, where: str, options: IntakeOptions) -> Incoming:
    """The report of one object, keys as in the contract or as `options.columns` names them.

    Raises InputError for what is no report.
    """
    if is_message(raw):
        return read_message(raw, where, options)
    named = options.columns if isinstance(raw, dict) and options.columns.get("text") in raw else {}
    if not isinstance(raw, dict) or named.get("text", "text") not in raw:
        raise NoReport(
            f'{where}: no report: needs an object with a "text", '
            'as {"id", "source", "date", "title", "text"}'
        )
    told = {key: _string(raw, named.get(key, key), where) for key in _TOLD}
    text = told["text"] or ""
    published = _first(raw, (named["date"],) if "date" in named else _DATE, where)
    item = Incoming(
        where,
        Report(
            id=str(raw.get(named.get("id", "id")) or content_id(text)),
            text=text,
            outlet=_first(raw, (named["source"],) if "source" in named else _OUTLET, where),
            url=told["url"],
            published=published or options.published,
            title=told["title"] or "",
            via=told["via"],
        ),
        media_type=MEDIA_TYPE,
        retrieved=_captured(_first(raw, _RETRIEVED, where)),
        published_raw=published,
    )
    return checked(item)


def _string(raw: dict[str, Any], key: str, where: str) -> str | None:
    value = raw.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f'{where}: "{key}" must be a string or null, not {type(value).__name__}')
    return value


def _first(raw: dict[str, Any], keys: tuple[str, ...], where: str) -> str | None:
    values = [_string(raw, key, where) for key in keys]
    return next((v for v in values if v), None)


def _captured(moment: str | None) -> str | None:
    try:
        return utc(datetime.fromisoformat(moment)) if moment else None
    except (ValueError, OverflowError):
        return None


def is_lines(text: str) -> bool:
    """Whether the text is JSON lines: its first line is an object by itself."""
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True
