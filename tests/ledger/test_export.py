"""`riwaya export` on a ledger: the rows on screen are the rows in the file, under any filter; whole files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import riwaya
from house_rules import check_acled, check_ucdp
from riwaya.cli.main import app
from riwaya.formats.exports.catalogue import FORMATS
from riwaya.formats.exports.long import read_accounts
from riwaya.model import InputError

SAMPLES = Path(__file__).resolve().parents[2] / "src/riwaya/data/samples"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample reports."""
    path = tmp_path_factory.mktemp("export") / "samples.ledger"
    with riwaya.Ledger(path) as ledger:
        ledger.add(sorted(SAMPLES.glob("[0-9]*.json")))
        assert list(ledger.incidents())
    return path


def run(*words: str) -> Any:
    return CliRunner().invoke(app, list(words))


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))


def options(shuffler: random.Random) -> list[str]:
    """Random filters."""
    values: dict[str, list[str]] = {
        "--since": ["2018-05", "2018-06-10", "2018"],
        "--until": ["2018-06-12", "2018-06", "2017"],
        "--place": ["درنة", "LY", "Zarqa"],
        "--kind": ["airstrike", "explosion", "surrender"],
        "--outlet": ['صحيفة "البيدر"', 'وكالة "الأفق" للأنباء'],
        "--speaker": ["نوري بوشعالة", "طبيب في المستشفى الميداني"],
        "--review": ["unreviewed", "accepted"],
    }
    picked = shuffler.sample(sorted(values), shuffler.randint(0, 2))
    return [word for name in picked for word in (name, shuffler.choice(values[name]))]


@pytest.mark.parametrize("seed", range(int(os.environ.get("RIWAYA_FILTERS", "8"))))
def test_rows_on_screen_are_rows_in_the_file(filled: Path, tmp_path: Path, seed: int) -> None:
    shuffler = random.Random(seed)
    wanted = options(shuffler)
    rule = shuffler.choice(["lowest", "ucdp", "range", "none"])
    ledger = ["--ledger", str(filled)]
    incidents = [
        json.loads(x) for x in run("incidents", *ledger, *wanted, "--format", "jsonl").output.splitlines()
    ]
    ids = [i["id"] for i in incidents]
    shown = lines(run("accounts", *ledger, *wanted, "--format", "csv").stdout)
    for name in ("acled", "ucdp", "hxl", "jsonl", "geojson", "accounts", "figures"):
        done = run("export", *ledger, *wanted, "--format", name, "--rule", rule, "-o", str(tmp_path / name))
        assert done.exit_code == 0, done.output
    for row in lines((tmp_path / "acled").read_text("utf-8")):
        check_acled(row)
    for row in lines((tmp_path / "ucdp").read_text("utf-8")):
        check_ucdp(row)
    text = {p.name: p.read_text("utf-8") for p in tmp_path.iterdir()}
    assert [r["event_id_cnty"].removeprefix("riwaya:") for r in lines(text["acled"])] == ids
    assert [r["id"].removeprefix("riwaya:") for r in lines(text["ucdp"])] == ids
    assert [r["incident"] for r in lines(text["hxl"])[1:]] == ids
    assert [json.loads(x)["id"] for x in text["jsonl"].splitlines()] == ids
    assert [f["id"] for f in json.loads(text["geojson"])["features"]] == ids
    accounts = dict.fromkeys((r["incident"], r["account"]) for r in shown)
    assert sorted((r["incident"], r["account"]) for r in lines(text["accounts"])) == sorted(accounts)
    keys = ("incident", "account", "measure", "low", "high", "quote", "span_start", "span_end")
    figures = [tuple(r[k] for k in keys) for r in shown if r["measure"]]
    assert sorted(tuple(r[k] for k in keys) for r in lines(text["figures"])) == sorted(figures)
    told = read_accounts((tmp_path / "accounts").read_bytes(), (tmp_path / "figures").read_bytes())
    assert sum(map(len, told.values())) == len(accounts)
    note = json.loads(text["acled.method.json"])
    assert note["rule"] == rule
    assert note["incidents"] == len(ids)
    assert note["sha256"] == hashlib.sha256((tmp_path / "acled").read_bytes()).hexdigest()


