"""The report that the project began with. Its text is not ours and stays outside; what must be read in it is
told by numbers and names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import riwaya
from riwaya import Reading, Report


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    raw = json.loads((shared / "reports/derna-2018.json").read_text("utf-8"))
    return riwaya.read(Report(raw["id"], raw["text"]))


def test_twenty_statements_of_four_speakers(reading: Reading) -> None:
    assert len(reading.statements) == 20
    assert {s.name for s in reading.statements} == {
        "أحمد المسمارى",
        "خيرى قريز",
        "ميلود الزوى",
        "الجيش الوطنى الليبى",
    }


@pytest.mark.parametrize(
    ("measure", "low", "high", "hedge", "speaker"),
    [
        ("killed", 5, 5, "about", "أحمد المسمارى"),
        ("killed", 20, 20, "about", "أحمد المسمارى"),
        ("killed", 31, 31, "exact", "أحمد المسمارى"),
        ("killed", 8, 8, "exact", "أحمد المسمارى"),
        ("surrendered", 22, None, "more_than", "أحمد المسمارى"),
        ("surrendered", 34, 34, "exact", "خيرى قريز"),
    ],
)
def test_figures_with_their_bounds_and_speakers(
    reading: Reading, measure: str, low: int, high: int | None, hedge: str, speaker: str
) -> None:
    assert (measure, low, high, hedge, speaker) in [
        (f.measure, f.low, f.high, f.hedge, f.name) for f in reading.figures
    ]


def test_eight_are_part_of_the_thirty_one(reading: Reading) -> None:
    whole = next(f for f in reading.figures if f.low == 31)
    assert next(f for f in reading.figures if f.low == 8).part_of == whole.id


def test_share_and_both_areas_each_with_its_voice(reading: Reading) -> None:
    said = {(q.value, q.unit): q.name for q in reading.quantities}
    assert said[80, "percent"] == "أحمد المسمارى"
    assert said[480, "km"] == "أحمد المسمارى"
    assert said[400, "km"] is None


def test_a_place_told_by_its_distance(reading: Reading) -> None:
    told = next(p for p in reading.places if p.relation and p.relation.startswith("25 km east of"))
    assert told.country == "LY"
    assert told.lat is not None
    assert told.precision_km is not None


def test_the_report_s_own_voice_holds_no_speaker_s_figure(reading: Reading) -> None:
    for figure in reading.figures:
        around = [s for s in reading.statements if s.span.contains(figure.span)]
        assert (figure.name is None) == (not around)
