"""The app over a real ledger of the sample reports, asked as a browser asks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from riwaya.formats.reports import incoming
from riwaya.ledger.linking import link
from riwaya.ledger.store import Store
from riwaya.model import Received
from riwaya.reading.read import read_report
from riwaya.review.app import create_app
from riwaya.review.protection import local_path
from riwaya.review.settings import Settings


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory, samples: list[Path]) -> Path:
    """A ledger of the ten samples, linked; tests that write copy it."""
    path = tmp_path_factory.mktemp("ledger") / "samples.ledger"
    with Store.open(path) as store:
        items = [i.report for i in incoming([str(p) for p in samples])]
        store.add(Received(r, read_report(r), reader="test") for r in items if r is not None)
        link(store)
    return path


@pytest.fixture
def client(sample_ledger: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(str(sample_ledger)))) as opened:
        yield opened


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_overview_lists_every_incident(client: TestClient, sample_ledger: Path, language: str) -> None:
    client.cookies.set("language", language)
    shown = client.get("/")
    assert shown.status_code == 200
    assert f'<html lang="{language}"' in shown.text
    with Store.open(sample_ledger, read_only=True) as store:
        from riwaya.ledger.linking import incidents

        assert all(f"/incidents/{i.id}" in shown.text for i in incidents(store))


def test_filters_stand_in_the_address(client: TestClient) -> None:
    assert "2018-05-31" in client.get("/?until=2018-05").text
    assert "2018-05-31" not in client.get("/?since=2018-06").text


def test_the_report_page_holds_the_text_untouched(client: TestClient, sample_ledger: Path) -> None:
    """The pieces between the tags are the text, to the code point."""
    with Store.open(sample_ledger, read_only=True) as store:
        for report in store.reports():
            shown = client.get(f"/reports/{report.id}").text
            article = shown[shown.index("<article") : shown.index("</article>")]
            lines = re.findall(r"<p>(.*?)</p>", article, re.DOTALL)
            plain = [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in lines]
            assert plain == [line for line in report.text.split("\n") if line]


def test_every_marked_span_cuts_its_quote(client: TestClient, sample_ledger: Path) -> None:
    with Store.open(sample_ledger, read_only=True) as store:
        text = store.report("01-ufuq-agency").text
        own = {f.id: f.span for f in store.findings("01-ufuq-agency").figures}
    for start, end, channel, id in client.get("/reports/01-ufuq-agency/spans.json").json():
        assert text[start:end].strip() == text[start:end]
        if channel == "figure":
            assert own[id] == (start, end)


@pytest.mark.parametrize("query", ["غارة", "الغاره"])
def test_search_finds_every_spelling(client: TestClient, query: str) -> None:
    assert "01-ufuq-agency" in client.get("/search", params={"q": query}).text


def test_sources_list_who_speaks(client: TestClient) -> None:
    assert "نوري بوشعالة" in client.get("/sources").text


@pytest.mark.parametrize(("form", "sign"), [("bib", "@misc{"), ("json", "article-newspaper")])
def test_a_report_is_cited(client: TestClient, form: str, sign: str) -> None:
    assert sign in client.get(f"/reports/01-ufuq-agency/citation.{form}").text


def test_an_unknown_report_is_said_to_be_unknown(client: TestClient) -> None:
    shown = client.get("/reports/nowhere")
    assert shown.status_code == 404
    assert "riwaya search" in shown.text


def test_every_response_is_protected(client: TestClient) -> None:
    for path in ("/", "/static/base.css", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example", "", None])
def test_nobody_is_led_elsewhere(target: str | None) -> None:
    assert local_path(target) == "/"
