"""The project's own codings of corpus reports: places in texts that stay outside, and never the texts."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import get_args

import pytest

from riwaya.learn.corpus_coded import (
    corpus_ids,
    events_coded,
    figures_coded,
    held_coded,
    is_corpora,
    places_coded,
    statements_coded,
)
from riwaya.learn.gold import coded_ids
from riwaya.model import GoldError
from riwaya.model.findings import Measure, PlaceType
from riwaya.rules.tables import DATA, rows

PLACE = re.compile(r"\d+-\d+|-")
NAME = re.compile(r"\d+-\d+(\+\d+-\d+)*|-")


def test_the_tables_hold_places_only() -> None:
    for report, *places in rows("coded/statements.tsv", "report", "cue", "speaker", "content", "via"):
        assert report in corpus_ids()
        assert all(PLACE.fullmatch(place) for place in places)
    for (name,) in rows("coded/statements.tsv", "name"):
        assert NAME.fullmatch(name)
    for report, *places in rows("coded/events.tsv", "report", "trigger", "actor", "target", "place"):
        assert report in corpus_ids()
        assert all(PLACE.fullmatch(place) for place in places)
    for report, place, name in rows("coded/figures.tsv", "report", "span", "name"):
        assert report in corpus_ids()
        assert PLACE.fullmatch(place)
        assert NAME.fullmatch(name)
    columns = ("report", "span", "country", "type", "lat", "lon")
    for report, place, country, kind, lat, lon in rows("coded/places.tsv", *columns):
        assert report in corpus_ids()
        assert PLACE.fullmatch(place)
        assert country == "-" or re.fullmatch("[A-Z]{2}", country)
        assert kind in get_args(PlaceType)
        assert (lat == "-") == (lon == "-")
        assert lat == "-" or (abs(float(lat)) <= 90 and abs(float(lon)) <= 180)


def test_kinds_and_statuses_are_the_codebook_s() -> None:
    kinds = {path.stem for path in (DATA / "frames").glob("*.toml")}
    for kind, status in rows("coded/events.tsv", "kind", "status"):
        assert kind in kinds
        assert status in ("happened", "planned", "denied", "failed")


def test_counts_and_measures_are_the_codebook_s() -> None:
    for low, high, measure in rows("coded/figures.tsv", "low", "high", "measure"):
        assert measure in get_args(Measure)
        bounds = [int(bound) for bound in (low, high) if bound != "-"]
        assert bounds
        assert bounds == sorted(bounds)


def test_what_is_held_back_is_not_learnt_from(shared: Path) -> None:
    held = {c.report.id for c in held_coded(shared / "corpora")}
    assert len(held) == 240
    for coded in (statements_coded, events_coded, figures_coded, places_coded):
        assert not held & {c.report.id for c in coded(shared / "corpora")}


def test_the_corpora_are_known(shared: Path, tmp_path: Path) -> None:
    assert is_corpora(shared / "corpora")
    assert not is_corpora(tmp_path)


def test_every_place_lies_in_its_report(shared: Path) -> None:
    corpora = shared / "corpora"
    coded = [*statements_coded(corpora), *events_coded(corpora), *held_coded(corpora)]
    assert {c.report.id for c in coded} == corpus_ids()
    for one in coded:
        for finding in (*one.statements, *one.events):
            sentence = finding["sentence"]
            for key in {"cue", "speaker", "span", "via", "trigger", "actor", "target", "place"} & set(
                finding
            ):
                span = finding[key]
                assert span is None or sentence.start <= span.start < span.end <= sentence.end
                assert span is None or span.cut(one.report.text).strip() == span.cut(one.report.text)
    for one in figures_coded(corpora):
        assert all(0 <= f["span"].start < f["span"].end <= len(one.report.text) for f in one.figures)
    for one in places_coded(corpora):
        assert all(p["text"] and p["text"].strip() == p["text"] for p in one.places)


def test_no_report_is_coded_twice(shared: Path) -> None:
    assert not corpus_ids() & coded_ids(shared / "gold")


def test_another_text_under_a_known_id_is_refused(tmp_path: Path) -> None:
    (name,) = next(rows("coded/reports.tsv", "report"))
    for corpus in ("ant", "saudinewsnet"):
        (tmp_path / corpus).mkdir()
        with gzip.open(tmp_path / corpus / "reports.jsonl.gz", "wt") as lines:
            lines.write(json.dumps({"id": name, "text": "نص آخر"}) + "\n")
    with pytest.raises(GoldError, match=name):
        list(statements_coded(tmp_path))


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="--corpora"):
        list(statements_coded(tmp_path))
