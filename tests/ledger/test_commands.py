"""The ledger on the command line and in Python, as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import riwaya
from riwaya.cli.main import app
from riwaya.model import ConflictError, Decision, Incident, InputError, LedgerError, Report
from riwaya.model.decision import Action
from riwaya.model.filters import ReviewState
from riwaya.reading.reading import Reading

SAMPLES = Path(__file__).resolve().parents[2] / "src/riwaya/data/samples"


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(app, list(words))
    if status == 0:
        assert result.exit_code == 0, result.output + repr(result.exception)
    return result


def lines(*words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*words, "--format", "jsonl").stdout.splitlines()]


def rows(*words: str) -> list[dict[str, str]]:
    raw = run(*words, "--format", "csv").stdout_bytes
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of the sample reports."""
    path = str(tmp_path_factory.mktemp("samples") / "samples.ledger")
    told = run("add", str(SAMPLES), "--ledger", path, "--author", "سلمى").output
    assert "10 added, 0 known already, 0 refused" in told
    return path


def test_adding_again_adds_nothing(ledger: str) -> None:
    [told] = lines("add", str(SAMPLES), "--ledger", ledger)
    assert (told["new"], len(told["known"]), told["reports"]) == ([], 10, 10)  # type: ignore[arg-type]
    [told] = lines("add", "--again", "--ledger", ledger)
    assert (told["read_again"], len(told["known"])) == ([], 10)  # type: ignore[arg-type]


