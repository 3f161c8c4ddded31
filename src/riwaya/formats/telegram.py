"""Telegram Desktop's `result.json`: one chat, or the chats of an account; each message with words is a
report.

The export's own shape: https://core.telegram.org (Telegram Data Export Schema), read from the public source
of Telegram Desktop's JSON writer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import msgspec
from msgspec import Raw, Struct

from riwaya.formats.incoming import Entity, Incoming, IntakeOptions, checked, refused, utc
from riwaya.model import InputError, Note, Report

MEDIA_TYPE = "application/vnd.telegram.message+json"
# Control characters are exported as \xNN, which is no JSON; \\xNN is a backslash and plain letters.
_BROKEN_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
# Private talk is no report, and nobody in it agreed to be read: of an account only what was said to many is
# taken. A single chat that the user chose to export is read whatever it is.
_PRIVATE = ("personal_chat", "bot_chat", "verification_codes", "private_group")
_MEDIA = ("photo", "file")
Message = dict[str, Any]


def is_telegram(head: str) -> bool:
    """Whether JSON that begins so looks like an export, before it is parsed (its escapes may be broken)."""
    return '"messages"' in head or ('"chats"' in head and '"list"' in head)


def mended(text: str) -> tuple[str, int]:
    r"""The text with every `\xNN` escape as JSON writes it, and how many there were."""
    return _BROKEN_ESCAPE.subn(r"\1\\u00\2", text) if "\\x" in text else (text, 0)


class _Chat(Struct):
    name: Any = None
    type: Any = None
    id: Any = None
    messages: list[Raw] | None = None


class _Chats(Struct):
    chats: list[_Chat] = msgspec.field(name="list")


class _Export(Struct):
    name: Any = None
    type: Any = None
    id: Any = None
    messages: list[Raw] | None = None
    chats: _Chats | None = None


def chats_of(text: str) -> list[_Chat] | None:
    """The chats of an export, their messages still as they were received, or None if it is no export."""
    try:
        export = msgspec.json.decode(text.encode("utf-8", "surrogatepass"), type=_Export)
    except (msgspec.MsgspecError, RecursionError):
        return _stubborn(text)
    if export.messages is not None:
        return [_Chat(export.name, export.type, export.id, export.messages)]
    if export.chats is not None:
        return [chat for chat in export.chats.chats if chat.messages]
    return None


def _stubborn(text: str) -> list[_Chat] | None:
    """The chat of an export that only the slower parser takes: a message with half a character, say."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or not isinstance(whole.get("messages"), list):
        return None
    messages = [
        Raw(json.dumps(m, ensure_ascii=False).encode("utf-8", "surrogatepass")) for m in whole["messages"]
    ]
    return [_Chat(whole.get("name"), whole.get("type"), whole.get("id"), messages)]


def read_export(chats: list[_Chat], where: str, options: IntakeOptions, repaired: int) -> Iterator[Incoming]:
    """The messages of an export.

    Ids are `telegram-<chat>-<message>`. Times are UTC; messages of one second by one sender are one album,
    its words on one of them. Service messages and those without words are passed over, with a note that
    counts them.
    """
    username = options.telegram_username
    told = []
    if repaired:
        told.append(Note("escapes_mended", f"{where}: {repaired} escapes of control characters were mended"))
    if username and len(chats) > 1:
        username = None
        told.append(
            Note(
                "username_unused",
                f"{where}: {len(chats)} chats, so the username names none of them; "
                "export one channel to get the addresses of its posts",
            )
        )
    private = [chat for chat in chats if chat.type in _PRIVATE] if len(chats) > 1 else []
    if private:
        told.append(
            Note(
                "private_chats",
                f"{where}: {len(private)} private chats passed over; export one by itself to read it",
            )
        )
    for chat in chats:
        if chat in private:
            continue
        yield from _of_chat(chat, where, replace(options, telegram_username=username))
    if told:
        yield Incoming(where, None, notes=tuple(told))


