"""The project's own codings of corpus reports: places in texts that stay outside, and never the texts."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from riwaya.learn.corpus_coded import corpus_ids, events_coded, statements_coded
from riwaya.learn.gold import coded_ids
from riwaya.model import GoldError
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


def test_kinds_and_statuses_are_the_codebook_s() -> None:
    kinds = {path.stem for path in (DATA / "frames").glob("*.toml")}
    for kind, status in rows("coded/events.tsv", "kind", "status"):
        assert kind in kinds
        assert status in ("happened", "planned", "denied", "failed")


def test_every_place_lies_in_its_report(shared: Path) -> None:
    coded = [*statements_coded(shared / "corpora"), *events_coded(shared / "corpora")]
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