def test_refusals_are_named_and_give_status_1(tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": "قتل ثلاثة في درنة."})
    path = tmp_path / "some.jsonl"
    path.write_text(f'{good}\n{{"id": "b"\n', "utf-8")
    result = run("add", str(path), "--ledger", str(tmp_path / "a.ledger"), status=1)
    assert result.exit_code == 1
    assert f"refused: {path}:2: broken JSON" in result.stderr
    assert "1 added, 0 known already, 1 refused" in result.stdout
    assert isinstance(run("add", "--ledger", str(tmp_path / "a.ledger"), status=1).exception, InputError)


def test_workers_add_the_same(ledger: str, tmp_path: Path) -> None:
    other = str(tmp_path / "two.ledger")
    run("add", str(SAMPLES), "--ledger", other, "--workers", "2")
    for words in (["incidents"], ["accounts"], ["search", "درنة"]):
        assert lines(*words, "--ledger", other) == lines(*words, "--ledger", ledger)


def test_incidents_and_accounts_as_json_and_csv_are_the_same_rows(ledger: str) -> None:
    found = lines("incidents", "--ledger", ledger)
    assert {"id", "kind", "title", "accounts", "differ", "resolved", "copies"} <= set(found[0])
    assert [row["id"] for row in rows("incidents", "--ledger", ledger)] == [one["id"] for one in found]
    told = lines("accounts", "--ledger", ledger)
    assert sum(len(one["accounts"]) for one in found) == len(told)  # type: ignore[arg-type, misc]
    cells = rows("accounts", "--ledger", ledger)
    figures = [f for account in told for f in account["figures"]]  # type: ignore[attr-defined]
    assert [(row["measure"], row["quote"]) for row in cells if row["measure"]] == [
        (f["measure"], f["quote"]) for f in figures
    ]
    assert found[0]["title"] in run("incidents", "--ledger", ledger).stdout  # type: ignore[operator]
    assert "قتلى" in run("accounts", "--ledger", ledger, "--lang", "ar").stdout


def test_filters_narrow(ledger: str) -> None:
    everything = lines("incidents", "--ledger", ledger)

    def ids(*words: str) -> set[object]:
        return {one["id"] for one in lines("incidents", "--ledger", ledger, *words)}

    assert ids("--place", "LY") == {one["id"] for one in everything if one["country"] == "LY"}
    assert ids("--place", "درنه") == {one["id"] for one in everything if "درنة" in str(one["title_ar"])}
    assert ids("--place", "Paris") == set()
    kind = everything[0]["kind"]
    assert ids("--kind", str(kind)) == {
        one["id"]
        for one in everything
        if kind in (one["kind"], *one["kinds"])  # type: ignore[misc]
    }
    split = str(everything[3]["start"])
    before, after = ids("--until", split), ids("--since", split)
    assert before | after >= {one["id"] for one in everything if one["start"]}
    assert ids("--since", "2019") == set()
    assert ids("--review", "reviewed") == set()
    assert ids("--review", "unreviewed") == {one["id"] for one in everything}
    [outlet] = {str(a["outlet"]) for a in lines("accounts", "--ledger", ledger, "--outlet", "البيدر")}
    assert "البيدر" in outlet
    for account in lines("accounts", "--ledger", ledger, "--speaker", "بوشعاله"):
        assert "بوشعالة" in str(account["name"])
    one = str(next(one for one in everything if one["accounts"])["id"])
    assert {a["incident"] for a in lines("accounts", one, "--ledger", ledger)} == {one}
    assert len(lines("incidents", "--ledger", ledger, "--limit", "2")) == 2


def test_filters_by_what_reviewers_did(tmp_path: Path) -> None:
    with riwaya.Ledger(tmp_path / "a.ledger") as ledger:
        ledger.add(SAMPLES)
        incident, account = next((i, a) for i, a in ledger.accounts() if len(a.figures) > 1)
        first, *_, last = account.figures

        def decide(action: Action, figure: str, **values: object) -> None:
            ledger.decide(Decision(action, "figure", (figure,), "سلمى", values, report=account.report))

        def ids(*states: ReviewState) -> list[str]:
            return [i.id for i in ledger.incidents(review=states)]

        assert ids("reviewed") == ids("corrected") == []
        decide("correct", first.id, low=99, high=99)
        assert ids("reviewed") == ids("corrected") == [incident.id]
        assert [a.id for _, a in ledger.accounts(review=("corrected",))] == [account.id]
        assert [r.id for r in ledger.reports(review=("corrected",))] == [account.report]
        decide("reject", last.id)
        assert [r.id for r in ledger.reports(review=("rejected",))] == [account.report]
        assert len(ids("unreviewed")) == len(list(ledger.incidents()))
        assert next(f.low for _, a in ledger.accounts(review=("corrected",)) for f in a.figures) == 99
        assert last.id not in {f.id for _, a in ledger.accounts() for f in a.figures}


def test_search_and_show(ledger: str) -> None:
    found = lines("search", "المستشفى درنه", "--ledger", ledger)
    assert found
    id = str(found[0]["report"])
    [shown] = lines("show", id, "--ledger", ledger)
    assert shown["report"]["id"] == id  # type: ignore[index]
    assert [e["kind"] for e in shown["history"]] == ["report", "reading"]  # type: ignore[attr-defined]
    assert "Who says what" in run("show", id, "--ledger", ledger).stdout
    incident = str(lines("incidents", "--ledger", ledger)[0]["id"])
    assert lines("show", incident, "--ledger", ledger)[0]["id"] == incident
    assert incident in run("show", incident, "--ledger", ledger).stdout
    entry = shown["history"][0]["hash"]  # type: ignore[index]
    assert lines("show", entry, "--ledger", ledger)[0]["author"] == "سلمى"
    assert isinstance(run("show", "none", "--ledger", ledger, status=1).exception, InputError)
    assert rows("search", "درنة", "--ledger", ledger)[0]["report"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["incidents", "--since", "9/6/2018"], "--since '9/6/2018' is no date"),
        (["incidents", "--review", "good"], "no state of review"),
        (["accounts", "i0"], "no incident 'i0'"),
        (["search", "..."], "no word to look for"),
    ],
)
def test_what_cannot_be_asked_is_told(ledger: str, words: list[str], says: str) -> None:
    assert says in str(run(*words, "--ledger", ledger, status=1).exception)


