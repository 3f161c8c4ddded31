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