def test_every_quote_in_an_export_stands_in_its_report(filled: Path, tmp_path: Path) -> None:
    with riwaya.Ledger(filled) as ledger:
        texts = {r.id: r for r in ledger.reports()}
        done = ledger.export("figures", tmp_path / "f.csv", rule="lowest")
    rows = lines((tmp_path / "f.csv").read_text("utf-8"))
    assert rows
    assert done.note
    for row in rows:
        report = texts[row["report"]]
        assert report.sha256 == row["sha256"]
        assert report.text[int(row["span_start"]) : int(row["span_end"])] == row["quote"].removeprefix("'")


def test_the_order_of_adding_changes_no_byte(filled: Path, tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("[0-9]*.json"))
    random.Random(5).shuffle(files)
    with riwaya.Ledger(tmp_path / "other.ledger") as other, riwaya.Ledger(filled) as first:
        other.add(files[:4])
        list(other.incidents())
        other.add(files[4:])
        for name in FORMATS:
            for ledger, path in ((first, tmp_path / "a"), (other, tmp_path / "b")):
                ledger.export(name, path)
            assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes(), name
            notes = [tmp_path / f"{n}.method.json" for n in "ab"]
            if FORMATS[name].beside:
                assert notes[0].read_bytes() == notes[1].read_bytes()


def test_the_head_stands_in_the_note_when_asked_for(filled: Path, tmp_path: Path) -> None:
    with riwaya.Ledger(filled) as ledger:
        head = ledger.store.head()
        ledger.export("geojson", tmp_path / "a.geojson", head=True, kinds=("airstrike",))
    method = json.loads((tmp_path / "a.geojson").read_text("utf-8"))["method"]
    assert head
    assert method["ledger_head"] == head.hash
    assert method["filters"] == {"kinds": ["airstrike"]}


def test_names_that_there_are_none_of_are_told(filled: Path, tmp_path: Path) -> None:
    with riwaya.Ledger(filled) as ledger:
        with pytest.raises(InputError, match="no format is called 'excel'; there are acled, ucdp"):
            ledger.export("excel", tmp_path / "x")
        with pytest.raises(InputError, match="no rule is called 'mean'; there are lowest, ucdp"):
            ledger.export("acled", tmp_path / "x", rule="mean")
        with pytest.raises(InputError, match="cannot be written"):
            ledger.export("acled", tmp_path / "none" / "x")
    assert not list(tmp_path.iterdir())


def test_a_killed_export_leaves_the_old_file_or_the_new_one(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", "utf-8")
    program = [
        sys.executable,
        "-m",
        "riwaya.cli.main",
        "export",
        "--ledger",
        str(filled),
        "--format",
        "acled",
    ]
    started = time.monotonic()
    subprocess.run([*program, "-o", str(path), "--quiet"], check=True)
    whole, took = path.read_bytes(), time.monotonic() - started
    shuffler = random.Random(7)
    for _ in range(int(os.environ.get("RIWAYA_KILLS", "2"))):
        path.write_text("old", "utf-8")
        process = subprocess.Popen([*program, "-o", str(path), "--quiet"])
        time.sleep(took * shuffler.uniform(0.5, 1.0))
        process.kill()
        process.wait()
        assert path.read_bytes() in (b"old", whole)
    if _vanishes(tmp_path):
        note = f"{path.name}.method.json"
        assert {p.name for p in tmp_path.iterdir()} <= {path.name, note}, (
            "a killed export leaves nothing behind"
        )


def _vanishes(folder: Path) -> bool:
    """Whether files without a name can be made here."""
    try:
        os.close(os.open(folder, os.O_TMPFILE | os.O_RDWR))
    except (AttributeError, OSError):
        return False
    return True
