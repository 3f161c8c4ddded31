"""Grades of sources and accounts: given with a reason, shown in words, exported, taken back."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from riwaya.batch.exporting import export
from riwaya.cli.main import app as commands
from riwaya.ledger.people import add_person
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.linking import query
from riwaya.linking.link import link
from riwaya.model import Decision, LedgerError
from riwaya.review.app import create_app
from riwaya.review.settings import Settings
from riwaya.rules.labels import label

SECRET = "a few words to keep"


@pytest.fixture
def account(client: TestClient) -> dict[str, Any]:
    told = client.get("/api/accounts").json()["accounts"]
    found: dict[str, Any] = next(
        t["account"] for t in told if t["account"]["source"] and t["account"]["figures"]
    )
    return found


def head(client: TestClient, path: str) -> str:
    found = re.search(r'name="head" value="([0-9a-f]+)"', client.get(path).text)
    assert found
    return found[1]


def give(client: TestClient, path: str, grade: str, reason: str = "") -> None:
    data = {"action": "grade", "grade": grade, "reason": reason, "head": head(client, path)}
    assert client.post(f"{path}/grade", data=data).status_code == 303


def undo(client: TestClient, path: str) -> None:
    entry = re.search(r'name="entry" value="([0-9a-f]+)"', client.get(path).text)
    assert entry
    data = {"action": "undo", "entry": entry[1], "head": head(client, path)}
    assert client.post(f"{path}/grade", data=data).status_code == 303


def now(client: TestClient, id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/accounts/{id}").json()["account"]
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_both_grades_are_shown_in_words(client: TestClient, account: dict[str, Any], language: Any) -> None:
    source, own = f"/sources/{quote(account['source'])}", f"/accounts/{account['id']}"
    give(client, source, "B", "heard for years")
    give(client, own, "4", "he was not there")
    assert (now(client, account["id"])["reliability"], now(client, account["id"])["credibility"]) == (
        "B",
        "4",
    )
    client.cookies.set("language", language)
    home = client.get(f"/api/accounts/{account['id']}").json()["incident"]
    words = label("reliability", "B", language), label("credibility", "4", language)
    shown = client.get(f"/incidents/{home}").text
    assert "B4" in shown
    assert all(w in shown for w in words)
    assert words[0] in client.get("/sources").text
    assert all(w in client.get(own).text for w in words)
    for path, reason in ((source, "heard for years"), (own, "he was not there")):
        history = client.get(path).text.split('id="grade"')[1]
        assert reason in history
        assert "منى" in history


def test_grades_stand_in_every_list_of_accounts(
    client: TestClient, account: dict[str, Any], ledger: Path, tmp_path: Path
) -> None:
    give(client, f"/sources/{quote(account['source'])}", "F")
    give(client, f"/accounts/{account['id']}", "1")
    same = [
        t["account"]
        for t in client.get("/api/accounts").json()["accounts"]
        if t["account"]["source"] == account["source"]
    ]
    assert {a["reliability"] for a in same} == {"F"}
    with Store.open(ledger) as store:
        export(store, "accounts", tmp_path / "a.csv")
        export(store, "jsonl", tmp_path / "i.jsonl")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    row = next(r for r in rows if r["account"] == account["id"])
    assert (row["reliability"], row["credibility"]) == ("F", "1")
    answer = CliRunner().invoke(commands, ["accounts", "--ledger", str(ledger), "--format", "csv"])
    told = list(csv.DictReader(io.StringIO(answer.output.lstrip("\ufeff"))))
    grades = {(r["reliability"], r["credibility"]) for r in told if r["account"] == account["id"]}
    assert grades == {("F", "1")}
    lines = [json.loads(line) for line in (tmp_path / "i.jsonl").read_text("utf-8").splitlines()]
    kept = next(a for i in lines for a in i["accounts"] if a["id"] == account["id"])
    assert (kept["reliability"], kept["credibility"]) == ("F", "1")


def test_grades_are_optional_and_taken_back(client: TestClient, account: dict[str, Any]) -> None:
    for path in (f"/sources/{quote(account['source'])}", f"/accounts/{account['id']}"):
        assert "Nobody has graded this." in client.get(path).text
        give(client, path, "D" if "sources" in path else "5")
        assert now(client, account["id"]) != account
        undo(client, path)
        assert now(client, account["id"]) == account
        assert "Nobody has graded this." in client.get(path).text


def test_an_outlet_is_graded_for_what_its_reports_say_themselves(client: TestClient) -> None:
    told = [t["account"] for t in client.get("/api/accounts").json()["accounts"]]
    own = next(a for a in told if a["name"] is None and a["outlet"])
    path = f"/sources/{quote('outlet ' + own['outlet'])}"
    assert path in client.get("/sources").text.replace("&#34;", "%22")
    give(client, path, "C")
    for account in (t["account"] for t in client.get("/api/accounts").json()["accounts"]):
        is_own = account["name"] is None and account["outlet"] == own["outlet"]
        assert (account["reliability"] == "C") == is_own
    assert "fairly reliable" in client.get(f"/accounts/{own['id']}").text


def test_a_grade_outlives_the_account_s_id(client: TestClient, account: dict[str, Any]) -> None:
    """An account that loses a figure has another id; what it still rests on carries the grade."""
    told = client.get("/api/accounts").json()["accounts"]
    several = next(t["account"] for t in told if len(t["account"]["figures"]) > 1)
    give(client, f"/accounts/{several['id']}", "2")
    item = f"/review/{several['report']}/{several['figures'][0]['id']}"
    answer = client.post(item, data={"action": "reject", "head": head(client, item)})
    assert answer.status_code == 303
    kept = [t["account"] for t in client.get("/api/accounts").json()["accounts"]]
    left = next(a for a in kept if any(f["id"] == several["figures"][1]["id"] for f in a["figures"]))
    assert left["id"] != several["id"]
    assert left["credibility"] == "2"


def test_nobody_grades_over_another(client: TestClient, account: dict[str, Any]) -> None:
    path = f"/accounts/{account['id']}"
    seen = head(client, path)
    give(client, path, "2")
    late = client.post(f"{path}/grade", data={"action": "grade", "grade": "6", "head": seen})
    assert late.status_code == 200
    assert "decide anew" in late.text
    assert now(client, account["id"])["credibility"] == "2"


@pytest.mark.parametrize("grade", ["", "G", "7", "<b>", "a"])
def test_there_are_no_other_grades(client: TestClient, account: dict[str, Any], grade: str) -> None:
    for path in (f"/sources/{quote(account['source'])}", f"/accounts/{account['id']}"):
        data = {"action": "grade", "grade": grade, "head": head(client, path)}
        answer = client.post(f"{path}/grade", data=data)
        assert answer.status_code == 200
        assert "is one of" in answer.text
    assert now(client, account["id"]) == account


def test_what_is_not_there_is_not_graded(client: TestClient) -> None:
    for path in ("/sources/nobody", "/accounts/nothing"):
        assert client.get(path).status_code == 404
        assert client.post(f"{path}/grade", data={"grade": "A"}).status_code == 404


def test_a_ledger_with_grades_is_whole_and_nothing_is_linked_anew(ledger: Path) -> None:
    with Store.open(ledger) as store:
        link(store)
        account = next(a for i in query.incidents(store) for a in i.accounts if a.source)
        for layer, subject, values in (
            ("source", account.source, {"reliability": "A"}),
            ("account", account.id, {"credibility": "3"}),
        ):
            grade = Decision("grade", layer, (str(subject),), "منى", values)  # type: ignore[arg-type]
            made = store.decide(grade, expected=None)
            assert link(store) == type(link(store))(0, 0)
            back = Decision("undo", layer, (made.hash,), "منى")  # type: ignore[arg-type]
            store.decide(back, expected=made.hash)
            assert link(store) == type(link(store))(0, 0)
        with pytest.raises(LedgerError, match="no grade"):
            store.decide(Decision("grade", "figure", ("f1",), "منى", {"credibility": "1"}), expected=None)
        assert not verify(store).problems


def test_a_viewer_of_data_sees_grades_and_no_colleague(ledger: Path, account: dict[str, Any]) -> None:
    with Store.open(ledger) as store:
        add_person(store, "coder one", "coder", SECRET, by="test")
        add_person(store, "data one", "data_viewer", SECRET, by="test")
    path = f"/accounts/{account['id']}"
    with TestClient(create_app(Settings(str(ledger), mode="team")), follow_redirects=False) as team:
        team.cookies.set("language", "en")
        assert team.post("/login", data={"name": "coder one", "password": SECRET}).status_code == 303
        give(team, path, "2", "checked")
        assert "coder one" in team.get(path).text.split('id="grade"')[1]
        team.cookies.delete("session")
        team.post("/login", data={"name": "data one", "password": SECRET})
        shown = team.get(path).text
        assert "probably true" in shown
        assert "coder one" not in shown
        assert 'action="grade"' not in shown
