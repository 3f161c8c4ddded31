"""An incident as nested JSON: the contract of `riwaya incidents`, and the sources that its spans count in."""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from riwaya.formats.exports.view import View
from riwaya.model import Incident

_INDENTED = 1


def tree(view: View, incident: Incident) -> dict[str, Any]:
    """The incident's fields, then `sources` (heads of its reports) and `chosen` (the rule and its values)."""
    return {
        **msgspec.to_builtins(incident),
        "sources": msgspec.to_builtins(view.sources(incident)),
        "chosen": {"rule": view.rule, "values": dict(incident.resolved.get(view.rule, {}))},
    }


def encoded(value: Any) -> bytes:
    """JSON in UTF-8, mappings in the order of their keys, so that the same ledger gives the same bytes."""
    return msgspec.json.encode(value, order="deterministic")


def write_lines(view: View, sink: BinaryIO) -> None:
    """One incident a line."""
    for incident in view.incidents:
        sink.write(encoded(tree(view, incident)) + b"\n")


def write_document(value: Any, sink: BinaryIO) -> None:
    """One JSON document, indented for people who read it."""
    sink.write(msgspec.json.format(encoded(value), indent=_INDENTED) + b"\n")
