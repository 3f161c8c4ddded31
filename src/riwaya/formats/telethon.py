"""Messages as Telethon's `to_json` writes them, one a line; entity offsets come in UTF-16 units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from riwaya.formats.incoming import Entity, Incoming, IntakeOptions, checked, utc
from riwaya.model import InputError, Report

MEDIA_TYPE = "application/vnd.telegram.message+json"
_KIND = "MessageEntity"
_SAME = {
    "texturl": "text_link",
    "strike": "strikethrough",
    "mentionname": "mention_name",
}  # as exports name them


def is_message(raw: Any) -> bool:
    """Whether the object is a message of this shape."""
    return isinstance(raw, dict) and ("peer_id" in raw or "to_id" in raw) and ("message" in raw or "_" in raw)


def read_message(raw: dict[str, Any], where: str, options: IntakeOptions) -> Incoming:
    """The report of one message; raises InputError for one whose words are no string. One without words is
    passed over."""
    text = raw.get("message")
    if raw.get("_", "Message") != "Message" or text in (None, ""):
        return Incoming(where, None)
    if not isinstance(text, str):
        raise InputError(f'{where}: "message" must be a string, not {type(text).__name__}')
    username = options.telegram_username
    written = raw.get("date")
    published = _moment(written)
    item = Incoming(
        where,
        Report(
            id=f"telegram-{_number(raw.get('peer_id') or raw.get('to_id'))}-{raw.get('id')}",
            text=text,
            outlet=username,
            url=f"https://t.me/{username}/{raw.get('id')}" if username else None,
            published=published or options.published,
            via=_forwarded(raw.get("fwd_from")),
        ),
        media_type=MEDIA_TYPE,
        published_raw=written if isinstance(written, str) else None,
        entities=_entities(raw.get("entities"), text),
    )
    return checked(item)


def _moment(written: Any) -> str | None:
    try:
        return utc(datetime.fromisoformat(written)) if isinstance(written, str) else None
    except (ValueError, OverflowError):
        return None


def _number(peer: Any) -> Any:
    """The bare number of a peer: {"_": "PeerChannel", "channel_id": 17}."""
    if not isinstance(peer, dict):
        return peer
    return next((peer[k] for k in ("channel_id", "chat_id", "user_id") if k in peer), "unknown")


def _forwarded(header: Any) -> str | None:
    """Whose message it was: the name if the sender shows it, else the channel's number."""
    if not isinstance(header, dict):
        return None
    if isinstance(header.get("from_name"), str):
        return str(header["from_name"])
    return f"telegram-{_number(header['from_id'])}" if header.get("from_id") else None


def _entities(raw: Any, text: str) -> tuple[Entity, ...]:
    at = code_points(text)
    found = []
    for mark in raw if isinstance(raw, list) else ():
        if not isinstance(mark, dict):
            continue
        start, length = mark.get("offset"), mark.get("length")
        if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length <= 0:
            continue
        href = mark.get("url") if isinstance(mark.get("url"), str) else None
        kind = str(mark.get("_", "")).removeprefix(_KIND).lower() or "unknown"
        found.append(Entity(at(start), at(start + length), _SAME.get(kind, kind), href))
    return tuple(found)


def code_points(text: str) -> Callable[[int], int]:
    """From offsets in UTF-16 units, as Telegram counts, to code points of `text`, as everything here counts.

    In "🔴 عاجل" ("urgent" behind a red disc) the word begins at UTF-16 unit 3 and at code point 2. An offset
    inside a pair, or behind the end, is taken as the end of the character, or of the text.
    """
    if text.isascii() or max(text, default="") <= "\uffff":
        return lambda unit: min(unit, len(text))
    starts: list[int] = []
    for number, char in enumerate(text):
        starts.append(number)
        if char > "\uffff":
            starts.append(number + 1)
    return lambda unit: starts[unit] if unit < len(starts) else len(text)
