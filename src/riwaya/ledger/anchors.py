"""Every anchor of a reading cut again: it lies within the text and is not empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from riwaya.model import Decided

_DECODER = msgspec.json.Decoder()
# A span in JSON is a list of exactly two whole numbers; nothing else in a reading is.
_SPAN = 2


@dataclass(frozen=True, slots=True)
class Corrections:
    """The spans that reviewers gave, by the id of the finding."""

    spans: dict[str, list[tuple[int, int]]]

    @classmethod
    def of(cls, decisions: Iterable[Decided]) -> Corrections:
        """Those in `decisions`."""
        found: dict[str, list[tuple[int, int]]] = {}
        for decided in decisions:
            if decided.decision.action == "correct":
                spans = list(spans_in(dict(decided.decision.values)))
                for subject in decided.decision.subject:
                    found.setdefault(subject, []).extend(spans)
        return cls({id: spans for id, spans in found.items() if spans})


def broken_anchor(raw: bytes, text: str, corrections: Corrections) -> tuple[int, str | None]:
    """How many anchors the reading in `raw` has, and what is wrong with the first that cannot be cut.

    Works on the JSON, not on this version's shapes, so that readings of every version are checked.
    """
    length, count = len(text), 0
    for layer, found in _DECODER.decode(raw).items():
        if not isinstance(found, list):
            continue
        for finding in found:
            id = finding.get("id", "") if isinstance(finding, dict) else ""
            for start, end in (*spans_in(finding), *corrections.spans.get(id, ())):
                count += 1
                if not 0 <= start < end <= length:
                    return (
                        count,
                        f"{layer} {id} is anchored at {start}:{end}, the text has {length} characters",
                    )
    return count, None


def spans_in(value: Any) -> list[tuple[int, int]]:
    """All spans in a finding."""
    if isinstance(value, dict):
        return [span for inner in value.values() for span in spans_in(inner)]
    if isinstance(value, list | tuple):
        if len(value) == _SPAN and type(value[0]) is int and type(value[1]) is int:
            return [(value[0], value[1])]
        return [span for inner in value for span in spans_in(inner)]
    return []
