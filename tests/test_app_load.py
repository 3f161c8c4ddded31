"""What a page costs in questions to the ledger, and that what is kept between pages is never an old state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from riwaya.ledger.store import Store
from riwaya.linking.link import incidents
from riwaya.model import Decision
from riwaya.review.app import create_app
from riwaya.review.settings import Settings

REPORT = "01-ufuq-agency"


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(str(ledger)))) as opened:
        yield opened


# Statements a page may ask, BEGIN apart; none of them grows with what is on the page.
MOST = {
    f"/reports/{REPORT}": 8,
    "/incidents/{incident}": 4,
    "/search?q=غارة": 5,
    "/api/accounts/{account}": 3,
    "/": 3,
}


@pytest.mark.parametrize("path", MOST)
def test_a_page_asks_few_questions(client: TestClient, ledger: Path, path: str) -> None:
    with Store.open(ledger, read_only=True) as store:
        found = max(incidents(store), key=lambda i: len(i.accounts))
    here = path.format(incident=found.id, account=found.accounts[0].id)
    assert client.get(here).status_code == 200
    asked: list[str] = []
    engine = client.app.state.store._engine  # type: ignore[attr-defined]
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert client.get(here).status_code == 200
    assert len([one for one in asked if not one.startswith("BEGIN")]) <= MOST[path], asked


def test_what_another_program_decides_is_on_the_next_page(client: TestClient, ledger: Path) -> None:
    """Decisions, incidents and search are kept between pages; each page asks first what came since."""
    client.cookies.set("language", "en")
    with Store.open(ledger) as store:
        figure = store.findings(REPORT).figures[0]
        [home] = {i.id for i in incidents(store) if any(a.report == REPORT for a in i.accounts)}
        pages = (f"/reports/{REPORT}", f"/api/reports/{REPORT}", f"/incidents/{home}", "/review")
        before = [client.get(p).text for p in pages]
        for action, state in (("correct", "corrected"), ("undo", None), ("reject", "rejected")):
            last = store.decisions()
            about = last[-1].entry.hash if action == "undo" else figure.id
            values = {"low": 77_701, "high": 77_701} if action == "correct" else {}
            head = store.head()
            decision = Decision(action, "figure", (about,), "منى", values, report=REPORT)  # type: ignore[arg-type]
            store.decide(decision, expected=head.hash if head else None)
            report, api, incident, _ = (client.get(p) for p in pages)
            assert ("77,701" in report.text) == (action == "correct")
            assert ("77,701" in incident.text) == (action == "correct")
            accounts = client.get("/api/accounts", params={"report": REPORT}).text
            assert ("77701" in accounts) == (action == "correct")
            assert api.json()["review"].get(figure.id) == state
            if state is None:
                assert [re.sub(r"\s", "", client.get(p).text) for p in pages[:3]] == [
                    re.sub(r"\s", "", text) for text in before[:3]
                ]
    with Store.open(ledger, read_only=True) as store:
        assert store.standing().keys() == {figure.id}


def test_search_goes_on_from_page_to_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.review.searching.PER_PAGE", 2)
    client.cookies.set("language", "en")
    hits = [h["report"] for h in client.get("/api/search", params={"q": "غارة"}).json()["hits"]]
    assert len(hits) > 2
    there: list[str] = []
    for number in range(1, len(hits) // 2 + 2):
        shown = client.get("/search", params={"q": "غارة", "page_number": number}).text
        there += re.findall(r'<h2><a href="/reports/([^"]+)"', shown)
        assert f"{len(hits)} reports" in shown
    assert there == hits
    assert "<mark>" in client.get("/search", params={"q": "غارة"}).text
    assert client.get("/search", params={"q": "غارة", "page_number": 10**9}).status_code == 200
