"""Bytes of a file to text, saying how they were read."""

from __future__ import annotations

import codecs
import re

from riwaya.model import InputError, Note

_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ARABIC_SHARE = 0.6
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD = 2048  # bytes in which a page or feed declares its encoding
_BROKEN_SHARE = 0.01


def decode(raw: bytes, where: str) -> tuple[str, str]:
    """The text of `raw` and the encoding that it was read in; raises InputError naming `where`.

    UTF-8 first (UTF-16 with its mark, too); what is neither is tried as Windows-1256, the Arabic code page of
    older sites,
    and taken if the letters that come out are Arabic for the greater part of those that are not ASCII.
    """
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{where}: marked as {encoding} but broken at byte {error.start}; save it as UTF-8"
                ) from error
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        at = error.start
    text = raw.decode("cp1256", errors="replace")
    if _is_arabic(text):
        return text, "windows-1256"
    raise InputError(
        f"{where}: neither UTF-8 (broken at byte {at}) nor Windows-1256 Arabic; save it as UTF-8"
    )


def decoded_note(encoding: str, where: str) -> tuple[Note, ...]:
    """A note where the text was not read as Unicode."""
    if encoding != "windows-1256":
        return ()
    return (Note("decoded", f"{where}: read as Windows-1256; offsets count the characters that came out"),)


def decode_web(raw: bytes, where: str, declared: str | None = None) -> tuple[str, tuple[Note, ...]]:
    """The text of a page or feed. What the bytes are goes before what is declared, which is often wrong.

    UTF-8 first; then the encoding declared (in the HTTP header, in the head) if Arabic letters come out;
    then as `decode`. UTF-8 with a few broken bytes is read with a note.
    """
    head = _DECLARED.search(raw[:_HEAD])
    for name in (declared, head[1].decode("ascii") if head else None):
        if name and not _is_utf8(raw) and (text := _as_declared(raw, name)) is not None:
            return text, (
                Note("decoded", f"{where}: read as {name}; offsets count the characters that came out"),
            )
    try:
        text, encoding = decode(raw, where)
    except InputError:
        text = raw.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        if broken > _BROKEN_SHARE * len(text):
            raise
        return text, (Note("broken_bytes", f"{where}: {broken} broken bytes of UTF-8 stand as U+FFFD"),)
    return text, decoded_note(encoding, where)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_declared(raw: bytes, name: str) -> str | None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    try:
        text = raw.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if _is_arabic(text) else None


def _is_arabic(text: str) -> bool:
    foreign = [c for c in text if ord(c) > 127]
    arabic = sum("\u0621" <= c <= "\u0652" for c in foreign)
    return bool(foreign) and arabic >= _ARABIC_SHARE * len(foreign) and "\x00" not in text
