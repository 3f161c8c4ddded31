"""Where the material beside the checkout stands; tests that need it skip with a reason where it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with payloads in every field; tests that write copy it."""
    from hostile import hostile_ledger

    return hostile_ledger(tmp_path_factory.mktemp("hostile") / "hostile.ledger")
