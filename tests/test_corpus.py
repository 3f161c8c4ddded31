"""Real reports in bulk: nothing raises, every anchor holds. A slice here; all of them with
RIWAYA_WHOLE_CORPUS=1."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import islice
from pathlib import Path

import pytest

from riwaya.model import Report, Span
from riwaya.reading.read import read_report

EVERY = 1 if os.environ.get("RIWAYA_WHOLE_CORPUS") else 60


def reports(path: Path) -> Iterator[Report]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, EVERY):
            raw = json.loads(line)
            yield Report(
                raw["id"],
                raw["text"],
                raw.get("source"),
                raw.get("url"),
                raw.get("date"),
                raw.get("title") or "",
            )


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


@pytest.mark.parametrize("corpus", ["saudinewsnet", "ant"])
def test_no_report_raises_and_every_anchor_holds(shared: Path, corpus: str) -> None:
    read = 0
    for report in reports(shared / "corpora" / corpus / "reports.jsonl.gz"):
        findings = read_report(report)
        read += 1
        for layer in (
            findings.statements,
            findings.figures,
            findings.quantities,
            findings.events,
            findings.places,
            findings.times,
        ):
            ids = [finding.id for finding in layer]
            assert len(ids) == len(set(ids)), report.id
            for span in spans(layer):
                assert 0 <= span.start < span.end <= len(report.text), report.id
                assert report.text[span.start : span.end].strip() == report.text[span.start : span.end], (
                    report.id
                )
    assert read > 400
