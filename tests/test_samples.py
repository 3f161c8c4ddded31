"""The constructed samples against what a careful coder reads off them (tests/golden/samples.json)."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.learn.gold import Coded, anchor
from riwaya.learn.score import figures_of, score
from riwaya.model import Report
from riwaya.reading.read import read_report

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["samples"]


@pytest.fixture(scope="module")
def coded(samples: list[Path]) -> list[Coded]:
    coding = {r["id"]: r for r in json.loads((HERE / "golden/samples.json").read_text("utf-8"))["reports"]}
    found = []
    for path in samples:
        raw = json.loads(path.read_text("utf-8"))
        report = Report(raw["id"], raw["text"], raw["source"], raw["url"], raw["date"], raw["title"])
        found.append(anchor(report, coding[raw["id"]]))
    return found


@pytest.fixture(scope="module")
def table(coded: list[Coded]) -> dict[str, dict[str, float]]:
    readings: dict[str, Any] = {
        c.report.id: msgspec.json.decode(msgspec.json.encode(read_report(c.report))) for c in coded
    }
    return figures_of(score(coded, readings))


def test_all_ten_are_coded(coded: list[Coded]) -> None:
    assert len(coded) == 10
    assert all(c.statements and c.figures and c.events and c.places for c in coded)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_samples_are_read_as_a_coder_reads_them(table: dict[str, dict[str, float]], name: str) -> None:
    values = table[name]
    assert values.get("f1", values.get("accuracy")) >= FLOORS[name]


def test_nothing_of_a_sample_is_real(samples: list[Path]) -> None:
    for path in samples:
        assert json.loads(path.read_text("utf-8"))["note"].startswith("constructed sample")