def test_verify_backup_restore(ledger: str, tmp_path: Path) -> None:
    [told] = lines("verify", "--ledger", ledger)
    assert (told["entries"], told["problems"]) == (20, [])
    head = str(told["head"])
    archive, restored = str(tmp_path / "a.backup"), str(tmp_path / "b.ledger")
    assert head in run("backup", "--ledger", ledger, "-o", archive).stdout
    assert head in run("restore", archive, "--ledger", restored).stdout
    assert "All whole" in run("verify", "--ledger", restored, "--head", head).stdout
    assert lines("incidents", "--ledger", restored) == lines("incidents", "--ledger", ledger)
    result = run("verify", "--ledger", restored, "--head", "0" * 64, status=1)
    assert result.exit_code == 1
    assert "BROKEN" in result.stdout
    assert "What to do" in result.stdout


def test_a_ledger_in_python(where: str) -> None:
    with riwaya.Ledger(where) as ledger:
        report = Report("r1", "قال الطبيب إن ثلاثة مدنيين قتلوا في قصف على درنة أمس.", published="2018-06-09")
        assert ledger.add(report).new == ["r1"]
        assert ledger.add([SAMPLES, report]).known == ["r1"]
        assert [h.report for h in ledger.search("الطبيب مدنيين درنة", limit=1)]
        reading = ledger.show("r1")
        assert isinstance(reading, Reading)
        ledger.decide(Decision("correct", "figure", (reading.figures[0].id,), "سلمى", {"low": 2, "high": 2}))
        again = ledger.show("r1")
        assert isinstance(again, Reading)
        assert again.figures[0].low == 2
        with pytest.raises(ConflictError):
            ledger.decide(
                Decision("accept", "figure", (reading.figures[0].id,), "عمر"),
                expected=next(ledger.store.entries()).hash,
            )
        found = [i for i in ledger.incidents(places=("درنة",)) if i.accounts]
        assert isinstance(ledger.show(found[0].id), Incident)
        assert [i.id for i, _ in ledger.accounts(incidents=(found[0].id,))]
        assert len(list(ledger.reports(since="2018-06"))) > 1
        assert not ledger.verify().problems
    with riwaya.Ledger(where, read_only=True) as ledger:
        assert len(list(ledger.incidents())) >= len(found)
        with pytest.raises(LedgerError, match="reading only"):
            ledger.decide(Decision("accept", "figure", ("f1",), "عمر"))


def test_both_databases_list_the_same(ledger: str, postgres: Callable[[], str]) -> None:
    other = postgres()
    run("add", str(SAMPLES), "--ledger", other)
    for words in (["incidents"], ["accounts"], ["search", "درنة"], ["incidents", "--since", "2018-06"]):
        assert lines(*words, "--ledger", other) == lines(*words, "--ledger", ledger)


def test_the_file_opens_in_pandas_in_one_line(ledger: str) -> None:
    import sqlite3
    from contextlib import closing

    import pandas as pd

    with closing(sqlite3.connect(ledger)) as plain:
        frames = {
            name: pd.read_sql(f"SELECT * FROM {name}", plain)
            for name in ("v_reports", "v_incidents", "v_accounts", "v_figures", "v_decisions", "v_entries")
        }
    told = lines("accounts", "--ledger", ledger)
    assert len(frames["v_reports"]) == 10
    assert sorted(frames["v_accounts"]["account"]) == sorted(str(one["id"]) for one in told)
    assert sorted(frames["v_figures"]["quote"]) == sorted(
        str(f["quote"])
        for one in told
        for f in one["figures"]  # type: ignore[attr-defined]
    )
    texts = dict(zip(frames["v_reports"]["id"], frames["v_reports"]["text"], strict=True))
    for figure in frames["v_figures"].itertuples():
        assert texts[figure.account_report][figure.span_start : figure.span_end] == figure.quote


def test_reading_loads_no_database() -> None:
    code = (
        "import sys; from riwaya.cli.main import app; import riwaya.cli.reading; import riwaya;"
        "print([m for m in sys.modules if m.split('.')[0] in ('sqlalchemy', 'alembic', 'psycopg')])"
    )
    env = {**os.environ}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.strip() == "[]"
