"""On the coded reports: our scorer agrees with the one that judges, and no layer falls under its floor."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.learn.gold import Coded, load
from riwaya.learn.score import LAYERS, figures_of, score
from riwaya.reading.read import read_report

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def dev(shared: Path) -> list[Coded]:
    return list(load(shared / "gold/dev"))


@pytest.fixture(scope="module")
def readings(dev: list[Coded]) -> dict[str, Any]:
    return {c.report.id: msgspec.json.decode(msgspec.json.encode(read_report(c.report))) for c in dev}


@pytest.fixture(scope="module")
def judge(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("judge", shared / "gold/score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_floors_belong_to_these_reports(dev: list[Coded]) -> None:
    hashes = "".join(sorted(c.report.sha256 for c in dev))
    assert hashlib.sha256(hashes.encode()).hexdigest() == FLOORS["digest"]


def test_our_scorer_gives_the_judging_one_s_figures(
    shared: Path, dev: list[Coded], readings: dict[str, Any], judge: Any
) -> None:
    theirs, _ = judge.score(shared / "gold/dev", readings)
    assert figures_of(score(dev, readings)) == theirs


def test_error_lists_are_as_long(
    shared: Path, dev: list[Coded], readings: dict[str, Any], judge: Any
) -> None:
    tally = score(dev, readings)
    for layer in LAYERS:
        _, theirs = judge.score(shared / "gold/dev", readings, layer)
        assert len(tally.errors[layer]) == len(theirs)


def test_coded_reports_score_themselves_perfectly(dev: list[Coded]) -> None:
    """The gold as its own reading: every layer 1.0, so that a lower figure is ours and not the scorer's."""
    perfect = {
        c.report.id: {
            "statements": [x for x in c.statements if x["span"]],
            "figures": list(c.figures),
            "events": list(c.events),
        }
        for c in dev
    }
    table = figures_of(score(dev, json.loads(msgspec.json.encode(perfect))))
    assert table["figures.attributed"]["f1"] == 1.0
    assert table["events"]["f1"] == 1.0
    assert table["events.arguments"]["f1"] >= 0.99
    assert table["statements.found"]["f1"] >= 0.99


@pytest.mark.parametrize("name", sorted(FLOORS["dev"]))
def test_no_layer_falls_under_its_floor(dev: list[Coded], readings: dict[str, Any], name: str) -> None:
    """A floor is raised when a layer gets better and lowered only on purpose."""
    values = figures_of(score(dev, readings))[name]
    assert values.get("f1", values.get("accuracy")) >= FLOORS["dev"][name]


def test_every_anchor_cuts_the_words_of_the_text(dev: list[Coded], readings: dict[str, Any]) -> None:
    for coded in dev:
        text = coded.report.text
        for layer in ("statements", "figures", "quantities", "events", "places", "times"):
            for finding in readings[coded.report.id][layer]:
                for value in finding.values():
                    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value):
                        words = text[value[0] : value[1]]
                        assert words
                        assert words == words.strip()
