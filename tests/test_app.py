"""The app over a real ledger of the sample reports, asked as a browser asks."""

from __future__ import annotations

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
