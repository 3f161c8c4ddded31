"""Where the material beside the checkout stands (tests that need it skip with a reason where it is absent),
and the ledger and the app over the samples."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from riwaya.review.app import create_app
from riwaya.review.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of coded reports and corpora."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout: coded reports and corpora are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """The constructed sample reports, in order."""
    return sorted((ROOT / "src/riwaya/data/samples").glob("[0-9][0-9]-*.json"))


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory, samples: list[Path]) -> Path:
    """A ledger of the ten samples, linked; tests that write copy it."""
    from riwaya.formats.reports import incoming
    from riwaya.ledger.store import Store
    from riwaya.linking.link import link
    from riwaya.model import Received
    from riwaya.reading.read import read_report

    path = tmp_path_factory.mktemp("ledger") / "samples.ledger"
    with Store.open(path) as store:
        items = [i.report for i in incoming([str(p) for p in samples])]
        store.add(Received(r, read_report(r), reader="test") for r in items if r is not None)
        link(store)
    return path


@pytest.fixture
def ledger(sample_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of the samples, which a test may change."""
    copy = tmp_path / "copy.ledger"
    shutil.copy(sample_ledger, copy)
    return copy


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    """The app over that copy, in English, as somebody who writes."""
    with TestClient(create_app(Settings(str(ledger), author="منى")), follow_redirects=False) as opened:
        opened.cookies.set("language", "en")
        yield opened


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with payloads in every field; tests that write copy it."""
    from hostile import hostile_ledger

    return hostile_ledger(tmp_path_factory.mktemp("hostile") / "hostile.ledger")
