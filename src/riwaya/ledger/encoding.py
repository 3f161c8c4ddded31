"""How readings and originals are packed into the store, and what hash speaks for each."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from riwaya.ledger.chain import canonical, digest
from riwaya.model import Findings, LedgerError, Received

_DECODER = msgspec.json.Decoder(Findings)
# What a report's `record` hash covers besides the text, which has its own.
RECORD = (
    "outlet",
    "url",
    "via",
    "published",
    "title",
    "retrieved",
    "media_type",
    "revises",
    "notes",
    "details",
)


def pack(raw: bytes) -> bytes:
    """`raw` compressed."""
    return zlib.compress(raw, 6)


def unpack(data: bytes) -> bytes:
    """What `pack` packed; raises zlib.error on anything else."""
    return zlib.decompress(data)


def findings_json(findings: Findings) -> bytes:
    """The JSON of a reading as the ledger keeps and hashes it."""
    return msgspec.json.encode(findings)


def read_findings(raw: bytes, where: str) -> Findings:
    """The reading in `raw`; raises LedgerError if this version does not know its shape."""
    try:
        return _DECODER.decode(raw)
    except msgspec.DecodeError as error:
        raise LedgerError(
            f"{where}: the reading has a shape that this version of Riwaya does not know ({error}); "
            "read the ledger's reports again with `riwaya add --again`"
        ) from error


def record_hash(row: Mapping[str, Any]) -> str:
    """The hash over what is kept of a report besides its text."""
    return digest(canonical({name: row[name] for name in RECORD}).encode())


def report_row(item: Received, revises: str | None = None) -> dict[str, Any]:
    """The columns of `reports` for a report that came in, but for its entry."""
    report = item.report
    return {
        "id": report.id,
        "outlet": report.outlet,
        "url": report.url,
        "via": report.via,
        "published": report.published,
        "title": report.title,
        "sha256": report.sha256,
        "original": digest(item.original) if item.original is not None else None,
        "retrieved": item.retrieved,
        "media_type": item.media_type,
        "revises": revises,
        "notes": canonical(msgspec.to_builtins(item.notes)),
        "details": canonical(msgspec.to_builtins(dict(item.details))),
        "text": report.text,
    }