def _of_chat(chat: _Chat, where: str, options: IntakeOptions) -> Iterator[Incoming]:
    service = empty = number = 0
    parsed = ((bytes(raw), _parsed(raw)) for raw in chat.messages or ())
    for _, together in groupby(parsed, lambda pair: _second(pair[1])):
        album = list(together)
        pictures = sum(_has_media(m) for _, m in album)
        for received, message in album:
            number += 1
            here = f"{where}[{number}]"
            if not isinstance(message, dict):
                yield refused(here, f"{here}: a message that is no JSON object; the others were read")
            elif message.get("type", "message") != "message":
                service += 1
            elif not message.get("text"):
                empty += 1
            else:
                item = replace(_message(chat, message, here, options), original=received)
                if len(album) > 1 and pictures > 1 and item.report is not None:
                    note = Note(
                        "album", f"{here}: an album of {pictures} pictures or films carries these words"
                    )
                    item = replace(item, notes=(*item.notes, note))
                yield item
    if service or empty:
        name = chat.name or chat.type or "chat"
        passed = f"{where}: {name}: {service} service messages and {empty} without words passed over"
        yield Incoming(where, None, notes=(Note("passed_over", passed),))


def _parsed(raw: Raw) -> Any:
    try:
        return json.loads(bytes(raw))
    except (ValueError, RecursionError):
        return None


def _second(message: Any) -> tuple[str, str]:
    if not isinstance(message, dict):
        return "", ""
    return str(message.get("date_unixtime") or message.get("date")), str(message.get("from_id"))


def _has_media(message: Any) -> bool:
    return isinstance(message, dict) and any(message.get(key) for key in _MEDIA)


def _message(chat: _Chat, message: Message, where: str, options: IntakeOptions) -> Incoming:
    try:
        text, entities = flatten(message["text"], where)
    except InputError as error:
        return Incoming(where, None, error)
    published, notes = _moment(message, where)
    username = options.telegram_username
    id_ = message.get("id")
    item = Incoming(
        where,
        Report(
            id=f"telegram-{chat.id}-{id_}",
            text=text,
            outlet=_name(chat.name),
            url=f"https://t.me/{username}/{id_}" if username else None,
            published=published or options.published,
            via=_name(message.get("forwarded_from")),
        ),
        notes=notes,
        media_type=MEDIA_TYPE,
        published_raw=_name(message.get("date")),
        entities=entities,
    )
    return checked(item)


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def flatten(text: Any, where: str) -> tuple[str, tuple[Entity, ...]]:
    """The words of a message and its marks, from a string or a list of strings and parts.

    `["قتل ", {"type": "bold", "text": "ثلاثة"}, " في درنة"]` ("three were killed in Derna") gives the text
    and an entity at 4 to 9.
    """
    words: list[str] = []
    entities: list[Entity] = []
    at = 0
    for part in [text] if isinstance(text, str) else text if isinstance(text, list) else [None]:
        if isinstance(part, str):
            words.append(part)
        elif isinstance(part, dict) and isinstance(part.get("text"), str):
            words.append(part["text"])
            href = _name(part.get("href"))
            entities.append(Entity(at, at + len(part["text"]), str(part.get("type", "unknown")), href))
        else:
            raise InputError(f"{where}: the text must be a string or a list of parts; the others were read")
        at += len(words[-1])
    return "".join(words), tuple(entities)


def _moment(message: Message, where: str) -> tuple[str | None, tuple[Note, ...]]:
    """When the message was sent, in UTC; old exports hold only the exporting computer's clock."""
    seconds = message.get("date_unixtime")
    try:
        if seconds is not None:
            return utc(datetime.fromtimestamp(int(seconds), UTC)), ()
    except (ValueError, TypeError, OverflowError, OSError):
        pass
    written = _name(message.get("date"))
    try:
        local = datetime.fromisoformat(written or "").isoformat()
    except ValueError:
        return None, (Note("undated", f"{where}: the message carries no date that can be read"),)
    return local, (
        Note("local_time", f"{where}: {local} is the clock of the computer that exported, not UTC"),
    )
