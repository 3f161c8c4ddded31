"""Bytes of a file to text, saying how they were read."""

from __future__ import annotations

import codecs

from riwaya.model import InputError, Note

_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ARABIC_SHARE = 0.6


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
    foreign = [c for c in text if ord(c) > 127]
    arabic = sum("\u0621" <= c <= "\u0652" for c in foreign)
    if foreign and arabic >= _ARABIC_SHARE * len(foreign) and "\x00" not in text:
        return text, "windows-1256"
    raise InputError(
        f"{where}: neither UTF-8 (broken at byte {at}) nor Windows-1256 Arabic; save it as UTF-8"
    )


def decoded_note(encoding: str, where: str) -> tuple[Note, ...]:
    """A note where the text was not read as Unicode."""
    if encoding != "windows-1256":
        return ()
    return (Note("decoded", f"{where}: read as Windows-1256; offsets count the characters that came out"),)
