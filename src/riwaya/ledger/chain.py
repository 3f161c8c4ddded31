"""The hash chain: how an entry is written down and hashed.

The hash of an entry is the SHA-256 of the UTF-8 bytes of one JSON array, without white space, no character
escaped that JSON does not demand to be:

    [previous, seq, kind, subject, author, time, reason, body]

`body` is itself a string: JSON with sorted keys, written the same way. The first entry's `previous` is 64
zeros. Whoever holds the hash of an entry can thus prove that nothing before it was changed, with a few lines
in any language.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from riwaya.model import Entry

START = "0" * 64


def canonical(value: Any) -> str:
    """`value` as JSON that has one spelling: keys sorted, no white space, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: bytes) -> str:
    """SHA-256 as `sha256sum` prints it."""
    return hashlib.sha256(data).hexdigest()


def now() -> str:
    """The time of an entry: UTC to the millisecond, "2018-06-09T12:05:00.123Z"."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def entry_hash(
    previous: str, seq: int, kind: str, subject: str, author: str, time: str, reason: str, body: str
) -> str:
    """The hash of an entry, worked out from all else in it."""
    told = json.dumps(
        [previous, seq, kind, subject, author, time, reason, body], ensure_ascii=False, separators=(",", ":")
    )
    return digest(told.encode())


def following(
    last: Entry | None,
    kind: str,
    subject: str,
    author: str,
    body: Mapping[str, Any],
    *,
    reason: str = "",
    time: str = "",
) -> Entry:
    """The entry that comes after `last`."""
    seq, previous = (last.seq + 1, last.hash) if last else (1, START)
    time, told = time or now(), canonical(body)
    sealed = entry_hash(previous, seq, kind, subject, author, time, reason, told)
    return Entry(seq, kind, subject, author, time, reason, told, previous, sealed)
